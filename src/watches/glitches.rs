//! What is wrong with a region's numbers of a day.

use super::{Watches, seen::Known};
use crate::{
    domain::{
        Region,
        watch::{Glitch, Metric, Move, region_glitch},
    },
    store::StoreError,
};
use chrono::{Days, NaiveDate};

/// So many watched creators tell what a whole region does.
const SAMPLE: u32 = 500;
/// Days that their baselines take.
const BACK: u64 = 36;

impl Watches {
    /// What is wrong with a region's numbers of a day, as far as its watched creators tell.
    pub(super) async fn glitches(&self, region: Region, date: NaiveDate) -> Result<Vec<Glitch>, StoreError> {
        let creators = self.store.watched_creators(region, date, SAMPLE).await?;
        let since = date.checked_sub_days(Days::new(BACK)).unwrap_or(date);
        let histories = self.store.histories(&creators, since, date).await?;
        let ranks = Vec::new();
        let mut known = Known::new(histories, &ranks);
        let glitch = |metric: Metric| {
            let moves: Vec<Move> =
                creators.iter().filter_map(|creator| Move::of(known.series(creator, metric), date)).collect();
            region_glitch(metric, &moves)
        };
        Ok([Metric::Sales, Metric::Followers, Metric::Gmv].into_iter().filter_map(glitch).collect())
    }
}
