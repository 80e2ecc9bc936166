//! Boards: a ranking that a channel gets by a schedule.

use super::{DataDate, Firing, Language, MessageRef, Question, Right, Schedule};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A board, among all servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BoardId(pub i64);

/// A message for each post, or one that is edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// A new message each time.
    #[default]
    New,
    /// The last message is edited; a new one where that can't be.
    Edit,
}

/// How a post looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// An embed.
    #[default]
    Rich,
    /// Text only, also for readers and bridges that show no embeds.
    Plain,
}

/// What happens when the list that is due isn't out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Late {
    /// The board waits for it up to its limit; then it posts the newest there is, labelled late.
    #[default]
    Wait,
    /// The newest there is comes at once, labelled late.
    Post,
    /// The board waits for it up to its limit; then it says nothing.
    Skip,
}

macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ }) => {
        impl $name {
            /// Every one, the default first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that people choose and the store keeps.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The one of a word.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words!(Style { New = "new", Edit = "edit" });
words!(Format { Rich = "rich", Plain = "plain" });
words!(Late { Wait = "wait", Post = "post", Skip = "skip" });

/// What people set of a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardSettings {
    /// What is ranked; its date is none.
    pub question: Question,
    /// The channel, thread or forum that gets it.
    pub channel: u64,
    /// When.
    pub schedule: Schedule,
    /// In which language.
    pub language: Language,
    /// New messages, or one that is edited.
    pub style: Style,
    /// How it looks.
    pub format: Format,
    /// The role that is pinged.
    pub mention: Option<u64>,
    /// What happens when the list isn't out.
    pub late: Late,
}

/// Whether a board posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardState {
    /// It does.
    Active,
    /// Somebody paused it.
    Paused,
    /// It can't post since that moment, and resumes by itself when that is mended.
    Blocked(Trouble, DateTime<Utc>),
}

/// Why nothing can be posted in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Trouble {
    /// Rights are missing; which, where it is known.
    NoAccess {
        /// Those that are missing; empty where Discord only said no.
        missing: Vec<Right>,
    },
    /// The channel is gone.
    ChannelGone,
    /// The thread is archived and locked.
    ThreadLocked,
    /// The forum requires a tag and has none that the bot may use.
    TagRequired,
    /// The server's AutoMod refused the post; what Discord said of it.
    AutoMod {
        /// Discord's words.
        said: String,
    },
    /// It isn't clear whether the last post arrived, and the right to read the history is missing.
    Unclear,
}

impl Trouble {
    /// Whether the target can't be posted to any more, so that its board waits until it is mended. What AutoMod
    /// refuses or what isn't clear is about one post only.
    pub const fn blocks(&self) -> bool {
        !matches!(self, Self::AutoMod { .. } | Self::Unclear)
    }
}

/// A board.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Among all servers.
    pub id: BoardId,
    /// The server.
    pub server: u64,
    /// What people call it by, from 1 in each server, never given twice.
    pub number: u32,
    /// What is set.
    pub settings: BoardSettings,
    /// Whether it posts.
    pub state: BoardState,
    /// Who set it up.
    pub created_by: u64,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it falls due next; none where its schedule has no further time.
    pub next: Option<Firing>,
    /// The newest local date on which it fell due: there is no second turn on it.
    pub last_date: Option<NaiveDate>,
    /// The newest data date that it fell due for.
    pub targeted: Option<DataDate>,
    /// The newest data date that it posted.
    pub posted: Option<DataDate>,
    /// The message of its last post.
    pub message: Option<MessageRef>,
}

impl Board {
    /// How far it came as it is set.
    pub const fn progress(&self) -> Progress {
        Progress { targeted: self.targeted, posted: self.posted, message: self.message }
    }
}

/// How far a board came with one question in one channel, so that it goes on there when it is set so again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The newest data date that it fell due for.
    pub targeted: Option<DataDate>,
    /// The newest data date that it posted.
    pub posted: Option<DataDate>,
    /// The message of its last post there.
    pub message: Option<MessageRef>,
}

/// A board's turn on one local date: at most one.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The board.
    pub board: BoardId,
    /// When it fell due.
    pub firing: Firing,
    /// The data date that it is for.
    pub target: DataDate,
    /// How it stands.
    pub state: RunState,
    /// The last change.
    pub at: DateTime<Utc>,
    /// The message that came of it.
    pub message: Option<MessageRef>,
}

/// How a turn stands, or how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunState {
    /// The list isn't there yet.
    Waiting,
    /// The post is in the outbox.
    Queued,
    /// It was posted.
    Posted,
    /// It was posted, labelled late.
    PostedLate,
    /// The bot was down for longer than the limit.
    Missed,
    /// There was no list newer than the one posted before.
    NothingNew,
    /// The list didn't come within the limit, and the board is set to say nothing then.
    SkippedLate,
    /// The source or the credits failed for as long as the limit; the reason in a word of the rankings.
    NoNumbers(String),
    /// The board couldn't post.
    Blocked(Trouble),
    /// Discord didn't take it until its expiry, or refused it for good.
    Dead(String),
    /// Somebody dropped it, or the board was removed.
    Dropped,
    /// A backup was restored that was made before it: whether it was posted isn't known.
    Restored,
}
