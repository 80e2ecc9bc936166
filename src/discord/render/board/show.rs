//! One board: what is set, when it posts next, what it costs, what became of its turns.

use super::{
    super::{Message, escape, post},
    cost, full, manner, mend, next, outcome, press, relative, trouble, what, which, why,
};
use crate::{
    commands::{BoardPress, BoardView, Stuck},
    domain::{Board, BoardState, DataDate, Period, Run, RunState},
    text::Words,
};
use serenity::all::CreateActionRow;

/// The widest that Discord's own words are quoted.
const QUOTED: usize = 100;

/// The message of a board; with buttons for who may change it.
pub(in super::super) fn message(words: Words, view: &BoardView) -> Message {
    let board = &view.board;
    let number = board.number.to_string();
    let title = format!(
        "{} · {}",
        words.say_with("board-name", &[("number", number.into())]),
        what(words, &board.settings)
    );
    let place = format!("<#{}>", board.settings.channel);
    let mut lines = vec![format!("{place} · {}", which(words, &board.settings))];
    lines.extend(manner(words, &board.settings));
    lines.extend(state(words, board));
    if board.state == BoardState::Active {
        lines.extend([String::new(), words.say("board-next")]);
        lines.extend(next(words, &board.settings, &view.next));
    }
    lines.extend([String::new(), cost(words, view.cost)]);
    if !view.stuck.is_empty() {
        lines.extend([String::new(), words.say("board-stuck")]);
        lines.extend(view.stuck.iter().map(|stuck| self::stuck(words, stuck)));
    }
    lines.extend([String::new(), words.say("board-history")]);
    if view.runs.is_empty() {
        lines.push(words.say("board-history-none"));
    }
    lines.extend(view.runs.iter().map(|run| self::run(words, view, run)));
    let more = |count: usize| words.say_with("board-history-more", &[("count", count.into())]);
    let lines = post::fitted(lines, post::EMBEDS - post::size(&title), more);
    let rows = if view.manages { vec![buttons(words, board)] } else { Vec::new() };
    Message::new("", &post::embeds(&title, &lines, ""), &rows)
}

fn state(words: Words, board: &Board) -> Vec<String> {
    match &board.state {
        BoardState::Active => Vec::new(),
        BoardState::Paused => vec![words.say("board-paused")],
        BoardState::Blocked(trouble, since) => vec![
            words.say_with("board-blocked", &[("since", relative(*since).into())]),
            why(words, trouble),
            mend(words, trouble),
        ],
    }
}

/// `✅ posted · Mon, 16 Nov 2026 · link`
fn run(words: Words, view: &BoardView, run: &Run) -> String {
    let server = view.board.server;
    let date = words.period(DataDate::containing(Period::Day, run.firing.date));
    let link = run.message.map(|at| {
        let address = format!("https://discord.com/channels/{server}/{}/{}", at.channel, at.message);
        format!("[{}]({address})", words.say("board-jump"))
    });
    let reason = match run.state {
        RunState::Waiting if view.board.state == BoardState::Active => {
            let until = full(run.firing.at + view.wait);
            Some(words.say_with("board-why-waiting", &[("until", until.into())]))
        }
        ref ended => outcome::reason(words, ended),
    };
    let reason = reason.map(|reason| format!("\n-# {reason}"));
    let first: Vec<_> =
        [Some(outcome::short(words, &run.state)), Some(date), link].into_iter().flatten().collect();
    first.join(" · ") + &reason.unwrap_or_default()
}

/// Which post is stuck since when, why, what Discord said, and what to do.
fn stuck(words: Words, stuck: &Stuck) -> String {
    let period = match stuck.date {
        Some(date) => words.period(DataDate::containing(Period::Day, date)),
        None => words.say("board-stuck-test"),
    };
    let args = [("period", period.into()), ("since", relative(stuck.queued_at).into())];
    let first = if stuck.held {
        words.say_with("board-stuck-held", &args)
    } else {
        words.say_with("board-stuck-dead", &args)
    };
    let trouble = trouble::of_cause(&stuck.cause, &stuck.detail);
    // A trouble says it in words of ours.
    let said = (trouble.is_none() && !stuck.detail.trim().is_empty()).then(|| {
        let said = escape::name_in(&stuck.detail, QUOTED);
        words.say_with("board-stuck-said", &[("said", said.into())])
    });
    let cause = outcome::cause(words, &stuck.cause, &stuck.detail);
    let mend = trouble.map(|trouble| mend(words, &trouble));
    let small = [Some(cause), said, mend].into_iter().flatten();
    std::iter::once(first).chain(small.map(|line| format!("-# {line}"))).collect::<Vec<_>>().join("\n")
}

fn buttons(words: Words, board: &Board) -> CreateActionRow {
    let turn = match board.state {
        BoardState::Active => BoardPress::Pause,
        BoardState::Paused | BoardState::Blocked(..) => BoardPress::Resume,
    };
    let presses = [BoardPress::Preview, BoardPress::Test, turn, BoardPress::Remove];
    CreateActionRow::Buttons(presses.map(|one| press(words, board.id, one)).into())
}
