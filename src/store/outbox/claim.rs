//! Claims: deliveries that go to the pump, each to be settled before its lane goes on.

use super::{
    Ended, lanes,
    row::{VERSION, target, watch},
    settle::give_up,
};
use crate::{
    domain::{Delivery, DeliveryId, Mark, Meaning, Style},
    store::{
        StoreError, Writing,
        columns::{known, message, moment, snowflake, some_moment},
    },
};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

/// Claims up to `most` deliveries, the longest ready first.
pub(super) async fn claim(
    writing: &mut Writing,
    (now, lease_until): (DateTime<Utc>, DateTime<Utc>),
    most: u32,
    ended: &mut Ended,
) -> Result<Vec<Delivery>, StoreError> {
    // A cross join keeps the order: what is ready comes first, its server is looked up.
    let mut rows = sqlx::query(
        "UPDATE outbox SET state = 'leased', leased_at = $1, lease_until = $2
         WHERE id IN (
             SELECT outbox.id FROM outbox CROSS JOIN servers
             WHERE front AND outbox.state = 'ready' AND ready_at <= $1
               AND servers.id = outbox.server AND servers.state = 'here'
             ORDER BY ready_at, outbox.id LIMIT $3)
         RETURNING *,
             (SELECT posted_channel FROM boards WHERE id = outbox.board AND channel = outbox.channel) AS edit_channel,
             (SELECT posted_message FROM boards WHERE id = outbox.board AND channel = outbox.channel) AS edit_message,
             EXISTS (SELECT 1 FROM runs WHERE runs.board = outbox.board AND runs.date > outbox.period
                 AND runs.state IN ('posted', 'posted_late')) AS overtaken",
    )
    .bind(now.timestamp())
    .bind(lease_until.timestamp())
    .bind(most)
    .fetch_all(&mut **writing)
    .await?;
    let mut order = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        order.push((row.try_get::<i64, _>("ready_at")?, row.try_get::<i64, _>("id")?, row));
    }
    order.sort_by_key(|(ready_at, id, _)| (*ready_at, *id));
    let (mut deliveries, mut unreadable) = (Vec::with_capacity(order.len()), Vec::new());
    for (_, id, row) in &order {
        match read(row) {
            Ok(delivery) => deliveries.push(delivery),
            Err(error) => {
                tracing::error!(id, %error, "a post can't be read, and is given up");
                ended.gave_up(row.try_get("kind")?);
                give_up(writing, *id, "unreadable", &error.to_string(), now).await?;
                unreadable.push(row.try_get("lane")?);
            }
        }
    }
    lanes::put_in_order(writing, &unreadable).await?;
    Ok(deliveries)
}

fn read(row: &SqliteRow) -> Result<Delivery, StoreError> {
    let version: i64 = row.try_get("version")?;
    if version != VERSION {
        return Err(StoreError::corrupt("version", version));
    }
    let meaning = known(row, "meaning", |text| serde_json::from_str(text).ok())?;
    // What a later turn wrote isn't overwritten by one that was held or retried.
    let edits = matches!(&meaning, Meaning::Board(post) if post.settings.style == Style::Edit && !post.test)
        && !row.try_get::<bool, _>("overtaken")?;
    let queued_at = moment(row, "queued_at")?;
    // A board is late from its hour on, however long it waited for its list; an alert isn't before it is known.
    let due_at = match (some_moment(row, "due_at")?, &meaning) {
        (Some(due_at), Meaning::Board(_)) => due_at,
        (due_at, _) => due_at.map_or(queued_at, |due_at| due_at.max(queued_at)),
    };
    Ok(Delivery {
        id: DeliveryId(row.try_get("id")?),
        mark: Mark(snowflake(row, "mark")?),
        server: snowflake(row, "server")?,
        board: row.try_get::<Option<i64>, _>("board")?.map(crate::domain::BoardId),
        watch: watch(row)?,
        target: target(row)?,
        meaning,
        attempts: row.try_get("attempts")?,
        unclear_since: some_moment(row, "unclear_since")?,
        plain: row.try_get("plain")?,
        edit: message(row, "edit_channel", "edit_message")?.filter(|_| edits),
        queued_at,
        due_at,
        expires_at: moment(row, "expires_at")?,
    })
}
