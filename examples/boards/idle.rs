//! A look at what is due where nothing is.

use crate::{
    Line, fill,
    parts::{self, Hurried, START},
    proc,
};
use chrono::{DateTime, TimeDelta, Utc};
use rankwatch::{
    clock::{Clock, SystemClock},
    telemetry::Pulse,
};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// Looks that are measured.
const LOOKS: u64 = 2_000;
/// Memory takes many small transactions faster than a disk; only reading is measured.
const IN_MEMORY: &str = "/dev/shm";

pub(crate) async fn measure(count: usize) -> anyhow::Result<Line> {
    let folder =
        if Path::new(IN_MEMORY).exists() { tempfile::tempdir_in(IN_MEMORY)? } else { tempfile::tempdir()? };
    let now: DateTime<Utc> = START.parse()?;
    let store = fill::fill(&folder.path().join("idle.db"), &fill::places(count), now).await?;
    let sandbox = parts::world(false).await?;
    let looks = Arc::new(Hurried { now, left: AtomicU64::new(LOOKS) });
    let clock: Arc<dyn Clock> = Arc::clone(&looks) as Arc<dyn Clock>;
    let boards = parts::boards(&store, &sandbox, &clock)?;
    let (began, processor) = (SystemClock.now(), proc::processor_ms(std::process::id())?);
    let done = async {
        while looks.left.load(Ordering::Relaxed) > 0 {
            SystemClock.sleep(Duration::from_millis(1)).await;
        }
    };
    let pulse = Pulse::new("boards", TimeDelta::minutes(3), now);
    tokio::select! {
        () = boards.run(&pulse) => {}
        () = done => {}
    }
    let wall = (SystemClock.now() - began).as_seconds_f64() * 1e3 / LOOKS as f64;
    let processor = (proc::processor_ms(std::process::id())? - processor) as f64 / LOOKS as f64;
    sandbox.stop().await;
    store.close().await;
    let measured = format!("{wall:.3} ms, of the processor {processor:.3} ms");
    Ok(Line::new(format!("a look with nothing due over {count} boards"), measured, "below 1 ms"))
}
