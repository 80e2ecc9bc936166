//! Deliveries: what is posted unasked, once. A row of the outbox keeps what is meant, not how it looks.

use super::{
    BoardId, BoardSettings, DataDate, Language, Question, Trouble,
    watch::{WatchId, WatchPost},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A row of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryId(pub i64);

/// What every unasked post bears in the `custom_id` of a button, so that it is found again: random, for an id of
/// the outbox would come again when a backup is restored. Also the nonce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark(pub u64);

/// A message at Discord.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MessageRef {
    /// The channel or thread in which it stands.
    pub channel: u64,
    /// Its id.
    pub message: u64,
}

/// Where a delivery goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A channel, thread or forum.
    Channel(u64),
    /// A person's direct messages.
    Person(u64),
}

/// What is posted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Meaning {
    /// A board's ranking.
    Board(Box<BoardPost>),
    /// What watches say.
    Watch(Box<WatchPost>),
    /// Something that a server's managers have to know.
    Notice(Notice),
    /// That alerts can't be posted.
    Muffled(Muffled),
    /// Publishing a message of an announcement channel to its followers.
    Crosspost(MessageRef),
}

impl Meaning {
    /// The kind of its row: `board`, `test`, `alert`, `notice` or `crosspost`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Board(post) if post.test => "test",
            Self::Board(_) => "board",
            Self::Watch(_) => "alert",
            Self::Notice(_) | Self::Muffled(_) => "notice",
            Self::Crosspost(_) => "crosspost",
        }
    }
}

/// A board's ranking to be posted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardPost {
    /// The board.
    pub board: BoardId,
    /// Its number in its server.
    pub number: u32,
    /// What was set when it fell due.
    pub settings: BoardSettings,
    /// The data date that is shown.
    pub date: DataDate,
    /// What is to be said of its lateness.
    pub late: Lateness,
    /// Whether it is a test: it pings nobody, edits nothing, and says what it is.
    pub test: bool,
}

impl BoardPost {
    /// The question that it answers.
    pub fn question(&self) -> Question {
        Question { date: Some(self.date), ..self.settings.question }
    }
}

/// Why a post isn't the one of its hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lateness {
    /// It is.
    #[default]
    None,
    /// The list that was due isn't out: this is the newest there is. The date is the one awaited.
    Data(DataDate),
    /// The bot was down when it fell due, on that local date.
    CatchUp(NaiveDate),
}

/// What a server's managers have to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The board that it is about.
    pub board: BoardId,
    /// Its number in its server.
    pub number: u32,
    /// What it ranks.
    pub question: Question,
    /// The server.
    pub server: u64,
    /// The server's name, as last heard.
    pub server_name: String,
    /// The board's channel.
    pub channel: u64,
    /// What is wrong.
    pub trouble: Trouble,
    /// The language of the server.
    pub language: Language,
}

/// Alerts can't be posted in a channel: what a server's managers have to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Muffled {
    /// The server.
    pub server: u64,
    /// The server's name, as last heard.
    pub server_name: String,
    /// The channel.
    pub channel: u64,
    /// What is wrong.
    pub trouble: Trouble,
    /// The language of the server.
    pub language: Language,
}

/// A delivery that was claimed: nobody else sends it.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Its row.
    pub id: DeliveryId,
    /// Its mark.
    pub mark: Mark,
    /// The server that it belongs to.
    pub server: u64,
    /// The board that it is about, where it is about one.
    pub board: Option<BoardId>,
    /// The watch that it is about, where it is about one.
    pub watch: Option<WatchId>,
    /// Where it goes.
    pub target: Target,
    /// What is posted.
    pub meaning: Meaning,
    /// Sends so far.
    pub attempts: u32,
    /// When the first send began whose outcome isn't clear: then it is looked up before it is sent again.
    pub unclear_since: Option<DateTime<Utc>>,
    /// Whether it goes as plain text, because its rich form was refused.
    pub plain: bool,
    /// The message that is edited in place, for a board of that style that has one.
    pub edit: Option<MessageRef>,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// From when its lateness counts: when its board fell due; of others when it was queued, or until when it was kept
    /// back.
    pub due_at: DateTime<Utc>,
    /// After this moment it is given up.
    pub expires_at: DateTime<Utc>,
}

/// How a send went.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// It stands there.
    Posted {
        /// Where; none where Discord didn't say.
        message: Option<MessageRef>,
        /// Whether its channel is an announcement channel, so that it is to be published.
        announcement: bool,
    },
    /// It was sent before and then deleted by somebody: done.
    Deleted,
    /// Not now, but later: a limit of Discord's.
    Wait(std::time::Duration),
    /// Discord broke or wasn't reached; `unclear` when it may stand there all the same.
    Broken {
        /// Whether it may have been posted.
        unclear: bool,
        /// What happened, for the log and the outbox.
        why: String,
    },
    /// The bot's token is refused: nothing more is sent.
    TokenRefused,
    /// Nothing can be posted there until somebody mends it.
    Blocked(Trouble),
    /// The message to be edited is gone or too old: post anew.
    EditLost,
    /// Discord refuses what we made of it: our fault.
    Malformed(String),
    /// The person takes no direct messages from the bot.
    DmClosed,
}

/// What a look for a mark found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The message stands there.
    Here {
        /// Where.
        message: MessageRef,
        /// Whether its channel is an announcement channel.
        announcement: bool,
    },
    /// It doesn't.
    Absent,
    /// It can't be known: the history can't be read.
    Unreadable,
    /// The look failed; again later.
    Failed(Box<Sent>),
}
