//! Time is an argument: the one place that asks for it and waits for it.

use chrono::{DateTime, Utc};
use std::{future::Future, pin::Pin, time::Duration};

/// A wait that can be boxed.
pub type Wait<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// What tells the time. Real, or following the world's.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Now.
    fn now(&self) -> DateTime<Utc>;

    /// Waits until `moment`; returns at once when it has passed.
    fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_>;

    /// Waits that long.
    fn sleep(&self, time: Duration) -> Wait<'_> {
        self.sleep_until(self.now() + time)
    }
}

/// A wait passed its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it took too long")]
pub struct Elapsed;

/// Waits for `work`, but at most `limit` by `clock`.
///
/// # Errors
/// [`Elapsed`] when the limit passed first; the work is dropped.
pub async fn timeout<T>(
    clock: &dyn Clock,
    limit: Duration,
    work: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    tokio::select! {
        biased;
        done = work => Ok(done),
        () = clock.sleep(limit) => Err(Elapsed),
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        system_now()
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_> {
        let time = (moment - system_now()).to_std().unwrap_or_default();
        Box::pin(pause(time))
    }
}

fn system_now() -> DateTime<Utc> {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for the time")]
    Utc::now()
}

async fn pause(time: Duration) {
    #[expect(clippy::disallowed_methods, reason = "the one place that waits")]
    tokio::time::sleep(time).await;
}

#[cfg(feature = "demo")]
pub use world::WorldClock;

#[cfg(feature = "demo")]
mod world {
    use super::{Clock, Wait, pause, system_now};
    use chrono::{DateTime, TimeDelta, Utc};
    use tokio::sync::watch;

    /// The system's time plus an offset that whoever follows the world sets.
    #[derive(Debug)]
    pub struct WorldClock(watch::Sender<TimeDelta>);

    impl WorldClock {
        /// A clock that is `offset` ahead of the system's.
        pub fn new(offset: TimeDelta) -> Self {
            Self(watch::Sender::new(offset))
        }

        /// Sets the offset; a smaller one is ignored, for time never goes back.
        pub fn set_offset(&self, offset: TimeDelta) {
            self.0.send_if_modified(|old| {
                let forward = offset > *old;
                if forward {
                    *old = offset;
                }
                forward
            });
        }
    }

    impl Clock for WorldClock {
        fn now(&self) -> DateTime<Utc> {
            system_now() + *self.0.borrow()
        }

        fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_> {
            Box::pin(async move {
                let mut moved = self.0.subscribe();
                loop {
                    let left = moment - (system_now() + *moved.borrow_and_update());
                    let Ok(left) = left.to_std() else { return };
                    tokio::select! {
                        () = pause(left) => return,
                        _ = moved.changed() => {}
                    }
                }
            })
        }
    }
}

#[cfg(test)]
pub(crate) use manual::ManualClock;

#[cfg(test)]
mod manual {
    use super::{Clock, Wait};
    use chrono::{DateTime, Utc};
    use std::time::Duration;
    use tokio::sync::watch;

    /// A clock that stands still until a test moves it.
    #[derive(Debug)]
    pub(crate) struct ManualClock(watch::Sender<DateTime<Utc>>);

    impl ManualClock {
        /// A clock that shows `now`.
        pub(crate) fn new(now: DateTime<Utc>) -> Self {
            Self(watch::Sender::new(now))
        }

        /// Moves it on; whoever waits for a moment passed by this wakes.
        pub(crate) fn advance(&self, time: Duration) {
            self.0.send_modify(|now| *now += time);
        }

        /// Returns as soon as exactly `count` waits are going on: tells that the tested work has come to rest.
        pub(crate) async fn has_waiters(&self, count: usize) {
            while self.0.receiver_count() != count {
                tokio::task::yield_now().await;
            }
        }
    }

    impl Clock for ManualClock {
        fn now(&self) -> DateTime<Utc> {
            *self.0.borrow()
        }

        fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_> {
            let mut now = self.0.subscribe();
            Box::pin(async move {
                let _ = now.wait_for(|now| *now >= moment).await;
            })
        }
    }
}
