//! `rankwatch run`: the bot, until it is told to stop.

use super::{failure, told};
use crate::{
    app,
    config::{Config, Secret},
};
use std::process::ExitCode;

/// Runs until SIGTERM, SIGINT or a failure that waiting can't mend. Where the log is read by machines, it tells of that
/// failure, too.
pub(super) async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    match bot(config).await {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if config.log.json => {
            tracing::error!("the bot can't run: {}", told(&error));
            Ok(failure(&error))
        }
        Err(error) => Err(error),
    }
}

async fn bot(config: &Config) -> anyhow::Result<()> {
    let secrets = app::Secrets { token: Secret::DiscordToken.read()?, key: Secret::KeyapiKey.read()? };
    app::run(config, secrets).await
}
