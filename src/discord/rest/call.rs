//! One call: waits for its turn, sends, learns from the answer, repeats where that is safe.

use super::{
    Rest,
    answer::Answer,
    body::Body,
    error::{ErrorKind, RestError},
    limits::{Lane, TooLate},
};
use crate::{
    clock,
    telemetry::{self, Timer},
};
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Method, header::AUTHORIZATION};
use serde_json::Value;
use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::PoisonError,
    time::Duration,
};

/// After a failure a call is sent again at most so often; after a 429 at most so often.
const REPEATS: u32 = 2;
const REPEATS_429: u32 = 5;
/// The first pause before a repeat is up to this long and at least half of it; the next twice that.
const PAUSE_MS: u64 = 200;
/// What [`Call::impatient`] waits: longer than it takes to let as many calls pass as are under way at once.
const PATIENCE: Duration = Duration::from_secs(2);

/// After which failures, besides a 429, a call is sent again by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Only when it never left, for a second one would do the deed twice.
    Unsent,
    /// Also when its outcome is unclear.
    Unclear,
}

/// A call to be made.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) lane: Lane,
    pub(super) path: Vec<Segment>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Body,
    pub(super) repeat: Repeat,
    /// The longest that it may take, its waits included.
    pub(super) limit: Duration,
    /// The longest that it waits for its turn and for rate limits.
    pub(super) patience: Duration,
}

/// A part of a path. The secret ones don't show.
pub(super) enum Segment {
    Plain(String),
    Secret(String),
}

impl std::fmt::Debug for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Secret(_) => f.write_str("…"),
        }
    }
}

impl Call {
    /// One that rather comes back later than wait: others have their turn meanwhile.
    pub(super) fn impatient(self) -> Self {
        Self { patience: PATIENCE, ..self }
    }
}

impl Rest {
    /// A call in the bot's name without a body, that may be repeated; `resource` is the channel or server that its
    /// limits go by.
    pub(super) fn bot_call(&self, method: Method, route: &'static str, resource: u64, path: &[&str]) -> Call {
        let lane = Lane { route, resource, interaction: false };
        let path = path.iter().map(|part| Segment::Plain((*part).to_owned())).collect();
        Call {
            method,
            lane,
            path,
            query: Vec::new(),
            body: Body::None,
            repeat: Repeat::Unclear,
            limit: self.deadline,
            patience: self.deadline,
        }
    }

    /// Makes a call; [`Value::Null`] where the answer is empty.
    pub(super) async fn run(&self, call: Call) -> Result<Value, RestError> {
        let begun = self.clock.now();
        let (deadline, patience) = (begun + call.limit, begun + call.patience.min(call.limit));
        let (mut failures, mut limits) = (0, 0);
        loop {
            let error = match self.attempt(&call, deadline, patience).await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            let pause = if error.status == Some(429) {
                limits += 1;
                // The wait itself is the limiter's: it knows by now.
                let wait = error.retry_after.unwrap_or_default();
                (limits <= REPEATS_429 && self.clock.now() + wait < patience && !error.edit_is_lost())
                    .then_some(wait)
            } else {
                failures += 1;
                (failures <= REPEATS && call.repeat.covers(error.kind)).then(|| pause(failures))
            };
            let in_time = pause.filter(|pause| self.clock.now() + *pause < deadline);
            tracing::debug!(route = call.lane.route, resource = call.lane.resource, %error,
                again = in_time.is_some(), "a call to Discord failed");
            match in_time {
                None => return Err(error),
                Some(_) if error.status == Some(429) => {}
                Some(pause) => self.clock.sleep(pause).await,
            }
        }
    }

    async fn attempt(
        &self,
        call: &Call,
        deadline: DateTime<Utc>,
        patience: DateTime<Utc>,
    ) -> Result<Value, RestError> {
        let lane = call.lane;
        if !lane.interaction && self.breaker.is_open(self.clock.now()) {
            return Err(RestError::local(ErrorKind::Halted, "too many invalid requests in ten minutes"));
        }
        let turn = async {
            let permit = self.limits.take(lane, patience).await?;
            let room = if lane.interaction { self.room.acquire().await.ok() } else { None };
            Ok((permit, room))
        };
        let (permit, _room) = match clock::timeout(&*self.clock, self.left(patience), turn).await {
            Ok(Ok(turn)) => turn,
            Ok(Err(TooLate { until })) => return Err(self.too_late(until)),
            Err(clock::Elapsed) => return Err(self.too_late(self.clock.now())),
        };
        let request = self.request(call)?;
        let sent = self.clock.now();
        let exchange = async { Answer::read(self.http.execute(request).await?).await };
        let timer = Timer::start();
        let answer = clock::timeout(&*self.clock, self.left(deadline), exchange).await;
        let status = answer.as_ref().ok().and_then(|answer| answer.as_ref().ok()).map(|answer| answer.status);
        telemetry::discord_call(lane.route, status, timer.took());
        let answer = match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(transport(error)),
            Err(clock::Elapsed) => return Err(RestError::local(ErrorKind::Lost, "no answer in time")),
        };
        if let Some(date) = answer.date {
            // What left in the middle of the second that it names arrived half of the way's time ago.
            let half = (self.clock.now() - sent) / 2 - TimeDelta::milliseconds(500);
            *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Some(sent + half - date);
        }
        let block = answer.block();
        self.breaker.note(answer.status, block.map(|block| block.scope), self.clock.now());
        self.limits.settle(permit, lane, &answer.rate, block);
        tracing::trace!(
            route = lane.route,
            resource = lane.resource,
            status = answer.status,
            "Discord answered"
        );
        answer.into_result()
    }

    fn request(&self, call: &Call) -> Result<reqwest::Request, RestError> {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.extend(call.path.iter().map(|segment| match segment {
                Segment::Plain(text) | Segment::Secret(text) => text,
            }));
        }
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        let mut request = call.body.put_on(self.http.request(call.method.clone(), url));
        if !call.lane.interaction {
            request = request.header(AUTHORIZATION, self.authorization.clone());
        }
        request.build().map_err(transport)
    }

    fn left(&self, deadline: DateTime<Utc>) -> Duration {
        (deadline - self.clock.now()).to_std().unwrap_or_default()
    }

    fn too_late(&self, until: DateTime<Utc>) -> RestError {
        let wait = self.left(until);
        RestError { retry_after: Some(wait), ..RestError::local(ErrorKind::Limited, "not sent for that") }
    }
}

impl Repeat {
    fn covers(self, kind: ErrorKind) -> bool {
        match kind {
            ErrorKind::NotSent => true,
            ErrorKind::Lost | ErrorKind::Broken => self == Self::Unclear,
            ErrorKind::Refused | ErrorKind::Limited | ErrorKind::Unreadable | ErrorKind::Halted => false,
        }
    }
}

/// A different pause each time, so that many callers don't come back together.
fn pause(failures: u32) -> Duration {
    let most = PAUSE_MS << failures.saturating_sub(1).min(8);
    let chance = RandomState::new().build_hasher().finish();
    Duration::from_millis(most / 2 + chance % (most / 2 + 1))
}

/// The address stays out of it: an interaction's holds its token.
fn transport(error: reqwest::Error) -> RestError {
    let kind = if error.is_connect() || error.is_builder() { ErrorKind::NotSent } else { ErrorKind::Lost };
    let error = error.without_url();
    let mut message = error.to_string();
    let mut below = std::error::Error::source(&error);
    while let Some(cause) = below {
        message = format!("{message}: {cause}");
        below = cause.source();
    }
    RestError::local(kind, message)
}
