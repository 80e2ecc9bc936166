//! What `/watch` answers, as meaning.

use crate::domain::{
    Creator, Region,
    watch::{
        Alert, Backtest, BadSettings, Check, Evaluated, Glitch, Metric, QuietHours, Rule, Series, Verdict,
        Watch, WatchSettings,
    },
};
use chrono::{DateTime, NaiveDate, Utc};

/// A watch that is being set up or changed: shown before it is saved.
#[derive(Clone, Debug)]
pub struct WatchDraftView {
    /// What its buttons carry.
    pub draft: i64,
    /// The number of the watch that is changed; none for a new one.
    pub number: Option<u32>,
    /// The creator.
    pub creator: Creator,
    /// What will be set.
    pub settings: WatchSettings,
    /// What it would have said.
    pub tried: Tried,
    /// Credits that this answer spent.
    pub credits: u32,
}

/// A watch tried on the days that are stored.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Its alerts, and a suggestion.
    pub backtest: Backtest,
    /// The first and the last date that it looked at.
    pub span: (NaiveDate, NaiveDate),
    /// So many dates of these have a value of what the watch counts first.
    pub known: u32,
    /// What fetching the days that are missing would cost, in credits; none where nothing is missing or the source
    /// doesn't offer it.
    pub backfill: Option<u32>,
}

/// `/watch backtest`
#[derive(Clone, Debug)]
pub struct BacktestView {
    /// The watch.
    pub watch: Watch,
    /// What it would have said.
    pub tried: Tried,
    /// Credits that this answer spent.
    pub credits: u32,
    /// Whether the person may change the watch: then there are buttons.
    pub manages: bool,
}

/// What was done to a watch.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchDeed {
    /// It was set up.
    Added,
    /// It was changed.
    Edited,
    /// It is silent until then.
    Snoozed(DateTime<Utc>),
    /// It speaks again.
    Woken,
    /// This rule is silent from now on.
    Muted(Rule),
    /// It speaks again.
    Unmuted(Rule),
    /// It asks for more than before, or for as much as it did then.
    Limited {
        /// The percentage before.
        from: u32,
        /// The percentage now.
        to: u32,
    },
    /// It was removed.
    Removed,
    /// It is back.
    Restored,
}

/// The receipt of a deed.
#[derive(Clone, Debug)]
pub struct WatchDone {
    /// What was done.
    pub deed: WatchDeed,
    /// The watch as it is now.
    pub watch: Watch,
}

/// `/watch list`
#[derive(Clone, Debug)]
pub struct WatchList {
    /// Those of the page, each with its last alert.
    pub watches: Vec<(Watch, Option<PastAlert>)>,
    /// The page, from 1, of so many.
    pub page: (usize, usize),
    /// How many the server has.
    pub count: usize,
    /// How many it may have.
    pub most: u32,
}

/// An alert that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct PastAlert {
    /// What it said.
    pub alert: Alert,
    /// When it was queued.
    pub at: DateTime<Utc>,
}

/// `/watch why`: what each rule said of the last date, and why it was told or not.
#[derive(Clone, Debug)]
pub struct WatchWhy {
    /// The watch.
    pub watch: Watch,
    /// Its last evaluation; none where there was none yet.
    pub evaluated: Option<Evaluated>,
    /// Each rule with what it said and what became of that, by the numbers that are stored now.
    pub checks: Vec<(Check, Verdict)>,
    /// What is wrong with the region's numbers of that date.
    pub glitches: Vec<Glitch>,
    /// The server's quiet hours.
    pub quiet: Option<QuietHours>,
    /// The newest date of which something is known of the creator.
    pub newest: Option<NaiveDate>,
    /// Its last alert.
    pub last: Option<PastAlert>,
    /// Whether alerts can be posted in its channel: the rights that are missing, as `/board` names them.
    pub hindrance: Option<crate::commands::Hindrance>,
    /// Whether the person may change the watch: then there are buttons.
    pub manages: bool,
}

/// An alert opened from a folded one, or from a list: as it was said.
#[derive(Clone, Debug)]
pub struct AlertView {
    /// The alert.
    pub alert: Alert,
    /// When it was queued.
    pub at: DateTime<Utc>,
}

/// The chart of what a watch counts first.
#[derive(Clone, Debug)]
pub struct WatchChart {
    /// The watch.
    pub watch: Watch,
    /// Its days.
    pub series: Series,
    /// So many of the newest are shown: 7, 30 or 90.
    pub days: u32,
    /// What is usual, where it is known.
    pub usual: Option<f64>,
    /// What a day has to come to for an alert, where it is known.
    pub limit: Option<f64>,
}

/// The creators of a page, one of whom is to be watched.
#[derive(Clone, Debug)]
pub struct WatchPick {
    /// The market.
    pub region: Region,
    /// Rank and creator.
    pub creators: Vec<(usize, Creator)>,
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct ImportView {
    /// What its buttons carry.
    pub draft: i64,
    /// Creators who are known: they cost nothing.
    pub known: usize,
    /// Creators who are watched in this channel already.
    pub watched: usize,
    /// Handles to be looked up.
    pub unknown: usize,
    /// What looking them up costs, in credits.
    pub credits: u32,
    /// Lines that name no creator, as typed, at most [`ImportView::NAMED`] of them; and how many there are.
    pub unreadable: (Vec<String>, usize),
    /// So many more may be watched in this server.
    pub room: u32,
    /// The channel that is told.
    pub channel: u64,
}

impl ImportView {
    /// Unreadable lines that are named.
    pub const NAMED: usize = 5;
}

/// What an import did.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportDone {
    /// Watches that were added.
    pub added: usize,
    /// Creators who were watched already.
    pub watched: usize,
    /// Handles that nobody has, at most [`ImportView::NAMED`] of them; and how many there are.
    pub unknown: (Vec<String>, usize),
    /// Creators for whom there was no room.
    pub full: usize,
    /// Handles that couldn't be looked up because credits or the source failed.
    pub failed: usize,
    /// Credits spent.
    pub credits: u32,
}

/// Any of them.
#[derive(Clone, Debug)]
pub enum WatchReply {
    /// A watch before it is saved.
    Draft(Box<WatchDraftView>),
    /// The receipt of a deed.
    Done(Box<WatchDone>),
    /// A server's watches.
    List(WatchList),
    /// Why there was an alert, or none.
    Why(Box<WatchWhy>),
    /// What a watch would have said.
    Backtest(Box<BacktestView>),
    /// An alert as it was said.
    Alert(Box<AlertView>),
    /// A watch's days as a picture.
    Chart(Box<WatchChart>),
    /// Whom to watch.
    Pick(WatchPick),
    /// What an import would do.
    Import(ImportView),
    /// What an import did.
    Imported(ImportDone),
    /// A modal into which handles are pasted.
    AskImport,
}

/// Why a watch isn't set up, changed or shown.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchNotice {
    /// What was typed names no creator.
    Unreadable {
        /// What was typed.
        typed: String,
    },
    /// The source knows no such handle or id: mistyped, renamed, private or deleted.
    Unknown {
        /// What was asked for.
        typed: String,
    },
    /// Nothing stored has this handle, and the source doesn't offer to look it up: by its id, or from a ranking, it
    /// works.
    Unasked {
        /// What was asked for.
        typed: String,
    },
    /// Something set is outside its bounds.
    Settings(BadSettings),
    /// Not something that can count.
    Metrics {
        /// What was typed.
        typed: String,
    },
    /// A minimum above any day that is known of the creator: it would never speak.
    TooHigh {
        /// The minimum.
        floor: u32,
        /// The best day known.
        best: f64,
        /// What it counts.
        metric: Metric,
    },
    /// The creator is watched in that channel already, by the watch of this number.
    Watched {
        /// Its number.
        number: u32,
    },
    /// The server has as many watches as it may.
    Full {
        /// How many that is.
        most: u32,
    },
    /// The server has no watch of this number.
    NoSuchWatch {
        /// What was typed.
        typed: String,
        /// Those that there are, at most 25.
        numbers: Vec<u32>,
    },
    /// It was removed.
    Gone,
    /// The alert isn't remembered any more.
    ForgottenAlert,
    /// No day is stored that could be drawn.
    NoDays,
    /// A file that can't be read as text, or is too large, in bytes.
    BadFile {
        /// The largest that is read.
        most: usize,
    },
    /// Too many handles at once.
    TooMany {
        /// How many there are.
        count: usize,
        /// How many may be.
        most: usize,
    },
    /// No line names a creator.
    NobodyNamed,
}
