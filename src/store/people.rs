//! Table `people`: who takes no direct messages from the bot.

use super::{Store, StoreError, Writing};
use chrono::{DateTime, Utc};

impl Store {
    /// Whether somebody's direct messages were closed and they weren't told so yet; they count as told from now on.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tell_dm_closed(&self, person: u64) -> Result<bool, StoreError> {
        let told = sqlx::query("UPDATE people SET told = TRUE WHERE id = $1 AND NOT told")
            .bind(person.cast_signed())
            .execute(&self.writer)
            .await?;
        Ok(told.rows_affected() > 0)
    }

    /// Whose direct messages were closed before a moment is tried again. Who wasn't told so yet still hears it.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_people(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        for statement in [
            "UPDATE people SET dm_closed_at = NULL WHERE dm_closed_at < $1 AND NOT told",
            "DELETE FROM people WHERE told AND (dm_closed_at IS NULL OR dm_closed_at < $1)",
        ] {
            sqlx::query(statement).bind(before.timestamp()).execute(&mut *writing).await?;
        }
        writing.commit().await?;
        Ok(())
    }

    /// Whether somebody's direct messages are closed to the bot.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn dm_closed(&self, person: u64) -> Result<bool, StoreError> {
        let query = "SELECT EXISTS (SELECT 1 FROM people WHERE id = $1 AND dm_closed_at IS NOT NULL)";
        Ok(sqlx::query_scalar(query).bind(person.cast_signed()).fetch_one(&self.readers).await?)
    }
}

/// Somebody's direct messages turned out to be closed.
pub(super) async fn close_dm(
    writing: &mut Writing,
    person: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO people (id, dm_closed_at) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET dm_closed_at = COALESCE(dm_closed_at, excluded.dm_closed_at)",
    )
    .bind(person)
    .bind(now.timestamp())
    .execute(&mut **writing)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{at, store};

    #[tokio::test]
    async fn somebody_is_told_once_that_their_direct_messages_are_closed() {
        let (_folder, store) = store().await;
        assert!(!store.dm_closed(7).await.unwrap());
        assert!(!store.tell_dm_closed(7).await.unwrap(), "they are open");
        for second in [0, 60] {
            let mut writing = store.writing().await.unwrap();
            close_dm(&mut writing, 7, at(second)).await.unwrap();
            writing.commit().await.unwrap();
            assert!(store.dm_closed(7).await.unwrap());
            assert_eq!(store.tell_dm_closed(7).await.unwrap(), second == 0);
        }
        assert!(!store.dm_closed(8).await.unwrap());
        store.purge_people(at(0)).await.unwrap();
        assert!(store.dm_closed(7).await.unwrap());
        store.purge_people(at(1)).await.unwrap();
        assert!(!store.dm_closed(7).await.unwrap(), "they are tried again");
        let mut writing = store.writing().await.unwrap();
        close_dm(&mut writing, 9, at(0)).await.unwrap();
        writing.commit().await.unwrap();
        store.purge_people(at(1)).await.unwrap();
        assert!(!store.dm_closed(9).await.unwrap());
        assert!(store.tell_dm_closed(9).await.unwrap(), "they missed something all the same");
    }
}
