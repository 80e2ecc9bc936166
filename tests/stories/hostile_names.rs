//! Names are not kind: Markdown, mentions, turned directions, emoji, none at all. Nothing of it has an effect.

use crate::{
    table::rows,
    world::{Outcome, World, is_private, text},
};
use serde_json::{Value, json};
use std::collections::HashSet;

const REGIONS: [&str; 5] = ["US", "GB", "BR", "ID", "TH"];

type Is = fn(&str) -> bool;

/// The unkind sorts of names that lists can hold.
fn sort(name: &str) -> Option<&'static str> {
    let sorts: [(&str, Is); 9] = [
        ("empty", |name| name.is_empty()),
        ("everyone", |name| name.contains("@everyone") || name.contains("@here")),
        ("mention", |name| name.contains("<@")),
        ("link", |name| name.contains("](")),
        ("turned", |name| name.contains('\u{202e}')),
        ("code", |name| name.contains('`')),
        ("bold", |name| name.contains("**")),
        ("quote", |name| name.starts_with('>')),
        ("long", |name| name.chars().count() > 90),
    ];
    sorts.iter().find(|(_, is)| is(name)).map(|(sort, _)| *sort)
}

/// Every text of a body that Discord shows with Markdown.
fn marked(body: &Value) -> Vec<&str> {
    let embeds = body["embeds"].as_array().into_iter().flatten();
    let fields = embeds.clone().flat_map(|embed| embed["fields"].as_array().into_iter().flatten());
    let of_embeds = embeds.flat_map(|embed| [&embed["title"], &embed["description"]]);
    let of_fields = fields.flat_map(|field| [&field["name"], &field["value"]]);
    of_embeds.chain(of_fields).chain([&body["content"]]).filter_map(Value::as_str).collect()
}

/// A text without what escapes: what is left of a Markdown sign or a mention would have an effect.
fn effective(text: &str) -> String {
    let mut signs = text.chars();
    let mut left = String::new();
    while let Some(sign) = signs.next() {
        if sign == '\\' {
            signs.next();
        } else {
            left.push(sign);
        }
    }
    left
}

/// Asks for the first hundred of a region, turns every page and opens whoever has an unkind name.
async fn read_all(world: &World, region: &str, met: &mut HashSet<&'static str>) {
    let mason = world.mason().await;
    let first: Outcome = world.ask(&mason, "ranking", json!({ "region": region, "top": 100 })).await;
    assert!(!is_private(first.message()), "{first:?}");
    let table = world.table(&mason, &first).await;
    let shown = world.all_pages(&mason, &first).await;
    assert_eq!((shown.len(), table.len()), (100, 100));
    for (row, line) in shown.iter().zip(&table) {
        assert_eq!(row.link, format!("https://www.tiktok.com/@{}", line["unique_id"]));
        assert!(!row.name.trim().is_empty(), "{line:?}");
        let name = line["nick_name"].trim_start_matches('\'');
        met.extend(sort(name));
        if name.is_empty() {
            assert_eq!(row.name, format!("@{}", line["unique_id"]).chars().take(24).collect::<String>());
        }
    }
    let last = world.public_messages(&mason).await.pop().unwrap();
    for (place, row) in rows(&last).iter().enumerate() {
        let line = &table[row.rank - 1];
        if sort(line["nick_name"].trim_start_matches('\'')).is_some() {
            let card = world.choose(&mason, &last, place).await;
            assert_eq!(card.message()["embeds"][0]["url"], line["profile"].as_str());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_breaks_a_message_or_has_an_effect() {
    let world = World::with("hostile-names", |config| config.credits.per_person_per_day = 0).await;
    world.post("keyapi", json!({ "qps": 0 })).await;
    let mut met = HashSet::new();
    for region in REGIONS {
        read_all(&world, region, &mut met).await;
    }
    assert_eq!(met.len(), 9, "{met:?}");
    let exchanges = world.exchanges();
    let refused: Vec<_> = exchanges.iter().filter(|one| one["status"].as_u64().unwrap() >= 400).collect();
    assert!(refused.is_empty(), "{refused:?}");
    let mut said = 0;
    for exchange in &exchanges {
        let body =
            if exchange["body"]["data"].is_object() { &exchange["body"]["data"] } else { &exchange["body"] };
        for shown in marked(body) {
            said += 1;
            assert_eq!(body["allowed_mentions"]["parse"], json!([]), "{body}");
            let left = effective(shown);
            for effect in ["@everyone", "@here", "<@", "<#", "**", "~~", "||", "\u{202e}", "```"] {
                assert!(!left.contains(effect), "{effect} in {shown}");
            }
        }
        let mentioned = exchange["response"]["mentions"].as_array();
        assert!(mentioned.is_none_or(Vec::is_empty), "{mentioned:?}");
    }
    assert!(said > 100, "{said}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_stays_together() {
    let world = World::with("hostile-names-emoji", |config| config.credits.per_person_per_day = 0).await;
    world.post("keyapi", json!({ "qps": 0 })).await;
    let mason = world.mason().await;
    let mut families = 0;
    for region in REGIONS {
        let first = world.ask(&mason, "ranking", json!({ "region": region, "top": 100 })).await;
        let table = world.table(&mason, &first).await;
        let shown = world.all_pages(&mason, &first).await;
        for (row, line) in shown.iter().zip(&table) {
            if line["nick_name"].contains('\u{200d}') {
                families += 1;
                assert_eq!(row.name, text(&json!(line["nick_name"])));
            }
        }
    }
    assert!(families > 0);
    world.end().await;
}
