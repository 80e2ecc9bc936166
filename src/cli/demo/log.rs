//! The bot's log on the page: each line that the log writes is handed on to the world's host.

use crate::cli::logging::Text;
use rankwatch_sandbox::{LogLine, World};
use std::{convert::Infallible, io};
use tokio::sync::mpsc;
use tracing::Metadata;
use tracing_subscriber::{Layer, filter, fmt, registry::LookupSpan};

/// Lines that may wait to be shown; more are left out.
const WAITING: usize = 1_000;

/// The receiving end of the log.
#[derive(Debug)]
pub(in crate::cli) struct Tap(mpsc::Receiver<String>);

/// A layer that writes what the bot logs, and the tap that it comes out of.
pub(in crate::cli) fn layer<S>() -> (impl Layer<S>, Tap)
where
    S: tracing::Subscriber + for<'span> LookupSpan<'span>,
{
    let (lines, tap) = mpsc::channel(WAITING);
    // The world's own words are not the bot's.
    let ours = |metadata: &Metadata<'_>| !metadata.target().starts_with("rankwatch_sandbox");
    let layer = fmt::layer()
        .with_ansi(false)
        .event_format(Text { with_time: false })
        .with_writer(move || Line(lines.clone()))
        .with_filter(filter::filter_fn(ours));
    (layer, Tap(tap))
}

/// Takes one line.
struct Line(mpsc::Sender<String>);

impl io::Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A page that can't keep up must not hold up the bot.
        let _ = self.0.try_send(String::from_utf8_lossy(bytes).into_owned());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Tap {
    /// Shows the lines in this world as they come; never ends.
    pub(super) async fn pour(&mut self, world: &World) -> Infallible {
        while let Some(line) = self.0.recv().await {
            let (level, text) = line.trim().split_once(' ').unwrap_or_default();
            let (level, text) = (level.to_owned(), text.trim().to_owned());
            world.host.log(LogLine { at: world.clock.now(), level, text });
        }
        std::future::pending().await
    }
}
