//! What the source says of a creator: a row of a ranking, or a row of details. The same names mean different things in
//! both, so they are different types.

use super::Metric;
use crate::domain::{Depth, Field, List, Order, Period, Question, Row, UserId};
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

    /// The day's value of a metric, where it is this board's own: the counters of the other board arrive as 0, which
    /// means "not filled".
    pub fn value(&self, metric: Metric) -> Option<f64> {
        if metric.board() != Some(self.field) {
            return None;
        }
        let value = match metric {
            Metric::Sales => self.units.map(float),
            Metric::Followers => self.followers.map(float),
            Metric::Gmv => self.gmv,
            Metric::Rank => None,
        };
        value.filter(|value| value.is_finite())
    }
}

/// A creator's row of details: totals over the lifetime, as of the end of a data date.
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
    /// The total of a metric.
    pub fn total(&self, metric: Metric) -> Option<f64> {
        let total = match metric {
            Metric::Sales => self.units.map(float),
            Metric::Followers => self.followers.map(float),
            Metric::Gmv => self.gmv,
            Metric::Rank => None,
        };
        total.filter(|total| total.is_finite())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn float(count: i64) -> f64 {
    count as f64
}
