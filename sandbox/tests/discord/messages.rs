//! Messages of channels: limits, nonce, history, edits, crossposts, files.

use crate::support::*;
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

async fn quiet() -> World {
    let world = World::new().await;
    world.set(json!({"rate_limits": false})).await;
    world
}

#[tokio::test]
async fn forms_are_refused_field_by_field() {
    let world = quiet().await;
    let embed = |embed: Value| json!({"embeds": [embed]});
    let field = |name: &str, value: &str| json!({"fields": [{"name": name, "value": value}]});
    let row = |parts: Value| json!({"content": "x", "components": [{"type": 1, "components": parts}]});
    let button = |id: &str| json!({"type": 2, "style": 1, "label": "Go", "custom_id": id});
    let menu = json!({"type": 3, "custom_id": "m", "options": [{"label": "A", "value": "a"}]});
    let long = "界".repeat(4097);
    for (body, path, code) in [
        (json!({"content": "界".repeat(2001)}), "content", "BASE_TYPE_MAX_LENGTH"),
        (embed(json!({"title": "x".repeat(257)})), "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
        (embed(json!({"description": long})), "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
        (embed(field(" ", "x")), "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED"),
        (embed(field("x", "")), "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"),
        (
            embed(json!({"image": {"url": "attachment://x.csv"}})),
            "embeds.0.image.url",
            "URL_TYPE_INVALID_URL",
        ),
        (json!({"embeds": vec![json!({"title": "x"}); 11]}), "embeds", "BASE_TYPE_MAX_LENGTH"),
        (
            json!({"embeds": vec![json!({"description": "x".repeat(3001)}); 2]}),
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
        ),
        (
            row(json!([button("a"), button("a")])),
            "components.0.components.1.custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (row(json!([button("a"), menu])), "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        (
            row(json!([button(&"x".repeat(101))])),
            "components.0.components.0.custom_id",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            json!({"content": "x", "components": vec![json!({"type": 1, "components": [button("a")]}); 6]}),
            "components",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            json!({"content": "x", "components": [{"type": 10, "content": "x"}]}),
            "components.0.type",
            "BASE_TYPE_CHOICES",
        ),
        (
            json!({"content": "x", "flags": 32768, "components": [{"type": 10, "content": "x"}]}),
            "content",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (json!({"content": "x", "flags": 64}), "flags", "BASE_TYPE_CHOICES"),
        (json!({"content": "x", "nonce": "x".repeat(26)}), "nonce", "BASE_TYPE_MAX_LENGTH"),
        (json!({"content": "x", "attachments": [{"id": 0}]}), "attachments.0.id", "ATTACHMENT_NOT_FOUND"),
    ] {
        world.say(GENERAL, body).await.form(path, code);
    }
    world.say(GENERAL, json!({"content": "  "})).await.refused(400, 50006);
    let trimmed =
        json!({"content": "x".repeat(2000), "embeds": [{"title": format!("  {}  ", "x".repeat(256))}]});
    world.say(GENERAL, trimmed).await.ok();
    let v2 = json!({"flags": 32768, "components": [{"type": 17, "components": [{"type": 10, "content": "x"}, {"type": 14}]}]});
    assert_eq!(world.say(GENERAL, v2).await.ok()["components"][0]["components"][1]["spacing"], 1);
}

#[tokio::test]
async fn an_enforced_nonce_makes_one_message_in_its_window() {
    let world = quiet().await;
    let say = || world.say(GENERAL, json!({"content": "x", "nonce": "n1", "enforce_nonce": true}));
    let first = say().await.ok();
    assert_eq!(say().await.ok()["id"], first["id"]);
    world.advance(119);
    assert_eq!(say().await.ok()["id"], first["id"]);
    world.delete(&format!("/channels/{GENERAL}/messages/{}", first["id"].as_str().unwrap())).await.ok();
    say().await.refused(404, 10008);
    world.advance(2);
    assert_ne!(say().await.ok()["id"], first["id"]);
    let free = || world.say(GENERAL, json!({"content": "x", "nonce": "n2"}));
    assert_ne!(free().await.ok()["id"], free().await.ok()["id"]);
    world.set(json!({"nonce_window_s": 0})).await;
    assert_ne!(say().await.ok()["id"], say().await.ok()["id"]);
}

#[tokio::test]
async fn history_pages_and_hides_without_the_right() {
    let world = quiet().await;
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(
            world.say(GENERAL, json!({"content": n.to_string()})).await.ok()["id"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    let read = async |query: &str| -> Vec<String> {
        let list = world.get(&format!("/channels/{GENERAL}/messages{query}")).await.ok();
        list.as_array().unwrap().iter().map(|one| one["content"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(read("?limit=2").await, ["4", "3"]);
    assert_eq!(read(&format!("?limit=2&before={}", ids[3])).await, ["2", "1"]);
    assert_eq!(read(&format!("?limit=2&after={}", ids[0])).await, ["2", "1"]);
    assert_eq!(read(&format!("?limit=3&around={}", ids[2])).await, ["3", "2", "1"]);
    let path = format!("/channels/{GENERAL}/overwrites/{BOT}");
    world.control("PUT", &path, json!({"type": 1, "deny": ["READ_MESSAGE_HISTORY"]})).await.ok();
    assert_eq!(read("").await, Vec::<String>::new());
    let reply = json!({"content": "x", "message_reference": {"message_id": ids[0]}});
    world.say(GENERAL, reply).await.refused(403, 160_002);
}

#[tokio::test]
async fn files_are_kept_and_served() {
    let world = quiet().await;
    let payload = json!({"embeds": [{"title": "x", "image": {"url": "attachment://a.png"}}],
                         "attachments": [{"id": 0, "filename": "a.png", "description": "alt"}]});
    let png =
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &3u32.to_be_bytes(), &2u32.to_be_bytes()].concat();
    let form = |bytes: Vec<u8>| {
        Form::new()
            .text("payload_json", payload.to_string())
            .part("files[0]", Part::bytes(bytes).file_name("a.png"))
    };
    let path = format!("/channels/{GENERAL}/messages");
    let sent = world.send(world.request(Method::POST, &path).multipart(form(png.clone()))).await.ok();
    let file = &sent["attachments"][0];
    assert_eq!(
        (&file["width"], &file["height"], &file["description"]),
        (&json!(3), &json!(2), &json!("alt"))
    );
    assert_eq!(sent["embeds"][0]["image"]["url"], file["url"]);
    let bytes = reqwest::get(file["url"].as_str().unwrap()).await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, png);
    let big = form(vec![0; 10 * 1024 * 1024 + 1]);
    world.send(world.request(Method::POST, &path).multipart(big)).await.refused(413, 40005);
    let id = sent["id"].as_str().unwrap();
    let kept = json!({"attachments": [{"id": file["id"]}], "content": "new"});
    assert_eq!(world.patch(&format!("{path}/{id}"), kept).await.ok()["attachments"][0]["id"], file["id"]);
    let added =
        Form::new().text("payload_json", "{}").part("files[0]", Part::bytes(vec![1]).file_name("b.txt"));
    let edit = world.request(Method::PATCH, &format!("{path}/{id}")).multipart(added);
    assert_eq!(world.send(edit).await.ok()["attachments"][1]["filename"], "b.txt");
    let three = (0..3).fold(Form::new(), |form, n| {
        form.part(format!("files[{n}]"), Part::bytes(vec![0; 9 * 1024 * 1024]).file_name("c.bin"))
    });
    world.send(world.request(Method::POST, &path).multipart(three)).await.refused(413, 40005);
    let none = world.patch(&format!("{path}/{id}"), json!({"attachments": []})).await.ok();
    assert_eq!(none["attachments"], json!([]));
}

#[tokio::test]
async fn edits_crossposts_and_deletions() {
    let world = quiet().await;
    let news = world.say(NEWS, json!({"content": "x"})).await.ok();
    let path = format!("/channels/{NEWS}/messages/{}", news["id"].as_str().unwrap());
    assert_eq!(world.post(&format!("{path}/crosspost"), json!({})).await.ok()["flags"], 1);
    world.post(&format!("{path}/crosspost"), json!({})).await.refused(400, 40033);
    assert!(world.patch(&path, json!({"content": "y"})).await.ok()["edited_timestamp"].is_string());
    let v2 = json!({"flags": 32768, "components": [{"type": 10, "content": "x"}]});
    world
        .patch(&path, v2.clone())
        .await
        .form("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2");
    let mut cleared = v2;
    cleared["content"] = Value::Null;
    cleared["embeds"] = json!([]);
    assert_eq!(world.patch(&path, cleared).await.ok()["flags"], 32769);
    let theirs = json!({"as": MASON, "content": "hi"});
    let theirs = world.control("POST", &format!("/channels/{GENERAL}/messages"), theirs).await.ok();
    let path = format!("/channels/{GENERAL}/messages/{}", theirs["id"].as_str().unwrap());
    world.patch(&path, json!({"content": "y"})).await.refused(403, 50005);
    world.delete(&path).await.refused(403, 50013);
    world.get(&format!("/channels/{GENERAL}/messages/1")).await.refused(404, 10008);
}

#[tokio::test]
async fn mentions_ping_only_where_allowed() {
    let world = quiet().await;
    let text = format!("<@{MASON}> @everyone");
    let all = world.say(GENERAL, json!({"content": text})).await.ok();
    assert_eq!(
        (&all["mention_everyone"], all["mentions"][0]["username"].as_str()),
        (&json!(true), Some("mason"))
    );
    let none = world.say(GENERAL, json!({"content": text, "allowed_mentions": {"parse": []}})).await.ok();
    assert_eq!((&none["mention_everyone"], &none["mentions"]), (&json!(false), &json!([])));
    let both =
        json!({"content": text, "allowed_mentions": {"parse": ["users"], "users": [MASON.to_string()]}});
    world.say(GENERAL, both).await.form("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE");
}

#[tokio::test]
async fn components_v2_break_beyond_what_is_documented() {
    let world = quiet().await;
    let v2 = |parts: Value| json!({"flags": 32768, "components": parts});
    let text = |text: String| json!({"type": 10, "content": text});
    world.say(GENERAL, v2(json!([text("x".repeat(4000))]))).await.ok();
    let total = v2(json!([text("x".repeat(2001)), text("x".repeat(2000))]));
    world.say(GENERAL, total).await.form("components", "COMPONENT_MAX_TEXT_LENGTH");
    world.say(GENERAL, v2(json!([text("界".repeat(3386))]))).await.ok();
    world.say(GENERAL, v2(json!([text("界".repeat(3387))]))).await.refused(500, 0);
    let many = |n: usize| vec![json!({"type": 14}); n];
    world.say(GENERAL, v2(json!(many(40)))).await.ok();
    let nested = v2(json!([{"type": 17, "components": many(40)}]));
    world.say(GENERAL, nested).await.form("components", "BASE_TYPE_BAD_LENGTH");
    let item = json!({"media": {"url": "https://example.com/a.png"}});
    let galleries = |n: usize| v2(json!(vec![json!({"type": 12, "items": vec![item.clone(); 10]}); n]));
    world.say(GENERAL, galleries(6)).await.ok();
    world.say(GENERAL, galleries(7)).await.refused(500, 0);
    let premium =
        json!({"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 6}]}]});
    world.say(GENERAL, premium).await.form("components.0.components.0.sku_id", "BASE_TYPE_REQUIRED");
}

#[tokio::test]
async fn an_edit_keeps_to_ten_files() {
    let world = quiet().await;
    let path = format!("/channels/{GENERAL}/messages");
    let files = |n: usize| {
        (0..n).fold(Form::new().text("payload_json", "{}"), |form, n| {
            form.part(format!("files[{n}]"), Part::bytes(vec![1]).file_name("a.txt"))
        })
    };
    let send = async |method: Method, path: &str, n: usize| {
        world.send(world.request(method, path).multipart(files(n))).await
    };
    send(Method::POST, &path, 11).await.refused(400, 30015);
    let sent = send(Method::POST, &path, 10).await.ok();
    let own = format!("{path}/{}", sent["id"].as_str().unwrap());
    send(Method::PATCH, &own, 1).await.form("attachments", "BASE_TYPE_MAX_LENGTH");
}

#[tokio::test]
async fn types_are_read_strictly() {
    let world = quiet().await;
    let embed = |embed: Value| json!({"embeds": [embed]});
    let pings = |pings: Value| json!({"content": "x", "allowed_mentions": pings});
    let emoji = |emoji: Value| {
        let button = json!({"type": 2, "style": 1, "label": "Go", "custom_id": "a", "emoji": emoji});
        json!({"content": "x", "components": [{"type": 1, "components": [button]}]})
    };
    let button = "components.0.components.0.emoji";
    for (body, path, code) in [
        (embed(json!({"title": "x", "url": 1})), "embeds.0.url", "STRING_TYPE_CONVERT"),
        (embed(json!({"title": "x", "timestamp": []})), "embeds.0.timestamp", "STRING_TYPE_CONVERT"),
        (
            embed(json!({"footer": {"text": "x", "icon_url": 1}})),
            "embeds.0.footer.icon_url",
            "STRING_TYPE_CONVERT",
        ),
        (pings(json!({"parse": [1]})), "allowed_mentions.parse", "BASE_TYPE_CHOICES"),
        (pings(json!({"users": ["x"]})), "allowed_mentions.users.0", "NUMBER_TYPE_COERCE"),
        (pings(json!({"roles": ["1", 1]})), "allowed_mentions.roles.1", "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        (
            pings(json!({"users": (1..=101).collect::<Vec<u64>>()})),
            "allowed_mentions.users",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (emoji(json!("👍")), button, "MODEL_TYPE_CONVERT"),
        (emoji(json!({"id": "x"})), "components.0.components.0.emoji.id", "NUMBER_TYPE_COERCE"),
        (emoji(json!({})), "components.0.components.0.emoji.name", "BASE_TYPE_REQUIRED"),
        (
            json!({"content": "x", "message_reference": {"message_id": "1", "fail_if_not_exists": 1}}),
            "message_reference.fail_if_not_exists",
            "BOOLEAN_TYPE_CONVERT",
        ),
        (json!({"content": 1}), "content", "STRING_TYPE_CONVERT"),
        (json!({"content": "x", "sticker_ids": ["1", "2", "3", "4"]}), "sticker_ids", "BASE_TYPE_MAX_LENGTH"),
    ] {
        world.say(GENERAL, body).await.form(path, code);
    }
    world.say(GENERAL, emoji(json!({"name": "👍"}))).await.ok();
    let path = format!("/channels/{IDEAS}/threads");
    let post = |tags: Value| json!({"name": "x", "message": {"content": "x"}, "applied_tags": tags});
    world.post(&path, post(json!(["x"]))).await.form("applied_tags.0", "NUMBER_TYPE_COERCE");
    world.post(&path, post(json!([1, 2, 3, 4, 5, 6]))).await.form("applied_tags", "BASE_TYPE_MAX_LENGTH");
    world.post(&path, post(json!(["1"]))).await.refused(400, 10087);
}
