//! Registering commands.

use crate::{flow::ranking, support::*};
use serde_json::{Value, json};

fn with(options: Value) -> Value {
    json!([{"name": "x", "description": "x", "options": options}])
}

#[tokio::test]
async fn bad_commands_are_refused_where_they_are_bad() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let put = |body| world.call("PUT", "/applications/1100000000000000001/commands", body);
    let option = |name: &str, required: bool| json!({"type": 3, "name": name, "description": "x", "required": required});
    let choices = json!([{"type": 3, "name": "a", "description": "x", "autocomplete": true, "choices": [{"name": "a", "value": "a"}]}]);
    let group = json!({"type": 2, "name": "g", "description": "x", "options": [{"type": 2, "name": "h", "description": "x"}]});
    for (body, path, code) in [
        (json!([{"name": "Upper", "description": "x"}]), "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        (json!([{"name": "with space", "description": "x"}]), "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        (json!([{"name": "x"}]), "0.description", "BASE_TYPE_REQUIRED"),
        (json!([{"name": "x", "description": "x".repeat(101)}]), "0.description", "BASE_TYPE_BAD_LENGTH"),
        (
            json!([{"name": "x", "description": "x"}, {"name": "x", "description": "y"}]),
            "1.name",
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
        ),
        (
            json!([{"name": "x", "description": "x", "name_localizations": {"zh-CN": "大 小"}}]),
            "0.name_localizations.zh-CN",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            json!([{"name": "x", "description": "x", "name_localizations": {"zh": "x"}}]),
            "0.name_localizations.zh",
            "BASE_TYPE_CHOICES",
        ),
        (
            json!([{"name": "x", "type": 2, "description": "x"}]),
            "0.description",
            "APPLICATION_COMMAND_INVALID_FIELD",
        ),
        (
            with(json!([option("a", false), option("b", true)])),
            "0.options.1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            with(json!([option("a", false), option("a", false)])),
            "0.options.1.name",
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            with(json!([{"type": 4, "name": "a", "description": "x", "min_value": 2, "max_value": 1}])),
            "0.options.0.min_value",
            "APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID",
        ),
        (
            with(json!([{"type": 4, "name": "a", "description": "x", "max_value": 1_i64 << 53}])),
            "0.options.0.max_value",
            "NUMBER_TYPE_COERCE",
        ),
        (
            with(json!([{"type": 3, "name": "a", "description": "x", "min_length": 6001}])),
            "0.options.0.min_length",
            "NUMBER_TYPE_MAX",
        ),
        (
            json!([{"name": "x", "description": "x", "contexts": [0, 0]}]),
            "0.contexts",
            "SET_TYPE_ALREADY_CONTAINS_VALUE",
        ),
        (with(json!(vec![option("a", false); 26])), "0.options", "BASE_TYPE_MAX_LENGTH"),
        (with(choices), "0.options.0", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES"),
        (with(json!([group])), "0.options.0.options.0.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
    ] {
        put(body).await.form(path, code);
    }
}

#[tokio::test]
async fn too_many_and_too_large_commands_are_refused() {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    let put = |body| world.call("PUT", "/applications/1100000000000000001/commands", body);
    let texts: Vec<Value> =
        (0..25).map(|n| json!({"name": format!("{n:0>100}"), "value": format!("{n:0>100}")})).collect();
    let large = |n: usize| json!({"type": 3, "name": format!("o{n}"), "description": "x", "choices": texts});
    put(with(json!([large(0), large(1)]))).await.form("0", "APPLICATION_COMMAND_TOO_LARGE");
    let many: Vec<Value> = (0..101).map(|n| json!({"name": format!("x{n}"), "description": "x"})).collect();
    put(json!(many)).await.refused(400, 30032);
    let menus = |n: usize| -> Vec<Value> {
        (0..n).map(|n| json!({"name": format!("Menu {n}"), "type": 2})).collect()
    };
    put(json!(menus(16))).await.refused(400, 30032);
    put(json!(menus(15))).await.ok();
}

#[tokio::test]
async fn overwriting_keeps_ids_of_old_names() {
    let world = World::new().await;
    let first = world.register(ranking()).await;
    assert_eq!(first[0]["contexts"], json!([0, 1, 2]));
    let again = world.register(json!([ranking()[0], {"name": "help", "description": "x"}])).await;
    assert_eq!(again[0]["id"], first[0]["id"]);
    assert_eq!(again.as_array().unwrap().len(), 2);
    let base = format!("/applications/{APP}/commands");
    assert_eq!(world.post(&base, json!({"name": "new", "description": "x"})).await.status, 201);
    assert_eq!(world.post(&base, json!({"name": "new", "description": "y"})).await.status, 200);
    let help = format!("{base}/{}", again[1]["id"].as_str().unwrap());
    assert_eq!(world.patch(&help, json!({"description": "z"})).await.ok()["description"], "z");
    assert_eq!(world.delete(&help).await.status, 204);
    world.get(&help).await.refused(404, 10063);
    let own = format!("/applications/{APP}/guilds/{AGENCY}/commands");
    world.call("PUT", &own, json!([{"name": "local", "description": "x"}])).await.ok();
    assert_eq!(world.get(&own).await.ok().as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_server_takes_200_new_commands_a_day() {
    let world = World::new().await;
    let own = format!("/applications/{APP}/guilds/{AGENCY}/commands");
    let batch = |tag: &str| -> Vec<Value> {
        (0..100).map(|n| json!({"name": format!("{tag}{n}"), "description": "x"})).collect()
    };
    world.call("PUT", &own, json!(batch("a"))).await.ok();
    world.call("PUT", &own, json!(batch("b"))).await.ok();
    world.call("PUT", &own, json!(batch("b"))).await.ok();
    world.call("PUT", &own, json!([{"name": "c", "description": "x"}])).await.refused(400, 30034);
    assert_eq!(world.get(&own).await.ok().as_array().unwrap().len(), 100);
    world.register(ranking()).await;
    world.advance(86_400);
    world.call("PUT", &own, json!([{"name": "c", "description": "x"}])).await.ok();
    world.post(&own, json!({"name": "entry", "type": 4})).await.refused(400, 30032);
}
