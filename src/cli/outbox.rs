//! `rankwatch outbox`: what is to be posted or couldn't be; a post that is stuck is tried again or dropped by hand.

use super::{print, style};
use crate::{
    app::{self, Database},
    config::Config,
    discord::render,
    domain::{DeliveryId, Language, Target},
    store::{Held, Lock, OutboxEntry, Store},
    text::{Words, date, width},
};
use anyhow::{Context, bail, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Subcommand, ValueEnum};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, presets};
use serde::Serialize;
use std::collections::BTreeMap;

/// The widest that a server's name is printed.
const NAME: usize = 20;

/// What to do with the outbox.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Works beside a running bot.

Examples:
  rankwatch outbox                    what waits, is held or is dead
  rankwatch outbox --all --most 20    the newest, also those that are sent
  rankwatch outbox retry 7            tries post 7 again"
)]
pub(super) struct Options {
    #[command(flatten)]
    list: List,
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Lists the posts; the same as no subcommand
    List(List),
    /// Tries a post again that is held or dead
    Retry {
        /// The post's id, as the list shows it
        id: i64,
        /// Sends it without looking for it first: only when you looked, and it isn't in its channel
        #[arg(long)]
        looked: bool,
    },
    /// Drops a post that isn't sent
    Drop {
        /// The post's id, as the list shows it
        id: i64,
    },
}

#[derive(Debug, clap::Args)]
struct List {
    /// Also those that are sent or dropped
    #[arg(long, conflicts_with = "state")]
    all: bool,
    /// Only those in these states [default: ready, leased, held, dead]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATES")]
    state: Vec<State>,
    /// How many at most, the newest first
    #[arg(long, default_value_t = 100, value_name = "COUNT")]
    most: u32,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum State {
    Ready,
    Leased,
    Held,
    Dead,
    Sent,
    Dropped,
}

impl State {
    /// The word that the store keeps.
    const fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Leased => "leased",
            Self::Held => "held",
            Self::Dead => "dead",
            Self::Sent => "sent",
            Self::Dropped => "dropped",
        }
    }
}

/// Works beside a running bot; fails when a post can't be tried again or dropped.
pub(super) async fn run(config: &Config, options: Options) -> anyhow::Result<()> {
    let path = &config.database.path;
    ensure!(path.exists(), "{} isn't there: no bot has run on it yet", path.display());
    // Asked for before the database is opened, which would take the lock where nobody else has it.
    let runs = matches!(Lock::take(path), Err(Held::By { .. }));
    let database = Database::beside(path).await?;
    let done = match options.deed {
        None => list(&database.store, &options.list).await,
        Some(Deed::List(options)) => list(&database.store, &options).await,
        Some(Deed::Retry { id, looked }) => {
            try_again(&database.store, config, DeliveryId(id), looked, runs).await
        }
        Some(Deed::Drop { id }) => take_out(&database.store, config, DeliveryId(id)).await,
    };
    database.close().await;
    done
}

async fn list(store: &Store, options: &List) -> anyhow::Result<()> {
    let stuck = [State::Ready, State::Leased, State::Held, State::Dead];
    let states: Vec<_> = match options.state.as_slice() {
        _ if options.all => Vec::new(),
        [] => stuck.map(State::word).into(),
        states => states.iter().map(|state| state.word()).collect(),
    };
    let entries = store.outbox(&states, options.most).await?;
    let servers = store.servers().await?;
    let names: BTreeMap<_, _> = servers.iter().map(|server| (server.id, server.name.as_str())).collect();
    if options.json {
        let posts: Vec<_> = entries.iter().map(|entry| Post::of(entry, &names)).collect();
        print(serde_json::to_string_pretty(&posts)?);
    } else if entries.is_empty() {
        let is_narrowed = options.all || !options.state.is_empty();
        print(if is_narrowed {
            "no such post is in the outbox"
        } else {
            "nothing waits, is held or was given up"
        });
    } else {
        print(table(&entries, &names, style::columns()));
        for entry in &entries {
            let why = why(words(), entry);
            if !why.is_empty() {
                print(format_args!("post {}: {why}", entry.id.0));
            }
        }
    }
    Ok(())
}

async fn try_again(
    store: &Store,
    config: &Config,
    id: DeliveryId,
    looked: bool,
    runs: bool,
) -> anyhow::Result<()> {
    let now = app::now(config).await?;
    let expires_at = now + TimeDelta::seconds(config.delivery.expiry_s.into());
    if !store.retry_post(id, looked, expires_at, now).await? {
        let DeliveryId(number) = id;
        match state(store, id).await?.as_str() {
            state @ ("held" | "dead") => {
                bail!("post {number} is {state}, but its board was removed or paused: it stays as it is")
            }
            state => bail!("post {number} is {state}: only what is held or dead can be tried again"),
        }
    }
    let unclear = store.outbox_entry(id).await?.is_some_and(|entry| entry.unclear);
    let when = match (runs, unclear) {
        (true, false) => "the running bot sends it at once",
        (false, false) => "the bot sends it when it runs",
        (_, true) => "it is looked for first; where I can't read the history, look yourself and use --looked",
    };
    print(format_args!("post {} is ready again, until {}; {when}", id.0, date::moment(expires_at)));
    Ok(())
}

async fn take_out(store: &Store, config: &Config, id: DeliveryId) -> anyhow::Result<()> {
    let now = app::now(config).await?;
    if !store.drop_post(id, now).await? {
        match state(store, id).await?.as_str() {
            "leased" => bail!("post {} is under way: look again in a moment", id.0),
            state => bail!("post {} is {state}: there is nothing to drop", id.0),
        }
    }
    print(format_args!("post {} is dropped: it will not be sent", id.0));
    Ok(())
}

/// The state of a post that was named.
async fn state(store: &Store, id: DeliveryId) -> anyhow::Result<String> {
    let entry = store.outbox_entry(id).await?;
    Ok(entry.with_context(|| format!("there is no post {} in the outbox", id.0))?.state)
}

/// Why a post isn't sent, in words; empty where nothing is to be said.
pub(super) fn why(words: Words, entry: &OutboxEntry) -> String {
    if entry.cause.is_empty() {
        return entry.detail.clone();
    }
    render::unmarked(&render::post_cause(words, &entry.cause, &entry.detail))
}

/// The terminal speaks English, as its options do.
fn words() -> Words {
    Words::new(Language::EnUs)
}

/// The posts within so many columns. JSON says more.
fn table(entries: &[OutboxEntry], names: &BTreeMap<u64, &str>, columns: u16) -> Table {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut table = Table::new();
    let style = presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());
    table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_width(columns);
    table.set_header(["id", "kind", "server", "board", "watch", "to", "post of", "state", "queued"]);
    for entry in entries {
        let server = names.get(&entry.server).map(|name| width::fit(name, NAME));
        let to = match entry.target {
            Target::Channel(id) => format!("#{id}"),
            Target::Person(id) => format!("@{id}"),
        };
        table.add_row([
            entry.id.0.to_string(),
            entry.kind.clone(),
            server.unwrap_or_else(|| entry.server.to_string()),
            number(entry.number),
            number(entry.watch_number),
            to,
            entry.period.clone(),
            entry.state.clone(),
            date::moment(entry.queued_at),
        ]);
    }
    for column in [0, 3, 4] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// A post as JSON. Ids of Discord are texts, for they are larger than what many readers take for a number.
#[derive(Serialize)]
struct Post<'a> {
    id: i64,
    kind: &'a str,
    server: String,
    server_name: Option<&'a str>,
    board: Option<u32>,
    watch: Option<u32>,
    channel: Option<String>,
    person: Option<String>,
    period: &'a str,
    state: &'a str,
    cause: &'a str,
    why: String,
    attempts: u32,
    queued_at: DateTime<Utc>,
    ready_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    settled_at: Option<DateTime<Utc>>,
}

impl<'a> Post<'a> {
    fn of(entry: &'a OutboxEntry, names: &BTreeMap<u64, &'a str>) -> Self {
        let (channel, person) = match entry.target {
            Target::Channel(id) => (Some(id.to_string()), None),
            Target::Person(id) => (None, Some(id.to_string())),
        };
        Self {
            id: entry.id.0,
            kind: &entry.kind,
            server: entry.server.to_string(),
            server_name: names.get(&entry.server).copied(),
            board: entry.number,
            watch: entry.watch_number,
            channel,
            person,
            period: &entry.period,
            state: &entry.state,
            cause: &entry.cause,
            why: why(words(), entry),
            attempts: entry.attempts,
            queued_at: entry.queued_at,
            ready_at: entry.ready_at,
            expires_at: entry.expires_at,
            settled_at: entry.settled_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_keeps_to_the_columns_that_there_are() {
        let now: DateTime<Utc> = "2026-11-24T09:00:00Z".parse().unwrap();
        let entry = OutboxEntry {
            id: DeliveryId(1_234),
            kind: "board".to_owned(),
            server: u64::MAX,
            board: None,
            watch: None,
            number: Some(12),
            watch_number: None,
            target: Target::Channel(1_100_000_000_000_000_001),
            period: "2026-11-23".to_owned(),
            state: "held".to_owned(),
            cause: String::new(),
            detail: String::new(),
            unclear: false,
            attempts: 1,
            queued_at: now,
            ready_at: now,
            expires_at: now,
            settled_at: None,
        };
        let names = BTreeMap::from([(u64::MAX, "A server with a very long name indeed")]);
        for columns in [80, 100, 120] {
            let table = table(std::slice::from_ref(&entry), &names, columns).to_string();
            let widest = table.lines().map(unicode_width::UnicodeWidthStr::width).max();
            assert!(widest.is_some_and(|widest| widest <= columns.into()), "{columns}: {table}");
            assert!(table.contains("1234") && table.contains("held"), "{table}");
        }
    }
}
