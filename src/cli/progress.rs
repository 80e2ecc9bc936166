//! How far long work is, on standard error; hidden where that is no terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of so many steps, which names the work.
pub(super) fn bar(total: u64, work: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(total).with_message(work);
    match ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
