//! Telling sessions what happened.

use super::Out;
use crate::{
    discord::state::{Cx, Id},
    news::Topic,
};
use serde_json::Value;

/// Which sessions are told: the server's shard, and the intents they need or must lack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub(crate) guild: Option<Id>,
    /// At least one of these; 0 asks for none.
    pub(crate) any_of: u64,
    pub(crate) all_of: u64,
    pub(crate) none_of: u64,
}

impl Target {
    /// The shard of this server, with one of these intents.
    pub(crate) fn of(guild: Option<Id>, any_of: u64) -> Self {
        Self { guild, any_of, all_of: 0, none_of: 0 }
    }
}

/// Sends an event; answers how many sessions it went to.
pub(crate) fn dispatch(cx: &mut Cx<'_>, event: &str, d: &Value, target: Target) -> usize {
    if !event.starts_with("MESSAGE_") && event != "INTERACTION_CREATE" {
        cx.world.news.tell(Topic::State);
    }
    let passing = matches!(event, "GUILD_DELETE" | "GUILD_CREATE" | "INTERACTION_CREATE");
    if !passing && target.guild.is_some_and(|guild| !heard(cx, guild)) {
        return 0;
    }
    let mut told = 0;
    let gateway = &mut cx.s.gateway;
    let mut lines = Vec::new();
    for session in &mut gateway.sessions {
        let wanted = target.any_of == 0 || session.intents & target.any_of != 0;
        let fits = session.intents & target.all_of == target.all_of && session.intents & target.none_of == 0;
        if !wanted || !fits || !session.serves(target.guild) {
            continue;
        }
        told += 1;
        let text = session.number(event, d);
        if let Some(connection) = session.connection {
            lines.push((connection, text));
        }
    }
    for (connection, text) in lines {
        gateway.tell(connection, Out::Text(text));
    }
    if told > 0 {
        cx.world.log.dispatch(cx.now, event, d);
    }
    told
}

/// Does the bot hear of what happens in this server: is it in it, and is there no outage?
fn heard(cx: &Cx<'_>, guild: Id) -> bool {
    cx.s.bot_in(guild) && cx.s.guilds.get(&guild).is_some_and(|guild| !guild.outage)
}

/// Sends an event to one connection's session.
pub(super) fn dispatch_to(cx: &mut Cx<'_>, connection: u64, event: &str, d: &Value) {
    let Some(text) = cx.s.gateway.of(connection).map(|session| session.number(event, d)) else { return };
    cx.s.gateway.tell(connection, Out::Text(text));
    cx.world.news.tell(Topic::State);
    cx.world.log.dispatch(cx.now, event, d);
}
