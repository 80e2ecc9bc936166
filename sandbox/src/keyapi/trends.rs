//! `GET /v1/tiktok/influencer/trends/analytics`: the dated history of one creator, ten days a page at most.
//! Days on which nothing changed are left out.

use crate::{
    keyapi::{
        answer::Answer,
        params::{Params, invalid},
        ranking,
    },
    market::{Numbers, calendar},
    world::World,
};
use serde_json::{Value, json};

/// Days that can be looked back.
const BACK: i64 = 180;

pub(crate) fn answer(world: &World, params: &Params, _quirk: Option<&str>) -> Result<Answer, Answer> {
    let user_id = params.required("user_id")?.parse().map_err(|_| invalid("user_id"))?;
    let (from, to) = (params.date("start_date")?, params.date("end_date")?);
    let page = params.number("page_num", 1, 100_000)?;
    let size = params.number("page_size", 1, 10)?;
    let (now, market) = (world.clock.now(), &world.market);
    let (from, to) = (calendar::day_number(from), calendar::day_number(to));
    if from > to || from < calendar::day_number(now.date_naive()) - BACK {
        return Err(invalid("start_date"));
    }
    let found = market.by_user_id(user_id);
    let newest = found.as_ref().and_then(|(region, _)| market.publication.newest_day(&region.code, now));
    let (Some((region, creator)), Some(newest)) = (found, newest) else {
        return Ok(Answer::rows(Vec::new()));
    };
    let days = from..=to.min(calendar::day_number(newest));
    let changed = days.map(|day| (day, market.day(&region, &creator, day)));
    let changed = changed.filter(|(_, numbers)| *numbers != Numbers::default());
    let row = |(day, numbers): (i64, Numbers)| -> Value {
        let sum = market.lifetime(&region, &creator, day);
        let likes = ranking::likes(&creator, sum.followers);
        json!({
            "dt": calendar::date_of(day).to_string(),
            "user_id": creator.user_id.to_string(),
            "total_followers_cnt": sum.followers.max(0),
            "total_followers_1d_cnt": numbers.followers,
            "total_digg_cnt": likes,
            "total_digg_1d_cnt": ranking::likes(&creator, numbers.followers),
            "total_sale_1d_cnt": numbers.units,
            "total_sale_gmv_1d_amt": ranking::dollars(numbers.units * creator.price_cents),
            "total_views_cnt": likes * 9,
            "total_comments_cnt": likes / 40,
            "total_shares_cnt": likes / 60,
            "total_live_cnt": ranking::lives(&creator, day),
            "total_post_video_cnt": ranking::videos(&creator, day),
        })
    };
    Ok(Answer::rows(changed.skip((page - 1) * size).take(size).map(row).collect()))
}
