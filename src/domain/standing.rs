//! From lists to standings: computed orders, and movement against the period before.

use super::{Depth, Field, List, Order, Row, UserId};
use std::collections::HashMap;

/// How a creator's rank changed against the period before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// Better by so many ranks.
    Up(usize),
    /// Worse by so many ranks.
    Down(usize),
    /// The same rank.
    Same,
    /// Not among the rows of the period before, which is known to this depth.
    New(Depth),
    /// The period before isn't known deep enough.
    Unknown,
}

/// Which followers the source's followers board is ordered by: it doesn't say, the rows show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowersColumn {
    /// Gained within the period.
    Gained,
    /// Had in total.
    Total,
}

/// What the first number of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// Units sold in the period.
    Units,
    /// Followers gained in the period.
    FollowersGained,
    /// Followers had: what the source's board turned out to be ordered by.
    FollowersTotal,
    /// Estimated GMV in the period, US dollars.
    Gmv,
    /// Followers gained ÷ followers had.
    Growth,
}

impl Headline {
    /// The headline of an order: which followers the source's board shows, its rows tell.
    pub fn of(order: Order, list: &List) -> Self {
        match order {
            Order::Sales => Self::Units,
            Order::Gmv => Self::Gmv,
            Order::Growth => Self::Growth,
            Order::Followers => match followers_column(&list.rows) {
                FollowersColumn::Gained => Self::FollowersGained,
                FollowersColumn::Total => Self::FollowersTotal,
            },
        }
    }
}

/// A creator's place in an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// From 1: the source's, or in a computed order the place.
    pub rank: usize,
    /// Against the period before.
    pub movement: Movement,
    /// The value that the order ranks by; none where the source didn't say.
    pub value: Option<f64>,
    /// The creator.
    pub row: &'a Row,
}

/// The first `depth` standings of an order, with movement against `before` as far as it is known.
pub fn standings<'a>(order: Order, list: &'a List, before: Option<&List>, depth: Depth) -> Vec<Standing<'a>> {
    let known = before.and_then(|before| Some((ranks(order, list, before)?, before)));
    let movement = |row: &Row, rank: usize| {
        let Some((ranks, before)) = &known else { return Movement::Unknown };
        match ranks.get(&row.user_id) {
            Some(&old) if old > rank => Movement::Up(old - rank),
            Some(&old) if old < rank => Movement::Down(rank - old),
            Some(_) => Movement::Same,
            None if tells_absence(order, before, depth) => Movement::New(needed(order, depth)),
            None => Movement::Unknown,
        }
    };
    ranked(order, list)
        .take_while(|(rank, ..)| *rank <= depth.rows())
        .map(|(rank, row, value)| Standing { rank, movement: movement(row, rank), value, row })
        .collect()
}

/// The ranks of another list by creator, where they mean the same as those of `list`.
pub(super) fn ranks<'a>(order: Order, list: &List, other: &'a List) -> Option<HashMap<&'a UserId, usize>> {
    let ranks = || ranked(order, other).map(|(rank, row, _)| (&row.user_id, rank)).collect();
    are_comparable(order, list, other).then(ranks)
}

/// Whether whoever isn't in a list wasn't among the first `depth` of an order.
pub(super) fn tells_absence(order: Order, list: &List, depth: Depth) -> bool {
    let needed = needed(order, depth);
    list.covers(needed) && list.is_whole(needed)
}

/// Among how many rows of the source's order a computed one ranks.
pub fn among(order: Order, list: &List) -> Option<usize> {
    order.is_computed().then(|| list.rows.len().min(Depth::MOST.rows()))
}

/// How deep a list must be known for its first `depth` standings.
fn needed(order: Order, depth: Depth) -> Depth {
    if order.is_computed() { Depth::MOST } else { depth }
}

/// Whether ranks in two lists mean the same: computed orders need the whole hundred of both, and the orders by
/// followers the same column behind both.
fn are_comparable(order: Order, list: &List, before: &List) -> bool {
    let whole = !order.is_computed() || list.covers(Depth::MOST) && before.covers(Depth::MOST);
    let same_column =
        order.field() == Field::Sales || followers_column(&list.rows) == followers_column(&before.rows);
    whole && same_column
}

/// Whether the followers board shows followers gained or had: of the columns that are filled, the one that falls
/// from row to row; gained where neither can be told from the other.
pub fn followers_column(rows: &[Row]) -> FollowersColumn {
    type Column = fn(&Row) -> Option<i64>;
    let (gained, total): (Column, Column) = (|row| row.period.followers, |row| row.lifetime.followers);
    let is_filled = |column: Column| rows.iter().any(|row| column(row).is_some_and(|count| count != 0));
    let rises = |column: Column| {
        let known: Vec<i64> = rows.iter().filter_map(column).collect();
        known.windows(2).filter(|pair| pair[0] < pair[1]).count()
    };
    let by_total = is_filled(total) && (!is_filled(gained) || rises(total) < rises(gained));
    if by_total { FollowersColumn::Total } else { FollowersColumn::Gained }
}

/// Followers gained ÷ followers had before the period; none where that can't be known.
pub fn growth(row: &Row) -> Option<f64> {
    let gained = row.period.followers?;
    let had = row.lifetime.followers?.checked_sub(gained)?;
    #[expect(clippy::cast_precision_loss, reason = "a rate needs no more than 15 digits")]
    (had > 0).then(|| gained as f64 / had as f64)
}

fn value(order: Order, column: FollowersColumn, row: &Row) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let count = |count: Option<i64>| count.map(|count| count as f64);
    match order {
        Order::Sales => count(row.period.units),
        Order::Followers if column == FollowersColumn::Total => count(row.lifetime.followers),
        Order::Followers => count(row.period.followers),
        Order::Gmv => row.period.gmv,
        Order::Growth => growth(row),
    }
}

/// Rank, row and value in an order: as the source ranks them, or computed from exactly its first hundred; there
/// a row without the value comes last, and ties stay in the source's order.
fn ranked(order: Order, list: &List) -> impl Iterator<Item = (usize, &Row, Option<f64>)> {
    let column = followers_column(&list.rows);
    let mut rows: Vec<_> = list.rows.iter().map(|row| (row.rank, row, value(order, column, row))).collect();
    if order.is_computed() {
        rows.retain(|(rank, ..)| *rank <= Depth::MOST.rows());
        let key = |value: Option<f64>| value.unwrap_or(f64::NEG_INFINITY);
        rows.sort_by(|(.., a), (.., b)| key(*b).total_cmp(&key(*a)));
        rows.iter_mut().zip(1..).for_each(|((rank, ..), place)| *rank = place);
    }
    rows.into_iter()
}

#[cfg(test)]
mod tests;
