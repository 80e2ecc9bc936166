//! `rankwatch run`: the bot, until it is told to stop.

use crate::{
    app::{self, App},
    config::{Config, Secret},
};

/// Runs until SIGTERM, SIGINT or a failure that waiting can't mend.
pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let secrets = app::Secrets { token: Secret::DiscordToken.read()?, key: Secret::KeyapiKey.read()? };
    let app = App::start(config, secrets).await?;
    app.until(app::told_to_stop()).await
}
