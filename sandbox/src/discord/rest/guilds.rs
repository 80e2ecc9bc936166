//! Servers, their channels, roles and members.

use super::{Call, Outcome, Reply, id, thread_lists};
use crate::discord::{
    APPLICATION_ID,
    error::ApiError,
    state::{Cx, Id},
    wire,
};
use serde_json::{Value, json};

pub(super) fn route(cx: &Cx<'_>, call: &Call, guild: Id, rest: &[&str]) -> Outcome {
    let Some(guild) = cx.s.guilds.get(&guild).filter(|guild| guild.members.contains_key(&APPLICATION_ID))
    else {
        return Err(ApiError::guild());
    };
    let channels = || {
        let all = cx.s.channels.values().filter(|one| one.guild == Some(guild.id) && !one.is_thread());
        all.map(|one| wire::channel(&cx.s, one)).collect::<Vec<Value>>()
    };
    let value = match (call.method.as_str(), rest) {
        ("GET", []) => {
            let mut value = wire::guild_response(guild);
            if call.flag("with_counts") {
                value["approximate_member_count"] = json!(guild.members.len());
                value["approximate_presence_count"] = json!(1);
            }
            value
        }
        ("GET", ["channels"]) => json!(channels()),
        ("GET", ["roles"]) => guild.roles.values().map(wire::role).collect(),
        ("GET", ["threads", "active"]) => thread_lists::active(cx, guild.id),
        ("GET", ["members"]) => {
            let limit = call.query("limit").and_then(|text| text.parse().ok()).unwrap_or(1);
            guild.members.iter().take(limit).map(|(id, one)| wire::member(&cx.s, *id, one)).collect()
        }
        ("GET", ["members", who]) => {
            let user = if *who == "@me" { APPLICATION_ID } else { id("user_id", who)? };
            let unknown = || ApiError::new(404, 10007, "Unknown Member");
            wire::member(&cx.s, user, guild.members.get(&user).ok_or_else(unknown)?)
        }
        _ => return Err(ApiError::route()),
    };
    Ok(Reply::Json(200, value))
}
