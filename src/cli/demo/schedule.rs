//! The boards of all servers on the page: when each falls due, and what became of its last turn.

use crate::{
    discord::render,
    domain::{Board, BoardState, Run},
    store::{Store, StoreError},
    text::{Words, date},
};
use rankwatch_sandbox::Sheet;

/// Boards shown, those that fall due first.
const SHOWN: usize = 30;

/// A board and its last turn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Planned {
    board: Board,
    last: Option<Run>,
}

pub(super) async fn read(store: &Store) -> Result<Vec<Planned>, StoreError> {
    let mut boards = Vec::new();
    for server in store.servers().await? {
        boards.extend(store.boards(server.id).await?);
    }
    // Those without a next moment come last.
    boards.sort_by_key(|board| (board.next.is_none(), board.next.map(|next| next.at), board.id));
    boards.truncate(SHOWN);
    let mut planned = Vec::with_capacity(boards.len());
    for board in boards {
        let last = store.runs(board.id, 1).await?.pop();
        planned.push(Planned { board, last });
    }
    Ok(planned)
}

pub(super) fn sheet(words: Words, planned: &[Planned]) -> Sheet {
    let heads = ["plan-next", "plan-board", "plan-where", "plan-last"].map(|key| words.say(key));
    let row = |planned: &Planned| {
        let Planned { board, last } = planned;
        let args = [
            ("number", board.number.to_string().into()),
            ("what", render::board_ranks(words, &board.settings).into()),
        ];
        vec![
            next(words, board),
            words.say_with("plan-what", &args),
            format!("<#{}>", board.settings.channel),
            last.as_ref().map(|run| render::board_outcome(words, &run.state)).unwrap_or_default(),
        ]
    };
    let nothing = if planned.is_empty() { words.say("plan-empty") } else { String::new() };
    Sheet {
        title: words.say("plan-title"),
        about: words.say("plan-about"),
        columns: heads.into(),
        rows: planned.iter().map(row).collect(),
        note: nothing,
    }
}

/// When a board falls due, or why it doesn't.
fn next(words: Words, board: &Board) -> String {
    match &board.state {
        BoardState::Active => match board.next {
            Some(next) => date::moment(next.at),
            None => words.say("plan-never"),
        },
        BoardState::Paused => words.say("board-list-paused"),
        BoardState::Blocked(trouble, _) => render::board_blocked(words, trouble),
    }
}
