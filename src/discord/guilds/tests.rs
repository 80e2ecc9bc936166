//! Servers as Discord tells of them, asked seldom.

use super::{seen::Tag, *};
use crate::{
    clock::ManualClock,
    discord::rest::tests::server::{Reply, Seen, Server},
};
use serde_json::json;
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

const SERVER: u64 = 1;
const CHANNEL: u64 = 20;
const THREAD: u64 = 21;
const FORUM: u64 = 22;
const FOREIGN: u64 = 23;
const MINUTE: Duration = Duration::from_secs(60);

/// A server in which the bot may do what the role of all allows, as `rights` says.
fn script(rights: Arc<AtomicU64>) -> impl Fn(&Seen, usize) -> Reply + Send + Sync {
    move |seen, _| {
        let rights = rights.load(Ordering::Relaxed).to_string();
        let tags = json!([{"id": "7", "moderated": true}, {"id": "8", "moderated": false}]);
        let body = match seen.path.rsplit("/v10/").next().unwrap_or_default() {
            "users/@me" => json!({"id": "5"}),
            "guilds/1" => json!({"id": "1", "owner_id": "9", "roles": [
                {"id": "1", "permissions": rights, "mentionable": false},
                {"id": "2", "permissions": "0", "mentionable": true},
            ]}),
            "guilds/1/members/5" => json!({"user": {"id": "5"}, "roles": []}),
            "channels/20" => json!({"id": "20", "type": 5, "guild_id": "1", "name": "news",
                "permission_overwrites": [{"id": "5", "type": 1, "allow": "0", "deny": "2048"}]}),
            "channels/21" => json!({"id": "21", "type": 11, "guild_id": "1", "parent_id": "20", "name": "t",
                "thread_metadata": {"archived": true, "locked": true}}),
            "channels/22" => json!({"id": "22", "type": 15, "guild_id": "1", "name": "f", "flags": 16,
                "available_tags": tags}),
            "channels/23" => json!({"id": "23", "type": 0, "guild_id": "77", "name": "x"}),
            "channels/24" => return Reply::json(403, json!({"code": 50001, "message": "Missing Access"})),
            "channels/25" => return Reply::json(404, json!({"code": 10003, "message": "Unknown Channel"})),
            _ => return Reply::json(503, json!({"message": "503: Service Unavailable"})),
        };
        Reply::json(200, body)
    }
}

/// A server that may be asked by a clock that a test moves.
struct World {
    server: Server,
    guilds: DiscordGuilds,
    clock: Arc<ManualClock>,
}

async fn world(script: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static) -> World {
    let server = Server::start(script).await;
    let clock = Arc::new(ManualClock::new(DateTime::UNIX_EPOCH));
    let guilds = DiscordGuilds::new(Arc::clone(&server.rest), Arc::clone(&clock) as _);
    World { server, guilds, clock }
}

async fn allowed(rights: u64) -> World {
    world(script(Arc::new(AtomicU64::new(rights)))).await
}

const ALL: [Right; 4] = [Right::ViewChannel, Right::SendMessages, Right::EmbedLinks, Right::SendInThreads];

fn all() -> u64 {
    ALL.iter().fold(0, |all, right| all | right.bit())
}

#[tokio::test]
async fn places_are_told_with_what_the_bot_may_do_there() {
    let World { guilds, server: _server, .. } = allowed(all()).await;
    let news = guilds.place(SERVER, CHANNEL).await.unwrap();
    assert_eq!((news.kind, news.name.as_str()), (PlaceKind::Announcement, "news"));
    assert_eq!(news.rights.missing(&ALL), [Right::SendMessages], "an exception of its own");
    let thread = guilds.place(SERVER, THREAD).await.unwrap();
    assert_eq!(thread.kind, PlaceKind::Thread { archived: true, locked: true });
    assert!(!thread.rights.has(Right::SendMessages), "what holds above a thread holds in it");
    let forum = guilds.place(SERVER, FORUM).await.unwrap();
    assert_eq!(forum.kind, PlaceKind::Forum { tag: Some(8), lacks_tag: false });
    let rights = guilds.rights_of(SERVER, CHANNEL, 6, &[]).await.unwrap();
    assert!(rights.has(Right::SendMessages), "somebody else's");
    assert_eq!(guilds.role_is_mentionable(SERVER, 2).await, Ok(true));
    assert_eq!(guilds.role_is_mentionable(SERVER, 3).await, Err(Unseen::Gone));
}

#[tokio::test]
async fn what_is_not_seen_says_why() {
    let World { guilds, server: _server, .. } = allowed(all()).await;
    assert_eq!(guilds.place(SERVER, FOREIGN).await, Err(Unseen::Foreign));
    assert_eq!(guilds.place(SERVER, 24).await, Err(Unseen::Hidden));
    assert_eq!(guilds.place(SERVER, 25).await, Err(Unseen::Gone));
    assert!(matches!(guilds.place(SERVER, 26).await, Err(Unseen::Unreachable(_))));
}

#[tokio::test]
async fn discord_is_asked_once_a_minute_or_when_something_changed() {
    let rights = Arc::new(AtomicU64::new(all()));
    let World { server, guilds, clock } = world(script(Arc::clone(&rights))).await;
    let sends = async || guilds.place(SERVER, FORUM).await.unwrap().rights.has(Right::SendMessages);
    assert!(sends().await && sends().await);
    let asked = server.seen().len();
    assert_eq!(asked, 4, "channel, server, who the bot is and what it has");
    rights.store(Right::ViewChannel.bit(), Ordering::Relaxed);
    assert!(sends().await, "it is believed");
    guilds.forget(SERVER);
    assert!(!sends().await);
    assert_eq!(server.seen().len(), asked + 3);
    rights.store(all(), Ordering::Relaxed);
    clock.advance(MINUTE);
    assert!(sends().await);
}

#[tokio::test]
async fn who_asks_at_the_same_time_shares_the_answer() {
    let World { server, guilds, clock } = allowed(all()).await;
    for _ in 0..2 {
        let (one, two, three) = tokio::join!(
            guilds.place(SERVER, FORUM),
            guilds.place(SERVER, FORUM),
            guilds.rights_of(SERVER, FORUM, 6, &[])
        );
        assert_eq!((one.as_ref().unwrap().rights, one), (three.unwrap(), two));
        clock.advance(MINUTE);
    }
    assert_eq!(server.seen().len(), 4 + 3, "who the bot is doesn't change");
}

#[tokio::test]
async fn a_failure_is_not_remembered() {
    let World { guilds, server: _server, .. } = world(|_, n| match n {
        0 => Reply::json(404, json!({"code": 10003, "message": "Unknown Channel"})),
        _ => Reply::json(200, json!({"id": "1", "guild_id": "1", "type": 0, "name": "x"})),
    })
    .await;
    assert_eq!(guilds.place(SERVER, CHANNEL).await, Err(Unseen::Gone));
    assert_eq!(guilds.place(SERVER, CHANNEL).await.unwrap().rights, Rights(0));
}

#[test]
fn kinds_are_told_by_discords_types() {
    let tag = |id, moderated| Tag { id, moderated };
    let channel = |kind| Channel {
        kind,
        requires_tag: true,
        tags: vec![tag(7, true), tag(8, false)],
        ..Channel::default()
    };
    let of = |channel: &Channel| kind(channel, Rights(all()));
    assert_eq!([0, 2].map(|kind| of(&channel(kind))), [PlaceKind::Text, PlaceKind::Text]);
    assert_eq!(of(&channel(5)), PlaceKind::Announcement);
    let thread = PlaceKind::Thread { archived: false, locked: false };
    assert_eq!([10, 11, 12].map(|kind| of(&channel(kind))), [thread.clone(), thread.clone(), thread]);
    for kind in [1, 3, 4, 13, 14, 17, u64::MAX] {
        assert_eq!(of(&channel(kind)), PlaceKind::Other, "{kind}");
    }
    let forum = |tag, lacks_tag| PlaceKind::Forum { tag, lacks_tag };
    assert_eq!([15, 16].map(|kind| of(&channel(kind))), [forum(Some(8), false), forum(Some(8), false)]);
    let manages = Rights(all() | Right::ManageThreads.bit());
    assert_eq!(kind(&channel(15), manages), forum(Some(7), false));
    let moderated = Channel { tags: vec![tag(7, true)], ..channel(15) };
    assert_eq!((of(&moderated), kind(&moderated, manages)), (forum(None, true), forum(Some(7), false)));
    assert_eq!(of(&Channel { requires_tag: false, ..moderated }), forum(None, false));
}

#[tokio::test]
async fn a_bot_in_time_out_may_not_post_until_it_is_over() {
    let until = Arc::new(Mutex::new(String::new()));
    let told = Arc::clone(&until);
    let World { guilds, clock, server: _server } =
        world(move |seen, n| match seen.path.rsplit("/v10/").next().unwrap_or_default() {
            "guilds/1/members/5" => {
                let until = told.lock().unwrap().clone();
                Reply::json(200, json!({"roles": [], "communication_disabled_until": until}))
            }
            _ => script(Arc::new(AtomicU64::new(all())))(seen, n),
        })
        .await;
    *until.lock().unwrap() = (clock.now() + TimeDelta::seconds(30)).to_rfc3339();
    let missing = async || guilds.place(SERVER, FORUM).await.unwrap().rights.missing(&ALL);
    assert_eq!(missing().await, [Right::SendMessages, Right::EmbedLinks, Right::SendInThreads]);
    clock.advance(MINUTE / 2);
    assert_eq!(missing().await, []);
}
