//! The deeds on boards: saved, paused, resumed, removed, tested, and taken back.

use super::{super::Boards, Objection, Plan, Undo, payer, wish};
use crate::{
    domain::{Board, BoardId, BoardPost, BoardSettings, BoardState, Lateness, Meaning, Progress, Target},
    places::Person,
    store::{Added, BoardEdit, NewPost},
};
use chrono::{DateTime, SecondsFormat, Utc};

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
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// What was done.
    pub deed: Deed,
    /// The board as it is now.
    pub board: Board,
    /// What the Undo button carries; none where there is nothing to undo.
    pub undo: Option<i64>,
}

impl Boards {
    /// A board of a server.
    ///
    /// # Errors
    /// [`Objection::Gone`] when it was removed, never was, or is another server's.
    pub async fn of_server(&self, server: u64, id: BoardId) -> Result<Board, Objection> {
        match self.store.board_by_id(id).await? {
            Some((board, false)) if board.server == server => Ok(board),
            _ => Err(Objection::Gone),
        }
    }

    /// Saves what a draft sets up, once; everything is checked again, for the channel may have changed.
    ///
    /// # Errors
    /// [`Objection`]; but for a server that another press has just filled, the draft is kept then.
    pub async fn save(&self, person: Person<'_>, draft: i64) -> Result<Done, Objection> {
        match self.plan(person, draft).await? {
            Plan::Add(settings) => {
                self.check(person, &settings, None).await?;
                self.take(draft).await?;
                self.add(person, &settings).await
            }
            Plan::Edit { board: id, from, to } => {
                let board = self.of_server(person.server, id).await?;
                if board.settings != *from {
                    return Err(Objection::Changed);
                }
                self.check(person, &to, Some(&board)).await?;
                self.take(draft).await?;
                let progress = self.set(person, &board, &to, Progress::default()).await?;
                let undo = Undo::Edit { board: id, from: to, to: from, progress };
                self.receipt(person, Deed::Edited, id, undo).await
            }
        }
    }

    async fn add(&self, person: Person<'_>, settings: &BoardSettings) -> Result<Done, Objection> {
        let (next, most) = (self.next_firing(settings, None), self.settings.max_per_server);
        match self.store.add_board(person.server, settings, next, most, self.by(person)).await? {
            Added::Full => Err(Objection::Full { most }),
            Added::Yes(board) => self.receipt(person, Deed::Added, board.id, Undo::Add(board.id)).await,
        }
    }

    /// Pauses a board.
    ///
    /// # Errors
    /// [`Objection::AlreadyPaused`], and when the store can't be written.
    pub async fn pause(&self, person: Person<'_>, board: &Board) -> Result<Done, Objection> {
        if board.state == BoardState::Paused {
            return Err(Objection::AlreadyPaused);
        }
        self.store.pause_board(board.id, self.by(person)).await?;
        self.receipt(person, Deed::Paused, board.id, Undo::Pause(board.id)).await
    }

    /// Resumes a board that is paused, or blocked by what is mended now.
    ///
    /// # Errors
    /// [`Objection::AlreadyActive`], [`Objection::StillBlocked`], [`Objection::Hindered`], and when the store can't be
    /// written.
    pub async fn resume(&self, person: Person<'_>, board: &Board) -> Result<Done, Objection> {
        self.set_active(person, board, None).await?;
        self.receipt(person, Deed::Resumed, board.id, Undo::Resume(board.id)).await
    }

    /// With `picks_up`, the turns that the pause dropped and that fell due later than that go on.
    async fn set_active(
        &self,
        person: Person<'_>,
        board: &Board,
        picks_up: Option<DateTime<Utc>>,
    ) -> Result<(), Objection> {
        let place = self.places.open(board.server, wish(&board.settings, None)).await;
        match (&board.state, place) {
            (BoardState::Active, _) => Err(Objection::AlreadyActive),
            (BoardState::Blocked(trouble, _), Err(_)) => Err(Objection::StillBlocked(trouble.clone())),
            (BoardState::Paused, Err(hindrance)) => Err(Objection::Hindered(hindrance)),
            (_, Ok(_)) => {
                let next = self.next_firing(&board.settings, Some(board));
                Ok(self.store.resume_board(board.id, next, picks_up, self.by(person)).await?)
            }
        }
    }

    /// Removes a board.
    ///
    /// # Errors
    /// When the store can't be written.
    pub async fn remove(&self, person: Person<'_>, board: &Board) -> Result<Done, Objection> {
        self.store.remove_board(board.id, self.by(person)).await?;
        let undo = self.remember(person, Undo::Remove(board.id)).await.ok();
        Ok(Done { deed: Deed::Removed, board: board.clone(), undo })
    }

    /// Queues a test of a board: its post as it would be now, which pings nobody.
    ///
    /// # Errors
    /// [`Objection::Hindered`] where nothing can be posted, [`Objection::Refused`] where there are no numbers.
    pub async fn test(&self, person: Person<'_>, board: &Board) -> Result<Done, Objection> {
        let settings = &board.settings;
        self.places.open(board.server, wish(settings, None)).await.map_err(Objection::Hindered)?;
        let page = self.preview(board.number, settings, payer(person)).await?;
        let now = self.clock.now();
        let post = BoardPost {
            board: board.id,
            number: board.number,
            settings: settings.clone(),
            date: page.date,
            late: Lateness::None,
            test: true,
        };
        let post = NewPost {
            kind: "test",
            subject: board.id.0,
            period: now.to_rfc3339_opts(SecondsFormat::Secs, true),
            server: board.server,
            board: Some(board.id),
            watch: None,
            not_before: None,
            target: Target::Channel(settings.channel),
            meaning: Meaning::Board(Box::new(post)),
            expires_at: now + self.settings.expiry,
        };
        self.store.queue_post(&post, now).await?;
        Ok(Done { deed: Deed::Tested, board: board.clone(), undo: None })
    }

    /// Takes a deed back, once.
    ///
    /// # Errors
    /// [`Objection`]; when the board changed so much meanwhile that it can't be taken back, why.
    pub async fn undo(&self, person: Person<'_>, draft: i64) -> Result<Done, Objection> {
        let undo = self.remembered(person, draft).await?;
        let (id, most) = (undo.board(), self.settings.max_per_server);
        let (board, is_removed) = self.store.board_by_id(id).await?.ok_or(Objection::Gone)?;
        if board.server != person.server || is_removed != matches!(undo, Undo::Remove(_)) {
            return Err(Objection::Gone);
        }
        match &undo {
            Undo::Resume(_) if board.state == BoardState::Paused => return Err(Objection::AlreadyPaused),
            Undo::Edit { from, .. } if board.settings != **from => return Err(Objection::Changed),
            Undo::Edit { to, .. } => self.check(person, to, Some(&board)).await?,
            _ => {}
        }
        let by = self.by(person);
        let waits_since = by.now - self.settings.wait;
        // What can fail for a reason that can be mended comes first: the way back is kept until it is gone.
        match undo {
            Undo::Remove(_) => {
                let next = self.next_firing(&board.settings, Some(&board));
                if !self.store.restore_board(id, next, most, waits_since, by).await? {
                    return Err(Objection::Full { most });
                }
            }
            Undo::Pause(_) => self.set_active(person, &board, Some(waits_since)).await?,
            _ => {}
        }
        self.take(draft).await?;
        match undo {
            Undo::Pause(_) | Undo::Remove(_) => {}
            Undo::Add(_) => self.store.remove_board(id, by).await?,
            Undo::Resume(_) => self.store.pause_board(id, by).await?,
            Undo::Edit { to, progress, .. } => {
                self.set(person, &board, &to, progress).await?;
            }
        }
        let board = self.store.board_by_id(id).await?.map_or(board, |(board, _)| board);
        Ok(Done { deed: Deed::Undone, board, undo: None })
    }

    /// Changes what is set; `progress` is how far the board is with the question that it gets and in its channel,
    /// where they are others. Answers how far it was before.
    async fn set(
        &self,
        person: Person<'_>,
        board: &Board,
        to: &BoardSettings,
        progress: Progress,
    ) -> Result<Progress, Objection> {
        let is_same = board.settings.question.ranks_as(&to.question);
        let targeted = if is_same { board.targeted } else { progress.targeted };
        let next = self.next_firing(to, Some(&Board { settings: to.clone(), targeted, ..board.clone() }));
        let edit = BoardEdit { from: &board.settings, to, progress, next };
        let old = self.store.edit_board(board.id, edit, self.by(person)).await?;
        old.map(|old| old.progress()).ok_or(Objection::Changed)
    }

    /// The board as it is now, with what takes the deed back.
    async fn receipt(
        &self,
        person: Person<'_>,
        deed: Deed,
        id: BoardId,
        undo: Undo,
    ) -> Result<Done, Objection> {
        let board = self.of_server(person.server, id).await?;
        // The deed is done: without its way back it is done all the same.
        Ok(Done { deed, board, undo: self.remember(person, undo).await.ok() })
    }
}
