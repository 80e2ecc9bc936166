//! Table `creators`: who they are, as last seen.

use super::{
    Store, StoreError, Writing,
    columns::{known, some_known},
    json,
};
use crate::domain::{Creator, Handle, Region, UserId};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

/// Creators whose names are looked through for what is typed: those seen last.
const NAMES: u32 = 30_000;

impl Store {
    /// Notes who creators are. The newest sighting counts; what it doesn't say stays as it was, and a handle belongs to
    /// whoever was seen with it last.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn note_creators(&self, creators: &[Creator], now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        note(&mut writing, creators, now).await?;
        writing.commit().await?;
        Ok(())
    }

    /// A creator by the lasting id; none who was never seen.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn creator(&self, user_id: &UserId) -> Result<Option<Creator>, StoreError> {
        let row = sqlx::query("SELECT user_id, handle, name, region FROM creators WHERE user_id = $1")
            .bind(user_id.as_str())
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// Whoever was seen last with a handle.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn creator_by_handle(&self, handle: &Handle) -> Result<Option<Creator>, StoreError> {
        let row = sqlx::query(
            "SELECT user_id, handle, name, region FROM creators WHERE handle = $1 ORDER BY seen_at DESC LIMIT 1",
        )
        .bind(handle.as_str())
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// Creators that somebody who types may mean: first those whose handle begins so, then those whose name has it as
    /// a part, each with those seen last first. With a region only those who sell there, and those of whom that isn't
    /// known. Names are looked through of the 30,000 creators seen last.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn creators_like(
        &self,
        typed: &str,
        region: Option<Region>,
        most: u32,
    ) -> Result<Vec<Creator>, StoreError> {
        let typed = typed.trim().trim_start_matches('@');
        let mut found = Vec::new();
        if !typed.is_empty() {
            found = self.by_handle(&typed.to_ascii_lowercase(), region, most).await?;
        }
        let room = most.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
        if room > 0 {
            let others = self.by_name(typed, region, &found, room).await?;
            found.extend(others);
        }
        Ok(found)
    }

    async fn by_handle(
        &self,
        begin: &str,
        region: Option<Region>,
        most: u32,
    ) -> Result<Vec<Creator>, StoreError> {
        // Below the first character behind all that handles are made of.
        let end = format!("{begin}\u{7f}");
        let rows = sqlx::query(
            "SELECT user_id, handle, name, region FROM creators
             WHERE handle >= $1 AND handle < $2 AND ($3 IS NULL OR region IS NULL OR region = $3)
             ORDER BY seen_at DESC, handle LIMIT $4",
        )
        .bind(begin)
        .bind(end)
        .bind(region.map(Region::key))
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }

    /// Those whose name has a text as a part, but for those found already; of no text all.
    async fn by_name(
        &self,
        part: &str,
        region: Option<Region>,
        found: &[Creator],
        most: u32,
    ) -> Result<Vec<Creator>, StoreError> {
        let found: Vec<_> = found.iter().map(|creator| creator.user_id.as_str()).collect();
        let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let rows = sqlx::query(
            "SELECT user_id, handle, name, region FROM creators
             WHERE seen_at >= COALESCE((SELECT seen_at FROM creators ORDER BY seen_at DESC LIMIT 1 OFFSET $5), 0)
               AND ($1 = '%%' OR name LIKE $1 ESCAPE '\\') AND ($2 IS NULL OR region IS NULL OR region = $2)
               AND user_id NOT IN (SELECT value FROM json_each($3))
             ORDER BY seen_at DESC, id DESC LIMIT $4",
        )
        .bind(format!("%{escaped}%"))
        .bind(region.map(Region::key))
        .bind(json(&found)?)
        .bind(most)
        .bind(NAMES)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read).collect()
    }
}

/// Notes creators within a transaction.
pub(super) async fn note(
    writing: &mut Writing,
    creators: &[Creator],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = creators.iter().map(|creator| {
        let handle = creator.handle.as_ref().map(Handle::as_str);
        (creator.user_id.as_str(), handle, creator.name.as_deref(), creator.region.map(Region::key))
    });
    let rows = json(&rows.collect::<Vec<_>>())?;
    sqlx::query(
        "INSERT INTO creators (user_id, handle, name, region, seen_at)
         SELECT creator.value ->> 0, creator.value ->> 1, creator.value ->> 2, creator.value ->> 3, $2
         FROM json_each($1) AS creator WHERE TRUE
         ON CONFLICT (user_id) DO UPDATE SET
             handle = COALESCE(excluded.handle, handle), name = COALESCE(excluded.name, name),
             region = COALESCE(excluded.region, region), seen_at = excluded.seen_at
         WHERE excluded.seen_at >= seen_at",
    )
    .bind(&rows)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    // A handle that two have was given up by the one who wasn't seen with it now.
    sqlx::query(
        "UPDATE creators SET handle = NULL
         WHERE handle IN (SELECT creator.value ->> 1 FROM json_each($1) AS creator)
           AND EXISTS (SELECT 1 FROM creators AS other WHERE other.handle = creators.handle
               AND (other.seen_at, other.id) > (creators.seen_at, creators.id))",
    )
    .bind(&rows)
    .execute(&mut **writing)
    .await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Creator, StoreError> {
    Ok(Creator {
        user_id: known(row, "user_id", UserId::new)?,
        handle: some_known(row, "handle", Handle::new)?,
        name: row.try_get("name")?,
        region: some_known(row, "region", Region::of_key)?,
    })
}

#[cfg(test)]
mod tests;
