//! What a draft keeps until somebody saves it, and what a receipt keeps to take its deed back.

use super::{super::Boards, Objection};
use crate::{
    domain::{BoardId, BoardSettings, Progress},
    places::Person,
    store::Kept,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// For how long what is being set up is kept.
const DRAFT: TimeDelta = TimeDelta::hours(24);
/// For how long a deed can be taken back.
const UNDO: TimeDelta = TimeDelta::days(7);

/// What is being set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// A new board.
    Add(BoardSettings),
    /// A change of one, as long as it is set as it was.
    Edit {
        /// The board.
        board: BoardId,
        /// What was set of it.
        from: Box<BoardSettings>,
        /// What is to be set.
        to: Box<BoardSettings>,
    },
}

/// What takes a deed back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Undo {
    /// The board that was added goes.
    Add(BoardId),
    /// What was set before is set again, as long as nobody changed it since.
    Edit {
        /// The board.
        board: BoardId,
        /// What is set now.
        from: Box<BoardSettings>,
        /// What was set before.
        to: Box<BoardSettings>,
        /// How far it had come with what it asked before.
        progress: Progress,
    },
    /// It resumes.
    Pause(BoardId),
    /// It is paused.
    Resume(BoardId),
    /// It comes back.
    Remove(BoardId),
}

impl Undo {
    /// The board that it is about.
    pub(super) const fn board(&self) -> BoardId {
        match self {
            Self::Add(board)
            | Self::Pause(board)
            | Self::Resume(board)
            | Self::Remove(board)
            | Self::Edit { board, .. } => *board,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Data {
    Plan(Plan),
    Undo(Undo),
}

impl Boards {
    /// Keeps a plan for a day; answers the id by which it is found.
    ///
    /// # Errors
    /// When the store can't be written.
    pub async fn draft(&self, person: Person<'_>, plan: Plan) -> Result<i64, Objection> {
        self.keep(person, &Data::Plan(plan), DRAFT).await
    }

    /// Keeps what takes a deed back for a week.
    pub(super) async fn remember(&self, person: Person<'_>, undo: Undo) -> Result<i64, Objection> {
        self.keep(person, &Data::Undo(undo), UNDO).await
    }

    /// Throws a plan away; a second time, too.
    ///
    /// # Errors
    /// As [`Boards::plan`].
    pub async fn cancel(&self, person: Person<'_>, draft: i64) -> Result<(), Objection> {
        self.plan(person, draft).await?;
        self.take(draft).await
    }

    /// A plan that is kept.
    ///
    /// # Errors
    /// [`Objection::Gone`] when its time is over or it was saved, [`Objection::Foreign`] when it is somebody else's.
    pub(super) async fn plan(&self, person: Person<'_>, draft: i64) -> Result<Plan, Objection> {
        match self.kept(person, draft).await? {
            Data::Plan(plan) => Ok(plan),
            Data::Undo(_) => Err(Objection::Gone),
        }
    }

    /// What takes a deed back.
    ///
    /// # Errors
    /// As for a plan.
    pub(super) async fn remembered(&self, person: Person<'_>, draft: i64) -> Result<Undo, Objection> {
        match self.kept(person, draft).await? {
            Data::Undo(undo) => Ok(undo),
            Data::Plan(_) => Err(Objection::Gone),
        }
    }

    /// Takes a draft away, so that of two presses one counts.
    ///
    /// # Errors
    /// [`Objection::Gone`] when another press was faster.
    pub(super) async fn take(&self, draft: i64) -> Result<(), Objection> {
        if self.store.take_draft(draft).await? { Ok(()) } else { Err(Objection::Gone) }
    }

    async fn keep(&self, person: Person<'_>, data: &Data, time: TimeDelta) -> Result<i64, Objection> {
        let until = self.clock.now() + time;
        Ok(self.store.keep((person.server, person.id), data, until).await?)
    }

    async fn kept(&self, person: Person<'_>, draft: i64) -> Result<Data, Objection> {
        match self.store.kept((person.server, person.id), draft, self.clock.now()).await? {
            Kept::Here(data) => Ok(data),
            Kept::Gone => Err(Objection::Gone),
            Kept::Foreign => Err(Objection::Foreign),
        }
    }
}
