//! A post as a row of its table.

use super::{NewPost, OutboxEntry};
use crate::{
    domain::{BoardId, DeliveryId, Meaning, Right, Target, Trouble, watch::WatchId},
    store::{
        StoreError, Writing,
        columns::{moment, snowflake, some_moment, some_snowflake},
        json,
    },
};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

/// The version of what is meant, as it is written now.
pub(super) const VERSION: i64 = 1;

impl NewPost {
    /// What has one send in flight at most: the channel or the person; publishing a message disturbs nobody.
    pub(in crate::store) const fn lane(&self) -> i64 {
        match (&self.meaning, self.target) {
            (Meaning::Crosspost(message), _) => message.message.cast_signed(),
            (_, Target::Channel(id) | Target::Person(id)) => id.cast_signed(),
        }
    }
}

/// Puts posts into the outbox that aren't there yet; answers how many. Their lanes are to be put in order after that.
pub(in crate::store) async fn insert(
    writing: &mut Writing,
    posts: &[&NewPost],
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let mut rows = Vec::with_capacity(posts.len());
    for post in posts {
        let (channel, person) = match post.target {
            Target::Channel(channel) => (Some(channel.cast_signed()), None),
            Target::Person(person) => (None, Some(person.cast_signed())),
        };
        rows.push((
            (
                post.kind,
                post.subject,
                &post.period,
                post.server.cast_signed(),
                post.board.map(|board| board.0),
                post.watch.map(|watch| watch.0),
            ),
            (
                channel,
                person,
                post.lane(),
                json(&post.meaning)?,
                post.expires_at.timestamp(),
                post.not_before.map_or(now, |at| at.max(now)).timestamp(),
                post.not_before.map(|at| at.timestamp()),
            ),
        ));
    }
    let inserted = sqlx::query(
        "INSERT INTO outbox (mark, kind, subject, period, server, board, watch, channel, person, lane, meaning,
             expires_at, ready_at, due_at, version, state, queued_at)
         SELECT random() & 9223372036854775807,
             post.value ->> '$[0][0]', post.value ->> '$[0][1]', post.value ->> '$[0][2]', post.value ->> '$[0][3]',
             post.value ->> '$[0][4]', post.value ->> '$[0][5]', post.value ->> '$[1][0]', post.value ->> '$[1][1]',
             post.value ->> '$[1][2]', post.value ->> '$[1][3]', post.value ->> '$[1][4]', post.value ->> '$[1][5]',
             post.value ->> '$[1][6]', $3, 'ready', $2
         FROM json_each($1) AS post WHERE TRUE
         ON CONFLICT (kind, subject, period) DO NOTHING",
    )
    .bind(json(&rows)?)
    .bind(now.timestamp())
    .bind(VERSION)
    .execute(&mut **writing)
    .await?;
    Ok(inserted.rows_affected())
}

/// The lanes of rows that changed, and the local dates of the turns that they are the posts of.
pub(in crate::store) fn moved(rows: &[SqliteRow]) -> Result<(Vec<i64>, Vec<String>), StoreError> {
    let mut lanes = Vec::with_capacity(rows.len());
    let mut dates = Vec::new();
    for row in rows {
        lanes.push(row.try_get("lane")?);
        if row.try_get::<&str, _>("kind")? == "board" {
            dates.push(row.try_get("period")?);
        }
    }
    Ok((lanes, dates))
}

/// Where a row goes.
pub(super) fn target(row: &SqliteRow) -> Result<Target, StoreError> {
    match (some_snowflake(row, "channel")?, some_snowflake(row, "person")?) {
        (Some(channel), None) => Ok(Target::Channel(channel)),
        (None, Some(person)) => Ok(Target::Person(person)),
        _ => Err(StoreError::corrupt("channel", "")),
    }
}

/// The watch that a row is about.
pub(super) fn watch(row: &SqliteRow) -> Result<Option<WatchId>, StoreError> {
    Ok(row.try_get::<Option<i64>, _>("watch")?.map(WatchId))
}

/// A row for people; with the columns `number` of its board and `watch_number`.
pub(super) fn entry(row: &SqliteRow) -> Result<OutboxEntry, StoreError> {
    let (kind, watch): (String, _) = (row.try_get("kind")?, watch(row)?);
    // Many alerts in one message name one of their watches, but are of their channel.
    let is_of_many = kind == "alert" && watch != Some(WatchId(row.try_get("subject")?));
    Ok(OutboxEntry {
        id: DeliveryId(row.try_get("id")?),
        kind,
        server: snowflake(row, "server")?,
        board: row.try_get::<Option<i64>, _>("board")?.map(BoardId),
        number: row.try_get("number")?,
        watch,
        watch_number: if is_of_many { None } else { row.try_get("watch_number")? },
        target: target(row)?,
        period: row.try_get("period")?,
        state: row.try_get("state")?,
        cause: row.try_get("cause")?,
        detail: row.try_get("detail")?,
        attempts: row.try_get("attempts")?,
        queued_at: moment(row, "queued_at")?,
        ready_at: moment(row, "ready_at")?,
        expires_at: moment(row, "expires_at")?,
        settled_at: some_moment(row, "settled_at")?,
        unclear: row.try_get::<Option<i64>, _>("unclear_since")?.is_some(),
    })
}

/// The word for why a row is held.
pub(in crate::store) const fn trouble_word(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::NoAccess { .. } => "no_access",
        Trouble::ChannelGone => "channel_gone",
        Trouble::ThreadLocked => "thread_locked",
        Trouble::TagRequired => "tag_required",
        Trouble::AutoMod { .. } => "automod",
        Trouble::Unclear => "unclear",
    }
}

/// What is known besides that word: what Discord said, or the rights that are missing.
pub(in crate::store) fn trouble_words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NoAccess { missing } => {
            let word = |right: &Right| serde_json::json!(right).as_str().map(str::to_owned);
            missing.iter().filter_map(word).collect::<Vec<_>>().join(", ")
        }
        Trouble::AutoMod { said } => said.clone(),
        _ => String::new(),
    }
}
