//! The true jumps, for whoever wants to measure how well they are found.

use crate::market::{
    Market, Region, calendar,
    creator::Creator,
    jumps::{self, Jump, Metric},
    series,
};

/// A jump as it is listed.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Listed {
    region: String,
    user_id: String,
    /// The handle on its first day.
    unique_id: String,
    /// Its first day.
    date: chrono::NaiveDate,
    /// The first day's value as a multiple of an ordinary day.
    size: f64,
    metric: Metric,
    /// The first day's value as the lists have it.
    value: i64,
    /// What the first day would have brought without the jump.
    usual: f64,
    /// False where the source didn't see the creator's sales on that day.
    covered: bool,
    /// Made by hand, not by the seed.
    by_hand: bool,
}

impl Market {
    /// The jumps of a region that begin between two days, both included, by day and creator.
    pub(crate) fn jumps(&self, region: &Region, from: i64, to: i64) -> Vec<Listed> {
        let mut listed = Vec::new();
        for creator in region.creators.iter().filter(|creator| creator.units > 0.0) {
            for metric in [Metric::Units, Metric::Followers] {
                for jump in jumps::between(creator, metric, from.max(0), to) {
                    listed.push(self.listed(region, creator, metric, jump, false));
                }
            }
        }
        for made in self.made().iter().filter(|made| (from..=to).contains(&made.jump.day)) {
            let mine = region.creators.iter().find(|creator| creator.user_id == made.user_id);
            listed.extend(mine.map(|creator| self.listed(region, creator, made.metric, made.jump, true)));
        }
        listed.sort_by(|one, other| (one.date, &one.user_id).cmp(&(other.date, &other.user_id)));
        listed
    }

    fn listed(
        &self,
        region: &Region,
        creator: &Creator,
        metric: Metric,
        jump: Jump,
        by_hand: bool,
    ) -> Listed {
        let numbers = self.day(region, creator, jump.day);
        let hidden = metric == Metric::Units && series::gap(creator, jump.day, region.gap_share);
        Listed {
            region: region.code.clone(),
            user_id: creator.user_id.to_string(),
            unique_id: creator.handle(&region.code, jump.day),
            date: calendar::date_of(jump.day),
            size: jump.size,
            metric,
            value: if metric == Metric::Units { numbers.units } else { numbers.followers },
            usual: series::usual(creator, metric, jump.day),
            covered: !hidden,
            by_hand,
        }
    }
}
