//! A watch as a row of its table.

use crate::{
    domain::{
        Creator, Handle, Region, UserId,
        watch::{Evaluated, Metric, Watch, WatchId, WatchLog, WatchSettings},
    },
    store::{StoreError, absences::time, columns::meant},
};
use serde::Deserialize;
use sqlx::{FromRow, Row as _, sqlite::SqliteRow};

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

/// A watch as its columns, with those of its creator: of a row, or in this order of a text that holds many.
#[derive(Deserialize, FromRow)]
pub(super) struct Columns {
    pub(super) id: i64,
    server: i64,
    number: i64,
    user_id: String,
    handle: Option<String>,
    name: Option<String>,
    creator_region: Option<String>,
    settings: String,
    log: String,
    evaluated: Option<String>,
    evaluated_at: Option<i64>,
    log_before: Option<String>,
    created_by: i64,
    created_at: i64,
}

impl Columns {
    /// The watch that they are.
    pub(super) fn watch(self) -> Result<Watch, StoreError> {
        let log =
            |column, text: &str| meant(column, text, |text| serde_json::from_str::<WatchLog>(text).ok());
        let now = log("log", &self.log)?;
        let evaluated = match &self.evaluated {
            Some(date) => {
                let before = self.log_before.as_deref().map(|text| log("log_before", text)).transpose()?;
                Some(Evaluated {
                    date: meant("evaluated", date, |text| text.parse().ok())?,
                    at: time("evaluated_at", self.evaluated_at.ok_or(sqlx::Error::RowNotFound)?)?,
                    before: before.unwrap_or_else(|| now.clone()),
                })
            }
            None => None,
        };
        Ok(Watch {
            id: WatchId(self.id),
            server: self.server.cast_unsigned(),
            number: u32::try_from(self.number).map_err(|_| StoreError::corrupt("number", self.number))?,
            creator: Creator {
                user_id: meant("user_id", &self.user_id, UserId::new)?,
                handle: self.handle.map(|handle| meant("handle", &handle, Handle::new)).transpose()?,
                name: self.name,
                region: self.creator_region.map(|key| meant("region", &key, Region::of_key)).transpose()?,
            },
            settings: meant("settings", &self.settings, |text| serde_json::from_str(text).ok())?,
            log: now,
            evaluated,
            created_by: self.created_by.cast_unsigned(),
            created_at: time("created_at", self.created_at)?,
        })
    }
}

/// A watch; with the columns of its creator.
pub(super) fn read(row: &SqliteRow) -> Result<Watch, StoreError> {
    Columns::from_row(row)?.watch()
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
