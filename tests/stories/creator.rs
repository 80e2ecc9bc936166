//! The menu under a ranking: a creator's stored row as a private card.

use crate::{
    people::looks,
    table::rows,
    world::{Outcome, World, is_private, text},
};
use serde_json::json;

/// The value of the card's field of this name.
fn field(card: &Outcome, name: &str) -> String {
    let fields = card.message()["embeds"][0]["fields"].as_array().unwrap();
    let field = fields.iter().find(|field| field["name"] == name);
    text(&field.unwrap_or_else(|| panic!("no {name}: {fields:?}"))["value"])
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_opens_the_creator_that_was_chosen() {
    let world = World::new("creator").await;
    let mason = world.mason().await;
    let first = world.ask(&mason, "ranking", json!({ "region": "GB", "top": 20 })).await;
    let table = world.table(&mason, &first).await;
    let second = world.press(&mason, first.message(), "▶").await;
    for place in [0, 4, 9] {
        let card = world.choose(&mason, second.message(), place).await;
        assert!(is_private(card.message()), "{card:?}");
        let (row, line) = (&rows(second.message())[place], &table[10 + place]);
        let embed = &card.message()["embeds"][0];
        assert_eq!(looks(&card.title()), row.name);
        assert_eq!(embed["url"], line["profile"].as_str());
        let rank = 11 + place;
        assert_eq!(card.description(), format!("#{rank} · United Kingdom · units sold · Sun, 22 Nov 2026"));
        assert!(field(&card, "In the period").starts_with(&format!("{} units\n", row.value)));
        assert_eq!(card.foot(), "estimates, USD · fetched just now");
        let promoted = field(&card, "Promotes most");
        assert!(!promoted.is_empty() && !promoted.contains(|sign: char| sign.is_ascii_digit()), "{promoted}");
    }
    assert_eq!(world.credits().await, 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_opens_a_creator_in_their_own_language() {
    let world = World::new("creator-anybody").await;
    let mason = world.mason().await;
    let ranking = world.ask(&mason, "ranking", json!({ "region": "GB", "category": "Beauty" })).await;
    let lilei = world.person("lilei", "dm").await;
    let lilei = world.join("Creator Agency", &lilei.id, "rankings").await;
    let card = world.choose(&lilei, ranking.message(), 0).await;
    assert!(is_private(card.message()));
    assert_eq!(card.description(), "第 1 名 · 英国 · 销量 · 2026年11月22日 周日");
    assert_eq!(field(&card, "账号类目"), "美妆", "the category's name, not the source's word");
    assert!(field(&card, "本期").contains(" 件\n"));
    assert!(world.messages(&mason).await.len() == 1, "only the ranking");
    world.end().await;
}
