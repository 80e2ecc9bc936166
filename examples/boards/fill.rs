//! A database with many boards, all due at nine by UTC, in three regions and of three depths.

use anyhow::Context;
use chrono::{DateTime, NaiveTime, Utc};
use rankwatch::{
    domain::{
        BoardSettings, Days, Depth, Format, Language, Late, Order, Period, Question, Region, Schedule, Style,
        Timing, Zone,
    },
    store::{By, Store},
};
use std::path::Path;

/// The regions that are asked for.
pub(crate) const REGIONS: [&str; 3] = ["US", "GB", "DE"];
/// The depths; the deepest takes so many pages of the source.
const DEPTHS: [i64; 3] = [10, 20, 30];
pub(crate) const PAGES: usize = 3;
/// Boards that a server has.
pub(crate) const OF_A_SERVER: usize = 250;
/// Who set them up.
const PERSON: u64 = 1_100_000_000_000_000_004;

/// Writes a board for each channel, `OF_A_SERVER` channels a server.
pub(crate) async fn fill(path: &Path, places: &[(u64, u64)], now: DateTime<Utc>) -> anyhow::Result<Store> {
    let store = Store::open(path).await?;
    store.migrate().await?;
    let by = By { person: PERSON, now };
    let mut server = 0;
    for (number, (of, channel)) in places.iter().enumerate() {
        if *of != server {
            server = *of;
            store.server_here(server, "Load", Language::EnUs).await?;
        }
        let board = settings(number, *channel)?;
        let next = board.schedule.next(now, None);
        store.add_board(server, &board, next, u32::MAX, by).await?;
    }
    Ok(store)
}

fn settings(number: usize, channel: u64) -> anyhow::Result<BoardSettings> {
    let region = REGIONS[number % REGIONS.len()];
    let depth = DEPTHS[number / REGIONS.len() % DEPTHS.len()];
    let time = NaiveTime::from_hms_opt(9, 0, 0).context("a time")?;
    Ok(BoardSettings {
        question: Question {
            region: Region::of_key(region).context("a region")?,
            order: Order::Sales,
            period: Period::Day,
            date: None,
            category: None,
            product: None,
            depth: Depth::new(depth).context("a depth")?,
        },
        channel,
        schedule: Schedule { timing: Timing::Daily { time, days: Days::ALL }, zone: Zone::default() },
        language: Language::EnUs,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    })
}

/// Made-up servers and channels.
pub(crate) fn places(count: usize) -> Vec<(u64, u64)> {
    (0..count as u64).map(|number| (1_000_000 + number / OF_A_SERVER as u64, 2_000_000 + number)).collect()
}
