//! By which way the managers of a server are told of a board's or a watch's trouble.

use super::{NewPost, Store, StoreError};
use crate::domain::{BoardId, Language, Notice, Server, ServerState, Target, watch::WatchId};
use chrono::{DateTime, Utc};

/// By which ways the managers of a server are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Whether the bot is in the server, and the server isn't out of order.
    pub here: bool,
    /// The server's name, as last heard.
    pub server_name: String,
    /// The language of the server.
    pub language: Language,
    /// The channel for that.
    pub alert_channel: Option<u64>,
    /// Who set the board or the watch up, where they take direct messages.
    pub person: Option<u64>,
}

impl Telling {
    /// Nobody needs to be told.
    pub const NOBODY: Self = Self {
        here: true,
        server_name: String::new(),
        language: Language::EnUs,
        alert_channel: None,
        person: None,
    };

    /// A notice to be queued: in the alert channel, unless that is the one in trouble; else to who set the board up.
    /// None where there is no way. `period` tells it from other notices about the board.
    pub fn tell(&self, notice: Notice, period: String, expires_at: DateTime<Utc>) -> Option<NewPost> {
        let in_channel = self.alert_channel.filter(|channel| *channel != notice.channel);
        let target = in_channel.map(Target::Channel).or(self.person.map(Target::Person))?;
        Some(NewPost::notice(notice, period, target, expires_at))
    }
}

impl NewPost {
    /// A notice for a place or a person.
    pub fn notice(notice: Notice, period: String, target: Target, expires_at: DateTime<Utc>) -> Self {
        Self {
            kind: "notice",
            subject: notice.board.0,
            period,
            server: notice.server,
            board: Some(notice.board),
            watch: None,
            not_before: None,
            target,
            meaning: crate::domain::Meaning::Notice(notice),
            expires_at,
        }
    }
}

impl Store {
    /// By which ways the managers of a server are told about a board or a watch.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn telling(
        &self,
        server: u64,
        board: Option<BoardId>,
        watch: Option<WatchId>,
    ) -> Result<Telling, StoreError> {
        let server = self.server(server).await?;
        let mut person = match (board, watch) {
            (Some(board), _) => self.board_by_id(board).await?.map(|(board, _)| board.created_by),
            (None, Some(watch)) => self.watch_by_id(watch).await?.map(|(watch, _)| watch.created_by),
            (None, None) => None,
        };
        if let Some(one) = person
            && self.dm_closed(one).await?
        {
            person = None;
        }
        Ok(Telling {
            here: server.as_ref().is_none_or(|server| server.state == ServerState::Here),
            language: server.as_ref().map(Server::language).unwrap_or_default(),
            server_name: server.as_ref().map(|server| server.name.clone()).unwrap_or_default(),
            alert_channel: server.and_then(|server| server.settings.alert_channel),
            person,
        })
    }
}
