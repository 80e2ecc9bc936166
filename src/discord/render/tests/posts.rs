//! What is posted unasked.

use super::*;
use crate::{
    delivery::{Content, Post},
    domain::{
        BoardId, BoardLine, BoardPage, BoardSettings, Days, Format, Late, Lateness, Mark, MessageRef, Right,
        Schedule, Style, Target, Timing, Trouble, Zone,
        board_page::{DropOut, Streak},
    },
};
use chrono::NaiveTime;

const SERVER: u64 = 1_100_000_000_000_000_010;
const CHANNEL: u64 = 1_100_000_000_000_000_020;
const ROLE: u64 = 1_100_000_000_000_000_030;

pub(super) fn schedule() -> Schedule {
    let time = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    Schedule { timing: Timing::Daily { time, days: Days::ALL }, zone: Zone::parse("Europe/London").unwrap() }
}

pub(super) fn settings(question: Question, language: Language) -> BoardSettings {
    BoardSettings {
        question: Question { date: None, ..question },
        channel: CHANNEL,
        schedule: schedule(),
        language,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    }
}

fn board_line() -> impl Strategy<Value = BoardLine> {
    let gap = option::of(prop_oneof![any::<f64>(), 0.0..1e6]);
    (line(), any::<bool>(), gap, 1_usize..=15, any::<bool>()).prop_map(
        |(line, back, gap, periods, at_least)| {
            let Line { rank, movement, value, row } = line;
            BoardLine { rank, movement, back, value, gap, streak: Streak { periods, at_least }, row }
        },
    )
}

/// A board of any size, in any language and format, with names of strangers.
pub(super) fn board() -> impl Strategy<Value = BoardPage> {
    let late = select(vec![0, 1, 2]);
    let rows = (proptest::collection::vec(board_line(), 0..=100), proptest::collection::vec(row(), 0..=30));
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (view(), rows, headline(), select(Language::ALL.to_vec()), late, flags, 0_u32..1000).prop_map(
        |(view, (mut lines, dropped), headline, language, late, flags, number)| {
            for (line, rank) in lines.iter_mut().zip(1..) {
                line.rank = rank;
                line.row.user_id = UserId::new(&(u64::MAX - rank as u64).to_string()).unwrap();
            }
            let date = view.question.date.unwrap();
            let (provisional, revised, test, ended) = flags;
            BoardPage {
                number,
                settings: settings(view.question, language),
                date,
                headline,
                lines,
                dropped: dropped.into_iter().zip(1..).map(|(row, rank)| DropOut { rank, row }).collect(),
                among: test.then_some(100),
                ended,
                fetched_at: DateTime::UNIX_EPOCH,
                provisional,
                revised,
                late: [Lateness::None, Lateness::Data(date.next()), Lateness::CatchUp(date.first())][late],
                test,
            }
        },
    )
}

pub(super) fn posted(content: Content) -> Post {
    let target = Target::Channel(CHANNEL);
    Post { mark: Mark(u64::MAX >> 1), server: SERVER, target, content, plain: false, edit: None }
}

fn of_board(page: &BoardPage) -> Post {
    posted(Content::Board(page.clone().into()))
}

/// A creator as they mostly are.
fn common_row(rank: usize, name: &str) -> Row {
    let count = |count: i64| Some(count);
    Row {
        rank,
        user_id: UserId::new(&rank.to_string()).unwrap(),
        unique_id: Some(name.to_lowercase().replace(' ', ".")),
        nick_name: Some(name.to_owned()),
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: Some(SalesFlag::VideoAndLive),
        most_categories: [None, None, None],
        product_categories: Default::default(),
        period: Counters {
            units: count(7_800 - 48 * rank as i64),
            gmv: Some(73_400.0),
            ..Counters::default()
        },
        lifetime: Counters { followers: count(46_652), ..Counters::default() },
    }
}

fn common_line(rank: usize, name: &str) -> BoardLine {
    let row = common_row(rank, name);
    BoardLine {
        rank,
        movement: [Movement::Up(3), Movement::Same, Movement::Down(2), Movement::New(Depth::LEAST)][rank % 4],
        back: rank % 8 == 3,
        value: row.period.units.map(|units| units as f64),
        gap: (rank > 1).then_some(48.0),
        streak: Streak { periods: rank, at_least: rank > 13 },
        row,
    }
}

/// A board as they mostly are, of so many lines.
pub(super) fn common(rows: usize, language: Language) -> BoardPage {
    let date = DataDate::new(Period::Day, "2026-11-16".parse().unwrap()).unwrap();
    let depth = Depth::new(i64::try_from(rows.max(10)).unwrap()).unwrap();
    let question = Question {
        region: Region::default(),
        order: Order::Sales,
        period: Period::Day,
        date: None,
        category: None,
        product: None,
        depth,
    };
    BoardPage {
        number: 3,
        settings: settings(question, language),
        date,
        headline: Headline::Units,
        lines: (1..=rows).map(|rank| common_line(rank, &format!("Creator Number {rank}"))).collect(),
        dropped: Vec::new(),
        among: None,
        ended: false,
        fetched_at: DateTime::UNIX_EPOCH,
        provisional: false,
        revised: false,
        late: Lateness::None,
        test: false,
    }
}

/// What a post says, without the signs that mark and guard.
fn said(post: &Post) -> String {
    let body = super::post(post).body;
    let texts = list(&body["embeds"]).iter().filter_map(|embed| embed["description"].as_str());
    unmarked(&body["content"].as_str().into_iter().chain(texts).collect::<Vec<_>>().join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_board_stays_inside_the_limits(page in board(), plain: bool) {
        let mut post = of_board(&page);
        post.plain = plain;
        let body = super::post(&post).body;
        hold_limits(&body);
        prop_assert!(!plain || list(&body["embeds"]).is_empty());
        let text: Vec<_> = list(&body["embeds"]).iter().filter_map(|embed| embed["description"].as_str()).collect();
        let text = format!("{}\n{}", body["content"].as_str().unwrap(), text.join("\n"));
        let cells: Vec<_> =
            text.lines().filter_map(|line| line.strip_prefix('`')?.split_once('`')).collect();
        let widths: HashSet<_> = cells.iter().map(|(cell, _)| cell.width()).collect();
        prop_assert!(widths.len() <= 1, "the columns don't line up: {cells:?}");
        prop_assert!(cells.len() >= page.lines.len().min(5), "{} of {}", cells.len(), page.lines.len());
        within(&json!(thread_name(&post)), 100, "a thread's name");
    }

    #[test]
    fn nobody_is_pinged_who_was_not_asked_for(mut page in board(), plain: bool, edited: bool) {
        page.settings.mention = Some(ROLE);
        let mut post = of_board(&page);
        post.plain = plain;
        post.edit = edited.then_some(MessageRef { channel: 1, message: 2 });
        let body = super::post(&post).body;
        hold_lengths(&body);
        let pings = !page.test && !edited;
        let allowed = if pings { json!({ "roles": [ROLE.to_string()] }) } else { json!({ "parse": [] }) };
        prop_assert_eq!(&body["allowed_mentions"], &allowed);
        prop_assert_eq!(body["content"].as_str().unwrap().starts_with(&format!("<@&{ROLE}>")), pings);
    }

    #[test]
    fn every_word_of_discords_is_quoted_inside_the_limits(said in name(), to_person: bool) {
        for language in Language::ALL {
            let mut post = posted(notice(Trouble::AutoMod { said: said.clone() }, language));
            if to_person {
                post.target = Target::Person(7);
            }
            hold_limits(&super::post(&post).body);
            within(&json!(thread_name(&post)), 100, "a thread's name");
        }
    }
}

fn notice(trouble: Trouble, language: Language) -> Content {
    Content::Notice(crate::domain::Notice {
        question: crate::domain::Question::plain(),
        server_name: "Creator Agency".to_owned(),
        board: BoardId(7),
        number: 3,
        server: SERVER,
        channel: CHANNEL,
        trouble,
        language,
    })
}

#[test]
fn a_board_reads_well() {
    let [english, chinese] = Language::ALL.map(|language| {
        let mut page = common(4, language);
        page.lines[1].gap = Some(0.0);
        page.dropped = (7..=13).map(|rank| DropOut { rank, row: common_row(rank, "Ann") }).collect();
        page.late = Lateness::Data(page.date.next());
        (page.provisional, page.ended) = (true, true);
        (said(&of_board(&page)), super::post(&of_board(&page)).body["embeds"][0].clone())
    });
    assert_eq!(
        english.0,
        "
⏳ Late: the list of Tue, 17 Nov 2026 isn't out. This is the newest there is.

1 –    7,752 🥇 Creator Number 1
      $73.4K est. GMV
2 ▼2   7,704 🥈 Creator Number 2
      $73.4K est. GMV · level · day 2
3 back 7,656 🥉 Creator Number 3
      $73.4K est. GMV · 48 behind · day 3
4 ▲3   7,608 Creator Number 4
      $73.4K est. GMV · 48 behind · day 4
      Off the board: Ann (was 7), Ann (was 8), Ann (was 9), Ann (was 10), Ann (was 11) and 2 more"
    );
    assert_eq!(english.1["title"], "United States · units sold · Mon, 16 Nov 2026");
    assert_eq!(
        english.1["footer"]["text"],
        "Data of Mon, 16 Nov 2026 · estimates, USD · may still change · 4 creators, the list has no more · board 3"
    );
    assert_eq!(
        chinese.0,
        "
⏳ 延迟：2026年11月17日 周二 的榜单还没有发布，这是目前最新的一期。

1 –    7,752 🥇 Creator Number 1
      预估 GMV $7.34万
2 ▼2   7,704 🥈 Creator Number 2
      预估 GMV $7.34万 · 并列 · 在榜 2 天
3 回榜 7,656 🥉 Creator Number 3
      预估 GMV $7.34万 · 落后 48 · 在榜 3 天
4 ▲3   7,608 Creator Number 4
      预估 GMV $7.34万 · 落后 48 · 在榜 4 天
      跌出榜单：Ann（原第 7 名）、Ann（原第 8 名）、Ann（原第 9 名）、Ann（原第 10 名）、Ann（原第 11 名），以及另外 2 位"
    );
    assert_eq!(chinese.1["title"], "美国 · 销量 · 2026年11月16日 周一");
}

#[test]
fn a_test_and_what_was_caught_up_say_so_above_the_lines() {
    let mut page = common(1, Language::EnUs);
    (page.test, page.late) = (true, Lateness::CatchUp("2026-11-17".parse().unwrap()));
    let text = said(&of_board(&page));
    let mut lines = text.lines().skip(1);
    assert_eq!(lines.next(), Some("🧪 A test: it pings nobody and doesn't count as a post."));
    assert_eq!(lines.next(), Some("⏳ Late: this was due on Tue, 17 Nov 2026."));
    assert_eq!(lines.next(), Some(""));
}

#[test]
fn a_hundred_common_lines_are_all_there() {
    for language in Language::ALL {
        let page = common(100, language);
        let text = said(&of_board(&page));
        for rank in [1, 10, 11, 50, 100] {
            assert!(text.contains(&format!("Creator Number {rank}")), "{rank} is missing:\n{text}");
        }
        assert_eq!(text.matches("GMV").count(), 10, "the first ten have second lines");
        for (line, most) in text.lines().map(|line| match line.strip_prefix("      ") {
            Some(small) => (small, 48),
            None => (line, 38),
        }) {
            assert!(line.width() <= most, "{line} is {} wide", line.width());
        }
    }
}

#[test]
fn thirty_lines_are_all_linked() {
    let body = super::post(&of_board(&common(30, Language::EnUs))).body;
    assert_eq!(body["embeds"].to_string().matches("](https://www.tiktok.com/@creator.number.").count(), 30);
}

#[test]
fn plain_text_has_no_links_and_counts_what_it_leaves_out() {
    let mut page = common(100, Language::EnUs);
    page.settings.format = Format::Plain;
    let body = super::post(&of_board(&page)).body;
    let text = unmarked(body["content"].as_str().unwrap());
    assert!(!text.contains("http") && body["embeds"] == json!([]));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("United States · units sold · Mon, 16 Nov 2026"));
    assert_eq!(lines.next(), Some("  1 –    7,752 🥇 Creator Number 1"));
    let shown = text.lines().filter(|line| line.contains("Creator Number")).count();
    assert!((25..100).contains(&shown), "{shown}");
    assert!(text.contains(&format!("… and {} more: CSV has all of them.", 100 - shown)), "{text}");
    assert!(text.ends_with(
        "Data of Mon, 16 Nov 2026 · estimates, USD · new = not in the top 10 of the period before · board 3"
    ));
}

#[test]
fn under_a_post_are_the_file_its_mark_and_the_menu() {
    let body = super::post(&of_board(&common(40, Language::EnUs))).body;
    let [buttons, menu] = list(&body["components"]) else { panic!("{body}") };
    assert_eq!(buttons["components"][0]["custom_id"], "r1|c|US|sales|day|20261116|||40|0|");
    let mark = &buttons["components"][1];
    assert_eq!(
        (&mark["custom_id"], &mark["label"]),
        (&json!("d1|1y2p0ij32e8e7"), &json!("About this board"))
    );
    assert_eq!(list(&menu["components"][0]["options"]).len(), 25);
    let first = &menu["components"][0]["options"][0];
    assert_eq!(first["description"], "7,752 units · $73.4K est. GMV");
}

#[test]
fn a_notice_says_what_happened_why_and_what_to_do() {
    let missing = vec![Right::ViewChannel, Right::SendInThreads];
    let [english, chinese] = Language::ALL.map(|language| {
        let post = posted(notice(Trouble::NoAccess { missing: missing.clone() }, language));
        let body = super::post(&post).body;
        assert_eq!(body["components"][0]["components"][0]["custom_id"], "d1|1y2p0ij32e8e7");
        body["content"].as_str().unwrap().to_owned()
    });
    let mut lines = english.lines();
    let first =
        "⛔ **Board 3 (United States · units sold · daily) can't post in <#1100000000000000020> any more.**";
    assert_eq!(lines.next(), Some(first));
    assert_eq!(lines.next(), Some("I lack rights there: **View Channel**, **Send Messages in Threads**."));
    assert!(lines.next().unwrap().starts_with("Give me these rights in the channel's settings"));
    let mut lines = chinese.lines();
    assert_eq!(
        lines.next(),
        Some("⛔ **3 号推送（美国 · 销量 · 日榜）无法再发到 <#1100000000000000020>。**")
    );
    assert_eq!(lines.next(), Some("我在那里缺少权限：**查看频道**、**在子区内发送消息**。"));
}

#[test]
fn to_a_person_a_notice_names_the_place_by_its_address() {
    let mut post = posted(notice(Trouble::Unclear, Language::EnUs));
    post.target = Target::Person(7);
    let body = super::post(&post).body;
    let first = body["content"].as_str().unwrap().lines().next().unwrap().to_owned();
    let place = "https://discord.com/channels/1100000000000000010/1100000000000000020";
    let what = "United States · units sold · daily";
    assert_eq!(
        first,
        format!(
            "⚠️ **It isn't clear whether a post of board 3 ({what}) of \u{2068}Creator Agency\u{2069} arrived:** <{place}>"
        )
    );
}

#[test]
fn nothing_is_said_where_a_message_is_only_published() {
    let post = posted(Content::Crosspost(MessageRef { channel: 1, message: 2 }));
    assert_eq!((super::post(&post).body["content"].as_str(), thread_name(&post).as_str()), (Some(""), ""));
}
