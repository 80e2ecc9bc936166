//! The running bot: numbers, face and Gateway together.

use super::{
    Base, Database, Numbers,
    backups::Backups,
    lines,
    shown::{self, Signs},
    tasks::told_to_stop,
    unasked::Unasked,
};
use crate::{
    config::{Config, Secret, address},
    discord::{
        DiscordGuilds, DiscordSink, Face,
        gateway::{self, Gateway, GatewayError, Incoming},
        rest::{self, Rest},
    },
    places::Guilds,
    store::Lock,
    telemetry::{self, Line, Timer},
};
use anyhow::Context;
use chrono::TimeDelta;
use secrecy::SecretString;
use std::{pin::Pin, sync::Arc, time::Duration};
use tokio::sync::mpsc;

/// A call to Discord takes at most this long, waits for rate limits included.
const DEADLINE: Duration = Duration::from_secs(10);
/// The pauses before Discord is connected to anew: doubled from the first, and at once the longest after a
/// session, for there are 1,000 of them a day.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(90);
/// How long people may still get their answers when the bot stops; then they are told that it does.
const HURRY: Duration = Duration::from_secs(3);

/// What the bot must not run without.
#[derive(Debug)]
pub struct Secrets {
    /// Discord's token.
    pub token: SecretString,
    /// The source's key.
    pub key: SecretString,
}

/// A bot that is about to connect.
#[derive(Debug)]
pub struct App {
    numbers: Numbers,
    unasked: Unasked,
    face: Arc<Face>,
    rest: Arc<Rest>,
    settings: rest::Settings,
    gateway: Option<Gateway>,
    line: Line,
    events: mpsc::Sender<Incoming>,
    incoming: mpsc::Receiver<Incoming>,
}

impl App {
    /// Builds all parts and asks Discord where its Gateway is.
    ///
    /// # Errors
    /// When a part can't be built, Discord can't be reached, or another process has the database.
    pub async fn start(config: &Config, secrets: Secrets) -> anyhow::Result<Self> {
        let lock = Database::lock(&config.database.path).await?;
        Self::start_by(config, secrets, lock).await
    }

    /// The same for whoever has the database's lock already.
    ///
    /// # Errors
    /// When a part can't be built, or Discord can't be reached.
    pub async fn start_by(config: &Config, secrets: Secrets, lock: Lock) -> anyhow::Result<Self> {
        if config.listen()?.is_some() {
            // Before anything is counted: credits are recovered when the database is opened.
            telemetry::install()?;
        }
        let base = Base::new(config).await?;
        let api_url = address("discord.api_url", &config.discord.api_url)?;
        let calls_per_second = config.discord.requests_per_second;
        let settings = rest::Settings { api_url, token: secrets.token, deadline: DEADLINE, calls_per_second };
        let rest = Arc::new(Rest::new(settings.clone(), Arc::clone(&base.clock))?);
        let guilds: Arc<dyn Guilds> =
            Arc::new(DiscordGuilds::new(Arc::clone(&rest), Arc::clone(&base.clock)));
        let sink = Arc::new(DiscordSink::new(Arc::clone(&rest), Arc::clone(&guilds)));
        let numbers = Numbers::alone(config, secrets.key, lock, base, Arc::clone(&guilds)).await?;
        lines::begin(config, &numbers.database.store).await;
        let clock = || Arc::clone(&numbers.base.clock);
        let signs = Signs::begin(numbers.base.clock.now());
        let backups = Backups::of(config)?;
        shown::show(config, &numbers, &signs, backups.as_ref().map(Backups::newest)).await?;
        let defer_after = Duration::from_millis(config.discord.defer_after_ms.into());
        let face = Face::new(Arc::clone(&numbers.commands), Arc::clone(&rest), clock(), defer_after);
        let (events, incoming) = mpsc::channel(gateway::QUEUE);
        let gateway = Gateway::prepare(Arc::clone(&rest), &settings, clock(), events.clone()).await;
        let gateway = match gateway {
            Ok(gateway) => Some(gateway),
            Err(error) if error.is_final() => {
                let hint = Secret::DiscordToken.source_hint();
                return Err(error).with_context(|| format!("Discord refuses the bot. Where to look: {hint}"));
            }
            Err(error) => {
                tracing::warn!(%error, "Discord can't be connected to yet");
                None
            }
        };
        let expiry = TimeDelta::seconds(config.delivery.expiry_s.into());
        let unasked = Unasked::begin(&numbers, sink, expiry, &signs);
        if let Some(backups) = backups {
            numbers.base.tasks.spawn_loop(backups.run(clock()));
        }
        let (face, line) = (Arc::new(face), signs.line);
        Ok(Self { face, numbers, unasked, rest, settings, gateway, line, events, incoming })
    }

    /// Runs until `stop`, or until Discord refuses the bot for good; then finishes what is under way.
    ///
    /// # Errors
    /// Why Discord refuses the bot.
    pub async fn until(mut self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
        let timer = Timer::start();
        let mut stop = std::pin::pin!(stop);
        let mut pause = FIRST_PAUSE;
        let outcome = loop {
            match self.session(stop.as_mut()).await {
                Ok(()) => break Ok(()),
                Err(error) if error.is_final() => break Err(error),
                Err(error) => {
                    if !matches!(error, GatewayError::Unknown(_)) {
                        pause = LONGEST_PAUSE;
                    }
                    tracing::error!(%error, "Discord is connected to anew in {} s", pause.as_secs());
                    tokio::select! {
                        () = stop.as_mut() => break Ok(()),
                        () = self.numbers.base.clock.sleep(pause) => pause = LONGEST_PAUSE.min(2 * pause),
                    }
                }
            }
        };
        tracing::info!("rankwatch is told to end: nothing new is taken, what is under way is finished");
        self.unasked.stop();
        while let Ok(event) = self.incoming.try_recv() {
            self.deal_with(event);
        }
        let clock = Arc::clone(&self.numbers.base.clock);
        let mut closing = std::pin::pin!(async {
            self.numbers.finish().await;
            lines::end(timer, &self.numbers.database.store).await;
            self.numbers.database.close().await;
        });
        tokio::select! {
            () = &mut closing => {}
            () = clock.sleep(HURRY) => {
                self.face.hurry();
                closing.await;
            }
        }
        outcome.map_err(Into::into)
    }

    /// One client's life: events are dealt with until `stop`, or until it ends by itself.
    async fn session(&mut self, mut stop: Pin<&mut impl Future<Output = ()>>) -> Result<(), GatewayError> {
        let gateway = match self.gateway.take() {
            Some(gateway) => gateway,
            None => self.connect().await?,
        };
        let gateway = gateway.noting(self.line.clone());
        let handle = gateway.handle();
        let mut running = std::pin::pin!(gateway.run());
        loop {
            tokio::select! {
                () = stop.as_mut() => {
                    tokio::join!(handle.stop(), running).0;
                    return Ok(());
                }
                ended = &mut running => return ended,
                Some(event) = self.incoming.recv() => self.deal_with(event),
            }
        }
    }

    /// People are answered at once; what happens to servers is noted in its turn.
    fn deal_with(&self, event: Incoming) {
        let (tasks, face) = (&self.numbers.base.tasks, Arc::clone(&self.face));
        match event {
            Incoming::Interaction(interaction, arrived) => {
                tasks.spawn(async move { face.take(*interaction, arrived).await });
            }
            Incoming::Unreadable(interaction, arrived) => {
                tasks.spawn(async move { face.take_unreadable(&interaction, arrived).await });
            }
            Incoming::Resumed { shard } => {
                telemetry::gateway_session("resumed");
                tracing::info!(shard, "the session goes on after a cut");
            }
            event => {
                if let Incoming::Ready { application_id, guilds, shard, .. } = &event {
                    let (application_id, servers) = (*application_id, guilds.len());
                    telemetry::gateway_session("new");
                    tracing::info!(shard, servers, "connected to Discord");
                    // Commands are registered once for all shards; it may take long and must not hold up the end.
                    if *shard == 0 {
                        tasks.spawn_loop(async move { face.register(application_id).await });
                    }
                }
                self.unasked.note(event);
            }
        }
    }

    async fn connect(&self) -> Result<Gateway, GatewayError> {
        let (rest, clock) = (Arc::clone(&self.rest), Arc::clone(&self.numbers.base.clock));
        Gateway::prepare(rest, &self.settings, clock, self.events.clone()).await
    }
}

/// Runs the bot until it is told to stop. On a worker of the runtime: the main thread would have to be woken for
/// every event, and would wake a worker in its turn.
///
/// # Errors
/// As [`App::start`] and [`App::until`].
pub async fn run(config: &Config, secrets: Secrets) -> anyhow::Result<()> {
    let app = App::start(config, secrets).await?;
    #[expect(clippy::disallowed_methods, reason = "app spawns, and waits here for the end")]
    let running = tokio::spawn(app.until(told_to_stop()));
    running.await?
}
