//! What is counted and timed of a running bot, for Prometheus: one function for each kind of event. Where nothing was
//! installed they cost next to nothing. What is a state and not an event (the outbox's depth, credits left) is asked
//! for when it is looked at, by `http`.
//!
//! Labels come from fixed sets, never from people: each value is a time series for ever.

mod line;
mod pulse;

pub use line::{Line, Shards};
pub use pulse::Pulse;

use metrics::{Unit, counter, describe_counter, describe_histogram, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Seconds by which answers and calls are told apart: Discord waits 3 s for an answer, the source may take 15.
const SECONDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 15.0];
/// Seconds by which posts are late.
const LATE: [f64; 9] = [1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3_600.0, 10_800.0, 21_600.0];
/// Seconds by which the database is slow.
const DATABASE: [f64; 9] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0];

const INTERACTIONS: &str = "rankwatch_interactions_total";
const INTERACTION_SECONDS: &str = "rankwatch_interaction_seconds";
const FIRST_SIGN_SECONDS: &str = "rankwatch_first_sign_seconds";
const POSTS: &str = "rankwatch_posts_total";
const POST_DELAY_SECONDS: &str = "rankwatch_post_delay_seconds";
const CREDITS: &str = "rankwatch_credits_total";
const SOURCE_CALLS: &str = "rankwatch_source_calls_total";
const SOURCE_SECONDS: &str = "rankwatch_source_seconds";
const DISCORD_CALLS: &str = "rankwatch_discord_calls_total";
const DISCORD_SECONDS: &str = "rankwatch_discord_seconds";
const DATABASE_SECONDS: &str = "rankwatch_database_seconds";
const GATEWAY_SESSIONS: &str = "rankwatch_gateway_sessions_total";
const BACKUPS: &str = "rankwatch_backups_total";
const PINGS: &str = "rankwatch_pings_total";

/// How an interaction ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// With what was asked for.
    Answer,
    /// With a notice that says why not: bad input, a ceiling, a source in trouble.
    Notice,
    /// With a notice that the bot itself failed.
    Fault,
    /// Too late for Discord, or Discord didn't take the answer.
    Unheard,
}

impl Answered {
    /// Its label.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Notice => "notice",
            Self::Fault => "fault",
            Self::Unheard => "unheard",
        }
    }
}

/// Counts an interaction: a command's full name, or `press`, `choice`, `modal`, `suggestions`, `unknown`, `unreadable`;
/// and how long it took from its arrival to its answer.
pub fn interaction(command: &'static str, answered: Answered, took: Duration) {
    counter!(INTERACTIONS, "command" => command, "outcome" => answered.word()).increment(1);
    histogram!(INTERACTION_SECONDS, "command" => command).record(took);
}

/// Times the first sign that somebody got of their interaction, an answer or a deferral, from its arrival on; also one
/// that Discord didn't take. Discord waits 3 s for it.
pub fn first_sign(command: &'static str, took: Duration) {
    histogram!(FIRST_SIGN_SECONDS, "command" => command).record(took);
}

/// Counts a send of a post and how it ended (`sent`, `retried`, `held`, `dead`, `dropped`); of what was sent also how
/// long after its moment.
pub fn post(kind: &'static str, outcome: &'static str, delay: Option<Duration>) {
    counter!(POSTS, "kind" => kind, "outcome" => outcome).increment(1);
    if let Some(delay) = delay {
        histogram!(POST_DELAY_SECONDS, "kind" => kind).record(delay);
    }
}

/// Counts a credit that was spent, by what it was for.
pub fn credit(purpose: &'static str) {
    counter!(CREDITS, "purpose" => purpose).increment(1);
}

/// Counts a request to the source: `ok`, or the word of its failure; `status` is HTTP's, `none` without an answer.
pub fn source_call(endpoint: &'static str, outcome: &'static str, status: Option<u16>, took: Duration) {
    counter!(SOURCE_CALLS, "endpoint" => endpoint, "outcome" => outcome, "status" => code(status))
        .increment(1);
    histogram!(SOURCE_SECONDS, "endpoint" => endpoint).record(took);
}

/// Counts a request to Discord by its route (as in its documentation) and HTTP status, `none` without an answer.
pub fn discord_call(route: &'static str, status: Option<u16>, took: Duration) {
    counter!(DISCORD_CALLS, "route" => route, "status" => code(status)).increment(1);
    histogram!(DISCORD_SECONDS, "route" => route).record(took);
}

/// Times a piece of the database's work: from the call until what it hands out is dropped. `wait` is the wait for the
/// one writer, which is a part of the other works that write: `reserve` and `settle` (credits), `save_list`, `outbox`
/// (sends settled and claimed), `begin_turns`, `end_turns`, `evaluate`. `read_lists`, `due_boards`, `due_watches` and
/// `read_histories` only read.
#[must_use]
pub fn database(work: &'static str) -> impl Drop {
    DatabaseWork(work, Timer::start())
}

struct DatabaseWork(&'static str, Timer);

impl Drop for DatabaseWork {
    fn drop(&mut self) {
        histogram!(DATABASE_SECONDS, "work" => self.0).record(self.1.took());
    }
}

/// Measures how long something takes by the machine's own steady clock, for a world's clock may leap.
#[derive(Clone, Copy, Debug)]
pub struct Timer(Instant);

impl Timer {
    /// From now on.
    pub fn start() -> Self {
        #[expect(clippy::disallowed_methods, reason = "durations of the machine, no moments of the world")]
        Self(Instant::now())
    }

    /// Since the start.
    pub fn took(self) -> Duration {
        self.0.elapsed()
    }
}

/// Whole milliseconds, for the log.
pub fn millis(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}

/// Counts a session that a shard began (`new`) or took up again (`resumed`).
pub fn gateway_session(begun: &'static str) {
    counter!(GATEWAY_SESSIONS, "begun" => begun).increment(1);
}

/// Counts a scheduled backup.
pub fn backup(went_well: bool) {
    counter!(BACKUPS, "outcome" => done(went_well)).increment(1);
}

/// Counts a call of the dead man's switch.
pub fn ping(went_well: bool) {
    counter!(PINGS, "outcome" => done(went_well)).increment(1);
}

fn done(went_well: bool) -> &'static str {
    if went_well { "done" } else { "failed" }
}

fn code(status: Option<u16>) -> String {
    status.map_or_else(|| "none".to_owned(), |status| status.to_string())
}

/// Begins to count, once for the process; what it hands out renders the counts.
///
/// # Errors
/// When the buckets can't be used, which is our fault, or somebody else counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    static INSTALLED: Mutex<Option<PrometheusHandle>> = Mutex::new(None);
    let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*installed {
        return Ok(handle.clone());
    }
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(POST_DELAY_SECONDS.to_owned()), &LATE)?
        .set_buckets_for_metric(Matcher::Full(DATABASE_SECONDS.to_owned()), &DATABASE)?
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .install_recorder()?;
    describe();
    metrics_process::Collector::default().describe();
    begin();
    Ok(installed.insert(handle).clone())
}

/// Begins at 0 what is rare and matters: Prometheus can't see the step from nothing to the first.
fn begin() {
    for kind in ["board", "test", "alert", "notice", "crosspost"] {
        for outcome in ["sent", "retried", "held", "dead", "dropped"] {
            counter!(POSTS, "kind" => kind, "outcome" => outcome).increment(0);
        }
    }
    for purpose in ["ask", "board", "watch", "backfill"] {
        counter!(CREDITS, "purpose" => purpose).increment(0);
    }
    for begun in ["new", "resumed"] {
        counter!(GATEWAY_SESSIONS, "begun" => begun).increment(0);
    }
    for outcome in [done(true), done(false)] {
        counter!(BACKUPS, "outcome" => outcome).increment(0);
        counter!(PINGS, "outcome" => outcome).increment(0);
    }
}

fn describe() {
    describe_counter!(INTERACTIONS, "What people did, by command and outcome");
    describe_histogram!(INTERACTION_SECONDS, Unit::Seconds, "From an interaction's arrival to its answer");
    describe_histogram!(
        FIRST_SIGN_SECONDS,
        Unit::Seconds,
        "From an interaction's arrival to the first sign, an answer or a deferral"
    );
    describe_counter!(POSTS, "Sends of posts, by kind and outcome");
    describe_histogram!(
        POST_DELAY_SECONDS,
        Unit::Seconds,
        "How long after its moment, such as a board's hour, a post was sent"
    );
    describe_counter!(CREDITS, "Credits spent, by purpose");
    describe_counter!(SOURCE_CALLS, "Requests to the source, by endpoint, outcome and HTTP status");
    describe_histogram!(SOURCE_SECONDS, Unit::Seconds, "How long the source took to answer");
    describe_counter!(DISCORD_CALLS, "Requests to Discord, by route and HTTP status");
    describe_histogram!(DISCORD_SECONDS, Unit::Seconds, "How long Discord took to answer");
    describe_histogram!(DATABASE_SECONDS, Unit::Seconds, "How long the database took, by work");
    describe_counter!(GATEWAY_SESSIONS, "Sessions of the Gateway, by how they began");
    describe_counter!(BACKUPS, "Scheduled backups, by outcome");
    describe_counter!(PINGS, "Calls of the dead man's switch, by outcome");
}
