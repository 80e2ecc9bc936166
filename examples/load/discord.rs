//! A Discord as lean as it can be: the Gateway, the route that takes answers, and what a bot asks at its start.

use crate::payload;
use anyhow::{Context, bail};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{
        State,
        ws::{Message, WebSocket, WebSocketUpgrade},
    },
    http::StatusCode,
    response::Response,
    routing::{get, post},
    serve::ListenerExt,
};
use futures_util::SinkExt;
use serde_json::{Value, json};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    net::TcpListener,
    sync::{mpsc, oneshot},
};

/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Answers that may wait to be read.
const ROOM: usize = 100_000;

/// An answer that arrived whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) at: Instant,
    pub(crate) body: Bytes,
}

/// Frames to be written at once, and whom to tell when that begins.
type Batch = (Vec<Message>, oneshot::Sender<Instant>);

struct Shared {
    url: String,
    batches: Mutex<Option<mpsc::Receiver<Batch>>>,
    ready: mpsc::Sender<()>,
    answers: mpsc::Sender<Answer>,
}

/// One Discord for one bot.
pub(crate) struct Discord {
    pub(crate) url: String,
    pub(crate) log: PathBuf,
    batches: mpsc::Sender<Batch>,
    ready: mpsc::Receiver<()>,
    answers: mpsc::Receiver<Answer>,
    last_id: u64,
}

impl Discord {
    /// Serves on a free port.
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        // Small frames would otherwise wait for the acknowledgement of those before.
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let (batches, to_write) = mpsc::channel(1);
        let (is_ready, ready) = mpsc::channel(1);
        let (answered, answers) = mpsc::channel(ROOM);
        let shared = Shared {
            url: url.clone(),
            batches: Mutex::new(Some(to_write)),
            ready: is_ready,
            answers: answered,
        };
        let app = Router::new()
            .route("/", get(dial))
            .route("/api/v10/gateway", get(gateway))
            .route("/api/v10/gateway/bot", get(gateway))
            .route("/api/v10/applications/{id}/commands", get(no_commands).put(register))
            .route("/api/v10/interactions/{id}/{token}/callback", post(answer))
            .with_state(Arc::new(shared));
        #[expect(clippy::disallowed_methods, reason = "the tool serves beside measuring")]
        tokio::spawn(async move { axum::serve(listener, app).await });
        let log = PathBuf::new();
        Ok(Self { url, log, batches, ready, answers, last_id: 1_000_000 })
    }

    /// Waits until the bot has a session.
    pub(crate) async fn connected(&mut self) -> anyhow::Result<()> {
        match within(self.ready.recv()).await {
            Some(Some(())) => Ok(()),
            _ => bail!("it didn't connect; it says: {}", std::fs::read_to_string(&self.log)?),
        }
    }

    /// Has so many people run a command at once: when the first one did, and all answers in the order they came.
    pub(crate) async fn ask(&mut self, data: &str, count: usize) -> anyhow::Result<(Instant, Vec<Answer>)> {
        let frames = (0..count)
            .map(|_| {
                self.last_id += 1;
                Message::Text(payload::interaction(self.last_id, data).into())
            })
            .collect();
        let (begun, begins) = oneshot::channel();
        self.batches.send((frames, begun)).await.context("the connection is over")?;
        let mut answers = Vec::with_capacity(count);
        let all = async {
            let begun = begins.await.context("the connection is over")?;
            while answers.len() < count {
                answers.push(self.answers.recv().await.context("the server is over")?);
            }
            anyhow::Ok(begun)
        };
        match within(all).await {
            Some(begun) => Ok((begun?, answers)),
            None => bail!("an answer is missing; it says: {}", std::fs::read_to_string(&self.log)?),
        }
    }
}

async fn gateway(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let url = shared.url.replacen("http", "ws", 1);
    let limit = json!({ "total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1 });
    Json(json!({ "url": url, "shards": 1, "session_start_limit": limit }))
}

async fn no_commands() -> Json<Value> {
    Json(json!([]))
}

async fn register(Json(commands): Json<Value>) -> Json<Value> {
    Json(commands)
}

async fn answer(State(shared): State<Arc<Shared>>, body: Bytes) -> StatusCode {
    let _ = shared.answers.try_send(Answer { at: now(), body });
    StatusCode::NO_CONTENT
}

async fn dial(State(shared): State<Arc<Shared>>, upgrade: WebSocketUpgrade) -> Response {
    let batches = shared.batches.lock().unwrap_or_else(PoisonError::into_inner).take();
    upgrade.on_upgrade(async move |socket| {
        if let Some(batches) = batches {
            // Whoever waits for an answer notices that it is over.
            let _ = converse(socket, batches, &shared.ready).await;
        }
    })
}

/// One session, until either side goes.
async fn converse(
    mut socket: WebSocket,
    mut batches: mpsc::Receiver<Batch>,
    ready: &mpsc::Sender<()>,
) -> Result<(), axum::Error> {
    socket.send(Message::Text(payload::HELLO.into())).await?;
    loop {
        tokio::select! {
            message = socket.recv() => {
                let Some(Message::Text(text)) = message.transpose()? else { return Ok(()) };
                let message: Value = serde_json::from_str(&text).unwrap_or_default();
                if message["op"] == 1 {
                    socket.send(Message::Text(r#"{"op":11}"#.into())).await?;
                } else if message["op"] == 2 {
                    for event in [payload::ready(), payload::GUILD_CREATE.to_owned()] {
                        socket.send(Message::Text(event.into())).await?;
                    }
                    let _ = ready.try_send(());
                }
            }
            Some((frames, begun)) = batches.recv() => {
                let _ = begun.send(now());
                for frame in frames {
                    socket.feed(frame).await?;
                }
                socket.flush().await?;
            }
        }
    }
}

/// Waits for `work`, but not for ever.
async fn within<T>(work: impl Future<Output = T>) -> Option<T> {
    #[expect(clippy::disallowed_methods, reason = "the tool measures real time")]
    tokio::time::timeout(PATIENCE, work).await.ok()
}

/// Waits that long.
pub(crate) async fn pause(time: Duration) {
    #[expect(clippy::disallowed_methods, reason = "the tool measures real time")]
    tokio::time::sleep(time).await;
}

/// Now.
pub(crate) fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "the tool measures real time")]
    Instant::now()
}
