//! Boards that couldn't post are looked at again: when something changed in their server, and every hour.

use super::{Boards, servers::next};
use crate::{
    domain::{Board, BoardState, Format, Place, PlaceKind, Right, Trouble},
    places::Unseen,
    store::StoreError,
};
use chrono::TimeDelta;
use futures_util::{StreamExt, stream};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;

/// Changes come in flocks, as when a category's rights are handed on to its channels: so long a flock is waited for.
const SETTLES: Duration = Duration::from_secs(2);
/// After so long it is tried whether Discord still says no where no right is missing.
const A_DAY: TimeDelta = TimeDelta::days(1);
/// Servers that are looked at at once: posts need Discord, too.
const AT_ONCE: usize = 4;

/// Servers in which something changed since their boards were looked at; each once.
#[derive(Debug, Default)]
pub(super) struct Changed {
    servers: Mutex<BTreeSet<u64>>,
    news: Notify,
}

impl Changed {
    pub(super) fn note(&self, server: u64) {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner).insert(server);
        self.news.notify_one();
    }

    fn take(&self) -> BTreeSet<u64> {
        std::mem::take(&mut *self.servers.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Boards {
    /// Looks at the blocked boards of servers in which something changed, soon after it did, for as long as it is
    /// polled: those that can post again do. Failures are logged; what is missed is found by [`Boards::recheck_all`].
    pub async fn recheck_changed(&self) {
        loop {
            self.changed.news.notified().await;
            self.clock.sleep(SETTLES).await;
            let servers = self.changed.take();
            if let Err(error) = self.look_again(|server| servers.contains(&server)).await {
                tracing::error!(%error, "boards that couldn't post can't be looked at again");
            }
        }
    }

    /// Looks at all blocked boards.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recheck_all(&self) -> Result<(), StoreError> {
        self.look_again(|_| true).await
    }

    /// Looks at the boards that can't post, and at those with posts in doubt, of some servers.
    async fn look_again(&self, concerns: impl Fn(u64) -> bool + Send) -> Result<(), StoreError> {
        let doubtful = self.store.boards_in_doubt().await?.into_iter().map(|board| (board, None));
        let blocked = self.store.blocked_boards().await?.into_iter();
        let mut servers: BTreeMap<u64, Vec<_>> = BTreeMap::new();
        for stuck in doubtful.chain(blocked.map(|(board, trouble)| (board, Some(trouble)))) {
            if concerns(stuck.0.server) {
                servers.entry(stuck.0.server).or_default().push(stuck);
            }
        }
        let looks = stream::iter(servers).map(|(server, boards)| self.look_at(server, boards));
        let looked: Vec<_> = looks.buffer_unordered(AT_ONCE).collect().await;
        looked.into_iter().collect()
    }

    /// Looks at boards of a server: those with a trouble can't post, the others have posts in doubt.
    async fn look_at(&self, server: u64, boards: Vec<(Board, Option<Trouble>)>) -> Result<(), StoreError> {
        for (board, trouble) in boards {
            // Where Discord said no and nothing is missing, looking again tells nothing: a day later it is tried.
            let is_riddle = matches!(&trouble, Some(Trouble::NoAccess { missing }) if missing.is_empty());
            if is_riddle && self.is_fresh(&board) {
                continue;
            }
            let place = match self.guilds.place(server, board.settings.channel).await {
                Ok(place) => place,
                // The others can't be seen either.
                Err(Unseen::Unreachable(why)) => {
                    tracing::debug!(server, why, "a server's boards can't be looked at again");
                    return Ok(());
                }
                // What can't be seen now stays as it is.
                Err(Unseen::Gone | Unseen::Hidden | Unseen::Foreign) => continue,
            };
            let now = self.clock.now();
            if trouble.is_none() && place.rights.has(Right::ReadHistory) {
                self.store.look_posts_up(board.id, now).await?;
            } else if trouble.is_some() && is_open(&board, &place) {
                self.store.unblock_board(board.id, next(&board, now), now).await?;
                tracing::info!(board = board.id.0, server, "a board can post again");
            }
        }
        Ok(())
    }

    fn is_fresh(&self, board: &Board) -> bool {
        matches!(board.state, BoardState::Blocked(_, since) if self.clock.now() < since + A_DAY)
    }
}

/// Whether a board can post in its place.
fn is_open(board: &Board, place: &Place) -> bool {
    let takes_posts = match place.kind {
        PlaceKind::Text | PlaceKind::Announcement | PlaceKind::Thread { .. } => true,
        PlaceKind::Forum { lacks_tag, .. } => !lacks_tag,
        PlaceKind::Other => false,
    };
    let needed = place.needed(board.settings.format == Format::Rich, false);
    takes_posts && place.rights.missing(&needed).is_empty()
}
