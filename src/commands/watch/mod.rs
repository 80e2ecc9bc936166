//! `/watch`: people are told when a creator takes off. `/watch add creator:@handle metrics:sales`

mod import;
mod manage;
mod options;
mod reply;
mod spec;

pub use crate::watches::{
    Deed as WatchDeed, Done as WatchDone, Hurdle as WatchNotice, ImportDone, PastAlert, Reasons, Tried,
};
pub use reply::{
    AlertView, BacktestView, ImportView, WatchChart, WatchDraftView, WatchList, WatchPick, WatchReply,
    WatchWhy,
};
pub(super) use spec::SPEC;

use super::{Args, Caller, Notice, Prepared, View, Visibility};
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

/// What is wanted of watches.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Job {
    /// Draft a new one.
    Add(Args),
    /// Draft a change.
    Edit(Args),
    /// Something with the watch whose number was typed.
    Typed(Args, WatchButton),
    /// Many new ones, from a file or a modal.
    Import(Args),
    /// What was pressed.
    Pressed(WatchPress),
}

/// Checks a subcommand of `/watch`.
pub(super) fn prepare(caller: &Caller, subcommand: &str, args: Args) -> Result<Prepared, Notice> {
    caller.server.ok_or(Notice::ServerOnly)?;
    let job = match subcommand {
        "add" => Job::Add(args),
        "edit" => Job::Edit(args),
        "list" => Job::Pressed(WatchPress::List(1)),
        "import" => Job::Import(args),
        "snooze" => {
            let days = args.integer("days").map_or(Ok(1), u32::try_from);
            let days = days.ok().filter(|days| *days <= MOST_DAYS);
            let bad = Notice::OutOfRange { option: "days", least: 0, most: MOST_DAYS as usize };
            Job::Typed(args, WatchButton::Snooze(days.ok_or(bad)?))
        }
        "remove" => Job::Typed(args, WatchButton::Remove),
        "backtest" => Job::Typed(args, WatchButton::Backtest),
        "why" => Job::Typed(args, WatchButton::Why),
        _ => return Err(Notice::UnknownCommand),
    };
    let asks = matches!(&job, Job::Import(args) if args.file("file").is_none());
    let visibility = if asks { Visibility::Modal } else { Visibility::Private };
    Ok(Prepared { visibility, job: super::Job::Watch(Box::new(job)) })
}

/// Days that a watch is snoozed at most.
const MOST_DAYS: u32 = 90;

/// Checks a press about watches. What takes a deed back replaces its receipt, and a draft its own message; under an
/// alert, which is everybody's, answers are private.
pub(super) fn press(caller: &Caller, press: WatchPress) -> Result<Prepared, Notice> {
    caller.server.ok_or(Notice::ServerOnly)?;
    let visibility = match &press {
        WatchPress::Draft(..)
        | WatchPress::List(_)
        | WatchPress::On(
            _,
            WatchButton::Backfill
            | WatchButton::Wake
            | WatchButton::Unmute(_)
            | WatchButton::Lower(_)
            | WatchButton::Restore,
        ) => Visibility::Update,
        _ => Visibility::Private,
    };
    Ok(Prepared { visibility, job: super::Job::Watch(Box::new(Job::Pressed(press))) })
}
