//! `rankwatch run`: the bot, until it is told to stop.

use crate::{
    app,
    config::{Config, Secret},
};

/// Runs until SIGTERM, SIGINT or a failure that waiting can't mend.
pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let secrets = app::Secrets { token: Secret::DiscordToken.read()?, key: Secret::KeyapiKey.read()? };
    app::run(config, secrets).await
}
