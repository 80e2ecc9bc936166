//! IANA time zones.

use super::typed::plain;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A time zone by its IANA name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

/// A name that is no zone's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    /// What was typed.
    pub typed: String,
    /// The zones most alike, the best first, at most three.
    pub nearest: Vec<Zone>,
}

/// Areas that the database keeps only for what was written long ago.
const OLD_AREAS: [&str; 6] = ["Brazil/", "Canada/", "Chile/", "Etc/", "Mexico/", "US/"];
/// Other such names, one a line: spellings and places that have another one today.
const OLD_NAMES: &str = include_str!("../../../assets/old_zones.txt");
/// What people call zones besides their names. A word of several zones, such as CST, means none of them.
const WORDS: &str = include_str!("../../../assets/zone_words.tsv");

/// How alike, from 0 to 1, a name must be to what was typed.
const LIKENESS: f64 = 0.7;
/// How alike the beginning of a name is to the name, from so many letters on.
const BEGINS: f64 = 0.9;
const PREFIX: usize = 3;
/// How many of those most alike are named.
const NEAREST: usize = 3;

static ALL: LazyLock<Vec<Zone>> = LazyLock::new(|| {
    let is_old = |name: &str| {
        OLD_AREAS.iter().any(|area| name.starts_with(area)) || OLD_NAMES.lines().any(|old| old == name)
    };
    let is_current = |name: &str| name == "UTC" || name.contains('/') && !is_old(name);
    let mut all: Vec<_> = TZ_VARIANTS.iter().filter(|tz| is_current(tz.name())).copied().map(Zone).collect();
    all.sort_by_key(|zone| zone.name());
    all
});

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::UTC)
    }
}

impl Zone {
    /// The zones that are current, each place by its name of today, in alphabetical order.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.iter().copied()
    }

    /// The zone that typed text means: its name, its city, another common word for it or whole hours from UTC, in
    /// any case, with spaces or underscores.
    ///
    /// # Errors
    /// When none is meant; the nearest are named.
    pub fn parse(typed: &str) -> Result<Self, UnknownZone> {
        let unknown = |nearest| UnknownZone { typed: typed.trim().chars().take(100).collect(), nearest };
        let text = plain(typed).ok_or_else(|| unknown(Vec::new()))?;
        let wanted = normal(&text);
        let called = called(&wanted);
        if called.len() > 1 {
            return Err(unknown(called));
        }
        let zone = called.first().copied().or_else(|| whole_hours(&text)).or_else(|| Self::named(&wanted));
        zone.ok_or_else(|| unknown(Self::nearest(&wanted)))
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The last part of the name.
    pub fn city(self) -> &'static str {
        self.name().rsplit('/').next().unwrap_or_default()
    }

    /// Whether it is a place, rather than a fixed distance from UTC.
    fn is_place(self) -> bool {
        self.name().contains('/') && !self.name().starts_with("Etc/")
    }

    /// How far its clocks are ahead of UTC at a moment.
    pub fn offset(self, at: DateTime<Utc>) -> FixedOffset {
        self.0.offset_from_utc_datetime(&at.naive_utc()).fix()
    }

    /// What its clocks show at a moment.
    pub fn local(self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.0).naive_local()
    }

    /// The moment at which its clocks first show a time, or else, where they skip it, the first moment after the
    /// gap; none where they skip the whole date.
    pub(super) fn moment(self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        let wall = date.and_time(time);
        if let Some(first) = self.0.from_local_datetime(&wall).earliest() {
            return Some(first.to_utc());
        }
        let (begin, before) = GapInfo::new(&wall, &self.0)?.begin?;
        let end = begin.checked_sub_offset(before.fix())?.and_utc();
        let skips_date = begin <= date.and_time(NaiveTime::MIN) && self.local(end).date() > date;
        (!skips_date).then_some(end)
    }

    /// The zone of a name, else of a city, among those that are current, then among all.
    fn named(wanted: &str) -> Option<Self> {
        let among = |zones: &[Self]| {
            let named = zones.iter().find(|zone| normal(zone.name()) == wanted);
            named.or_else(|| zones.iter().find(|zone| zone.is_place() && zone.ends_with(wanted))).copied()
        };
        among(&ALL).or_else(|| among(&TZ_VARIANTS.map(Self)))
    }

    fn ends_with(self, wanted: &str) -> bool {
        normal(self.name()).strip_suffix(wanted).is_some_and(|area| area.ends_with('/'))
    }

    fn nearest(wanted: &str) -> Vec<Self> {
        let begins = wanted.chars().count() >= PREFIX;
        let likeness = |word: &str| {
            let alike = strsim::normalized_damerau_levenshtein(word, wanted);
            if begins && word.starts_with(wanted) { alike.max(BEGINS) } else { alike }
        };
        let likeness = |zone: Self| likeness(&normal(zone.name())).max(likeness(&normal(zone.city())));
        let mut alike: Vec<_> = Self::all().map(|zone| (likeness(zone), zone)).collect();
        alike.retain(|(likeness, _)| *likeness >= LIKENESS);
        alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        alike.into_iter().take(NEAREST).map(|(_, zone)| zone).collect()
    }
}

/// Letters, digits and signs, however the words of a name are joined.
fn normal(name: &str) -> String {
    name.to_lowercase().replace([' ', '-'], "_")
}

/// The zones that a word means besides their names.
fn called(wanted: &str) -> Vec<Zone> {
    let lines = WORDS.lines().skip(1).filter_map(|line| line.split_once('\t'));
    let line = lines.into_iter().find(|(_, words)| words.split('|').any(|word| normal(word) == wanted));
    line.map_or_else(Vec::new, |(zones, _)| {
        zones.split('|').filter_map(|name| name.parse().ok()).map(Zone).collect()
    })
}

/// The zone of `UTC+8`, `gmt -5` or `+08:00`. The database counts the other way round: `Etc/GMT-8` is ahead of UTC.
fn whole_hours(text: &str) -> Option<Zone> {
    let text = text.replace(' ', "");
    let text = text.strip_prefix("utc").or_else(|| text.strip_prefix("gmt")).unwrap_or(&text);
    let (sign, hours) = match text.split_at_checked(1)? {
        ("+", hours) => ('-', hours),
        ("-", hours) => ('+', hours),
        _ => return None,
    };
    let hours: u8 = hours.strip_suffix(":00").unwrap_or(hours).parse().ok()?;
    let name = if hours == 0 { "UTC".to_owned() } else { format!("Etc/GMT{sign}{hours}") };
    name.parse().ok().map(Zone)
}

impl TryFrom<String> for Zone {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse().map(Self).map_err(|_| "no zone has this name")
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn parsed(typed: &str) -> Option<&'static str> {
        Zone::parse(typed).ok().map(Zone::name)
    }

    fn nearest(typed: &str) -> Vec<&'static str> {
        Zone::parse(typed).unwrap_err().nearest.into_iter().map(Zone::name).collect()
    }

    #[test]
    fn a_zone_is_found_by_what_people_type() {
        for (typed, name) in [
            ("Europe/London", "Europe/London"),
            ("europe/LONDON", "Europe/London"),
            (" london ", "Europe/London"),
            ("new york", "America/New_York"),
            ("New_York", "America/New_York"),
            ("america/new york", "America/New_York"),
            ("port au prince", "America/Port-au-Prince"),
            ("Buenos Aires", "America/Argentina/Buenos_Aires"),
            ("argentina/buenos_aires", "America/Argentina/Buenos_Aires"),
            ("Indianapolis", "America/Indiana/Indianapolis"),
            ("Montreal", "America/Montreal"),
            ("Asia/Calcutta", "Asia/Calcutta"),
            ("utc", "UTC"),
            ("GMT", "GMT"),
            ("EST", "America/New_York"),
            ("pt", "America/Los_Angeles"),
            ("beijing", "Asia/Shanghai"),
            ("上海", "Asia/Shanghai"),
            ("são paulo", "America/Sao_Paulo"),
            ("san francisco", "America/Los_Angeles"),
            ("UTC+8", "Etc/GMT-8"),
            ("gmt -05:00", "Etc/GMT+5"),
            ("+9", "Etc/GMT-9"),
            ("utc+0", "UTC"),
            ("Etc/GMT-8", "Etc/GMT-8"),
        ] {
            assert_eq!(parsed(typed), Some(name), "{typed}");
        }
    }

    #[test]
    fn hours_from_utc_are_ahead_of_it() {
        let now = "2026-11-23T00:00:00Z".parse().unwrap();
        assert_eq!(Zone::parse("UTC+8").unwrap().offset(now).local_minus_utc(), 8 * 3_600);
        for typed in ["UTC+15", "GMT+5:30", "utc+", "utc8", "+", "+1000"] {
            assert!(Zone::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn an_unknown_name_brings_the_nearest() {
        assert_eq!(nearest("Lodnon").first(), Some(&"Europe/London"));
        assert_eq!(nearest("Europe/Pariss").first(), Some(&"Europe/Paris"));
        assert_eq!(nearest("Singapor").first(), Some(&"Asia/Singapore"));
        assert_eq!(nearest("new yrok").first(), Some(&"America/New_York"));
        assert_eq!(nearest("CST"), ["America/Chicago", "Asia/Shanghai"]);
        assert!(nearest("qqqqqqqqqqqq").is_empty());
        assert!(nearest("").is_empty() && nearest(&"x".repeat(1_000)).is_empty());
        assert!(nearest("san").len() <= NEAREST);
    }

    #[test]
    fn what_is_offered_is_current_in_order_and_each_place_once() {
        let names: Vec<_> = Zone::all().map(Zone::name).collect();
        assert!(names.is_sorted() && (400..450).contains(&names.len()), "{}", names.len());
        for name in
            ["UTC", "Asia/Kolkata", "Europe/Kyiv", "Asia/Shanghai", "America/Sao_Paulo", "Europe/Oslo"]
        {
            assert!(names.contains(&name), "{name}");
        }
        for name in ["GMT", "EST", "US/Eastern", "Etc/GMT-8", "Asia/Calcutta", "Europe/Kiev", "Singapore"] {
            assert!(!names.contains(&name), "{name}");
        }
        let cities: HashSet<_> = Zone::all().map(Zone::city).collect();
        assert_eq!(cities.len(), names.len());
        assert!(OLD_NAMES.lines().all(|name| name.parse::<Tz>().is_ok()));
    }

    #[test]
    fn every_zone_is_found_by_its_name_and_its_city() {
        for zone in Zone::all() {
            assert_eq!(parsed(zone.name()), Some(zone.name()));
            assert_eq!(parsed(zone.city()), Some(zone.name()));
            assert_eq!(Zone::try_from(String::from(zone)), Ok(zone));
        }
    }

    #[test]
    fn every_other_word_means_what_its_line_says() {
        let mut seen = HashSet::new();
        for (zones, words) in WORDS.lines().skip(1).map(|line| line.split_once('\t').unwrap()) {
            assert!(zones.split('|').all(|name| Zone::all().any(|zone| zone.name() == name)), "{zones}");
            for word in words.split('|') {
                assert!(seen.insert(normal(word)), "{word}");
                let is_one = !zones.contains('|');
                assert_eq!(parsed(word), is_one.then_some(zones), "{word}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(typed in ".*|[+\\-a-zA-Z/ 0-9]{0,12}") {
            let _ = Zone::parse(&typed);
        }
    }
}
