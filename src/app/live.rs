//! The running bot: numbers, face and Gateway together.

use super::{Numbers, tasks};
use crate::{
    clock::{self, Clock},
    config::{Config, address},
    discord::{
        Face,
        gateway::{self, Gateway, Incoming},
        rest::{self, Rest},
    },
};
use anyhow::Context;
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};
use tokio::sync::mpsc;

/// A call to Discord takes at most this long, waits for rate limits included.
const DEADLINE: Duration = Duration::from_secs(10);
/// Events that may wait to be handled; what comes beyond is refused and logged.
const QUEUE: usize = 1024;
/// How long the Gateway may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

/// What the bot must not run without.
#[derive(Debug)]
pub struct Secrets {
    /// Discord's token.
    pub token: SecretString,
    /// The source's key.
    pub key: SecretString,
}

/// A bot that is connected, or about to be.
#[derive(Debug)]
pub struct App {
    numbers: Numbers,
    face: Arc<Face>,
    gateway: Gateway,
    incoming: mpsc::Receiver<Incoming>,
}

impl App {
    /// Builds all parts and asks Discord where its Gateway is.
    ///
    /// # Errors
    /// When a part can't be built, Discord can't be reached, or another process has the database.
    pub async fn start(config: &Config, secrets: Secrets) -> anyhow::Result<Self> {
        let numbers = Numbers::alone(config, secrets.key).await?;
        let api_url = address("discord.api_url", &config.discord.api_url)?;
        let settings = rest::Settings { api_url, token: secrets.token.clone(), deadline: DEADLINE };
        let rest = Arc::new(Rest::new(settings, Arc::clone(&numbers.clock))?);
        let defer_after = Duration::from_millis(config.discord.defer_after_ms.into());
        let (commands, clock) = (Arc::clone(&numbers.commands), Arc::clone(&numbers.clock));
        let face = Arc::new(Face::new(commands, Arc::clone(&rest), clock, defer_after));
        let (events, incoming) = mpsc::channel(QUEUE);
        let gateway = gateway::connect(&rest, &secrets.token, events, Arc::clone(&numbers.clock))
            .await
            .context("Discord's Gateway can't be found")?;
        Ok(Self { numbers, face, gateway, incoming })
    }

    /// Runs until `stop`, or until the Gateway is lost for good; then finishes what is under way.
    ///
    /// # Errors
    /// Why the Gateway was lost.
    pub async fn until(self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
        let Self { numbers, face, gateway, mut incoming } = self;
        let handle = gateway.handle();
        let mut ended = std::pin::pin!(gateway.run());
        let mut stop = std::pin::pin!(stop);
        let reason = loop {
            tokio::select! {
                () = &mut stop => break None,
                reason = &mut ended => break Some(reason),
                Some(event) = incoming.recv() => handle_event(&numbers.tasks, &face, event),
            }
        };
        tracing::info!("stopping: nothing new is taken, what is under way is finished");
        let clock = Arc::clone(&numbers.clock);
        if reason.is_none() {
            let goodbye = async {
                handle.stop().await;
                let _ = ended.await;
            };
            if clock::timeout(&*clock, GOODBYE, goodbye).await.is_err() {
                tracing::warn!("the Gateway didn't say goodbye in time");
            }
        }
        numbers.close().await;
        match reason {
            Some(Err(error)) => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn handle_event(tasks: &tasks::Tasks, face: &Arc<Face>, event: Incoming) {
    let face = Arc::clone(face);
    match event {
        Incoming::Interaction { interaction, received_at } => {
            tasks.spawn(async move { face.take(*interaction, received_at).await });
        }
        Incoming::Unreadable(interaction) => {
            tasks.spawn(async move { face.take_unreadable(&interaction).await });
        }
        Incoming::Ready { application_id, guilds, shard } => {
            tracing::info!(shard, guilds = guilds.len(), "connected to Discord");
            tasks.spawn(async move {
                if let Err(error) = face.register(application_id).await {
                    tracing::error!(%error, "the commands can't be registered");
                }
            });
        }
        _ => {}
    }
}
