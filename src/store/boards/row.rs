//! A board as a row of its table.

use crate::{
    domain::{
        Board, BoardId, BoardSettings, BoardState, CreatorCategory, Cron, Days, Depth, Firing, Format,
        Language, Late, Order, Period, ProductCategory, Question, Region, Schedule, Style, Timing, Zone,
    },
    store::{
        StoreError,
        columns::{
            TIME_OF_DAY, data_date, date, filter, known, message, moment, snowflake, some_known, some_moment,
            some_snowflake,
        },
    },
};
use chrono::NaiveTime;
use sqlx::{
    Row as _, Sqlite,
    query::Query,
    sqlite::{SqliteArguments, SqliteRow},
};

/// Binds what is set of a board: `channel`, `region`, `ranked_by`, `period`, `category`, `product`, `top`, `time`,
/// `days`, `cron`, `zone`, `language`, `style`, `format`, `mention`, `late`, in this order.
pub(super) fn bind<'q>(
    query: Query<'q, Sqlite, SqliteArguments>,
    settings: &'q BoardSettings,
) -> Query<'q, Sqlite, SqliteArguments> {
    let question = &settings.question;
    let (time, days, cron) = match &settings.schedule.timing {
        Timing::Daily { time, days } => (Some(time.format(TIME_OF_DAY).to_string()), Some(days.bits()), None),
        Timing::Cron(cron) => (None, None, Some(cron.as_str())),
    };
    query
        .bind(settings.channel.cast_signed())
        .bind(question.region.key())
        .bind(question.order.word())
        .bind(question.period.word())
        .bind(question.category.map_or("", CreatorCategory::key))
        .bind(question.product.map_or("", ProductCategory::key))
        .bind(i64::try_from(question.depth.rows()).unwrap_or(i64::MAX))
        .bind(time)
        .bind(days)
        .bind(cron)
        .bind(settings.schedule.zone.name())
        .bind(settings.language.tag())
        .bind(settings.style.word())
        .bind(settings.format.word())
        .bind(settings.mention.map(u64::cast_signed))
        .bind(settings.late.word())
}

/// A board.
pub(in crate::store) fn read(row: &SqliteRow) -> Result<Board, StoreError> {
    let settings = settings(row)?;
    let period = settings.question.period;
    let next = match some_moment(row, "next_due_at")? {
        Some(at) => Some(Firing { at, date: date(row, "next_due_date")? }),
        None => None,
    };
    let number: i64 = row.try_get("number")?;
    Ok(Board {
        id: BoardId(row.try_get("id")?),
        server: snowflake(row, "server")?,
        number: u32::try_from(number).map_err(|_| StoreError::corrupt("number", number))?,
        settings,
        state: state(row)?,
        created_by: snowflake(row, "created_by")?,
        created_at: moment(row, "created_at")?,
        next,
        last_date: some_known(row, "last_due_date", |text| text.parse().ok())?,
        targeted: data_date(row, "targeted", period)?,
        posted: data_date(row, "posted", period)?,
        message: message(row, "posted_channel", "posted_message")?,
    })
}

/// Those that can be read: a board that was written by another version, or by hand, doesn't keep others from posting.
pub(in crate::store) fn readable(rows: &[SqliteRow]) -> Vec<Board> {
    let board = |row: &SqliteRow| match read(row) {
        Ok(board) => Some(board),
        Err(error) => {
            let id: Option<i64> = row.try_get("id").ok();
            tracing::error!(id, %error, "a board can't be read");
            None
        }
    };
    rows.iter().filter_map(board).collect()
}

/// Whether it posts; a removed one as before it was removed.
fn state(row: &SqliteRow) -> Result<BoardState, StoreError> {
    match row.try_get("state")? {
        "active" => Ok(BoardState::Active),
        "paused" => Ok(BoardState::Paused),
        "blocked" => {
            let trouble = known(row, "trouble", |text| serde_json::from_str(text).ok())?;
            Ok(BoardState::Blocked(trouble, moment(row, "state_at")?))
        }
        "removed" => known(row, "removed_from", |word| match word {
            "active" => Some(BoardState::Active),
            "paused" => Some(BoardState::Paused),
            _ => None,
        }),
        other => Err(StoreError::corrupt("state", other)),
    }
}

fn settings(row: &SqliteRow) -> Result<BoardSettings, StoreError> {
    let depth: i64 = row.try_get("top")?;
    Ok(BoardSettings {
        question: Question {
            region: known(row, "region", Region::of_key)?,
            order: known(row, "ranked_by", Order::of_word)?,
            period: known(row, "period", Period::of_word)?,
            date: None,
            category: filter(row, "category", CreatorCategory::of_key)?,
            product: filter(row, "product", ProductCategory::of_key)?,
            depth: Depth::new(depth).ok_or_else(|| StoreError::corrupt("top", depth))?,
        },
        channel: snowflake(row, "channel")?,
        schedule: Schedule {
            timing: timing(row)?,
            zone: known(row, "zone", |name| Zone::try_from(name.to_owned()).ok())?,
        },
        language: known(row, "language", Language::of_tag)?,
        style: known(row, "style", Style::of_word)?,
        format: known(row, "format", Format::of_word)?,
        mention: some_snowflake(row, "mention")?,
        late: known(row, "late", Late::of_word)?,
    })
}

fn timing(row: &SqliteRow) -> Result<Timing, StoreError> {
    if let Some(cron) = some_known(row, "cron", |text| Cron::parse(text).ok())? {
        return Ok(Timing::Cron(cron));
    }
    let days: i64 = row.try_get("days")?;
    Ok(Timing::Daily {
        time: known(row, "time", |text| NaiveTime::parse_from_str(text, TIME_OF_DAY).ok())?,
        days: u8::try_from(days)
            .ok()
            .and_then(|bits| Days::try_from(bits).ok())
            .ok_or_else(|| StoreError::corrupt("days", days))?,
    })
}
