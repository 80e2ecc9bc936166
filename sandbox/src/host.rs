//! The program that runs a bot in this world, where there is one: what it shows on the page, and whether the
//! bot shall run. The world knows nothing of that bot but what its host says here.

use crate::{
    news::{News, Topic},
    ring::{Numbered, Ring},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};
use tokio::sync::watch;

/// Panels that a host may have.
const PANELS: usize = 20;

/// A line of the bot's log.
#[derive(Clone, Debug, Serialize)]
pub struct LogLine {
    /// The world's time.
    pub at: DateTime<Utc>,
    /// `ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`.
    pub level: String,
    /// What is said.
    pub text: String,
}

/// A table for the page's side bar, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its heading.
    pub title: String,
    /// A sentence what it is for.
    pub about: String,
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<String>>,
    /// What is to be said below it; may be empty.
    pub note: String,
}

/// Is the bot run by a host, and how is it?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Bot {
    /// Does a host start and stop it?
    pub(crate) managed: bool,
    /// Does it run, as far as the host says?
    pub(crate) running: bool,
    /// Shall it run? It takes a moment to obey.
    wanted: bool,
}

/// The host.
#[derive(Debug)]
pub struct Host {
    log: Ring<LogLine>,
    /// Panels by name, each by language tag.
    panels: Mutex<BTreeMap<String, BTreeMap<String, Sheet>>>,
    bot: watch::Sender<Bot>,
    news: News,
}

impl Host {
    pub(crate) fn new(news: News) -> Self {
        Self { log: Ring::default(), panels: Mutex::default(), bot: watch::Sender::default(), news }
    }

    /// Shows a line of the bot's log.
    pub fn log(&self, line: LogLine) {
        self.log.push(line);
        self.news.tell(Topic::Log);
    }

    /// Shows a panel, or what has changed in it: a sheet for each language tag. At most 20 panels.
    pub fn show(&self, panel: &str, sheets: BTreeMap<String, Sheet>) {
        let mut panels = self.panels.lock().unwrap_or_else(PoisonError::into_inner);
        let known = panels.get(panel);
        if known == Some(&sheets) || known.is_none() && panels.len() == PANELS {
            return;
        }
        panels.insert(panel.to_owned(), sheets);
        self.news.tell(Topic::Panels);
    }

    /// Does anybody look at the page?
    pub fn is_watched(&self) -> bool {
        self.news.is_heard()
    }

    /// Says whether the bot runs. From the first time on, people can ask for it to be stopped and started.
    pub fn bot_runs(&self, running: bool) {
        self.bot.send_modify(|bot| {
            bot.wanted |= !bot.managed;
            (bot.managed, bot.running) = (true, running);
        });
        self.news.tell(Topic::Bot);
    }

    /// Says that the bot ended by itself: it runs again when people ask for it.
    pub fn bot_gave_up(&self) {
        self.bot.send_modify(|bot| (bot.running, bot.wanted) = (false, false));
        self.news.tell(Topic::Bot);
    }

    /// Waits until people want the bot to run, or not to.
    pub async fn bot_wanted(&self, wanted: bool) {
        // The sender lives as long as this does.
        let _ = self.bot.subscribe().wait_for(|bot| bot.wanted == wanted).await;
    }

    pub(crate) fn bot(&self) -> Bot {
        *self.bot.borrow()
    }

    /// Asks the host to start or stop the bot; false where there is no host.
    pub(crate) fn want(&self, running: bool) -> bool {
        self.bot.send_modify(|bot| bot.wanted = running);
        self.bot().managed
    }

    pub(crate) fn log_after(&self, n: u64) -> Vec<Numbered<LogLine>> {
        self.log.after(n)
    }

    /// The panels in a language, else in the first that they have.
    pub(crate) fn panels(&self, language: &str) -> Vec<(String, Sheet)> {
        let panels = self.panels.lock().unwrap_or_else(PoisonError::into_inner);
        let sheet = |sheets: &BTreeMap<String, Sheet>| {
            sheets.get(language).or_else(|| sheets.values().next()).cloned().unwrap_or_default()
        };
        panels.iter().map(|(name, sheets)| (name.clone(), sheet(sheets))).collect()
    }
}
