//! The pump: one loop that claims deliveries, carries out many at once, and settles them together.

use super::{
    Sink,
    deliver::{Ended, Token},
    pages::Pages,
};
use crate::{
    clock::{self, Clock},
    store::{Settlement, Store, StoreError},
    telemetry::Pulse,
};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream::{FuturesUnordered, StreamExt};
use moka::future::Cache;
use std::{
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

/// How often the outbox is looked at.
const LOOK: TimeDelta = TimeDelta::seconds(1);
/// How long ended sends are gathered, so that many are written down at once.
const GATHER: Duration = Duration::from_millis(25);
/// A claim is good for longer than any delivery takes.
const LEASE: TimeDelta = TimeDelta::minutes(3);
/// How often leases that were lost are looked for, and whether a refused token is taken again.
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// What is under way may take this long to finish when the pump stops.
const GRACE: Duration = Duration::from_secs(5);
/// As many causes are remembered of which the operator was told.
const CAUSES: u64 = 1_000;

/// How the pump works.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many are sent at once, at least 1; 64 is usual.
    pub places: u32,
    /// How long a notice or a publication is tried before it is given up.
    pub expiry: TimeDelta,
}

/// The outbox pump.
#[derive(Debug)]
pub struct Pump {
    pub(super) store: Store,
    pub(super) sink: Arc<dyn Sink>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) settings: Settings,
    pub(super) pages: Pages,
    pub(super) told: Cache<String, ()>,
}

/// What is under way.
struct Work<'a> {
    flight: FuturesUnordered<Pin<Box<dyn Future<Output = Ended> + Send + 'a>>>,
    ended: Vec<Settlement>,
    /// While Discord refuses the bot's token: when one delivery is tried again.
    halted_until: Option<DateTime<Utc>>,
    recover_at: DateTime<Utc>,
    /// While nothing can be written.
    is_failing: bool,
}

impl Pump {
    /// A pump of this outbox.
    pub fn new(store: Store, sink: Arc<dyn Sink>, clock: Arc<dyn Clock>, settings: Settings) -> Self {
        let (pages, told) = (Pages::new(store.clone()), Cache::new(CAUSES));
        Self { store, sink, clock, settings, pages, told }
    }

    /// Pumps until `stop`, with a sign of life each second; then finishes what is under way within 5 s, and leaves the
    /// rest to the next start.
    pub async fn run(&self, pulse: &Pulse, stop: impl Future<Output = ()> + Send) {
        let mut stop = pin!(stop);
        let mut work = Work {
            flight: FuturesUnordered::new(),
            ended: Vec::new(),
            halted_until: None,
            recover_at: self.clock.now(),
            is_failing: false,
        };
        loop {
            pulse.beat(self.clock.now());
            let written = self.turn(&mut work).await;
            let now = self.clock.now();
            pulse.rest(LOOK, now);
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = work.gather(&*self.clock, written) => {}
                () = self.clock.sleep_until(now + LOOK) => {}
            }
        }
        self.finish(work).await;
    }

    /// Settles what ended and claims what there is room for; answers whether that could be written.
    async fn turn<'a>(&'a self, work: &mut Work<'a>) -> bool {
        let now = self.clock.now();
        let free = work.free(self.settings.places, now);
        let recovers = work.is_idle() && now >= work.recover_at;
        if !recovers && free == 0 && work.ended.is_empty() {
            return true;
        }
        let result = async {
            if recovers {
                work.recover_at = now + MINUTE;
                self.store.recover_late_leases(now).await?;
            }
            self.settle(work, now, free).await
        };
        let result = result.await;
        match (&result, std::mem::replace(&mut work.is_failing, result.is_err())) {
            (Err(error), false) => {
                tracing::error!(%error, "the outbox can't be written: nothing is posted until it can");
            }
            (Err(error), true) => tracing::debug!(%error, "the outbox still can't be written"),
            (Ok(()), true) => tracing::info!("the outbox can be written again: posting goes on"),
            (Ok(()), false) => {}
        }
        result.is_ok()
    }

    /// Goes on with what is under way while the database writes.
    async fn settle<'a>(
        &'a self,
        work: &mut Work<'a>,
        now: DateTime<Utc>,
        free: u32,
    ) -> Result<(), StoreError> {
        let settled = std::mem::take(&mut work.ended);
        let claimed = {
            let mut writing = pin!(self.store.settle_and_claim(&settled, now, now + LEASE, free));
            loop {
                tokio::select! {
                    biased;
                    claimed = &mut writing => break claimed,
                    Some(ended) = work.flight.next() => work.end(ended, self.clock.now()),
                }
            }
        };
        match claimed {
            Ok(claimed) => {
                for delivery in claimed {
                    work.flight.push(Box::pin(self.deliver(delivery)));
                }
                Ok(())
            }
            Err(error) => {
                work.ended.extend(settled);
                Err(error)
            }
        }
    }

    async fn finish(&self, mut work: Work<'_>) {
        let rest = async {
            while let Some(ended) = work.flight.next().await {
                work.ended.push(ended.settlement);
            }
        };
        if clock::timeout(&*self.clock, GRACE, rest).await.is_err() {
            tracing::warn!(
                left = work.flight.len(),
                "sends were broken off; they are looked up at the next start"
            );
        }
        let now = self.clock.now();
        if let Err(error) = self.store.settle_and_claim(&work.ended, now, now, 0).await {
            tracing::error!(%error, "the last sends can't be written down; they are looked up at the next start");
        }
    }
}

impl Work<'_> {
    fn is_idle(&self) -> bool {
        self.flight.is_empty() && self.ended.is_empty()
    }

    /// How many more may be claimed.
    fn free(&mut self, places: u32, now: DateTime<Utc>) -> u32 {
        let places = match self.halted_until {
            None => places,
            Some(until) if now < until => 0,
            Some(_) => {
                self.halted_until = Some(now + MINUTE);
                1
            }
        };
        places.saturating_sub(u32::try_from(self.flight.len()).unwrap_or(u32::MAX))
    }

    fn end(&mut self, ended: Ended, now: DateTime<Utc>) {
        match ended.token {
            Token::Refused => {
                if self.halted_until.is_none() {
                    tracing::error!(
                        "Discord refuses the bot's token: nothing is posted until it takes it again"
                    );
                }
                self.halted_until = Some(now + MINUTE);
            }
            Token::Taken if self.halted_until.take().is_some() => {
                tracing::info!("Discord takes the bot's token again: posting goes on");
            }
            Token::Taken | Token::Unsaid => {}
        }
        self.ended.push(ended.settlement);
    }

    /// Waits until enough sends ended. While nothing can be written down it only goes on with them, for ever.
    async fn gather(&mut self, clock: &dyn Clock, written: bool) {
        if !written || self.is_idle() {
            while let Some(ended) = self.flight.next().await {
                self.end(ended, clock.now());
            }
            return std::future::pending().await;
        }
        if self.ended.is_empty()
            && let Some(ended) = self.flight.next().await
        {
            self.end(ended, clock.now());
        }
        let mut over = clock.sleep(GATHER);
        while self.flight.len() > self.ended.len() {
            tokio::select! {
                biased;
                Some(ended) = self.flight.next() => self.end(ended, clock.now()),
                () = &mut over => return,
            }
        }
    }
}
