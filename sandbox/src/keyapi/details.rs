//! `GET /v1/tiktok/influencer/detail/analytics`: up to ten creators by id or handle, with lifetime totals as
//! of the newest published day.

use crate::{
    keyapi::{
        answer::Answer,
        params::{Params, invalid},
        ranking,
    },
    market::{Region, calendar, creator::Creator},
    world::World,
};
use serde_json::{Value, json};

/// Creators a request may name.
const MOST: usize = 10;

pub(crate) fn answer(world: &World, params: &Params, _quirk: Option<&str>) -> Result<Answer, Answer> {
    let today = calendar::day_number(world.clock.now().date_naive());
    let (name, by_id) = match params.optional("user_ids") {
        Some(_) => ("user_ids", true),
        None => ("unique_ids", false),
    };
    let wanted = params.optional(name).ok_or_else(|| missing("user_ids or unique_ids"))?;
    let wanted: Vec<&str> = wanted.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
    if wanted.is_empty() || wanted.len() > MOST {
        return Err(invalid(name));
    }
    let found = wanted.iter().filter_map(|one| {
        if by_id { world.market.by_user_id(one.parse().ok()?) } else { world.market.by_handle(one, today) }
    });
    Ok(Answer::rows(found.filter_map(|(region, creator)| row(world, &region, &creator)).collect()))
}

fn missing(name: &str) -> Answer {
    Answer::refusal(400, &format!("Missing required parameter: {name}"))
}

/// A row; none while the region's newest day is unknown.
fn row(world: &World, region: &Region, creator: &Creator) -> Option<Value> {
    let market = &world.market;
    let newest = market.publication.newest_day(&region.code, world.clock.now())?;
    let day = calendar::day_number(newest);
    let sum = market.lifetime(region, creator, day);
    let mut row = ranking::person(region, creator, day);
    let videos = ranking::videos(creator, day);
    row["first_crawl_dt"] = json!("20250101");
    row["interaction_rate"] = json!((1 + creator.number % 12) as f64 / 100.0);
    row["off_mark"] = json!(0);
    row["total_followers_cnt"] = json!(sum.followers.max(0));
    row["total_digg_cnt"] = json!(ranking::likes(creator, sum.followers));
    row["total_sale_cnt"] = json!(sum.units);
    row["total_sale_gmv_amt"] = ranking::dollars(sum.units * creator.price_cents);
    row["total_post_video_cnt"] = json!(videos);
    row["total_live_cnt"] = json!(ranking::lives(creator, day));
    for days in [1, 7, 30, 90] {
        let gained: i64 = (day - days + 1..=day).map(|day| market.day(region, creator, day).followers).sum();
        row[format!("total_followers_{days}d_cnt")] = json!(gained);
        row[format!("total_digg_{days}d_cnt")] = json!(ranking::likes(creator, gained));
    }
    Some(row)
}
