//! Measures a backup: how long it takes, whether writers wait meanwhile, and how much their journal grows.
//!
//!     cargo run --release --example backup
//!
//! A database of the wanted size is filled with made-up lists. Then something is written each hundredth of a second, as
//! often as a busy bot does, first alone and then beside the backup.

use anyhow::{Context, ensure};
use chrono::{DateTime, Days, NaiveDate, Utc};
use clap::Parser;
use rankwatch::{
    clock::{Clock, SystemClock},
    domain::{Counters, DataDate, Field, Language, List, ListKey, Period, Region, Row, Scope, UserId},
    store::{Replace, Store, back_up},
    telemetry::Timer,
};
use std::{
    io::{Write, stdout},
    path::Path,
    time::Duration,
};

const PAUSE: Duration = Duration::from_millis(10);
const ROWS: usize = 1_000;
/// The first day, after that of NaiveDate's own beginning in 1970.
const FIRST: u64 = 18_000;

/// What to measure.
#[derive(Debug, Parser)]
struct Load {
    /// Megabytes of the database
    #[arg(long, default_value_t = 300)]
    megabytes: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let load = Load::parse();
    let folder = tempfile::tempdir()?;
    let (database, file) = (folder.path().join("rankwatch.db"), folder.path().join("copy.db"));
    let now = SystemClock.now();
    let store = Store::open(&database).await?;
    store.migrate().await?;
    let mut day = 0;
    while size(&database, "") < load.megabytes * 1_000_000 {
        store.save_list(&list(day, now)?).await?;
        day += 1;
    }
    let alone = writes(&store, async { SystemClock.sleep(Duration::from_secs(3)).await }).await?;
    let before = size(&database, "-wal");
    let took = Timer::start();
    let mut seconds = 0.0;
    let beside = writes(&store, async {
        let copied = back_up(&database, &file, Some(now), Replace::No).await;
        seconds = took.took().as_secs_f64();
        copied
    });
    let beside = beside.await?;
    ensure!(file.exists(), "no backup was made");
    let mut out = stdout().lock();
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    writeln!(out, "database, MB: {:.0}", megabytes(size(&database, "")))?;
    writeln!(out, "backup, MB: {:.0}", megabytes(size(&file, "")))?;
    writeln!(out, "copied and read through, s: {seconds:.1}")?;
    writeln!(out, "a write alone, ms: {alone}")?;
    writeln!(out, "a write beside it, ms: {beside}")?;
    let (before, after) = (megabytes(before), megabytes(size(&database, "-wal")));
    writeln!(out, "journal, MB: {before:.1} before, {after:.1} after")?;
    store.close().await;
    Ok(())
}

fn size(database: &Path, part: &str) -> u64 {
    let path = format!("{}{part}", database.display());
    std::fs::metadata(path).map_or(0, |file| file.len())
}

/// Writes again and again until something ends; how long a write took: the median, 99 % and the most.
async fn writes<T>(store: &Store, until: impl Future<Output = T>) -> anyhow::Result<String> {
    let mut until = std::pin::pin!(until);
    let mut took = Vec::new();
    loop {
        let timer = Timer::start();
        let name = took.len().to_string();
        let write = store.server_here(7, &name, Language::EnUs);
        tokio::select! {
            _ = &mut until => break,
            written = write => written?,
        }
        took.push(timer.took().as_secs_f64() * 1e3);
        tokio::select! {
            _ = &mut until => break,
            () = SystemClock.sleep(PAUSE) => {}
        }
    }
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took.get(took.len() * part / 100).copied().unwrap_or_default();
    let most = took.last().context("nothing was written")?;
    Ok(format!("{:.2} (99 %: {:.2}, the most of {}: {most:.2})", at(50), at(99), took.len()))
}

/// A made-up list of a day.
fn list(day: u64, now: DateTime<Utc>) -> anyhow::Result<List> {
    let region = Region::of_key("US").context("a region")?;
    let scope = Scope { region, period: Period::Day, field: Field::Sales, category: None, product: None };
    let date = NaiveDate::default().checked_add_days(Days::new(FIRST + day)).context("a date")?;
    let rows = (0..ROWS).map(|row| {
        let id = (row as u64 * 7 + day) % 5_000;
        let counters =
            || Counters { units: Some(900), gmv: Some(7_344.17), followers: Some(50), ..Counters::default() };
        Some(Row {
            rank: row + 1,
            user_id: UserId::new(&format!("69{id:017}"))?,
            unique_id: Some(format!("creator.{id}")),
            nick_name: Some(format!("Creator number {id}")),
            avatar: Some("https://example.com/".to_owned() + &"a".repeat(120)),
            region: Some("US".to_owned()),
            category: Some("Beauty & Personal Care".to_owned()),
            ec_score: Some(7.33),
            sales_flag: None,
            most_categories: [Some("601450".to_owned()), None, Some("603014".to_owned())],
            product_categories: [].into(),
            period: counters(),
            lifetime: counters(),
        })
    });
    Ok(List {
        key: ListKey::new(scope, DataDate::containing(Period::Day, date)),
        rows: rows.collect::<Option<_>>().context("a creator")?,
        pages: ROWS / 10,
        ended: true,
        first_seen_at: now,
        fetched_at: now,
        provisional: false,
        revised: false,
    })
}
