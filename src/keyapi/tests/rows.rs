//! Every quirk of the source's entries.

use crate::{
    domain::{Counters, Row, SalesFlag},
    keyapi::{convert, wire::Envelope},
    rankings::Page,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn page(entries: &Value, product: Option<&str>) -> Page {
    let body = json!({ "code": 0, "data": entries }).to_string();
    convert::page(&Envelope::parse(&body).unwrap().entries().unwrap(), 1, product)
}

/// The row of an entry with one field set.
fn with(name: &str, value: Value) -> Row {
    let mut entry = json!({ "user_id": "7" });
    entry[name] = value;
    page(&json!([entry]), None).rows.remove(0)
}

#[test]
fn the_contracts_example_is_read_whole() {
    let entry = json!({
        "avatar": "https://echosell-images.tos-ap-southeast-1.volces.com/user-avatar/853/MS4.jpg",
        "category": "Other", "ec_score": 7.33, "most_category_id": "601450",
        "most_category_l2_id": "605248", "most_category_l3_id": "603014", "nick_name": "ﾌひﾚﾉの",
        "product_category_list": "601450-848776-601608:2,601450-849672-601690:1", "region": "US",
        "sales_flag": 4, "total_digg_cnt": 0, "total_digg_history_cnt": 9_415_852,
        "total_followers_cnt": 0, "total_followers_history_cnt": 46652, "total_live_cnt": 0,
        "total_live_history_cnt": 0, "total_post_video_cnt": 0, "total_post_video_history_cnt": 1716,
        "total_product_cnt": 0, "total_product_history_cnt": 228, "total_sale_cnt": 7752,
        "total_sale_gmv_amt": 73446, "total_sale_gmv_history_amt": 583_910.5,
        "total_sale_history_cnt": 45720, "unique_id": "iamjuliocr", "user_id": "6633792625097490438"
    });
    let page = page(&json!([entry]), None);
    let [row] = &page.rows[..] else { panic!("{page:?}") };
    assert_eq!(row.user_id.as_str(), "6633792625097490438");
    assert_eq!(row.profile().as_deref(), Some("https://www.tiktok.com/@iamjuliocr"));
    assert_eq!(row.nick_name.as_deref(), Some("ﾌひﾚﾉの"));
    assert!(row.avatar.as_deref().unwrap().ends_with("MS4.jpg"));
    assert_eq!((row.region.as_deref(), row.category.as_deref()), (Some("US"), Some("Other")));
    assert_eq!((row.ec_score, row.sales_flag), (Some(7.33), Some(SalesFlag::Showcase)));
    assert_eq!(
        row.most_categories.each_ref().map(Option::as_deref),
        [Some("601450"), Some("605248"), Some("603014")]
    );
    assert_eq!(
        row.product_categories.iter().map(|path| &*path.levels[2]).collect::<Vec<_>>(),
        ["601690", "601608"]
    );
    let zero = Some(0);
    let period = Counters {
        followers: zero,
        likes: zero,
        videos: zero,
        lives: zero,
        products: zero,
        units: Some(7752),
        gmv: Some(73446.0),
    };
    assert_eq!(row.period, period);
    let lifetime = Counters {
        followers: Some(46652),
        likes: Some(9_415_852),
        videos: Some(1716),
        lives: zero,
        products: Some(228),
        units: Some(45720),
        gmv: Some(583_910.5),
    };
    assert_eq!(row.lifetime, lifetime);
}

#[test]
fn every_field_but_the_id_may_be_missing() {
    let row = page(&json!([{ "user_id": 6_633_792_625_097_490_438_u64 }]), None).rows.remove(0);
    assert_eq!(row.user_id.as_str(), "6633792625097490438");
    assert_eq!((row.period, row.lifetime), (Counters::default(), Counters::default()));
    assert!(row.unique_id.is_none() && row.nick_name.is_none() && row.product_categories.is_empty());
}

#[test]
fn a_bad_entry_does_not_lose_the_page() {
    let page = page(
        &json!([
            "a string", null, [], {}, { "user_id": null }, { "user_id": "7a" }, { "user_id": 7.5 },
            { "user_id": " 8 " }, { "user_id": 8, "nick_name": "again" }, { "user_id": "9" },
            { "user_id": "10" }
        ]),
        None,
    );
    assert_eq!(page.rows.iter().map(|row| row.user_id.as_str()).collect::<Vec<_>>(), ["8", "9"]);
    assert_eq!(page.sent, 11);
    assert_eq!(page.rows[0].nick_name, None, "the first of two is kept");
}

#[test]
fn what_is_left_out_leaves_its_rank_empty() {
    let body = json!({ "code": 0, "data": [
        { "user_id": "7" }, null, { "user_id": "7" }, { "user_id": "8" }
    ] });
    let body = body.to_string();
    let page = convert::page(&Envelope::parse(&body).unwrap().entries().unwrap(), 4, None);
    assert_eq!(page.rows.iter().map(|row| row.rank).collect::<Vec<_>>(), [31, 34]);
}

#[test]
fn half_an_emoji_or_a_huge_number_loses_its_field_only() {
    let body =
        r#"{"code":0,"data":[{"user_id":"7","nick_name":"\ud83d","total_sale_cnt":1e999,"region":"US"}]}"#;
    let page = convert::page(&Envelope::parse(body).unwrap().entries().unwrap(), 1, None);
    let row = &page.rows[0];
    assert_eq!((&row.nick_name, row.period.units, row.region.as_deref()), (&None, None, Some("US")));
}

#[test]
fn texts_are_checked() {
    let handle = |text: &str| with("unique_id", json!(text)).unique_id;
    assert_eq!(handle("a.B_9").as_deref(), Some("a.B_9"));
    for bad in ["", "a b", "[x](y)", "@me", "名", "a/../b", &"a".repeat(33)] {
        assert_eq!(handle(bad), None, "{bad}");
    }
    let name = |text: &str| with("nick_name", json!(text)).nick_name;
    assert_eq!(name(" a\u{0}\r\nb\u{7f} ").as_deref(), Some("ab"));
    assert_eq!(name(&"ﾌ".repeat(300)).map(|name| name.chars().count()), Some(100));
    assert_eq!(name(" \n"), None);
    for category in [json!(null), json!(""), json!("[]"), json!([])] {
        assert_eq!(with("category", category).category, None);
    }
    let avatar = |text: &str| with("avatar", json!(text)).avatar;
    assert_eq!(avatar("https://a.example/b.jpg").as_deref(), Some("https://a.example/b.jpg"));
    for bad in [
        "http://a.example/b.jpg",
        "javascript:alert(1)",
        "//a.example",
        "",
        &format!("https://a.example/{}", "x".repeat(2048)),
    ] {
        assert_eq!(avatar(bad), None, "{bad}");
    }
    for bad in ["us", "United States", "<@1>", ""] {
        assert_eq!(with("region", json!(bad)).region, None, "{bad}");
    }
}

#[test]
fn only_what_can_fall_is_negative() {
    assert_eq!(with("total_followers_cnt", json!("-12")).period.followers, Some(-12));
    assert_eq!(with("total_followers_history_cnt", json!(-12)).lifetime.followers, None);
    assert_eq!(with("total_sale_cnt", json!(-1)).period.units, None);
    assert_eq!(with("total_sale_gmv_amt", json!(-0.5)).period.gmv, None);
    assert_eq!(with("total_sale_gmv_amt", json!("12.5")).period.gmv, Some(12.5));
    assert_eq!(with("total_sale_cnt", json!("48%")).period.units, None);
    assert_eq!(with("ec_score", json!("48%")).ec_score, Some(48.0));
    assert_eq!(with("ec_score", json!(-1)).ec_score, None);
    assert_eq!(with("sales_flag", json!(9)).sales_flag, None);
}

#[test]
fn ten_product_paths_are_kept_and_among_them_the_one_asked_for() {
    let list = (1..=12).rev().map(|rank| format!("1-2-{rank}:{rank}")).collect::<Vec<_>>().join(",");
    let list = format!("1-2:1,1--2:1,a-b-c:1,1-2-3-4:1,1-2-3,:,{list},1-2-99:x");
    let kept = |product| {
        let row = page(&json!([{ "user_id": 7, "product_category_list": list }]), product).rows.remove(0);
        row.product_categories.iter().map(|path| path.levels[2].to_string()).collect::<Vec<_>>()
    };
    let first = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    assert_eq!(kept(None), first);
    assert_eq!(kept(Some("2")), first);
    assert_eq!(kept(Some("77")), first);
    assert_eq!(kept(Some("12"))[8..], ["9", "12"]);
}

const FIELDS: [&str; 10] = [
    "user_id",
    "unique_id",
    "nick_name",
    "avatar",
    "category",
    "ec_score",
    "sales_flag",
    "product_category_list",
    "total_followers_cnt",
    "total_sale_gmv_amt",
];

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[-0-9.,:%e]{0,40}".prop_map(Value::from),
        proptest::collection::vec(any::<u8>(), 0..3).prop_map(Value::from),
    ]
}

proptest! {
    #[test]
    fn any_entry_is_read_without_a_panic_and_within_its_bounds(
        values in proptest::collection::vec(any_value(), FIELDS.len()),
        id: u64,
    ) {
        let mut entry: Value = FIELDS.iter().map(|name| (*name).to_owned()).zip(values).collect();
        page(&json!([entry]), Some("7"));
        entry["user_id"] = json!(id);
        let row = page(&json!([entry]), Some("7")).rows.remove(0);
        prop_assert!(row.product_categories.len() <= Row::PATHS);
        prop_assert!(row.nick_name.is_none_or(|name| (1..=100).contains(&name.chars().count())));
        prop_assert!(row.period.gmv.is_none_or(|gmv| gmv.is_finite() && gmv >= 0.0));
    }
}
