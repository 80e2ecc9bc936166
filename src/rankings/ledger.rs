//! One answer, paid for: a credit is set aside before each attempt and settled after it.

use super::{
    Desk, Page, Refusal, SourceError, fault,
    flight::{Job, Progress, Stage},
};
use crate::{
    domain::{ListKey, Payer, Purpose},
    rankings::Failure,
    store::{Reserve, Reserved, Settled},
    telemetry::{self, Timer},
};
use backon::{BackoffBuilder, ConstantBuilder};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use std::{fmt::Write, time::Duration};
use tokio::sync::watch;

/// Attempts at one answer.
const ATTEMPTS: usize = 3;
/// So many credits are spent on answers that don't come before one is given up.
const LOST: u32 = 2;

/// A request to the source, not sent until it is waited for.
pub(super) type Asking<'a, T> = BoxFuture<'a, Result<T, SourceError>>;

/// What one flight has used up so far.
pub(super) struct Course<'a> {
    pub(super) credits: u32,
    purpose: Purpose,
    /// The last request that cost one.
    paid: String,
    give_up_at: DateTime<Utc>,
    progress: &'a watch::Sender<Progress>,
}

impl Course<'_> {
    fn enter(&self, stage: Stage) {
        self.progress.send_modify(|progress| progress.stage = stage);
    }

    fn spend(&mut self, request: &str) {
        self.credits += 1;
        request.clone_into(&mut self.paid);
        self.progress.send_modify(|progress| progress.credits = self.credits);
    }
}

/// However a flight ends, what it cost is said.
impl Drop for Course<'_> {
    fn drop(&mut self) {
        let (credits, purpose, paid) = (self.credits, self.purpose.word(), self.paid.as_str());
        match credits {
            0 => {}
            1 => tracing::info!(credits, purpose, "spent 1 credit on {paid}"),
            _ => tracing::info!(credits, purpose, "spent {credits} credits, the last on {paid}"),
        }
    }
}

impl Desk {
    /// The moment after which nobody with this purpose waits any longer, for an attempt or for an answer.
    pub(super) fn give_up_at(&self, purpose: Purpose) -> DateTime<Utc> {
        let patience = match purpose {
            Purpose::Ask => self.settings.patience,
            Purpose::Board | Purpose::Watch | Purpose::Backfill => self.settings.job_patience,
        };
        self.clock.now() + patience
    }

    pub(super) fn course<'a>(&self, purpose: Purpose, progress: &'a watch::Sender<Progress>) -> Course<'a> {
        Course { credits: 0, purpose, paid: String::new(), give_up_at: self.give_up_at(purpose), progress }
    }

    /// Refuses a question that is of no use in part when not all of its pages can be paid for.
    pub(super) async fn has_room(&self, job: &Job, pages: usize) -> Result<(), Refusal> {
        if !job.whole {
            return Ok(());
        }
        self.room_for(job.purpose, job.payer, pages).await
    }

    /// Refuses when so many requests can't be paid for. Nothing is set aside: who competes for the last credits may
    /// still be refused halfway.
    pub(super) async fn room_for(
        &self,
        purpose: Purpose,
        payer: Payer,
        requests: usize,
    ) -> Result<(), Refusal> {
        let credits = u32::try_from(requests).unwrap_or(u32::MAX);
        let now = self.clock.now();
        let short = self.store.short_of(purpose, payer, credits, &self.settings.limits, now).await;
        match short.map_err(fault)? {
            Some(ceiling) => Err(Refusal::Ceiling { ceiling, resets_at: ceiling.resets_at(now) }),
            None => Ok(()),
        }
    }

    /// Asks for a page of a list.
    pub(super) async fn page(
        &self,
        job: &Job,
        number: usize,
        course: &mut Course<'_>,
    ) -> Result<Page, Refusal> {
        let request = describe(&job.key, number);
        let reserve = Reserve { purpose: job.purpose, payer: job.payer, request: &request };
        self.paid(reserve, course, || self.source.page(&job.key, number)).await
    }

    /// Asks for an answer, again where the failure passes and there is time left.
    pub(super) async fn paid<'a, T>(
        &self,
        reserve: Reserve<'_>,
        course: &mut Course<'_>,
        ask: impl Fn() -> Asking<'a, T>,
    ) -> Result<T, Refusal> {
        let mut waits = ConstantBuilder::default()
            .with_delay(self.settings.server_error_wait.to_std().unwrap_or_default())
            .with_jitter()
            .with_max_times(ATTEMPTS - 1)
            .build();
        let mut lost = 0;
        loop {
            let error = match self.attempt(reserve, course, ask()).await? {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let refusal = |retry_at| Refusal::Source { failure: error.failure, retry_at };
            lost += u32::from(error.spent);
            let wait = waits.next().filter(|_| lost < LOST);
            let Some(next) = self.next_attempt(&error, wait) else {
                return Err(refusal(error.retry_at));
            };
            if next > course.give_up_at {
                return Err(refusal(Some(next)));
            }
            course.enter(Stage::Waiting(error.failure, next));
            self.clock.sleep_until(next).await;
            course.enter(Stage::Asking);
        }
    }

    /// When to try again after a failure; none when that is of no use.
    fn next_attempt(&self, error: &SourceError, wait: Option<Duration>) -> Option<DateTime<Utc>> {
        let wait = TimeDelta::from_std(wait?).ok().filter(|_| error.failure.is_passing())?;
        let now = self.clock.now();
        let least = match (error.failure, error.retry_at) {
            (Failure::TooFast, None) => now + self.settings.too_fast_wait,
            (Failure::TooFast, Some(_)) => now,
            _ => now + wait,
        };
        Some(error.retry_at.map_or(least, |told| told.max(least)))
    }

    /// One request: a credit is set aside, the source asked, the credit settled.
    async fn attempt<T>(
        &self,
        reserve: Reserve<'_>,
        course: &mut Course<'_>,
        asking: Asking<'_, T>,
    ) -> Result<Result<T, SourceError>, Refusal> {
        let request = reserve.request;
        let reserved = self.store.reserve(reserve, &self.settings.limits, self.clock.now()).await;
        let id = match reserved.map_err(fault)? {
            Reserved::Yes(id) => id,
            Reserved::No { ceiling, resets_at } => return Err(Refusal::Ceiling { ceiling, resets_at }),
        };
        let timer = Timer::start();
        let answer = asking.await;
        let took_ms = telemetry::millis(timer.took());
        let spent = answer.as_ref().map_or_else(|error| error.spent, |_| true);
        if spent {
            course.spend(request);
        }
        let settled = if spent { Settled::Spent } else { Settled::Released };
        match self.store.settle(id, settled).await {
            Ok(()) if spent => telemetry::credit(reserve.purpose.word()),
            Ok(()) => {}
            // The answer is here and paid for. Its credit stays set aside, which counts as used, and is counted when
            // it is recovered.
            Err(error) => tracing::error!(%error, %request, "a credit could not be settled"),
        }
        match &answer {
            Ok(_) => tracing::debug!(request, took_ms, "the source answered"),
            // That something isn't offered is told once, by whoever switches it off.
            Err(error) if error.failure == Failure::NotOffered => {
                tracing::debug!(%error, request, spent, took_ms, "the source gave no answer");
            }
            Err(error) => tracing::warn!(%error, request, spent, took_ms, "the source gave no answer"),
        }
        Ok(answer)
    }
}

/// A request in words, for people who read the ledger: `US sales day 2026-11-22 page 1`.
fn describe(key: &ListKey, number: usize) -> String {
    let scope = key.scope();
    let mut text = format!(
        "{} {} {} {} page {number}",
        scope.region.key(),
        scope.field.word(),
        scope.period.word(),
        key.date().first()
    );
    // Writing to a string can't fail.
    if let Some(category) = scope.category {
        let _ = write!(text, ", category {}", category.key());
    }
    if let Some(product) = scope.product {
        let _ = write!(text, ", product {}", product.key());
    }
    text
}
