//! What happens to servers: the bot comes and goes, a channel goes, rights change.

use super::Boards;
use crate::{
    domain::{AuditLine, Board, BoardState, Language, Notice, ServerChange, ServerState, Trouble, schedule},
    store::StoreError,
};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use std::collections::HashSet;

/// For so long what was set up is kept where the bot was removed, or can't post.
const GRACE: TimeDelta = TimeDelta::days(30);
/// For so long turns and settled posts are kept.
const HISTORY: TimeDelta = TimeDelta::days(90);
const SETTLED: TimeDelta = TimeDelta::days(30);
/// For so long the audit is kept.
const AUDIT: TimeDelta = TimeDelta::days(400);
/// After so long somebody who took no direct messages is tried again.
const CLOSED: TimeDelta = TimeDelta::days(7);

impl Boards {
    /// The bot is in a server (again). Boards that it has there go on; what they missed stays missed, but for one turn
    /// after an outage.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn server_here(&self, id: u64, name: &str, locale: Language) -> Result<(), StoreError> {
        self.guilds.forget(id);
        self.store.server_here(id, name, locale).await?;
        // Also of a server that was known to be here: the bot may have died between the one and the other.
        let now = self.clock.now();
        for board in self.store.boards(id).await? {
            if board.state == BoardState::Active && board.next.is_none() {
                self.store.schedule_board(board.id, next(&board, now)).await?;
            }
        }
        self.changed.note(id);
        Ok(())
    }

    /// The servers that the bot is in, as a shard tells at its start: others of that shard were left meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn servers_here(&self, ids: &[u64], shard: u32, shards: u32) -> Result<(), StoreError> {
        let here: HashSet<u64> = ids.iter().copied().collect();
        for server in self.store.servers().await? {
            let of_shard = (server.id >> 22) % u64::from(shards.max(1)) == u64::from(shard);
            if of_shard && !here.contains(&server.id) {
                tracing::info!(id = server.id, "a server was left while the bot was away");
                self.server_left(server.id).await?;
            }
        }
        Ok(())
    }

    /// The bot was removed from a server.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn server_left(&self, id: u64) -> Result<(), StoreError> {
        self.guilds.forget(id);
        self.store.server_left(id, self.clock.now()).await
    }

    /// A server is out of order at Discord's: nothing is disabled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn server_outage(&self, id: u64) -> Result<(), StoreError> {
        self.guilds.forget(id);
        self.store.server_outage(id).await
    }

    /// A channel or thread is gone: its boards can't post, and their managers are told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn channel_gone(&self, server: u64, channel: u64) -> Result<(), StoreError> {
        self.guilds.forget(server);
        let Some(known) = self.store.server(server).await? else { return Ok(()) };
        let now = self.clock.now();
        if known.settings.alert_channel == Some(channel) {
            tracing::info!(server, channel, "the alert channel was deleted: the setting is taken back");
            let (who, change) = (AuditLine::BY_ITSELF, ServerChange::AlertChannel(None));
            self.store.change_server(server, who, change, now).await?;
        }
        if known.state != ServerState::Here {
            return Ok(());
        }
        for board in self.store.boards_in(channel).await? {
            self.block(&board, Trouble::ChannelGone, now).await?;
        }
        Ok(())
    }

    /// Something changed in a server that may concern rights: its boards that couldn't post are looked at soon.
    pub fn server_changed(&self, server: u64) {
        self.guilds.forget(server);
        self.changed.note(server);
    }

    /// Forgets what is over: what was removed, or couldn't post, for thirty days; drafts; old history.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn housekeeping(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.store.tidy_outbox(now, now - SETTLED).await?;
        self.store.purge_runs(now - HISTORY).await?;
        self.store.purge_drafts(now).await?;
        self.store.purge_audit(now - AUDIT).await?;
        self.store.purge_alerts(now - AUDIT).await?;
        self.store.purge_people(now - CLOSED).await?;
        let boards = self.store.purge_boards(now - GRACE).await?;
        let watches = self.store.purge_watches(now - GRACE).await?;
        let servers = self.store.purge_servers(now - GRACE).await?;
        if boards + watches + servers > 0 {
            tracing::info!(boards, watches, servers, "what was away for thirty days is forgotten");
        }
        Ok(())
    }

    /// Blocks a board that posts, and tells its managers.
    async fn block(&self, board: &Board, trouble: Trouble, now: DateTime<Utc>) -> Result<(), StoreError> {
        let telling = self.store.telling(board.server, Some(board.id), None).await?;
        let notice = Notice {
            board: board.id,
            number: board.number,
            question: board.settings.question,
            server: board.server,
            server_name: telling.server_name.clone(),
            channel: board.settings.channel,
            trouble: trouble.clone(),
            language: telling.language,
        };
        let period = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let notice = telling.tell(notice, period, now + self.settings.expiry);
        self.store.block_board(board.id, &trouble, notice.as_ref(), now).await.map(drop)
    }
}

/// When a board falls due next, from a moment on.
pub(super) fn next(board: &Board, now: DateTime<Utc>) -> Option<crate::domain::Firing> {
    let settings = &board.settings;
    let planned =
        schedule::planned(&settings.schedule, settings.question.period, now, board.last_date, board.targeted);
    planned.map(|(firing, _)| firing)
}
