//! Table `observations`: what is known of creators' days, each from one row of the source.

mod histories;
mod note;
#[cfg(test)]
mod tests;

pub use histories::History;
pub(super) use note::note_list;

use super::{Store, StoreError};
use crate::domain::UserId;
use chrono::NaiveDate;

impl Store {
    /// Forgets what is known of dates before one. Answers how many rows.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_observations(&self, before: NaiveDate) -> Result<u64, StoreError> {
        let purged =
            sqlx::query("DELETE FROM observations WHERE creator IN (SELECT id FROM creators) AND date < $1")
                .bind(before.to_string())
                .execute(&self.writer)
                .await?;
        Ok(purged.rows_affected())
    }

    /// The newest data date on which something is known of a creator.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn newest_observation(&self, user_id: &UserId) -> Result<Option<NaiveDate>, StoreError> {
        let newest: Option<String> = sqlx::query_scalar(
            "SELECT MAX(date) FROM observations
             WHERE creator = (SELECT id FROM creators WHERE user_id = $1) AND source <> 'absent'",
        )
        .bind(user_id.as_str())
        .fetch_one(&self.readers)
        .await?;
        newest.map(|date| date.parse().map_err(|_| StoreError::corrupt("date", date))).transpose()
    }
}
