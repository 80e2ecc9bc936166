//! Boards that couldn't post are looked at again: when something changed in their server, and every hour.

use super::{Boards, servers::next};
use crate::{
    domain::{Board, Format, Place, PlaceKind},
    store::StoreError,
};

impl Boards {
    /// Looks at the blocked boards of a server: those that can post again do.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn recheck(&self, server: u64) -> Result<(), StoreError> {
        self.look_again(Some(server)).await
    }

    /// Looks at all blocked boards.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recheck_all(&self) -> Result<(), StoreError> {
        self.look_again(None).await
    }

    async fn look_again(&self, server: Option<u64>) -> Result<(), StoreError> {
        for (board, _) in self.store.blocked_boards(server).await? {
            // What can't be seen now stays as it is.
            let Ok(place) = self.guilds.place(board.server, board.settings.channel).await else { continue };
            if !is_open(&board, &place) {
                continue;
            }
            let now = self.clock.now();
            self.store.unblock_board(board.id, next(&board, now), now).await?;
            tracing::info!(board = board.id.0, server = board.server, "a board can post again");
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
