//! The simulated KeyAPI: answers from the market, counts credits, refuses what the contract refuses.

mod account;
mod answer;
mod details;
mod params;
pub(crate) mod quirks;
mod ranking;
mod trends;
mod wire;

use crate::{
    faults::{Effect, Side},
    world::World,
};
use account::Logged;
pub(crate) use account::{Account, Limits};
use answer::Answer;
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, Method, Uri, header},
    response::Response,
    routing::any,
};
use params::Params;
use std::sync::Arc;

/// The key that is accepted.
pub(crate) const KEY: &str = "sandbox-key";

/// The account: credits used and refusals.
pub(crate) type KeyApi = Account;

/// Answers the paths of the interface.
type Endpoint = fn(&World, &Params, Option<&str>) -> Result<Answer, Answer>;

pub(crate) fn router(world: &Arc<World>) -> Router {
    Router::new().route("/v1/{*rest}", any(exchange)).with_state(Arc::clone(world))
}

/// One request with the fault that hits it, if any.
async fn exchange(State(world): State<Arc<World>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path_and_query().map_or(uri.path(), |path| path.as_str());
    let fault = world.faults.hit(Side::Keyapi, method.as_str(), path);
    let quirk = match &fault {
        Some(Effect::Quirk { name }) => Some(name.as_str()),
        _ => None,
    };
    let carried_out = !matches!(fault, Some(Effect::Status { .. } | Effect::Refused));
    let answer = carried_out.then(|| reply(&world, &method, &uri, &headers, quirk));
    world.keyapi.settle(answer.as_ref());
    world.keyapi.write(Logged {
        at: world.clock.now(),
        method: method.to_string(),
        path: uri.path().to_owned(),
        params: Params::of(&uri).pairs(),
        status: wire::status(fault.as_ref(), answer.as_ref()),
        code: answer.as_ref().and_then(Answer::code),
        credits: answer.as_ref().map_or(0, |answer| answer.credits),
        fault: fault.as_ref().map(wire::name),
    });
    wire::send(&world, fault, answer).await
}

/// What the source answers.
fn reply(world: &World, method: &Method, uri: &Uri, headers: &HeaderMap, quirk: Option<&str>) -> Answer {
    let account = &world.keyapi;
    let endpoint: Endpoint = match uri.path() {
        "/v1/tiktok/influencer/ranking/analytics" => ranking::answer,
        "/v1/tiktok/influencer/detail/analytics" => details::answer,
        "/v1/tiktok/influencer/trends/analytics" => trends::answer,
        _ => return Answer::refusal(404, "Not Found"),
    };
    if method != Method::GET {
        return Answer::refusal(405, "Method Not Allowed");
    }
    let key = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if key.and_then(|value| value.strip_prefix("Bearer ")) != Some(KEY) {
        return Answer::refusal(401, "apiKey is null");
    }
    if let Some(refusal) = account.refuses(uri.path(), world.clock.now()) {
        return refusal;
    }
    if let Some(answer) = quirk.and_then(quirks::instead) {
        return answer;
    }
    let answer = endpoint(world, &Params::of(uri), quirk).unwrap_or_else(|refusal| refusal);
    match quirk {
        Some(quirk) => quirks::applied(answer, quirk),
        None => answer,
    }
}
