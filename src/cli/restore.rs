//! `rankwatch restore`: a backup takes the place of the database.

use super::{backup::told, print, progress};
use crate::{
    app::{self, Database},
    config::{Config, Secret},
    store::{self, Consent, Restored},
    text::date,
};
use std::path::PathBuf;

/// What is restored.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The backup
    file: PathBuf,
    /// Where to, such as for a try beside the running bot [default: database.path]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Also takes one of an older version, and brings it to this one
    #[arg(long)]
    upgrade: bool,
    /// Also takes one that by this machine's clock is of the future, or older than 90 days
    #[arg(long)]
    any_age: bool,
}

/// Needs the database to itself.
pub(super) async fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let (database, file) = (options.to.as_ref().unwrap_or(&config.database.path), &options.file);
    let lock = Database::lock(database).await?;
    let now = app::now(config).await?;
    let consent = Consent { upgrade: options.upgrade, any_age: options.any_age };
    let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
    let work = store::restore(file, database, consent, now, &lock);
    let prepared = store::prepared(database);
    let restored = progress::of_file("copying", &prepared, bytes, work).await?;
    let Restored { contents, taken_over, replaced } = &restored;
    let (moment, made_by) = (date::moment(taken_over.moment), contents.version);
    print(format_args!("{} holds the backup of {moment}: {}", database.display(), told(contents)));
    print(format_args!("It goes on from {}, by this machine's clock.", date::moment(now)));
    if made_by < store::newest_version() {
        print(format_args!("It was brought from version {made_by} to version {}.", store::newest_version()));
    }
    if let Some(replaced) = replaced {
        print(format_args!("The database that was there is now {}.", replaced.display()));
    }
    print(format_args!(
        "Nothing is posted twice: turns of boards that may have been posted since are left out ({}), posts that were \
         waiting are looked for in their channels first ({}), and watches tell nothing of the days up to {}. One \
         exception: a board whose hour was moved to an earlier one since may post today's list again.",
        taken_over.turns, taken_over.posts, taken_over.told_until
    ));
    if options.to.is_some() {
        print("The bot's own database is what it was: this one is used where database.path names it.");
    }
    print(format_args!(
        "What people set up or removed since then is as it was. Credits spent since then aren't in the ledger, so that \
         today's ceilings may be passed by as many: {} has the true count.",
        Secret::KeyapiKey.source_hint()
    ));
    Ok(())
}
