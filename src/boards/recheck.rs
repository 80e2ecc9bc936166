//! Boards that couldn't post are looked at again: when something changed in their server, and every hour.

use super::{Boards, Unseen, servers::next};
use crate::{
    domain::{Board, Format, Place, PlaceKind},
    store::StoreError,
};
use futures_util::{StreamExt, stream};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;

/// Changes come in flocks, as when a category's rights are handed on to its channels: so long a flock is waited for.
const SETTLES: Duration = Duration::from_secs(2);
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
            let look = async |server| match self.store.blocked_boards(Some(server)).await {
                Ok(blocked) => self.look_again(blocked.into_iter().map(|(board, _)| board)).await,
                Err(error) => Err(error),
            };
            let looked = stream::iter(self.changed.take()).map(look).buffer_unordered(AT_ONCE);
            looked
                .for_each(async |looked| {
                    if let Err(error) = looked {
                        tracing::error!(%error, "boards that couldn't post can't be looked at again");
                    }
                })
                .await;
        }
    }

    /// Looks at all blocked boards.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recheck_all(&self) -> Result<(), StoreError> {
        let mut servers: BTreeMap<u64, Vec<Board>> = BTreeMap::new();
        for (board, _) in self.store.blocked_boards(None).await? {
            servers.entry(board.server).or_default().push(board);
        }
        let looks = stream::iter(servers.into_values()).map(|boards| self.look_again(boards));
        let looked: Vec<_> = looks.buffer_unordered(AT_ONCE).collect().await;
        looked.into_iter().collect()
    }

    /// Looks at blocked boards of one server.
    async fn look_again(&self, boards: impl IntoIterator<Item = Board>) -> Result<(), StoreError> {
        for board in boards {
            let place = match self.guilds.place(board.server, board.settings.channel).await {
                Ok(place) => place,
                // The others can't be seen either.
                Err(Unseen::Unreachable(why)) => {
                    tracing::debug!(server = board.server, why, "a server's boards can't be looked at again");
                    return Ok(());
                }
                // What can't be seen now stays as it is.
                Err(Unseen::Gone | Unseen::Hidden | Unseen::Foreign) => continue,
            };
            if is_open(&board, &place) {
                let now = self.clock.now();
                self.store.unblock_board(board.id, next(&board, now), now).await?;
                tracing::info!(board = board.id.0, server = board.server, "a board can post again");
            }
        }
        Ok(())
    }
}

/// Whether a board can post in its place.
fn is_open(board: &Board, place: &Place) -> bool {
    let takes_posts = match place.kind {
        PlaceKind::Text | PlaceKind::Announcement | PlaceKind::Thread { .. } => true,
        PlaceKind::Forum { lacks_tag, .. } => !lacks_tag,
        PlaceKind::Other => false,
    };
    let needed = place.needed(board.settings.format == Format::Rich, false, false);
    takes_posts && place.rights.missing(&needed).is_empty()
}
