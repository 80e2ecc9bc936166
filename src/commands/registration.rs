//! Remembers how the commands were last registered, so that a start without changes registers nothing.

use super::Commands;

/// Commands are registered for all servers at once.
const SCOPE: &str = "global";

impl Commands {
    /// The fingerprint of what is registered for an application; none when that isn't known.
    pub async fn registered(&self, application: u64) -> Option<String> {
        self.store.registration(application, SCOPE).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the registration can't be read");
            None
        })
    }

    /// Remembers what is registered for an application. Failing to costs one registration at the next start.
    pub async fn set_registered(&self, application: u64, fingerprint: &str) {
        let now = self.clock.now();
        if let Err(error) = self.store.set_registration(application, SCOPE, fingerprint, now).await {
            tracing::error!(%error, "the registration can't be remembered");
        }
    }
}
