//! From pages to a list.

use super::Page;
use crate::domain::{Depth, List, ListKey, Row};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashSet;

/// How long after its period's end a list may still be only half published.
const UNSETTLED: TimeDelta = TimeDelta::hours(72);

/// A list of which no page was asked yet.
pub(super) fn blank(key: ListKey, now: DateTime<Utc>) -> List {
    List {
        key,
        rows: Vec::new(),
        pages: 0,
        ended: false,
        first_seen_at: now,
        fetched_at: now,
        provisional: false,
        revised: false,
    }
}

/// Adds the next page. When a list moves between two requests a creator comes twice: the first place counts,
/// and the second stays empty.
pub(super) fn append(list: &mut List, page: Page, now: DateTime<Utc>) {
    let fresh: Vec<Row> = {
        let mut seen: HashSet<_> = list.rows.iter().map(|row| row.user_id.clone()).collect();
        page.rows.into_iter().filter(|row| seen.insert(row.user_id.clone())).collect()
    };
    list.rows.extend(fresh);
    list.rows.retain(|row| row.rank <= Depth::MOST.rows());
    list.pages += 1;
    list.ended = page.sent < Depth::PAGE;
    list.fetched_at = now;
}

/// Whether a list fetched now has to be asked once more before it is kept for ever.
///
/// The source publishes in pieces: a list that ended early may be half published, and so may one that was seen
/// soon after it appeared. But what was published longer than `settle_after` before it was fetched is whole, and
/// a full list of a period long over won't change. A list with gaps is asked for the rows that are missing. What
/// is provisional stays so, whatever is added before its repeat.
pub(super) fn is_provisional(list: &List, settle_after: TimeDelta, now: DateTime<Utc>) -> bool {
    let fresh = now < list.first_seen_at + settle_after;
    let unsettled = now - list.key.date().closes_at() < UNSETTLED;
    list.provisional || !list.is_whole(Depth::MOST) || fresh && (list.ended || unsettled)
}
