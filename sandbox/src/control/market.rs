//! `/control/market` and `/control/keyapi`: the true jumps, jumps by hand, held lists, the account.

use crate::{
    control::{Answer, Refusal},
    keyapi::Limits,
    market::{
        Region,
        calendar::{self, Period},
        jumps::{Jump, Made, Metric},
    },
    world::World,
};
use axum::{
    Json, Router,
    extract::{Query, State, rejection::JsonRejection, rejection::QueryRejection},
    routing::{get, post},
};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Days that one listing of jumps may cover.
const LONGEST: i64 = 800;
/// Bounds of a jump by hand.
const FACTORS: std::ops::RangeInclusive<f64> = 1.0..=1_000.0;

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/control/market/jumps", get(jumps))
        .route("/control/market/jump", post(jump))
        .route("/control/market/publish", post(publish))
        .route("/control/keyapi", get(account).post(set_account))
}

#[derive(Deserialize)]
struct Span {
    region: String,
    from: NaiveDate,
    to: NaiveDate,
}

async fn jumps(State(world): State<Arc<World>>, span: Result<Query<Span>, QueryRejection>) -> Answer {
    let Query(span) = span?;
    let region = region(&world, &span.region)?;
    let (from, to) = (calendar::day_number(span.from), calendar::day_number(span.to));
    if from > to || to - from > LONGEST {
        return Err(Refusal::bad(format!("from lies before to, at most {LONGEST} days")));
    }
    Ok(Json(json!({"jumps": world.market.jumps(&region, from, to)})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewJump {
    /// The creator's own when absent.
    region: Option<String>,
    /// Handle or user id.
    creator: String,
    times: f64,
    /// Both when absent.
    metric: Option<Metric>,
    /// Days until what it adds has fallen to a third.
    fades: Option<f64>,
}

async fn jump(State(world): State<Arc<World>>, asked: Result<Json<NewJump>, JsonRejection>) -> Answer {
    let Json(asked) = asked?;
    let market = &world.market;
    let today = calendar::day_number(world.clock.now().date_naive());
    if let Some(code) = &asked.region {
        region(&world, code)?;
    }
    let by_id = asked.creator.parse().ok().and_then(|id| market.by_user_id(id));
    let found = by_id.or_else(|| market.by_handle(&asked.creator, today));
    let is_meant = |code: &String| asked.region.as_ref().is_none_or(|region| region == code);
    let Some((region, creator)) = found.filter(|(region, _)| is_meant(&region.code)) else {
        let place = asked.region.as_deref().unwrap_or("any region");
        return Err(Refusal::unknown(format!("there is no creator {:?} in {place}", asked.creator)));
    };
    if !FACTORS.contains(&asked.times) || asked.fades.is_some_and(|days| !(0.1..=365.0).contains(&days)) {
        return Err(Refusal::bad("times lies between 1 and 1000, fades between 0.1 and 365 days"));
    }
    let jump = Jump { day: today, size: asked.times, fades: asked.fades.unwrap_or(4.0) };
    for metric in [Metric::Units, Metric::Followers] {
        let wanted = asked.metric.is_none_or(|wanted| wanted == metric);
        if wanted && !market.make(Made { user_id: creator.user_id, metric, jump }) {
            return Err(Refusal::bad("no more jumps can be made in this world"));
        }
    }
    let jumps = market.jumps(&region, today, today);
    let user_id = json!(creator.user_id.to_string());
    let mine: Vec<Value> =
        jumps.iter().map(|jump| json!(jump)).filter(|jump| jump["user_id"] == user_id).collect();
    Ok(Json(json!({"jumps": mine})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Publish {
    region: String,
    period: Option<Period>,
    date: NaiveDate,
    /// Held back, released, or left to itself when absent.
    hold: Option<bool>,
}

async fn publish(State(world): State<Arc<World>>, asked: Result<Json<Publish>, JsonRejection>) -> Answer {
    let Json(asked) = asked?;
    let region = region(&world, &asked.region)?;
    let period = asked.period.unwrap_or(Period::Day);
    if !period.begins(asked.date) {
        return Err(Refusal::bad("a week begins on a Monday, a month on its first day"));
    }
    let publication = &world.market.publication;
    if !publication.hold(&region.code, period, asked.date, asked.hold) {
        return Err(Refusal::bad("too many lists are in hand: leave some to themselves first"));
    }
    let plan = publication.plan(&region.code, period, asked.date);
    Ok(Json(json!({
        "region": region.code,
        "period": period,
        "date": asked.date,
        "hold": asked.hold,
        "state": publication.state(&region.code, period, asked.date, world.clock.now()),
        "appears": plan.appears,
        "complete": plan.complete,
    })))
}

async fn account(State(world): State<Arc<World>>) -> Json<Value> {
    Json(world.keyapi.shown())
}

async fn set_account(State(world): State<Arc<World>>, asked: Result<Json<Limits>, JsonRejection>) -> Answer {
    let Json(limits) = asked?;
    let refusal = |status: &u16| *status != 0 && !(400..600).contains(status);
    if [limits.detail, limits.trends].iter().flatten().any(refusal) {
        return Err(Refusal::bad("detail and trends refuse with a status from 400 to 599, or answer with 0"));
    }
    world.keyapi.set(&limits);
    Ok(account(State(world)).await)
}

fn region(world: &World, code: &str) -> Result<Arc<Region>, Refusal> {
    world.market.region(code).ok_or_else(|| Refusal::unknown(format!("there is no region {code:?}")))
}
