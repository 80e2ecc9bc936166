//! What the bot does unasked: boards fall due and are posted, watches are evaluated, their lists are looked for ahead,
//! servers come and go.

use super::{Base, Numbers, shown::Signs};
use crate::{
    boards::Boards,
    clock::Clock,
    commands::{Commands, Happened},
    delivery::{self, Pump},
    discord::{DiscordSink, gateway::Incoming},
    domain::Language,
    store::StoreError,
    watches::Watches,
};
use chrono::TimeDelta;
use std::{sync::Arc, time::Duration};
use tokio::sync::{mpsc, watch};

/// Between two looks for the lists of boards that fall due soon.
const PROBE: Duration = Duration::from_secs(60);
/// Between two looks at boards that can't post, and at what is over.
const TIDY: Duration = Duration::from_secs(3_600);
/// So much of what happened to servers waits for being noted; a session begins with all of them.
const QUEUE: usize = 16_384;
/// Posts that are under way at once.
const PLACES: u32 = 64;

/// All of it, going on.
#[derive(Debug)]
pub(super) struct Unasked {
    base: Base,
    stop: watch::Sender<bool>,
    happened: mpsc::Sender<Incoming>,
}

impl Unasked {
    pub(super) fn begin(numbers: &Numbers, sink: Arc<DiscordSink>, expiry: TimeDelta, signs: &Signs) -> Self {
        let Signs { boards: boards_pulse, posts: posts_pulse, watches: watches_pulse, .. } = signs.clone();
        let base = numbers.base.clone();
        let boards = || numbers.boards.clone();
        let clock = || Arc::clone(&base.clock);
        let due = boards();
        base.tasks.spawn_loop(async move { due.run(&boards_pulse).await });
        let changed = boards();
        base.tasks.spawn_loop(async move { changed.recheck_changed().await });
        base.tasks.spawn_loop(probe(boards(), clock()));
        base.tasks.spawn_loop(tidy(boards(), numbers.watches.clone(), clock()));
        let watches = numbers.watches.clone();
        base.tasks.spawn_loop(async move { watches.run(&watches_pulse).await });
        let (happened, heard) = mpsc::channel(QUEUE);
        base.tasks.spawn_loop(note_all(Arc::clone(&numbers.commands), Arc::clone(&sink), heard));
        let stop = watch::Sender::new(false);
        let mut stopped = stop.subscribe();
        let settings = delivery::Settings { places: PLACES, expiry };
        let pump = Pump::new(numbers.database.store.clone(), sink, clock(), settings);
        base.tasks.spawn(async move {
            pump.run(&posts_pulse, async move { drop(stopped.wait_for(|stop| *stop).await) }).await;
        });
        Self { base, stop, happened }
    }

    /// Takes note of what happened to a server, in its turn.
    pub(super) fn note(&self, event: Incoming) {
        if self.happened.try_send(event).is_err() {
            tracing::error!("what happened to a server is lost: too much is waiting");
        }
    }

    /// Nothing falls due any more; what is being posted is finished.
    pub(super) fn stop(&self) {
        self.base.tasks.end_loops();
        self.stop.send_replace(true);
    }
}

async fn probe(boards: Boards, clock: Arc<dyn Clock>) {
    let mut is_failing = false;
    loop {
        let outcome = boards.probe(clock.now()).await;
        note(&mut is_failing, "lists can't be looked for ahead", &outcome);
        clock.sleep(PROBE).await;
    }
}

async fn tidy(boards: Boards, watches: Watches, clock: Arc<dyn Clock>) {
    let mut is_failing = false;
    loop {
        clock.sleep(TIDY).await;
        let outcome = async {
            boards.recheck_all().await?;
            boards.housekeeping(clock.now()).await?;
            watches.housekeeping().await
        };
        note(&mut is_failing, "the database can't be tidied", &outcome.await);
    }
}

/// One after the other: a server that left and came back must not be noted the other way round.
async fn note_all(commands: Arc<Commands>, sink: Arc<DiscordSink>, mut heard: mpsc::Receiver<Incoming>) {
    while let Some(event) = heard.recv().await {
        let happened = match event {
            Incoming::Ready { guilds: servers, shard, shards, .. } => {
                Happened::AllHere { servers, shard, shards }
            }
            Incoming::GuildHere { id: server, name, locale, channels } => {
                sink.learn_all(server, channels).await;
                Happened::Here { server, name, locale: Language::of_locale(&locale) }
            }
            Incoming::GuildChanged { id: server, name, locale } => {
                let locale = Language::of_locale(&locale);
                commands.happened(Happened::Here { server, name, locale }).await;
                Happened::Changed(server)
            }
            Incoming::GuildLeft(server) => Happened::Left(server),
            Incoming::GuildOutage(server) => Happened::Outage(server),
            Incoming::ChannelGone { guild: server, channel } => Happened::ChannelGone { server, channel },
            Incoming::ChannelChanged { guild, channel: (channel, kind) } => {
                sink.learn(channel, kind).await;
                Happened::Changed(guild)
            }
            Incoming::RolesChanged(server) => Happened::Changed(server),
            Incoming::Interaction(..) | Incoming::Unreadable(..) | Incoming::Resumed { .. } => continue,
        };
        commands.happened(happened).await;
    }
}

/// Logs that something began to fail: once, until it went well again.
fn note(is_failing: &mut bool, what: &str, outcome: &Result<(), StoreError>) {
    if let Err(error) = outcome
        && !*is_failing
    {
        tracing::error!(%error, "{what}");
    }
    *is_failing = outcome.is_err();
}
