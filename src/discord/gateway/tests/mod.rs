//! The real serenity against a small Gateway on this machine.

mod server;

use super::*;
use crate::{clock::SystemClock, discord::rest::ErrorKind};
use serde_json::json;
use server::{EVENTS, Then, World};
use tokio::sync::mpsc::Receiver;

struct Bot {
    events: Receiver<Incoming>,
    handle: GatewayHandle,
    end: tokio::task::JoinHandle<Result<(), GatewayError>>,
}

async fn prepare(world: &World) -> Result<(Gateway, Receiver<Incoming>), GatewayError> {
    prepare_by(world, Arc::new(SystemClock)).await
}

async fn prepare_by(
    world: &World,
    clock: Arc<dyn Clock>,
) -> Result<(Gateway, Receiver<Incoming>), GatewayError> {
    let (api_url, deadline) = (world.url.parse().unwrap(), Duration::from_secs(100));
    let settings = Settings { api_url, token: "secret".into(), deadline, calls_per_second: 50 };
    let rest = Arc::new(Rest::new(settings.clone(), Arc::clone(&clock)).unwrap());
    let (sender, events) = mpsc::channel(QUEUE);
    Ok((Gateway::prepare(rest, &settings, clock, sender).await?, events))
}

async fn start(world: &World) -> Bot {
    let (gateway, events) = prepare(world).await.unwrap();
    let handle = gateway.handle();
    #[expect(clippy::disallowed_methods, reason = "the test stands in for the app")]
    let end = tokio::spawn(gateway.run());
    Bot { events, handle, end }
}

impl Bot {
    async fn next(&mut self) -> Incoming {
        self.within(20).await.expect("an event")
    }

    async fn within(&mut self, seconds: u64) -> Option<Incoming> {
        let limit = Duration::from_secs(seconds);
        clock::timeout(&SystemClock, limit, self.events.recv()).await.ok().flatten()
    }

    /// Waits for a session, whatever comes before it.
    async fn session(&mut self) -> Incoming {
        loop {
            let event = self.next().await;
            if matches!(event, Incoming::Ready { .. } | Incoming::Resumed { .. }) {
                return event;
            }
        }
    }

    async fn stop(self) {
        let start = SystemClock.now();
        self.handle.stop().await;
        let took = SystemClock.now() - start;
        assert!(took.num_milliseconds() < 2_000, "{took}");
        self.end.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn events_are_handed_on_and_a_stop_says_goodbye() {
    let world = World::start(vec![Then::Stay]).await;
    let mut bot = start(&world).await;
    let mut seen = Vec::new();
    for _ in 0..EVENTS {
        seen.push(match bot.next().await {
            Incoming::Ready { application_id, guilds, shard, .. } => {
                format!("ready {application_id} {guilds:?} {shard}")
            }
            Incoming::Interaction(interaction, _) => format!("interaction {}", interaction.id()),
            Incoming::Unreadable(value, _) => format!("unreadable {}", value["token"]),
            Incoming::GuildHere { id, name, locale, .. } => format!("here {id} {name} {locale}"),
            Incoming::GuildChanged { id, name, locale } => format!("changed {id} {name} {locale}"),
            Incoming::ChannelGone { guild, channel } => format!("gone {channel} of {guild}"),
            Incoming::ChannelChanged { guild, channel: (id, kind) } => {
                format!("channel {id} {kind} of {guild}")
            }
            Incoming::RolesChanged(id) => format!("roles {id}"),
            Incoming::GuildLeft(id) => format!("left {id}"),
            Incoming::GuildOutage(id) => format!("outage {id}"),
            Incoming::Resumed { shard } => format!("resumed {shard}"),
        });
    }
    seen.sort();
    let wanted = [
        "changed 10 Sandbox zh-CN",
        "channel 20 0 of 10",
        "channel 20 5 of 10",
        "channel 21 11 of 10",
        "channel 21 11 of 10",
        "channel 22 99 of 10",
        "gone 20 of 10",
        "gone 21 of 10",
        "here 10 Sandbox de",
        "interaction 77",
        "left 12",
        "outage 11",
        "ready 7 [10] 0",
        "roles 10",
        "roles 10",
        "roles 10",
        "roles 10",
        "roles 10",
        "unreadable \"t78\"",
    ];
    assert_eq!(seen, wanted);
    let identify = &world.heard()[0];
    assert_eq!((&identify["op"], &identify["d"]["intents"]), (&json!(2), &json!(1)));
    assert_eq!(identify["d"]["shard"], json!([0, 1]));
    assert_eq!(identify["d"]["token"], "Bot secret");
    bot.stop().await;
    assert_eq!(world.heard().last().unwrap(), &json!({"closed": 1000}));
}

#[tokio::test]
async fn a_cut_line_and_op_7_resume_and_repeated_interactions_are_dropped() {
    let world = World::start(vec![Then::Cut, Then::Reconnect, Then::Stay]).await;
    let mut bot = start(&world).await;
    let mut interactions = 0;
    let mut resumed = 0;
    while resumed < 2 {
        match bot.next().await {
            Incoming::Interaction(..) | Incoming::Unreadable(..) => interactions += 1,
            Incoming::Resumed { shard: 0 } => resumed += 1,
            _ => {}
        }
    }
    while let Some(event) = bot.within(1).await {
        interactions += i32::from(matches!(event, Incoming::Interaction(..) | Incoming::Unreadable(..)));
    }
    assert_eq!(interactions, 2, "each once");
    let heard = world.heard();
    let wanted = json!({"op": 6, "d": {"token": "Bot secret", "session_id": "sess1", "seq": EVENTS}});
    assert_eq!((&heard[1], &heard[2]["op"]), (&wanted, &json!(6)));
    bot.stop().await;
}

#[tokio::test]
async fn an_invalid_session_begins_a_new_one() {
    let world = World::start(vec![Then::Invalid, Then::Stay]).await;
    let mut bot = start(&world).await;
    for _ in 0..2 {
        assert!(matches!(bot.session().await, Incoming::Ready { .. }));
    }
    assert_eq!(world.heard()[1]["op"], 2);
    bot.stop().await;
}

#[tokio::test]
async fn a_refused_token_and_refused_intents_end_it_for_good() {
    for (code, wanted) in [(4004, "DISCORD_TOKEN"), (4013, "intents"), (4014, "intents")] {
        let world = World::start(vec![Then::Close(code)]).await;
        let bot = start(&world).await;
        let error = bot.end.await.unwrap().unwrap_err();
        assert!(error.is_final() && error.to_string().contains(wanted), "{error}");
        assert_eq!(world.heard().len(), 1, "one IDENTIFY");
    }
}

#[tokio::test]
async fn without_an_address_nothing_is_dialled() {
    let world = World::start(vec![]).await;
    for url in ["", "ws://gateway.discord.gg", "https://127.0.0.1"] {
        world.name_gateway(url);
        let error = prepare(&world).await.unwrap_err();
        assert!(
            matches!(&error, GatewayError::Unknown(error) if error.kind == ErrorKind::Unreadable),
            "{error}"
        );
    }
    world.refuse_gateway_after(0);
    assert!(matches!(prepare(&world).await, Err(GatewayError::Unknown(_))));
    assert_eq!(world.dialled(), 0);
}

#[tokio::test]
async fn when_serenity_is_refused_the_checked_address_holds() {
    let world = World::start(vec![Then::Stay]).await;
    world.refuse_gateway_after(1);
    let (gateway, _) = prepare(&world).await.unwrap();
    let url = gateway.client.ws_url.lock().await.clone();
    assert!(url.starts_with("ws://127.0.0.1:"), "{url}");
    let mut bot = start_with(gateway);
    assert!(clock::timeout(&SystemClock, Duration::from_secs(1), &mut bot).await.is_err(), "it runs");
    assert_eq!(world.dialled(), 1);
    bot.abort();
}

fn start_with(gateway: Gateway) -> tokio::task::JoinHandle<Result<(), GatewayError>> {
    #[expect(clippy::disallowed_methods, reason = "the test stands in for the app")]
    tokio::spawn(gateway.run())
}

#[tokio::test]
async fn a_shard_without_a_session_ends_it() {
    for (needed, wanted) in [(1, "shard 0 got no session"), (2, "needs 2 shards and runs 1")] {
        let world = World::start(vec![Then::Close(4011)]).await;
        let (gateway, _events) = prepare_by(&world, Arc::new(Fast(SystemClock.now()))).await.unwrap();
        world.want_shards(needed);
        let error = gateway.run().await.unwrap_err();
        assert!(!error.is_final() && error.to_string().contains(wanted), "{error}");
    }
}

#[tokio::test]
async fn a_shard_whose_connection_is_gone_can_be_stopped() {
    let world = World::start(vec![Then::Close(4010)]).await;
    let bot = start(&world).await;
    while world.heard().is_empty() {
        SystemClock.sleep(Duration::from_millis(20)).await;
    }
    SystemClock.sleep(Duration::from_millis(300)).await;
    bot.stop().await;
    assert_eq!(world.dialled(), 1);
}

/// A hundred seconds of it take one.
#[derive(Debug)]
struct Fast(chrono::DateTime<chrono::Utc>);

impl Clock for Fast {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0 + (SystemClock.now() - self.0) * 100
    }

    fn sleep_until(&self, moment: chrono::DateTime<chrono::Utc>) -> clock::Wait<'_> {
        SystemClock.sleep_until(self.0 + (moment - self.0) / 100)
    }
}

#[tokio::test]
async fn the_line_is_noted_while_it_stands_and_when_it_ends() {
    let world = World::start(vec![Then::Stay]).await;
    let line = Line::new(SystemClock.now());
    let (gateway, mut events) = prepare(&world).await.unwrap();
    let gateway = gateway.noting(line.clone());
    let handle = gateway.handle();
    #[expect(clippy::disallowed_methods, reason = "the test stands in for the app")]
    let end = tokio::spawn(gateway.run());
    let connected = async {
        while !line.shards().are_connected() {
            SystemClock.sleep(Duration::from_millis(50)).await;
        }
    };
    clock::timeout(&SystemClock, Duration::from_secs(20), connected).await.expect("it is noted");
    assert_eq!((line.shards().wanted, line.shards().connected), (1, 1));
    events.recv().await.expect("a session");
    handle.stop().await;
    end.await.unwrap().unwrap();
    assert_eq!((line.shards().wanted, line.shards().connected), (1, 0));
}
