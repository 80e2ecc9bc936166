//! Boards that couldn't post are looked at again: when something changed in their server, and every hour.

use super::{Boards, servers::next};
use crate::{
    domain::{Board, BoardState, Format, Place, PlaceKind, Right, Trouble},
    store::StoreError,
};
use chrono::TimeDelta;

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
        for board in self.store.boards_in_doubt(server).await? {
            let Ok(place) = self.guilds.place(board.server, board.settings.channel).await else { continue };
            if place.rights.has(Right::ReadHistory) {
                self.store.look_posts_up(board.id, self.clock.now()).await?;
            }
        }
        for (board, trouble) in self.store.blocked_boards(server).await? {
            // Where Discord said no and nothing is missing, looking again tells nothing: a day later it is tried.
            let is_riddle = matches!(&trouble, Trouble::NoAccess { missing } if missing.is_empty());
            if is_riddle && self.is_fresh(&board) {
                continue;
            }
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

    fn is_fresh(&self, board: &Board) -> bool {
        matches!(board.state, BoardState::Blocked(_, since) if self.clock.now() < since + A_DAY)
    }
}

/// After so long it is tried whether Discord still says no where no right is missing.
const A_DAY: TimeDelta = TimeDelta::days(1);

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
