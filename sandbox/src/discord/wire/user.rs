//! Users, members, the application.

use super::time;
use crate::discord::{
    APPLICATION_ID,
    state::{Id, Member, Person, State},
};
use serde_json::{Value, json};

/// Gateway intents the app was granted, as application flags.
pub(crate) const APPLICATION_FLAGS: u64 = 8_953_856;

pub(crate) fn user(state: &State, id: Id) -> Value {
    state.people.get(&id).map_or_else(|| gone(id), person)
}

fn person(person: &Person) -> Value {
    let mut user = json!({
        "id": person.id.to_string(), "username": person.username, "discriminator": "0",
        "global_name": person.global_name, "avatar": null, "public_flags": 0, "flags": 0, "primary_guild": null,
    });
    if person.bot {
        user["bot"] = json!(true);
    }
    user
}

fn gone(id: Id) -> Value {
    json!({
        "id": id.to_string(), "username": "deleted_user", "discriminator": "0", "global_name": null,
        "avatar": null, "public_flags": 0, "flags": 0, "primary_guild": null,
    })
}

/// A member without `user`.
pub(crate) fn bare_member(member: &Member) -> Value {
    json!({
        "nick": member.nick, "avatar": null, "banner": null,
        "roles": member.roles.iter().map(Id::to_string).collect::<Vec<_>>(),
        "joined_at": time(member.joined), "premium_since": null, "deaf": false, "mute": false, "flags": 0,
        "pending": false, "communication_disabled_until": member.timeout_until.map(time),
    })
}

pub(crate) fn member(state: &State, id: Id, member: &Member) -> Value {
    let mut value = bare_member(member);
    value["user"] = user(state, id);
    value
}

/// The application as its own bot sees it.
pub(crate) fn application(state: &State) -> Value {
    let bot = user(state, APPLICATION_ID);
    let owner = state.people.keys().find(|id| **id != APPLICATION_ID).copied().unwrap_or(APPLICATION_ID);
    let installs = state.people.values().filter(|person| person.installed).count();
    json!({
        "id": APPLICATION_ID.to_string(), "name": bot["username"], "icon": null, "description": "", "type": null,
        "bot": bot, "bot_public": true, "bot_require_code_grant": false,
        "integration_types_config": {"0": {}, "1": {}}, "verify_key": "00".repeat(32),
        "flags": APPLICATION_FLAGS, "flags_new": APPLICATION_FLAGS.to_string(), "redirect_uris": [],
        "interactions_endpoint_url": null, "role_connections_verification_url": null,
        "owner": user(state, owner), "approximate_guild_count": state.guilds.len(),
        "approximate_user_install_count": installs, "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0, "team": null, "eligible_oauth2_scopes": [],
    })
}
