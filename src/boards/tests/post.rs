//! What a post would be now.

use super::*;
use crate::domain::Payer;

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_the_newest_list_there_is() {
    let world = world().await;
    world.publish("US", "2026-11-21", 40);
    let payer = Payer { person: Some(7), server: Some(1) };
    let page = world.boards.preview(3, &settings(), payer).await.unwrap();
    assert_eq!((page.number, page.date, &page.settings), (3, day("2026-11-21"), &settings()));
    assert_eq!(world.asked().len(), 2, "yesterday's list isn't out");
    let again = world.boards.preview(3, &settings(), payer).await.unwrap();
    assert_eq!(again, page);
    assert!(world.asked().is_empty());
}
