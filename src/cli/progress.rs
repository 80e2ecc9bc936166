//! How far long work is, on standard error; hidden where that is no terminal.

use crate::clock::{Clock, SystemClock};
use indicatif::{ProgressBar, ProgressStyle};
use std::{path::Path, time::Duration};

/// Between two looks at a file that is being written.
const LOOK: Duration = Duration::from_millis(100);

/// A bar of so many steps, which names the work.
pub(super) fn bar(total: u64, work: &'static str) -> ProgressBar {
    styled(total, work, "{msg} {bar:30} {pos}/{len}")
}

/// Waits for work that writes a file, and meanwhile shows how much of so many bytes is in it.
pub(super) async fn of_file<T>(
    what: &'static str,
    file: &Path,
    bytes: u64,
    work: impl Future<Output = T>,
) -> T {
    let bar = styled(bytes, what, "{msg} {bar:30} {decimal_bytes}/{decimal_total_bytes}");
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

/// How large a file is.
pub(super) fn size(file: &Path) -> String {
    bytes(std::fs::metadata(file).map_or(0, |file| file.len()))
}

/// Bytes as people read them, such as 27.30 MB: a million each, here and wherever a size is told.
pub(super) fn bytes(bytes: u64) -> String {
    indicatif::DecimalBytes(bytes).to_string()
}

fn styled(total: u64, work: &'static str, template: &str) -> ProgressBar {
    let bar = ProgressBar::new(total).with_message(work);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
