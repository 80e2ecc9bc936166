//! A pump over a store in a real file, a clock moved by hand, and a sink that does as the test says.

use super::{ALERTS, PERSON, SERVER, at, board_post, day, settings};
use crate::{
    clock::{Clock, ManualClock, SystemClock},
    delivery::{Post, Pump, Settings, Sink},
    domain::{
        BoardId, BoardPost, Counters, Found, Language, List, ListKey, Meaning, MessageRef, Row, Sent,
        ServerChange, Target, UserId,
    },
    store::{Added, By, NewPost, OutboxEntry, Store},
    telemetry::Pulse,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;

/// What the sink does with a post.
pub(super) enum Step {
    Says(Sent),
    Hangs,
    Panics,
}

type Script = dyn Fn(&Post, usize) -> Step + Send + Sync;
type Looks = dyn Fn(&Post) -> Found + Send + Sync;

/// What the sink was asked, and when.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) look: bool,
    pub(super) post: Post,
    pub(super) at: DateTime<Utc>,
}

pub(super) struct Scripted {
    script: Box<Script>,
    looks: Box<Looks>,
    clock: Arc<ManualClock>,
    asked: Mutex<Vec<Asked>>,
    /// How many are under way to a target, and the most there ever were to one, and to all.
    flying: Mutex<HashMap<Target, usize>>,
    most: Mutex<(usize, usize)>,
}

impl std::fmt::Debug for Scripted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scripted")
    }
}

/// Counts a send down when it ends, or is dropped.
struct Flight<'a>(&'a Scripted, Target);

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        *self.0.flying.lock().unwrap().get_mut(&self.1).unwrap() -= 1;
    }
}

impl Scripted {
    fn fly(&self, target: Target) -> Flight<'_> {
        let mut flying = self.flying.lock().unwrap();
        *flying.entry(target).or_default() += 1;
        let mut most = self.most.lock().unwrap();
        most.0 = most.0.max(flying[&target]);
        most.1 = most.1.max(flying.values().sum());
        Flight(self, target)
    }

    fn note(&self, look: bool, post: &Post) -> usize {
        let mut asked = self.asked.lock().unwrap();
        asked.push(Asked { look, post: post.clone(), at: self.clock.now() });
        asked.iter().filter(|asked| !asked.look).count()
    }
}

#[async_trait::async_trait]
impl Sink for Scripted {
    async fn send(&self, post: &Post) -> Sent {
        let _flight = self.fly(post.target);
        let count = self.note(false, post);
        for _ in 0..5 {
            tokio::task::yield_now().await;
        }
        match (self.script)(post, count) {
            Step::Says(sent) => sent,
            Step::Hangs => std::future::pending().await,
            Step::Panics => panic!("as the test wants it"),
        }
    }

    async fn find(&self, post: &Post, _: DateTime<Utc>) -> Found {
        self.note(true, post);
        (self.looks)(post)
    }
}

pub(super) struct World {
    _folder: TempDir,
    pub(super) store: Store,
    pub(super) clock: Arc<ManualClock>,
    pub(super) sink: Arc<Scripted>,
    pub(super) pump: Pump,
}

/// A post that stands there.
pub(super) fn stands(post: &Post) -> Sent {
    let (Target::Channel(channel) | Target::Person(channel)) = post.target;
    Sent::Posted { message: Some(MessageRef { channel, message: post.mark.0 >> 1 }), announcement: false }
}

impl World {
    /// `script` gets the post and how many sends there were, this one included.
    pub(super) async fn start(script: impl Fn(&Post, usize) -> Step + Send + Sync + 'static) -> Self {
        Self::with_looks(script, |_| Found::Absent).await
    }

    pub(super) async fn with_looks(
        script: impl Fn(&Post, usize) -> Step + Send + Sync + 'static,
        looks: impl Fn(&Post) -> Found + Send + Sync + 'static,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("rankwatch.db")).await.unwrap();
        store.migrate().await.unwrap();
        store.server_here(SERVER, "Server", Language::ZhCn).await.unwrap();
        let alerts = ServerChange::AlertChannel(Some(ALERTS));
        store.change_server(SERVER, PERSON, alerts, at(0)).await.unwrap();
        store.save_list(&list()).await.unwrap();
        let clock = Arc::new(ManualClock::new(at(0)));
        let sink = Arc::new(Scripted {
            script: Box::new(script),
            looks: Box::new(looks),
            clock: Arc::clone(&clock),
            asked: Mutex::default(),
            flying: Mutex::default(),
            most: Mutex::default(),
        });
        let settings = Settings { places: 4, expiry: TimeDelta::hours(6) };
        let by: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let pump = Pump::new(store.clone(), Arc::<Scripted>::clone(&sink), by, settings);
        Self { _folder: folder, store, clock, sink, pump }
    }

    /// A board of a channel.
    pub(super) async fn board(&self, channel: u64) -> BoardId {
        let by = By { person: PERSON, now: at(0) };
        match self.store.add_board(SERVER, &settings(channel), None, 1_000, by).await.unwrap() {
            Added::Yes(board) => board.id,
            Added::Full => panic!("no room"),
        }
    }

    /// Queues a board's post, given up after an hour.
    pub(super) async fn queue(&self, board: BoardId, channel: u64, period: &str) {
        self.queue_post(board_post(board.0, channel), period).await;
    }

    pub(super) async fn queue_post(&self, post: BoardPost, period: &str) {
        let now = self.clock.now();
        let post = NewPost {
            kind: "board",
            subject: post.board.0,
            period: period.into(),
            server: SERVER,
            board: Some(post.board),
            watch: None,
            not_before: None,
            target: Target::Channel(post.settings.channel),
            meaning: Meaning::Board(Box::new(post)),
            expires_at: now + TimeDelta::hours(1),
        };
        assert!(self.store.queue_post(&post, now).await.unwrap());
    }

    /// A board in a channel of its own for each, and a post of each.
    pub(super) async fn queue_in(&self, channels: impl IntoIterator<Item = u64>) {
        for channel in channels {
            let board = self.board(channel).await;
            self.queue(board, channel, "2026-11-23").await;
        }
    }

    /// Runs the pump, while the clock goes on, until every row is in one of these states; then kills it.
    pub(super) async fn run_until(&self, ends: &[&str]) {
        let story = async {
            while !self.rows().await.iter().all(|row| ends.iter().any(|end| row.ends_with(end))) {
                self.pass(Duration::from_millis(250)).await;
                assert!(self.clock.now() < at(20_000), "{:?}", self.rows().await);
            }
        };
        self.during(story).await;
    }

    /// Lets the database's thread come to its work, at one moment, until so many were sent.
    pub(super) async fn sends(&self, count: usize) {
        while self.asked().len() < count {
            self.pass(Duration::ZERO).await;
        }
    }

    /// Runs the pump while so many seconds pass.
    pub(super) async fn run_for(&self, seconds: u32) {
        self.during(self.let_pass(seconds)).await;
    }

    /// Lets so many seconds pass, in steps.
    pub(super) async fn let_pass(&self, seconds: u32) {
        for _ in 0..seconds * 4 {
            self.pass(Duration::from_millis(250)).await;
        }
    }

    /// Where the pump gives signs of life.
    pub(super) fn pulse(&self) -> Pulse {
        Pulse::new("posts", TimeDelta::minutes(2), self.clock.now())
    }

    /// Runs the pump while a story is told; then kills it.
    pub(super) async fn during(&self, story: impl Future<Output = ()>) {
        let pulse = self.pulse();
        tokio::select! {
            () = self.pump.run(&pulse, std::future::pending()) => panic!("it ended by itself"),
            () = story => {}
        }
    }

    /// Lets the clock go on, and the database's thread come to its work.
    pub(super) async fn pass(&self, time: Duration) {
        SystemClock.sleep(Duration::from_millis(2)).await;
        self.clock.advance(time);
    }

    /// The rows of the outbox by their ids: kind, where it goes, state.
    pub(super) async fn rows(&self) -> Vec<String> {
        let mut rows = self.store.outbox(&[], 1_000).await.unwrap();
        rows.sort_by_key(|row| row.id);
        let line = |row: &OutboxEntry| match row.target {
            Target::Channel(channel) => format!("{} #{channel} {}", row.kind, row.state),
            Target::Person(person) => format!("{} @{person} {}", row.kind, row.state),
        };
        rows.iter().map(line).collect()
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.sink.asked.lock().unwrap().clone()
    }

    /// `send` or `look`, and to which target.
    pub(super) fn deeds(&self) -> Vec<(&'static str, Target)> {
        let deed = |asked: &Asked| (if asked.look { "look" } else { "send" }, asked.post.target);
        self.asked().iter().map(deed).collect()
    }

    /// The most sends at once to one target, and to all.
    pub(super) fn most(&self) -> (usize, usize) {
        *self.sink.most.lock().unwrap()
    }
}

fn list() -> List {
    let row = |rank: usize| Row {
        rank,
        user_id: UserId::new(&rank.to_string()).unwrap(),
        unique_id: None,
        nick_name: None,
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: [].into(),
        period: Counters { units: Some(100), ..Counters::default() },
        lifetime: Counters::default(),
    };
    List {
        key: ListKey::new(settings(1).question.scope(), day()),
        rows: (1..=10).map(row).collect(),
        pages: 1,
        ended: false,
        first_seen_at: at(0),
        fetched_at: at(0),
        provisional: false,
        revised: false,
    }
}
