//! Whatever the numbers and names are, every message stays inside Discord's limits.

mod alerts;
mod board_limits;
mod boards;
mod notices;
mod posts;
mod rankings;
mod settings;
mod watch_samples;
mod watches;

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
        Refusal::NotOffered { retry_at: resets_at },
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
    hold_lengths(body);
}

fn hold_lengths(body: &Value) {
    assert!(size(&body["content"]) <= 2000);
    assert!(size(&body["content"]) > 0 || !list(&body["embeds"]).is_empty());
    let mut total = 0;
    assert!(list(&body["embeds"]).len() <= 10);
    for embed in list(&body["embeds"]) {
        total += within(&embed["title"], 256, "a title");
        total += within(&embed["description"], 4096, "a description");
        total += within(&embed["footer"]["text"], 2048, "a foot");
        assert!(list(&embed["fields"]).len() <= 25);
        for field in list(&embed["fields"]) {
            total += within(&field["name"], 256, "a field's name");
            total += within(&field["value"], 1024, "a field's value");
        }
    }
    assert!(total <= 6000, "{total} characters in all");
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

/// A page and a line that a test fills as it needs.
fn samples() -> (RankingPage, Line) {
    let mut runner = TestRunner::deterministic();
    let page = page().new_tree(&mut runner).unwrap().current();
    (page, line().new_tree(&mut runner).unwrap().current())
}

#[test]
fn what_is_unmarked_reads_like_the_original() {
    let marked = "` 1 ▲3 7,752` [\u{2068}\\*Ann\\*\u{2069}](https://www.tiktok.com/@ann)\n-# $5 · live";
    assert_eq!(unmarked(marked), " 1 ▲3 7,752 *Ann*\n      $5 · live");
}
