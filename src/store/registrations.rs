//! Table `registrations`: what the commands looked like when they were last registered at Discord.

use super::{Store, StoreError};
use chrono::{DateTime, Utc};

impl Store {
    /// The hash that was registered last for an application and scope (`global` or a server's id).
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn registration(&self, application: u64, scope: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT hash FROM registrations WHERE application_id = $1 AND scope = $2")
            .bind(application.cast_signed())
            .bind(scope)
            .fetch_optional(&self.readers)
            .await?)
    }

    /// Remembers what was registered.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn set_registration(
        &self,
        application: u64,
        scope: &str,
        hash: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO registrations (application_id, scope, hash, updated_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (application_id, scope)
             DO UPDATE SET hash = excluded.hash, updated_at = excluded.updated_at",
        )
        .bind(application.cast_signed())
        .bind(scope)
        .bind(hash)
        .bind(now.timestamp())
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::tests::{at, store};

    #[tokio::test]
    async fn the_last_hash_of_each_application_and_scope_is_kept() {
        let (_folder, store) = store().await;
        assert_eq!(store.registration(u64::MAX, "global").await.unwrap(), None);
        store.set_registration(u64::MAX, "global", "one", at(0)).await.unwrap();
        store.set_registration(u64::MAX, "global", "two", at(1)).await.unwrap();
        store.set_registration(u64::MAX, "7", "three", at(2)).await.unwrap();
        assert_eq!(store.registration(u64::MAX, "global").await.unwrap().as_deref(), Some("two"));
        assert_eq!(store.registration(1, "global").await.unwrap(), None);
    }
}
