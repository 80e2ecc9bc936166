//! What can be typed into an option.

mod dates;
mod schedules;
mod watches;

use super::{Args, Caller, Commands};
use crate::{
    clock,
    domain::{
        Board, Creator, CreatorCategory, DataDate, Days, Firing, ProductCategory, Region, Schedule, Server,
        Zone,
        watch::{Metric, Watch},
    },
};
use chrono::{DateTime, NaiveTime, Utc};
use std::{collections::HashMap, time::Duration};

/// Suggestions are waited for by somebody who types: channels whose names take longer stay without.
const NAMES: Duration = Duration::from_secs(1);

/// Something that can be chosen; the face names it in the person's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A region.
    Region(Region),
    /// An account category.
    Category(CreatorCategory),
    /// A product category.
    Product(ProductCategory),
    /// No category: takes back the one that is set.
    All,
    /// A data date.
    Date {
        /// The first day of its period.
        date: DataDate,
        /// Whether it is the newest period that is over.
        newest: bool,
        /// What finds it, besides its name.
        found_by: Vec<String>,
    },
    /// A board of the server.
    Board {
        /// The board.
        board: Box<Board>,
        /// What its channel is called, where that is known.
        channel: Option<String>,
    },
    /// A time zone.
    Zone {
        /// The zone.
        zone: Zone,
        /// The moment at which its offset is shown.
        now: DateTime<Utc>,
    },
    /// A time of day.
    Time {
        /// Hour and minute.
        time: NaiveTime,
        /// What was typed and means it.
        typed: Option<String>,
    },
    /// Days of the week.
    Days {
        /// Which.
        days: Days,
        /// What was typed and means them.
        typed: Option<String>,
    },
    /// A cron expression.
    Cron {
        /// What it means.
        schedule: Schedule,
        /// When it fires next.
        next: Option<Firing>,
        /// The expression as it is sent.
        cron: String,
    },
    /// A creator who is known.
    Creator(Creator),
    /// A watch of the server.
    Watch(Box<Watch>),
    /// What counts of a watch.
    Metrics(Vec<Metric>),
}

impl Commands {
    /// What can be typed into an option of a command (`ranking`, `board add`), most useful first; the face picks by
    /// what is typed so far.
    pub async fn suggest(&self, caller: &Caller, command: &str, option: &str, args: &Args) -> Vec<Choice> {
        let now = self.clock.now();
        let all = (command == "board edit").then_some(Choice::All);
        match (command, option) {
            ("ranking" | "board add" | "board edit" | "watch add" | "watch edit", "region") => {
                Region::all().map(Choice::Region).collect()
            }
            ("watch add", "creator") => self.creators(args).await,
            (command, "watch") if command.starts_with("watch ") => self.watches_of(caller).await,
            (command, "metrics") if command.starts_with("watch ") => watches::metrics(),
            ("ranking" | "board add" | "board edit", "category") => {
                all.into_iter().chain(CreatorCategory::all().map(Choice::Category)).collect()
            }
            ("ranking" | "board add" | "board edit", "product") => {
                all.into_iter().chain(ProductCategory::all().map(Choice::Product)).collect()
            }
            ("ranking", "date") => dates::dates(args, now),
            ("board add" | "board edit", "time") => schedules::times(args),
            ("board add" | "board edit", "days") => schedules::days(args),
            ("board add" | "board edit", "timezone") => {
                schedules::zones(self.zone(caller).await, now).collect()
            }
            ("board add" | "board edit", "cron") => schedules::crons(args, self.zone(caller).await, now),
            (command, "board") if command.starts_with("board ") => self.boards_of(caller).await,
            _ => Vec::new(),
        }
    }

    async fn zone(&self, caller: &Caller) -> Zone {
        let Some(id) = caller.server else { return Zone::default() };
        let server = self.store.server(id).await.unwrap_or_else(|error| {
            tracing::error!(%error, "a server can't be read");
            None
        });
        server.as_ref().map(Server::zone).unwrap_or_default()
    }

    /// The server's boards, with the names of their channels as far as they are known soon.
    async fn boards_of(&self, caller: &Caller) -> Vec<Choice> {
        let Some(server) = caller.server else { return Vec::new() };
        let boards = self.store.boards(server).await.unwrap_or_else(|error| {
            tracing::error!(%error, "a server's boards can't be read");
            Vec::new()
        });
        let mut names = HashMap::new();
        let named = async {
            for channel in boards.iter().map(|board| board.settings.channel) {
                if let Some(name) = self.places.name(server, channel).await {
                    names.insert(channel, name);
                }
            }
        };
        let _ = clock::timeout(&*self.clock, NAMES, named).await;
        let choice = |board: Board| {
            let channel = names.get(&board.settings.channel).cloned();
            Choice::Board { board: Box::new(board), channel }
        };
        boards.into_iter().map(choice).collect()
    }
}
