//! What a board shows: standings with their past, a pure function of stored lists.

use super::{
    BoardSettings, DataDate, Headline, List, Movement, Question, Row, Standing, UserId,
    delivery::{BoardPost, Lateness},
    standing::{self, ranks, standings},
};
use chrono::{DateTime, Utc};
use std::{collections::HashMap, sync::Arc};

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

/// Who stood on a board, as far as a list of its past tells.
struct Past<'a> {
    date: DataDate,
    ranks: HashMap<&'a UserId, usize>,
    /// Whether whoever isn't among the ranks wasn't on the board.
    tells_absence: bool,
    depth: usize,
}

impl BoardPage {
    /// Computes a post.
    pub fn of(post: &BoardPost, material: &Material) -> Self {
        let question = post.question();
        let list = &*material.list;
        let previous = post.date.previous();
        let before = material.past.iter().find(|past| past.key.date() == previous).map(|before| &**before);
        let standings = standings(question.order, list, before, question.depth);
        let past: Vec<_> = material.past.iter().filter_map(|past| Past::of(&question, list, past)).collect();
        let lines = standings.iter().zip(gaps(&standings)).map(|(standing, gap)| {
            let Standing { rank, movement, value, row } = *standing;
            let back = is_back(&past, previous, &row.user_id);
            let streak = streak(&past, previous, &row.user_id);
            BoardLine { rank, movement, back, value, gap, streak, row: row.clone() }
        });
        Self {
            number: post.number,
            settings: post.settings.clone(),
            date: post.date,
            headline: Headline::of(question.order, list),
            lines: lines.collect(),
            dropped: before.map_or_else(Vec::new, |before| dropped(&question, list, before)),
            among: standing::among(question.order, list),
            ended: list.ended,
            fetched_at: list.fetched_at,
            provisional: list.provisional,
            revised: list.revised,
            late: post.late,
            test: post.test,
        }
    }
}

impl<'a> Past<'a> {
    /// None where its ranks don't mean the same as those of `list`.
    fn of(question: &Question, list: &List, past: &'a List) -> Option<Self> {
        let ranks = ranks(question.order, list, past)?;
        let tells_absence = standing::tells_absence(question.order, past, question.depth);
        Some(Self { date: past.key.date(), ranks, tells_absence, depth: question.depth.rows() })
    }

    /// Whether a creator was on the board; none where that isn't known.
    fn had(&self, creator: &UserId) -> Option<bool> {
        match self.ranks.get(creator) {
            Some(rank) => Some(*rank <= self.depth),
            None => self.tells_absence.then_some(false),
        }
    }
}

/// Whether a creator wasn't on the board of the period before, but on an earlier one.
fn is_back(past: &[Past<'_>], previous: DataDate, creator: &UserId) -> bool {
    let (before, earlier): (Vec<_>, Vec<_>) = past.iter().partition(|past| past.date == previous);
    before.iter().any(|past| past.had(creator) == Some(false))
        && earlier.iter().any(|past| past.had(creator) == Some(true))
}

/// For how many periods in a row a creator is on the board, as far back as each is known.
fn streak(past: &[Past<'_>], previous: DataDate, creator: &UserId) -> Streak {
    let dates = std::iter::successors(Some(previous), |date| Some(date.previous())).take(Material::PAST);
    let was_on = |date| past.iter().find(|past| past.date == date).and_then(|past| past.had(creator));
    let known: Vec<_> = dates.map(was_on).collect();
    let before = known.iter().take_while(|was_on| **was_on == Some(true)).count();
    let is_over = known.get(before).is_some_and(Option::is_some);
    Streak { periods: before + 1, at_least: !is_over }
}

/// How much each is short of the rank above; none where that rank or a value isn't known, or nothing is short.
fn gaps(standings: &[Standing<'_>]) -> impl Iterator<Item = Option<f64>> {
    let above = std::iter::once(None).chain(standings.iter().map(Some));
    above.zip(standings).map(|(above, one)| {
        let above = above.filter(|above| above.rank + 1 == one.rank)?;
        Some(above.value? - one.value?).filter(|gap| *gap >= 0.0)
    })
}

/// Who was on the board of the period before and isn't on it any more, where both are known whole.
fn dropped(question: &Question, list: &List, before: &List) -> Vec<DropOut> {
    let (order, depth) = (question.order, question.depth);
    let known = [list, before].into_iter().all(|list| standing::tells_absence(order, list, depth));
    let Some(now) = ranks(order, before, list).filter(|_| known) else { return Vec::new() };
    let is_on = |row: &Row| now.get(&row.user_id).is_some_and(|rank| *rank <= depth.rows());
    let were = standings(order, before, None, depth);
    let gone = were.into_iter().filter(|standing| !is_on(standing.row));
    gone.map(|Standing { rank, row, .. }| DropOut { rank, row: row.clone() }).collect()
}

#[cfg(test)]
mod tests;
