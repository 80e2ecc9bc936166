//! Details and trends: what is asked, every quirk of an answer, and refusals that mean other things than a ranking's.

use super::{Kit, seconds, server::*};
use crate::{
    domain::{CreatorDetail, Handle, Region, TrendDay, UserId},
    rankings::{Failure, Source, SourceError, TrendPage, Wanted},
};
use chrono::NaiveDate;
use serde_json::{Value, json};

fn id(text: &str) -> UserId {
    UserId::new(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn data(entries: &Value) -> Reply {
    answer(200, "", &json!({ "code": 0, "data": entries }).to_string())
}

impl Kit {
    async fn ids(&self) -> Result<Vec<CreatorDetail>, SourceError> {
        self.clock.advance(seconds(1));
        self.api.details(&Wanted::ids(["7", "8"].map(id)).unwrap()).await
    }

    async fn handles(&self) -> Result<Vec<CreatorDetail>, SourceError> {
        self.clock.advance(seconds(1));
        self.api.details(&Wanted::handles(["a.b", "c"].map(|name| Handle::new(name).unwrap())).unwrap()).await
    }

    async fn trends(&self) -> Result<TrendPage, SourceError> {
        self.clock.advance(seconds(1));
        self.api.trends(&id("7"), date("2026-11-13"), date("2026-11-22"), 1).await
    }
}

#[tokio::test]
async fn details_are_read_in_odd_types() {
    let entries = json!([
        { "user_id": 7, "unique_id": "A.b", "nick_name": " ﾌひ\u{1}ﾚﾉの ", "region": "GB",
          "total_followers_cnt": "46652", "total_sale_cnt": 45720.0, "total_sale_gmv_amt": "583910.5",
          "total_followers_history_cnt": 1, "contact_email": "nobody@example.com" },
        null, "x", { "user_id": "8x" }, { "user_id": "9", "total_sale_cnt": 5 },
        { "user_id": " 8 ", "unique_id": "a b", "region": "ZZ", "total_followers_cnt": -1,
          "total_sale_cnt": "48%", "total_sale_gmv_amt": [] },
        { "user_id": "7", "total_sale_cnt": 1 }
    ]);
    let kit = Kit::new([data(&entries)]).await;
    let [full, bare] = &kit.ids().await.unwrap()[..] else { panic!("7 and 8 were asked for") };
    assert_eq!((full.followers, full.units, full.gmv), (Some(46_652), Some(45_720), Some(583_910.5)));
    let creator = &full.creator;
    assert_eq!((creator.user_id.as_str(), creator.name.as_deref()), ("7", Some("ﾌひﾚﾉの")));
    assert_eq!(creator.handle.as_ref().unwrap().as_str(), "a.b");
    assert_eq!(creator.region, Region::of_key("GB"));
    assert_eq!((bare.followers, bare.units, bare.gmv), (None, None, None));
    assert_eq!((&bare.creator.handle, &bare.creator.region), (&None, &None));
    assert!(!format!("{full:?}").contains("example"));
}

#[tokio::test]
async fn by_handle_only_who_was_asked_for_is_found() {
    let entries = json!([{ "user_id": "7", "unique_id": "A.B" }, { "user_id": "8", "unique_id": "other" }]);
    let kit = Kit::new([data(&entries), data(&json!(null))]).await;
    let found = kit.handles().await.unwrap();
    assert_eq!(found.iter().map(|detail| detail.creator.user_id.as_str()).collect::<Vec<_>>(), ["7"]);
    assert_eq!(kit.handles().await.unwrap(), []);
    let request = &kit.server.requests()[0];
    assert!(
        request.starts_with("GET /v1/tiktok/influencer/detail/analytics?unique_ids=a.b%2Cc HTTP"),
        "{request}"
    );
}

#[tokio::test]
async fn days_are_read_in_odd_types_and_a_bad_one_loses_only_itself() {
    let entries = json!([
        { "dt": "2026-11-13", "user_id": "7", "total_sale_1d_cnt": "12", "total_sale_gmv_1d_amt": 99,
          "total_followers_1d_cnt": "-4", "total_followers_cnt": 4000 },
        { "dt": 20_261_114, "user_id": 7, "total_sale_1d_cnt": -3, "total_sale_gmv_1d_amt": null },
        { "dt": "2026-11-15T00:00:00", "user_id": "7" },
        { "dt": "2026-11-16", "user_id": "8" }, { "dt": "2026-11-17" }, { "dt": "soon", "user_id": "7" },
        { "dt": "2026-11-23", "user_id": "7" }, { "dt": "2026-11-13", "user_id": "7" }, [], 5, null
    ]);
    let kit = Kit::new([data(&entries)]).await;
    let page = kit.trends().await.unwrap();
    let day = |at, units, followers, gmv| TrendDay { date: date(at), units, followers, gmv };
    let days = [
        day("2026-11-13", Some(12), Some(-4), Some(99.0)),
        day("2026-11-14", None, None, None),
        day("2026-11-15", None, None, None),
    ];
    assert_eq!((&page.days[..], page.sent), (&days[..], 11));
}

#[tokio::test]
async fn what_is_not_offered_leaves_the_key_in_peace() {
    for status in [400, 403, 404] {
        let refusal = || error(status, status.into(), "no");
        let kit = Kit::new([refusal(), refusal(), refusal(), success()]).await;
        let told = kit.ids().await.unwrap_err();
        assert_eq!((told.failure, told.spent), (Failure::NotOffered, false), "{status}");
        assert_eq!(kit.trends().await.unwrap_err().failure, Failure::NotOffered, "{status}");
        let by_handle = if status == 403 { Failure::NotOffered } else { Failure::BadRequest };
        assert_eq!(kit.handles().await.unwrap_err().failure, by_handle, "{status}");
        kit.ask().await.unwrap();
    }
}

#[tokio::test]
async fn a_refused_key_silences_all_endpoints() {
    let kit = Kit::new([error(401, 401, "apiKey is null")]).await;
    assert_eq!(kit.ids().await.unwrap_err().failure, Failure::KeyRefused);
    assert_eq!(kit.trends().await.unwrap_err().failure, Failure::KeyRefused);
    assert_eq!(kit.ask().await.unwrap_err().failure, Failure::KeyRefused);
    assert_eq!(kit.server.requests().len(), 1);
}
