//! Times, days, zones and cron expressions that can be typed.

use super::{super::Args, Choice};
use crate::domain::{Cron, Days, Schedule, Timing, Zone, schedule::time_of_day};
use chrono::{DateTime, NaiveTime, Utc};

/// Where most of those live who sell on TikTok Shop.
const CITIES: [&str; 18] = [
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Rome",
    "Asia/Jakarta",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Manila",
    "Asia/Shanghai",
    "Asia/Tokyo",
];
/// What people begin with.
const CRONS: [&str; 6] =
    ["0 9 * * *", "0 9 * * 1-5", "0 9 * * 1", "0 9 * * 1,4", "0 9 1 * *", "0 9 1,15 * *"];
const DAYS: [&str; 5] = ["daily", "weekdays", "weekend", "mon", "mon,thu"];

/// What the typed time means, then each hour, from nine on.
pub(super) fn times(args: &Args) -> Vec<Choice> {
    let typed = args.text("time");
    let meant = typed.and_then(time_of_day);
    let hours = (0..24).filter_map(|hour| NaiveTime::from_hms_opt((hour + 9) % 24, 0, 0));
    let others = hours.filter(|hour| Some(*hour) != meant).map(|time| Choice::Time { time, typed: None });
    let meant = meant.map(|time| Choice::Time { time, typed: typed.map(str::to_owned) });
    meant.into_iter().chain(others).collect()
}

/// What the typed days mean, then the usual ones.
pub(super) fn days(args: &Args) -> Vec<Choice> {
    let typed = args.text("days");
    let meant = typed.and_then(Days::parse);
    let usual = DAYS.into_iter().filter_map(Days::parse);
    let others = usual.filter(|days| Some(*days) != meant).map(|days| Choice::Days { days, typed: None });
    let meant = meant.map(|days| Choice::Days { days, typed: typed.map(str::to_owned) });
    meant.into_iter().chain(others).collect()
}

/// The server's zone, then those of large markets, then all.
pub(super) fn zones(own: Zone, now: DateTime<Utc>) -> impl Iterator<Item = Choice> {
    let markets = CITIES.into_iter().filter_map(|name| Zone::parse(name).ok());
    let first: Vec<_> = std::iter::once(own).chain(markets.filter(|zone| *zone != own)).collect();
    let others: Vec<_> = Zone::all().filter(|zone| !first.contains(zone)).collect();
    first.into_iter().chain(others).map(move |zone| Choice::Zone { zone, now })
}

/// What the typed expression means by the zone that is named, else the server's, then some to begin with.
pub(super) fn crons(args: &Args, own: Zone, now: DateTime<Utc>) -> Vec<Choice> {
    let zone = args.text("timezone").and_then(|name| Zone::parse(name).ok()).unwrap_or(own);
    let typed = args.text("cron").and_then(|typed| Cron::parse(typed).ok());
    let usual = CRONS.into_iter().filter_map(|text| Cron::parse(text).ok());
    let others: Vec<_> = usual.filter(|cron| Some(cron) != typed.as_ref()).collect();
    let choice = |cron: Cron| {
        let text = cron.as_str().to_owned();
        let schedule = Schedule { timing: Timing::Cron(cron), zone };
        Choice::Cron { next: schedule.next(now, None), schedule, cron: text }
    };
    typed.into_iter().chain(others).map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::super::Value, *};

    fn typed(option: &str, text: &str) -> Args {
        [(option.to_owned(), Value::Text(text.to_owned()))].into_iter().collect()
    }

    fn now() -> DateTime<Utc> {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn what_is_offered_can_be_read_again() {
        assert_eq!(times(&Args::default()).len(), 24);
        assert_eq!(days(&Args::default()).len(), DAYS.len());
        assert_eq!(crons(&Args::default(), Zone::default(), now()).len(), CRONS.len());
        let zones: Vec<_> = zones(Zone::parse("Asia/Tokyo").unwrap(), now()).collect();
        assert_eq!(zones.len(), Zone::all().count());
        let names = zones.iter().take(CITIES.len()).map(|choice| match choice {
            Choice::Zone { zone, .. } => zone.name(),
            other => panic!("no zone: {other:?}"),
        });
        let names: Vec<_> = names.collect();
        assert!(names[0] == "Asia/Tokyo" && CITIES.iter().all(|city| names.contains(city)), "{names:?}");
    }

    #[test]
    fn what_is_typed_comes_first_as_what_it_means() {
        let Choice::Time { time, typed: Some(_) } = &times(&typed("time", "9.30"))[0] else { panic!() };
        assert_eq!(time.to_string(), "09:30:00");
        assert_eq!(times(&typed("time", "09:00")).len(), 24, "no hour twice");
        let Choice::Days { days, typed: Some(_) } = &days(&typed("days", "tue-thu"))[0] else { panic!() };
        assert_eq!(days.word(), "tue,wed,thu");
        let Choice::Cron { cron, next: Some(next), .. } =
            &crons(&typed("cron", "30 18 24 12 *"), Zone::default(), now())[0]
        else {
            panic!()
        };
        assert_eq!((cron.as_str(), next.date.to_string().as_str()), ("30 18 24 12 *", "2026-12-24"));
        assert_eq!(crons(&typed("cron", "* * * * *"), Zone::default(), now()).len(), CRONS.len());
    }
}
