//! `rankwatch backup`: a copy of the database, also while the bot runs.

use super::{print, progress};
use crate::{
    app,
    config::Config,
    domain::{DataDate, Language, Period},
    store::{self, Contents, Replace},
    telemetry::Timer,
    text::Words,
};
use std::path::PathBuf;

/// Where to.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The file to be written; its folder must be there, and it must not
    file: PathBuf,
}

/// Copies, reads the copy through, says what is in it.
pub(super) async fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let (database, file) = (&config.database.path, &options.file);
    let took = Timer::start();
    let now = app::now(config).await?;
    let bytes = std::fs::metadata(database).map_or(0, |database| database.len());
    let work = store::back_up(database, file, Some(now), Replace::No);
    let contents = progress::of_file("copying", &store::partial(file), bytes, work).await?;
    let (size, took) = (progress::size(file), took.took().as_secs_f32());
    print(format_args!("{} holds {}", file.display(), told(&contents)));
    print(format_args!(
        "{size}, version {}, copied and read through in {took:.1} s; \
         `rankwatch restore` puts it in place",
        contents.version
    ));
    Ok(())
}

/// What a database holds, as a sentence's part.
pub(super) fn told(contents: &Contents) -> String {
    let many = |count: u64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let Contents { servers, boards, watches, lists, .. } = *contents;
    let newest = contents.newest.and_then(|date| DataDate::new(Period::Day, date).ok());
    let newest = newest.map(|date| format!(", to {}", Words::new(Language::EnUs).period(date)));
    let watches = format!("{watches} watch{}", if watches == 1 { "" } else { "es" });
    let (servers, boards, lists) = (many(servers, "server"), many(boards, "board"), many(lists, "list"));
    format!("{servers}, {boards}, {watches}, {lists}{}", newest.unwrap_or_default())
}
