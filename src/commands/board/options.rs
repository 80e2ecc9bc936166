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
fn choice<T: Copy>(
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
