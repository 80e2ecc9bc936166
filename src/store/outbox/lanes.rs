//! Lanes: what has one send in flight at most. In each one row is in front, ready or leased; only such a row is
//! claimed, so that a claim never looks at what stands behind it.

use crate::store::{StoreError, Writing, json};

/// Puts the right row in front of each of these lanes: the leased one, else the one that is ready first.
pub(in crate::store) async fn put_in_order(writing: &mut Writing, lanes: &[i64]) -> Result<(), StoreError> {
    if lanes.is_empty() {
        return Ok(());
    }
    let lanes = json(&lanes)?;
    sqlx::query(
        "UPDATE outbox SET front = FALSE
         WHERE front AND state = 'ready' AND lane IN (SELECT value FROM json_each($1))",
    )
    .bind(&lanes)
    .execute(&mut **writing)
    .await?;
    sqlx::query(
        "UPDATE outbox SET front = TRUE
         WHERE id IN (
             SELECT (SELECT id FROM outbox WHERE lane = lanes.value AND state = 'ready' ORDER BY ready_at, id LIMIT 1)
             FROM json_each($1) AS lanes
             WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE lane = lanes.value AND front))",
    )
    .bind(&lanes)
    .execute(&mut **writing)
    .await?;
    Ok(())
}
