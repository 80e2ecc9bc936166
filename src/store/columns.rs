//! Columns as values: what several tables write and read in one way.

use super::StoreError;
use crate::domain::{
    Board, BoardId, BoardSettings, BoardState, CreatorCategory, Cron, DataDate, Days, Depth, Firing, Format,
    Language, Late, MessageRef, Order, Period, ProductCategory, Question, Region, Schedule, Style, Timing,
    Trouble, Zone,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

/// How times of day are written.
const TIME: &str = "%H:%M";

/// The moment of epoch seconds.
pub(super) fn time(column: &'static str, seconds: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| StoreError::corrupt(column, seconds))
}

/// A moment that may be missing.
pub(super) fn maybe_time(row: &SqliteRow, column: &'static str) -> Result<Option<DateTime<Utc>>, StoreError> {
    row.try_get::<Option<i64>, _>(column)?.map(|seconds| time(column, seconds)).transpose()
}

/// A date.
pub(super) fn date(column: &'static str, text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::corrupt(column, text))
}

/// One of Discord's ids.
pub(super) fn id(row: &SqliteRow, column: &'static str) -> Result<u64, StoreError> {
    Ok(row.try_get::<i64, _>(column)?.cast_unsigned())
}

/// One of Discord's ids that may be missing.
pub(super) fn maybe_id(row: &SqliteRow, column: &'static str) -> Result<Option<u64>, StoreError> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(i64::cast_unsigned))
}

/// A message, where both of its ids are there.
pub(super) fn message(
    row: &SqliteRow,
    channel: &'static str,
    message: &'static str,
) -> Result<Option<MessageRef>, StoreError> {
    let (channel, message) = (maybe_id(row, channel)?, maybe_id(row, message)?);
    Ok(channel.zip(message).map(|(channel, message)| MessageRef { channel, message }))
}

/// A word or text by what it stands for.
pub(super) fn known<T>(
    row: &SqliteRow,
    column: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let text: &str = row.try_get(column)?;
    read(text).ok_or_else(|| StoreError::corrupt(column, text))
}

/// A text that may be missing, by what it stands for; '' stands for nothing, too.
pub(super) fn maybe<T>(
    row: &SqliteRow,
    column: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let text: Option<&str> = row.try_get(column)?;
    let text = text.filter(|text| !text.is_empty());
    text.map(|text| read(text).ok_or_else(|| StoreError::corrupt(column, text))).transpose()
}

/// A trouble as JSON.
pub(super) fn trouble(column: &'static str, text: &str) -> Result<Trouble, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::corrupt(column, text))
}

/// A trouble to be written.
pub(super) fn trouble_text(trouble: &Trouble) -> String {
    serde_json::to_string(trouble).unwrap_or_default()
}

/// When a schedule fires as its three columns: time, days, expression.
pub(super) fn timing(timing: &Timing) -> (Option<String>, Option<u8>, Option<&str>) {
    match timing {
        Timing::Daily { time, days } => (Some(time.format(TIME).to_string()), Some(days.bits()), None),
        Timing::Cron(cron) => (None, None, Some(cron.as_str())),
    }
}

fn read_timing(row: &SqliteRow) -> Result<Timing, StoreError> {
    if let Some(cron) = maybe(row, "cron", |text| Cron::parse(text).ok())? {
        return Ok(Timing::Cron(cron));
    }
    let days: u8 = row.try_get("days")?;
    Ok(Timing::Daily {
        time: known(row, "time", |text| NaiveTime::parse_from_str(text, TIME).ok())?,
        days: Days::try_from(days).map_err(|_| StoreError::corrupt("days", days))?,
    })
}

fn read_settings(row: &SqliteRow) -> Result<BoardSettings, StoreError> {
    let top: i64 = row.try_get("top")?;
    Ok(BoardSettings {
        question: Question {
            region: known(row, "region", Region::of_key)?,
            order: known(row, "ranked_by", Order::of_word)?,
            period: known(row, "period", Period::of_word)?,
            date: None,
            category: maybe(row, "category", CreatorCategory::of_key)?,
            product: maybe(row, "product", ProductCategory::of_key)?,
            depth: Depth::new(top).ok_or_else(|| StoreError::corrupt("top", top))?,
        },
        channel: id(row, "channel")?,
        schedule: Schedule {
            timing: read_timing(row)?,
            zone: known(row, "zone", |name| Zone::try_from(name.to_owned()).ok())?,
        },
        language: known(row, "language", Language::of_tag)?,
        style: known(row, "style", Style::of_word)?,
        format: known(row, "format", Format::of_word)?,
        mention: maybe_id(row, "mention")?,
        late: known(row, "late", Late::of_word)?,
    })
}

/// A board by its row.
pub(super) fn board(row: &SqliteRow) -> Result<Board, StoreError> {
    let settings = read_settings(row)?;
    let data_date = |first: &str| DataDate::new(settings.question.period, first.parse().ok()?).ok();
    let (targeted, posted) = (maybe(row, "targeted", data_date)?, maybe(row, "posted", data_date)?);
    let next_date = maybe(row, "next_due_date", |text| text.parse().ok())?;
    let next = maybe_time(row, "next_due_at")?.zip(next_date).map(|(at, date)| Firing { date, at });
    let state = match row.try_get("state")? {
        "active" => BoardState::Active,
        "blocked" => BoardState::Blocked(
            trouble("trouble", row.try_get("trouble")?)?,
            time("state_at", row.try_get("state_at")?)?,
        ),
        "paused" | "removed" => BoardState::Paused,
        other => return Err(StoreError::corrupt("state", other)),
    };
    Ok(Board {
        id: BoardId(row.try_get("id")?),
        server: id(row, "server")?,
        number: row.try_get("number")?,
        state,
        created_by: id(row, "created_by")?,
        created_at: time("created_at", row.try_get("created_at")?)?,
        next,
        last_date: maybe(row, "last_due_date", |text| text.parse().ok())?,
        targeted,
        posted,
        message: message(row, "posted_channel", "posted_message")?,
        settings,
    })
}

/// A firing as its two columns: moment and local date.
pub(super) fn firing(firing: Option<Firing>) -> (Option<i64>, Option<String>) {
    (firing.map(|firing| firing.at.timestamp()), firing.map(|firing| firing.date.to_string()))
}
