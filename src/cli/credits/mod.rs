//! `rankwatch credits`: what was spent by day and purpose, how the account stands, and what the month will come to.

mod account;

pub(super) use account::Account;

use super::{print, standing::other_version, style::wrapped};
use crate::{
    app,
    config::Config,
    domain::{Limits, Purpose},
    store::{SpentBy, SpentOn, Store},
    text::width,
};
use account::{Share, words};
use anyhow::{bail, ensure};
use chrono::{Days, NaiveDate};
use comfy_table::{CellAlignment, LineStyle, Table, presets};
use serde::Serialize;
use std::collections::BTreeMap;

/// Servers that are named.
const SERVERS: u32 = 5;
/// Columns that the name of a line takes.
const NAME: usize = 10;

/// How much of the ledger.
#[derive(Debug, clap::Args)]
#[command(after_help = "Reads the ledger that the bot keeps; works beside a running bot. Days and months
are UTC. What is set aside for a request under way counts as spent.

The forecast: what was spent this month, and for each day left the mean of the
last 7 whole days, those without spending included; today counts as such a day
until it costs more.")]
pub(super) struct Options {
    /// Days that are shown, today among them
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=366), value_name = "N")]
    days: u32,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

/// Credits by purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Sums {
    ask: u32,
    board: u32,
    watch: u32,
    backfill: u32,
    sum: u32,
}

impl Sums {
    fn add(&mut self, purpose: Purpose, credits: u32) {
        let of = match purpose {
            Purpose::Ask => &mut self.ask,
            Purpose::Board => &mut self.board,
            Purpose::Watch => &mut self.watch,
            Purpose::Backfill => &mut self.backfill,
        };
        *of += credits;
        self.sum += credits;
    }

    const fn all(self) -> [u32; 5] {
        [self.ask, self.board, self.watch, self.backfill, self.sum]
    }
}

/// A day of the ledger.
#[derive(Debug, Serialize)]
struct Day {
    day: NaiveDate,
    #[serde(flatten)]
    sums: Sums,
}

/// All that is printed.
#[derive(Debug, Serialize)]
struct Sheet {
    /// From the first day that is shown, or that the ledger knows, to today.
    days: Vec<Day>,
    sum: Sums,
    today: Share,
    asking_today: Share,
    month: Share,
    forecast: Outlook,
    servers: Vec<Server>,
}

#[derive(Debug, Serialize)]
struct Outlook {
    by_month_end: u32,
    credits_a_day: f64,
    of_whole_days: u32,
    ceiling_reached_on: Option<NaiveDate>,
}

/// Ids of Discord are texts, for they are larger than what many readers take for a number.
#[derive(Debug, Serialize)]
struct Server {
    id: String,
    name: Option<String>,
    credits: u32,
}

/// Works beside a running bot, and changes nothing.
pub(super) async fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let path = &config.database.path;
    ensure!(path.exists(), "{} isn't there: no bot has run on it yet", path.display());
    let store = Store::look(path);
    let done = show(&store, config, options).await;
    store.close().await;
    done
}

async fn show(store: &Store, config: &Config, options: &Options) -> anyhow::Result<()> {
    if let Some((says, mend)) = other_version(store.standing().await?) {
        bail!("{} {says}. {mend}", config.database.path.display());
    }
    let limits = app::limits(config);
    let now = app::now(config).await?;
    // The days of a demo lie ahead of ours.
    let span = store.ledger_span().await?;
    let today = span.map_or(now, |(_, last)| now.max(last)).date_naive();
    if span.is_none() && !options.json {
        print("the ledger is empty: nothing was asked of the source yet");
        return Ok(());
    }
    let account = Account::read(store, &limits, today).await?;
    let from = today.checked_sub_days(Days::new((options.days - 1).into())).unwrap_or(today);
    let from = span.map_or(today, |(first, _)| from.max(first.date_naive()));
    let spent = store.spent_since(from).await?;
    let servers = store.spent_by_servers(from, SERVERS).await?;
    let sheet = Sheet::of(&account, (from, today), &spent, servers);
    if options.json {
        print(serde_json::to_string_pretty(&sheet)?);
    } else {
        sheet.print(&account, &limits);
    }
    Ok(())
}

impl Sheet {
    fn of(
        account: &Account,
        (from, to): (NaiveDate, NaiveDate),
        spent: &[SpentOn],
        servers: Vec<SpentBy>,
    ) -> Self {
        let mut sums: BTreeMap<NaiveDate, Sums> = BTreeMap::new();
        let mut sum = Sums::default();
        for line in spent {
            sums.entry(line.day).or_default().add(line.purpose, line.credits);
            sum.add(line.purpose, line.credits);
        }
        let day = |day: NaiveDate| Day { day, sums: sums.get(&day).copied().unwrap_or_default() };
        let forecast = account.forecast;
        let server =
            |one: SpentBy| Server { id: one.server.to_string(), name: one.name, credits: one.credits };
        Self {
            days: from.iter_days().take_while(|day| *day <= to).map(day).collect(),
            sum,
            today: account.today,
            asking_today: account.asking,
            month: account.month,
            forecast: Outlook {
                by_month_end: forecast.by_end,
                credits_a_day: f64::from(forecast.cost) / f64::from(forecast.days.max(1)),
                of_whole_days: forecast.days,
                ceiling_reached_on: forecast.reached_on,
            },
            servers: servers.into_iter().map(server).collect(),
        }
    }

    fn print(&self, account: &Account, limits: &Limits) {
        print(self.table(limits));
        for (what, said) in account.lines() {
            print(format_args!("{what:NAME$}{}", wrapped(&said, NAME, NAME)));
        }
        let servers = self.servers.iter().map(|server| {
            let name = server.name.as_deref().map_or_else(|| server.id.clone(), |name| width::fit(name, 30));
            format!("{name} {}", words().count(server.credits.into()))
        });
        let servers = servers.collect::<Vec<_>>().join(", ");
        if !servers.is_empty() {
            let said = wrapped(&format!("{servers} (of the days above)"), NAME, NAME);
            print(format_args!("{:NAME$}{said}", "servers"));
        }
    }

    /// The days, oldest first, with what they are of a day's ceiling.
    fn table(&self, limits: &Limits) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
        let share = limits.per_day.filter(|ceiling| *ceiling > 0);
        let head = share.map(|ceiling| format!("of {}", words().count(ceiling.into())));
        let heads = ["UTC day", "ask", "board", "watch", "backfill", "sum"].map(str::to_owned);
        table.set_header(heads.into_iter().chain(head));
        let cells = |sums: Sums| {
            sums.all()
                .map(|credits| if credits == 0 { "·".to_owned() } else { words().count(credits.into()) })
        };
        for line in &self.days {
            let part = share
                .map(|ceiling| format!("{:.0} %", 100.0 * f64::from(line.sums.sum) / f64::from(ceiling)));
            table.add_row([line.day.to_string()].into_iter().chain(cells(line.sums)).chain(part));
        }
        table.add_row(["sum".to_owned()].into_iter().chain(cells(self.sum)));
        for column in 1..=6 {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }
}
