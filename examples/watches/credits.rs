//! What a day of watched creators costs at the source.

use crate::{
    Line,
    market::{self, Market},
    world::{self, OF_A_CREATOR},
};
use anyhow::ensure;
use rankwatch::{
    domain::{CreatorCategory, DataDate, Depth, Payer, Period, Purpose, Region},
    rankings::Ask,
    store::Store,
    watches::Looked,
};
use std::sync::{Arc, atomic::Ordering};

/// The day.
const DAY: u64 = 1;
/// Creators who are watched, and lists of a hundred of them that boards fetched already.
const CREATORS: u64 = 3_000;
const LISTS: usize = 5;

pub(crate) async fn measure() -> anyhow::Result<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("watches.db")).await?;
    store.migrate().await?;
    world::note_day(&store, CREATORS, DAY - 1).await?;
    world::set_up(&store, CREATORS * OF_A_CREATOR, world::plain).await?;
    let scopes = std::iter::once(None).chain(CreatorCategory::all().map(Some)).take(LISTS);
    let scopes: Vec<_> = scopes.map(market::scope).collect();
    let source = Arc::new(Market::new(DAY, scopes.clone()));
    let (rankings, watches) = world::watches(&store, &source, market::noon_after(DAY));
    for scope in scopes {
        let date = Some(DataDate::containing(Period::Day, market::date(DAY)));
        let (depth, purpose, payer) = (Depth::MOST, Purpose::Board, Payer::default());
        rankings.get(Ask { scope, date, depth, whole: false, purpose, payer }).await?;
    }
    let boards = source.requests.swap(0, Ordering::Relaxed);
    watches.tick(&mut Looked::default()).await?;
    let requests = source.requests.load(Ordering::Relaxed);
    let unobserved = store.unobserved(Region::default(), market::date(DAY)).await?.len();
    ensure!(unobserved == 0, "{unobserved} creators weren't observed");
    store.close().await;
    let listed = LISTS * Depth::MOST.rows();
    let what =
        format!("requests for {CREATORS} creators, {listed} of them on lists of boards ({boards} requests)");
    Ok(vec![Line::new(what, requests.to_string(), "at most 250")])
}
