//! What watches post: alerts, many of them in one message, and what is wrong with the numbers.

use super::{Finding, Glitch, Rule, Spoken, WatchId};
use crate::domain::{Creator, Language, Region};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A post of watches in one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WatchPost {
    /// The language of the server.
    pub language: Language,
    /// Roles that are pinged, each once.
    pub mentions: Vec<u64>,
    /// What it says.
    pub news: News,
}

/// What a post of watches says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// A creator's numbers are news.
    Alert(Box<Alert>),
    /// Many alerts of one channel at once, the greatest first.
    Folded {
        /// At most [`News::MOST_FOLDED`].
        alerts: Vec<Alert>,
        /// So many more there were.
        more: u32,
    },
    /// Most of a region moved at once: alerts are held until the next day confirms them.
    Doubt {
        /// The region.
        region: Region,
        /// The data date.
        date: NaiveDate,
        /// What is wrong.
        glitch: Glitch,
        /// So many alerts of this channel are held.
        held: u32,
    },
    /// The source says nothing of a creator any more; the watch is kept.
    Vanished {
        /// The watch.
        watch: WatchId,
        /// Its number in its server.
        number: u32,
        /// The creator.
        creator: Creator,
        /// The market.
        region: Region,
        /// The last data date on which something was known; none where it never was.
        last: Option<NaiveDate>,
    },
}

/// An alert of a watch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// The watch.
    pub watch: WatchId,
    /// Its number in its server.
    pub number: u32,
    /// The creator.
    pub creator: Creator,
    /// The market.
    pub region: Region,
    /// What was found, with its numbers.
    pub finding: Finding,
    /// Why it is said now.
    pub spoken: Spoken,
    /// The days of what was found, the oldest first, for a chart: at most [`Alert::DAYS`], the finding's the last.
    pub days: Vec<(NaiveDate, f64)>,
    /// The other creator, where one passed another.
    pub rival: Option<Creator>,
}

impl News {
    /// As many alerts as a menu has room for.
    pub const MOST_FOLDED: usize = 25;
    /// More alerts than this in one channel on one data date come in one message.
    pub const FOLDED_FROM: usize = 5;
}

impl Alert {
    /// Days of its chart.
    pub const DAYS: usize = 30;

    /// The rule that found it.
    pub fn rule(&self) -> Rule {
        self.finding.rule(&self.creator.user_id)
    }
}
