use super::*;
use crate::clock::{SystemClock, Wait};
use chrono::TimeDelta;
use std::time::Duration;
use tokio::sync::watch;

/// Stands still until it is moved.
#[derive(Debug)]
struct Hand(watch::Sender<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.borrow()
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> Wait<'_> {
        let mut moved = self.0.subscribe();
        Box::pin(async move {
            let _ = moved.wait_for(|now| *now >= moment).await;
        })
    }
}

struct Scene {
    clock: Arc<Hand>,
    limits: Limits,
}

fn scene() -> Scene {
    let clock = Arc::new(Hand(watch::Sender::new(DateTime::UNIX_EPOCH)));
    Scene { limits: Limits::new(Arc::clone(&clock) as Arc<dyn Clock>, 50), clock }
}

fn post(channel: u64) -> Lane {
    Lane { route: "POST /channels/{channel}/messages", resource: channel, interaction: false }
}

fn left(remaining: u32, reset_after_s: u64) -> RateHeaders {
    RateHeaders {
        bucket: Some("posts".into()),
        limit: Some(5),
        remaining: Some(remaining),
        reset_after: Some(Duration::from_secs(reset_after_s)),
        ..RateHeaders::default()
    }
}

impl Scene {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.send_modify(|now| *now += TimeDelta::seconds(seconds));
    }

    /// A permit, if it comes without the clock being moved.
    async fn take(&self, lane: Lane) -> Option<Permit> {
        let deadline = self.now() + TimeDelta::seconds(60);
        let soon = Duration::from_millis(20);
        crate::clock::timeout(&SystemClock, soon, self.limits.take(lane, deadline))
            .await
            .ok()
            .map(|permit| permit.unwrap())
    }
}

#[tokio::test]
async fn an_unknown_bucket_sends_one_and_learns() {
    let scene = scene();
    let first = scene.take(post(1)).await.unwrap();
    assert!(scene.take(post(1)).await.is_none(), "one until something is known");
    let other = scene.take(post(2)).await;
    assert!(other.is_some(), "another channel isn't held back");
    scene.limits.settle(first, post(1), &left(2, 5), None);
    let (a, b) = (scene.take(post(1)).await, scene.take(post(1)).await);
    assert!(a.is_some() && b.is_some());
    assert!(scene.take(post(1)).await.is_none(), "two were left");
    scene.pass(5);
    assert!(scene.take(post(1)).await.is_some(), "a new window");
}

#[tokio::test]
async fn answers_in_another_order_do_not_raise_the_rest() {
    let scene = scene();
    let first = scene.take(post(1)).await.unwrap();
    scene.limits.settle(first, post(1), &left(2, 5), None);
    let (a, b) = (scene.take(post(1)).await.unwrap(), scene.take(post(1)).await.unwrap());
    scene.limits.settle(b, post(1), &left(0, 5), None);
    scene.limits.settle(a, post(1), &left(1, 5), None);
    assert!(scene.take(post(1)).await.is_none());
}

#[tokio::test]
async fn a_block_holds_its_channel_and_no_other() {
    let scene = scene();
    let first = scene.take(post(1)).await.unwrap();
    let block = Block { scope: Scope::Shared, wait: Duration::from_secs(9) };
    scene.limits.settle(first, post(1), &left(3, 1), Some(block));
    scene.pass(8);
    assert!(scene.take(post(1)).await.is_none());
    assert!(scene.take(post(2)).await.is_some());
    let until = scene.now() + TimeDelta::seconds(1);
    let late = scene.limits.take(post(1), scene.now()).await.err();
    assert_eq!(late, Some(TooLate { until }));
    scene.pass(1);
    assert!(scene.take(post(1)).await.is_some());
}

#[tokio::test]
async fn routes_that_share_a_bucket_share_its_window() {
    let scene = scene();
    let edit = Lane { route: "PATCH /channels/{channel}/messages/{message}", ..post(1) };
    for (lane, rest) in [(post(1), 2), (edit, 1)] {
        let permit = scene.take(lane).await.unwrap();
        scene.limits.settle(permit, lane, &left(rest, 5), None);
    }
    let permit = scene.take(edit).await;
    assert!(permit.is_some());
    assert!(scene.take(post(1)).await.is_none());
}

#[tokio::test]
async fn a_call_that_is_given_up_makes_room() {
    let scene = scene();
    drop(scene.take(post(1)).await.unwrap());
    assert!(scene.take(post(1)).await.is_some());
}

#[tokio::test]
async fn entries_are_bounded() {
    let scene = scene();
    for id in 0..20_000 {
        let lane = Lane { interaction: true, ..post(id) };
        let permit = scene.take(lane).await.unwrap();
        scene.limits.settle(permit, lane, &left(4, 3600), None);
    }
    assert!(scene.limits.buckets.lock().unwrap().len() <= MOST + 2);
}
