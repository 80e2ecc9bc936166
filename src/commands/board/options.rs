//! What a board is to be, from untrusted options: what isn't named stays as it was.

use super::super::{Args, Notice};
use crate::domain::{
    BoardSettings, Cron, Days, Format, Language, Late, Question, Schedule, Server, Style, Timing, Zone,
    schedule::time_of_day,
};
use chrono::{DateTime, NaiveTime, Utc};

/// What people type to take a category back.
pub(in crate::commands) const NONE: [&str; 4] = ["all", "none", "全部", "无"];

/// When boards post where nothing is said.
const NINE: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// A board of which nothing is named yet.
pub(super) fn defaults(question: Question, server: &Server, channel: u64) -> BoardSettings {
    BoardSettings {
        question,
        channel,
        schedule: Schedule { timing: Timing::Daily { time: NINE, days: Days::ALL }, zone: server.zone() },
        language: server.language(),
        style: Style::default(),
        format: Format::default(),
        mention: None,
        late: Late::default(),
    }
}

/// What is set of a board after the named options changed it.
///
/// # Errors
/// A [`Notice`] for the first option that can't be meant.
pub(super) fn changed(
    args: &Args,
    old: &BoardSettings,
    server: u64,
    now: DateTime<Utc>,
) -> Result<BoardSettings, Notice> {
    let language = choice(args, "language", &Language::ALL, Language::tag)?;
    // The role of a server's own id is everybody's: it takes the mention back.
    let mention = args.role("mention").map(|role| Some(role).filter(|role| *role != server));
    Ok(BoardSettings {
        question: question(args, &old.question, now)?,
        channel: args.channel("channel").unwrap_or(old.channel),
        schedule: schedule(args, &old.schedule)?,
        language: language.unwrap_or(old.language),
        style: choice(args, "style", Style::ALL, Style::word)?.unwrap_or(old.style),
        format: choice(args, "format", Format::ALL, Format::word)?.unwrap_or(old.format),
        mention: mention.unwrap_or(old.mention),
        late: choice(args, "late", Late::ALL, Late::word)?.unwrap_or(old.late),
    })
}

fn question(args: &Args, old: &Question, now: DateTime<Utc>) -> Result<Question, Notice> {
    let is_none = |name| args.text(name).is_some_and(|typed| NONE.contains(&typed.to_lowercase().as_str()));
    let takes_back = ["category", "product"].into_iter().filter(|name| is_none(name));
    let named = takes_back.fold(args.without("date"), |args, name| args.without(name));
    let new = Question::parse(&named, now)?;
    let is_named = |name| args.text(name).is_some();
    Ok(Question {
        region: if is_named("region") { new.region } else { old.region },
        order: if is_named("by") { new.order } else { old.order },
        period: if is_named("period") { new.period } else { old.period },
        date: None,
        category: if is_named("category") { new.category } else { old.category },
        product: if is_named("product") { new.product } else { old.product },
        depth: if args.integer("top").is_some() { new.depth } else { old.depth },
    })
}

fn schedule(args: &Args, old: &Schedule) -> Result<Schedule, Notice> {
    let (time, days, cron) = (args.text("time"), args.text("days"), args.text("cron"));
    let timing = match cron {
        Some(_) if time.is_some() || days.is_some() => return Err(Notice::TimeAndCron),
        Some(typed) => {
            Timing::Cron(Cron::parse(typed).map_err(|why| Notice::BadCron { typed: typed.to_owned(), why })?)
        }
        None if time.is_none() && days.is_none() => old.timing.clone(),
        None => {
            let old_days = match &old.timing {
                Timing::Daily { days, .. } => Some(*days),
                Timing::Cron(cron) => cron.days(),
            };
            let bad_time = |typed: &str| Notice::BadTime { typed: typed.to_owned() };
            let time = time.map(|typed| time_of_day(typed).ok_or_else(|| bad_time(typed))).transpose()?;
            let bad_days = |typed: &str| Notice::BadDays { typed: typed.to_owned() };
            let days = days.map(|typed| Days::parse(typed).ok_or_else(|| bad_days(typed))).transpose()?;
            Timing::Daily {
                time: time.unwrap_or_else(|| old.timing.time()),
                days: days.or(old_days).unwrap_or(Days::ALL),
            }
        }
    };
    let zone = args.text("timezone").map(Zone::parse).transpose()?;
    Ok(Schedule { timing, zone: zone.unwrap_or(old.zone) })
}

/// The one of a list that is named.
pub(in crate::commands) fn choice<T: Copy>(
    args: &Args,
    option: &'static str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Result<Option<T>, Notice> {
    let Some(typed) = args.text(option) else { return Ok(None) };
    let found = all.iter().find(|one| word(**one).eq_ignore_ascii_case(typed));
    found.copied().map(Some).ok_or_else(|| Notice::UnknownWord {
        option,
        typed: typed.to_owned(),
        allowed: all.iter().map(|one| word(*one)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::Value,
        domain::{BadCron, CreatorCategory, Depth, Order, Period, ProductCategory, Region, ServerState},
    };

    const SERVER: u64 = 7;

    fn now() -> DateTime<Utc> {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    fn args(options: &[(&str, &str)]) -> Args {
        let value = |name: &str, text: &str| match name {
            "top" => Value::Integer(text.parse().unwrap()),
            "channel" => Value::Channel(text.parse().unwrap()),
            "mention" => Value::Role(text.parse().unwrap()),
            _ => Value::Text(text.to_owned()),
        };
        options.iter().map(|(name, text)| ((*name).to_owned(), value(name, text))).collect()
    }

    fn base() -> BoardSettings {
        let question = Question::parse(&Args::default(), now()).unwrap();
        let server = Server {
            id: SERVER,
            name: String::new(),
            state: ServerState::Here,
            locale: Language::ZhCn,
            settings: crate::domain::ServerSettings {
                zone: Zone::parse("Asia/Shanghai").ok(),
                ..Default::default()
            },
        };
        defaults(question, &server, 30)
    }

    fn change(old: &BoardSettings, options: &[(&str, &str)]) -> Result<BoardSettings, Notice> {
        changed(&args(options), old, SERVER, now())
    }

    fn timing(time: &str, days: &str) -> Timing {
        Timing::Daily { time: time_of_day(time).unwrap(), days: Days::parse(days).unwrap() }
    }

    #[test]
    fn nothing_named_means_daily_at_nine_by_the_server() {
        let settings = change(&base(), &[]).unwrap();
        assert_eq!(settings, base());
        assert_eq!(settings.schedule.timing, timing("09:00", "daily"));
        assert_eq!((settings.schedule.zone.name(), settings.language), ("Asia/Shanghai", Language::ZhCn));
        assert_eq!((settings.channel, settings.late), (30, Late::Wait));
    }

    #[test]
    fn only_what_is_named_changes() {
        let all = [
            ("region", "uk"),
            ("by", "growth"),
            ("period", "week"),
            ("category", "Beauty"),
            ("product", "601450"),
            ("top", "30"),
            ("channel", "31"),
            ("time", "6pm"),
            ("days", "mon,thu"),
            ("timezone", "london"),
            ("language", "en-US"),
            ("style", "edit"),
            ("format", "plain"),
            ("mention", "5"),
            ("late", "skip"),
        ];
        let set = change(&base(), &all).unwrap();
        let expected = BoardSettings {
            question: Question {
                region: Region::parse("GB").unwrap(),
                order: Order::Growth,
                period: Period::Week,
                date: None,
                category: CreatorCategory::parse("Beauty").ok(),
                product: ProductCategory::parse("601450").ok(),
                depth: Depth::new(30).unwrap(),
            },
            channel: 31,
            schedule: Schedule {
                timing: timing("18:00", "mon,thu"),
                zone: Zone::parse("Europe/London").unwrap(),
            },
            language: Language::EnUs,
            style: Style::Edit,
            format: Format::Plain,
            mention: Some(5),
            late: Late::Skip,
        };
        assert_eq!(set, expected);
        assert_eq!(change(&set, &[]).unwrap(), set);
        for (name, text) in all {
            let one = change(&base(), &[(name, text)]).unwrap();
            assert_ne!(one, base(), "{name}");
            assert_eq!(change(&set, &[(name, text)]).unwrap(), set, "{name}");
        }
    }

    #[test]
    fn what_was_set_can_be_taken_back() {
        let set =
            change(&base(), &[("category", "Beauty"), ("product", "601450"), ("mention", "5")]).unwrap();
        let everybody = SERVER.to_string();
        for word in NONE {
            let back = [("category", word), ("product", word), ("mention", everybody.as_str())];
            assert_eq!(change(&set, &back).unwrap(), base(), "{word}");
            assert!(CreatorCategory::parse(word).is_err() && ProductCategory::parse(word).is_err(), "{word}");
        }
    }

    #[test]
    fn an_expression_replaces_time_and_days_and_the_other_way_round() {
        let cron = change(&base(), &[("cron", "30 18 * * 1-5")]).unwrap();
        assert_eq!(cron.schedule.timing, Timing::Cron(Cron::parse("30 18 * * 1-5").unwrap()));
        let timing_of = |options: &[(&str, &str)]| change(&cron, options).unwrap().schedule.timing;
        assert_eq!(timing_of(&[("time", "08:00")]), timing("08:00", "weekdays"));
        assert_eq!(timing_of(&[("days", "sat")]), timing("18:30", "sat"));
        assert_eq!(timing_of(&[("timezone", "UTC")]), cron.schedule.timing);
        let monthly = change(&base(), &[("cron", "0 7 1 * *")]).unwrap();
        let daily = change(&monthly, &[("time", "08:00")]).unwrap();
        assert_eq!(daily.schedule.timing, timing("08:00", "daily"));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        type Fits = fn(&Notice) -> bool;
        let bad: [(&[(&str, &str)], Fits); 13] = [
            (&[("time", "25:00")], |notice| matches!(notice, Notice::BadTime { typed } if typed == "25:00")),
            (&[("days", "someday")], |notice| matches!(notice, Notice::BadDays { .. })),
            (&[("cron", "every day")], |notice| {
                matches!(notice, Notice::BadCron { why: BadCron::Unreadable, .. })
            }),
            (&[("cron", "0 9 30 2 *")], |notice| {
                matches!(notice, Notice::BadCron { why: BadCron::Never, .. })
            }),
            (&[("cron", "0 */6 * * *")], |notice| {
                matches!(notice, Notice::BadCron { why: BadCron::TooOften, .. })
            }),
            (&[("cron", "0 9 * * *"), ("time", "09:00")], |notice| *notice == Notice::TimeAndCron),
            (&[("cron", "0 9 * * *"), ("days", "mon")], |notice| *notice == Notice::TimeAndCron),
            (
                &[("timezone", "Europe/Lundon")],
                |notice| matches!(notice, Notice::UnknownZone(unknown) if unknown.nearest[0].name() == "Europe/London"),
            ),
            (&[("region", "Atlantis")], |notice| matches!(notice, Notice::UnknownRegion(_))),
            (&[("category", "Beautyful")], |notice| matches!(notice, Notice::UnknownCategory(_))),
            (&[("top", "5")], |notice| matches!(notice, Notice::OutOfRange { option: "top", .. })),
            (&[("style", "loud")], |notice| matches!(notice, Notice::UnknownWord { option: "style", .. })),
            (
                &[("language", "tlh")],
                |notice| matches!(notice, Notice::UnknownWord { allowed, .. } if allowed.len() == 2),
            ),
        ];
        for (options, fits) in bad {
            let notice = change(&base(), options).unwrap_err();
            assert!(fits(&notice), "{options:?}: {notice:?}");
        }
    }
}
