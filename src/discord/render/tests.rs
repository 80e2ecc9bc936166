//! Whatever the numbers and names are, every message stays inside Discord's limits.

use super::*;
use crate::{
    commands::{Ceiling, CreatorCard, Failure, Headline, Line, Question, RankingPage, Refusal},
    domain::{
        Counters, CreatorCategory, DataDate, Depth, Language, Movement, Order, Period, ProductCategory,
        Region, Row, SalesFlag, UserId,
    },
};
use chrono::{NaiveDate, TimeDelta};
use proptest::{option, prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};
use std::collections::HashSet;
use unicode_width::UnicodeWidthStr;

/// Free text of strangers: any, long, of signs that are escaped, of marks without a width.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        "(?s).{0,300}",
        "[@<:#*`|\\]()]{1,80}",
        "(.[\u{300}-\u{36f}]{0,40}){1,30}",
        "[ \u{200b}-\u{200f}\u{202a}-\u{202e}\u{3164}]{0,9}",
    ]
}

fn counters() -> impl Strategy<Value = Counters> {
    let count = || option::of(prop_oneof![any::<i64>(), -5_i64..200_000]);
    let whole = (count(), count(), count(), count(), count(), count());
    (whole, option::of(any::<f64>())).prop_map(|((followers, likes, videos, lives, products, units), gmv)| {
        Counters { followers, likes, videos, lives, products, units, gmv }
    })
}

fn row() -> impl Strategy<Value = Row> {
    let words = (option::of("[a-zA-Z0-9._]{1,32}"), option::of(name()), option::of(name()));
    let known = select(ProductCategory::all().map(ProductCategory::key).collect::<Vec<_>>());
    let most = [(); 3].map(|()| option::of(known.clone().prop_map(str::to_owned)));
    let flag = option::of((0_i64..5).prop_map(|number| SalesFlag::of_number(number).unwrap()));
    (words, most, flag, option::of(0.0..100.0), counters(), counters()).prop_map(
        |((unique_id, nick_name, category), most_categories, sales_flag, ec_score, period, lifetime)| Row {
            rank: 1,
            user_id: UserId::new("1").unwrap(),
            unique_id,
            nick_name,
            avatar: None,
            region: None,
            category,
            ec_score,
            sales_flag,
            most_categories,
            product_categories: Default::default(),
            period,
            lifetime,
        },
    )
}

fn movement() -> impl Strategy<Value = Movement> {
    prop_oneof![
        (1_usize..100).prop_map(Movement::Up),
        (1_usize..100).prop_map(Movement::Down),
        select(vec![Movement::Same, Movement::New(Depth::MOST), Movement::Unknown]),
    ]
}

fn headline() -> impl Strategy<Value = Headline> {
    use Headline::*;
    select(vec![Units, FollowersGained, FollowersTotal, Gmv, Growth])
}

fn refusal() -> impl Strategy<Value = Refusal> {
    let resets_at = DateTime::UNIX_EPOCH;
    let source = |failure| Refusal::Source { failure, retry_at: Some(resets_at) };
    let ceiling = |ceiling| Refusal::Ceiling { ceiling, resets_at };
    select(vec![
        source(Failure::BadRequest),
        source(Failure::TooFast),
        ceiling(Ceiling::Asking),
        ceiling(Ceiling::Server),
        Refusal::Empty { newest: None },
        Refusal::FilterIgnored,
        Refusal::Busy { retry_at: resets_at },
        Refusal::Stopped,
        Refusal::Store,
    ])
}

fn view() -> impl Strategy<Value = View> {
    let region = select(Region::all().collect::<Vec<_>>());
    let category = option::of(select(CreatorCategory::all().collect::<Vec<_>>()));
    let product = option::of(select(ProductCategory::all().collect::<Vec<_>>()));
    let asked = (region, select(Order::ALL.to_vec()), select(Period::ALL.to_vec()), category, product);
    (asked, 10_i64..=100, 0_u64.., 0_i32..3000).prop_map(
        |((region, order, period, category, product), top, owner, day)| {
            let date = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap() + TimeDelta::days(day.into());
            let date = Some(DataDate::containing(period, date));
            let depth = Depth::new(top).unwrap();
            let awaited = date.filter(|_| owner % 2 == 0).map(DataDate::next);
            View {
                question: Question { region, order, period, date, category, product, depth },
                owner,
                awaited,
            }
        },
    )
}

fn line() -> impl Strategy<Value = Line> {
    let value = option::of(prop_oneof![any::<f64>(), -5.0..1e9]);
    (row(), movement(), value).prop_map(|(row, movement, value)| Line { rank: 0, movement, value, row })
}

fn page() -> impl Strategy<Value = RankingPage> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let shown = (proptest::collection::vec(line(), 0..=10), headline(), 1_usize..=10);
    (view(), shown, option::of(refusal()), flags, 0_i64..10_000_000, any::<u32>()).prop_map(
        |(view, (mut lines, headline, page), instead, flags, age, credits)| {
            let (late, computed, provisional, revised, copy) = flags;
            for (line, rank) in lines.iter_mut().zip((page - 1) * 10 + 1..) {
                line.rank = rank;
                line.row.user_id = UserId::new(&(u64::MAX - rank as u64).to_string()).unwrap();
            }
            let date = view.question.date.unwrap();
            let rows = (page - 1) * 10 + lines.len();
            RankingPage {
                pages: rows.div_ceil(10).max(page),
                awaited: late.then(|| date.next()),
                among: computed.then_some(100),
                age: TimeDelta::seconds(age),
                view,
                page,
                lines,
                headline,
                rows,
                ended: rows % 2 == 0,
                date,
                credits,
                provisional,
                revised,
                instead,
                copy,
            }
        },
    )
}

/// The size of a text as the strictest reader of Discord's documentation counts it.
fn size(text: &Value) -> usize {
    text.as_str().map_or(0, |text| text.encode_utf16().count())
}

fn within(text: &Value, most: usize, what: &str) -> usize {
    let size = size(text);
    let blank = text.as_str().is_some_and(|text| text.trim().is_empty());
    assert!(size <= most && !blank, "{what} has {size} characters: {text}");
    size
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn hold_limits(body: &Value) {
    assert_eq!(body["allowed_mentions"], json!({ "parse": [] }));
    assert!(size(&body["content"]) <= 2000);
    assert!(size(&body["content"]) > 0 || !list(&body["embeds"]).is_empty());
    for embed in list(&body["embeds"]) {
        let mut total = within(&embed["title"], 256, "a title");
        total += within(&embed["description"], 4096, "a description");
        total += within(&embed["footer"]["text"], 2048, "a foot");
        assert!(list(&embed["fields"]).len() <= 25);
        for field in list(&embed["fields"]) {
            total += within(&field["name"], 256, "a field's name");
            total += within(&field["value"], 1024, "a field's value");
        }
        assert!(total <= 6000, "{total} characters in all");
    }
    let mut ids = HashSet::new();
    assert!(list(&body["components"]).len() <= 5);
    for part in list(&body["components"]).iter().flat_map(|row| list(&row["components"])) {
        within(&part["custom_id"], 100, "a custom_id");
        assert!(ids.insert(part["custom_id"].to_string()), "{body}");
        within(&part["label"], 80, "a button's label");
        within(&part["placeholder"], 150, "a placeholder");
        let options = list(&part["options"]);
        assert!(part["type"] != 3 || (1..=25).contains(&options.len()));
        let values: HashSet<_> = options.iter().map(|option| option["value"].to_string()).collect();
        assert_eq!(values.len(), options.len());
        for option in options {
            within(&option["label"], 100, "an option's label");
            within(&option["description"], 100, "an option's description");
            within(&option["value"], 100, "an option's value");
        }
    }
}

proptest! {
    #[test]
    fn every_page_stays_inside_the_limits(page in page(), now in 0_i64..4_000_000_000) {
        let now = DateTime::from_timestamp(now, 0).unwrap();
        for language in Language::ALL {
            let message = reply(Words::new(language), &Reply::Ranking(Box::new(page.clone())), now).unwrap();
            hold_limits(&message.body);
            let lines = message.body["embeds"][0]["description"].as_str().unwrap_or_default().lines();
            let cells: Vec<_> = lines.filter_map(|line| line.strip_prefix('`')?.split_once('`')).collect();
            prop_assert_eq!(cells.len(), page.lines.len());
            let widths: HashSet<_> = cells.iter().map(|(cell, _)| cell.width()).collect();
            prop_assert!(widths.len() <= 1, "the columns don't line up: {cells:?}");
        }
    }

    #[test]
    fn every_card_stays_inside_the_limits(line in line(), view in view(), headline in headline()) {
        let date = view.question.date.unwrap();
        let card = CreatorCard {
            line,
            headline,
            region: view.question.region,
            date,
            field: view.question.order.field(),
            age: TimeDelta::zero(),
            credits: 0,
            provisional: true,
            revised: true,
        };
        for language in Language::ALL {
            let card = Reply::Creator(Box::new(card.clone()));
            hold_limits(&reply(Words::new(language), &card, DateTime::UNIX_EPOCH).unwrap().body);
        }
    }

    #[test]
    fn every_modal_stays_inside_the_limits(view in view(), pages in 1_usize..=10) {
        for language in Language::ALL {
            let modal = ask_page(Words::new(language), &view, pages);
            within(&modal["title"], 45, "a modal's title");
            within(&modal["custom_id"], 100, "a custom_id");
            within(&modal["components"][0]["components"][0]["label"], 45, "a field's label");
        }
    }

    #[test]
    fn whatever_is_typed_is_quoted_inside_the_limits(typed in name()) {
        let example = DataDate::newest_closed(Period::Day, DateTime::UNIX_EPOCH);
        let mut notices = vec![
            Notice::BadDate { typed: typed.clone(), example },
            Notice::UnknownWord { option: "by", typed: typed.clone(), allowed: vec!["sales", "gmv"] },
        ];
        notices.extend(Region::parse(&typed).err().map(Notice::from));
        notices.extend(ProductCategory::parse(&typed).err().map(Notice::from));
        for language in Language::ALL {
            for one in &notices {
                hold_limits(&notice(Words::new(language), one).body);
            }
        }
    }
}

/// A page and a line that a test fills as it needs.
fn samples() -> (RankingPage, Line) {
    let mut runner = TestRunner::deterministic();
    let page = page().new_tree(&mut runner).unwrap().current();
    (page, line().new_tree(&mut runner).unwrap().current())
}

#[test]
fn a_line_fits_a_phone_whatever_the_ranking_is_by() {
    use Headline::*;
    let (page, line) = samples();
    for (headline, language) in [Units, FollowersGained, FollowersTotal, Gmv, Growth]
        .into_iter()
        .flat_map(|headline| Language::ALL.map(|language| (headline, language)))
    {
        for (count, name) in
            [7, -7_752, 99_999, 123_456, 45_678_901, 999_499_999].into_iter().flat_map(|count| {
                ["A very long name of a very keen creator", "很长很长很长很长很长很长很长很长的名字"]
                    .map(|name| (count, name))
            })
        {
            let mut line =
                Line { rank: 100, movement: Movement::Up(99), value: Some(count as f64), ..line.clone() };
            line.row.nick_name = Some(name.to_owned());
            line.row.sales_flag = Some(SalesFlag::VideoAndLive);
            let some = Some(count);
            let counters = Counters { followers: some, units: some, gmv: line.value, ..Counters::default() };
            (line.row.period, line.row.lifetime) = (counters, counters);
            let page = RankingPage { headline, lines: vec![line], ..page.clone() };
            let message = reply(Words::new(language), &Reply::Ranking(Box::new(page)), DateTime::UNIX_EPOCH);
            let body = message.unwrap().body;
            let text = body["embeds"][0]["description"].as_str().unwrap();
            let (first, second) =
                text.split_once('`').map(|(_, line)| line.split_once('\n').unwrap()).unwrap();
            assert!(unmarked(first).width() <= 38, "{}", unmarked(first));
            assert!(unmarked(first).width() >= 30, "room is used: {}", unmarked(first));
            let second = second.lines().next().unwrap().strip_prefix("-# ").unwrap();
            assert!(second.width() <= 44, "{second}");
        }
    }
}

#[test]
fn what_is_not_filled_is_not_said() {
    let (_, mut line) = samples();
    let counters = Counters { followers: Some(0), units: Some(7), gmv: Some(5.0), ..Counters::default() };
    (line.row.period, line.row.lifetime, line.row.sales_flag) = (counters, counters, Some(SalesFlag::None));
    line.movement = Movement::Same;
    let second = |headline, line: &Line| {
        Language::ALL.map(|language| ranking_cells(Words::new(language), headline, line).second)
    };
    assert_eq!(second(Headline::Units, &line), ["$5 est. GMV", "预估 GMV $5"]);
    assert_eq!(second(Headline::FollowersTotal, &line), ["not known", "未知"]);
    line.row.lifetime.followers = Some(38_625);
    assert_eq!(second(Headline::Growth, &line), ["38,625 followers", "粉丝 38,625"]);
    (line.row.period.followers, line.row.sales_flag) = (Some(116), Some(SalesFlag::VideoAndLive));
    let grown = ["+116 of 38,625 followers · video + live", "粉丝 38,625，涨 116 · 视频 + 直播"];
    assert_eq!(second(Headline::Growth, &line), grown);
}

#[test]
fn help_stays_inside_the_limits() {
    for language in Language::ALL {
        hold_limits(&reply(Words::new(language), &Reply::Help, DateTime::UNIX_EPOCH).unwrap().body);
    }
}

#[test]
fn what_is_unmarked_reads_like_the_original() {
    let marked = "` 1 ▲3 7,752` [\u{2068}\\*Ann\\*\u{2069}](https://www.tiktok.com/@ann)\n-# $5 · live";
    assert_eq!(unmarked(marked), " 1 ▲3 7,752 *Ann*\n      $5 · live");
}

#[test]
fn what_discords_client_refuses_is_refused_in_words_too() {
    let said =
        |one: &Notice| Language::ALL.map(|language| sentence(Words::new(language), one, |_| String::new()));
    let range = Notice::OutOfRange { option: "top", least: 10, most: 100 };
    assert_eq!(
        said(&range),
        ["`top` takes a whole number from 10 to 100.", "`数量` 要填 10 到 100 之间的整数。"]
    );
    let word = Notice::UnknownWord { option: "by", typed: "likes".to_owned(), allowed: vec!["sales", "gmv"] };
    let [english, chinese] = said(&word).map(|text| unmarked(&text));
    assert_eq!(english, "by can't be “likes”. It takes one of: sales, gmv.");
    assert_eq!(chinese, "排序 不能是「likes」，可选：sales、gmv。");
}
