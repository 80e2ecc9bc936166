//! A small Gateway: one line of its script a connection.

use axum::{
    Json, Router,
    extract::{
        State,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    },
    http::StatusCode,
    response::Response,
    routing::get,
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// So many events a fresh session begins with, numbered from 1.
pub(super) const EVENTS: u64 = 19;

/// What happens once a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    Cut,
    /// op 7
    Reconnect,
    /// op 9
    Invalid,
    /// Instead of a session.
    Close(u16),
}

#[derive(Debug, Default)]
struct Inner {
    url: String,
    asked: usize,
    refuse_after: Option<usize>,
    script: Vec<Then>,
    dialled: usize,
    shards: u32,
    heard: Vec<Value>,
}

#[derive(Clone)]
pub(super) struct World {
    pub(super) url: String,
    inner: Arc<Mutex<Inner>>,
}

impl World {
    pub(super) async fn start(script: Vec<Then>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let inner = Inner { url: format!("ws://{address}"), script, shards: 1, ..Inner::default() };
        let world = Self { url: format!("http://{address}"), inner: Arc::new(Mutex::new(inner)) };
        let app = Router::new()
            .route("/api/v10/gateway", get(gateway))
            .route("/api/v10/gateway/bot", get(gateway))
            .route("/", get(dial))
            .with_state(world.clone());
        #[expect(clippy::disallowed_methods, reason = "a server for the test")]
        tokio::spawn(async move { axum::serve(listener, app).await });
        world
    }

    pub(super) fn name_gateway(&self, url: &str) {
        url.clone_into(&mut self.inner.lock().unwrap().url);
    }

    /// `GET /gateway` is refused from then on; `GET /gateway/bot` counts not.
    pub(super) fn refuse_gateway_after(&self, times: usize) {
        let mut inner = self.inner.lock().unwrap();
        inner.asked = 0;
        inner.refuse_after = Some(times);
    }

    pub(super) fn want_shards(&self, shards: u32) {
        self.inner.lock().unwrap().shards = shards;
    }

    pub(super) fn dialled(&self) -> usize {
        self.inner.lock().unwrap().dialled
    }

    pub(super) fn heard(&self) -> Vec<Value> {
        self.inner.lock().unwrap().heard.clone()
    }

    fn hear(&self, value: Value) {
        self.inner.lock().unwrap().heard.push(value);
    }
}

async fn gateway(State(world): State<World>, uri: axum::http::Uri) -> Result<Json<Value>, StatusCode> {
    let mut inner = world.inner.lock().unwrap();
    if !uri.path().ends_with("bot") {
        inner.asked += 1;
        if inner.refuse_after.is_some_and(|times| inner.asked > times) {
            return Err(StatusCode::INTERNAL_SERVER_ERROR);
        }
    }
    let limit = json!({"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1});
    Ok(Json(json!({"url": inner.url, "shards": inner.shards, "session_start_limit": limit})))
}

async fn dial(State(world): State<World>, upgrade: WebSocketUpgrade) -> Response {
    let then = {
        let mut inner = world.inner.lock().unwrap();
        inner.dialled += 1;
        inner.script.get(inner.dialled - 1).copied().unwrap_or(Then::Stay)
    };
    upgrade.on_upgrade(move |socket| async move {
        let _ = converse(socket, &world, then).await;
    })
}

async fn converse(mut socket: WebSocket, world: &World, then: Then) -> Option<()> {
    say(&mut socket, json!({"op": 10, "d": {"heartbeat_interval": 41_250}, "s": null, "t": null})).await?;
    let opened = loop {
        let value = hear(&mut socket).await?;
        if value["op"] != 1 {
            break value;
        }
        say(&mut socket, json!({"op": 11})).await?;
    };
    world.hear(opened.clone());
    if let Then::Close(code) = then {
        let frame = CloseFrame { code, reason: "".into() };
        socket.send(Message::Close(Some(frame))).await.ok()?;
        return hear(&mut socket).await.map(drop);
    }
    for event in if opened["op"] == 6 { replay() } else { fresh() } {
        say(&mut socket, event).await?;
    }
    match then {
        Then::Cut => return None,
        Then::Reconnect => say(&mut socket, json!({"op": 7, "d": null})).await?,
        Then::Invalid => say(&mut socket, json!({"op": 9, "d": false})).await?,
        Then::Stay | Then::Close(_) => {}
    }
    loop {
        let value = hear(&mut socket).await?;
        if value.get("closed").is_some() {
            world.hear(value);
            return None;
        }
        if value["op"] == 1 {
            say(&mut socket, json!({"op": 11})).await?;
        }
    }
}

async fn say(socket: &mut WebSocket, value: Value) -> Option<()> {
    socket.send(Message::Text(value.to_string().into())).await.ok()
}

async fn hear(socket: &mut WebSocket) -> Option<Value> {
    loop {
        match socket.recv().await?.ok()? {
            Message::Text(text) => return serde_json::from_str(&text).ok(),
            Message::Close(frame) => return Some(json!({"closed": frame.map(|frame| frame.code)})),
            _ => {}
        }
    }
}

fn dispatch(seq: u64, kind: &str, data: Value) -> Value {
    json!({"op": 0, "s": seq, "t": kind, "d": data})
}

fn interactions() -> [Value; 2] {
    let user = json!({"id": "3", "username": "mason", "discriminator": "0", "avatar": null});
    let good = json!({"id": "77", "application_id": "7", "type": 2, "token": "t77", "version": 1,
        "data": {"id": "40", "name": "ranking", "type": 1}, "channel_id": "60", "user": user,
        "channel": {"id": "60", "type": 1, "recipients": [user]}, "app_permissions": "442368", "locale": "de",
        "entitlements": [], "authorizing_integration_owners": {"0": "0"}, "context": 1,
        "attachment_size_limit": 10_485_760});
    [
        dispatch(2, "INTERACTION_CREATE", good),
        dispatch(3, "INTERACTION_CREATE", json!({"id": "78", "token": "t78", "type": 99})),
    ]
}

fn fresh() -> Vec<Value> {
    let user =
        json!({"id": "7", "username": "bot", "discriminator": "0", "avatar": null, "mfa_enabled": false});
    let ready = json!({"v": 10, "user": user, "guilds": [{"id": "10", "unavailable": true}], "session_id": "sess1",
        "resume_gateway_url": "wss://gateway.discord.gg", "application": {"id": "7", "flags": 0}});
    let mut all = vec![dispatch(1, "READY", ready)];
    all.extend(interactions());
    let more = [
        (
            "GUILD_CREATE",
            json!({"id": "10", "name": "Sandbox", "preferred_locale": "de", "of a kind": "yet unknown"}),
        ),
        ("GUILD_DELETE", json!({"id": "11", "unavailable": true})),
        ("GUILD_DELETE", json!({"id": "12"})),
        ("GUILD_UPDATE", guild()),
        ("CHANNEL_CREATE", channel("20", 0)),
        ("CHANNEL_UPDATE", channel("20", 5)),
        ("CHANNEL_UPDATE", json!({"id": "22", "type": 99, "guild_id": "10", "name": 7})),
        ("CHANNEL_DELETE", channel("20", 5)),
        ("THREAD_CREATE", channel("21", 11)),
        ("THREAD_UPDATE", channel("21", 11)),
        ("THREAD_DELETE", json!({"id": "21", "guild_id": "10", "parent_id": "20", "type": 11})),
        ("GUILD_ROLE_CREATE", json!({"guild_id": "10", "role": role()})),
        ("GUILD_ROLE_UPDATE", json!({"guild_id": "10", "role": role()})),
        ("GUILD_ROLE_DELETE", json!({"guild_id": "10", "role_id": "30"})),
        ("GUILD_MEMBER_UPDATE", member("2026-01-02T03:04:05.678000+00:00".into())),
        ("GUILD_MEMBER_UPDATE", member(Value::Null)),
    ];
    all.extend((4..).zip(more).map(|(seq, (kind, data))| dispatch(seq, kind, data)));
    all
}

fn channel(id: &str, kind: u8) -> Value {
    json!({"id": id, "type": kind, "guild_id": "10", "name": "news", "position": 1, "permission_overwrites": [],
        "parent_id": "20", "flags": 0, "nsfw": false, "topic": null, "last_message_id": null,
        "rate_limit_per_user": 0})
}

fn role() -> Value {
    json!({"id": "30", "name": "Team", "color": 0, "hoist": false, "icon": null, "unicode_emoji": null,
        "position": 1, "permissions": "2048", "managed": false, "mentionable": false, "flags": 0})
}

/// The bot itself; `joined_at` may be absent, which serenity doesn't know.
fn member(joined_at: Value) -> Value {
    json!({"guild_id": "10", "user": {"id": "7", "username": "bot", "discriminator": "0", "avatar": null},
        "nick": null, "avatar": null, "roles": ["30"], "joined_at": joined_at, "deaf": false, "mute": false,
        "flags": 0, "communication_disabled_until": null})
}

fn guild() -> Value {
    json!({"id": "10", "name": "Sandbox", "preferred_locale": "zh-CN", "icon": null, "splash": null,
        "discovery_splash": null, "description": null, "banner": null, "owner_id": "3", "afk_channel_id": null,
        "afk_timeout": 300, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
        "public_updates_channel_id": null, "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0,
        "premium_subscription_count": 0, "premium_progress_bar_enabled": false, "vanity_url_code": null,
        "application_id": null, "features": [], "emojis": [], "stickers": [], "roles": [role()]})
}

/// "Events may be replayed": both interactions come again.
fn replay() -> Vec<Value> {
    interactions().into_iter().chain([dispatch(EVENTS + 1, "RESUMED", json!({}))]).collect()
}
