//! A server's boards, two lines each.

use super::{
    super::{Message, post},
    outcome, relative, what, when,
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
    let schedule = short(&when(words, &board.settings));
    let second: Vec<_> = [Some(schedule), state, last].into_iter().flatten().collect();
    let (number, what) = (board.number, what(words, &board.settings));
    format!("`{number}` **{what}** <#{}>\n-# {}", board.settings.channel, second.join(" · "))
}

/// A schedule cut to its bound. A sign of code that is cut off would turn what follows into code.
fn short(schedule: &str) -> String {
    let mut text = width::cut(schedule, SCHEDULE);
    if text.matches('`').count() % 2 == 1 {
        text.push('`');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_schedule_is_cut_without_opening_code() {
        let days: Vec<_> = (1..=31).map(|day| day.to_string()).collect();
        let long = format!("every day at 09:00 (`0 9 {} * *`)", days.join(","));
        let cut = short(&long);
        assert_eq!(cut.chars().count(), SCHEDULE + 1);
        assert!(cut.ends_with("…`"), "{cut}");
        assert_eq!(short("every day at 09:00, `UTC`"), "every day at 09:00, `UTC`");
    }
}
