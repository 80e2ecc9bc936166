//! `rankwatch migrate`: brings the database to this version.

use super::print;
use crate::{
    app::{self, Migrated},
    config::Config,
    store,
    telemetry::Timer,
};

/// Needs the database to itself.
pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let path = &config.database.path;
    let took = Timer::start();
    let mut database = app::Database::alone(path).await?;
    let migrated = database.migrated.take();
    database.close().await;
    let (path, to, took) = (path.display(), store::newest_version(), took.took().as_secs_f32());
    match migrated {
        Some(Migrated { from, copy: Some(copy) }) => {
            print(format_args!("{path} is at this version: brought from {from} to {to} in {took:.1} s"));
            print(format_args!(
                "A copy of how it was is {}; going back to version {from} needs it.",
                copy.display()
            ));
        }
        Some(_) => print(format_args!("{path} is at this version: it is new, of version {to}")),
        None => print(format_args!("{path} is at this version ({to}); nothing was to be done")),
    }
    Ok(())
}
