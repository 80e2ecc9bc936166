//! A server that answers as the test says, and a clock that runs faster than the world's.

use crate::{
    clock::{Clock, SystemClock, Wait},
    discord::rest::{InteractionKey, Rest, Settings},
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, Response, Uri},
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

pub(in crate::discord) const TOKEN: &str = "bot-token-that-nobody-may-see";
pub(in crate::discord) const KEY_TOKEN: &str = "interaction-token-that-nobody-may-see";
/// How much faster than the world's the clock runs.
const SPEED: i32 = 10;

/// A request as it came.
#[derive(Clone, Debug)]
pub(in crate::discord) struct Seen {
    pub(in crate::discord) method: Method,
    pub(in crate::discord) path: String,
    pub(in crate::discord) headers: HeaderMap,
    pub(in crate::discord) body: String,
    pub(in crate::discord) at: DateTime<Utc>,
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(in crate::discord) enum Reply {
    Says(u16, Vec<(&'static str, String)>, String),
    Silence,
    BreaksOff,
}

impl Reply {
    pub(in crate::discord) fn json(status: u16, body: Value) -> Self {
        Self::Says(status, vec![("via", "1.1 google".into())], body.to_string())
    }

    pub(in crate::discord) fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        if let Self::Says(_, headers, _) = &mut self {
            headers.push((name, value.to_string()));
        }
        self
    }
}

type Script = dyn Fn(&Seen, usize) -> Reply + Send + Sync;

#[derive(Clone)]
struct World {
    seen: Arc<Mutex<Vec<Seen>>>,
    script: Arc<Script>,
    clock: Arc<Fast>,
}

pub(in crate::discord) struct Server {
    pub(in crate::discord) rest: Arc<Rest>,
    pub(in crate::discord) clock: Arc<Fast>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// `script` gets the request and how many came before it.
    pub(in crate::discord) async fn start(
        script: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let clock = Arc::new(Fast(SystemClock.now()));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let world = World { seen: Arc::clone(&seen), script: Arc::new(script), clock: Arc::clone(&clock) };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let api_url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let app = Router::new().fallback(answer).with_state(world);
        #[expect(clippy::disallowed_methods, reason = "a server for the test")]
        tokio::spawn(async move { axum::serve(listener, app).await });
        let settings = Settings {
            api_url,
            token: TOKEN.into(),
            deadline: Duration::from_secs(10),
            calls_per_second: 50,
        };
        let rest = Arc::new(Rest::new(settings, Arc::clone(&clock) as Arc<dyn Clock>).unwrap());
        Self { rest, clock, seen }
    }

    pub(in crate::discord) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

async fn answer(
    State(world): State<World>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let body = String::from_utf8_lossy(&body).into_owned();
    let seen = Seen { method, path: uri.to_string(), headers, body, at: world.clock.now() };
    let before = {
        let mut all = world.seen.lock().unwrap();
        all.push(seen.clone());
        all.len() - 1
    };
    match (world.script)(&seen, before) {
        Reply::Silence => std::future::pending().await,
        Reply::BreaksOff => {
            let pieces = futures_util::stream::iter([Err::<Bytes, _>(std::io::Error::other("cut"))]);
            Response::new(Body::from_stream(pieces))
        }
        Reply::Says(status, headers, body) => {
            let start = Response::builder().status(status);
            let all = headers.into_iter().fold(start, |all, (name, value)| all.header(name, value));
            all.body(Body::from(body)).unwrap()
        }
    }
}

/// Ten seconds of it take one.
#[derive(Debug)]
pub(in crate::discord) struct Fast(DateTime<Utc>);

impl Clock for Fast {
    fn now(&self) -> DateTime<Utc> {
        self.0 + (SystemClock.now() - self.0) * SPEED
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_> {
        SystemClock.sleep_until(self.0 + (moment - self.0) / SPEED)
    }
}

pub(in crate::discord) fn key(id: u64) -> InteractionKey {
    InteractionKey { id, application_id: 7, token: KEY_TOKEN.into() }
}
