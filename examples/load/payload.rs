//! What Discord sends: shaped and sized as its own.

use chrono::{Days, Utc};
use serde_json::{Value, json};

/// The first frame.
pub(crate) const HELLO: &str = r#"{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}"#;

/// The id of the only server; its channel's is one more.
const SERVER: u64 = 1_100_000_000_004_194_304;

/// A session begins.
pub(crate) fn ready() -> String {
    let user = json!({ "id": "7", "username": "bot", "discriminator": "0", "avatar": null, "bot": true,
        "mfa_enabled": false, "verified": true });
    let data = json!({ "v": 10, "user": user, "guilds": [{ "id": SERVER.to_string(), "unavailable": true }],
        "session_id": "1", "resume_gateway_url": "ws://127.0.0.1", "shard": [0, 1],
        "application": { "id": "7", "flags": 8_953_856 } });
    json!({ "op": 0, "s": 1, "t": "READY", "d": data }).to_string()
}

/// The server is there. As text, for it is more than the macro takes.
pub(crate) const GUILD_CREATE: &str = r#"{ "op": 0, "s": 2, "t": "GUILD_CREATE", "d": {
    "id": "1100000000004194304", "name": "Creator Agency", "icon": null, "splash": null,
    "discovery_splash": null, "description": null, "banner": null, "owner_id": "3", "afk_channel_id": null,
    "afk_timeout": 300, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
    "public_updates_channel_id": null, "safety_alerts_channel_id": null, "verification_level": 0,
    "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0,
    "nsfw": false, "premium_tier": 0, "premium_subscription_count": 0, "premium_progress_bar_enabled": false,
    "preferred_locale": "en-US", "vanity_url_code": null, "application_id": null, "features": [], "emojis": [],
    "stickers": [], "max_presences": null, "max_members": 500000, "max_video_channel_users": 25,
    "max_stage_video_channel_users": 50, "widget_enabled": false, "widget_channel_id": null,
    "region": "deprecated", "incidents_data": null, "hub_type": null,
    "joined_at": "2026-01-01T00:00:00+00:00", "large": false, "unavailable": false, "member_count": 2,
    "voice_states": [], "members": [], "threads": [], "channels": [], "presences": [], "stage_instances": [],
    "guild_scheduled_events": [], "soundboard_sounds": [],
    "roles": [{ "id": "1100000000004194304", "name": "@everyone", "color": 0, "hoist": false, "icon": null,
        "unicode_emoji": null, "position": 0, "permissions": "2248473465835073", "managed": false,
        "mentionable": false, "flags": 0 }] } }"#;

/// `/ranking` as it stands: the newest.
pub(crate) fn newest() -> String {
    options(&json!([]))
}

/// `/ranking` of so many days ago.
pub(crate) fn dated(days: u64) -> String {
    options(&json!([{ "name": "date", "type": 3, "value": date(days) }]))
}

/// The day so many days ago.
pub(crate) fn date(days: u64) -> String {
    #[expect(clippy::disallowed_methods, reason = "the tool measures real time")]
    let date = Utc::now().date_naive() - Days::new(days);
    date.to_string()
}

fn options(options: &Value) -> String {
    json!({ "id": "40", "name": "ranking", "type": 1, "options": options }).to_string()
}

/// Somebody runs a command.
pub(crate) fn interaction(id: u64, data: &str) -> String {
    let user = r#"{"id":"1100000000000000003","username":"mason","discriminator":"0","global_name":"Mason","avatar":null,"public_flags":0,"flags":0,"primary_guild":null}"#;
    let member = format!(
        r#"{{"user":{user},"nick":null,"avatar":null,"banner":null,"roles":[],"joined_at":"2026-01-01T00:00:00+00:00","premium_since":null,"deaf":false,"mute":false,"flags":0,"pending":false,"communication_disabled_until":null,"permissions":"2248473465835073"}}"#
    );
    let channel = channel();
    // Tokens are as long as Discord's.
    let token = format!("{id:0>180}");
    format!(
        r#"{{"op":0,"s":{id},"t":"INTERACTION_CREATE","d":{{"id":"{id}","application_id":"7","type":2,"data":{data},"guild_id":"{SERVER}","guild":{{"id":"{SERVER}","locale":"en-US","features":[]}},"guild_locale":"en-US","channel_id":"{}","channel":{channel},"member":{member},"token":"{token}","version":1,"app_permissions":"2248473465835073","locale":"en-US","entitlements":[],"authorizing_integration_owners":{{"0":"{SERVER}"}},"context":0,"attachment_size_limit":10485760}}}}"#,
        SERVER + 1,
    )
}

fn channel() -> Value {
    json!({ "id": (SERVER + 1).to_string(), "type": 0, "guild_id": SERVER.to_string(), "name": "rankings",
        "position": 0, "permission_overwrites": [], "parent_id": null, "flags": 0, "nsfw": false, "topic": null,
        "last_message_id": null, "rate_limit_per_user": 0, "permissions": "2248473465835073" })
}
