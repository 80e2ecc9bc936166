use super::*;
use proptest::prelude::*;

fn parse(typed: &str) -> Option<String> {
    CreatorName::parse(typed).map(|name| match name {
        CreatorName::Id(id) => format!("id {}", id.as_str()),
        CreatorName::Handle(handle) => format!("@{}", handle.as_str()),
    })
}

#[test]
fn a_creator_is_named_by_handle_link_or_id() {
    for (typed, expected) in [
        ("@iamjuliocr", "@iamjuliocr"),
        ("iamjuliocr", "@iamjuliocr"),
        ("  @Khaby.Lame\n", "@khaby.lame"),
        ("<@a_b>", "@a_b"),
        ("7", "@7"),
        ("12345678901234", "@12345678901234"),
        ("@123456789012345", "@123456789012345"),
        ("123456789012345", "id 123456789012345"),
        (" 6633792625097490438 ", "id 6633792625097490438"),
        ("18446744073709551615", "id 18446744073709551615"),
        ("https://www.tiktok.com/@handle", "@handle"),
        ("https://www.tiktok.com/@handle/", "@handle"),
        ("https://www.tiktok.com/@Handle?lang=en&x=/@other", "@handle"),
        ("https://www.tiktok.com/@handle#top", "@handle"),
        ("<https://www.tiktok.com/@handle?x=y>", "@handle"),
        ("HTTP://WWW.TikTok.com/@handle", "@handle"),
        ("tiktok.com/@handle/video/1", "@handle"),
        ("m.tiktok.com/@handle", "@handle"),
        ("www.tiktok.com/@6633792625097490438", "@6633792625097490438"),
    ] {
        assert_eq!(parse(typed).as_deref(), Some(expected), "{typed}");
    }
}

#[test]
fn what_names_nobody_is_told() {
    for typed in [
        "",
        " ",
        "@",
        "<>",
        "@@a",
        "two words",
        "@two words",
        "名",
        "<@!1>",
        "a-b",
        "abcdefghijklmnopqrstuvwxy",
        "123456789012345678901234567890",
        "https://vm.tiktok.com/ZM8abc/",
        "vm.tiktok.com",
        "vt.tiktok.com/@handle",
        "www.tiktok.com",
        "tiktok.com/",
        "https://www.tiktok.com",
        "https://www.tiktok.com/@",
        "https://www.tiktok.com/handle",
        "https://www.tiktok.com/tag/@handle",
        "https://www.tiktok.com/@two words",
        "https://www.instagram.com/@handle",
        "https://tiktok.com.evil.example/@handle",
        "https://tiktok.com@evil.example/@handle",
        "https://evil.example/https://tiktok.com/@handle",
        "ftp://tiktok.com/@handle",
        "//tiktok.com/@handle",
        "a/@b",
    ] {
        assert_eq!(parse(typed), None, "{typed}");
    }
}

#[test]
fn a_handle_outlives_the_store_and_is_checked_on_the_way_back() {
    let handle = Handle::new("Khaby.Lame").unwrap();
    let text = serde_json::to_string(&handle).unwrap();
    assert_eq!(text, "\"khaby.lame\"");
    assert_eq!(serde_json::from_str::<Handle>(&text).unwrap(), handle);
    assert!(serde_json::from_str::<Handle>("\"a b\"").is_err());
}

#[test]
fn a_row_tells_who_its_creator_is() {
    let row = crate::rankings::tests::rows([7]).remove(0);
    let region = Some("GB".to_owned());
    let row = Row { unique_id: Some("Ab.c".to_owned()), nick_name: Some("名".to_owned()), region, ..row };
    let creator = Creator::of_row(&row);
    assert_eq!((creator.user_id.as_str(), creator.name.as_deref()), ("7", Some("名")));
    assert_eq!(creator.region, Region::of_key("GB"));
    assert_eq!(creator.profile().as_deref(), Some("https://www.tiktok.com/@ab.c"));
    let strange = Row { unique_id: Some("a".repeat(30)), region: Some("ZZ".to_owned()), ..row };
    let creator = Creator::of_row(&strange);
    assert_eq!((creator.profile(), creator.region), (None, None));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(
        text: String,
        link in "<?(https?://)?(www.|m.)?(tiktok.com)?/?@?[a-z0-9._/?# 名]{0,30}>?",
    ) {
        for text in [text, link] {
            if let Some(CreatorName::Handle(handle)) = CreatorName::parse(&text) {
                let (same, at) = (handle.as_str(), format!("@{}", handle.as_str()));
                prop_assert!(text.to_ascii_lowercase().contains(same));
                prop_assert_eq!(CreatorName::parse(&at), Some(CreatorName::Handle(handle)));
            }
        }
    }
}
