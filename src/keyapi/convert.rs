//! Rows of the domain from entries of the answer: what can't be true is absent.

use super::entry::Entry;
use crate::{
    domain::{Counters, Depth, ProductPath, Row, SalesFlag, UserId},
    rankings::Page,
};
use serde_json::value::RawValue;
use std::{collections::HashSet, sync::Arc};
use url::Url;

/// Characters kept of a name.
pub(super) const NAME: usize = 100;

/// Page `number` (from 1) of an answer's entries: an entry's rank is told by its place alone, so that one that
/// is left out leaves a gap and moves nobody. `product` is the id of the product category that was asked for: where a
/// creator promotes it, it is among the paths kept, so that the filter can be checked.
pub(super) fn page(entries: &[&RawValue], number: usize, product: Option<&str>) -> Page {
    let mut seen = HashSet::new();
    let (mut unreadable, mut doubled) = (0_usize, 0_usize);
    let mut rows = Vec::new();
    let first = number.saturating_sub(1) * Depth::PAGE + 1;
    for (raw, rank) in entries.iter().take(Depth::PAGE).zip(first..) {
        let Some(row) = Entry::parse(raw).and_then(|entry| row(&entry, rank, product)) else {
            unreadable += 1;
            continue;
        };
        if seen.insert(row.user_id.clone()) {
            rows.push(row);
        } else {
            doubled += 1;
        }
    }
    let beyond = entries.len().saturating_sub(Depth::PAGE);
    if unreadable + doubled + beyond > 0 {
        tracing::warn!(unreadable, doubled, beyond, "some entries of the source's page were left out");
    }
    Page { rows, sent: entries.len() }
}

fn row(entry: &Entry<'_>, rank: usize, product: Option<&str>) -> Option<Row> {
    Some(Row {
        rank,
        user_id: UserId::new(entry.text("user_id")?.trim())?,
        unique_id: entry.text("unique_id").filter(|handle| is_handle(handle)),
        nick_name: entry.text("nick_name").and_then(|name| clean(&name, NAME)),
        avatar: entry.text("avatar").and_then(|address| avatar(&address)),
        region: entry.text("region").filter(|code| is_code(code)),
        category: entry.text("category").and_then(|name| clean(&name, NAME)).filter(|name| name != "[]"),
        ec_score: entry.score("ec_score").filter(|score| (0.0..=100.0).contains(score)),
        sales_flag: entry.count("sales_flag").and_then(SalesFlag::of_number),
        most_categories: ["most_category_id", "most_category_l2_id", "most_category_l3_id"]
            .map(|name| entry.text(name).map(|id| id.trim().to_owned()).filter(|id| is_id(id))),
        product_categories: entry
            .text("product_category_list")
            .map(|list| paths(&list, product))
            .unwrap_or_default(),
        period: period(entry),
        lifetime: lifetime(entry),
    })
}

/// Within a period a total can fall, so that all but sales may be negative.
fn period(entry: &Entry<'_>) -> Counters {
    Counters {
        followers: entry.count("total_followers_cnt"),
        likes: entry.count("total_digg_cnt"),
        videos: entry.count("total_post_video_cnt"),
        lives: entry.count("total_live_cnt"),
        products: entry.count("total_product_cnt"),
        units: total(entry, "total_sale_cnt"),
        gmv: money(entry, "total_sale_gmv_amt"),
    }
}

fn lifetime(entry: &Entry<'_>) -> Counters {
    Counters {
        followers: total(entry, "total_followers_history_cnt"),
        likes: total(entry, "total_digg_history_cnt"),
        videos: total(entry, "total_post_video_history_cnt"),
        lives: total(entry, "total_live_history_cnt"),
        products: total(entry, "total_product_history_cnt"),
        units: total(entry, "total_sale_history_cnt"),
        gmv: money(entry, "total_sale_gmv_history_amt"),
    }
}

pub(super) fn total(entry: &Entry<'_>, name: &str) -> Option<i64> {
    entry.count(name).filter(|count| *count >= 0)
}

pub(super) fn money(entry: &Entry<'_>, name: &str) -> Option<f64> {
    entry.number(name).filter(|amount| *amount >= 0.0)
}

/// Text without control characters, trimmed, at most `limit` characters; none when nothing is left.
pub(super) fn clean(text: &str, limit: usize) -> Option<String> {
    let visible: String = text.chars().filter(|letter| !letter.is_control()).collect();
    let short: String = visible.trim().chars().take(limit).collect();
    let short = short.trim_end();
    (!short.is_empty()).then(|| short.to_owned())
}

/// `L1-L2-L3:rank,…`: the first by rank; of the rest only the one that was asked for, in the last one's place.
fn paths(list: &str, product: Option<&str>) -> Arc<[ProductPath]> {
    let mut all: Vec<_> = list.split(',').filter_map(path).collect();
    all.sort_by_key(|(rank, _)| *rank);
    let mut kept: Vec<_> = all.into_iter().map(|(_, path)| path).collect();
    let rest = kept.split_off(kept.len().min(Row::PATHS));
    let asked = |path: &[&str; 3]| product.is_some_and(|id| path.contains(&id));
    if !kept.iter().any(asked)
        && let Some(found) = rest.into_iter().find(asked)
    {
        kept.pop();
        kept.push(found);
    }
    // Of over a hundred only these are copied.
    kept.into_iter().map(|path| ProductPath { levels: path.map(Box::from) }).collect()
}

fn path(part: &str) -> Option<(u32, [&str; 3])> {
    let (levels, rank) = part.split_once(':')?;
    let mut ids = levels.trim().split('-').map(|id| is_id(id).then_some(id));
    let levels = [ids.next()??, ids.next()??, ids.next()??];
    ids.next().is_none().then_some((rank.trim().parse().ok()?, levels))
}

fn is_id(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_handle(handle: &str) -> bool {
    (1..=32).contains(&handle.len())
        && handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
}

fn is_code(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn avatar(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| url.scheme() == "https")?;
    Some(String::from(url)).filter(|address| address.len() <= 2048)
}
