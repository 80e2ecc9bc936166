//! `rankwatch migrate`: brings the database to this version.

use super::print;
use crate::{app, config::Config};

/// Needs the database to itself.
pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let path = &config.database.path;
    let database = app::Database::alone(path).await?;
    database.close().await;
    print(format_args!("{} is at this version", path.display()));
    Ok(())
}
