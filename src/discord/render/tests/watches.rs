//! What `/watch` answers.

use super::{
    alerts::{alert, creator, date, findings, jumped, labels},
    watch_samples::{
        both, chart, deeds, draft, found, glitch, import, nothing, notices, quiets, text, tried, verdicts,
        watch, why,
    },
    *,
};
use crate::{
    commands::{
        AlertView, BacktestView, Hindrance, ImportDone, ImportView, PastAlert, WatchChart, WatchDone,
        WatchList, WatchPick, WatchReply, WatchWhy,
    },
    domain::{
        Creator, Handle, Right,
        watch::{Alert, Limits, Metric, Rule, Watch},
    },
};

#[test]
fn a_draft_says_what_it_would_have_said_and_how_to_make_it_better() {
    let [english, chinese] = both(draft(tried(10, 28)));
    assert_eq!(
        text(&english),
        "**New watch** of @mia.beauty_us, alerts go to <#77>
United States · units sold (+50%, at least 50 units) · rank (into the top 10, or 50% and 10 places better)
at most one alert of a kind in 24 hours · pings <@&9>

With the days from Sat, 24 Oct to Sun, 22 Nov it would have spoken 10 times:
• Sun, 22 Nov · 5× · 1,240 units
• Sat, 21 Nov · 5× · 1,240 units
• Fri, 20 Nov · 5× · 1,240 units
• Thu, 19 Nov · 5× · 1,240 units
• Wed, 18 Nov · 5× · 1,240 units
• Tue, 17 Nov · 5× · 1,240 units
• Mon, 16 Nov · 5× · 1,240 units
• Sun, 15 Nov · 5× · 1,240 units
… and 2 more

Nothing is saved yet.
-# This answer cost one credit."
    );
    let buttons = ["Save", "Cancel", "Use +75%: about once a week", "Fetch the missing days (3 credits)"];
    assert_eq!(labels(&english), buttons);
    let row = list(&english["components"][0]["components"]);
    let ids: Vec<_> = row.iter().map(|one| &one["custom_id"]).collect();
    assert_eq!(ids, ["w1|v|10", "w1|x|10", "w1|u|10", "w1|f|10"]);
    let start = "**新建关注**：@mia.beauty_us，警报发到 <#77>\n美国 · 销量（高出 50%，且不少于 50 件）";
    assert!(text(&chinese).starts_with(start), "{}", text(&chinese));
    assert!(text(&chinese).contains("按 10月24日 周六 至 11月22日 周日 的数据，会发 10 次警报："));
}

#[test]
fn few_days_are_said_to_say_little_and_none_nothing() {
    let said = |alerts, known| text(&both(draft(tried(alerts, known)))[0]);
    assert!(said(1, 9).contains("it would have spoken once:\n"), "{}", said(1, 9));
    assert!(said(1, 9).contains("⚠️ Of these 30 days only 9 are known: that says little."));
    assert!(!said(1, 28).contains("⚠️"));
    assert!(
        said(0, 28).contains("With the days from Sat, 24 Oct to Sun, 22 Nov it would have said nothing.")
    );
    assert!(said(0, 0).contains("Nothing is stored of the days from Sat, 24 Oct to Sun, 22 Nov"));
}

#[test]
fn a_suggestion_is_a_button_that_takes_the_percentage_along() {
    let view = |manages, floor| {
        let mut tried = tried(2, 28);
        tried.backtest.suggested = Limits::new(25, floor).ok();
        let view = BacktestView { watch: watch(), tried, credits: 0, manages };
        both(WatchReply::Backtest(view.into()))[0].clone()
    };
    let first = &view(true, 50)["components"][0]["components"][0];
    assert_eq!(
        (&first["label"], &first["custom_id"]),
        (&json!("Use +25%: about once a week"), &json!("w1|l|10|25"))
    );
    // Another minimum doesn't fit into it.
    assert_eq!(labels(&view(true, 20)), ["Fetch the missing days (3 credits)"]);
    assert!(labels(&view(false, 50)).is_empty());
}

#[test]
fn every_receipt_has_the_button_that_takes_it_back() {
    let expected = [
        (
            "✅ Watch 3 is set up: @mia.beauty_us, alerts go to <#77>. It begins with the next numbers.",
            "w1|d|10",
        ),
        ("✅ Watch 3 is changed: @mia.beauty_us, alerts go to <#77>.", ""),
        (
            "🔕 Watch 3 (@mia.beauty_us) is silent until <t:0:f> (<t:0:R>). What still lasts then is told.",
            "w1|w|10",
        ),
        ("🔔 Watch 3 (@mia.beauty_us) speaks again.", ""),
        ("🔇 Watch 3 (@mia.beauty_us) says nothing more of: a jump in units sold.", "w1|n|10|spike:sales"),
        ("🔔 Watch 3 (@mia.beauty_us) speaks again of: a jump in units sold.", "w1|m|10|spike:sales"),
        ("✅ Watch 3 (@mia.beauty_us) now asks for +397%; before, +50%.", "w1|l|10|50"),
        ("🗑️ Watch 3 (@mia.beauty_us) is removed.", "w1|e|10"),
        ("↩️ Watch 3 (@mia.beauty_us) is back.", "w1|d|10"),
    ];
    for (deed, (sentence, button)) in deeds().into_iter().zip(expected) {
        let [english, _] = both(WatchReply::Done(WatchDone { deed, watch: watch() }.into()));
        assert_eq!(text(&english).lines().next(), Some(sentence));
        let first = &english["components"][0]["components"][0];
        assert_eq!(first["custom_id"].as_str().unwrap_or_default(), button);
    }
}

#[test]
fn a_list_says_of_each_whom_where_and_how_it_stands() {
    let mut other = watch();
    other.number = 4;
    other.log.snoozed_until = Some("2026-11-25T00:00:00Z".parse().unwrap());
    other.log.muted.insert(Rule::EnteredTop);
    let last = PastAlert { alert: alert(jumped(Metric::Sales, 1_240.0)), at: DateTime::UNIX_EPOCH };
    let watches = vec![(watch(), Some(last)), (other, None)];
    let [english, _] = both(WatchReply::List(WatchList { watches, page: (1, 2), count: 27, most: 500 }));
    assert_eq!(
        text(&english),
        "Watches: 27 of 500
`3` [@mia.beauty_us](https://www.tiktok.com/@mia.beauty_us) <#77>
-# units sold · last alert <t:0:R>: 5× · 1,240 units
`4` [@mia.beauty_us](https://www.tiktok.com/@mia.beauty_us) <#77>
-# units sold · 🔕 silent until <t:1795564800:R> · 🔇 one kind muted · no alert yet"
    );
    assert_eq!(labels(&english), ["◀", "1 / 2", "▶"]);
    let none = WatchList { watches: Vec::new(), page: (1, 1), count: 0, most: 500 };
    let [english, _] = both(WatchReply::List(none));
    assert!(text(&english).contains("`/watch add` sets one up") && labels(&english).is_empty());
}

#[test]
fn why_says_of_every_rule_what_it_compared_and_what_became_of_it() {
    let why_of = |check| text(&both(WatchReply::Why(why(vec![check]).into()))[0]);
    let became = [
        "🔔 Alert: 5× · 1,240 units",
        "🌙 An alert waits for the end of the quiet hours: <t:0:f>",
        "⚠️ Found, but held until the next numbers confirm it.\n312 of 400 creators sold at least twice the usual \
         on one day: probably a fault of the source.",
        "➖ So since Sat, 21 Nov, and told already with the numbers of Sat, 21 Nov.",
        "🔇 Found, but this kind is muted.",
        "🔕 Found, but silent until <t:0:f>.",
        "⏲️ Found, but the last alert of this kind was <t:0:R>: the next may come <t:0:R>.",
    ];
    for (verdict, became) in verdicts().into_iter().zip(became) {
        let expected = format!(
            "Watch 3 · @mia.beauty_us
Numbers of **Sun, 22 Nov 2026**, looked at <t:0:R>

**a jump in units sold**
{became}
-# Usual for such a day: **250 units** (from the 28 days before)
-# Before: 250 units on Sat, 21 Nov
-# Limit: 512 units, as this creator's days vary that much (set: +50%, at least 50 units)
-# Source: rank 3 · United States · units sold · daily

Last alert <t:0:R>: 5× · 1,240 units
United States · units sold (+50%, at least 50 units)
at most one alert of a kind in 24 hours
✅ I may post in <#77>."
        );
        assert_eq!(why_of(found(verdict)), expected);
    }
    let (rule, quiet) = quiets().swap_remove(6);
    let varies = "➖ 400 units is enough by the percentage, but this creator's days vary that much: it takes \
                  512 units; usual: 250 units.";
    assert!(why_of(nothing(rule, quiet)).contains(varies));
}

#[test]
fn why_says_what_is_missing() {
    let lacking = Hindrance::BotLacks { channel: 77, missing: vec![Right::AttachFiles] };
    let mut unseen = why(Vec::new());
    unseen.manages = false;
    unseen.reasons.evaluated = None;
    unseen.reasons.newest = None;
    unseen.reasons.last = None;
    unseen.reasons.hindrance = Some(lacking);
    let [english, _] = both(WatchReply::Why(unseen.into()));
    let said = text(&english);
    for part in [
        "Its numbers haven't been looked at yet.\nNothing is known of this creator yet.",
        "No alert so far.",
        "⛔ I couldn't post in <#77>: I lack **Attach Files** there.",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert!(labels(&english).is_empty());
    let mut newer = why(Vec::new());
    newer.reasons.newest = Some(date(1));
    let [english, _] = both(WatchReply::Why(newer.into()));
    assert!(text(&english).contains("The newest numbers are of Mon, 23 Nov 2026: they are looked at next."));
}

#[test]
fn no_two_reasons_are_said_alike() {
    for (at, language) in Language::ALL.into_iter().enumerate() {
        let why_of = |(rule, quiet)| text(&both(WatchReply::Why(why(vec![nothing(rule, quiet)]).into()))[at]);
        let said: HashSet<_> = quiets().into_iter().map(why_of).collect();
        assert_eq!(said.len(), quiets().len());
        let say = |notice| sentence(Words::new(language), &Notice::Watch(notice), |_| String::new());
        let said: HashSet<_> = notices().into_iter().map(say).collect();
        assert_eq!(said.len(), notices().len());
        for one in said {
            assert!(one.ends_with(['.', '。']) && !one.contains("watch-"), "{one}");
        }
    }
}

#[test]
fn a_chart_shows_so_many_days_and_says_what_it_shows() {
    let words = Words::new(Language::EnUs);
    for (days, first) in [(7, "Mon, 16 Nov 2026"), (30, "Sat, 24 Oct 2026"), (90, "Thu, 24 Sep 2026")] {
        let answer = Reply::Watch(WatchReply::Chart(chart(days).into()));
        let message = reply(words, &answer, DateTime::UNIX_EPOCH).unwrap();
        let said = message.files[0].description.clone().unwrap();
        let start =
            format!("Bar chart of @mia.beauty_us, units sold by day, {first} to Sun, 22 Nov 2026: from ");
        assert!(said.starts_with(&start), "{said}");
        assert!(said.ends_with("last 59 units. Usual: 30 units. Limit: 45 units."), "{said}");
        assert!(text(&message.body).contains(&said));
        let row = list(&message.body["components"][0]["components"]);
        let shown = row.iter().find(|one| one["disabled"] == true).unwrap();
        assert_eq!(shown["label"], format!("{days} days"));
    }
}

#[test]
fn an_import_says_its_price_before_and_what_came_of_it_after() {
    let [english, chinese] = both(WatchReply::Import(import()));
    assert_eq!(
        text(&english),
        "**Import creators**: alerts go to <#77>
• 20 creators are known: free
• to look up: 180, for 18 credits
• watched there already, left out: 1
• lines that name nobody, left out: 3 (vm.tiktok.com/x…)
⚠️ There is room for 50 more watches: the others are left out.
Nothing is done yet."
    );
    assert_eq!(labels(&english), ["Import", "Cancel"]);
    assert!(text(&chinese).contains("• 需要查询：180 位，18 积分"));
    let [full, _] = both(WatchReply::Import(ImportView { room: 0, ..import() }));
    assert_eq!(labels(&full), ["Cancel"]);
    let unknown = (vec!["@nobody".to_owned()], 7);
    let done = ImportDone { added: 150, watched: 1, unknown, full: 0, failed: 20, credits: 18 };
    let [english, _] = both(WatchReply::Imported(done));
    let said = text(&english);
    let start =
        "✅ 150 creators are watched now.\n• watched already: 1\n• nobody has these handles: 7 (@nobody…)\n";
    assert!(said.starts_with(start) && said.ends_with("-# This answer cost 18 credits."), "{said}");
    for language in Language::ALL {
        let asked = modal(Words::new(language), &Reply::Watch(WatchReply::AskImport)).unwrap();
        assert_eq!(asked["custom_id"], "w1|i");
        within(&asked["title"], 45, "a modal's title");
        within(&asked["components"][0]["components"][0]["label"], 45, "a field's label");
    }
}

fn any_creator() -> impl Strategy<Value = Creator> {
    (option::of("[a-z0-9._]{1,24}"), option::of(name())).prop_map(|(handle, name)| Creator {
        handle: handle.as_deref().and_then(Handle::new),
        name,
        ..creator()
    })
}

/// Every answer about a creator, with what people called themselves and typed.
fn answers(of: &Creator, typed: &str) -> Vec<WatchReply> {
    let watch = Watch { creator: of.clone(), number: u32::MAX, ..watch() };
    let known = quiets().into_iter().map(|(rule, quiet)| nothing(rule, quiet));
    let checks = verdicts().into_iter().map(found).chain(known).collect();
    let mut why = WatchWhy { watch: watch.clone(), ..why(checks) };
    why.reasons.glitches = vec![glitch(); 4];
    let alerts = findings().into_iter().map(|finding| {
        let alert = Alert { creator: of.clone(), ..alert(finding) };
        WatchReply::Alert(AlertView { alert, at: DateTime::UNIX_EPOCH }.into())
    });
    let lines = (vec![typed.to_owned(); 9], 500);
    let imported =
        ImportDone { added: 0, watched: 9, unknown: lines.clone(), full: 9, failed: 9, credits: 9 };
    let watches = vec![(watch.clone(), why.reasons.last.clone()); 40];
    let list = WatchList { watches, page: (2, 3), count: 99, most: 500 };
    let backtest = BacktestView { watch: watch.clone(), tried: tried(99, 28), credits: 9, manages: true };
    let pick = WatchPick { region: Region::default(), creators: vec![(1, of.clone()); 40] };
    let mut answers = vec![
        WatchReply::Why(why.into()),
        WatchReply::List(list),
        WatchReply::Backtest(backtest.into()),
        WatchReply::Pick(pick),
        WatchReply::Import(ImportView { unreadable: lines, ..import() }),
        WatchReply::Imported(imported),
        WatchReply::Chart(WatchChart { watch: watch.clone(), ..chart(90) }.into()),
    ];
    answers.extend(alerts);
    let done = |deed| WatchReply::Done(WatchDone { deed, watch: watch.clone() }.into());
    answers.extend(deeds().into_iter().map(done));
    answers
}

proptest! {
    // Pictures take a while in the dev profile.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn every_answer_stays_inside_the_limits(creator in any_creator(), typed in name()) {
        for answer in answers(&creator, &typed) {
            for body in both(answer) {
                hold_limits(&body);
            }
        }
    }
}
