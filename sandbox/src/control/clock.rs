//! `/control/clock`: reads the world's time and moves it forward.

use crate::{
    control::{Answer, Refusal},
    world::World,
};
use axum::{
    Json, Router,
    extract::{Query, State, rejection::JsonRejection, rejection::QueryRejection},
    routing::get,
};
use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::json;
use std::{sync::Arc, time::Duration};

/// How long a follower waits for a change.
const POLL: Duration = Duration::from_secs(25);
/// The real time of an hour walked: about 3 s for a day.
const WALKED_HOUR: Duration = Duration::from_millis(125);
/// The longest walk; it takes about a minute and a half.
const LONGEST_WALK: TimeDelta = TimeDelta::days(31);
/// The furthest step: ten years.
const FURTHEST: TimeDelta = TimeDelta::days(3_653);

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new().route("/control/clock", get(read).post(advance))
}

#[derive(Deserialize)]
struct After {
    after: Option<u64>,
}

async fn read(State(world): State<Arc<World>>, after: Result<Query<After>, QueryRejection>) -> Answer {
    let setting = match after?.0.after {
        Some(version) => world.clock.newer_than(version, POLL).await,
        None => world.clock.setting(),
    };
    Ok(Json(json!(setting)))
}

/// Exactly one of `advance_ms`, `to` and `tomorrow`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    advance_ms: Option<i64>,
    to: Option<DateTime<Utc>>,
    /// The next time of day, such as `09:00`, in UTC.
    tomorrow: Option<String>,
    /// Walk there hour by hour, so that what is due on the way happens in order.
    #[serde(default)]
    walk: bool,
}

async fn advance(State(world): State<Arc<World>>, asked: Result<Json<Move>, JsonRejection>) -> Answer {
    let Json(asked) = asked?;
    let target = target(&asked, world.clock.now())?;
    if asked.walk {
        if target - world.clock.now() > LONGEST_WALK {
            return Err(Refusal::bad("a walk takes 31 days at most; leave walk out to leap"));
        }
        let walker = Arc::clone(&world);
        #[expect(clippy::disallowed_methods, reason = "a walk goes on when the page that began it is closed")]
        let walk = tokio::spawn(async move { walk(&walker, target).await });
        let _ = walk.await;
    } else if let Some(ms) = asked.advance_ms {
        world.clock.advance(TimeDelta::milliseconds(ms));
    } else {
        arrive(&world, target);
    }
    let setting = world.clock.setting();
    let now = world.clock.now();
    Ok(Json(json!({"version": setting.version, "offset_ms": setting.offset_ms, "now": now})))
}

async fn walk(world: &World, target: DateTime<Utc>) {
    while target - world.clock.now() > TimeDelta::hours(1) {
        world.clock.advance(TimeDelta::hours(1));
        world.clock.pause(WALKED_HOUR).await;
    }
    arrive(world, target);
}

/// Moves the clock to a moment, unless it has passed by itself.
fn arrive(world: &World, target: DateTime<Utc>) {
    // The clock counts in whole milliseconds: rather one too far than one short of the time asked for.
    world.clock.advance(target - world.clock.now() + TimeDelta::milliseconds(1));
}

fn target(asked: &Move, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
    let target = match (asked.advance_ms, asked.to, &asked.tomorrow) {
        (Some(ms), None, None) => {
            TimeDelta::try_milliseconds(ms).and_then(|step| now.checked_add_signed(step))
        }
        (None, Some(to), None) => Some(to),
        (None, None, Some(time)) => next_time(time, now)?,
        _ => return Err(Refusal::bad("name exactly one of advance_ms, to and tomorrow")),
    };
    match target {
        Some(target) if target >= now && target - now <= FURTHEST && target.year() < 3000 => Ok(target),
        Some(target) if target < now => Err(Refusal::bad("time never goes back")),
        _ => Err(Refusal::bad("that is too far away: ten years at most, and not beyond the year 2999")),
    }
}

/// The next moment with this time of day.
fn next_time(time: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Refusal> {
    let time = NaiveTime::parse_from_str(time, "%H:%M");
    let time = time.map_err(|_| Refusal::bad("tomorrow is a time of day such as 09:00"))?;
    let today = now.date_naive().and_time(time).and_utc();
    Ok(if today > now { Some(today) } else { today.checked_add_days(Days::new(1)) })
}
