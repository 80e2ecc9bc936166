//! What can't be meant: a private sentence with what is allowed, before the source is asked anything.

use crate::{
    people::looks,
    world::{World, is_private},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_cannot_be_ranked_is_refused_before_anything_is_asked() {
    let world = World::new("bad-input-dates").await;
    let mason = world.mason().await;
    for (options, sentence) in [
        (
            json!({ "date": "soon" }),
            "“soon” is no date that I can rank. Write it as yyyy-MM-dd, for example `2026-11-22`.",
        ),
        (
            json!({ "date": "2026-13-40" }),
            "“2026-13-40” is no date that I can rank. Write it as yyyy-MM-dd, for example `2026-11-22`.",
        ),
        (
            json!({ "date": "2019-05-01" }),
            "There are no rankings before 2021. The newest that can be out is `2026-11-22`.",
        ),
        (
            json!({ "date": "2027-01-05" }),
            "There is no list of Tue, 5 Jan 2027 yet: a day is ranked when it is over. The newest that can be out is `2026-11-22`.",
        ),
        (
            json!({ "date": "2026-11-23" }),
            "There is no list of Mon, 23 Nov 2026 yet: a day is ranked when it is over. The newest that can be out is `2026-11-22`.",
        ),
        (
            json!({ "period": "week", "date": "2026-11-11" }),
            "A week begins on a Monday; this day is in the week of `2026-11-09`. Try `date:2026-11-09`.",
        ),
        (
            json!({ "period": "week", "date": "2026-11-15" }),
            "A week begins on a Monday; this day is in the week of `2026-11-09`. Try `date:2026-11-09`.",
        ),
        (
            json!({ "period": "week", "date": "2026-11-25" }),
            "There is no list of 23–29 Nov 2026 yet: a week is ranked when it is over. The newest that can be out is `2026-11-16`.",
        ),
        (
            json!({ "period": "month", "date": "2026-10-15" }),
            "A month is named by its first day. Try `date:2026-10-01`.",
        ),
        (
            json!({ "period": "month", "date": "2026-11-01" }),
            "There is no list of November 2026 yet: a month is ranked when it is over. The newest that can be out is `2026-10-01`.",
        ),
    ] {
        let answer = world.ask(&mason, "ranking", options.clone()).await;
        assert_eq!(looks(&answer.private_sentence()), sentence, "{options}");
        assert!(!answer.private_sentence().contains("@everyone"), "the mention is broken");
    }
    assert_eq!(world.credits().await, 0);
    assert!(world.public_messages(&mason).await.is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_name_is_answered_with_the_nearest() {
    let world = World::new("bad-input-names").await;
    let mason = world.mason().await;
    for (options, sentence) in [
        (json!({ "region": "Brasill" }), "There is no region “Brasill”. Did you mean `BR` · Brazil?"),
        (
            json!({ "region": "Atlantis" }),
            "There is no region “Atlantis”. Type the option again and pick one of those that are offered, such as `US` · United States.",
        ),
        (
            json!({ "region": "**@everyone**" }),
            "There is no region “**@everyone**”. Type the option again and pick one of those that are offered, such as `US` · United States.",
        ),
        (json!({ "category": "beuty" }), "There is no account category “beuty”. Did you mean `Beauty`?"),
        (
            json!({ "category": "qqqqqqqq" }),
            "There is no account category “qqqqqqqq”. Type the option again and pick one of those that are offered, such as `Beauty`.",
        ),
        (
            json!({ "product": "Beauty & Personal Car" }),
            "There is no product category “Beauty & Personal Car”. Did you mean `601450` · Beauty & Personal Care?",
        ),
        (
            json!({ "product": "qqqqqqqq" }),
            "There is no product category “qqqqqqqq”. Type the option again and pick one of those that are offered, such as `601450` · Beauty & Personal Care.",
        ),
    ] {
        let answer = world.ask(&mason, "ranking", options.clone()).await;
        assert_eq!(looks(&answer.private_sentence()), sentence, "{options}");
        assert!(!answer.private_sentence().contains("@everyone"), "the mention is broken");
    }
    assert_eq!(world.credits().await, 0);
    assert!(world.public_messages(&mason).await.is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_meant_is_refused_in_chinese_too() {
    let world = World::new("bad-input-chinese").await;
    let lilei = world.person("lilei", "榜单").await;
    for (options, sentence) in [
        (json!({ "date": "soon" }), "「soon」不是能查的日期。请写成 yyyy-MM-dd，例如 `2026-11-22`。"),
        (json!({ "date": "2020-12-31" }), "2021 年以前没有榜单。目前最新可能是 `2026-11-22`。"),
        (
            json!({ "date": "2026-11-23" }),
            "还没有 2026年11月23日 周一 的榜单：一天结束后才有日榜。目前最新可能是 `2026-11-22`。",
        ),
        (
            json!({ "period": "week", "date": "2026-11-15" }),
            "周榜以星期一的日期为准；这一天属于 `2026-11-09` 那一周。试试 `date:2026-11-09`。",
        ),
        (
            json!({ "period": "month", "date": "2026-10-15" }),
            "月榜以当月 1 日的日期为准。试试 `date:2026-10-01`。",
        ),
        (json!({ "region": "Brasill" }), "没有「Brasill」这个地区。你是想选 `BR` · 巴西 吗？"),
        (json!({ "category": "美状" }), "没有「美状」这个达人类目。你是想选 `Beauty` · 美妆 吗？"),
    ] {
        let answer = world.ask(&lilei, "ranking", options.clone()).await;
        assert_eq!(looks(&answer.private_sentence()), sentence, "{options}");
    }
    assert_eq!(world.credits().await, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_client_can_check_never_reaches_the_bot() {
    let world = World::new("bad-input-client").await;
    let mason = world.mason().await;
    for (options, sentence) in [
        (json!({ "top": 9 }), "The option \"top\" must be between 10 and 100."),
        (json!({ "top": 101 }), "The option \"top\" must be between 10 and 100."),
        (json!({ "top": "many" }), "The option \"top\" must be a whole number."),
        (json!({ "by": "likes" }), "The option \"by\" must be one of its choices."),
        (json!({ "period": "year" }), "The option \"period\" must be one of its choices."),
    ] {
        assert_eq!(world.client_refuses(&mason, options).await, sentence);
    }
    assert_eq!(world.credits().await, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn free_text_is_understood_in_any_language() {
    let world = World::new("free-text").await;
    let mason = world.mason().await;
    for typed in ["GB", "uk", " United Kingdom ", "英国"] {
        let answer = world.ask(&mason, "ranking", json!({ "region": typed })).await;
        assert_eq!(answer.title(), "United Kingdom · units sold · Sun, 22 Nov 2026", "{typed}");
    }
    assert_eq!(world.credits().await, 1, "four spellings, one question");
    for typed in ["20261116", "2026/11/16", "2026-11-16", "2026.11.16"] {
        let answer = world.ask(&mason, "ranking", json!({ "date": typed })).await;
        assert_eq!(answer.title(), "United States · units sold · Mon, 16 Nov 2026", "{typed}");
    }
    assert_eq!(world.credits().await, 2);
    for (option, typed, line) in [
        ("category", "beauty", "Category: Beauty"),
        ("category", "美妆", "Category: Beauty"),
        ("product", "Beauty & Personal Care", "Promoting: Beauty & Personal Care"),
        ("product", "beauty and personal care", "Promoting: Beauty & Personal Care"),
        ("product", "美妆个护", "Promoting: Beauty & Personal Care"),
    ] {
        let answer = world.ask(&mason, "ranking", json!({ option: typed })).await;
        assert!(!is_private(answer.message()), "{typed}: {answer:?}");
        assert_eq!(answer.description().lines().next(), Some(line), "{typed}");
    }
    assert_eq!(world.credits().await, 4);
    world.end().await;
}
