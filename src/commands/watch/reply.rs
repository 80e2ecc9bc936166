//! What `/watch` answers, as meaning.

use crate::{
    domain::{
        Creator, Region,
        watch::{Alert, Series, Watch, WatchSettings},
    },
    watches::{Done, ImportDone, PastAlert, Reasons, Tried},
};
use chrono::{DateTime, Utc};

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

/// `/watch why`: what each rule said of the last date, and why it was told or not.
#[derive(Clone, Debug)]
pub struct WatchWhy {
    /// The watch.
    pub watch: Watch,
    /// Why.
    pub reasons: Reasons,
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

/// Any of them.
#[derive(Clone, Debug)]
pub enum WatchReply {
    /// A watch before it is saved.
    Draft(Box<WatchDraftView>),
    /// The receipt of a deed.
    Done(Box<Done>),
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
