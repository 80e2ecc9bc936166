//! A server's boards, two lines each.

use super::{
    super::{Message, post},
    outcome, relative, what,
};
use crate::{
    commands::BoardList,
    domain::{Board, BoardState, Run},
    text::{Words, width},
};

/// The longest schedule in words; a cron expression may need many.
const SCHEDULE: usize = 80;

/// The message of the list, as many boards as Discord's bounds allow.
pub(in super::super) fn message(words: Words, list: &BoardList) -> Message {
    let count = [("count", list.boards.len().into()), ("most", i64::from(list.most).into())];
    let title = words.say_with("board-list-title", &count);
    let more = |count: usize| words.say_with("board-list-more", &[("count", count.into())]);
    let lines = if list.boards.is_empty() {
        vec![words.say("board-list-empty")]
    } else {
        list.boards.iter().map(|(board, run)| line(words, board, run.as_ref())).collect()
    };
    let lines = post::fitted(lines, post::EMBEDS - post::size(&title), more);
    Message::new("", &post::embeds(&title, &lines, ""), &[])
}

/// Which board where; when it posts next, and what became of its last turn.
fn line(words: Words, board: &Board, run: Option<&Run>) -> String {
    let state = match &board.state {
        BoardState::Active => {
            board.next.map(|next| words.say_with("board-list-next", &[("when", relative(next.at).into())]))
        }
        BoardState::Paused => Some(words.say("board-list-paused")),
        BoardState::Blocked(trouble, _) => Some(outcome::blocked(words, trouble)),
    };
    let last = run.map(|run| format!("{} {}", outcome::short(words, &run.state), relative(run.at)));
    let schedule = width::cut(&words.schedule(&board.settings.schedule), SCHEDULE);
    let second: Vec<_> = [Some(schedule), state, last].into_iter().flatten().collect();
    let (number, what) = (board.number, what(words, &board.settings));
    format!("`{number}` **{what}** <#{}>\n-# {}", board.settings.channel, second.join(" · "))
}
