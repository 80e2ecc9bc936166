//! What boards that fall due at once cost the processor, from due to rendered and settled, without sending.

use crate::{
    Line, fill,
    parts::{self, DUE, Moved, START, Taker},
    proc,
};
use anyhow::ensure;
use chrono::{DateTime, TimeDelta, Utc};
use rankwatch::{
    clock::{Clock, SystemClock},
    delivery::{self, Pump},
    domain::DeliveryId,
    telemetry::Pulse,
};
use std::{
    fs,
    sync::{Arc, atomic::Ordering},
};
use tokio::runtime::Builder;

/// Posts that the pump has under way at once, as the bot does.
const PLACES: u32 = 64;
/// Seconds that it may take.
const PATIENCE: u64 = 120;

/// The name of the world's threads.
const WORLD: &str = "world";

/// Processor time of the world's threads so far, in milliseconds.
fn world_ms() -> anyhow::Result<u64> {
    let mut sum = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let stat = fs::read_to_string(thread?.path().join("stat"))?;
        if stat.contains(&format!(" ({WORLD}) ")) {
            sum += proc::used_ms(&stat)?;
        }
    }
    Ok(sum)
}

pub(crate) async fn measure(count: usize) -> anyhow::Result<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let (start, due): (DateTime<Utc>, DateTime<Utc>) = (START.parse()?, DUE.parse()?);
    let store = fill::fill(&folder.path().join("inside.db"), &fill::places(count), start).await?;
    // The world works in threads of its own, whose time isn't the bot's.
    let outside = Builder::new_multi_thread().worker_threads(1).thread_name(WORLD).enable_all().build()?;
    let sandbox = outside.spawn(parts::world(false)).await??;
    parts::fall_due(&sandbox).await?;
    let clock: Arc<dyn Clock> = Arc::new(Moved(due - SystemClock.now()));
    let boards = parts::boards(&store, &sandbox, &clock)?;
    let taker = Arc::new(Taker::default());
    let settings = delivery::Settings { places: PLACES, expiry: TimeDelta::hours(6) };
    let pump = Pump::new(store.clone(), Arc::clone(&taker) as _, clock, settings);
    let processor = || Ok::<_, anyhow::Error>(proc::processor_ms(std::process::id())? - world_ms()?);
    let before = processor()?;
    // The outbox counts its rows from 1 on.
    let last = DeliveryId(i64::try_from(count)?);
    let queued = async {
        for _ in 0..PATIENCE * 20 {
            if store.outbox_entry(last).await.is_ok_and(|post| post.is_some()) {
                break;
            }
            parts::pause(50).await;
        }
    };
    let pulse = |name| Pulse::new(name, TimeDelta::minutes(3), due);
    let (boards_pulse, posts_pulse) = (pulse("boards"), pulse("posts"));
    tokio::select! {
        () = boards.run(&boards_pulse) => {}
        () = queued => {}
    }
    let between = processor()?;
    pump.run(&posts_pulse, taker.took(count, PATIENCE)).await;
    let [queueing, sending] = [between - before, processor()? - between].map(|ms| ms as f64 / 1e3);
    let taken = taker.taken.load(Ordering::Relaxed);
    let bytes = taker.bytes.load(Ordering::Relaxed) / taken.max(1);
    ensure!(taken == count, "{taken} of {count} posts came");
    sandbox.stop().await;
    outside.shutdown_background();
    store.close().await;
    let what = format!("{count} boards due, queued, claimed, rendered ({bytes} bytes each) and settled");
    let measured =
        format!("{:.2} s: until queued {queueing:.2}, from then on {sending:.2}", queueing + sending);
    Ok(vec![Line::new(what, measured, "below 2 s of the processor")])
}
