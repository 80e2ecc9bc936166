//! What is known of creators, as the rules read it.

use super::Watches;
use crate::{
    domain::{
        DataDate, Depth, List, ListKey, Order, Period, Question, Region, UserId,
        watch::{Metric, RankSeries, Ranked, Seen, Series, WatchLog, WatchSettings},
    },
    store::{History, StoreError},
};
use chrono::{Days, NaiveDate};
use std::{collections::HashMap, sync::Arc};

/// Days before a date that a baseline takes.
const BASELINE: u64 = 28;
/// At least so many days are looked at, and at most: older levels don't matter.
const LEAST: u64 = 36;
const MOST: u64 = 120;

/// The board on which ranks are watched: by units sold, of all creators of a region, each day.
pub(super) fn board(region: Region) -> Question {
    Question {
        region,
        order: Order::Sales,
        period: Period::Day,
        date: None,
        category: None,
        product: None,
        depth: Depth::MOST,
    }
}

/// Lists of a region's board, by date.
pub(super) type Ranks = Vec<(NaiveDate, Arc<List>)>;

/// What is known of some creators, series built once for all that ask.
pub(super) struct Known<'a> {
    histories: HashMap<UserId, History>,
    ranks: &'a Ranks,
    built: HashMap<(UserId, Metric), Arc<Series>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(histories: Vec<History>, ranks: &'a Ranks) -> Self {
        let histories = histories.into_iter().map(|history| (history.user_id.clone(), history)).collect();
        Self { histories, ranks, built: HashMap::new() }
    }

    /// The days of a creator in a metric.
    pub(super) fn series(&mut self, creator: &UserId, metric: Metric) -> &Arc<Series> {
        let histories = &self.histories;
        self.built.entry((creator.clone(), metric)).or_insert_with(|| {
            Arc::new(match histories.get(creator) {
                Some(History { rankings, details, trends, .. }) => {
                    Series::of(metric, rankings, details, trends)
                }
                None => Series::of_days(metric, []),
            })
        })
    }

    /// What a watch looks at.
    pub(super) fn seen(&mut self, settings: &WatchSettings) -> Seen {
        let series = read(settings);
        let series =
            series.into_iter().map(|metric| Arc::clone(self.series(&settings.user_id, metric))).collect();
        let first = first(settings);
        let rivals = settings.rivals.iter();
        let rivals = rivals.map(|rival| (rival.clone(), Arc::clone(self.series(rival, first)))).collect();
        let ranks = settings.metrics.contains(&Metric::Rank).then(|| self.ranks(settings));
        Seen { series, ranks, rivals }
    }

    fn ranks(&self, settings: &WatchSettings) -> RankSeries {
        let ranked =
            |(date, list): &(NaiveDate, Arc<List>)| Some((*date, Ranked::of(list, &settings.user_id)?));
        RankSeries::of(board(settings.region), self.ranks.iter().filter_map(ranked))
    }
}

/// The number that a watch counts first; of one that counts ranks only those of units sold.
pub(super) fn first(settings: &WatchSettings) -> Metric {
    settings.metrics.iter().copied().find(|metric| *metric != Metric::Rank).unwrap_or(Metric::Sales)
}

/// The numbers that a watch reads.
fn read(settings: &WatchSettings) -> Vec<Metric> {
    let mut read: Vec<Metric> =
        settings.metrics.iter().copied().filter(|metric| *metric != Metric::Rank).collect();
    if read.is_empty() || settings.silent_days.is_some() && !read.contains(&Metric::Sales) {
        read.push(Metric::Sales);
    }
    read
}

/// The first day that the rules of a watch look at on a date.
pub(super) fn oldest(settings: &WatchSettings, log: &WatchLog, date: NaiveDate) -> NaiveDate {
    let alerted = settings.metrics.iter().filter_map(|metric| log.last_alert(*metric)).min();
    let begins = alerted.map_or(log.started, |alerted| alerted.min(log.started));
    let ago = |days| date.checked_sub_days(Days::new(days)).unwrap_or(date);
    begins.checked_sub_days(Days::new(BASELINE)).unwrap_or(begins).clamp(ago(MOST), ago(LEAST))
}

impl Watches {
    /// The lists of a region's board that are stored from a date to another.
    pub(super) async fn ranks(
        &self,
        region: Region,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Ranks, StoreError> {
        let mut ranks = Vec::new();
        for date in from.iter_days().take_while(|date| *date <= to) {
            let Ok(data_date) = DataDate::new(Period::Day, date) else { continue };
            let key = ListKey::new(board(region).scope(), data_date);
            // Of a list that may be half published no rank is sure.
            let list = self.store.list(&key).await?.filter(|list| !(list.provisional && list.ended));
            if let Some(list) = list {
                ranks.push((date, Arc::new(list)));
            }
        }
        Ok(ranks)
    }
}
