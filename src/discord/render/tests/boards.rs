//! What `/board` answers.

use super::{
    posts::{common, schedule},
    *,
};
use crate::{
    commands::{BoardDone, BoardList, BoardView, Cost, Deed, DraftView, Hint, Stuck},
    domain::{Board, BoardId, BoardPage, BoardState, Firing, Format, MessageRef, Run, RunState, Trouble},
};

const SERVER: u64 = 1_100_000_000_000_000_010;

pub(super) fn firing(day: i64) -> Firing {
    let at = DateTime::from_timestamp(1_795_510_800 + day * 86_400, 0).unwrap();
    Firing { date: at.date_naive(), at }
}

pub(super) const WAIT: TimeDelta = TimeDelta::hours(6);
pub(super) const COST: Cost = Cost { credits_a_month: 300, shared: 3 };

pub(super) fn bodies(answer: &Reply) -> [Value; 2] {
    Language::ALL.map(|language| reply(Words::new(language), answer, DateTime::UNIX_EPOCH).unwrap().body)
}

fn common_board(state: BoardState) -> Board {
    Board {
        id: BoardId(7),
        server: SERVER,
        number: 3,
        settings: common(10, Language::EnUs).settings,
        state,
        created_by: 1,
        created_at: DateTime::UNIX_EPOCH,
        next: Some(firing(1)),
        last_date: None,
        targeted: None,
        posted: None,
        message: None,
    }
}

fn common_run(state: RunState, day: i64) -> Run {
    Run {
        board: BoardId(7),
        firing: firing(day),
        target: DataDate::containing(Period::Day, firing(day).date).previous(),
        state,
        at: firing(day).at,
        message: None,
    }
}

/// What the board's clock says, as the words of schedules say it.
fn times(language: Language) -> (String, String) {
    let words = Words::new(language);
    (words.schedule(&schedule()), words.firing(&firing(1), schedule().zone))
}

#[test]
fn a_draft_says_what_will_be_and_what_it_costs() {
    let page = common(10, Language::EnUs);
    let draft = DraftView {
        draft: 36,
        number: None,
        settings: page.settings.clone(),
        page: Some(page.clone().into()),
        next: vec![firing(1)],
        cost: COST,
        hints: vec![Hint::Twin(9)],
    };
    let [english, chinese] = bodies(&Reply::Draft(draft.into()));
    let (when, next) = times(Language::EnUs);
    let expected = format!(
        "**New board** in <#1100000000000000020>
United States · units sold · daily · top 10
{when}
English · a new message each time · waits for late lists
**Next posts**
• {next} · <t:1795597200:f>
Costs about 300 credits a month, shared with 2 other boards.
💡 Board 9 already shows the same in this channel.

Nothing is saved yet. If it posted now, it would look like this:"
    );
    assert_eq!(english["content"], expected);
    let (when, next) = times(Language::ZhCn);
    let expected = format!(
        "**新建推送**，发到 <#1100000000000000020>
美国 · 销量 · 日榜 · 前 10 名
{when}
English · 每次发新消息 · 榜单延迟发布时等待
**接下来的推送时间**
• {next} · <t:1795597200:f>
每月约消耗 300 积分，与另外 2 个推送共用。
💡 9 号推送已在这个频道显示相同内容。

尚未保存。如果现在推送，效果如下："
    );
    assert_eq!(chinese["content"], expected);
    let ids = ["b1|v|10", "b1|x|10"].map(|id| json!(id));
    let buttons = &english["components"][0]["components"];
    assert_eq!([&buttons[0]["custom_id"], &buttons[1]["custom_id"]], [&ids[0], &ids[1]]);
    // The reader's language is for the summary: the post is in the board's.
    assert_eq!(english["embeds"], chinese["embeds"]);
    assert_eq!(english["embeds"], posted(&page)["embeds"]);
}

fn posted(page: &BoardPage) -> Value {
    post(&super::posts::posted(crate::delivery::Content::Board(page.clone().into()))).body
}

#[test]
fn a_preview_is_the_post_but_for_its_mark() {
    let page = common(10, Language::ZhCn);
    let [english, _] = bodies(&Reply::Preview(page.clone().into()));
    assert_eq!(english["embeds"], posted(&page)["embeds"]);
    assert_eq!(english["content"], "Only you see this: board 3, as it would post now.");
    assert!(!english["components"].to_string().contains("d1|"));
    let mut plain = page;
    plain.settings.format = Format::Plain;
    let [english, _] = bodies(&Reply::Preview(plain.clone().into()));
    assert_eq!(english["embeds"][0]["description"], posted(&plain)["content"]);
}

#[test]
fn a_receipt_says_what_comes_next_and_can_be_undone() {
    let done = BoardDone { deed: Deed::Added, board: common_board(BoardState::Active), undo: Some(5) };
    let [english, chinese] = bodies(&Reply::BoardDone(done.into()));
    assert_eq!(
        english["content"],
        "✅ Board 3 is set up: United States · units sold · daily, in <#1100000000000000020>.\n\
         Next post: <t:1795597200:f> (<t:1795597200:R>)"
    );
    assert_eq!(
        chinese["content"],
        "✅ 已新建 3 号推送：美国 · 销量 · 日榜，发到 <#1100000000000000020>。\n\
         下次推送：<t:1795597200:f>（<t:1795597200:R>）"
    );
    let buttons = list(&english["components"][0]["components"]);
    let labels: Vec<_> = buttons.iter().map(|button| button["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["Undo", "Show"]);
    let gone = BoardDone { deed: Deed::Undone, board: common_board(BoardState::Active), undo: None };
    let [english, _] = bodies(&Reply::BoardDone(gone.into()));
    assert_eq!(english["content"], "↩️ Taken back: board 3 is as it was before.");
    assert_eq!(english["components"], json!([]));
}

#[test]
fn a_list_has_two_lines_a_board() {
    let blocked = BoardState::Blocked(Trouble::ChannelGone, DateTime::UNIX_EPOCH);
    let boards = vec![
        (common_board(BoardState::Active), Some(common_run(RunState::Posted, 0))),
        (common_board(BoardState::Paused), None),
        (common_board(blocked), Some(common_run(RunState::Blocked(Trouble::ChannelGone), 0))),
    ];
    let [english, chinese] = bodies(&Reply::Boards(BoardList { boards, most: 25 }));
    assert_eq!(english["embeds"][0]["title"], "Boards: 3 of 25");
    let first = "`3` **United States · units sold · daily** <#1100000000000000020>";
    let when = times(Language::EnUs).0;
    let expected = format!(
        "{first}
-# {when} · next <t:1795597200:R> · ✅ posted <t:1795510800:R>
{first}
-# {when} · ⏸️ paused
{first}
-# {when} · ⛔ the channel is gone · ⛔ couldn't post <t:1795510800:R>"
    );
    assert_eq!(english["embeds"][0]["description"], expected);
    assert_eq!(chinese["embeds"][0]["title"], "推送：3 / 25");
    let when = times(Language::ZhCn).0;
    let second = chinese["embeds"][0]["description"].as_str().unwrap().lines().nth(1).unwrap();
    assert_eq!(second, format!("-# {when} · 下次 <t:1795597200:R> · ✅ 已推送 <t:1795510800:R>"));
}

#[test]
fn a_shown_board_says_why_each_post_came_or_not() {
    let mut posted = common_run(RunState::Posted, 0);
    posted.message = Some(MessageRef { channel: 20, message: 30 });
    let view = BoardView {
        board: common_board(BoardState::Active),
        runs: vec![
            common_run(RunState::Waiting, 1),
            posted,
            common_run(RunState::NoNumbers("server".to_owned()), -1),
        ],
        stuck: vec![Stuck {
            date: "2026-11-24".parse().ok(),
            held: true,
            cause: "unclear".to_owned(),
            detail: String::new(),
            queued_at: firing(0).at,
        }],
        next: vec![firing(1)],
        cost: Cost { credits_a_month: 30, shared: 1 },
        wait: WAIT,
        manages: true,
    };
    let [english, chinese] = bodies(&Reply::Board(view.into()));
    assert_eq!(english["embeds"][0]["title"], "Board 3 · United States · units sold · daily");
    let (when, next) = times(Language::EnUs);
    let text =
        english["embeds"][0]["description"].as_str().unwrap().replace(['\\', '\u{2068}', '\u{2069}'], "");
    let expected = format!(
        "<#1100000000000000020> · top 10
{when}
English · a new message each time · waits for late lists

**Next posts**
• {next} · <t:1795597200:f>

Costs about 30 credits a month.

**Stuck posts**
⏸️ Tue, 24 Nov 2026: held, queued <t:1795510800:R>
-# I can't tell whether the last post arrived. Sending it again could post it twice, so I hold it.
-# Look in the channel. If it isn't there, whoever runs this bot can send it again. So that I can look myself, give me **Read Message History** in the channel's settings, under Permissions.

**Last posts**
⏳ waiting for its list · Wed, 25 Nov 2026
-# Its numbers aren't there yet. I try until <t:1795618800:f> at the latest.
✅ posted · Tue, 24 Nov 2026 · [open](https://discord.com/channels/1100000000000000010/20/30)
❌ no numbers · Mon, 23 Nov 2026
-# The data source isn't working right now."
    );
    assert_eq!(text, expected);
    let labels = |body: &Value| -> Vec<String> {
        let buttons = list(&body["components"][0]["components"]);
        buttons.iter().map(|button| button["label"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(labels(&english), ["Preview", "Test post", "Pause", "Remove"]);
    assert_eq!(labels(&chinese), ["预览", "测试推送", "暂停", "删除"]);
}

#[test]
fn a_stuck_post_is_told_in_words_of_ours() {
    let stuck = |cause: &str, detail: &str| Stuck {
        date: "2026-11-24".parse().ok(),
        held: false,
        cause: cause.to_owned(),
        detail: detail.to_owned(),
        queued_at: firing(0).at,
    };
    let missing = "embed_links";
    let view = BoardView {
        board: common_board(BoardState::Paused),
        runs: vec![common_run(RunState::Dead("automod: no links".to_owned()), 0)],
        stuck: vec![stuck("no_access", missing), stuck("malformed", "50035 name")],
        next: Vec::new(),
        cost: COST,
        wait: WAIT,
        manages: false,
    };
    let [english, chinese] = bodies(&Reply::Board(view.into()))
        .map(|body| unmarked(body["embeds"][0]["description"].as_str().unwrap()));
    for said in [
        "I lack rights there: Embed Links.",
        "Discord refused what I made of it, which is our fault; whoever runs this bot sees it in the log.",
        "Discord said: 50035 name",
        "The server's AutoMod refused the post: “no links”.",
    ] {
        assert!(english.lines().any(|line| line.trim() == said), "{said} isn't in {english}");
    }
    assert!(chinese.contains("服务器的 AutoMod 拦截了这条消息：「no links」。"), "{chinese}");
    assert!(!english.contains("kind") && !chinese.contains("kind"));
}

#[test]
fn a_blocked_board_says_why_and_what_to_do() {
    let state = BoardState::Blocked(Trouble::TagRequired, firing(0).at);
    let board = common_board(state);
    let view = BoardView {
        board,
        runs: Vec::new(),
        stuck: Vec::new(),
        next: Vec::new(),
        cost: COST,
        wait: WAIT,
        manages: true,
    };
    let [english, chinese] = bodies(&Reply::Board(view.into()));
    let lines = |body: &Value| -> Vec<String> {
        let text = body["embeds"][0]["description"].as_str().unwrap();
        text.lines().skip(3).take(3).map(str::to_owned).collect()
    };
    assert_eq!(
        lines(&english),
        [
            "⛔ It hasn't been able to post since <t:1795510800:R>.",
            "The forum requires a tag on each post, and has none that I may use.",
            "Add a tag to the forum that everybody may use, or stop requiring one. Posting goes on by itself once \
             that is done.",
        ]
    );
    assert_eq!(lines(&chinese)[0], "⛔ 从 <t:1795510800:R>起无法推送。");
    assert!(
        english["components"].to_string().contains("b1|r|7"),
        "it can be resumed by hand, or says why not"
    );
}
