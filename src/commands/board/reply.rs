//! What `/board` answers, as meaning.

use crate::{
    boards::{Cost, Hint},
    domain::{Board, BoardPage, BoardSettings, Firing, Run},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// A board that is being set up or changed: shown before it is saved.
#[derive(Clone, Debug)]
pub struct DraftView {
    /// What its buttons carry.
    pub draft: i64,
    /// The number of the board that is changed; none for a new one.
    pub number: Option<u32>,
    /// What will be set.
    pub settings: BoardSettings,
    /// The exact post; none where the numbers can't be had now, which doesn't keep anybody from saving.
    pub page: Option<Box<BoardPage>>,
    /// The next three times.
    pub next: Vec<Firing>,
    /// What it costs.
    pub cost: Cost,
    /// What the person should know though it doesn't hinder saving.
    pub hints: Vec<Hint>,
}

/// `/board list`.
#[derive(Clone, Debug)]
pub struct BoardList {
    /// The server's boards, each with its last turn.
    pub boards: Vec<(Board, Option<Run>)>,
    /// How many the server may have.
    pub most: u32,
}

/// `/board show`, and the button under a post.
#[derive(Clone, Debug)]
pub struct BoardView {
    /// The board.
    pub board: Board,
    /// Its last turns, newest first.
    pub runs: Vec<Run>,
    /// Posts that are held or dead, newest first.
    pub stuck: Vec<Stuck>,
    /// The next three times.
    pub next: Vec<Firing>,
    /// What it costs.
    pub cost: Cost,
    /// How long a turn waits for a list that isn't out.
    pub wait: TimeDelta,
    /// Whether the person may change it: then there are buttons.
    pub manages: bool,
}

/// A post that is held or dead.
#[derive(Clone, Debug, PartialEq)]
pub struct Stuck {
    /// Its local date; none for a test.
    pub date: Option<NaiveDate>,
    /// Whether it is held (it may still be sent), not dead.
    pub held: bool,
    /// A word of the outbox: `expired`, `malformed`, `no_access`, …
    pub cause: String,
    /// What Discord said.
    pub detail: String,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
}
