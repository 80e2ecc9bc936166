//! `/watch`: people are told when a creator takes off. `/watch add creator:@handle metrics:sales`

mod reply;

pub use reply::{
    AlertView, BacktestView, ImportDone, ImportView, PastAlert, Tried, WatchChart, WatchDeed, WatchDone,
    WatchDraftView, WatchList, WatchNotice, WatchPick, WatchReply, WatchWhy,
};

use super::View;
use crate::domain::{
    Region, UserId,
    watch::{Rule, WatchId},
};
use chrono::NaiveDate;

/// What buttons and menus about watches do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchPress {
    /// Shows the creators of a page of a ranking, one of whom is to be watched.
    Pick(View, usize),
    /// Sets up a watch of this creator, in the channel where it was pressed.
    New(UserId, Region),
    /// Does something with a draft.
    Draft(i64, DraftPress),
    /// Does something with a watch.
    On(WatchId, WatchButton),
    /// Shows an alert as it was said.
    Open(WatchId, Rule, NaiveDate),
    /// Shows a page of the server's watches, numbered from 1.
    List(usize),
    /// The handles that were pasted into the modal.
    Paste(String),
}

/// What becomes of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftPress {
    /// It is saved; of an import: it is done.
    Save,
    /// It is thrown away.
    Cancel,
    /// The days that are missing are fetched, and it is tried again.
    Backfill,
    /// It takes the suggested limits.
    Suggested,
}

/// What is done with a watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchButton {
    /// Says why there was an alert, or none.
    Why,
    /// Says what it would have said.
    Backtest,
    /// Fetches the days that are missing, and says it again.
    Backfill,
    /// Shows so many days as a picture: 7, 30 or 90.
    Chart(u32),
    /// Silent for so many days.
    Snooze(u32),
    /// Speaks again.
    Wake,
    /// A rule is silent.
    Mute(Rule),
    /// It speaks again.
    Unmute(Rule),
    /// Asks for at least so many percent from now on.
    Raise(u32),
    /// Asks for so many percent again.
    Lower(u32),
    /// It is removed.
    Remove,
    /// It comes back.
    Restore,
}
