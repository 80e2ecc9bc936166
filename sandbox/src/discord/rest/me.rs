//! The bot itself: gateway address, application, user, servers, DMs.

use super::{Call, Outcome, Reply};
use crate::discord::{
    APPLICATION_ID, checks,
    error::ApiError,
    gateway, rights,
    state::{Cx, Id},
    wire,
};
use serde_json::{Value, json};

pub(super) fn gateway(cx: &Cx<'_>, bot: bool) -> Reply {
    let url = gateway::address(&cx.s.base);
    let mut value = json!({"url": url});
    let total = cx.s.settings.identifies_a_day;
    if bot {
        value["shards"] = json!(1);
        value["session_start_limit"] = json!({
            "total": total, "remaining": total.saturating_sub(cx.s.gateway.identifies(cx.now)),
            "reset_after": 14_400_000, "max_concurrency": cx.s.settings.max_concurrency,
        });
    }
    Reply::Json(200, value)
}

pub(super) fn application(cx: &Cx<'_>) -> Reply {
    Reply::Json(200, wire::application(&cx.s))
}

pub(super) fn user(cx: &Cx<'_>, which: &str) -> Outcome {
    if which == "@me" {
        let mut value = wire::user(&cx.s, APPLICATION_ID);
        for (key, part) in [
            ("mfa_enabled", json!(false)),
            ("locale", json!("en-US")),
            ("verified", json!(true)),
            ("email", Value::Null),
        ] {
            value[key] = part;
        }
        return Ok(Reply::Json(200, value));
    }
    let id = super::id("user_id", which)?;
    let known = cx.s.people.contains_key(&id);
    if known {
        Ok(Reply::Json(200, wire::user(&cx.s, id)))
    } else {
        Err(ApiError::new(404, 10013, "Unknown User"))
    }
}

pub(super) fn guilds(cx: &Cx<'_>, call: &Call) -> Outcome {
    let after: Id = call.query("after").map_or(Ok(0), |text| super::id("after", text))?;
    let limit = match call.query("limit").map(str::parse::<usize>) {
        None => 200,
        Some(Ok(limit @ 1..=200)) => limit,
        Some(_) => {
            return Err(ApiError::form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 200."));
        }
    };
    let mine =
        cx.s.guilds.values().filter(|guild| guild.members.contains_key(&APPLICATION_ID) && guild.id > after);
    let list: Vec<Value> = mine
        .take(limit)
        .map(|guild| {
            json!({
                "id": guild.id.to_string(), "name": guild.name, "icon": null, "banner": null,
                "owner": guild.owner == APPLICATION_ID, "features": [],
                "permissions": rights::in_guild(guild, APPLICATION_ID).to_string(),
            })
        })
        .collect();
    Ok(Reply::Json(200, json!(list)))
}

/// The bot leaves a server of its own will.
pub(super) fn leave(cx: &mut Cx<'_>, guild: Id) -> Outcome {
    if !cx.s.bot_in(guild) {
        return Err(ApiError::guild());
    }
    crate::discord::play::places::bot_out(cx, guild);
    Ok(Reply::Empty)
}

pub(super) fn open_dm(cx: &mut Cx<'_>, call: &Call) -> Outcome {
    let Some(user) = checks::snowflake(&call.body["recipient_id"]) else {
        return Err(ApiError::form("recipient_id", "BASE_TYPE_REQUIRED", "This field is required"));
    };
    if user == APPLICATION_ID || !cx.s.people.contains_key(&user) {
        return Err(ApiError::form("recipient_id", "INVALID_RECIPIENT", "Invalid Recipient(s)"));
    }
    let now = cx.now;
    let id = cx.s.dm_with(user, now);
    let channel = cx.channel(id)?;
    Ok(Reply::Json(200, wire::channel(&cx.s, channel)))
}
