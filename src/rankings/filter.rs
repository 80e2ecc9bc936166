//! Whether a page answers the question that was asked.
//!
//! The source ignores parameters that it doesn't know and then answers the unfiltered list, without a word.
//! Kept under the filter's name, such a list would be wrong for ever and look right. So the rows themselves are
//! asked: most of those that say something about their category must fit. Not all, for a creator's account
//! category changes, and of the product categories only the most promoted are known.

use super::Page;
use crate::domain::{CreatorCategory, Depth, ListKey, ProductCategory, Row};

/// Whether a page fits the filters of its question. A short page holds too few rows to be judged alone:
/// it is judged together with the rows before it.
pub(super) fn fits(key: &ListKey, before: &[Row], page: &Page) -> bool {
    let before = if page.sent < Depth::PAGE { before } else { &[] };
    let mostly = |says: &dyn Fn(&Row) -> Option<bool>| {
        let said: Vec<bool> = before.iter().chain(&page.rows).filter_map(says).collect();
        let fitting = said.iter().filter(|fits| **fits).count();
        fitting * 2 >= said.len()
    };
    let scope = key.scope();
    scope.category.is_none_or(|category| mostly(&|row| of_category(row, category)))
        && scope.product.is_none_or(|product| mostly(&|row| of_product(row, product)))
}

fn of_category(row: &Row, category: CreatorCategory) -> Option<bool> {
    let said = row.category.as_deref()?.trim();
    (!said.is_empty()).then(|| said.eq_ignore_ascii_case(category.key()))
}

fn of_product(row: &Row, product: ProductCategory) -> Option<bool> {
    let most = |id: &str| row.most_categories.iter().flatten().any(|most| most == id);
    let mut levels = row.product_categories.iter().flat_map(|path| &path.levels);
    if row.product_categories.is_empty() {
        // Only level-1 ids are known then: of a category of level 2, the one above it.
        let top = product.parent().unwrap_or(product);
        return row.most_categories.iter().any(Option::is_some).then(|| most(top.key()));
    }
    Some(most(product.key()) || levels.any(|id| **id == *product.key()))
}
