//! The whole way: log in, register, be asked, answer, be seen.

use crate::support::*;
use serde_json::json;

pub(crate) fn ranking() -> serde_json::Value {
    json!([
        {"name": "ranking", "description": "The ranking", "name_localizations": {"zh-CN": "排行"}, "options": [
            {"type": 3, "name": "region", "description": "Region", "autocomplete": true},
            {"type": 3, "name": "by", "description": "By", "choices": [{"name": "Units sold", "value": "sales"}]},
            {"type": 4, "name": "top", "description": "How many", "min_value": 10, "max_value": 100},
            {"type": 5, "name": "private", "description": "Only for me"},
        ], "integration_types": [0, 1], "contexts": [0, 1, 2]},
        {"name": "board", "description": "Boards", "contexts": [0], "options": [
            {"type": 1, "name": "add", "description": "A new board", "options": [
                {"type": 3, "name": "region", "description": "Region", "required": true},
                {"type": 7, "name": "channel", "description": "Channel", "channel_types": [0, 5]},
                {"type": 8, "name": "mention", "description": "Role"},
                {"type": 6, "name": "who", "description": "Who"},
                {"type": 11, "name": "file", "description": "File"},
            ]},
        ]},
    ])
}

#[tokio::test]
async fn from_login_to_a_visible_answer() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    world.register(ranking()).await;
    let asked = json!({"as": MASON, "channel": GENERAL, "command": "ranking", "options": {"region": "US", "top": "20"}});
    let interaction = world.run(&mut line, asked).await;
    assert_eq!(interaction["data"]["options"][1], json!({"name": "top", "type": 4, "value": 20}));
    assert_eq!(interaction["guild_locale"], "en-US");
    let answer = json!({"type": 4, "data": {"content": "Here it is", "embeds": [{"title": "US"}]}});
    assert_eq!(world.callback(&interaction, answer).await.status, 204);
    let state = world.state(&interaction).await;
    assert_eq!(state["state"], "answered");
    assert_eq!(state["messages"][0]["content"], "Here it is");
    let seen = world.seen(GENERAL, MAYA).await;
    assert_eq!(seen[0]["interaction_metadata"]["type"], 2);
    assert_eq!(seen[0]["type"], 20);
}

#[tokio::test]
async fn waiting_for_an_answer_ends_with_it() {
    let world = World::new().await;
    let mut line = Line::ready(&world, 1).await;
    world.register(ranking()).await;
    let asked = json!({"as": MASON, "channel": "dm", "command": "/ranking"});
    let asking = world.control("POST", "/interactions/command?wait=10000", asked);
    let bot = async {
        let interaction = line.event("INTERACTION_CREATE").await;
        assert_eq!(interaction["context"], 1);
        assert_eq!(interaction["authorizing_integration_owners"], json!({"0": "0", "1": MASON.to_string()}));
        world.callback(&interaction, json!({"type": 5})).await.ok();
        world.webhook("PATCH", &interaction, "/messages/%40original", json!({"content": "done"})).await.ok();
    };
    let (state, ()) = tokio::join!(asking, bot);
    assert_eq!(state.ok()["messages"][0]["content"], "done");
}
