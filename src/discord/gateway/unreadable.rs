//! Events that serenity can't read: what they are about is in their JSON all the same.

use super::Incoming;
use crate::discord::rest::id;
use serde_json::Value;

/// The event, by Discord's name for it; none of one that is of no interest, or says not what it is about.
pub(super) fn read(kind: &str, value: &Value) -> Option<Incoming> {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let guild = || id(&value["guild_id"]);
    let event = match kind {
        // A server that can't be read is there all the same, unless it is out of order.
        "GUILD_CREATE" | "GUILD_DELETE" if value["unavailable"] == true => {
            Incoming::GuildOutage(id(&value["id"])?)
        }
        "GUILD_CREATE" => Incoming::GuildHere {
            id: id(&value["id"])?,
            name: text("name"),
            locale: text("preferred_locale"),
            channels: value["channels"].as_array().into_iter().flatten().filter_map(channel).collect(),
        },
        "GUILD_DELETE" => Incoming::GuildLeft(id(&value["id"])?),
        "GUILD_UPDATE" => Incoming::GuildChanged {
            id: id(&value["id"])?,
            name: text("name"),
            locale: text("preferred_locale"),
        },
        "CHANNEL_DELETE" | "THREAD_DELETE" => {
            Incoming::ChannelGone { guild: guild()?, channel: id(&value["id"])? }
        }
        "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "THREAD_CREATE" | "THREAD_UPDATE" => {
            Incoming::ChannelChanged { guild: guild()?, channel: channel(value)? }
        }
        "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE" | "GUILD_ROLE_DELETE" | "GUILD_MEMBER_UPDATE" => {
            Incoming::RolesChanged(guild()?)
        }
        _ => return None,
    };
    Some(event)
}

/// A channel and its type.
fn channel(value: &Value) -> Option<(u64, u64)> {
    Some((id(&value["id"])?, value["type"].as_u64()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(kind: &str, value: &Value) -> String {
        format!("{:?}", read(kind, value))
    }

    #[test]
    fn what_an_event_is_about_is_in_its_json() {
        let channel = json!({"id": "20", "type": 5, "guild_id": "10"});
        for kind in ["CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE"] {
            assert_eq!(said(kind, &channel), "Some(ChannelChanged { guild: 10, channel: (20, 5) })");
        }
        for kind in ["CHANNEL_DELETE", "THREAD_DELETE"] {
            assert_eq!(said(kind, &channel), "Some(ChannelGone { guild: 10, channel: 20 })");
        }
        let roles = json!({"guild_id": "10", "role": 7});
        for kind in ["GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE", "GUILD_MEMBER_UPDATE"] {
            assert_eq!(said(kind, &roles), "Some(RolesChanged(10))");
        }
        let guild = json!({"id": "10", "name": "Bazaar", "preferred_locale": "de", "channels": [channel, 7]});
        let here = r#"Some(GuildHere { id: 10, name: "Bazaar", locale: "de", channels: [(20, 5)] })"#;
        assert_eq!(said("GUILD_CREATE", &guild), here);
        let changed = r#"Some(GuildChanged { id: 10, name: "Bazaar", locale: "de" })"#;
        assert_eq!(said("GUILD_UPDATE", &guild), changed);
        assert_eq!(said("GUILD_DELETE", &guild), "Some(GuildLeft(10))");
        for kind in ["GUILD_CREATE", "GUILD_DELETE"] {
            assert_eq!(said(kind, &json!({"id": "10", "unavailable": true})), "Some(GuildOutage(10))");
        }
    }

    #[test]
    fn what_says_not_what_it_is_about_is_nothing() {
        let kinds = [
            "GUILD_CREATE",
            "GUILD_DELETE",
            "GUILD_UPDATE",
            "CHANNEL_DELETE",
            "CHANNEL_UPDATE",
            "GUILD_ROLE_UPDATE",
            "MESSAGE_CREATE",
        ];
        for kind in kinds {
            for value in [json!({}), json!({"id": 7}), json!({"id": "x", "guild_id": null}), json!(null)] {
                assert_eq!(said(kind, &value), "None", "{kind} {value}");
            }
        }
    }
}
