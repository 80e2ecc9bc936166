//! What happens around a message: it is announced, removed, wakes its thread.

use crate::{
    discord::{
        APPLICATION_ID,
        gateway::{self, Target},
        state::{Cx, Id, Thread},
        wire,
    },
    news::Topic,
};
use serde_json::json;

const GUILD_MESSAGES: u64 = 1 << 9;
const DIRECT_MESSAGES: u64 = 1 << 12;
const MESSAGE_CONTENT: u64 = 1 << 15;

impl Cx<'_> {
    /// Announces a new or changed message to the sessions that may hear of it.
    pub(crate) fn message_event(&mut self, event: &'static str, channel: Id, id: Id) {
        let Some(message) = self.s.message(channel, id) else { return };
        let guild = self.s.channels.get(&channel).and_then(|channel| channel.guild);
        let open =
            guild.is_none() || message.author == APPLICATION_ID || message.mentions.contains(&APPLICATION_ID);
        let visible = guild.is_none() || sees(self, channel) || message.seen_by.is_some();
        let full = wire::message_create(&self.s, message);
        let intent = if guild.is_some() { GUILD_MESSAGES } else { DIRECT_MESSAGES };
        if guild.is_some_and(|guild| !self.s.bot_in(guild)) || !visible {
            return;
        }
        if open {
            gateway::dispatch(self, event, &full, Target::of(guild, intent));
        } else {
            let bare = wire::without_content(full.clone());
            let (all_of, none_of) = (MESSAGE_CONTENT, MESSAGE_CONTENT);
            gateway::dispatch(self, event, &full, Target { all_of, ..Target::of(guild, intent) });
            gateway::dispatch(self, event, &bare, Target { none_of, ..Target::of(guild, intent) });
        }
        self.world.discord.changed();
    }

    /// Archives the threads in which nobody wrote for long enough.
    pub(crate) fn archive_idle(&mut self) {
        let now = self.now;
        let idle = |thread: &mut Thread| thread.idle(now).then(|| thread.set_archived(true, now));
        let archived: Vec<Id> = self
            .s
            .channels
            .values_mut()
            .filter_map(|channel| channel.thread.as_mut().and_then(idle).map(|()| channel.id))
            .collect();
        for id in archived {
            self.channel_event("THREAD_UPDATE", id);
        }
    }

    /// Announces a channel or thread.
    pub(crate) fn channel_event(&mut self, event: &'static str, id: Id) {
        let Some(channel) = self.s.channels.get(&id) else { return };
        let (guild, value) = (channel.guild, wire::channel(&self.s, channel));
        gateway::dispatch(self, event, &value, Target::of(guild, 1));
        self.world.discord.changed();
    }
}

fn sees(cx: &Cx<'_>, channel: Id) -> bool {
    let rights = cx.s.channels.get(&channel).and_then(|channel| cx.s.rights(APPLICATION_ID, channel, cx.now));
    rights.unwrap_or(0) & crate::discord::rights::VIEW_CHANNEL != 0
}

/// Deletes a message and announces it.
pub(crate) fn remove(cx: &mut Cx<'_>, channel: Id, id: Id) {
    let Some(message) = cx.s.messages.get_mut(&channel).and_then(|list| list.remove(&id)) else { return };
    cx.world.news.tell(Topic::Messages(channel));
    for file in &message.attachments {
        cx.s.files.remove(&file.id);
    }
    let guild = cx.s.channels.get(&channel).and_then(|channel| channel.guild);
    let mut value = json!({"id": id.to_string(), "channel_id": channel.to_string()});
    if let Some(guild) = guild {
        value["guild_id"] = json!(guild.to_string());
    }
    let any_of = if guild.is_some() { GUILD_MESSAGES } else { DIRECT_MESSAGES };
    gateway::dispatch(cx, "MESSAGE_DELETE", &value, Target::of(guild, any_of));
    cx.world.discord.changed();
}

/// A message in an archived thread opens it again; in any thread it is counted.
pub(crate) fn wake_thread(cx: &mut Cx<'_>, channel: Id) {
    let now = cx.now;
    let Some(thread) = cx.s.channels.get_mut(&channel).and_then(|channel| channel.thread.as_mut()) else {
        return;
    };
    thread.messages += 1;
    thread.active = now;
    let joined = wire::time(thread.created);
    if thread.archived {
        thread.set_archived(false, now);
        cx.channel_event("THREAD_UPDATE", channel);
        let guild = cx.s.channels.get(&channel).and_then(|channel| channel.guild);
        let member = json!({
            "id": channel.to_string(), "user_id": APPLICATION_ID.to_string(), "guild_id": wire::maybe(guild),
            "join_timestamp": joined, "flags": 0,
        });
        gateway::dispatch(cx, "THREAD_MEMBER_UPDATE", &member, Target::of(guild, 1));
    }
}
