//! Chinese: the page's words follow the person, and so do the bot's.

use crate::{
    asking::LILEI,
    browser::{WIDE, Window},
    demo::opened,
};
use fantoccini::key::Key;

#[tokio::test(flavor = "multi_thread")]
async fn a_chinese_person_reads_and_types_chinese() {
    let (_demo, browser) = opened(Window { scheme: "light", ..WIDE }).await;
    browser.become_person("You are", LILEI).await;
    browser.see("直播运营群").await;
    browser.find("combobox", "你的身份").await;
    assert_eq!(browser.script("return document.documentElement.lang").await, "zh-CN");
    browser.click("textbox", "消息").await;
    browser.types("/榜").await;
    browser.find("option", "/榜单…").await;
    browser.shot("chinese-commands.png").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("美国 · 销量").await;
    browser.shot("chinese-light.png").await;
    browser.close(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chinese_manager_sets_up_a_board_and_thinks_better_of_it() {
    let (_demo, browser) = opened(WIDE).await;
    browser.become_person("You are", LILEI).await;
    browser.click("textbox", "消息").await;
    browser.types("/推送 新建").await;
    browser.find("option", "/推送 新建…").await;
    browser.key(Key::Enter, 1).await;
    browser.key(Key::Enter, 1).await;
    browser.last_message_says("尚未保存。如果现在推送，效果如下：").await;
    browser.shot("chinese-board-draft.png").await;
    browser.click("button", "取消").await;
    browser.last_message_says("已取消，什么都没有保存。").await;
    browser.close(&[]).await;
}
