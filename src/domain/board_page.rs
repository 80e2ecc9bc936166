//! What a board shows: standings with their past, a pure function of stored lists.

use super::{
    BoardSettings, DataDate, Headline, List, Movement, Row,
    delivery::{BoardPost, Lateness},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

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
        let list = &material.list;
        Self {
            number: post.number,
            settings: post.settings.clone(),
            date: post.date,
            headline: Headline::of(question.order, list),
            lines: Vec::new(),
            dropped: Vec::new(),
            among: None,
            ended: list.ended,
            fetched_at: list.fetched_at,
            provisional: list.provisional,
            revised: list.revised,
            late: post.late,
            test: post.test,
        }
    }
}
