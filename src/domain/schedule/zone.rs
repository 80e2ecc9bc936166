//! IANA time zones.

use chrono::{
    DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::{TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};

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

/// Names that are kept for old programs and say less than the zone's own.
const OLD: [&str; 9] =
    ["Etc/", "SystemV/", "US/", "Canada/", "Mexico/", "Brazil/", "Chile/", "Arctic/", "Antarctica/"];
/// How alike, from 0 to 1, a name must be for its zone to be offered.
const LIKENESS: f64 = 0.6;
const NEAREST: usize = 3;
/// No gap of any zone is longer: Samoa once left out a whole day.
const LONGEST_GAP_MINUTES: i64 = 25 * 60;

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::UTC)
    }
}

impl Zone {
    /// UTC, then every zone that people are offered, by continent and city.
    pub fn all() -> impl Iterator<Item = Self> {
        let named =
            |zone: &&Tz| zone.name().contains('/') && !OLD.iter().any(|old| zone.name().starts_with(old));
        std::iter::once(Self::default()).chain(TZ_VARIANTS.iter().filter(named).map(|zone| Self(*zone)))
    }

    /// The zone that typed text means: its name or its city, in any case, blanks for underscores.
    ///
    /// # Errors
    /// When none is meant; the nearest are named.
    pub fn parse(typed: &str) -> Result<Self, UnknownZone> {
        let wanted = normal(typed);
        let is_named = |zone: &&Tz| normal(zone.name()) == wanted;
        let by_name = TZ_VARIANTS.iter().find(is_named).map(|zone| Self(*zone));
        let by_city = || Self::all().find(|zone| normal(zone.city()) == wanted);
        by_name.or_else(by_city).ok_or_else(|| UnknownZone {
            typed: typed.trim().chars().take(100).collect(),
            nearest: Self::nearest(&wanted),
        })
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The last part of the name.
    pub fn city(self) -> &'static str {
        self.name().rsplit('/').next().unwrap_or_default()
    }

    /// How far its clocks are ahead of UTC at a moment.
    pub fn offset(self, moment: DateTime<Utc>) -> FixedOffset {
        self.0.offset_from_utc_datetime(&moment.naive_utc()).fix()
    }

    /// What its clocks show at a moment.
    pub fn local(self, moment: DateTime<Utc>) -> NaiveDateTime {
        moment.with_timezone(&self.0).naive_local()
    }

    /// When its clocks show a time on a date: the first time that they do, and at the first minute after a gap
    /// where they don't; none for a date that was left out.
    pub fn moment(self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        let wanted = date.and_time(time);
        if let Some(moment) = self.shown(wanted) {
            return Some(moment);
        }
        let is_left_out = self.after_gap(date.and_time(NaiveTime::MIN))?.0.date() > date;
        if is_left_out { None } else { self.after_gap(wanted).map(|(_, moment)| moment) }
    }

    /// When its clocks show it for the first time, if they ever do.
    fn shown(self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        self.0.from_local_datetime(&local).earliest().map(|moment| moment.to_utc())
    }

    /// The first whole minute from a local time on that its clocks show.
    fn after_gap(self, local: NaiveDateTime) -> Option<(NaiveDateTime, DateTime<Utc>)> {
        let minutes = (0..LONGEST_GAP_MINUTES).map(|minutes| local + TimeDelta::minutes(minutes));
        minutes.into_iter().find_map(|local| self.shown(local).map(|moment| (local, moment)))
    }

    fn nearest(wanted: &str) -> Vec<Self> {
        let likeness = |zone: Self| {
            let alike = |name: &str| strsim::normalized_damerau_levenshtein(&normal(name), wanted);
            alike(zone.name()).max(alike(zone.city()))
        };
        let mut alike: Vec<_> = Self::all().map(|zone| (zone, likeness(zone))).collect();
        alike.retain(|(_, likeness)| *likeness >= LIKENESS);
        alike.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        alike.into_iter().take(NEAREST).map(|(zone, _)| zone).collect()
    }
}

/// The day before, for the search of firings.
pub(super) fn day_before(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(1)).unwrap_or(date)
}

fn normal(name: &str) -> String {
    let name: String = name.chars().take(100).collect();
    name.trim().to_lowercase().replace([' ', '-'], "_")
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

    #[test]
    fn a_zone_is_found_by_its_name_and_by_its_city() {
        for (typed, name) in [
            ("Europe/London", "Europe/London"),
            ("europe/london", "Europe/London"),
            (" New York ", "America/New_York"),
            ("America/New York", "America/New_York"),
            ("shanghai", "Asia/Shanghai"),
            ("utc", "UTC"),
            ("US/Eastern", "US/Eastern"),
            ("port-au-prince", "America/Port-au-Prince"),
        ] {
            assert_eq!(Zone::parse(typed).unwrap().name(), name, "{typed}");
        }
    }

    #[test]
    fn the_nearest_zones_are_named() {
        let nearest = |typed| {
            let unknown = Zone::parse(typed).unwrap_err();
            unknown.nearest.into_iter().map(Zone::name).collect::<Vec<_>>()
        };
        assert_eq!(nearest("Europe/Lundon")[0], "Europe/London");
        assert_eq!(nearest("Shanghia")[0], "Asia/Shanghai");
        assert!(nearest("the moon, far side").is_empty());
        assert!(nearest(&"x".repeat(10_000)).len() <= NEAREST);
    }

    #[test]
    fn all_zones_are_offered_once_and_found_again() {
        let names: Vec<_> = Zone::all().map(Zone::name).collect();
        assert!(names.len() > 350 && names[0] == "UTC");
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), names.len());
        assert!(names.iter().all(|name| Zone::parse(name).unwrap().name() == *name));
    }
}
