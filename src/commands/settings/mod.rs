//! `/settings`: what holds for a server. One message with menus.

use crate::domain::{AuditLine, Server};

/// `/settings` as it is shown: to managers with menus.
#[derive(Clone, Debug)]
pub struct SettingsView {
    /// The server.
    pub server: Server,
    /// The last changes, newest first.
    pub audit: Vec<AuditLine>,
}
