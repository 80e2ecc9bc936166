//! Requests for members.

use super::dispatch::dispatch_to;
use crate::discord::{
    checks,
    state::{Cx, Id},
    wire,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

const GUILD_MEMBERS: u64 = 1 << 1;
/// All members of a server are told once in this time.
const PAUSE: TimeDelta = TimeDelta::seconds(30);

/// Seconds to wait where all members of this server were asked for a moment ago.
fn too_soon(cx: &mut Cx<'_>, guild: Id) -> Option<f64> {
    let now = cx.now;
    let asked = &mut cx.s.gateway.asked;
    asked.retain(|_, at| now - *at < PAUSE);
    let first = *asked.entry(guild).or_insert(now);
    (first != now).then(|| (first + PAUSE - now).as_seconds_f64())
}

/// Answers a request for members.
pub(super) fn members(cx: &mut Cx<'_>, connection: u64, d: &Value) {
    let wanted = checks::snowflake(&d["guild_id"]).or_else(|| checks::snowflake(&d["guild_id"][0]));
    let Some(id) = wanted.filter(|id| cx.s.bot_in(*id)) else { return };
    let query = d["query"].as_str().unwrap_or("").to_lowercase();
    if query.is_empty()
        && d["user_ids"].is_null()
        && let Some(wait) = too_soon(cx, id)
    {
        let mut told = json!({"opcode": 8, "retry_after": wait, "meta": {"guild_id": id.to_string()}});
        if !d["nonce"].is_null() {
            told["meta"]["nonce"] = d["nonce"].clone();
        }
        return dispatch_to(cx, connection, "RATE_LIMITED", &told);
    }
    let Some(guild) = cx.s.guilds.get(&id) else { return };
    let all = cx.s.gateway.sessions.iter().find(|session| session.connection == Some(connection));
    let whole = all.is_some_and(|session| session.intents & GUILD_MEMBERS != 0);
    let ids: Option<Vec<Id>> =
        d["user_ids"].as_array().map(|ids| ids.iter().filter_map(checks::snowflake).collect());
    let found: Vec<Value> = guild
        .members
        .iter()
        .filter(|(id, _)| match &ids {
            Some(ids) => ids.contains(id),
            None if query.is_empty() => whole,
            None => {
                cx.s.people.get(id).is_some_and(|person| person.username.to_lowercase().starts_with(&query))
            }
        })
        .map(|(id, member)| wire::member(&cx.s, *id, member))
        .collect();
    let mut chunk = json!({
        "guild_id": guild.id.to_string(), "members": found, "chunk_index": 0, "chunk_count": 1, "not_found": [],
    });
    if !d["nonce"].is_null() {
        chunk["nonce"] = d["nonce"].clone();
    }
    dispatch_to(cx, connection, "GUILD_MEMBERS_CHUNK", &chunk);
}
