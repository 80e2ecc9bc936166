//! A watch as a row of its table.

use crate::{
    domain::watch::{Evaluated, Metric, Watch, WatchId, WatchSettings},
    store::{
        StoreError,
        columns::{known, moment, snowflake, some_known},
        creators,
    },
};
use chrono::NaiveDate;
use sqlx::{Row as _, sqlite::SqliteRow};

/// A statement that reads watches, with who their creators are.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT watches.*, user_id, handle, name, creators.region AS creator_region
             FROM watches JOIN creators ON creators.id = watches.creator ",
            $rest
        )
    };
}
pub(super) use select;

/// A watch; with the columns of its creator.
pub(in crate::store) fn read(row: &SqliteRow) -> Result<Watch, StoreError> {
    let number: i64 = row.try_get("number")?;
    let log = known(row, "log", |text| serde_json::from_str(text).ok())?;
    let evaluated = match some_known(row, "evaluated", |text| text.parse::<NaiveDate>().ok())? {
        Some(date) => {
            let before = some_known(row, "log_before", |text| serde_json::from_str(text).ok())?;
            let at = moment(row, "evaluated_at")?;
            Some(Evaluated { date, at, before: before.unwrap_or_else(|| Clone::clone(&log)) })
        }
        None => None,
    };
    Ok(Watch {
        id: WatchId(row.try_get("id")?),
        server: snowflake(row, "server")?,
        number: u32::try_from(number).map_err(|_| StoreError::corrupt("number", number))?,
        creator: creators::of_columns(row, ["user_id", "handle", "name", "creator_region"])?,
        settings: known(row, "settings", |text| serde_json::from_str(text).ok())?,
        log,
        evaluated,
        created_by: snowflake(row, "created_by")?,
        created_at: moment(row, "created_at")?,
    })
}

/// Those that can be read.
pub(super) fn readable(rows: &[SqliteRow]) -> Vec<Watch> {
    let watch = |row: &SqliteRow| match read(row) {
        Ok(watch) => Some(watch),
        Err(error) => {
            let id: Option<i64> = row.try_get("id").ok();
            tracing::error!(id, %error, "a watch can't be read");
            None
        }
    };
    rows.iter().filter_map(watch).collect()
}

/// Whether the sales board of a day, and the followers board, tell something that a watch counts, and whether it counts
/// ranks. A rank is looked for
/// among sales, and who fell silent sold something.
pub(super) fn counts(settings: &WatchSettings) -> (bool, bool, bool) {
    let counts = |metric| settings.metrics.contains(&metric);
    let rank = counts(Metric::Rank);
    let sales = counts(Metric::Sales) || counts(Metric::Gmv) || rank || settings.silent_days.is_some();
    (sales, counts(Metric::Followers), rank)
}
