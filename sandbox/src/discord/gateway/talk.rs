//! One connection: from HELLO to its end.

use super::{Out, frame, receive};
use crate::{discord::state::Cx, news::Topic, world::World};
use axum::{
    body::Body,
    extract::{
        Query, State,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    },
    http::Response,
};
use chrono::{DateTime, Utc};
use serde_json::json;
use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};
use tokio::sync::mpsc::{Receiver, channel};

/// What a connection remembers of itself.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) id: u64,
    /// The bot's frames of the last minute.
    pub(super) sends: VecDeque<DateTime<Utc>>,
    /// Did a heartbeat come since this was looked at?
    pub(super) beat: bool,
}

/// Opens a connection.
pub(crate) async fn connect(
    State(world): State<Arc<World>>,
    Query(query): Query<HashMap<String, String>>,
    upgrade: WebSocketUpgrade,
) -> Response<Body> {
    upgrade.on_upgrade(move |socket| talk(world, socket, query))
}

async fn talk(world: Arc<World>, mut socket: WebSocket, query: HashMap<String, String>) {
    let version = query.get("v").map_or("10", String::as_str);
    if !matches!(version, "9" | "10") {
        return close(socket, 4012, "Invalid API version").await;
    }
    if query.get("encoding").is_some_and(|encoding| encoding != "json") {
        return close(socket, 4012, "Only the encoding json is served").await;
    }
    let (id, interval, mut outs) = register(&world);
    let mut connection = Connection { id, sends: VecDeque::new(), beat: false };
    let mut kept = true;
    // A heartbeat may be late by half an interval of real time.
    let patience = Duration::from_millis(interval.saturating_mul(3) / 2);
    let mut silence = Box::pin(world.clock.pause(patience));
    loop {
        if std::mem::take(&mut connection.beat) {
            silence = Box::pin(world.clock.pause(patience));
        }
        tokio::select! {
            out = next(&mut outs) => match out {
                Out::Text(text) => {
                    if socket.send(Message::Text(text.into())).await.is_err() {
                        break;
                    }
                }
                Out::Close(code, reason) => {
                    leave(&world, id, true);
                    return close(socket, code, reason).await;
                }
                Out::Cut => break,
            },
            () = &mut silence => {
                leave(&world, id, false);
                return close(socket, 4009, "Session timed out.").await;
            }
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => receive::receive(&world, &mut connection, text.as_str().as_bytes()),
                Some(Ok(Message::Binary(bytes))) => receive::receive(&world, &mut connection, &bytes),
                Some(Ok(Message::Close(frame))) => {
                    kept = !frame.is_some_and(|frame| matches!(frame.code, 1000 | 1001));
                    break;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => break,
            },
        }
    }
    leave(&world, id, kept);
}

async fn next(outs: &mut Receiver<Out>) -> Out {
    outs.recv().await.unwrap_or(Out::Cut)
}

fn register(world: &World) -> (u64, u64, Receiver<Out>) {
    let (sender, outs) = channel(4_096);
    let mut cx = Cx::of(world);
    let interval = cx.s.settings.heartbeat_interval_ms;
    let gateway = &mut cx.s.gateway;
    gateway.last += 1;
    let id = gateway.last;
    gateway.connections.insert(id, sender);
    gateway.tell(id, frame(10, &json!({"heartbeat_interval": interval})));
    (id, interval, outs)
}

/// The connection is over; its session waits for a RESUME unless the bot ended it.
fn leave(world: &World, id: u64, kept: bool) {
    let mut cx = Cx::of(world);
    let now = cx.now;
    let gateway = &mut cx.s.gateway;
    gateway.connections.remove(&id);
    if !kept {
        gateway.sessions.retain(|session| session.connection != Some(id));
    }
    if let Some(session) = gateway.of(id) {
        session.connection = None;
        session.dropped = Some(now);
    }
    world.news.tell(Topic::State);
    world.discord.changed();
}

async fn close(mut socket: WebSocket, code: u16, reason: &'static str) {
    let frame = CloseFrame { code, reason: reason.into() };
    if socket.send(Message::Close(Some(frame))).await.is_err() {
        return;
    }
    while let Some(Ok(_)) = socket.recv().await {}
}
