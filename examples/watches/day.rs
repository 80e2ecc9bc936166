//! A new day: what it costs to evaluate every watch of a region, and how much room its history takes.

use crate::{
    Line,
    market::{self, DAYS, LAST, Market},
    proc,
    world::{self, OF_A_CREATOR},
};
use anyhow::{Context, ensure};
use rankwatch::{
    clock::{Clock, SystemClock},
    store::Store,
    watches::Looked,
};
use sqlx::SqlitePool;
use std::{
    fs,
    io::{Write, stdout},
    path::Path,
    process::{Command, id},
    sync::Arc,
};

/// So many watches, of a fifth as many creators with a history of four weeks.
pub(crate) async fn measure(watches: u64) -> anyhow::Result<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("watches.db");
    let creators = watches / OF_A_CREATOR;
    let store = Store::open(&path).await?;
    store.migrate().await?;
    for day in 0..DAYS {
        world::note_day(&store, creators, day).await?;
    }
    store.close().await;
    let room = room(&path).await?;
    let store = Store::open(&path).await?;
    world::set_up(&store, watches, world::mixed).await?;
    store.close().await;
    // An earlier day first: rows grow when they are evaluated for the first time.
    look(&path, LAST - 1)?;
    let store = Store::open(&path).await?;
    world::note_day(&store, creators, LAST).await?;
    store.close().await;
    let looked = look(&path, LAST)?;
    let database = SqlitePool::connect(&format!("sqlite:{}", path.display())).await?;
    let count =
        |query: &'static str| sqlx::query_scalar::<_, i64>(query).bind(market::date(LAST).to_string());
    let evaluated = count("SELECT COUNT(*) FROM watches WHERE evaluated = $1")
        .fetch_one(&database)
        .await?
        .cast_unsigned();
    ensure!(evaluated == watches, "{evaluated} of {watches} watches were evaluated");
    let alerts = count("SELECT COUNT(*) FROM alerts WHERE date = $1").fetch_one(&database).await?;
    let posts = count("SELECT COUNT(*) FROM outbox WHERE period LIKE $1 || '%'").fetch_one(&database).await?;
    database.close().await;
    let is_aim = watches == 100_000;
    let aim = |aim: &'static str| if is_aim { aim } else { "" };
    Ok(vec![
        Line::new(
            format!("history of {DAYS} days of {creators} creators on disk"),
            room,
            aim("below 150 MB"),
        ),
        Line::new(
            format!("a new day of {watches} watches: {alerts} alerts in {posts} posts"),
            format!("{:.2} s", looked[0] / 1e3),
            aim("below 2 s of the processor"),
        ),
        Line::new("memory meanwhile, the most", format!("{} MB", looked[1]), aim("below 100 MB")),
        Line::new("a look with nothing new", format!("{} ms", looked[2]), ""),
    ])
}

/// What the file holds, in words.
async fn room(path: &Path) -> anyhow::Result<String> {
    let whole = fs::metadata(path)?.len();
    let database = SqlitePool::connect(&format!("sqlite:{}", path.display())).await?;
    let query = "SELECT SUM(pgsize) FROM dbstat WHERE name = 'observations'";
    let observations: i64 = sqlx::query_scalar(query).fetch_one(&database).await?;
    database.close().await;
    Ok(format!("{:.1} MB, of it observations {:.1}", whole as f64 / 1e6, observations as f64 / 1e6))
}

/// Looks at a day in a process of its own, which holds nothing else: processor time in ms, the most memory in MB, and
/// the processor time of a second look in ms.
fn look(path: &Path, day: u64) -> anyhow::Result<Vec<f64>> {
    let output = Command::new(std::env::current_exe()?)
        .arg("--look")
        .arg(path)
        .args(["--day", &day.to_string()])
        .stderr(std::process::Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the look failed");
    let said = String::from_utf8(output.stdout)?;
    let numbers: Vec<f64> = said.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    ensure!(numbers.len() == 3, "it said {said}");
    Ok(numbers)
}

/// The process's part.
pub(crate) async fn looked(path: &Path, day: u64) -> anyhow::Result<()> {
    let store = Store::open(path).await?;
    let source = Arc::new(Market::new(day, vec![market::scope(None)]));
    let (_, watches) = world::watches(&store, &source, market::noon_after(day));
    let mut looked = Looked::default();
    let began = proc::processor_ms(id())?;
    watches.tick(&mut looked).await.context("the look")?;
    let (took, peak) = (proc::processor_ms(id())? - began, proc::peak(id())?);
    let again = SystemClock.now();
    watches.tick(&mut looked).await.context("the second look")?;
    let again = (SystemClock.now() - again).num_milliseconds();
    store.close().await;
    writeln!(stdout(), "{took} {peak} {again}")?;
    Ok(())
}
