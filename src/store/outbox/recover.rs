//! Leases whose holder is gone, and rows that nobody waits for any more.

use super::{Ended, lanes, unwanted};
use crate::{
    domain::BoardId,
    store::{Lock, Store, StoreError},
};
use chrono::{DateTime, Utc};
use sqlx::Row as _;

impl Store {
    /// At start, with the lock as a proof that nobody sends: what was leased is ready from `ready_at` on, and isn't
    /// clear. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_leases(&self, _lock: &Lock, ready_at: DateTime<Utc>) -> Result<u64, StoreError> {
        self.recover(i64::MAX, ready_at).await
    }

    /// Leases that ran out (the pump broke off): the same for them.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_late_leases(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        self.recover(now.timestamp(), now).await
    }

    async fn recover(&self, leased_until: i64, ready_at: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut writing = self.writing().await?;
        let rows = sqlx::query(
            "UPDATE outbox SET state = 'ready', ready_at = $2, leased_at = NULL, lease_until = NULL,
                 unclear_since = COALESCE(unclear_since, leased_at)
             WHERE state = 'leased' AND lease_until <= $1 RETURNING lane, board, watch",
        )
        .bind(leased_until)
        .bind(ready_at.timestamp())
        .fetch_all(&mut *writing)
        .await?;
        let (mut lanes, mut boards, mut watches) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
        for row in &rows {
            lanes.push(row.try_get("lane")?);
            boards.extend(row.try_get::<Option<i64>, _>("board")?.map(BoardId));
            watches.extend(super::row::watch(row)?);
        }
        let mut ended = Ended::default();
        lanes.extend(unwanted::let_go(&mut writing, &boards, ready_at, &mut ended).await?);
        lanes.extend(unwanted::drop_alerts(&mut writing, &watches, &mut ended).await?);
        lanes::put_in_order(&mut writing, &lanes).await?;
        writing.commit().await?;
        ended.count();
        Ok(rows.len().try_into().unwrap_or(u64::MAX))
    }
}
