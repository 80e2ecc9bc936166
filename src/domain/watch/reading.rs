//! What the source says of a creator: a row of a ranking, of trends, or of details. The same names mean different things
//! in each, so they are different types.

use super::Metric;
use crate::domain::{Counters, Depth, Field, List, Order, Period, Question, Row, UserId};
use chrono::{DateTime, NaiveDate, Utc};

/// A creator's row of a day's ranking: values of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct RankReading {
    /// The creator.
    pub user_id: UserId,
    /// The board, with its date.
    pub question: Question,
    /// The data date.
    pub date: NaiveDate,
    /// The rank on it.
    pub rank: usize,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
    field: Field,
    units: Option<i64>,
    gmv: Option<f64>,
    followers: Option<i64>,
}

/// A [`RankReading`] in parts, as the store keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRank {
    /// The creator.
    pub user_id: UserId,
    /// The board, with its date.
    pub question: Question,
    /// The rank on it.
    pub rank: usize,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
    /// Units sold that day.
    pub units: Option<i64>,
    /// GMV of that day, in US dollars.
    pub gmv: Option<f64>,
    /// Followers gained that day.
    pub followers: Option<i64>,
}

impl RankReading {
    /// What a row of a list says; none of a week's or a month's, whose values aren't a day's.
    pub fn of(list: &List, row: &Row) -> Option<Self> {
        let (scope, date) = (list.key.scope(), list.key.date());
        if date.period() != Period::Day {
            return None;
        }
        let order = match scope.field {
            Field::Sales => Order::Sales,
            Field::Followers => Order::Followers,
        };
        let depth = i64::try_from(row.rank).ok().map(|rank| rank.max(10)).and_then(Depth::new);
        let question = Question {
            region: scope.region,
            order,
            period: Period::Day,
            date: Some(date),
            category: scope.category,
            product: scope.product,
            depth: depth.unwrap_or(Depth::MOST),
        };
        // A board that is ordered by followers had may leave the gained ones at 0.
        let fills = list.rows.iter().any(|row| row.period.followers.is_some_and(|gained| gained != 0));
        Some(Self {
            user_id: row.user_id.clone(),
            question,
            date: date.first(),
            rank: row.rank,
            fetched_at: list.fetched_at,
            field: scope.field,
            units: row.period.units,
            gmv: row.period.gmv,
            followers: row.period.followers.filter(|_| fills),
        })
    }

    /// What was stored; none where its question names no day.
    pub fn stored(stored: StoredRank) -> Option<Self> {
        let StoredRank { user_id, question, rank, fetched_at, units, gmv, followers } = stored;
        let date = question.date.filter(|date| date.period() == Period::Day)?.first();
        let field = question.order.field();
        Some(Self { user_id, question, date, rank, fetched_at, field, units, gmv, followers })
    }

    /// Units in the row, whichever board it is of.
    pub fn units(&self) -> Option<i64> {
        self.units
    }

    /// GMV in the row, in US dollars, whichever board it is of.
    pub fn gmv(&self) -> Option<f64> {
        self.gmv
    }

    /// Followers gained in the row, whichever board it is of; none where the board doesn't fill the column.
    pub fn followers(&self) -> Option<i64> {
        self.followers
    }

    /// The day's value of a metric, where it is this board's own: the counters of the other board arrive as 0, which
    /// means "not filled".
    pub fn value(&self, metric: Metric) -> Option<f64> {
        if metric.board() != Some(self.field) {
            return None;
        }
        number(metric, self.units, self.followers, self.gmv)
    }
}

/// A creator's row of trends: values of a day, whichever board it was on or none.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendReading {
    /// The creator.
    pub user_id: UserId,
    /// The data date.
    pub date: NaiveDate,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
    /// Units sold.
    pub units: Option<i64>,
    /// Followers gained.
    pub followers: Option<i64>,
    /// GMV in US dollars.
    pub gmv: Option<f64>,
}

impl TrendReading {
    /// The day's value of a metric.
    pub fn value(&self, metric: Metric) -> Option<f64> {
        number(metric, self.units, self.followers, self.gmv)
    }
}

/// A creator's totals over the lifetime, as of the end of a data date: a row of details, or what a row of a ranking says
/// of them.
#[derive(Clone, Debug, PartialEq)]
pub struct DetailReading {
    /// The creator.
    pub user_id: UserId,
    /// The newest day that is in the totals.
    pub date: NaiveDate,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
    /// Units ever sold.
    pub units: Option<i64>,
    /// Followers had.
    pub followers: Option<i64>,
    /// GMV ever, in US dollars.
    pub gmv: Option<f64>,
}

impl DetailReading {
    /// The totals in a row of a day's ranking; none of a week's or a month's, and none where none is known. The source
    /// doesn't fill every column of every board, and a first day after a zero that is none would look like a jump: a
    /// total of 0 isn't known.
    pub fn of_row(list: &List, row: &Row) -> Option<Self> {
        let date = list.key.date();
        if date.period() != Period::Day {
            return None;
        }
        let Counters { units, followers, gmv, .. } = row.lifetime;
        let (units, followers) = (units.filter(|total| *total > 0), followers.filter(|total| *total > 0));
        let gmv = gmv.filter(|total| *total > 0.0);
        if (units, followers, gmv) == (None, None, None) {
            return None;
        }
        let (user_id, date, fetched_at) = (row.user_id.clone(), date.first(), list.fetched_at);
        Some(Self { user_id, date, fetched_at, units, followers, gmv })
    }

    /// The total of a metric.
    pub fn total(&self, metric: Metric) -> Option<f64> {
        // A column that isn't filled arrives as 0.
        number(metric, self.units, self.followers, self.gmv).filter(|total| *total != 0.0)
    }
}

/// The number of a metric, if it is one.
fn number(metric: Metric, units: Option<i64>, followers: Option<i64>, gmv: Option<f64>) -> Option<f64> {
    let number = match metric {
        Metric::Sales => units.map(float),
        Metric::Followers => followers.map(float),
        Metric::Gmv => gmv,
        Metric::Rank => None,
    };
    number.filter(|number| number.is_finite())
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn float(count: i64) -> f64 {
    count as f64
}
