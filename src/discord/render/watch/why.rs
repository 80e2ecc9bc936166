//! `/watch why`: what each rule compared, what became of it, and whether it could have been told.

use super::{
    super::{
        Message, board,
        board::{full, relative},
        post,
    },
    buttons,
    figures::full_day,
    found, glitch, quiet, settings, who,
};
use crate::{
    commands::{WatchButton, WatchWhy},
    domain::watch::{Check, Verdict, Watch, Why},
    text::Words,
};
use chrono::{DateTime, Utc};
use serenity::all::CreateButton;

/// The message of the answer; with buttons for who may change the watch.
pub(super) fn message(words: Words, why: &WatchWhy, now: DateTime<Utc>) -> Message {
    let watch = &why.watch;
    let args = [("number", watch.number.to_string().into()), ("who", who(words, &watch.creator).into())];
    let title = words.say_with("watch-why-title", &args);
    let mut lines = looked(words, why);
    lines.extend(why.reasons.glitches.iter().map(|one| format!("⚠️ {}", glitch(words, one))));
    for (check, verdict) in &why.reasons.checks {
        lines.push(String::new());
        lines.push(self::check(words, watch, check, verdict));
    }
    lines.push(String::new());
    lines.extend(state(words, why, now));
    let more = |count: usize| words.say_with("watch-why-more", &[("count", count.into())]);
    let lines = post::fitted(lines, post::EMBEDS - post::size(&title), more);
    let row = if why.manages { deeds(words, why, now) } else { Vec::new() };
    Message::new("", &post::embeds(&title, &lines, ""), &buttons::row(row))
}

/// Which numbers were looked at, and whether there are newer ones.
fn looked(words: Words, why: &WatchWhy) -> Vec<String> {
    let Some(evaluated) = &why.reasons.evaluated else {
        let newest = why.reasons.newest.map_or_else(
            || words.say("watch-why-unknown"),
            |day| words.say_with("watch-why-newest", &[("day", full_day(words, day).into())]),
        );
        return vec![words.say("watch-why-never"), newest];
    };
    let args = [("day", full_day(words, evaluated.date).into()), ("when", relative(evaluated.at).into())];
    let mut lines = vec![words.say_with("watch-why-looked", &args)];
    let newer = why.reasons.newest.filter(|newest| *newest > evaluated.date);
    lines
        .extend(newer.map(|day| words.say_with("watch-why-newest", &[("day", full_day(words, day).into())])));
    lines
}

/// A rule: what became of it, and what it compared.
fn check(words: Words, watch: &Watch, check: &Check, verdict: &Verdict) -> String {
    let mut lines = vec![format!("**{}**", settings::rule(words, &watch.settings, &check.rule))];
    lines.push(self::verdict(words, watch, check, verdict));
    if let Ok(finding) = &check.outcome {
        let numbers = found::numbers(words, finding);
        lines.extend(numbers.iter().map(|line| format!("-# {line}")));
    }
    lines.join("\n")
}

fn verdict(words: Words, watch: &Watch, check: &Check, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Speak(spoken) => {
            let short = check.outcome.as_ref().ok();
            let short = short.map(|finding| found::short(words, finding, &watch.creator.user_id));
            let told = words.say_with("watch-why-told", &[("short", short.unwrap_or_default().into())]);
            let why_now = found::why_now(words, spoken);
            std::iter::once(told).chain(why_now).collect::<Vec<_>>().join("\n")
        }
        Verdict::Later { at } => words.say_with("watch-why-later", &[("when", full(*at).into())]),
        Verdict::Hold { glitch } => {
            format!("{}\n{}", words.say("watch-why-held"), super::glitch(words, glitch))
        }
        Verdict::Silent(why) => silent(words, watch, check, why),
    }
}

fn silent(words: Words, watch: &Watch, check: &Check, why: &Why) -> String {
    match why {
        Why::NothingFound { quiet } => {
            let why = quiet::quiet(words, &watch.settings, &check.rule, quiet);
            words.say_with("watch-why-nothing", &[("why", why.into())])
        }
        Why::StillSo { since, alerted } => {
            let day = |date| words.short_day(date).into();
            words.say_with("watch-why-still", &[("since", day(*since)), ("alerted", day(*alerted))])
        }
        Why::Muted { .. } => words.say("watch-why-muted"),
        Why::Snoozed { until } => words.say_with("watch-why-snoozed", &[("until", full(*until).into())]),
        Why::Cooldown { last, until } => {
            let args = [("last", relative(*last).into()), ("until", relative(*until).into())];
            words.say_with("watch-why-cooldown", &args)
        }
    }
}

/// Whether it would be told now: snoozed, quiet hours, rights; and what was told last.
fn state(words: Words, why: &WatchWhy, now: DateTime<Utc>) -> Vec<String> {
    let watch = &why.watch;
    let mut lines = vec![match &why.reasons.last {
        Some(last) => {
            let short = found::short(words, &last.alert.finding, &watch.creator.user_id);
            let args = [("when", relative(last.at).into()), ("short", short.into())];
            words.say_with("watch-why-last", &args)
        }
        None => words.say("watch-why-no-last"),
    }];
    lines.extend(
        snoozed(watch, now)
            .map(|until| words.say_with("watch-list-snoozed", &[("when", full(until).into())])),
    );
    lines.extend(why.reasons.quiet.map(|quiet| match quiet.until(now) {
        Some(until) => words.say_with("watch-why-quiet-now", &[("until", full(until).into())]),
        None => words.say("watch-why-quiet"),
    }));
    lines.push(settings::manner(words, &watch.settings).join("\n"));
    let place = ("place", format!("<#{}>", watch.settings.channel).into());
    lines.push(match &why.reasons.hindrance {
        Some(hindrance) => format!("⛔ {}", board::hindered(words, hindrance)),
        None => words.say_with("watch-why-may-post", &[place]),
    });
    lines
}

fn snoozed(watch: &Watch, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    watch.log.snoozed_until.filter(|until| *until > now)
}

fn deeds(words: Words, why: &WatchWhy, now: DateTime<Utc>) -> Vec<CreateButton> {
    let watch = &why.watch;
    let on = |button: WatchButton, key| buttons::on(watch.id, &button, words.say(key));
    let quieter = if snoozed(watch, now).is_some() {
        on(WatchButton::Wake, "watch-button-wake")
    } else {
        on(WatchButton::Snooze(1), "alert-button-snooze-day")
    };
    let mut row = vec![
        on(WatchButton::Backtest, "watch-button-backtest"),
        on(WatchButton::Chart(30), "alert-button-chart"),
        quieter,
    ];
    row.extend(watch.log.muted.first().map(|rule| {
        buttons::on(watch.id, &WatchButton::Unmute(rule.clone()), words.say("watch-button-unmute"))
    }));
    row.push(on(WatchButton::Remove, "watch-button-remove"));
    row
}
