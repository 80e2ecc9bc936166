//! The tables the market is made of: regions, account categories, product categories.

use serde_json::Value;
use std::sync::LazyLock;

/// A product category of the lowest level with its parents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) l1: String,
    pub(crate) l2: String,
    pub(crate) l3: String,
}

/// Region codes, in the table's order.
pub(crate) static REGIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| texts(include_str!("../../assets/regions.json"), "/regions", "/code"));

/// Account categories.
pub(crate) static CATEGORIES: LazyLock<Vec<String>> =
    LazyLock::new(|| texts(include_str!("../../assets/influencer_categories.json"), "/values", ""));

/// Product categories, sorted by level 1. Level 3 is made up: up to five below each of level 2.
pub(crate) static LEAVES: LazyLock<Vec<Leaf>> = LazyLock::new(|| {
    let table = include_str!("../../assets/product_categories_l2.csv");
    let mut leaves: Vec<Leaf> = table.lines().skip(1).filter_map(row).flat_map(below).collect();
    leaves.sort_by(|one, other| one.l1.cmp(&other.l1));
    leaves
});

fn texts(json: &str, list: &str, item: &str) -> Vec<String> {
    let table: Value = serde_json::from_str(json).unwrap_or_default();
    let items = table.pointer(list).and_then(Value::as_array).cloned().unwrap_or_default();
    items.iter().filter_map(|value| value.pointer(item)?.as_str().map(str::to_owned)).collect()
}

/// Level 1 and level 2 of a line; a name in the middle may hold commas.
fn row(line: &str) -> Option<(String, String)> {
    let (l1, rest) = line.split_once(',')?;
    let l2 = rest.rsplit(',').nth(1)?;
    Some((l1.to_owned(), l2.to_owned()))
}

fn below((l1, l2): (String, String)) -> impl Iterator<Item = Leaf> {
    let count = 2 + l2.bytes().map(usize::from).sum::<usize>() % 4;
    (1..=count).map(move |at| Leaf { l1: l1.clone(), l2: l2.clone(), l3: format!("{l2}{at}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(REGIONS.len(), 18);
        assert_eq!(CATEGORIES.len(), 35);
        let mut l2: Vec<_> = LEAVES.iter().map(|leaf| &leaf.l2).collect();
        l2.sort();
        l2.dedup();
        assert_eq!(l2.len(), 212);
        assert!(LEAVES.iter().all(|leaf| leaf.l1.parse::<u64>().is_ok() && leaf.l3.parse::<u64>().is_ok()));
    }
}
