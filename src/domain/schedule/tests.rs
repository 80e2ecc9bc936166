//! Firings around clock changes: every zone, five years, against a walk through the minutes.

use super::*;
use crate::domain::{DataDate, Period};
use chrono::{Datelike, Offset, TimeDelta, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn daily(time: &str, zone: &str) -> Schedule {
    let time = time_of_day(time).unwrap();
    Schedule {
        timing: Timing::Daily { time, days: Days::ALL },
        zone: Zone::try_from(zone.to_owned()).unwrap(),
    }
}

fn firings(schedule: &Schedule, after: &str, count: usize) -> Vec<String> {
    let written = |firing: Firing| format!("{} {}", firing.date, firing.at.format("%m-%dT%H:%M"));
    schedule.firings(at(after), None).take(count).map(written).collect()
}

#[test]
fn a_time_in_a_gap_fires_after_it_and_a_doubled_one_once() {
    for (time, zone, after, expected) in [
        (
            "02:30",
            "America/New_York",
            "2026-03-07T12:00:00Z",
            ["2026-03-08 03-08T07:00", "2026-03-09 03-09T06:30"],
        ),
        (
            "01:30",
            "America/New_York",
            "2026-10-31T12:00:00Z",
            ["2026-11-01 11-01T05:30", "2026-11-02 11-02T06:30"],
        ),
        (
            "01:30",
            "Europe/London",
            "2026-03-28T12:00:00Z",
            ["2026-03-29 03-29T01:00", "2026-03-30 03-30T00:30"],
        ),
        (
            "02:10",
            "Australia/Lord_Howe",
            "2026-10-03T00:00:00Z",
            ["2026-10-04 10-03T15:30", "2026-10-05 10-04T15:10"],
        ),
        (
            "00:30",
            "Africa/Cairo",
            "2026-04-23T12:00:00Z",
            ["2026-04-24 04-23T22:00", "2026-04-25 04-24T21:30"],
        ),
        (
            "09:00",
            "Pacific/Apia",
            "2011-12-29T12:00:00Z",
            ["2011-12-29 12-29T19:00", "2011-12-31 12-30T19:00"],
        ),
    ] {
        assert_eq!(firings(&daily(time, zone), after, 2), expected, "{time} {zone}");
    }
}

#[test]
fn a_date_that_had_its_turn_has_no_second_one() {
    let schedule = daily("18:00", "UTC");
    let morning = at("2026-11-23T09:00:00Z");
    let today = morning.date_naive();
    assert_eq!(schedule.next(morning, None).unwrap().date, today);
    assert_eq!(schedule.next(morning, Some(today)).unwrap().date, today.succ_opt().unwrap());
}

#[test]
fn the_shortest_gap_is_counted_in_days() {
    let cron = |text| Schedule { timing: Timing::Cron(Cron::parse(text).unwrap()), zone: Zone::default() };
    assert_eq!(daily("09:00", "UTC").shortest_gap_days(), 1);
    assert_eq!(cron("0 9 * * 1").shortest_gap_days(), 7);
    assert_eq!(cron("0 9 1 * *").shortest_gap_days(), 28);
    assert_eq!(cron("0 9 1,3 * *").shortest_gap_days(), 2);
}

#[test]
fn clocks_that_change_in_unusual_ways_are_followed() {
    for (time, zone, after, expected) in [
        // Two hours: 01:00 to 03:00.
        ("01:30", "Antarctica/Troll", "2026-03-29T00:00:00Z", "2026-03-29 03-29T01:00"),
        // The first hour of the date.
        ("00:00", "Asia/Beirut", "2026-03-28T12:00:00Z", "2026-03-29 03-28T22:00"),
        // The end of Ramadan.
        ("02:30", "Africa/Casablanca", "2026-03-21T12:00:00Z", "2026-03-22 03-22T02:00"),
        // The last half hour of the date: it fires on the next.
        ("23:45", "America/Toronto", "1919-03-30T12:00:00Z", "1919-03-30 03-31T04:30"),
        // Doubled times, half an hour of them, and over midnight.
        ("01:45", "Australia/Lord_Howe", "2026-04-04T12:00:00Z", "2026-04-05 04-04T14:45"),
        ("23:30", "Africa/Cairo", "2026-10-29T12:00:00Z", "2026-10-29 10-29T20:30"),
        ("23:30", "Africa/Cairo", "2026-10-29T20:30:00Z", "2026-10-30 10-30T21:30"),
    ] {
        assert_eq!(firings(&daily(time, zone), after, 1), [expected], "{time} {zone}");
    }
}

/// What a zone's clocks show, without any of the code under test.
fn shown(zone: Tz, moment: DateTime<Utc>) -> chrono::NaiveDateTime {
    zone.from_utc_datetime(&moment.naive_utc()).naive_local()
}

/// The UTC days of five years on which a zone's offset changes.
fn changes(zone: Tz) -> Vec<DateTime<Utc>> {
    let offset = |moment: DateTime<Utc>| zone.offset_from_utc_datetime(&moment.naive_utc()).fix();
    let start = at("2024-01-01T00:00:00Z");
    let days = (0..5 * 366).map(|day| start + TimeDelta::days(day));
    days.filter(|day| offset(*day) != offset(*day + TimeDelta::days(1))).collect()
}

/// Whether a moment is the first minute at which the clocks show a time, or one after it: no minute of the four hours
/// before it is. Clocks were changed by no more than that in these years.
fn is_first(zone: Tz, moment: DateTime<Utc>, wanted: chrono::NaiveDateTime) -> bool {
    let is_reached = |minutes: i64| shown(zone, moment - TimeDelta::minutes(minutes)) >= wanted;
    is_reached(0) && !(1..=240).any(is_reached)
}

#[test]
fn every_local_day_of_every_zone_has_one_due_time_through_five_years_of_changes() {
    let mut looked_at = 0;
    for zone in TZ_VARIANTS {
        for change in changes(zone) {
            looked_at += 1;
            for time in ["00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "09:00", "23:30"] {
                let (schedule, wall) = (daily(time, zone.name()), time_of_day(time).unwrap());
                // From the day before the change to the day after it, at the wall time or the first minute after.
                let got: Vec<_> = schedule.firings(change - TimeDelta::days(1), None).take(4).collect();
                for firing in &got {
                    assert!(
                        is_first(zone, firing.at, firing.date.and_time(wall)),
                        "{zone} {time} {firing:?}"
                    );
                }
                // Each local day once, none left out.
                let dates: Vec<_> = got.iter().map(|firing| firing.date).collect();
                let all: Vec<_> = dates[0].iter_days().take(4).collect();
                assert_eq!(dates, all, "{zone} {time}");
                assert!(got.windows(2).all(|pair| pair[0].at < pair[1].at), "{zone} {time} {got:?}");
                let covers = shown(zone, change).date() >= dates[0] && dates[3] > shown(zone, change).date();
                assert!(covers, "{zone} {time} {dates:?}");
            }
        }
    }
    assert!(looked_at > 1_000, "{looked_at} clock changes");
}

#[test]
fn a_daily_board_is_for_a_new_day_each_time_and_leaves_out_the_one_that_has_none() {
    let schedule = daily("01:30", "Europe/Berlin");
    let (mut after, mut last, mut targeted) = (at("2026-03-26T12:00:00Z"), None, None);
    let mut targets = Vec::new();
    // On the 29th the clocks go forward: 01:30 of the 30th is still the 29th in UTC.
    for _ in 0..5 {
        let (firing, target) = planned(&schedule, Period::Day, after, last, targeted).unwrap();
        targets.push(format!("{} {}", firing.date.format("%d"), target.first().format("%d")));
        (after, last, targeted) = (firing.at, Some(firing.date), Some(target));
    }
    assert_eq!(targets, ["27 26", "28 27", "29 28", "31 29", "01 30"]);
}

#[test]
fn a_weekly_board_fires_once_its_week_is_over_and_not_again() {
    let schedule = daily("09:00", "UTC");
    let now = at("2026-11-25T12:00:00Z");
    let (first, week) = planned(&schedule, Period::Week, now, None, None).unwrap();
    assert_eq!(
        (first.date.to_string(), week.first().to_string()),
        ("2026-11-26".into(), "2026-11-16".into())
    );
    let (second, next) = planned(&schedule, Period::Week, first.at, Some(first.date), Some(week)).unwrap();
    assert_eq!((second.date.to_string(), next), ("2026-11-30".into(), week.next()));
    let month = DataDate::new(Period::Month, "2026-10-01".parse().unwrap()).unwrap();
    let (third, _) = planned(&schedule, Period::Month, now, None, Some(month)).unwrap();
    assert_eq!((third.date.month(), third.date.day()), (12, 1));
}

proptest::proptest! {
    #[test]
    fn a_firing_is_the_first_minute_that_shows_its_time(
        zone in proptest::sample::select(&TZ_VARIANTS[..]),
        hour in 0_i64..24 * 365 * 60,
        minute in 0_u32..24 * 60,
    ) {
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let schedule = daily(&time.format("%H:%M").to_string(), zone.name());
        let after = at("1975-01-01T00:00:00Z") + TimeDelta::hours(hour);
        let firing = schedule.next(after, None).unwrap();
        proptest::prop_assert!(firing.at > after && is_first(zone, firing.at, firing.date.and_time(time)));
    }
}
