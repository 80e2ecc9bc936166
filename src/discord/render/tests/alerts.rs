//! What watches post.

use super::{posts::posted, *};
use crate::{
    delivery::{Content, Post},
    domain::{
        Creator, Handle, Muffled, Target, Trouble,
        watch::{
            Alert, Day, Finding, Glitch, Limits, Metric, News, Provenance, Ranked, Ranks, Series, Since,
            Spoken, WatchId, WatchPost, climb, spike,
        },
    },
};

const ROLE: u64 = 1_100_000_000_000_000_030;

pub(super) fn date(day: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap() + TimeDelta::days(day)
}

pub(super) fn question() -> Question {
    Question {
        region: Region::default(),
        order: Order::Sales,
        period: Period::Day,
        date: DataDate::new(Period::Day, date(0)).ok(),
        category: None,
        product: None,
        depth: Depth::LEAST,
    }
}

/// Days that end on the 22nd, as the daily list has them.
pub(super) fn series(metric: Metric, values: &[f64]) -> Series {
    let from = Provenance::Ranking { question: question(), rank: 3, fetched_at: DateTime::UNIX_EPOCH };
    let days = values.iter().rev().zip(0..).map(|(value, back)| Day {
        date: date(-back),
        value: *value,
        days: 1,
        from: from.clone(),
    });
    Series::of_days(metric, days)
}

pub(super) fn creator() -> Creator {
    Creator {
        user_id: UserId::new("6633792625097490438").unwrap(),
        handle: Handle::new("mia.beauty_us"),
        name: Some("Mia ✨ Beauty".to_owned()),
        region: Some(Region::default()),
    }
}

pub(super) fn alert(finding: Finding) -> Alert {
    let days = (0..30).map(|back| (date(back - 29), if back == 29 { 1_240.0 } else { 250.0 })).collect();
    Alert {
        watch: WatchId(36),
        number: 3,
        creator: creator(),
        region: Region::default(),
        finding,
        spoken: Spoken::New,
        days,
        rival: Some(Creator { handle: Handle::new("tom"), name: None, ..creator() }),
    }
}

fn limits() -> Limits {
    Limits::new(50, 50).unwrap()
}

/// Four weeks of 250 a day, and then this.
pub(super) fn jumped(metric: Metric, value: f64) -> Finding {
    let values = [vec![250.0; 28], vec![value]].concat();
    spike(&series(metric, &values), date(0), limits()).unwrap()
}

fn climbed() -> Finding {
    let values = [vec![220.0; 28], vec![460.0; 7], vec![480.0; 7]].concat();
    climb(&series(Metric::Sales, &values), date(0), Since::Start(date(-14)), limits()).unwrap()
}

fn ranks(before: Ranked) -> Ranks {
    Ranks { question: question(), date: date(0), rank: 7, before_date: date(-1), before }
}

/// A finding of every kind.
pub(super) fn findings() -> Vec<Finding> {
    let day = Day { value: 0.0, ..series(Metric::Sales, &[0.0]).days().next().unwrap().clone() };
    let own = creator().user_id;
    vec![
        jumped(Metric::Sales, 1_240.0),
        jumped(Metric::Followers, 12_400.0),
        jumped(Metric::Gmv, 98_700.0),
        climbed(),
        Finding::EnteredTop { ranks: ranks(Ranked::Below(100)), top: 10 },
        Finding::RankJump { ranks: ranks(Ranked::At(80)), limits: limits() },
        Finding::Overtaken {
            metric: Metric::Sales,
            date: date(0),
            by: UserId::new("1").unwrap(),
            whom: own,
            ahead: 480.0,
            behind: 450.0,
            since: date(-3),
        },
        Finding::FellSilent { day, since: date(-4), days: 5, usual: 250.0 },
    ]
}

fn post_of(news: News, language: Language) -> Post {
    posted(Content::Watch(WatchPost { language, mentions: vec![ROLE], news }.into()))
}

fn of(alert: &Alert, language: Language) -> Message {
    super::super::post(&post_of(News::Alert(alert.clone().into()), language))
}

/// An embed's title, description and footer.
pub(super) fn texts(body: &Value) -> String {
    let embed = &body["embeds"][0];
    let text = |part: &Value| {
        part.as_str().unwrap_or_default().replace(['\\', '\u{200b}', '\u{2068}', '\u{2069}'], "")
    };
    [text(&embed["title"]), text(&embed["description"]), text(&embed["footer"]["text"])].join("\n")
}

pub(super) fn labels(body: &Value) -> Vec<String> {
    let rows = list(&body["components"]).iter().flat_map(|row| list(&row["components"]));
    rows.filter_map(|part| part["label"].as_str().map(str::to_owned)).collect()
}

/// What an alert says, and what its chart says in words.
fn said(alert: &Alert, language: Language) -> (String, Option<String>) {
    let message = of(alert, language);
    (texts(&message.body), message.files.first().and_then(|file| file.description.clone()))
}

#[test]
fn a_jump_says_what_happened_what_was_usual_and_where_it_is_from() {
    let jump = alert(jumped(Metric::Sales, 1_240.0));
    let (english, alt) = said(&jump, Language::EnUs);
    assert_eq!(
        english,
        "@mia.beauty_us sold 1,240 units on Sun, 22 Nov: 5× the usual
[Mia ✨ Beauty](https://www.tiktok.com/@mia.beauty_us)
Usual for such a day: **250 units** (from the 28 days before)
Before: 250 units on Sat, 21 Nov
Limit: 512 units, as this creator's days vary that much (set: +50%, at least 50 units)
Source: rank 3 · United States · units sold · daily
watch 3 · United States · Data of Sun, 22 Nov 2026 · estimates, USD"
    );
    let shown = "Bar chart of @mia.beauty_us, units sold by day, Sat, 24 Oct 2026 to Sun, 22 Nov 2026: \
         from 250 units to 1,240 units, last 1,240 units. Usual: 250 units. Limit: 512 units.";
    assert_eq!(alt.as_deref(), Some(shown));
    let (chinese, _) = said(&jump, Language::ZhCn);
    assert_eq!(
        chinese,
        "@mia.beauty_us 11月22日 周日 卖出 1,240 件，是平时的 5 倍
[Mia ✨ Beauty](https://www.tiktok.com/@mia.beauty_us)
平时这样的一天：**250 件**（依据此前 28 天）
之前：11月21日 周六 250 件
门槛：512 件，因为这位达人的数据波动较大（设定：高出 50%，且不少于 50 件）
来源：美国 · 销量 · 日榜 第 3 名
3 号关注 · 美国 · 数据日期 2026年11月22日 周日 · 均为估算值，美元"
    );
}

#[test]
fn every_finding_has_its_title() {
    let titles = [
        "@mia.beauty_us sold 1,240 units on Sun, 22 Nov: 5× the usual",
        "@mia.beauty_us gained 12,400 followers on Sun, 22 Nov: 50× the usual",
        "@mia.beauty_us made $98.7K est. GMV on Sun, 22 Nov: 395× the usual",
        "@mia.beauty_us now sells 480 units a day: 2.2× as much as around Sun, 8 Nov",
        "@mia.beauty_us is in the top 10: rank 7 on Sun, 22 Nov",
        "@mia.beauty_us jumped from rank 80 to rank 7 on Sun, 22 Nov",
        "@tom overtook @mia.beauty_us",
        "@mia.beauty_us has sold nothing for 5 days",
    ];
    for (finding, title) in findings().into_iter().zip(titles) {
        let proved =
            matches!(finding, Finding::Spike { .. } | Finding::Climb { .. } | Finding::FellSilent { .. });
        let alert = alert(finding);
        let message = of(&alert, Language::EnUs);
        assert_eq!(texts(&message.body).lines().next(), Some(title));
        // Days prove it, or ranks that no chart shows.
        assert_eq!(message.files.len(), usize::from(proved), "{title}");
        let image = message.body["embeds"][0]["image"]["url"].as_str();
        assert_eq!(image, proved.then_some("attachment://chart.png"));
        let post = post_of(News::Alert(alert.into()), Language::EnUs);
        assert_eq!(thread_name(&post), title);
    }
}

#[test]
fn what_makes_an_alert_doubtful_or_late_is_said() {
    let mut alert = alert(spike(&series(Metric::Sales, &[240.0, 1_240.0]), date(0), limits()).unwrap());
    let (text, _) = said(&alert, Language::EnUs);
    assert!(text.contains("\n⚠️ Little history, one day: what is usual is still a guess.\n"), "{text}");
    alert.spoken = Spoken::Confirmed { held_on: date(-1) };
    let (text, _) = said(&alert, Language::EnUs);
    let confirmed = "✔️ Held since Sat, 21 Nov, when the numbers looked wrong: now they are confirmed.";
    assert!(text.contains(confirmed), "{text}");
    alert.spoken = Spoken::Since { since: date(-2) };
    let (text, _) = said(&alert, Language::EnUs);
    assert!(
        text.contains("⏳ So since Fri, 20 Nov: a snooze or the cooldown kept it back until now."),
        "{text}"
    );
    let Finding::Spike { day, .. } = &mut alert.finding else { panic!() };
    (day.days, day.from) = (3, Provenance::Detail { since: date(-3), fetched_at: DateTime::UNIX_EPOCH });
    let (text, _) = said(&alert, Language::EnUs);
    assert!(
        text.starts_with("@mia.beauty_us sold 1,240 units a day from Fri, 20 Nov to Sun, 22 Nov: "),
        "{text}"
    );
    assert!(text.contains("\nSource: the lifetime totals of Thu, 19 Nov and Sun, 22 Nov\n"), "{text}");
}

#[test]
fn the_raised_limit_is_the_first_with_which_it_would_be_no_news() {
    let values = [vec![250.0; 28], vec![1_240.0]].concat();
    let series = series(Metric::Sales, &values);
    let jump = alert(jumped(Metric::Sales, 1_240.0));
    assert!(labels(&of(&jump, Language::EnUs).body).contains(&"Raise limit to +397%".to_owned()));
    let with = |percent| spike(&series, date(0), Limits::new(percent, 50).unwrap());
    assert!(with(397).is_err() && with(396).is_ok());
    let rise = alert(climbed());
    assert!(labels(&of(&rise, Language::EnUs).body).contains(&"Raise limit to +55%".to_owned()));
    let labels = labels(&of(&alert(findings()[4].clone()), Language::EnUs).body);
    let expected = ["Why?", "Snooze 1 day", "Snooze 1 week", "Mute this rule", "Chart", "About this post"];
    assert_eq!(labels, expected);
}

#[test]
fn exactly_the_roles_of_a_post_are_pinged_and_plain_text_has_no_picture() {
    let mut post = post_of(News::Alert(alert(jumped(Metric::Sales, 1_240.0)).into()), Language::EnUs);
    let rich = super::super::post(&post);
    assert_eq!(rich.body["content"], format!("<@&{ROLE}>"));
    assert_eq!(rich.body["allowed_mentions"], json!({ "roles": [ROLE.to_string()] }));
    post.plain = true;
    let plain = super::super::post(&post);
    let content = plain.body["content"].as_str().unwrap();
    assert!(content.starts_with(&format!("<@&{ROLE}>\n**")) && content.contains("Usual for such a day"));
    assert!(plain.files.is_empty() && list(&plain.body["embeds"]).is_empty());
    let Content::Watch(said) = &mut post.content else { panic!() };
    said.mentions.clear();
    assert_eq!(super::super::post(&post).body["allowed_mentions"], json!({ "parse": [] }));
}

#[test]
fn many_alerts_are_a_ranked_list_with_a_menu() {
    let alerts: Vec<_> = findings().into_iter().map(alert).collect();
    let post = post_of(News::Folded { alerts, more: 2 }, Language::EnUs);
    let body = super::super::post(&post).body;
    let text = texts(&body);
    let first = "🔔 10 alerts\n`1` [@mia.beauty_us](https://www.tiktok.com/@mia.beauty_us)\n\
         -# United States · 5× · 1,240 units\n";
    assert!(text.starts_with(first), "{text}");
    assert!(text.trim_end().ends_with("-# United States · nothing sold for 5 days\n… and 2 more"), "{text}");
    let options = list(&body["components"][1]["components"][0]["options"]);
    assert_eq!(options.len(), 8);
    assert_eq!(options[3]["value"], "10|climb:sales|20261122");
    assert_eq!(options[3]["label"], "4 · @mia.beauty_us");
    assert_eq!(options[3]["description"], "new level, 2.2× · 480 units a day");
}

#[test]
fn what_is_wrong_with_the_numbers_is_said_once_for_all() {
    let region = Region::default();
    let glitch = Glitch::RegionJumped { metric: Metric::Sales, moved: 312, of: 400 };
    let doubt = News::Doubt { region, date: date(0), glitch, held: 4 };
    let text = |news: &News, language| texts(&super::super::post(&post_of(news.clone(), language)).body);
    assert_eq!(
        text(&doubt, Language::EnUs).trim_end(),
        "⚠️ United States: the numbers of Sun, 22 Nov look wrong
312 of 400 creators sold at least twice the usual on one day: probably a fault of the source.
4 alerts of this channel are held until the next day's numbers confirm them."
    );
    assert_eq!(
        text(&doubt, Language::ZhCn).trim_end(),
        "⚠️ 美国：11月22日 周日 的数据可疑
400 位达人中有 312 位同一天的销量达到平时的两倍以上，很可能是数据源出错。
这个频道的 4 条警报先搁置，等下一天的数据确认。"
    );
    let vanished =
        News::Vanished { watch: WatchId(3), number: 3, creator: creator(), region, last: Some(date(-3)) };
    let text = text(&vanished, Language::EnUs);
    assert!(
        text.starts_with("👻 @mia.beauty_us is out of sight\n") && text.contains("since Thu, 19 Nov."),
        "{text}"
    );
}

#[test]
fn managers_are_told_where_alerts_cannot_be_posted_and_what_to_do() {
    let language = Language::EnUs;
    let trouble = Trouble::ChannelGone;
    let muffled = Muffled { server: 1, server_name: "A*B".to_owned(), channel: 2, trouble, language };
    let mut post = posted(Content::Muffled(muffled));
    assert_eq!(
        super::super::post(&post).body["content"],
        "⛔ **Alerts can't be posted in <#2>.**
The channel doesn't exist any more.
Choose another channel with `/watch edit`."
    );
    post.target = Target::Person(9);
    let body = super::super::post(&post).body;
    let content = body["content"].as_str().unwrap();
    assert!(content.contains("A\\*B") && content.contains("<https://discord.com/channels/1/2>"), "{content}");
}

fn any_creator() -> impl Strategy<Value = Creator> {
    (option::of("[a-z0-9._]{1,24}"), option::of(name())).prop_map(|(handle, name)| Creator {
        user_id: UserId::new("18446744073709551615").unwrap(),
        handle: handle.as_deref().and_then(Handle::new),
        name,
        region: None,
    })
}

fn any_alert() -> impl Strategy<Value = Alert> {
    let value = || prop_oneof![0.0..1e13_f64, Just(f64::MAX), Just(f64::NAN)];
    (any_creator(), any_creator(), select(findings()), value(), 0_i64..2000, 1_u32..9).prop_map(
        |(creator, rival, mut finding, value, number, days)| {
            if let Finding::Spike { day, .. } = &mut finding {
                (day.value, day.days) = (value, days);
            }
            let watch = WatchId(i64::MAX - number);
            Alert {
                watch,
                number: u32::MAX,
                creator,
                rival: Some(rival),
                days: vec![(date(0), value)],
                ..alert(finding)
            }
        },
    )
}

proptest! {
    // A picture takes a while in the dev profile.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_post_of_watches_stays_inside_the_limits(
        alerts in proptest::collection::vec(any_alert(), 1..=30),
        language in select(Language::ALL.to_vec()),
        plain: bool,
    ) {
        let single = News::Alert(alerts[0].clone().into());
        for news in [single, News::Folded { alerts, more: 999 }] {
            let mut post = post_of(news, language);
            post.plain = plain;
            let Content::Watch(said) = &mut post.content else { panic!() };
            said.mentions = (0..40).map(|role| u64::MAX - role).collect();
            let message = super::super::post(&post);
            hold_lengths(&message.body);
            for file in &message.files {
                prop_assert!(file.description.as_ref().unwrap().chars().count() <= 1024);
            }
            prop_assert!((1..=100).contains(&thread_name(&post).chars().count()));
        }
    }
}
