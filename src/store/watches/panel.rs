//! The newest watches of all servers with what each said last, for whoever looks over the bot's shoulder.

use super::{row, row::select};
use crate::{
    domain::watch::{Alert, Watch},
    store::{Store, StoreError},
};
use chrono::{DateTime, Utc};

impl Store {
    /// The newest watches of all servers, the newest first, with the last alert of each and when it was said; without
    /// those that can't be read.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn newest_watches(
        &self,
        most: u32,
    ) -> Result<Vec<(Watch, Option<(Alert, DateTime<Utc>)>)>, StoreError> {
        let rows = sqlx::query(select!("WHERE state = 'active' ORDER BY watches.id DESC LIMIT $1"))
            .bind(most)
            .fetch_all(&self.readers)
            .await?;
        let mut watches = Vec::with_capacity(rows.len());
        for watch in row::readable(&rows) {
            let last = self.last_alert(watch.id).await?;
            watches.push((watch, last));
        }
        Ok(watches)
    }
}
