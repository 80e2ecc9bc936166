//! `GET /v1/tiktok/influencer/ranking/analytics`: the ranked list of a period, ten rows a page at most.

use crate::{
    keyapi::{
        answer::Answer,
        params::{Params, invalid},
    },
    market::{
        Board, Entry, Field, Market, Region,
        calendar::{self, Period},
        creator::{Category, Creator},
    },
    world::World,
};
use serde_json::{Value, json};

pub(crate) fn answer(world: &World, params: &Params, quirk: Option<&str>) -> Result<Answer, Answer> {
    let mut board = board(params)?;
    let page = params.number("page_num", 1, 100_000)?;
    let size = params.number("page_size", 1, 10)?;
    if quirk == Some("unfiltered") {
        (board.product, board.category) = (None, None);
    }
    let Some(region) = world.market.region(&board.region) else {
        return Ok(Answer::rows(Vec::new()));
    };
    let entries = board.entries(&world.market, &region, world.clock.now());
    let mut first = (page - 1) * size;
    if quirk == Some("duplicate_row") {
        first = first.saturating_sub(1);
    }
    let last = calendar::day_number(board.period.end(board.start)) - 1;
    let shown = entries.iter().skip(first).take(size);
    Ok(Answer::rows(shown.map(|entry| row(&world.market, &region, &board, *entry, last)).collect()))
}

fn board(params: &Params) -> Result<Board, Answer> {
    Ok(Board {
        start: params.date("date")?,
        region: params.required("region")?.to_owned(),
        period: match params.number("rank_type", 1, 3)? {
            1 => Period::Day,
            2 => Period::Week,
            3 => Period::Month,
            _ => return Err(invalid("rank_type")),
        },
        field: match params.number("influencer_rank_field", 1, 2)? {
            1 => Field::Followers,
            2 => Field::Units,
            _ => return Err(invalid("influencer_rank_field")),
        },
        product: params.optional("product_category_id").map(str::to_owned),
        category: params.optional("influencer_category_name").map(str::to_owned),
    })
}

/// A row: only the value that the list is ordered by is filled among the period's values.
fn row(market: &Market, region: &Region, board: &Board, entry: Entry<'_>, last: i64) -> Value {
    let (creator, units) = (entry.creator, board.field == Field::Units);
    let mut row = person(region, creator, last);
    let sum = market.lifetime(region, creator, last);
    let sold = if units { entry.value } else { 0 };
    let tops = creator.top_categories();
    let l3 =
        creator.leaves.iter().zip(1..).map(|(leaf, at)| format!("{}-{}-{}:{at}", leaf.l1, leaf.l2, leaf.l3));
    let more = json!({
        "most_category_id": tops.first().unwrap_or(&""),
        "most_category_l2_id": tops.get(1).unwrap_or(&""),
        "most_category_l3_id": tops.get(2).unwrap_or(&""),
        "product_category_list": l3.collect::<Vec<_>>().join(","),
        "total_digg_cnt": 0,
        "total_digg_history_cnt": likes(creator, sum.followers),
        "total_followers_cnt": if units { 0 } else { entry.value },
        "total_followers_history_cnt": sum.followers.max(0),
        "total_live_cnt": 0,
        "total_live_history_cnt": lives(creator, last),
        "total_post_video_cnt": 0,
        "total_post_video_history_cnt": videos(creator, last),
        "total_product_cnt": 0,
        "total_product_history_cnt": creator.leaves.len() * 2,
        "total_sale_cnt": sold,
        "total_sale_gmv_amt": dollars(sold * creator.price_cents),
        "total_sale_gmv_history_amt": dollars(sum.units * creator.price_cents),
        "total_sale_history_cnt": sum.units,
    });
    if let (Value::Object(row), Value::Object(more)) = (&mut row, more) {
        row.extend(more);
    }
    row
}

/// What every endpoint says of a creator.
pub(crate) fn person(region: &Region, creator: &Creator, day: i64) -> Value {
    json!({
        "avatar": creator.avatar(),
        "category": match creator.category {
            Category::Named(name) => json!(name),
            Category::Null => Value::Null,
            Category::Odd(text) => json!(text),
        },
        "ec_score": ((1.0 + creator.units.ln_1p()).min(9.9) * 100.0).round() / 100.0,
        "nick_name": creator.nick(&region.code),
        "region": region.code,
        "sales_flag": if creator.units == 0.0 { 0 } else { 1 + creator.number % 4 },
        "unique_id": creator.handle(&region.code, day),
        "user_id": creator.user_id.to_string(),
    })
}

/// US dollars: a whole number where there are no cents.
pub(crate) fn dollars(cents: i64) -> Value {
    if cents % 100 == 0 { json!(cents / 100) } else { json!(cents as f64 / 100.0) }
}

pub(crate) fn likes(creator: &Creator, followers: i64) -> i64 {
    followers.max(0) * (5 + creator.number.cast_signed() % 40)
}

pub(crate) fn videos(creator: &Creator, day: i64) -> i64 {
    50 + creator.number.cast_signed() % 900 + day / (1 + creator.number.cast_signed() % 3)
}

pub(crate) fn lives(creator: &Creator, day: i64) -> i64 {
    if creator.number.is_multiple_of(3) { day / 7 } else { 0 }
}
