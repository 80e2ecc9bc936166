use super::*;
use crate::domain::Zone;
use chrono::NaiveTime;
use proptest::prelude::*;

fn quiet(from: &str, to: &str, zone: &str) -> QuietHours {
    let time = |text: &str| -> NaiveTime { text.parse().unwrap() };
    QuietHours::new(time(from), time(to), Zone::parse(zone).unwrap()).unwrap()
}

#[test]
fn quiet_hours_end_by_the_clock_on_the_wall() {
    for (hours, now, until) in [
        (quiet("22:00:00", "07:00:00", "UTC"), "2026-11-23T23:30:15Z", Some("2026-11-24T07:00:00Z")),
        (quiet("22:00:00", "07:00:00", "UTC"), "2026-11-24T06:59:59Z", Some("2026-11-24T07:00:00Z")),
        (quiet("22:00:00", "07:00:00", "UTC"), "2026-11-24T07:00:00Z", None),
        (quiet("22:00:00", "07:00:00", "UTC"), "2026-11-24T21:59:59Z", None),
        (quiet("13:00:00", "15:00:00", "Shanghai"), "2026-11-24T06:00:00Z", Some("2026-11-24T07:00:00Z")),
        // The night in which Berlin's clocks go forward has an hour less, the one in which they go back an hour more.
        (quiet("22:00:00", "07:00:00", "Berlin"), "2026-03-28T22:00:00Z", Some("2026-03-29T05:00:00Z")),
        (quiet("22:00:00", "07:00:00", "Berlin"), "2026-10-24T22:00:00Z", Some("2026-10-25T06:00:00Z")),
        // An end that is skipped, and one that comes twice.
        (quiet("22:00:00", "02:30:00", "Berlin"), "2026-03-28T23:00:00Z", Some("2026-03-29T01:00:00Z")),
        (quiet("22:00:00", "02:30:00", "Berlin"), "2026-10-25T00:00:00Z", Some("2026-10-25T00:30:00Z")),
        (quiet("22:00:00", "02:30:00", "Berlin"), "2026-10-25T01:10:00Z", Some("2026-10-25T01:30:00Z")),
    ] {
        let expected = until.map(|until| until.parse().unwrap());
        assert_eq!(hours.until(now.parse().unwrap()), expected, "{hours:?} {now}");
    }
}

#[test]
fn hours_that_end_as_they_begin_are_refused() {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    assert_eq!(QuietHours::new(nine, nine, Zone::default()), None);
    let text = r#"{"from":"09:00:00","to":"09:00:00","zone":"UTC"}"#;
    assert!(serde_json::from_str::<QuietHours>(text).is_err());
}

proptest! {
    #[test]
    fn what_is_postponed_comes_within_a_day_and_isnt_quiet(
        from in 0_u32..1440, to in 0_u32..1440, minutes in 0_i64..60 * 24 * 366
    ) {
        let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let Some(hours) = QuietHours::new(time(from), time(to), Zone::parse("New York").unwrap()) else { return Ok(()) };
        let now = noon_after(start()) + TimeDelta::minutes(minutes);
        if let Some(until) = hours.until(now) {
            prop_assert!(until > now && until - now <= TimeDelta::hours(25));
            prop_assert_eq!(hours.until(until), None);
        }
    }
}
