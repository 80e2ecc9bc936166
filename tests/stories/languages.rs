//! Two languages: each person reads their own, whatever the server's is.

use crate::{table::rows, world::World};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn each_person_reads_their_own_language_in_the_same_channel() {
    let world = World::new("languages").await;
    let lilei = world.person("lilei", "榜单").await;
    let guest = world.newcomer(json!({ "username": "guest", "locale": "en-GB" })).await;
    let guest = world.join("直播运营群", &guest, "榜单").await;
    let chinese = world.ask(&lilei, "ranking", json!({ "region": "美国", "by": "gmv", "top": 20 })).await;
    let english = world.ask(&guest, "ranking", json!({ "region": "US", "by": "gmv", "top": 20 })).await;
    assert_eq!(chinese.title(), "美国 · 预估 GMV · 2026年11月22日 周日");
    assert_eq!(english.title(), "United States · est. GMV · Sun, 22 Nov 2026");
    assert_eq!(chinese.description().lines().next(), Some("在销量前 100 名中计算得出"));
    assert_eq!(english.description().lines().next(), Some("Computed among the first 100 by units sold"));
    assert_eq!(
        chinese.foot(),
        "数据日期 2026年11月22日 周日 · 均为估算值，美元 · 刚刚获取 · 消耗 10 积分 · 数据可能还会变动"
    );
    for (theirs, ours) in rows(chinese.message()).iter().zip(rows(english.message())) {
        assert_eq!((theirs.rank, &theirs.link), (ours.rank, &ours.link));
        assert!(theirs.value.starts_with('$') && ours.value.starts_with('$'), "{theirs:?} {ours:?}");
        assert!(theirs.second.contains(" 件") && ours.second.contains(" unit"), "{theirs:?} {ours:?}");
    }
    let top = [&rows(chinese.message())[0], &rows(english.message())[0]].map(|row| row.value.clone());
    assert!(top[0].ends_with('万') && top[1].ends_with(['K', 'M']), "{top:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_under_a_ranking_is_chinese_too() {
    let world = World::new("languages-under").await;
    let lilei = world.person("lilei", "榜单").await;
    let first = world.ask(&lilei, "ranking", json!({ "top": 20 })).await;
    assert_eq!(first.title(), "美国 · 销量 · 2026年11月22日 周日");
    let menu = crate::world::component(first.message(), |part| part["type"] == 3);
    assert_eq!(menu["placeholder"], "查看达人…");
    let modal = world.press(&lilei, first.message(), "1 / 2").await;
    assert_eq!(modal.modal()["title"], "跳到某一页");
    assert_eq!(modal.modal()["components"][0]["components"][0]["label"], "页码，1 到 2");
    assert_eq!(
        world.submit(&lilei, &modal, "9").await.private_sentence(),
        "这份榜单共 2 页，请输入 1 到 2。"
    );
    let xiaoming = world.person("xiaoming", "榜单").await;
    let copy = world.press(&xiaoming, first.message(), "▶").await;
    assert_eq!(copy.description().lines().next(), Some("原榜单只有发起的人能翻页，这是给你的一份。"));
    let file = world.press(&lilei, first.message(), "CSV").await;
    assert_eq!(
        file.private_sentence(),
        "共 20 位达人，可用任何表格软件打开。名称若以公式符号开头，前面会加一个撇号。"
    );
    world.end().await;
}

/// All `name_localizations` and `description_localizations` below a registered command.
fn localised(value: &Value, found: &mut Vec<Value>) {
    if value["name"].is_string() {
        found.push(value["name_localizations"].clone());
        if value["description"].is_string() {
            found.push(value["description_localizations"].clone());
        }
    }
    let inner = ["options", "choices"].iter().filter_map(|key| value[*key].as_array());
    inner.flatten().for_each(|value| localised(value, found));
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_in_both_languages() {
    let world = World::new("languages-commands").await;
    let state = world.get("state").await;
    let commands = state["commands"].as_array().unwrap();
    let names: Vec<_> = commands.iter().map(|command| command["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["ranking", "board", "watch", "settings", "help"]);
    let mut found = Vec::new();
    commands.iter().for_each(|command| localised(command, &mut found));
    // Of each command, subcommand and option its name and its description; of each choice its name.
    let choices_of_boards = 4 + 3 + 2 + 2 + 2 + 3;
    let boards = (9 + 16 + 17 + 6) * 2 + 2 * choices_of_boards;
    let watches = (1 + 8 + 11 + 4 + 11 + 2 + 3) * 2 + 3 * 3;
    assert_eq!(found.len(), 4 * 2 + 8 * 2 + 4 + 3 + boards + watches);
    for texts in &found {
        assert!(texts["en-US"].is_string() && texts["zh-CN"].is_string(), "{texts}");
    }
    assert_eq!(commands[0]["name_localizations"]["zh-CN"], "榜单");
    assert_eq!(commands[0]["options"][0]["name_localizations"]["zh-CN"], "地区");
    world.end().await;
}
