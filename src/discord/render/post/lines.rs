//! A board's lines: the first ten with their second lines, the others in one line each.

use super::super::{escape, lines as numbers};
use crate::{
    domain::{BoardLine, BoardPage, Headline, Movement, Period, Row, board_page::Streak},
    text::Words,
};

/// So many lines have a second one: more of them would be a wall of text.
const IN_FULL: usize = 10;
/// What stands before the first three names, and how many columns it takes with the blank behind it: a phone draws it
/// wider than two signs.
const MEDALS: [&str; 3] = ["🥇", "🥈", "🥉"];
const MEDAL: usize = 5;

/// How names are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// All linked to their profiles.
    Linked,
    /// Linked where there is a second line, too.
    LinkedInFull,
    /// None linked.
    Bare,
}

/// Every line of a board, each as long as a phone is wide.
pub(super) fn rows(words: Words, page: &BoardPage, names: Names) -> Vec<String> {
    let cells = |line: &BoardLine| {
        let value = numbers::headline(words, page.headline, line.value);
        [line.rank.to_string(), movement(words, line), value]
    };
    let columns = numbers::columns(&page.lines.iter().map(cells).collect::<Vec<_>>());
    let row = |((at, line), column): ((usize, &BoardLine), String)| {
        let in_full = at < IN_FULL;
        let linked = names == Names::Linked || names == Names::LinkedInFull && in_full;
        let first = format!("{column} {}", named(words, line, numbers::left(&column), linked));
        let second = in_full.then(|| below(words, page, line)).filter(|second| !second.is_empty());
        match second {
            Some(second) => format!("{first}\n-# {second}"),
            None => first,
        }
    };
    page.lines.iter().enumerate().zip(columns).map(row).collect()
}

fn named(words: Words, line: &BoardLine, columns: usize, linked: bool) -> String {
    let medal = line.rank.checked_sub(1).and_then(|place| MEDALS.get(place));
    let columns = if medal.is_some() { columns.saturating_sub(MEDAL) } else { columns };
    let name = if linked {
        numbers::linked(words, &line.row, columns)
    } else {
        escape::name_in(&numbers::shown_name(words, &line.row), columns)
    };
    medal.map_or_else(|| name.clone(), |medal| format!("{medal} {name}"))
}

fn movement(words: Words, line: &BoardLine) -> String {
    match line.movement {
        Movement::New(_) if line.back => words.say("post-back"),
        movement => numbers::movement(words, movement),
    }
}

/// The second number, what is missing to the rank above, and for how long they are on the board.
fn below(words: Words, page: &BoardPage, line: &BoardLine) -> String {
    let parts = [
        second(words, page.headline, &line.row),
        line.gap.and_then(|gap| behind(words, page.headline, gap)),
        streak(words, page.date.period(), line.streak),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The second number. Under a growth rate it is what was gained: both numbers of the rate would fill the line.
pub(super) fn second(words: Words, headline: Headline, row: &Row) -> Option<String> {
    let gained = || numbers::gained(words, &row.period);
    let short = if headline == Headline::Growth { gained() } else { None };
    short.or_else(|| numbers::second(words, headline, row))
}

/// `312 behind`; none where the rank above has less, as may be in an order that the source doesn't explain.
fn behind(words: Words, headline: Headline, gap: f64) -> Option<String> {
    if gap.is_nan() || gap < 0.0 {
        return None;
    }
    if gap == 0.0 {
        return Some(words.say("post-level"));
    }
    if headline == Headline::Growth {
        // A difference of two rates isn't a rate.
        return Some(words.say_with("post-behind-points", &[("points", words.points(gap).into())]));
    }
    let shown = numbers::headline(words, headline, Some(gap));
    Some(words.say_with("post-behind", &[("gap", shown.into())]))
}

/// `day 5`: the fifth on the board in a row; none for the first one.
fn streak(words: Words, period: Period, streak: Streak) -> Option<String> {
    if streak.periods < 2 {
        return None;
    }
    let more = if streak.at_least { "+" } else { "" };
    let count = [("count", format!("{}{more}", streak.periods).into())];
    Some(match period {
        Period::Day => words.say_with("post-streak-days", &count),
        Period::Week => words.say_with("post-streak-weeks", &count),
        Period::Month => words.say_with("post-streak-months", &count),
    })
}

/// So many who fell off are named; the others are counted.
const NAMED: usize = 5;
/// How wide their names are.
const COLUMNS: usize = 16;

/// `Off the board: Ann (was 7), Bob (was 9) and 3 more`
pub(super) fn dropped(words: Words, page: &BoardPage) -> Option<String> {
    let names = page.dropped.iter().take(NAMED).map(|drop| {
        let name = escape::name_in(&numbers::shown_name(words, &drop.row), COLUMNS);
        words.say_with("post-dropped-one", &[("name", name.into()), ("rank", drop.rank.into())])
    });
    let names = names.reduce(|all, one| super::super::notice::both(words, "enumeration", all, one))?;
    Some(match page.dropped.len().saturating_sub(NAMED) {
        0 => words.say_with("post-dropped", &[("names", names.into())]),
        more => words.say_with("post-dropped-more", &[("names", names.into()), ("count", more.into())]),
    })
}
