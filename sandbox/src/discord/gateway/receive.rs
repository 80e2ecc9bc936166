//! What the bot says on the Gateway.

use super::{
    Out, Session,
    dispatch::dispatch_to,
    frame,
    members::members,
    resume::{drop_stale, resume},
    talk::Connection,
};
use crate::{
    discord::{
        APPLICATION_ID, TOKEN,
        state::{Cx, Id},
        wire,
    },
    world::World,
};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::collections::VecDeque;

const PAYLOAD_MAX: usize = 4096;
/// Every documented intent.
const INTENTS: u64 = 0x1_FFFF | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

/// Does what a frame asks for.
pub(super) fn receive(world: &World, connection: &mut Connection, bytes: &[u8]) {
    let mut cx = Cx::of(world);
    let id = connection.id;
    let now = cx.now;
    connection.sends.push_back(now);
    while connection.sends.front().is_some_and(|at| now - *at > TimeDelta::seconds(60)) {
        connection.sends.pop_front();
    }
    if let Err((code, reason)) = judged(&mut cx, connection, bytes) {
        cx.s.gateway.tell(id, Out::Close(code, reason));
    }
    world.discord.changed();
}

fn judged(cx: &mut Cx<'_>, connection: &mut Connection, bytes: &[u8]) -> Result<(), (u16, &'static str)> {
    if connection.sends.len() > 120 {
        return Err((4008, "You are being rate limited."));
    }
    if bytes.len() > PAYLOAD_MAX {
        return Err((4002, "Payload too large."));
    }
    let decode = (4002, "Error while decoding payload.");
    let value: Value = serde_json::from_slice(bytes).map_err(|_| decode)?;
    let op = value["op"].as_u64().ok_or(decode)?;
    let (id, d) = (connection.id, &value["d"]);
    let identified = cx.s.gateway.of(id).is_some();
    match op {
        1 => {
            connection.beat = true;
            if !cx.s.gateway.zombie {
                cx.s.gateway.tell(id, frame(11, &Value::Null));
            }
            Ok(())
        }
        2 if identified => Err((4005, "Already authenticated.")),
        2 => identify(cx, id, d),
        6 if identified => Err((4005, "Already authenticated.")),
        6 => resume(cx, id, d),
        3 | 4 | 8 | 31 if !identified => Err((4003, "Not authenticated.")),
        3 | 4 | 31 => Ok(()),
        8 => {
            members(cx, id, d);
            Ok(())
        }
        _ => Err((4001, "Unknown opcode.")),
    }
}

/// The token, with or without `Bot `.
pub(super) fn token_fits(cx: &Cx<'_>, d: &Value) -> bool {
    cx.s.settings.token_valid
        && d["token"].as_str().is_some_and(|token| token.strip_prefix("Bot ").unwrap_or(token) == TOKEN)
}

fn identify(cx: &mut Cx<'_>, connection: u64, d: &Value) -> Result<(), (u16, &'static str)> {
    if !token_fits(cx, d) {
        return Err((4004, "Authentication failed."));
    }
    let intents = d["intents"].as_u64().ok_or((4013, "Invalid intent(s)."))?;
    if intents & !INTENTS != 0 {
        return Err((4013, "Invalid intent(s)."));
    }
    if intents & PRIVILEGED != 0 && !cx.s.settings.privileged_intents {
        return Err((4014, "Disallowed intent(s)."));
    }
    let shard = shard(&d["shard"]).ok_or((4010, "Invalid shard."))?;
    if d["properties"].is_null() {
        return Err((4002, "Error while decoding payload."));
    }
    if !in_time(cx, shard.0) {
        cx.s.gateway.tell(connection, frame(9, &json!(false)));
        return Ok(());
    }
    if cx.s.gateway.identifies(cx.now) > cx.s.settings.identifies_a_day {
        // Discord takes a bot that logs in so often for broken, and its token away.
        cx.s.settings.token_valid = false;
        cx.s.gateway.close(4004);
        return Ok(());
    }
    let id = format!("{:032x}", u128::from(cx.next_id()) << 32 | u128::from(connection));
    drop_stale(cx);
    // A shard that identifies anew replaces its older session.
    let gateway = &mut cx.s.gateway;
    gateway.sessions.retain(|session| session.connection.is_some() || session.shard != shard);
    gateway.sessions.push(Session {
        id,
        shard,
        intents,
        seq: 0,
        replay: VecDeque::new(),
        connection: Some(connection),
        dropped: None,
    });
    welcome(cx, connection, shard);
    Ok(())
}

fn shard(value: &Value) -> Option<(u64, u64)> {
    if value.is_null() {
        return Some((0, 1));
    }
    let pair = (value.get(0)?.as_u64()?, value.get(1)?.as_u64()?);
    (pair.0 < pair.1).then_some(pair)
}

/// Only so many IDENTIFYs in 5 s, by bucket.
fn in_time(cx: &mut Cx<'_>, shard: u64) -> bool {
    let (now, most) = (cx.now, cx.s.settings.max_concurrency.max(1));
    let gateway = &mut cx.s.gateway;
    let recent = gateway.recent.entry(shard % most).or_default();
    recent.retain(|at| now - *at < TimeDelta::seconds(5));
    if !recent.is_empty() {
        return false;
    }
    recent.push_back(now);
    gateway.identifies.retain(|at| now - *at < TimeDelta::days(1));
    gateway.identifies.push_back(now);
    true
}

/// READY, then every server of the shard.
fn welcome(cx: &mut Cx<'_>, connection: u64, shard: (u64, u64)) {
    let Some(session) = cx.s.gateway.of(connection) else { return };
    let id = session.id.clone();
    let intents = session.intents;
    let mine: Vec<Id> = cx
        .s
        .guilds
        .values()
        .filter(|guild| guild.members.contains_key(&APPLICATION_ID) && (guild.id >> 22) % shard.1 == shard.0)
        .map(|guild| guild.id)
        .collect();
    let mut user = wire::user(&cx.s, APPLICATION_ID);
    for (key, part) in [("mfa_enabled", json!(false)), ("verified", json!(true)), ("email", Value::Null)] {
        user[key] = part;
    }
    let flags = wire::APPLICATION_FLAGS;
    let ready = json!({
        "v": 10, "user": user, "session_id": id, "resume_gateway_url": super::address(&cx.s.base),
        "guilds": mine.iter().map(|id| json!({"id": id.to_string(), "unavailable": true})).collect::<Vec<_>>(),
        "shard": [shard.0, shard.1], "session_type": "normal", "private_channels": [], "relationships": [],
        "application": {"id": APPLICATION_ID.to_string(), "flags": flags, "flags_new": flags.to_string()},
        "presences": [], "user_settings": {}, "guild_join_requests": [], "geo_ordered_rtc_regions": [],
        "auth": {}, "_trace": [],
    });
    dispatch_to(cx, connection, "READY", &ready);
    if intents & 1 == 0 {
        return;
    }
    for id in mine {
        let Some(guild) = cx.s.guilds.get(&id).filter(|guild| !guild.outage) else { continue };
        let create = wire::guild_create(&cx.s, guild, cx.now);
        dispatch_to(cx, connection, "GUILD_CREATE", &create);
    }
}
