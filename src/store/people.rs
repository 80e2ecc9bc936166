//! Table `people`: who takes no direct messages from the bot.

use super::{Store, StoreError};

impl Store {
    /// Whether somebody's direct messages are closed and they weren't told so yet; they count as told from now on.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn tell_dm_closed(&self, person: u64) -> Result<bool, StoreError> {
        let _ = person;
        unimplemented!()
    }

    /// Whether somebody's direct messages are closed to the bot.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn dm_closed(&self, person: u64) -> Result<bool, StoreError> {
        let _ = person;
        unimplemented!()
    }
}
