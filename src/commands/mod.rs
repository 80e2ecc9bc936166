//! What people can ask: one file a command, as plain data (what it is called and takes), typed arguments and
//! a run. Knows neither Discord's types nor words: answers are meaning, said by the face in its language.

mod args;
mod board;
mod creator;
mod csv;
mod help;
mod home;
mod notice;
mod ranking;
mod registration;
mod servers;
mod settings;
mod spec;
mod suggest;
mod watch;

pub use args::{Args, GivenFile, Value};
pub use board::{BoardDone, BoardList, BoardView, Cost, Deed, DraftView, Hindrance, Hint, Stuck};
pub use creator::CreatorCard;
pub use csv::CsvFile;
pub use notice::Notice;
pub use ranking::{Line, RankingPage, View};
pub use servers::Happened;
pub use settings::SettingsView;
pub use spec::{COMMANDS, Kind, OptionSpec, Spec, Subcommand, known};
pub use suggest::Choice;
pub use watch::{
    AlertView, BacktestView, DraftPress, ImportDone, ImportView, PastAlert, Reasons, Tried, WatchButton,
    WatchChart, WatchDeed, WatchDone, WatchDraftView, WatchList, WatchNotice, WatchPick, WatchPress,
    WatchReply, WatchWhy,
};

pub use crate::domain::{Headline, Question};
pub use crate::rankings::{Ceiling, Failure, Refusal};

use crate::{
    boards::Boards,
    clock::Clock,
    domain::{BoardId, BoardPage, Language, Mark, Payer, Region, Rights, UserId, Zone},
    places::Places,
    rankings::Rankings,
    store::Store,
    watches::Watches,
};
use chrono::{DateTime, NaiveTime, Utc};
use std::sync::Arc;

/// Who asks, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// Discord id of the person.
    pub person: u64,
    /// Discord id of the server; none in DMs and where the bot isn't a member.
    pub server: Option<u64>,
    /// Discord id of the channel.
    pub channel: u64,
    /// What the person may do in that channel; nothing in DMs.
    pub rights: Rights,
    /// Discord ids of the roles that the person has in the server.
    pub roles: Vec<u64>,
    /// The language that the server prefers.
    pub locale: Language,
}

impl Caller {
    const fn payer(&self) -> Payer {
        Payer { person: Some(self.person), server: self.server }
    }
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Ran a command.
    Command {
        /// Its name, as in its [`Spec`]; of a subcommand both, as in `board add`.
        name: String,
        /// Its options.
        args: Args,
    },
    /// Pressed a button or chose from a menu under one of our messages.
    Press(Press),
}

/// Whether a command is one of those who manage boards and watches, by its full name.
pub fn is_managing(name: &str) -> bool {
    name.starts_with("board ") || name.starts_with("watch ") || name == "settings"
}

/// What a button or menu under a message stands for: its whole state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Show a page of a ranking, numbered from 1.
    Page(View, usize),
    /// Ask which page to show, of so many.
    AskPage(View, usize),
    /// Show the page that somebody typed into the modal.
    JumpTo(View, String),
    /// Show this creator.
    Open(View, UserId),
    /// Hand out the ranking as a file.
    Csv(View),
    /// Set up a daily board of this ranking in the channel where it was pressed.
    BoardHere(View),
    /// Save what a draft sets up.
    SaveDraft(i64),
    /// Throw a draft away.
    CancelDraft(i64),
    /// Take the deed back that this draft remembers.
    Undo(i64),
    /// Do something with a board.
    Board(BoardId, BoardPress),
    /// Say what an unasked post is, and who set it up.
    About(Mark),
    /// Change something in the settings.
    Settings(SettingsPress),
    /// Something about watches.
    Watch(WatchPress),
}

/// What the buttons under a shown board do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardPress {
    /// Shows it again.
    Show,
    /// Shows the post as it would be now, in private.
    Preview,
    /// Posts a test.
    Test,
    /// Pauses it.
    Pause,
    /// Resumes it.
    Resume,
    /// Removes it.
    Remove,
}

/// What the menus and buttons under the settings do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsPress {
    /// Opens the modal that asks for a time zone.
    AskZone,
    /// The zone that was typed there; blank takes it back.
    Zone(String),
    /// The language; none takes it back.
    Language(Option<Language>),
    /// The region; none takes it back.
    Region(Option<Region>),
    /// The alert channel; none takes it back.
    AlertChannel(Option<u64>),
    /// The manager role; none takes it back.
    ManagerRole(Option<u64>),
    /// Opens the modal that asks for quiet hours.
    AskQuietHours,
    /// The quiet hours that were typed there; blank takes them back.
    QuietHours(String),
}

/// How an answer reaches people. Discord decides it with the first answer; it can't be changed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// A message for everybody in the channel.
    Public,
    /// A message that only the asker sees.
    Private,
    /// The message under which something was pressed changes.
    Update,
    /// A modal opens: only at once, never after waiting.
    Modal,
}

/// A request whose every checkable part has been checked, so that it may be answered in public.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// How the answer reaches people; a [`Notice`] is private always.
    pub visibility: Visibility,
    job: Job,
}

#[derive(Clone, Debug, PartialEq)]
enum Job {
    Ranking { question: Question, is_region_named: bool },
    Page { view: View, page: usize, copy: bool },
    Creator { view: View, creator: UserId },
    Csv(Question),
    AskPage(View, usize),
    Help,
    Board(board::Job),
    Settings(Option<SettingsPress>),
    Watch(Box<watch::Job>),
}

/// An answer's meaning.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A page of a ranking.
    Ranking(Box<RankingPage>),
    /// A creator's stored row.
    Creator(Box<CreatorCard>),
    /// A ranking as a file.
    Csv(CsvFile),
    /// A modal that asks for a page, of so many.
    AskPage(View, usize),
    /// What the bot can do.
    Help,
    /// A board before it is saved.
    Draft(Box<DraftView>),
    /// A draft that was thrown away.
    Cancelled,
    /// The receipt of a deed on a board.
    BoardDone(Box<BoardDone>),
    /// A server's boards.
    Boards(BoardList),
    /// A board with its history.
    Board(Box<BoardView>),
    /// A board's post, for one person's eyes.
    Preview(Box<BoardPage>),
    /// A server's settings.
    Settings(Box<SettingsView>),
    /// A modal that asks for a time zone; what is set now.
    AskZone(Option<Zone>),
    /// Something about watches.
    Watch(WatchReply),
    /// A modal that asks for quiet hours; what is set now.
    AskQuietHours(Option<(NaiveTime, NaiveTime)>),
}

impl Reply {
    /// Credits that were spent for it; none where it isn't of a kind that spends any.
    pub fn credits(&self) -> Option<u32> {
        match self {
            Self::Ranking(page) => Some(page.credits),
            Self::Creator(card) => Some(card.credits),
            Self::Watch(WatchReply::Draft(draft)) => Some(draft.credits),
            Self::Watch(WatchReply::Backtest(backtest)) => Some(backtest.credits),
            _ => None,
        }
    }
}

/// Checks the options of `/ranking` as far as that can be done before anything is set up. Whether a period is
/// over is left to the run, which may have another clock.
///
/// # Errors
/// A [`Notice`] that says what is wrong and what is allowed.
pub fn check(args: &Args, now: DateTime<Utc>) -> Result<(), Notice> {
    match Question::parse(args, now) {
        Ok(_) | Err(Notice::NotClosed { .. }) => Ok(()),
        Err(notice) => Err(notice),
    }
}

/// All commands, with what they need.
#[derive(Clone, Debug)]
pub struct Commands {
    rankings: Arc<Rankings>,
    store: Store,
    clock: Arc<dyn Clock>,
    boards: Boards,
    places: Places,
    watches: Watches,
}

impl Commands {
    /// Commands over these numbers and boards.
    pub fn new(
        rankings: Arc<Rankings>,
        store: Store,
        clock: Arc<dyn Clock>,
        boards: Boards,
        places: Places,
        watches: Watches,
    ) -> Self {
        Self { rankings, store, clock, boards, places, watches }
    }

    /// Checks all that can be checked without asking anybody.
    ///
    /// # Errors
    /// A [`Notice`] that says what is wrong and what is allowed.
    pub fn prepare(&self, caller: &Caller, request: Request) -> Result<Prepared, Notice> {
        let private = |job| Ok(Prepared { visibility: Visibility::Private, job });
        match request {
            Request::Command { name, args } => match name.as_str() {
                "ranking" => ranking::prepare(&args, self.clock.now()),
                "help" => private(Job::Help),
                "settings" => settings::prepare(caller, None),
                name => match name.split_once(' ') {
                    Some(("board", subcommand)) => board::prepare(caller, subcommand, args),
                    Some(("watch", subcommand)) => watch::prepare(caller, subcommand, args),
                    _ => Err(Notice::UnknownCommand),
                },
            },
            Request::Press(press) => match press {
                Press::Settings(press) => settings::prepare(caller, Some(press)),
                Press::Watch(press) => watch::press(caller, press),
                Press::BoardHere(_)
                | Press::SaveDraft(_)
                | Press::CancelDraft(_)
                | Press::Undo(_)
                | Press::Board(..)
                | Press::About(_) => board::press(caller, press),
                press => ranking::press(caller, press),
            },
        }
    }

    /// Does what was prepared.
    ///
    /// # Errors
    /// A [`Notice`] that says why there is no answer.
    pub async fn run(&self, caller: &Caller, prepared: Prepared) -> Result<Reply, Notice> {
        match prepared.job {
            Job::Ranking { question, is_region_named } => {
                self.ranking(caller, question, is_region_named).await
            }
            Job::Page { view, page, copy } => self.ranking_page(caller, view, page, copy).await,
            Job::Creator { view, creator } => self.creator(caller, view, creator).await,
            Job::Csv(question) => self.csv(caller, question).await,
            Job::AskPage(view, pages) => Ok(Reply::AskPage(view, pages)),
            Job::Help => Ok(Reply::Help),
            Job::Board(job) => self.board(caller, job).await,
            Job::Settings(press) => self.settings(caller, press).await,
            Job::Watch(job) => self.watch(caller, *job).await,
        }
    }
}
