//! `/settings`: what holds for a server. One message with menus.

use super::{Caller, Commands, Job, Notice, Prepared, Reply, SettingsPress, Spec, Visibility};
use crate::domain::{AuditLine, Server, ServerChange, Zone, schedule};
use chrono::NaiveTime;

/// `/settings` takes nothing.
pub(super) const SPEC: Spec = Spec { name: "settings", servers_only: true, options: &[], subcommands: &[] };

/// So many of the last changes are shown.
const CHANGES: u32 = 5;

/// `/settings` as it is shown: to managers with menus.
#[derive(Clone, Debug)]
pub struct SettingsView {
    /// The server.
    pub server: Server,
    /// The last changes, newest first.
    pub audit: Vec<AuditLine>,
}

/// Checks `/settings`, or a press under them.
pub(super) fn prepare(caller: &Caller, press: Option<SettingsPress>) -> Result<Prepared, Notice> {
    caller.server.ok_or(Notice::ServerOnly)?;
    let visibility = match press {
        None => Visibility::Private,
        Some(SettingsPress::AskZone | SettingsPress::AskQuietHours) => Visibility::Modal,
        Some(_) => Visibility::Update,
    };
    Ok(Prepared { visibility, job: Job::Settings(press) })
}

impl Commands {
    /// The settings, after a change if one is wanted.
    pub(super) async fn settings(
        &self,
        caller: &Caller,
        press: Option<SettingsPress>,
    ) -> Result<Reply, Notice> {
        let home = self.home(caller).await?;
        home.managed()?;
        match press {
            Some(SettingsPress::AskZone) => return Ok(Reply::AskZone(home.server.settings.zone)),
            Some(SettingsPress::AskQuietHours) => {
                return Ok(Reply::AskQuietHours(home.server.settings.quiet));
            }
            _ => {}
        }
        let change = press.map(|press| change(&home.server, press)).transpose()?.flatten();
        if let Some(change) = change {
            if let ServerChange::AlertChannel(Some(channel)) = change
                && let Some(hindrance) = self.boards.alert_hindrance(home.server.id, channel).await
            {
                return Err(Notice::Hindered(hindrance));
            }
            self.store.change_server(home.server.id, caller.person, change, self.clock.now()).await?;
        }
        let server = self.store.server(home.server.id).await?.unwrap_or(home.server);
        let audit = self.store.audit(server.id, CHANGES).await?;
        Ok(Reply::Settings(Box::new(SettingsView { server, audit })))
    }
}

/// The change that a press stands for; none where it leaves all as it is.
fn change(server: &Server, press: SettingsPress) -> Result<Option<ServerChange>, Notice> {
    let set = &server.settings;
    let (change, is_new) = match press {
        SettingsPress::AskZone | SettingsPress::AskQuietHours => return Ok(None),
        SettingsPress::Zone(typed) => {
            let zone = zone(&typed)?;
            (ServerChange::Zone(zone), zone != set.zone)
        }
        SettingsPress::Language(language) => (ServerChange::Language(language), language != set.language),
        SettingsPress::Region(region) => (ServerChange::Region(region), region != set.region),
        SettingsPress::AlertChannel(channel) => {
            (ServerChange::AlertChannel(channel), channel != set.alert_channel)
        }
        SettingsPress::ManagerRole(role) => {
            // The role of a server's own id is everybody's, and in nobody's list.
            let role = role.filter(|role| *role != server.id);
            (ServerChange::ManagerRole(role), role != set.manager_role)
        }
        SettingsPress::QuietHours(typed) => {
            let quiet = quiet_hours(typed)?;
            (ServerChange::QuietHours(quiet), quiet != set.quiet)
        }
    };
    Ok(is_new.then_some(change))
}

/// The zone that was typed; none for a blank.
fn zone(typed: &str) -> Result<Option<Zone>, Notice> {
    if typed.trim().is_empty() { Ok(None) } else { Ok(Some(Zone::parse(typed)?)) }
}

/// The quiet hours that were typed; none for a blank.
fn quiet_hours(typed: String) -> Result<Option<(NaiveTime, NaiveTime)>, Notice> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    schedule::hours_of_day(&typed).map(Some).map_err(|why| Notice::BadQuietHours { typed, why })
}
