//! From method and path to the handler.

use super::{
    Call, Outcome, callback, channels, commands, guilds, id, me, messages, own_application, thread_lists,
    threads, webhooks,
};
use crate::discord::{error::ApiError, state::Cx};

/// Carries the request out.
pub(super) fn route(cx: &mut Cx<'_>, call: &Call, segments: &[&str]) -> Outcome {
    let needs_body = matches!(call.method.as_str(), "POST" | "PUT" | "PATCH");
    if let Some(broken) = call.broken.clone().filter(|_| needs_body) {
        return Err(broken);
    }
    match segments {
        ["gateway", rest @ ..] => Ok(me::gateway(cx, !rest.is_empty())),
        ["applications", "@me"] | ["oauth2", "applications", "@me"] => Ok(me::application(cx)),
        ["applications", app, rest @ ..] => {
            own_application(app)?;
            command_route(cx, call, rest)
        }
        ["users", "@me", "guilds"] => me::guilds(cx, call),
        ["users", "@me", "guilds", guild] => me::leave(cx, id("guild_id", guild)?),
        ["users", "@me", "channels"] => me::open_dm(cx, call),
        ["users", user] => me::user(cx, user),
        ["interactions", interaction, token, "callback"] => {
            callback::callback(cx, call, id("interaction_id", interaction)?, token)
        }
        ["webhooks", app, token] => webhooks::follow_up(cx, call, app, token),
        ["webhooks", app, token, "messages", message] => webhooks::message(cx, call, app, token, message),
        ["channels", channel, rest @ ..] => channel_route(cx, call, id("channel_id", channel)?, rest),
        ["guilds", guild, rest @ ..] => {
            let guild = id("guild_id", guild)?;
            reachable(cx, guild)?;
            guilds::route(cx, call, guild, rest)
        }
        _ => Err(ApiError::route()),
    }
}

/// In an outage a server's routes answer with an error, unless the control API left them alone.
fn reachable(cx: &Cx<'_>, guild: u64) -> Result<(), ApiError> {
    match cx.s.guilds.get(&guild).filter(|guild| guild.outage).map(|guild| guild.outage_rest) {
        Some(403) => Err(ApiError::access()),
        Some(503) => Err(ApiError::new(503, 0, "503: Service Unavailable")),
        _ => Ok(()),
    }
}

fn command_route(cx: &mut Cx<'_>, call: &Call, rest: &[&str]) -> Outcome {
    let (guild, rest) = match rest {
        ["commands", rest @ ..] => (None, rest),
        ["guilds", guild, "commands", rest @ ..] => (Some(id("guild_id", guild)?), rest),
        _ => return Err(ApiError::route()),
    };
    if let Some(guild) = guild {
        if !cx.s.bot_in(guild) {
            return Err(ApiError::access());
        }
        reachable(cx, guild)?;
    }
    match (call.method.as_str(), rest) {
        ("GET", []) => Ok(commands::list(cx, guild)),
        ("PUT", []) => commands::overwrite(cx, call, guild),
        ("POST", []) => commands::create(cx, call, guild),
        ("GET", [command]) => commands::get(cx, guild, id("command_id", command)?),
        ("PATCH", [command]) => commands::edit(cx, call, guild, id("command_id", command)?),
        ("DELETE", [command]) => commands::delete(cx, guild, id("command_id", command)?),
        _ => Err(ApiError::route()),
    }
}

fn channel_route(cx: &mut Cx<'_>, call: &Call, channel: u64, rest: &[&str]) -> Outcome {
    let message = |text: &str| id("message_id", text);
    if let Some(guild) = cx.s.channels.get(&channel).and_then(|channel| channel.guild) {
        reachable(cx, guild)?;
    }
    match (call.method.as_str(), rest) {
        ("GET", []) => channels::get(cx, channel),
        ("PATCH", []) => channels::edit(cx, call, channel),
        ("POST", ["typing"]) => channels::typing(cx, channel),
        ("GET", ["messages"]) => messages::history(cx, call, channel),
        ("POST", ["messages"]) => messages::create(cx, call, channel),
        ("GET", ["messages", one]) => messages::get(cx, channel, message(one)?),
        ("PATCH", ["messages", one]) => messages::edit(cx, call, channel, message(one)?),
        ("DELETE", ["messages", one]) => messages::delete(cx, channel, message(one)?),
        ("POST", ["messages", one, "crosspost"]) => messages::crosspost(cx, channel, message(one)?),
        ("POST", ["messages", one, "threads"]) => threads::from_message(cx, call, channel, message(one)?),
        ("GET", ["threads", "archived", "public"]) => thread_lists::archived(cx, call, channel),
        ("POST", ["threads"]) => threads::create(cx, call, channel),
        _ => Err(ApiError::route()),
    }
}
