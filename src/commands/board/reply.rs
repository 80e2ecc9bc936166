//! What `/board` answers, as meaning.

use crate::domain::{Board, BoardPage, BoardSettings, Firing, Right, Run, Trouble};
use chrono::{DateTime, Utc};

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

/// What a board costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Credits a month of thirty days, in all.
    pub credits_a_month: u32,
    /// Boards that share them, this one included, on all servers.
    pub shared: u32,
}

/// Something to know before saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The lists of this region usually come after this board's time: it will wait. The usual moment of the next one.
    UsuallyLater(DateTime<Utc>),
    /// The role can be pinged only by those who may mention everyone, and the bot may not.
    RoleNotPinged,
    /// Another board of this server shows the same in the same channel: its number.
    Twin(u32),
}

/// What was done to a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It was set up.
    Added,
    /// It was changed.
    Edited,
    /// It was paused.
    Paused,
    /// It was resumed.
    Resumed,
    /// It was removed.
    Removed,
    /// The last deed was taken back.
    Undone,
    /// A test post is on its way.
    Tested,
}

/// The receipt of a deed.
#[derive(Clone, Debug)]
pub struct BoardDone {
    /// What was done.
    pub deed: Deed,
    /// The board as it is now.
    pub board: Board,
    /// What the Undo button carries; none where there is nothing to undo.
    pub undo: Option<i64>,
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
    /// Whether the person may change it: then there are buttons.
    pub manages: bool,
}

/// A post that is held or dead.
#[derive(Clone, Debug, PartialEq)]
pub struct Stuck {
    /// Its local date, or what tells it from others.
    pub period: String,
    /// Whether it is held (it may still be sent), not dead.
    pub held: bool,
    /// A word of the outbox: `expired`, `malformed`, `no_access`, …
    pub cause: String,
    /// What Discord said.
    pub detail: String,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
}

/// What keeps a board from being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Rights of the bot are missing in that channel.
    BotLacks {
        /// The channel.
        channel: u64,
        /// Which.
        missing: Vec<Right>,
    },
    /// The person has no right to write there.
    PersonLacks {
        /// The channel.
        channel: u64,
        /// Which.
        missing: Vec<Right>,
    },
    /// The channel is of another server.
    ForeignChannel,
    /// There is no such channel (any more), or the bot can't see it.
    UnseenChannel {
        /// The channel.
        channel: u64,
    },
    /// A category, a stage: nothing can be posted there.
    NoTextChannel {
        /// The channel.
        channel: u64,
    },
    /// Something about the channel that has to be mended first.
    Trouble {
        /// The channel.
        channel: u64,
        /// What.
        trouble: Trouble,
    },
    /// Discord can't be asked about the channel right now.
    Unreachable,
}
