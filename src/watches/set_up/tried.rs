//! What a watch would have said of the days that are stored, and fetching those that are missing.

use super::{super::Watches, Hurdle, Objection};
use crate::{
    domain::{
        Payer, Purpose, UserId,
        watch::{Backtest, Metric, WatchSettings},
    },
    rankings::Refusal,
    watches::seen::{Known, first},
};
use chrono::{Days, NaiveDate};

/// A watch is tried on so many days; the source hands out ten of them a credit.
const DAYS: u64 = 30;
const DAYS_A_CREDIT: u64 = 10;
/// Days before the first that make its baseline.
const BASELINE: u64 = 28;
/// With fewer days missing there is nothing to fetch: the source itself leaves some out.
const GAPS: u32 = 3;
/// Days since a fetch.
const LATELY: u64 = 7;
/// Fewer days don't tell what a creator can't reach.
const TELLING: usize = 7;

/// A watch tried on the days that are stored.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Its alerts, and a suggestion.
    pub backtest: Backtest,
    /// The first and the last date that it looked at.
    pub span: (NaiveDate, NaiveDate),
    /// So many dates of these have a value of what the watch counts first.
    pub known: u32,
    /// What fetching the days that are missing costs, in credits; none where nothing is missing.
    pub backfill: Option<u32>,
}

impl Watches {
    /// Tries a watch on the last days that are known.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn tried(&self, settings: &WatchSettings) -> Result<Tried, Objection> {
        let newest = self.store.newest_observation(&settings.user_id).await?;
        let last = newest.unwrap_or_else(|| self.newest_closed());
        let begin = before(last, DAYS - 1);
        let creators: Vec<UserId> =
            std::iter::once(&settings.user_id).chain(&settings.rivals).cloned().collect();
        let histories = self.store.histories(&creators, before(begin, BASELINE), last).await?;
        let ranks = if settings.metrics.contains(&Metric::Rank) {
            self.ranks(settings.region, before(begin, BASELINE), last).await?
        } else {
            Vec::new()
        };
        // What was fetched lately isn't offered again: days that the source leaves out stay out.
        let own = histories.iter().find(|history| history.user_id == settings.user_id);
        let is_fetched = own.is_some_and(|own| own.trends.iter().any(|day| day.date >= before(last, LATELY)));
        let mut known = Known::new(histories, &ranks);
        let seen = known.seen(settings);
        let own = known.series(&settings.user_id, first(settings));
        let count = own.days().filter(|day| day.days == 1 && (begin..=last).contains(&day.date)).count();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let all = u32::try_from(DAYS).unwrap_or(u32::MAX);
        let credits = u32::try_from(DAYS.div_ceil(DAYS_A_CREDIT)).unwrap_or(u32::MAX);
        Ok(Tried {
            backtest: Backtest::run(settings, &seen, begin, last),
            span: (begin, last),
            known: count,
            backfill: (count + GAPS < all && !is_fetched).then_some(credits),
        })
    }

    /// Fetches the days on which a watch of a creator is tried, on somebody's allowance; answers the credits.
    ///
    /// # Errors
    /// [`Refusal`] where they can't be had.
    pub async fn backfill(&self, creator: &UserId, payer: Payer) -> Result<u32, Refusal> {
        let to = self.newest_closed();
        let trends =
            self.rankings.trends(creator, before(to, DAYS - 1), to, Purpose::Backfill, payer).await?;
        let noted = self.store.note_trends(creator, &trends.days, trends.fetched_at).await;
        noted.map_err(super::super::store_failed)?;
        Ok(trends.credits)
    }

    /// Whether a minimum that somebody set lies above every day that is known, so that the watch would never speak.
    pub(super) async fn reaches(&self, settings: &WatchSettings) -> Result<(), Objection> {
        let Some(floor) = settings.minimum else { return Ok(()) };
        let to = self.newest_closed();
        let creator = &settings.user_id;
        let histories = self.store.histories(std::slice::from_ref(creator), before(to, DAYS), to).await?;
        let ranks = Vec::new();
        let mut known = Known::new(histories, &ranks);
        let mut nearest: Option<(Metric, f64)> = None;
        for metric in settings.metrics.iter().copied() {
            let days: Vec<f64> = known.series(creator, metric).days().map(|day| day.value).collect();
            let best = days.iter().copied().fold(0.0, f64::max);
            if metric == Metric::Rank || days.len() < TELLING || best >= f64::from(floor) {
                return Ok(());
            }
            if nearest.is_none_or(|(_, other)| best > other) {
                nearest = Some((metric, best));
            }
        }
        match nearest {
            Some((metric, best)) => Err(Hurdle::TooHigh { floor, best, metric }.into()),
            None => Ok(()),
        }
    }
}

fn before(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}
