//! A run: boards are set up, fall due day after day, and the bot is killed in the middle of it.

use crate::{
    Told, boards,
    dice::Dice,
    program::Program,
    sums::Sums,
    world::{MAYA, World},
};
use chrono::{DateTime, Days, NaiveTime, Utc};
use rankwatch::{
    domain::{BoardState, Target},
    store::{OutboxEntry, Store},
};
use serde_json::json;
use std::collections::BTreeSet;

/// Boards, each in a channel of its own.
const BOARDS: usize = 200;
/// Of them, set up by commands.
const BY_COMMAND: usize = 3;
/// Rows of the outbox that are looked at: more than any run makes.
const ROWS: u32 = 1_000_000;

/// A run under way.
pub(crate) struct Run {
    world: World,
    dice: Dice,
    told: Told,
    alerts: u64,
    /// Channels that can be posted to, and those that can't.
    living: Vec<u64>,
    dead: Vec<u64>,
    /// The moment at which the boards fell due last.
    due: DateTime<Utc>,
    starts: u64,
    sums: Sums,
}

impl Run {
    /// Sets everything up; the boards fall due on the next day at nine.
    pub(crate) async fn new(nonce_window_s: u64, told: Told, dice: Dice) -> Self {
        let world = World::new(nonce_window_s).await;
        let alerts = world.channel("alerts").await;
        let mut channels = Vec::new();
        for number in 0..BOARDS {
            channels.push(world.channel(&format!("board-{number}")).await);
        }
        let (by_command, written) = channels.split_at(BY_COMMAND);
        world.write_boards(written, Some(alerts), told).await;
        let bot = world.start_and_connect(0).await;
        for channel in by_command {
            world.subscribe(*channel).await;
        }
        bot.kill();
        let dead = channels.split_off(BOARDS - 2);
        world.forbid(dead[0]).await;
        world.delete(&format!("channels/{}", dead[1])).await;
        world.hang(channels[BOARDS / 2]).await;
        let due = world.sandbox.world.clock.now();
        let sums = Sums::default();
        Self { world, dice, told, alerts, living: channels, dead, due, starts: 1, sums }
    }

    /// Kills the bot so often, then lets everything arrive, and counts.
    pub(crate) async fn run(mut self, rounds: u64) -> Sums {
        self.fall_due().await;
        for _ in 0..rounds {
            if self.is_all_sent().await {
                self.fall_due().await;
            }
            self.round().await;
        }
        self.world.delete("faults").await;
        let bot = self.world.start_and_connect(self.starts).await;
        self.let_arrive(&bot).await;
        bot.stop(&self.world).await;
        self.count().await
    }

    /// The next day at nine comes.
    async fn fall_due(&mut self) {
        let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
        let day = self.due.date_naive().checked_add_days(Days::new(1)).unwrap();
        self.due = day.and_time(nine).and_utc();
        self.sums.days += 1;
        self.world.post("clock", json!({ "to": self.due })).await;
        self.world.publish(self.due).await;
    }

    /// Starts the bot and kills it at some moment, while Discord misbehaves.
    async fn round(&mut self) {
        self.world.disturb(&mut self.dice).await;
        let bot = self.world.start(self.starts);
        self.starts += 1;
        // From before it does anything until all is done; many a moment in the thick of it.
        let moment = self.dice.between(100, 1_500) + if self.dice.once_in(4) { 2_000 } else { 0 };
        self.world.wait(moment).await;
        bot.kill();
        self.sums.kills += 1;
        let under_way = self.outbox(&["leased"]).await.len();
        self.sums.under_way += under_way;
        self.sums.in_flight += u64::from(under_way > 0);
        // A lost lease is taken up again 20 s after the start: sometimes before that, sometimes after.
        self.world.pass(self.dice.between(15, 45)).await;
    }

    /// Without faults everything arrives.
    async fn let_arrive(&self, bot: &Program) {
        for _ in 0..200 {
            if self.is_all_sent().await && self.outbox(&["ready", "leased"]).await.is_empty() {
                return;
            }
            self.world.pass(5).await;
            self.world.wait(300).await;
        }
        let open: Vec<_> = self.outbox(&["ready", "leased"]).await.into_iter().take(5).collect();
        panic!("it doesn't all arrive: {open:#?}\n{}", bot.said());
    }

    /// Whether each board that can has posted for each day.
    async fn is_all_sent(&self) -> bool {
        let sent = self.outbox(&["sent"]).await;
        let posts = sent.iter().filter(|entry| entry.kind == "board").count();
        posts >= self.living.len() * self.sums.days
    }

    async fn outbox(&self, states: &[&str]) -> Vec<OutboxEntry> {
        let store = Store::open(&self.world.database()).await.unwrap();
        let entries = store.outbox(states, ROWS).await.unwrap();
        store.close().await;
        entries
    }

    /// What stands in the channels at the end.
    async fn count(mut self) -> Sums {
        let days = self.sums.days;
        for channel in &self.living {
            let marks = self.world.marks(*channel).await;
            let distinct: BTreeSet<_> = marks.iter().collect();
            self.sums.twice += marks.len() - distinct.len();
            self.sums.missing += days.saturating_sub(distinct.len());
            self.sums.too_many += distinct.len().saturating_sub(days);
            self.sums.posts += marks.len();
        }
        for channel in &self.dead {
            self.sums.in_the_dead += self.world.marks(*channel).await.len();
        }
        let notices = match self.told {
            Told::AlertChannel => self.world.marks(self.alerts).await,
            Told::Creator => self.world.marks_to(MAYA).await,
        };
        self.sums.notices = notices.len();
        self.sums.told_of = self.told_of().await;
        self.sums.blocked = blocked(&self.world, &self.dead).await;
        self.sums.open = self.outbox(&["ready", "leased"]).await.len();
        (self.sums.limited_by_faults, self.sums.limited) = self.world.too_many_requests();
        self.world.sandbox.stop().await;
        self.sums
    }

    /// Boards of whose trouble somebody was told.
    async fn told_of(&self) -> usize {
        let sent = self.outbox(&["sent"]).await.into_iter().filter(|entry| entry.kind == "notice");
        let target = match self.told {
            Told::AlertChannel => Target::Channel(self.alerts),
            Told::Creator => Target::Person(MAYA),
        };
        sent.filter(|entry| entry.target == target).map(|entry| entry.number).collect::<BTreeSet<_>>().len()
    }
}

/// Boards of these channels that know that they can't post.
async fn blocked(world: &World, channels: &[u64]) -> usize {
    let boards = boards::all(world).await.into_iter();
    let dead = boards.filter(|board| channels.contains(&board.settings.channel));
    dead.filter(|board| matches!(board.state, BoardState::Blocked(..))).count()
}
