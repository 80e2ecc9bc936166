//! The server in which somebody asks: what is set there, and whether they may change it.

use super::{Caller, Commands, Notice};
use crate::{
    boards::Objection,
    domain::{Payer, Region, Right, Server, ServerSettings, ServerState},
    places::Person,
    rankings::Refusal,
    store::StoreError,
};

/// A server, and who asks there.
#[derive(Debug)]
pub(super) struct Home<'a> {
    /// What is known of it.
    pub(super) server: Server,
    /// Whether they may change boards and settings.
    pub(super) manages: bool,
    caller: &'a Caller,
}

impl Home<'_> {
    /// # Errors
    /// [`Notice::ManagersOnly`]
    pub(super) fn managed(&self) -> Result<(), Notice> {
        let role = self.server.settings.manager_role;
        if self.manages { Ok(()) } else { Err(Notice::ManagersOnly { role }) }
    }

    pub(super) fn person(&self) -> Person<'_> {
        Person { server: self.server.id, id: self.caller.person, roles: &self.caller.roles }
    }

    pub(super) fn payer(&self) -> Payer {
        self.caller.payer()
    }

    /// The channel in which they ask.
    pub(super) const fn channel(&self) -> u64 {
        self.caller.channel
    }
}

impl Commands {
    /// The server in which somebody asks. A command may come before Discord told of the server.
    ///
    /// # Errors
    /// [`Notice::ServerOnly`] elsewhere.
    pub(super) async fn home<'a>(&self, caller: &'a Caller) -> Result<Home<'a>, Notice> {
        let id = caller.server.ok_or(Notice::ServerOnly)?;
        let server = match self.store.server(id).await? {
            Some(server) => server,
            None => {
                self.store.server_here(id, "", caller.locale).await?;
                Server {
                    id,
                    name: String::new(),
                    state: ServerState::Here,
                    locale: caller.locale,
                    settings: ServerSettings::default(),
                }
            }
        };
        let has_role = server.settings.manager_role.is_some_and(|role| caller.roles.contains(&role));
        Ok(Home { manages: caller.rights.has(Right::ManageServer) || has_role, server, caller })
    }

    /// The region that is meant where none is named, if one is set.
    pub(super) async fn usual_region(&self, caller: &Caller) -> Result<Option<Region>, Notice> {
        let Some(id) = caller.server else { return Ok(None) };
        Ok(self.store.server(id).await?.and_then(|server| server.settings.region))
    }

    /// Whether somebody couldn't be told by direct message what they had to know, and hears so now.
    pub async fn tell_dm_closed(&self, person: u64) -> bool {
        self.store.tell_dm_closed(person).await.unwrap_or_else(|error| {
            tracing::error!(%error, "it can't be read who takes no direct messages");
            false
        })
    }
}

impl From<StoreError> for Notice {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Refused(Refusal::Store)
    }
}

impl From<Objection> for Notice {
    fn from(objection: Objection) -> Self {
        match objection {
            Objection::Hindered(hindrance) => Self::Hindered(hindrance),
            Objection::TooOften { days } => Self::TooOften { days },
            Objection::Full { most } => Self::TooManyBoards { most },
            Objection::Gone => Self::DraftGone,
            Objection::Foreign => Self::NotYourDraft,
            Objection::Changed => Self::ChangedSince,
            Objection::AlreadyPaused => Self::AlreadyPaused,
            Objection::AlreadyActive => Self::AlreadyActive,
            Objection::StillBlocked(trouble) => Self::StillBlocked(trouble),
            Objection::Refused(refusal) => Self::Refused(refusal),
        }
    }
}
