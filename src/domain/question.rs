//! What is ranked: a question as people ask it, and as boards keep it.

use super::{CreatorCategory, DataDate, Depth, Order, Period, ProductCategory, Region, Scope};
use serde::{Deserialize, Serialize};

/// A ranking as a person asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// The market.
    pub region: Region,
    /// What it is ranked by.
    pub order: Order,
    /// Day, week or month.
    pub period: Period,
    /// The data date, of the same period; the newest when absent.
    pub date: Option<DataDate>,
    /// Only this account category.
    pub category: Option<CreatorCategory>,
    /// Only this product category.
    pub product: Option<ProductCategory>,
    /// How many rows are shown.
    pub depth: Depth,
}

impl Question {
    /// What it asks of the source, but for the date.
    pub fn scope(&self) -> Scope {
        Scope {
            region: self.region,
            period: self.period,
            field: self.order.field(),
            category: self.category,
            product: self.product,
        }
    }

    /// Whether another asks for the same ranking, however much of it is shown.
    pub fn ranks_as(&self, other: &Self) -> bool {
        (self.scope(), self.order) == (other.scope(), other.order)
    }

    /// How deep the list must be: computed orders look at the first hundred whatever is shown.
    pub fn fetched(&self) -> Depth {
        if self.order.is_computed() { Depth::MOST } else { self.depth }
    }
}

#[cfg(test)]
impl Question {
    /// The first ten of the United States by units sold, by day.
    pub(crate) fn plain() -> Self {
        let (order, period) = (Order::Sales, Period::Day);
        let (date, category, product) = (None, None, None);
        Self { region: Region::default(), order, period, date, category, product, depth: Depth::LEAST }
    }
}
