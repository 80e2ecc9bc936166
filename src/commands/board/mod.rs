//! `/board`: a channel gets a ranking by a schedule. `/board add region:GB time:09:00 timezone:Europe/London`

mod manage;
mod options;
mod reply;
mod spec;

pub use crate::boards::{Cost, Deed, Done as BoardDone, Hint};
pub use crate::places::Hindrance;
pub(super) use options::choice;
pub use reply::{BoardList, BoardView, DraftView, Stuck};
pub(super) use spec::SPEC;

use super::{Args, BoardPress, Caller, Notice, Prepared, Press, Visibility};
use crate::domain::{BoardId, Mark, Question};

/// What is wanted of boards.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Job {
    /// The server's boards.
    List,
    /// Something with the board whose number was typed.
    Typed(Args, BoardPress),
    /// Something with a board.
    Pressed(BoardId, BoardPress),
    /// The board behind a post.
    About(Mark),
    /// Something that only managers do.
    SetUp(SetUp),
}

/// What managers do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SetUp {
    /// Draft a new board.
    Add(Args),
    /// Draft a new board with this question, here.
    Here(Question),
    /// Draft a change.
    Edit(Args),
    /// Save a draft.
    Save(i64),
    /// Throw a draft away.
    Cancel(i64),
    /// Take a deed back.
    Undo(i64),
}

/// Checks a subcommand of `/board`.
pub(super) fn prepare(caller: &Caller, subcommand: &str, args: Args) -> Result<Prepared, Notice> {
    caller.server.ok_or(Notice::ServerOnly)?;
    let job = match subcommand {
        "add" => Job::SetUp(SetUp::Add(args)),
        "list" => Job::List,
        "edit" => Job::SetUp(SetUp::Edit(args)),
        "show" => Job::Typed(args, BoardPress::Show),
        "pause" => Job::Typed(args, BoardPress::Pause),
        "resume" => Job::Typed(args, BoardPress::Resume),
        "remove" => Job::Typed(args, BoardPress::Remove),
        "preview" => Job::Typed(args, BoardPress::Preview),
        "test" => Job::Typed(args, BoardPress::Test),
        _ => return Err(Notice::UnknownCommand),
    };
    Ok(Prepared { visibility: Visibility::Private, job: super::Job::Board(job) })
}

/// Checks a press that is about boards. What is done replaces what it was decided on; what is only looked at stands
/// beside it.
pub(super) fn press(caller: &Caller, press: Press) -> Result<Prepared, Notice> {
    let (visibility, job) = match press {
        Press::BoardHere(view) => {
            (Visibility::Private, Job::SetUp(SetUp::Here(Question { date: None, ..view.question })))
        }
        Press::SaveDraft(draft) => (Visibility::Update, Job::SetUp(SetUp::Save(draft))),
        Press::CancelDraft(draft) => (Visibility::Update, Job::SetUp(SetUp::Cancel(draft))),
        Press::Undo(draft) => (Visibility::Update, Job::SetUp(SetUp::Undo(draft))),
        Press::Board(board, press) => {
            let visibility = match press {
                BoardPress::Show | BoardPress::Preview | BoardPress::Test => Visibility::Private,
                BoardPress::Pause | BoardPress::Resume | BoardPress::Remove => Visibility::Update,
            };
            (visibility, Job::Pressed(board, press))
        }
        Press::About(mark) => (Visibility::Private, Job::About(mark)),
        _ => return Err(Notice::UnknownButton),
    };
    if !matches!(job, Job::About(_)) {
        caller.server.ok_or(Notice::ServerOnly)?;
    }
    Ok(Prepared { visibility, job: super::Job::Board(job) })
}
