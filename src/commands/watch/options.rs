//! What a watch is to be, from untrusted options: what isn't named stays as it was.

use super::super::{Args, Notice, board::choice};
use crate::{
    domain::{
        Region,
        watch::{BadLimits, BadSettings, Limits, Metric, Sensitivity, WatchDraft, WatchSettings},
    },
    watches::Hurdle,
};

/// Words besides our own that people type for what counts.
const ALSO: [(&str, Metric); 8] = [
    ("units", Metric::Sales),
    ("sold", Metric::Sales),
    ("fans", Metric::Followers),
    ("revenue", Metric::Gmv),
    ("销量", Metric::Sales),
    ("粉丝", Metric::Followers),
    ("销售额", Metric::Gmv),
    ("排名", Metric::Rank),
];

/// What is set of a watch after the named options changed it.
///
/// # Errors
/// A [`Notice`] for the first option that can't be meant.
pub(super) fn changed(args: &Args, old: &WatchDraft, server: u64) -> Result<WatchSettings, Notice> {
    let sensitivity = choice(args, "sensitivity", &Sensitivity::ALL, Sensitivity::word)?;
    // Whoever chooses how easily it speaks takes back limits of their own.
    let kept = |limit: Option<u32>| limit.filter(|_| sensitivity.is_none());
    let percent = number(args, "percent", 1, Limits::MOST_PERCENT, BadLimits::Percent.into())?;
    let minimum = number(args, "minimum", 1, Limits::MOST_FLOOR, BadLimits::Floor.into())?;
    let cooldown =
        number(args, "cooldown_hours", 0, WatchSettings::MOST_COOLDOWN_HOURS, BadSettings::Cooldown)?;
    let top = number(args, "entered_top", 1, 100, BadSettings::Top)?;
    let silent = number(args, "silent_days", 0, 28, BadSettings::SilentDays)?;
    // The role of a server's own id is everybody's: it takes the mention back.
    let mention = args.role("mention").map(|role| Some(role).filter(|role| *role != server));
    let draft = WatchDraft {
        user_id: old.user_id.clone(),
        region: args.text("region").map(Region::parse).transpose()?.unwrap_or(old.region),
        channel: args.channel("channel").unwrap_or(old.channel),
        metrics: metrics(args)?.unwrap_or_else(|| old.metrics.clone()),
        sensitivity: sensitivity.unwrap_or(old.sensitivity),
        percent: percent.or(kept(old.percent)),
        minimum: minimum.or(kept(old.minimum)),
        cooldown_hours: cooldown.unwrap_or(old.cooldown_hours),
        mention: mention.unwrap_or(old.mention),
        top: top.unwrap_or(old.top),
        rivals: old.rivals.clone(),
        silent_days: silent.map_or(old.silent_days, |days| Some(days).filter(|days| *days > 0)),
    };
    draft.try_into().map_err(|bad| Notice::Watch(Hurdle::Settings(bad)))
}

/// A whole number within its bounds, which Discord's own client keeps, too.
fn number(args: &Args, option: &str, least: u32, most: u32, bad: BadSettings) -> Result<Option<u32>, Notice> {
    let Some(typed) = args.integer(option) else { return Ok(None) };
    let fits = u32::try_from(typed).ok().filter(|number| (least..=most).contains(number));
    fits.map(Some).ok_or(Notice::Watch(Hurdle::Settings(bad)))
}

/// What counts: our words or others', in any number.
pub(super) fn metrics(args: &Args) -> Result<Option<Vec<Metric>>, Notice> {
    let Some(typed) = args.text("metrics") else { return Ok(None) };
    let separates = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '+' | '，' | '、' | '；');
    let words = typed.split(separates).filter(|word| !word.is_empty());
    let metric = |word: &str| {
        let word = word.to_lowercase();
        let also = || ALSO.iter().find(|(known, _)| *known == word).map(|(_, metric)| *metric);
        Metric::of_word(&word).or_else(also)
    };
    let metrics: Option<Vec<Metric>> = words.map(metric).collect();
    let metrics = metrics.filter(|metrics| !metrics.is_empty());
    metrics.map(Some).ok_or_else(|| Notice::Watch(Hurdle::Metrics { typed: typed.to_owned() }))
}

/// How easily watches of an import speak.
pub(super) fn sensitivity(args: &Args) -> Result<Sensitivity, Notice> {
    Ok(choice(args, "sensitivity", &Sensitivity::ALL, Sensitivity::word)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::Value, domain::UserId};

    const SERVER: u64 = 7;

    fn args(options: &[(&str, &str)]) -> Args {
        let value = |name: &str, text: &str| match name {
            "channel" => Value::Channel(text.parse().unwrap()),
            "mention" => Value::Role(text.parse().unwrap()),
            "region" | "metrics" | "sensitivity" => Value::Text(text.to_owned()),
            _ => Value::Integer(text.parse().unwrap()),
        };
        options.iter().map(|(name, text)| ((*name).to_owned(), value(name, text))).collect()
    }

    fn base() -> WatchDraft {
        WatchDraft::new(UserId::new("7301234567890123456").unwrap(), Region::parse("US").unwrap(), 30)
    }

    fn change(old: &WatchDraft, options: &[(&str, &str)]) -> Result<WatchDraft, Notice> {
        changed(&args(options), old, SERVER).map(Into::into)
    }

    #[test]
    fn only_what_is_named_changes_and_can_be_taken_back() {
        let all = [
            ("region", "uk"),
            ("channel", "31"),
            ("metrics", "GMV, 粉丝 rank"),
            ("sensitivity", "high"),
            ("percent", "75"),
            ("minimum", "120"),
            ("cooldown_hours", "48"),
            ("entered_top", "5"),
            ("silent_days", "3"),
            ("mention", "9"),
        ];
        let set = change(&base(), &all).unwrap();
        let expected = WatchDraft {
            region: Region::parse("GB").unwrap(),
            channel: 31,
            metrics: vec![Metric::Followers, Metric::Gmv, Metric::Rank],
            sensitivity: Sensitivity::High,
            percent: Some(75),
            minimum: Some(120),
            cooldown_hours: 48,
            mention: Some(9),
            top: 5,
            silent_days: Some(3),
            ..base()
        };
        assert_eq!(set, expected);
        assert_eq!(change(&set, &[]).unwrap(), set);
        for (name, text) in all {
            assert_ne!(change(&base(), &[(name, text)]).unwrap(), base(), "{name}");
        }
        let back = change(&set, &[("silent_days", "0"), ("mention", "7"), ("sensitivity", "low")]).unwrap();
        assert_eq!((back.silent_days, back.mention, back.percent, back.minimum), (None, None, None, None));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let bad = |settings| Notice::Watch(Hurdle::Settings(settings));
        for (option, text, notice) in [
            ("percent", "0", bad(BadLimits::Percent.into())),
            ("percent", "-5", bad(BadLimits::Percent.into())),
            ("minimum", "0", bad(BadLimits::Floor.into())),
            ("cooldown_hours", "721", bad(BadSettings::Cooldown)),
            ("entered_top", "101", bad(BadSettings::Top)),
            ("silent_days", "1", bad(BadSettings::SilentDays)),
            ("metrics", "likes", Notice::Watch(Hurdle::Metrics { typed: "likes".to_owned() })),
            ("metrics", ",", Notice::Watch(Hurdle::Metrics { typed: ",".to_owned() })),
        ] {
            assert_eq!(change(&base(), &[(option, text)]).unwrap_err(), notice, "{option} {text}");
        }
        assert!(matches!(change(&base(), &[("sensitivity", "wild")]), Err(Notice::UnknownWord { .. })));
    }
}
