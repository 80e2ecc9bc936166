//! What truly happens in a made-up market, more than the source ever tells: for measurements of whoever watches it.

use crate::market::{
    Market,
    calendar::{date_of, day_number},
    jumps::{self, Metric},
};
use chrono::{DateTime, NaiveDate, Utc};

/// A market that is looked at from outside of time.
#[derive(Debug)]
pub struct Truth {
    market: Market,
}

/// A creator's days, one after the other.
#[derive(Clone, Debug)]
pub struct TrueCreator {
    /// The lasting id.
    pub user_id: String,
    /// Price of a unit in US dollars.
    pub price: f64,
    /// Day by day from the first date that was asked for.
    pub days: Vec<TrueDay>,
}

/// What a creator sold and gained on a day.
#[derive(Clone, Copy, Debug)]
pub struct TrueDay {
    /// The date.
    pub date: NaiveDate,
    /// Units sold, as far as the source sees them.
    pub units: i64,
    /// Followers gained.
    pub followers: i64,
    /// By how much jumps raise the units.
    pub units_times: f64,
    /// By how much jumps raise the followers gained.
    pub followers_times: f64,
}

/// A true jump, as `/control/market/jumps` lists it.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct TrueJump {
    /// Whose.
    pub user_id: String,
    /// Its first day.
    pub date: NaiveDate,
    /// The first day's value as a multiple of an ordinary day.
    pub size: f64,
    /// `units` or `followers`.
    pub metric: String,
    /// The first day's value as the lists have it.
    pub value: i64,
    /// What the first day would have brought without it.
    pub usual: f64,
    /// False where the source didn't see the creator's sales on that day.
    pub covered: bool,
}

impl Truth {
    /// The market of a seed.
    pub fn new(seed: u64) -> Self {
        Self { market: Market::new(seed) }
    }

    /// The first creators of a region on so many days from a date on; none in a region that isn't covered.
    pub fn creators(&self, region: &str, count: usize, from: NaiveDate, days: i64) -> Vec<TrueCreator> {
        let Some(region) = self.market.region(region) else { return Vec::new() };
        let first = day_number(from);
        let creators = region.creators.iter().take(count).map(|creator| {
            let days = (first..first + days).map(|day| {
                let numbers = self.market.day(&region, creator, day);
                TrueDay {
                    date: date_of(day),
                    units: numbers.units,
                    followers: numbers.followers,
                    units_times: jumps::factor(creator, Metric::Units, day),
                    followers_times: jumps::factor(creator, Metric::Followers, day),
                }
            });
            let price = creator.price_cents as f64 / 100.0;
            TrueCreator { user_id: creator.user_id.to_string(), price, days: days.collect() }
        });
        creators.collect()
    }

    /// The true jumps of a region that begin between two dates, both included.
    pub fn jumps(&self, region: &str, from: NaiveDate, to: NaiveDate) -> Vec<TrueJump> {
        let Some(region) = self.market.region(region) else { return Vec::new() };
        let listed = self.market.jumps(&region, day_number(from), day_number(to));
        serde_json::to_value(listed).and_then(serde_json::from_value).unwrap_or_default()
    }

    /// The newest day of a region whose lists can be read at a moment.
    pub fn newest_day(&self, region: &str, now: DateTime<Utc>) -> Option<NaiveDate> {
        self.market.publication.newest_day(region, now)
    }
}
