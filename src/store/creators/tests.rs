use super::*;
use crate::store::tests::{
    at, list, store,
    watched::{creator, id},
};

fn handle(text: &str) -> Handle {
    Handle::new(text).unwrap()
}

#[tokio::test]
async fn the_newest_sighting_counts_and_says_what_it_says() {
    let (_folder, store) = store().await;
    assert_eq!(store.creator(&id(1)).await.unwrap(), None);
    let hostile = Creator { name: Some("\"ﾌひ\" @everyone \u{202e}\n'\\".to_owned()), ..creator(1) };
    store.note_creators(std::slice::from_ref(&hostile), at(5)).await.unwrap();
    assert_eq!(store.creator(&id(1)).await.unwrap(), Some(hostile.clone()));
    let bare = Creator { handle: None, name: None, region: None, user_id: id(1) };
    store.note_creators(&[bare], at(6)).await.unwrap();
    assert_eq!(store.creator(&id(1)).await.unwrap(), Some(hostile), "what isn't said stays");
    let renamed = Creator { handle: Handle::new("renamed"), region: Region::of_key("GB"), ..creator(1) };
    store.note_creators(std::slice::from_ref(&renamed), at(7)).await.unwrap();
    store.note_creators(&[creator(1)], at(6)).await.unwrap();
    assert_eq!(store.creator(&id(1)).await.unwrap(), Some(renamed.clone()), "an older sighting is no news");
    assert_eq!(store.creator_by_handle(&handle("renamed")).await.unwrap(), Some(renamed));
    assert_eq!(store.creator_by_handle(&handle("creator.1")).await.unwrap(), None);
}

#[tokio::test]
async fn a_handle_belongs_to_whoever_was_seen_with_it_last() {
    let (_folder, store) = store().await;
    let second = Creator { handle: Handle::new("creator.1"), ..creator(2) };
    store.note_creators(&[creator(1)], at(0)).await.unwrap();
    store.note_creators(std::slice::from_ref(&second), at(1)).await.unwrap();
    assert_eq!(store.creator_by_handle(&handle("creator.1")).await.unwrap(), Some(second.clone()));
    assert_eq!(store.creator(&id(1)).await.unwrap().unwrap().handle, None);
    let late = Creator { handle: Handle::new("creator.1"), ..creator(3) };
    store.note_creators(&[late], at(-9)).await.unwrap();
    assert_eq!(store.creator(&id(3)).await.unwrap().unwrap().handle, None, "that was before");
    assert_eq!(store.creator_by_handle(&handle("creator.1")).await.unwrap(), Some(second));
    // Two who exchange their handles in one answer.
    let exchanged = [(1, "creator.2"), (2, "creator.1"), (3, "creator.2")];
    let exchanged = exchanged.map(|(id, text)| Creator { handle: Some(handle(text)), ..creator(id) });
    store.note_creators(&exchanged[..2], at(2)).await.unwrap();
    store.note_creators(&exchanged[2..], at(3)).await.unwrap();
    assert_eq!(store.creator_by_handle(&handle("creator.2")).await.unwrap(), Some(exchanged[2].clone()));
    assert_eq!(store.creator_by_handle(&handle("creator.1")).await.unwrap(), Some(exchanged[1].clone()));
}

#[tokio::test]
async fn a_list_notes_its_creators() {
    let (_folder, store) = store().await;
    let list = list("2026-11-22", &[9, 8]);
    store.save_list(&list).await.unwrap();
    for row in &list.rows {
        assert_eq!(store.creator(&row.user_id).await.unwrap(), Some(Creator::of_row(row)));
    }
}

#[tokio::test]
async fn who_types_finds_handles_first_then_names_the_last_seen_first() {
    let (_folder, store) = store().await;
    let named = |id, handle, name: &str, region| Creator {
        user_id: self::id(id),
        handle: Handle::new(handle),
        name: Some(name.to_owned()),
        region: Region::of_key(region),
    };
    let creators = [
        named(1, "anna_b", "100% 安娜", "US"),
        named(2, "zoe", "Anna Zoë", "US"),
        named(3, "annaxb", "someone", "GB"),
        named(4, "hanna", "b_c", "--"),
    ];
    for (creator, seconds) in creators.iter().zip(0..) {
        store.note_creators(std::slice::from_ref(creator), at(seconds)).await.unwrap();
    }
    let found = async |typed, region: Option<&str>, most| {
        let region = region.and_then(Region::of_key);
        let found = store.creators_like(typed, region, most).await.unwrap();
        found.iter().map(|creator| creator.user_id.as_str().parse().unwrap()).collect::<Vec<u32>>()
    };
    assert_eq!(found(" @AnnA", None, 9).await, [3, 1, 2]);
    assert_eq!(found("anna", None, 2).await, [3, 1]);
    assert_eq!(found("anna", Some("US"), 9).await, [1, 2]);
    assert_eq!(found("anna_", None, 9).await, [1], "no sign stands for others");
    assert_eq!(found("b_", None, 9).await, [4]);
    assert_eq!(found("%", None, 9).await, [1]);
    assert_eq!(found("\\", None, 9).await, [0; 0]);
    assert_eq!(found("安", None, 9).await, [1]);
    assert_eq!(found("", Some("US"), 9).await, [4, 2, 1], "where one sells may be unknown");
    assert_eq!(found("anna", None, 0).await, [0; 0]);
}
