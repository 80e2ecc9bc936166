//! Table `list_rows`: the creators of a list, by rank.

use super::{StoreError, Writing};
use crate::domain::{Counters, ProductPath, Row, SalesFlag, UserId};
use sqlx::{Executor, Row as _, Sqlite, sqlite::SqliteRow};
use std::sync::Arc;

/// The rows of a list, by rank.
pub(super) async fn load(
    connection: impl Executor<'_, Database = Sqlite>,
    list: i64,
) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query("SELECT * FROM list_rows WHERE list_id = $1 ORDER BY rank")
        .bind(list)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read).collect()
}

/// Puts `rows` in the place of all rows of a list.
pub(super) async fn replace(writing: &mut Writing, list: i64, rows: &[Row]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM list_rows WHERE list_id = $1").bind(list).execute(&mut **writing).await?;
    for row in rows {
        insert(writing, list, row).await?;
    }
    Ok(())
}

async fn insert(writing: &mut Writing, list: i64, row: &Row) -> Result<(), StoreError> {
    let [most_1, most_2, most_3] = &row.most_categories;
    let mut query = sqlx::query(
        "INSERT INTO list_rows (list_id, rank, user_id, unique_id, nick_name, avatar, region, category,
             ec_score, sales_flag, most_category_1, most_category_2, most_category_3, product_paths,
             followers, likes, videos, lives, products, units, gmv,
             lifetime_followers, lifetime_likes, lifetime_videos, lifetime_lives, lifetime_products,
             lifetime_units, lifetime_gmv)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
             $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)",
    )
    .bind(list)
    .bind(i64::try_from(row.rank).unwrap_or(i64::MAX))
    .bind(row.user_id.as_str())
    .bind(&row.unique_id)
    .bind(&row.nick_name)
    .bind(&row.avatar)
    .bind(&row.region)
    .bind(&row.category)
    .bind(row.ec_score)
    .bind(row.sales_flag.map(SalesFlag::number))
    .bind(most_1)
    .bind(most_2)
    .bind(most_3)
    .bind(paths_text(&row.product_categories));
    for counters in [&row.period, &row.lifetime] {
        query = query
            .bind(counters.followers)
            .bind(counters.likes)
            .bind(counters.videos)
            .bind(counters.lives)
            .bind(counters.products)
            .bind(counters.units)
            .bind(counters.gmv);
    }
    query.execute(&mut **writing).await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Row, StoreError> {
    let user_id: &str = row.try_get("user_id")?;
    let flag: Option<i64> = row.try_get("sales_flag")?;
    let rank: i64 = row.try_get("rank")?;
    Ok(Row {
        rank: usize::try_from(rank).map_err(|_| StoreError::corrupt("rank", rank))?,
        user_id: UserId::new(user_id).ok_or_else(|| StoreError::corrupt("user_id", user_id))?,
        unique_id: row.try_get("unique_id")?,
        nick_name: row.try_get("nick_name")?,
        avatar: row.try_get("avatar")?,
        region: row.try_get("region")?,
        category: row.try_get("category")?,
        ec_score: row.try_get("ec_score")?,
        sales_flag: flag.and_then(SalesFlag::of_number),
        most_categories: [
            row.try_get("most_category_1")?,
            row.try_get("most_category_2")?,
            row.try_get("most_category_3")?,
        ],
        product_categories: paths(row.try_get("product_paths")?),
        period: Counters {
            followers: row.try_get("followers")?,
            likes: row.try_get("likes")?,
            videos: row.try_get("videos")?,
            lives: row.try_get("lives")?,
            products: row.try_get("products")?,
            units: row.try_get("units")?,
            gmv: row.try_get("gmv")?,
        },
        lifetime: Counters {
            followers: row.try_get("lifetime_followers")?,
            likes: row.try_get("lifetime_likes")?,
            videos: row.try_get("lifetime_videos")?,
            lives: row.try_get("lifetime_lives")?,
            products: row.try_get("lifetime_products")?,
            units: row.try_get("lifetime_units")?,
            gmv: row.try_get("lifetime_gmv")?,
        },
    })
}

/// `L1-L2-L3,L1-L2-L3`: ids are digits, so that neither sign can be part of one.
fn paths_text(paths: &[ProductPath]) -> String {
    paths.iter().map(|path| path.levels.join("-")).collect::<Vec<_>>().join(",")
}

fn paths(text: &str) -> Arc<[ProductPath]> {
    let path = |path: &str| {
        let mut levels = path.splitn(3, '-').map(Box::from);
        Some(ProductPath { levels: [levels.next()?, levels.next()?, levels.next()?] })
    };
    text.split(',').filter_map(path).collect()
}
