//! What a board shows: standings with their past, a pure function of stored lists.

use super::{
    BoardPost, BoardSettings, DataDate, Depth, Headline, Lateness, List, Movement, Order, Question, Row,
    Standing, UserId, standing,
};
use chrono::{DateTime, Utc};
use std::{collections::HashSet, sync::Arc};

/// A board's post, computed.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardPage {
    /// The board's number in its server; 0 in the preview of one that isn't saved.
    pub number: u32,
    /// What is set.
    pub settings: BoardSettings,
    /// The data date.
    pub date: DataDate,
    /// What the first number is.
    pub headline: Headline,
    /// The lines, best first.
    pub lines: Vec<BoardLine>,
    /// Who was on it a period before and isn't any more, by their old rank; empty where that isn't known.
    pub dropped: Vec<DropOut>,
    /// For computed orders: among how many rows of the source's order.
    pub among: Option<usize>,
    /// Whether the list has no more rows than these.
    pub ended: bool,
    /// When the numbers were fetched.
    pub fetched_at: DateTime<Utc>,
    /// Whether the list may still change.
    pub provisional: bool,
    /// Whether it changed after it was first seen.
    pub revised: bool,
    /// What is to be said of its lateness.
    pub late: Lateness,
    /// Whether it is a test.
    pub test: bool,
}

/// A creator's line.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardLine {
    /// From 1.
    pub rank: usize,
    /// Against the period before.
    pub movement: Movement,
    /// Whether they were on the board before the period before, and come back now.
    pub back: bool,
    /// The headline's value; none where the source didn't say.
    pub value: Option<f64>,
    /// How much is missing to the rank above; none for the first, and where either isn't known.
    pub gap: Option<f64>,
    /// For how many periods in a row, this one included.
    pub streak: Streak,
    /// The creator.
    pub row: Row,
}

/// Periods in a row on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// How many are known.
    pub periods: usize,
    /// Whether there may be more before, of which no list is stored.
    pub at_least: bool,
}

/// A creator who fell off the board.
#[derive(Clone, Debug, PartialEq)]
pub struct DropOut {
    /// The rank a period before.
    pub rank: usize,
    /// The creator, as of then.
    pub row: Row,
}

/// The stored lists that a post is computed from.
#[derive(Clone, Debug)]
pub struct Material {
    /// The list of its data date.
    pub list: Arc<List>,
    /// Those of earlier dates that are stored, the newest first, at most [`Material::PAST`] periods back.
    pub past: Vec<Arc<List>>,
}

impl Material {
    /// How many periods back are looked at.
    pub const PAST: usize = 14;
}

impl BoardPage {
    /// Computes a post.
    pub fn of(post: &BoardPost, material: &Material) -> Self {
        let question = post.question();
        let (order, depth, list) = (question.order, question.depth, &*material.list);
        let past = Past::of(&question, list, &material.past);
        let before = past.before();
        let standings = standing::standings(order, list, before, depth);
        let values: Vec<_> = standings.iter().map(|standing| standing.value).collect();
        let line = |(place, standing): (usize, Standing<'_>)| BoardLine {
            rank: standing.rank,
            movement: standing.movement,
            back: matches!(standing.movement, Movement::New(_)) && past.knew(&standing.row.user_id),
            value: standing.value,
            gap: place.checked_sub(1).and_then(|above| gap(values[above], standing.value)),
            streak: past.streak(&standing.row.user_id),
            row: standing.row.clone(),
        };
        Self {
            number: post.number,
            settings: post.settings.clone(),
            date: post.date,
            headline: Headline::of(order, list),
            dropped: dropped(order, depth, list, before),
            lines: standings.into_iter().enumerate().map(line).collect(),
            among: order.is_computed().then(|| list.rows.len().min(Depth::MOST.rows())),
            ended: list.ended,
            fetched_at: list.fetched_at,
            provisional: list.provisional,
            revised: list.revised,
            late: post.late,
            test: post.test,
        }
    }
}

/// How much is missing to the rank above.
fn gap(above: Option<f64>, value: Option<f64>) -> Option<f64> {
    Some(above? - value?).filter(|gap| *gap >= 0.0)
}

/// Who was on the board a period before and isn't any more; only where both lists are known deep enough to say so.
fn dropped(order: Order, depth: Depth, list: &List, before: Option<&List>) -> Vec<DropOut> {
    let needed = if order.is_computed() { Depth::MOST } else { depth };
    let is_known = |list: &List| list.covers(needed) && list.is_whole(needed);
    let Some(before) = before.filter(|before| is_known(before) && is_known(list)) else { return Vec::new() };
    let now: HashSet<_> =
        standing::standings(order, list, None, depth).into_iter().map(|now| &now.row.user_id).collect();
    standing::standings(order, before, None, depth)
        .into_iter()
        .filter(|then| !now.contains(&then.row.user_id))
        .map(|then| DropOut { rank: then.rank, row: then.row.clone() })
        .collect()
}

/// Who was on the board in each of the periods before, the newest first; none where no list tells.
struct Past<'a> {
    before: Option<&'a List>,
    boards: Vec<Option<HashSet<&'a UserId>>>,
}

impl<'a> Past<'a> {
    fn of(question: &Question, list: &List, past: &'a [Arc<List>]) -> Self {
        let (order, depth) = (question.order, question.depth);
        let needed = if order.is_computed() { Depth::MOST } else { depth };
        let dates = std::iter::successors(Some(list.key.date().previous()), |date| Some(date.previous()));
        let of = |date: DataDate| past.iter().map(|list| &**list).find(|list| list.key.date() == date);
        let board = |date| {
            let then = of(date).filter(|then| standing::are_comparable(order, list, then))?;
            let on: HashSet<_> = standing::standings(order, then, None, depth)
                .into_iter()
                .map(|standing| &standing.row.user_id)
                .collect();
            then.covers(needed).then_some(on)
        };
        Self {
            before: of(list.key.date().previous()),
            boards: dates.take(Material::PAST).map(board).collect(),
        }
    }

    fn before(&self) -> Option<&'a List> {
        self.before
    }

    /// Whether a creator was on the board at any time that is known.
    fn knew(&self, creator: &UserId) -> bool {
        self.boards.iter().flatten().any(|on| on.contains(creator))
    }

    /// For how many periods in a row a creator is on the board, this one included.
    fn streak(&self, creator: &UserId) -> Streak {
        let known =
            self.boards.iter().map_while(Option::as_ref).take_while(|on| on.contains(creator)).count();
        let goes_on = match self.boards.get(known) {
            Some(Some(_)) => false,
            Some(None) | None => true,
        };
        Streak { periods: known + 1, at_least: goes_on }
    }
}

#[cfg(test)]
mod tests;
