//! What a rule found: in a sentence, in few words, and with the numbers that prove it.

use super::{
    super::board::ranked,
    figures::{amount, of_day, percent, times},
};
use crate::{
    domain::{
        Creator, UserId,
        watch::{Alert, Baseline, Climb, Day, Finding, Limits, Metric, Provenance, Ranked, Ranks, Spoken},
    },
    text::Words,
};

/// `@mia sold 1,240 units on Sun, 22 Nov: 4.8× the usual`; `of_whom` writes a creator as the surface shows it best.
pub(in super::super) fn title(words: Words, alert: &Alert, of_whom: impl Fn(&Creator) -> String) -> String {
    let who = ("who", of_whom(&alert.creator).into());
    match &alert.finding {
        Finding::Spike { metric, day, baseline, .. } => {
            let mut args = vec![
                who,
                ("metric", metric.word().into()),
                ("amount", amount(words, *metric, day.value).into()),
                ("day", words.short_day(day.date).into()),
                ("times", times(words, day.value / baseline.expected).into()),
            ];
            if day.days < 2 {
                return words.say_with("alert-spike", &args);
            }
            let first =
                day.date.checked_sub_days(chrono::Days::new(u64::from(day.days) - 1)).unwrap_or(day.date);
            args.push(("first", words.short_day(first).into()));
            words.say_with("alert-spike-average", &args)
        }
        Finding::Climb { metric, climb, .. } => words.say_with(
            "alert-climb",
            &[
                who,
                ("metric", metric.word().into()),
                ("amount", amount(words, *metric, climb.now).into()),
                ("times", times(words, climb.now / climb.then.max(1.0)).into()),
                ("day", words.short_day(climb.since).into()),
            ],
        ),
        Finding::EnteredTop { ranks, top } => words.say_with(
            "alert-top",
            &[
                who,
                ("top", i64::from(*top).into()),
                ("rank", ranks.rank.into()),
                ("day", words.short_day(ranks.date).into()),
            ],
        ),
        Finding::RankJump { ranks, .. } => {
            let (rank, date) = (("rank", ranks.rank.into()), ("day", words.short_day(ranks.date).into()));
            match ranks.before {
                Ranked::At(before) => {
                    words.say_with("alert-rank", &[who, rank, date, ("before", before.into())])
                }
                Ranked::Below(_) => words.say_with("alert-rank-new", &[who, rank, date]),
            }
        }
        Finding::Overtaken { .. } => {
            let (by, whom) = pair(words, alert, of_whom);
            words.say_with("alert-overtaken", &[("by", by.into()), ("whom", whom.into())])
        }
        Finding::FellSilent { days, .. } => {
            words.say_with("alert-silent", &[who, ("days", i64::from(*days).into())])
        }
    }
}

/// Who passed whom.
fn pair(words: Words, alert: &Alert, of_whom: impl Fn(&Creator) -> String) -> (String, String) {
    let own = of_whom(&alert.creator);
    let rival = alert.rival.as_ref().map_or_else(|| words.say("ranking-no-name"), &of_whom);
    let is_ahead = matches!(&alert.finding, Finding::Overtaken { by, .. } if *by == alert.creator.user_id);
    if is_ahead { (own, rival) } else { (rival, own) }
}

/// `4.8× · 1,240 units`, where the creator's name stands beside it; nothing in it is anybody's free text.
pub fn short(words: Words, finding: &Finding, watched: &UserId) -> String {
    match finding {
        Finding::Spike { metric, day, baseline, .. } => {
            let times = times(words, day.value / baseline.expected);
            let amount = of_day(words, *metric, day);
            words.say_with("alert-short-spike", &[("times", times.into()), ("amount", amount.into())])
        }
        Finding::Climb { metric, climb, .. } => {
            let times = times(words, climb.now / climb.then.max(1.0));
            let amount = amount(words, *metric, climb.now);
            words.say_with("alert-short-climb", &[("times", times.into()), ("amount", amount.into())])
        }
        Finding::EnteredTop { ranks, top } => {
            words.say_with("alert-short-top", &[("top", i64::from(*top).into()), ("rank", ranks.rank.into())])
        }
        Finding::RankJump { ranks, .. } => match ranks.before {
            Ranked::At(before) => {
                words.say_with("alert-short-rank", &[("before", before.into()), ("rank", ranks.rank.into())])
            }
            Ranked::Below(_) => words.say_with("alert-short-rank-new", &[("rank", ranks.rank.into())]),
        },
        Finding::Overtaken { metric, by, ahead, behind, .. } => {
            let (key, level) =
                if by == watched { ("alert-short-passed", ahead) } else { ("alert-short-passed-by", behind) };
            words.say_with(key, &[("amount", amount(words, *metric, *level).into())])
        }
        Finding::FellSilent { days, .. } => {
            words.say_with("alert-short-silent", &[("days", i64::from(*days).into())])
        }
    }
}

/// The numbers that prove an alert, and where they come from: a line each; `of_whom` writes a creator.
pub(super) fn proof(words: Words, alert: &Alert, of_whom: impl Fn(&Creator) -> String) -> Vec<String> {
    let Finding::Overtaken { metric, ahead, behind, .. } = &alert.finding else {
        return numbers(words, &alert.finding);
    };
    let (by, whom) = pair(words, alert, of_whom);
    let args = [
        ("by", by.into()),
        ("ahead", amount(words, *metric, *ahead).into()),
        ("whom", whom.into()),
        ("behind", amount(words, *metric, *behind).into()),
    ];
    let levels = words.say_with("alert-overtaken-levels", &args);
    std::iter::once(levels).chain(numbers(words, &alert.finding)).collect()
}

/// The numbers that prove a finding, without whose they are.
pub(super) fn numbers(words: Words, finding: &Finding) -> Vec<String> {
    match finding {
        Finding::Spike { metric, day, baseline, limits, needed } => {
            let mut lines = usual(words, *metric, baseline);
            lines.push(self::needed(words, *metric, baseline.expected, *limits, *needed));
            lines.push(source(words, day));
            lines
        }
        Finding::Climb { metric, day, climb, limits } => {
            let mut lines = levels(words, *metric, climb);
            let args = [
                ("amount", amount(words, *metric, climb.needed(*limits)).into()),
                ("percent", percent(words, limits.percent()).into()),
                ("floor", amount(words, *metric, limits.floor().into()).into()),
            ];
            lines.push(words.say_with("alert-climb-needed", &args));
            lines.push(source(words, day));
            lines
        }
        Finding::EnteredTop { ranks, .. } => self::ranks(words, ranks, None),
        Finding::RankJump { ranks, limits } => self::ranks(words, ranks, Some(*limits)),
        Finding::Overtaken { since, .. } => {
            vec![words.say_with("alert-overtaken-since", &[("day", words.short_day(*since).into())])]
        }
        Finding::FellSilent { day, since, usual, .. } => {
            let args = [
                ("day", words.short_day(*since).into()),
                ("usual", amount(words, Metric::Sales, *usual).into()),
            ];
            vec![words.say_with("alert-silent-since", &args), source(words, day)]
        }
    }
}

/// What was usual, and what the day before had.
fn usual(words: Words, metric: Metric, baseline: &Baseline) -> Vec<String> {
    let days = ("days", i64::from(baseline.days).into());
    let expected = amount(words, metric, baseline.expected);
    let mut lines = vec![words.say_with("alert-usual", &[("amount", expected.into()), days.clone()])];
    lines.extend(baseline.is_thin.then(|| words.say_with("alert-thin", &[days])));
    let before = [
        ("amount", of_day(words, metric, &baseline.previous).into()),
        ("day", words.short_day(baseline.previous.date).into()),
    ];
    lines.push(words.say_with("alert-before", &before));
    lines
}

/// What a day had to come to: by the limits, or because the creator's days stray further than that.
fn needed(words: Words, metric: Metric, expected: f64, limits: Limits, needed: f64) -> String {
    let floor = f64::from(limits.floor());
    let args = [
        ("amount", amount(words, metric, needed.max(floor)).into()),
        ("percent", percent(words, limits.percent()).into()),
        ("floor", amount(words, metric, floor).into()),
    ];
    let strays = needed > floor && needed > expected * limits.factor();
    if strays { words.say_with("alert-needed-spread", &args) } else { words.say_with("alert-needed", &args) }
}

/// The levels of a climb.
fn levels(words: Words, metric: Metric, climb: &Climb) -> Vec<String> {
    let level = |value| amount(words, metric, value).into();
    let now = [("now", level(climb.now)), ("before", level(climb.before))];
    let then = [("then", level(climb.then)), ("day", words.short_day(climb.since).into())];
    vec![words.say_with("alert-climb-levels", &now), words.say_with("alert-climb-then", &then)]
}

fn ranks(words: Words, ranks: &Ranks, limits: Option<Limits>) -> Vec<String> {
    let day = |date| ("day", words.short_day(date).into());
    let before = ("rank", ranked_at(words, ranks.before).into());
    let mut lines = vec![
        words.say_with("alert-ranks", &[("rank", ranks.rank.into()), day(ranks.date)]),
        words.say_with("alert-ranks-before", &[before, day(ranks.before_date)]),
    ];
    lines.extend(limits.map(|limits| {
        let places = amount(words, Metric::Rank, limits.floor().into());
        let args = [("places", places.into()), ("percent", percent(words, limits.percent()).into())];
        words.say_with("alert-ranks-needed", &args)
    }));
    lines.push(words.say_with("alert-ranks-board", &[("board", ranked(words, &ranks.question).into())]));
    lines
}

/// `rank 12`
pub(super) fn ranked_at(words: Words, rank: Ranked) -> String {
    match rank {
        Ranked::At(rank) => words.say_with("alert-rank-at", &[("rank", rank.into())]),
        Ranked::Below(first) => words.say_with("alert-rank-below", &[("count", first.into())]),
    }
}

/// Which of the source's rows says so.
fn source(words: Words, day: &Day) -> String {
    match &day.from {
        Provenance::Ranking { question, rank, .. } => {
            let args = [("rank", (*rank).into()), ("board", ranked(words, question).into())];
            words.say_with("alert-from-ranking", &args)
        }
        Provenance::Detail { since, .. } => {
            let args = [("first", words.short_day(*since).into()), ("day", words.short_day(day.date).into())];
            words.say_with("alert-from-totals", &args)
        }
        Provenance::Trend { .. } => words.say("alert-from-trend"),
    }
}

/// Why it is said now; none where it is simply new.
pub(super) fn why_now(words: Words, spoken: &Spoken) -> Option<String> {
    match spoken {
        Spoken::New => None,
        Spoken::Confirmed { held_on } => {
            Some(words.say_with("alert-confirmed", &[("day", words.short_day(*held_on).into())]))
        }
        Spoken::Since { since } => {
            Some(words.say_with("alert-since", &[("day", words.short_day(*since).into())]))
        }
    }
}
