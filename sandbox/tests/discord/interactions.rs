//! The rules of interactions: clocks, types, visibility.

use crate::{flow::ranking, support::*};
use serde_json::{Value, json};

async fn asked() -> (World, Line, Value) {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let mut line = Line::ready(&world, 1).await;
    world.register(ranking()).await;
    let interaction =
        world.run(&mut line, json!({"as": MASON, "channel": GENERAL, "command": "ranking"})).await;
    (world, line, interaction)
}

fn buttons() -> Value {
    json!([
        {"type": 1, "components": [
            {"type": 2, "style": 1, "label": "Go", "custom_id": "go"},
            {"type": 2, "style": 1, "label": "No", "custom_id": "no", "disabled": true},
        ]},
        {"type": 1, "components": [{"type": 3, "custom_id": "pick", "options": [{"label": "A", "value": "a"}]}]},
    ])
}

#[tokio::test]
async fn three_seconds_then_nobody_listens() {
    let (world, _line, interaction) = asked().await;
    assert_eq!(world.state(&interaction).await["state"], "thinking");
    world
        .webhook("PATCH", &interaction, "/messages/@original", json!({"content": "x"}))
        .await
        .refused(404, 10015);
    world.webhook("POST", &interaction, "", json!({"content": "x"})).await.refused(404, 10015);
    world.advance(4);
    world.callback(&interaction, json!({"type": 4, "data": {"content": "x"}})).await.refused(404, 10062);
    let state = world.state(&interaction).await;
    assert_eq!(
        (&state["state"], &state["reason"]),
        (&json!("failed"), &json!("The application did not respond"))
    );
}

#[tokio::test]
async fn one_first_answer_and_fifteen_minutes() {
    let (world, _line, interaction) = asked().await;
    let callback = json!({"type": 4, "data": {"content": "x"}});
    world.callback(&interaction, callback.clone()).await.ok();
    world.callback(&interaction, callback).await.refused(400, 40060);
    world.webhook("PATCH", &interaction, "/messages/@original", json!({"content": "y"})).await.ok();
    world.advance(901);
    world
        .webhook("PATCH", &interaction, "/messages/@original", json!({"content": "z"}))
        .await
        .refused(401, 50027);
}

#[tokio::test]
async fn the_first_follow_up_fills_the_placeholder() {
    let (world, _line, interaction) = asked().await;
    world
        .callback(&interaction, json!({"type": 5, "data": {"flags": 4}}))
        .await
        .form("data.flags", "BASE_TYPE_CHOICES");
    world.callback(&interaction, json!({"type": 5, "data": {"flags": 64}})).await.ok();
    assert_eq!(world.seen(GENERAL, MASON).await[0]["flags"], 64 | 128);
    let filled = world.webhook("POST", &interaction, "", json!({"content": "one"})).await.ok();
    assert_eq!(filled["flags"], 64);
    let second = world.webhook("POST", &interaction, "", json!({"content": "two"})).await.ok();
    assert_eq!(second["flags"], 0);
    assert_eq!(world.seen(GENERAL, MASON).await.len(), 2);
    assert_eq!(world.seen(GENERAL, MAYA).await.len(), 1);
    let original = world.webhook("GET", &interaction, "/messages/@original", Value::Null).await.ok();
    assert_eq!(original["content"], "one");
    let history = world.get(&format!("/channels/{GENERAL}/messages")).await.ok();
    assert_eq!(history.as_array().unwrap().len(), 1);
    let id = filled["id"].as_str().unwrap();
    world.get(&format!("/channels/{GENERAL}/messages/{id}")).await.refused(404, 10008);
}

#[tokio::test]
async fn a_public_deferral_ends_in_a_private_error() {
    let (world, _line, interaction) = asked().await;
    world.callback(&interaction, json!({"type": 5})).await.ok();
    world
        .webhook("PATCH", &interaction, "/messages/@original", json!({"content": "x", "flags": 64}))
        .await
        .ok();
    assert_eq!(world.seen(GENERAL, MAYA).await.len(), 1);
    world.webhook("DELETE", &interaction, "/messages/%40original", Value::Null).await.ok();
    assert_eq!(world.state(&interaction).await["state"], "deleted");
    world.webhook("POST", &interaction, "", json!({"content": "sorry", "flags": 64})).await.ok();
    let state = world.state(&interaction).await;
    assert_eq!((&state["state"], &state["messages"][0]["content"]), (&json!("answered"), &json!("sorry")));
    assert_eq!(world.seen(GENERAL, MAYA).await.len(), 0);
}

#[tokio::test]
async fn each_kind_takes_its_own_answers() {
    let (world, mut line, interaction) = asked().await;
    for kind in [1, 6, 7, 8, 12] {
        world.callback(&interaction, json!({"type": kind})).await.form("type", "BASE_TYPE_CHOICES");
    }
    let query = "?with_response=true";
    let (id, token) = (interaction["id"].as_str().unwrap(), interaction["token"].as_str().unwrap());
    let answer = json!({"type": 4, "data": {"content": "x", "components": buttons()}});
    let answer = world.post(&format!("/interactions/{id}/{token}/callback{query}"), answer).await.ok();
    let message = answer["resource"]["message"]["id"].clone();
    let press = |id: &str| json!({"as": MAYA, "message": message, "custom_id": id});
    world.control("POST", "/interactions/press", press("no")).await.refused_plainly(400);
    world.control("POST", "/interactions/press", press("other")).await.refused_plainly(400);
    let mut forced = press("other");
    forced["force"] = json!(true);
    world.control("POST", "/interactions/press", forced).await.ok();
    assert_eq!(line.event("INTERACTION_CREATE").await["data"]["custom_id"], "other");
    world.control("POST", "/interactions/press", press("go")).await.ok();
    let pressed = line.event("INTERACTION_CREATE").await;
    assert_eq!(pressed["message"]["id"], message);
    let update = json!({"type": 7, "data": {"content": "new", "components": []}});
    world.callback(&pressed, update).await.ok();
    assert_eq!(world.seen(GENERAL, MASON).await[0]["content"], "new");
    world.control("POST", "/interactions/press", press("go")).await.refused_plainly(400);
}

#[tokio::test]
async fn menus_and_modals() {
    let (world, mut line, interaction) = asked().await;
    world
        .callback(
            &interaction,
            json!({"type": 4, "data": {"content": "x", "components": buttons(), "flags": 64}}),
        )
        .await
        .ok();
    let message = world.seen(GENERAL, MASON).await[0]["id"].clone();
    let choose = |who: u64, value: &str| json!({"as": who, "message": message, "custom_id": "pick", "values": [value]});
    world.control("POST", "/interactions/choose", choose(MAYA, "a")).await.refused_plainly(404);
    world.control("POST", "/interactions/choose", choose(MASON, "b")).await.refused_plainly(400);
    world.control("POST", "/interactions/choose", choose(MASON, "a")).await.ok();
    let chosen = line.event("INTERACTION_CREATE").await;
    assert_eq!(chosen["data"]["values"], json!(["a"]));
    let input = json!({"type": 4, "custom_id": "t", "style": 1, "label": "Text", "max_length": 3});
    let modal = |components: Value| json!({"type": 9, "data": {"title": "T", "custom_id": "m", "components": components}});
    let row = json!({"type": 1, "components": [input]});
    world
        .callback(&chosen, modal(json!(vec![row.clone(); 6])))
        .await
        .form("data.components", "BASE_TYPE_BAD_LENGTH");
    world.callback(&chosen, modal(json!([row]))).await.ok();
    let state = world.state(&chosen).await;
    assert_eq!(state["modal"]["title"], "T");
    let submit = |text: &str| json!({"as": MASON, "interaction": chosen["id"], "values": {"t": text}});
    world.control("POST", "/interactions/submit", submit("long")).await.refused_plainly(400);
    world.control("POST", "/interactions/submit", submit("ok")).await.ok();
    let submitted = line.event("INTERACTION_CREATE").await;
    assert_eq!(submitted["data"]["components"][0]["components"][0]["value"], "ok");
    assert_eq!(submitted["message"]["id"], message);
    world.callback(&submitted, json!({"type": 6})).await.ok();
    world.webhook("PATCH", &submitted, "/messages/@original", json!({"content": "changed"})).await.ok();
    assert_eq!(world.seen(GENERAL, MASON).await[0]["content"], "changed");
}

#[tokio::test]
async fn modals_have_limits() {
    let (world, mut line, interaction) = asked().await;
    let modal = |data: Value| json!({"type": 9, "data": data});
    let of = |parts: Value| modal(json!({"title": "T", "custom_id": "m", "components": parts}));
    let label = |inner: Value| of(json!([{"type": 18, "label": "L", "component": inner}]));
    let input = json!({"type": 4, "custom_id": "t", "style": 1});
    let group = |kind: u8, n: usize| {
        let options: Vec<Value> = (0..n).map(|n| json!({"label": "x", "value": n.to_string()})).collect();
        label(json!({"type": kind, "custom_id": "g", "options": options}))
    };
    let inner = "data.components.0.component";
    let row = |input: Value| of(json!([{"type": 1, "components": [input]}]));
    for (body, path, code) in [
        (
            modal(json!({"title": "x".repeat(46), "custom_id": "m", "components": []})),
            "data.title",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (of(json!([])), "data.components", "BASE_TYPE_BAD_LENGTH"),
        (row(input.clone()), "data.components.0.components.0.label", "BASE_TYPE_REQUIRED"),
        (label(json!({"type": 4, "custom_id": "t", "style": 1, "label": "x"})), inner, "label"),
        (label(json!({"type": 4, "custom_id": "t", "style": 1, "max_length": 4001})), inner, "max_length"),
        (
            label(json!({"type": 4, "custom_id": "t", "style": 1, "placeholder": "x".repeat(101)})),
            inner,
            "placeholder",
        ),
        (
            label(
                json!({"type": 3, "custom_id": "t", "disabled": true, "options": [{"label": "x", "value": "x"}]}),
            ),
            inner,
            "disabled",
        ),
        (group(21, 1), inner, "options"),
        (group(21, 11), inner, "options"),
        (group(22, 11), inner, "options"),
        (label(json!({"type": 19, "custom_id": "f", "max_values": 11})), inner, "max_values"),
        (label(json!({"type": 2, "custom_id": "f"})), inner, "BASE_TYPE_REQUIRED"),
    ] {
        let answer = world.callback(&interaction, body).await.refused(400, 50035);
        let node = path.split('.').fold(&answer["errors"], |node, key| &node[key]);
        assert!(node[code].is_object() || node["_errors"][0]["code"] == code, "{answer}");
    }
    let good = of(json!([
        {"type": 18, "label": "L", "id": 1, "component": input},
        {"type": 18, "label": "L", "component": {"type": 19, "custom_id": "f", "min_values": 0, "max_values": 10}},
        {"type": 10, "content": "x"},
        {"type": 18, "label": "L", "component": {"type": 21, "custom_id": "r", "options": [
            {"label": "A", "value": "a"}, {"label": "B", "value": "b"},
        ]}},
    ]));
    world.callback(&interaction, good).await.ok();
    let modal = &world.state(&interaction).await["modal"];
    assert_eq!((&modal["components"][0]["id"], &modal["components"][1]["id"]), (&json!(1), &json!(3)));
    let submit = json!({"as": MASON, "interaction": interaction["id"], "values": {"t": "x"}, "force": true});
    world.control("POST", "/interactions/submit", submit).await.ok();
    let submitted = line.event("INTERACTION_CREATE").await;
    assert_eq!(submitted["data"]["components"][3]["component"]["value"], Value::Null);
    for (data, path) in
        [(json!(5), "data"), (json!({"flags": true}), "data.flags"), (json!({"flags": -1}), "data.flags")]
    {
        let code = world.callback(&submitted, json!({"type": 5, "data": data})).await.refused(400, 50035);
        assert!(
            path.split('.').fold(&code["errors"], |node, key| &node[key])["_errors"].is_array(),
            "{code}"
        );
    }
    world.callback(&submitted, json!({"type": 7, "data": {}})).await.form("type", "BASE_TYPE_CHOICES");
    world.callback(&submitted, json!({"type": 9})).await.form("type", "BASE_TYPE_CHOICES");
    world.callback(&submitted, json!({"type": 4, "data": {"content": "x"}})).await.ok();
}

#[tokio::test]
async fn a_modal_takes_files() {
    let (world, mut line, interaction) = asked().await;
    let field = json!({"type": 19, "custom_id": "f", "min_values": 1, "max_values": 2});
    let components = json!([{"type": 18, "label": "L", "component": field}]);
    let modal = json!({"type": 9, "data": {"custom_id": "m", "title": "T", "components": components}});
    world.callback(&interaction, modal).await.ok();
    let submit = async |files: usize| {
        let file = json!({"filename": "a.csv", "content": "a,b"});
        let body = json!({"as": MASON, "interaction": interaction["id"], "values": {"f": vec![file; files]}});
        world.control("POST", "/interactions/submit", body).await
    };
    submit(0).await.refused_plainly(400);
    submit(3).await.refused_plainly(400);
    submit(2).await.ok();
    let data = &line.event("INTERACTION_CREATE").await["data"];
    let ids = data["components"][0]["component"]["values"].as_array().unwrap();
    assert_eq!(ids.len(), 2);
    for id in ids {
        assert_eq!(data["resolved"]["attachments"][id.as_str().unwrap()]["filename"], "a.csv");
    }
}

#[tokio::test]
async fn suggestions() {
    let (world, mut line, _) = asked().await;
    let body = json!({"as": MASON, "channel": GENERAL, "command": "ranking", "options": {"region": "U"}, "focused": "region"});
    let asking = world.control("POST", "/interactions/autocomplete", body);
    let bot = async {
        let interaction = line.event("INTERACTION_CREATE").await;
        assert_eq!(interaction["type"], 4);
        assert_eq!(interaction["data"]["options"][0]["focused"], true);
        let many: Vec<Value> =
            (0..26).map(|n| json!({"name": n.to_string(), "value": n.to_string()})).collect();
        world
            .callback(&interaction, json!({"type": 8, "data": {"choices": many}}))
            .await
            .form("data.choices", "BASE_TYPE_MAX_LENGTH");
        let choices =
            json!({"type": 8, "data": {"choices": [{"name": "US · United States", "value": "US"}]}});
        world.callback(&interaction, choices).await.ok();
    };
    let (choices, ()) = tokio::join!(asking, bot);
    assert_eq!(choices.ok()["choices"][0]["value"], "US");
}

#[tokio::test]
async fn a_guest_has_five_follow_ups_and_may_be_hushed() {
    let (world, mut line, _) = asked().await;
    let owner = json!({"name": "Elsewhere", "owner": MAYA.to_string(), "bot": false});
    let guild = world.control("POST", "/guilds", owner).await.ok();
    let guild = guild["id"].as_str().unwrap();
    world.control("PUT", &format!("/guilds/{guild}/members/{MASON}"), json!({})).await.ok();
    let state = world.control("GET", "/state", Value::Null).await.ok();
    let place = state["guilds"].as_array().unwrap().iter().find(|one| one["id"] == guild).unwrap().clone();
    let channel = place["channels"][0]["id"].clone();
    let stranger = json!({"as": MAYA, "channel": channel, "command": "ranking"});
    world.control("POST", "/interactions/command", stranger).await.refused_plainly(400);
    let board = json!({"as": MASON, "channel": channel, "command": "board add", "options": {"region": "US"}});
    world.control("POST", "/interactions/command", board).await.refused_plainly(400);
    let interaction =
        world.run(&mut line, json!({"as": MASON, "channel": channel, "command": "ranking"})).await;
    assert_eq!(interaction["authorizing_integration_owners"], json!({"1": MASON.to_string()}));
    world.callback(&interaction, json!({"type": 4, "data": {"content": "x"}})).await.ok();
    for _ in 0..5 {
        world.webhook("POST", &interaction, "", json!({"content": "x"})).await.ok();
    }
    world.webhook("POST", &interaction, "", json!({"content": "x"})).await.refused(400, 40094);
    let hush = json!({"type": 0, "deny": ["USE_EXTERNAL_APPS"]});
    let everyone = format!("/channels/{}/overwrites/{guild}", channel.as_str().unwrap());
    world.control("PUT", &everyone, hush).await.ok();
    let interaction =
        world.run(&mut line, json!({"as": MASON, "channel": channel, "command": "ranking"})).await;
    world.callback(&interaction, json!({"type": 4, "data": {"content": "x"}})).await.ok();
    assert_eq!(world.state(&interaction).await["messages"][0]["flags"], 64);
}

#[tokio::test]
async fn without_a_session_nobody_answers() {
    let world = World::new().await;
    world.register(ranking()).await;
    let asked = json!({"as": MASON, "channel": GENERAL, "command": "ranking"});
    let id = world.control("POST", "/interactions/command", asked).await.ok();
    world.advance(4);
    let path = format!("/interactions/{}?wait=1000", id["interaction"].as_str().unwrap());
    assert_eq!(world.control("GET", &path, Value::Null).await.ok()["state"], "failed");
}

#[tokio::test]
async fn an_answer_needs_no_right_to_send() {
    let (world, mut line, _) = asked().await;
    let deny = json!({"type": 1, "deny": ["SEND_MESSAGES", "EMBED_LINKS"]});
    world.control("PUT", &format!("/channels/{GENERAL}/overwrites/{BOT}"), deny).await.ok();
    line.event("CHANNEL_UPDATE").await;
    let interaction =
        world.run(&mut line, json!({"as": MASON, "channel": GENERAL, "command": "ranking"})).await;
    let bits: u64 = interaction["app_permissions"].as_str().unwrap().parse().unwrap();
    assert_eq!(bits & (1 << 11 | 1 << 14), 0);
    world.callback(&interaction, json!({"type": 4, "data": {"embeds": [{"title": "x"}]}})).await.ok();
}

#[tokio::test]
async fn a_timed_out_member_only_reads() {
    let (world, mut line, _) = asked().await;
    let member = format!("/guilds/{AGENCY}/members/{MASON}");
    world.control("PUT", &member, json!({"timeout_s": 60})).await.ok();
    let ask = || json!({"as": MASON, "channel": GENERAL, "command": "ranking"});
    world.control("POST", "/interactions/command", ask()).await.refused_plainly(403);
    let write = json!({"as": MASON, "content": "x"});
    world.control("POST", &format!("/channels/{GENERAL}/messages"), write).await.refused_plainly(403);
    world.seen(GENERAL, MASON).await;
    world.advance(61);
    let interaction = world.run(&mut line, ask()).await;
    let bits: u64 = interaction["member"]["permissions"].as_str().unwrap().parse().unwrap();
    assert_ne!(bits & 1 << 31, 0);
}
