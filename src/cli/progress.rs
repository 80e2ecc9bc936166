//! How far long work is, on a terminal; in a pipe nothing is said of it.

use crate::clock::{Clock, SystemClock};
use indicatif::{ProgressBar, ProgressStyle};
use std::{path::Path, time::Duration};

const LOOK: Duration = Duration::from_millis(100);
const STYLE: &str = "{msg} {bar:40} {bytes}/{total_bytes}";

/// Waits for work that writes a file, and meanwhile shows how much of so many bytes is in it.
pub(super) async fn of_file<T>(what: &str, file: &Path, bytes: u64, work: impl Future<Output = T>) -> T {
    // It draws on standard error, and only where that is a terminal.
    let bar = ProgressBar::new(bytes).with_message(what.to_owned());
    bar.set_style(ProgressStyle::with_template(STYLE).unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => {
                bar.finish_and_clear();
                return done;
            }
            () = SystemClock.sleep(LOOK) => {
                bar.set_position(std::fs::metadata(file).map_or(0, |written| written.len()).min(bytes));
            }
        }
    }
}

/// Bytes as people read them.
pub(super) fn size(file: &Path) -> String {
    let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
    indicatif::DecimalBytes(bytes).to_string()
}
