//! A made-up market of creators that moves from day to day, the same for the same seed.
//!
//! Any day of any creator can be computed alone (see `dice`); what is computed is kept within bounds.

mod board;
mod cache;
pub(crate) mod calendar;
pub(crate) mod creator;
mod dice;
pub(crate) mod jumps;
mod listing;
mod names;
pub(crate) mod publication;
mod series;
mod tables;

pub(crate) use board::{Board, Entry, Field};
pub(crate) use dice::{Dice, whole};
pub(crate) use series::Numbers;

use cache::Cache;
use calendar::Period;
use creator::{Creator, PER_REGION};
use jumps::{Made, Metric};
use publication::Publication;
use std::sync::{Arc, Mutex, PoisonError};
use tables::REGIONS;

/// The market of every region.
#[derive(Debug)]
pub(crate) struct Market {
    dice: Dice,
    pub(crate) publication: Publication,
    regions: Cache<u64, Arc<Region>>,
    columns: Cache<(u64, Period, i64), Arc<Vec<Numbers>>>,
    /// Sums from the market's first day up to a day: the last one asked of each creator.
    sums: Cache<u64, (i64, Numbers)>,
    made: Mutex<Vec<Made>>,
}

/// A region with its creators.
#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) number: u64,
    pub(crate) code: String,
    pub(crate) creators: Vec<Creator>,
    /// The share of a creator's quarters with a gap in what the source covers.
    gap_share: f64,
}

/// Columns of a region and period that are kept: about 48 KB each.
const COLUMNS: usize = 400;
/// Jumps that can be made by hand.
const MADE: usize = 200;
/// Creators whose last sums are kept.
const SUMS: usize = 20_000;

impl Market {
    pub(crate) fn new(seed: u64) -> Self {
        let dice = Dice::new(seed);
        Self {
            dice,
            publication: Publication::new(dice),
            regions: Cache::new(REGIONS.len()),
            columns: Cache::new(COLUMNS),
            sums: Cache::new(SUMS),
            made: Mutex::default(),
        }
    }

    /// The region of this code, if the source covers it.
    pub(crate) fn region(&self, code: &str) -> Option<Arc<Region>> {
        let number = REGIONS.iter().position(|region| region == code)?;
        self.region_numbered(number as u64)
    }

    fn region_numbered(&self, number: u64) -> Option<Arc<Region>> {
        let code = usize::try_from(number).ok().and_then(|number| REGIONS.get(number))?;
        Some(self.regions.get_or(number, || Arc::new(Region::new(self.dice, number, code))))
    }

    /// The creator with this id, and its region.
    pub(crate) fn by_user_id(&self, user_id: u64) -> Option<(Arc<Region>, Creator)> {
        let (region, number) = creator::numbers_of(user_id);
        let region = self.region_numbered(region)?;
        let creator = region.creators.get(usize::try_from(number).ok()?)?.clone();
        (creator.user_id == user_id).then_some((region, creator))
    }

    /// The creator with this handle on a day, and its region. A handle given up is nobody's.
    pub(crate) fn by_handle(&self, handle: &str, day: i64) -> Option<(Arc<Region>, Creator)> {
        let handle = handle.trim_start_matches('@').to_lowercase();
        let region = self.region(&handle.rsplit('_').next()?.to_uppercase())?;
        let creator =
            region.creators.iter().find(|creator| creator.handle(&region.code, day) == handle)?.clone();
        Some((region, creator))
    }

    /// What every creator of a region sold and gained in a period, in the order of the creators.
    pub(crate) fn column(&self, region: &Region, period: Period, start: i64) -> Arc<Vec<Numbers>> {
        self.columns.get_or((region.number, period, start), || {
            if period == Period::Day {
                let made = self.made();
                let day = |creator: &Creator| self.day_with(region, creator, start, &made);
                return Arc::new(region.creators.iter().map(day).collect());
            }
            let mut sums = vec![Numbers::default(); region.creators.len()];
            for day in start..calendar::day_number(period.end(calendar::date_of(start))) {
                for (sum, numbers) in sums.iter_mut().zip(self.column(region, Period::Day, day).iter()) {
                    sum.add(*numbers);
                }
            }
            Arc::new(sums)
        })
    }

    /// What one creator sold and gained on a day.
    pub(crate) fn day(&self, region: &Region, creator: &Creator, day: i64) -> Numbers {
        self.day_with(region, creator, day, &self.made())
    }

    /// Lifetime totals at the end of a day.
    pub(crate) fn lifetime(&self, region: &Region, creator: &Creator, day: i64) -> Numbers {
        let made = self.made();
        let kept = self.sums.get(&creator.user_id).filter(|(known, _)| *known <= day);
        let before = Numbers { units: creator.units_before, followers: creator.followers_before };
        let (known, mut sum) = kept.unwrap_or((-1, before));
        for day in known + 1..=day {
            sum.add(self.day_with(region, creator, day, &made));
        }
        self.sums.put(creator.user_id, (day, sum));
        sum
    }

    /// Makes a creator jump from a day on; false when too many were made. What was computed is forgotten.
    pub(crate) fn make(&self, made: Made) -> bool {
        let mut all = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MADE {
            return false;
        }
        all.push(made);
        drop(all);
        self.columns.clear();
        self.sums.clear();
        true
    }

    fn made(&self) -> Vec<Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn day_with(&self, region: &Region, creator: &Creator, day: i64, made: &[Made]) -> Numbers {
        let extra = |metric| {
            let mine = made.iter().filter(|made| made.user_id == creator.user_id && made.metric == metric);
            mine.map(|made| made.jump.factor(day)).product::<f64>()
        };
        let extra =
            if made.is_empty() { (1.0, 1.0) } else { (extra(Metric::Units), extra(Metric::Followers)) };
        series::numbers(creator, day, region.gap_share, extra)
    }
}

impl Region {
    fn new(dice: Dice, number: u64, code: &str) -> Self {
        let dice = dice.with(1).with(number);
        let creator = |at| Creator::new(dice, code, number, at);
        let gap_share = if code == "FR" { 0.3 } else { 0.1 };
        Self { number, code: code.to_owned(), creators: (0..PER_REGION).map(creator).collect(), gap_share }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn nobody_shares_an_id_or_a_handle() {
        let market = Market::new(1);
        let (mut ids, mut handles) = (HashSet::new(), HashSet::new());
        for code in REGIONS.iter() {
            let region = market.region(code).unwrap();
            for creator in &region.creators {
                assert_eq!(creator::numbers_of(creator.user_id), (region.number, creator.number));
                assert!(ids.insert(creator.user_id));
                for handle in
                    [creator.handle(code, 0), creator.handle(code, 900)].into_iter().collect::<HashSet<_>>()
                {
                    assert!(handle.len() <= 24 && handles.insert(handle.clone()), "{handle}");
                }
            }
        }
        let region = market.region("GB").unwrap();
        let someone = &region.creators[1_234];
        let found = market.by_handle(&someone.handle("GB", 600), 600).unwrap();
        assert_eq!((found.0.code.as_str(), found.1.user_id), ("GB", someone.user_id));
        assert!(market.by_user_id(someone.user_id + 1).is_none());
        assert!(market.by_handle("nobody", 600).is_none());
    }

    #[test]
    fn sums_do_not_depend_on_the_order_of_questions() {
        let (market, other) = (Market::new(1), Market::new(1));
        let region = market.region("US").unwrap();
        let creator = &region.creators[7];
        let later = market.lifetime(&region, creator, 400);
        assert_eq!(market.lifetime(&region, creator, 300), other.lifetime(&region, creator, 300));
        assert_eq!(other.lifetime(&region, creator, 400), later);
    }
}
