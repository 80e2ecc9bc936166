//! The made-up market as the bot would see it: lifetime totals of everybody once a day, as far as they are out, and the
//! first hundred of each day's boards.

use crate::{CREATORS, HISTORY, REGION, WATCHED, first};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use rankwatch::domain::{
    Counters, DataDate, Field, List, ListKey, Period, Region, Row, Scope, UserId,
    watch::{DetailReading, Metric, RankReading, Series},
};
use rankwatch_sandbox::{TrueCreator, TrueDay, TrueJump, Truth};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A creator: what the bot sees of them, and what is true.
pub(crate) struct Creator {
    pub(crate) user_id: UserId,
    sales: Series,
    followers: Series,
    /// What each day would have been without jumps: units and followers.
    calm: BTreeMap<NaiveDate, [f64; 2]>,
    /// The true jumps.
    pub(crate) jumps: Vec<TrueJump>,
}

impl Creator {
    pub(crate) fn series(&self, metric: Metric) -> &Series {
        if metric == Metric::Sales { &self.sales } else { &self.followers }
    }

    /// What the days between two dates would have been without jumps, but for days of nothing.
    pub(crate) fn calm(&self, metric: Metric, from: NaiveDate, to: NaiveDate) -> Vec<f64> {
        let place = usize::from(metric == Metric::Followers);
        self.calm.range(from..to).map(|(_, day)| day[place]).filter(|value| *value > 0.0).collect()
    }
}

/// Rows of a board that are fetched.
const TOP: usize = 100;
/// A lifetime before the first day; any number does.
const BEFORE: i64 = 1_000_000;

/// The market of a seed.
pub(crate) fn market(seed: u64) -> Vec<Creator> {
    let truth = Truth::new(seed);
    let days = HISTORY + WATCHED;
    let creators = truth.creators(REGION, CREATORS, first(), i64::try_from(days).expect("few days"));
    let last = first() + Days::new(days - 1);
    let mut jumps: HashMap<String, Vec<TrueJump>> = HashMap::new();
    for jump in truth.jumps(REGION, first(), last) {
        jumps.entry(jump.user_id.clone()).or_default().push(jump);
    }
    let boards = [Field::Sales, Field::Followers].map(|field| top(&creators, field));
    let newest: Vec<(DateTime<Utc>, NaiveDate)> = first()
        .iter_days()
        .skip(1)
        .take(usize::try_from(days).expect("few days"))
        .filter_map(|today| {
            let noon = today.and_time(NaiveTime::from_hms_opt(12, 0, 0).expect("noon")).and_utc();
            Some((noon, truth.newest_day(REGION, noon).filter(|newest| *newest >= first())?))
        })
        .collect();
    let creators = creators.into_iter().map(|creator| {
        let user_id = UserId::new(&creator.user_id).expect("an id");
        let details = details(&user_id, &creator, &newest);
        let none = Vec::new();
        let [sales, followers] = boards.each_ref().map(|board| board.get(&user_id).unwrap_or(&none));
        Creator {
            sales: Series::of(Metric::Sales, sales, &details, &[]),
            followers: Series::of(Metric::Followers, followers, &details, &[]),
            calm: creator.days.iter().map(|day| (day.date, calm(day))).collect(),
            jumps: jumps.remove(&creator.user_id).unwrap_or_default(),
            user_id,
        }
    });
    creators.collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn calm(day: &TrueDay) -> [f64; 2] {
    [day.units as f64 / day.units_times, day.followers as f64 / day.followers_times]
}

/// What a look at the details once a day brings.
fn details(
    user_id: &UserId,
    creator: &TrueCreator,
    newest: &[(DateTime<Utc>, NaiveDate)],
) -> Vec<DetailReading> {
    let mut totals = HashMap::new();
    let (mut units, mut followers) = (BEFORE, BEFORE);
    for day in &creator.days {
        (units, followers) = (units + day.units, followers + day.followers);
        totals.insert(day.date, (units, followers));
    }
    let readings = newest.iter().filter_map(|(fetched_at, date)| {
        let (units, followers) = *totals.get(date)?;
        Some(DetailReading {
            user_id: user_id.clone(),
            date: *date,
            fetched_at: *fetched_at,
            units: Some(units),
            followers: Some(followers),
            gmv: None,
        })
    });
    readings.collect()
}

/// The rows of the first hundred of a board, day by day, by creator.
fn top(creators: &[TrueCreator], field: Field) -> HashMap<UserId, Vec<RankReading>> {
    let value = |day: &TrueDay| if field == Field::Sales { day.units } else { day.followers };
    let mut readings: HashMap<UserId, Vec<RankReading>> = HashMap::new();
    for at in 0..creators.first().map_or(0, |creator| creator.days.len()) {
        let mut ranked: Vec<(i64, &TrueCreator)> = creators
            .iter()
            .map(|creator| (value(&creator.days[at]), creator))
            .filter(|(value, _)| *value > 0)
            .collect();
        ranked.sort_unstable_by_key(|(value, creator)| (std::cmp::Reverse(*value), creator.user_id.clone()));
        let date = ranked[0].1.days[at].date;
        let rows = ranked
            .into_iter()
            .take(TOP)
            .zip(1..)
            .map(|((value, creator), rank)| row(creator, field, value, rank));
        let list = list(field, date, rows.collect());
        for row in &list.rows {
            let reading = RankReading::of(&list, row).expect("a day's row");
            readings.entry(row.user_id.clone()).or_default().push(reading);
        }
    }
    readings
}

fn list(field: Field, date: NaiveDate, rows: Vec<Row>) -> List {
    let scope =
        Scope { region: Region::default(), period: Period::Day, field, category: None, product: None };
    let date = DataDate::new(Period::Day, date).expect("a day");
    let at = date.closes_at();
    List {
        key: ListKey::new(scope, date),
        rows,
        pages: TOP / 10,
        ended: false,
        first_seen_at: at,
        fetched_at: at,
        provisional: false,
        revised: false,
    }
}

fn row(creator: &TrueCreator, field: Field, value: i64, rank: usize) -> Row {
    let none = Counters::default();
    let period = match field {
        Field::Sales => Counters { units: Some(value), ..none },
        Field::Followers => Counters { followers: Some(value), ..none },
    };
    Row {
        rank,
        user_id: UserId::new(&creator.user_id).expect("an id"),
        unique_id: None,
        nick_name: None,
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: Arc::new([]),
        period,
        lifetime: none,
    }
}
