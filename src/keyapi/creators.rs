//! Creators alone and their days, from entries of the answer: what can't be true is absent, and so is what wasn't
//! asked for, should a parameter be ignored.

use super::{
    convert::{NAME, clean, money, total},
    entry::Entry,
};
use crate::{
    domain::{Creator, CreatorDetail, Handle, Region, TrendDay, UserId},
    rankings::{Names, TrendPage, Wanted},
};
use chrono::NaiveDate;
use serde_json::value::RawValue;
use std::{collections::HashSet, ops::RangeInclusive};

/// Those of the creators asked for that are among the entries, each once.
pub(super) fn details(entries: &[&RawValue], wanted: &Wanted) -> Vec<CreatorDetail> {
    let mut seen = HashSet::new();
    let found: Vec<_> = entries
        .iter()
        .take(Wanted::MOST)
        .filter_map(|raw| detail(&Entry::parse(raw)?))
        .filter(|detail| is_wanted(&detail.creator, wanted) && seen.insert(detail.creator.user_id.clone()))
        .collect();
    report(entries.len(), found.len());
    found
}

fn is_wanted(creator: &Creator, wanted: &Wanted) -> bool {
    match wanted.names() {
        Names::Ids(ids) => ids.contains(&creator.user_id),
        Names::Handles(handles) => creator.handle.as_ref().is_some_and(|handle| handles.contains(handle)),
    }
}

/// Here `total_…` is over the lifetime, where in a ranking it is within the period.
fn detail(entry: &Entry<'_>) -> Option<CreatorDetail> {
    Some(CreatorDetail {
        creator: Creator {
            user_id: UserId::new(entry.text("user_id")?.trim())?,
            handle: entry.text("unique_id").and_then(|handle| Handle::new(handle.trim())),
            name: entry.text("nick_name").and_then(|name| clean(&name, NAME)),
            region: entry.text("region").and_then(|code| Region::of_key(code.trim())),
        },
        followers: total(entry, "total_followers_cnt"),
        units: total(entry, "total_sale_cnt"),
        gmv: money(entry, "total_sale_gmv_amt"),
    })
}

/// The creator's days within `dates` that are among the entries, each once.
pub(super) fn trends(entries: &[&RawValue], creator: &UserId, dates: RangeInclusive<NaiveDate>) -> TrendPage {
    let mut seen = HashSet::new();
    let days: Vec<_> = entries
        .iter()
        .take(TrendPage::DAYS)
        .filter_map(|raw| day(&Entry::parse(raw)?, creator))
        .filter(|day| dates.contains(&day.date) && seen.insert(day.date))
        .collect();
    report(entries.len(), days.len());
    TrendPage { days, sent: entries.len() }
}

fn day(entry: &Entry<'_>, creator: &UserId) -> Option<TrendDay> {
    let user_id = UserId::new(entry.text("user_id")?.trim())?;
    (user_id == *creator).then_some(())?;
    Some(TrendDay {
        date: date(entry.text("dt")?.trim())?,
        units: total(entry, "total_sale_1d_cnt"),
        followers: entry.count("total_followers_1d_cnt"),
        gmv: money(entry, "total_sale_gmv_1d_amt"),
    })
}

/// `2026-11-22`, with or without a time of day, or `20261122`: the source writes dates in both ways.
fn date(text: &str) -> Option<NaiveDate> {
    let day = text.split(['T', ' ']).next()?;
    ["%Y-%m-%d", "%Y%m%d"].iter().find_map(|format| NaiveDate::parse_from_str(day, format).ok())
}

fn report(sent: usize, kept: usize) {
    if kept < sent {
        tracing::warn!(left_out = sent - kept, "some entries of the source's answer were left out");
    }
}
