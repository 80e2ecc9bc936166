//! Starting an interaction.

use super::Place;
use crate::discord::{
    APPLICATION_ID,
    gateway::{self, Target},
    state::{Cx, Id, Interaction},
    wire,
};
use serde_json::{Value, json};

/// What an interaction begins with.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) kind: u8,
    pub(super) place: Place,
    pub(super) data: Value,
    pub(super) owners: Value,
    pub(super) source: Option<Id>,
    /// Added keys of `interaction_metadata`.
    pub(super) metadata: Value,
    pub(super) focused: i64,
    pub(super) locale: Option<String>,
    /// A command's full name.
    pub(super) command: Option<String>,
}

/// By whom the app is authorised at a place: server ("0") and person ("1").
pub(super) fn owners(cx: &Cx<'_>, place: Place, types: &[u64]) -> Value {
    let mut owners = json!({});
    if types.contains(&0) && place.bot_here {
        owners["0"] = json!(place.guild.map_or_else(|| "0".to_owned(), |guild| guild.to_string()));
    }
    if types.contains(&1) && cx.s.people.get(&place.user).is_some_and(|person| person.installed) {
        owners["1"] = json!(place.user.to_string());
    }
    owners
}

/// Makes the interaction and sends it to the bot; without a session it goes nowhere.
pub(super) fn start(cx: &mut Cx<'_>, start: Start) -> Id {
    let id = cx.next_id();
    let place = start.place;
    let own = cx.s.people.get(&place.user).map_or("en-US", |person| person.locale.as_str()).to_owned();
    let mut metadata = json!({
        "id": id.to_string(), "type": if start.kind == 4 { 2 } else { start.kind },
        "user": wire::user(&cx.s, place.user), "authorizing_integration_owners": start.owners,
    });
    for (key, value) in start.metadata.as_object().into_iter().flatten() {
        metadata[key.as_str()] = value.clone();
    }
    let interaction = Interaction {
        id,
        token: format!("sandbox-{id:x}-{:016x}", id.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ APPLICATION_ID),
        kind: start.kind,
        user: place.user,
        channel: place.channel,
        guild: place.guild,
        created: cx.now,
        guest: !place.bot_here,
        owners: start.owners,
        source: start.source,
        first: None,
        original: None,
        original_deleted: false,
        follow_ups: Vec::new(),
        resolved: false,
        modal: None,
        choices: None,
        command: start.command,
        metadata,
        focused: start.focused,
        locale: start.locale.unwrap_or(own),
    };
    let payload = wire::envelope(cx, wire::Asked { interaction: &interaction, data: start.data });
    cx.s.put_interaction(interaction);
    gateway::dispatch(cx, "INTERACTION_CREATE", &payload, Target::of(place.guild, 0));
    cx.world.discord.changed();
    id
}
