//! Boards that can post again do, when something changed or an hour passed.

use super::{
    guilds::{FakeGuilds, good, with_guilds},
    *,
};
use crate::domain::{PlaceKind, Right, Trouble};
use std::time::Duration;

/// A world in which the board of channel 30 is blocked.
async fn blocked() -> (World, Arc<FakeGuilds>, Board) {
    let (world, guilds) = with_guilds().await;
    let board = world.add(&settings()).await;
    let trouble = Trouble::NoAccess { missing: vec![Right::SendMessages] };
    world.store.block_board(board.id, &trouble, None, world.clock.now()).await.unwrap();
    (world, guilds, board)
}

impl World {
    async fn is_blocked(&self, board: &Board) -> bool {
        let (board, _) = self.store.board_by_id(board.id).await.unwrap().unwrap();
        assert_eq!(board.next.is_none(), matches!(board.state, BoardState::Blocked(..)), "{board:?}");
        board.next.is_none()
    }
}

#[tokio::test]
async fn a_board_posts_again_when_its_place_lets_it() {
    let (world, guilds, board) = blocked().await;
    let place = |kind, without: Right| {
        Ok(Place { kind, rights: Rights(good(30).rights.0 & !without.bit()), ..good(30) })
    };
    let thread = |locked| PlaceKind::Thread { archived: true, locked };
    let forum = |lacks_tag| PlaceKind::Forum { tag: None, lacks_tag };
    let none = Right::Administrator;
    for still in [
        Err(Unseen::Gone),
        Err(Unseen::Hidden),
        Err(Unseen::Foreign),
        Err(Unseen::Unreachable("down".to_owned())),
        place(PlaceKind::Text, Right::ViewChannel),
        place(PlaceKind::Text, Right::SendMessages),
        place(PlaceKind::Text, Right::EmbedLinks),
        place(PlaceKind::Text, Right::ReadHistory),
        place(thread(false), Right::SendInThreads),
        place(thread(true), Right::ManageThreads),
        place(forum(true), none),
        place(PlaceKind::Other, none),
    ] {
        *guilds.place.lock().unwrap() = Some(still.clone());
        world.boards.recheck_all().await.unwrap();
        assert!(world.is_blocked(&board).await, "{still:?}");
    }
    for open in [
        place(PlaceKind::Text, Right::AttachFiles),
        place(PlaceKind::Announcement, none),
        place(thread(false), Right::SendMessages),
        place(thread(true), none),
        place(forum(false), none),
    ] {
        *guilds.place.lock().unwrap() = Some(open.clone());
        world.boards.recheck_all().await.unwrap();
        assert!(!world.is_blocked(&board).await, "{open:?}");
        world.store.block_board(board.id, &Trouble::ChannelGone, None, world.clock.now()).await.unwrap();
    }
}

#[tokio::test]
async fn a_board_that_is_taken_up_again_falls_due_after_now() {
    let (world, _guilds, board) = blocked().await;
    world.be(at("09:30"));
    world.boards.recheck_all().await.unwrap();
    let (board, _) = world.store.board_by_id(board.id).await.unwrap().unwrap();
    assert_eq!(board.next.unwrap().at, at("09:00") + TimeDelta::days(1));
}

#[tokio::test]
async fn plain_boards_take_no_right_to_embed() {
    let (world, guilds) = with_guilds().await;
    let board = world.add(&BoardSettings { format: Format::Plain, ..settings() }).await;
    world.store.block_board(board.id, &Trouble::ChannelGone, None, at("08:00")).await.unwrap();
    let rights = Rights(good(30).rights.0 & !Right::EmbedLinks.bit());
    *guilds.place.lock().unwrap() = Some(Ok(Place { rights, ..good(30) }));
    world.boards.recheck_all().await.unwrap();
    assert!(!world.is_blocked(&board).await);
}

#[tokio::test]
async fn many_changes_at_once_are_one_look_and_only_at_that_server() {
    let (world, guilds, board) = blocked().await;
    world.store.server_here(2, "Other", Language::default()).await.unwrap();
    let boards = world.boards.clone();
    #[expect(clippy::disallowed_methods, reason = "the test stands in for the app")]
    let looking = tokio::spawn(async move { boards.recheck_changed().await });
    for _ in 0..50 {
        world.boards.server_changed(1);
    }
    world.boards.server_changed(2);
    world.clock.has_waiters(1).await;
    assert!(world.is_blocked(&board).await, "the flock is waited for");
    assert_eq!(guilds.asked.lock().unwrap().len(), 0);
    world.clock.advance(Duration::from_secs(2));
    while world.is_blocked(&board).await {
        tokio::task::yield_now().await;
    }
    assert_eq!(*guilds.asked.lock().unwrap(), [1], "nothing is blocked in the other");
    assert_eq!(guilds.forgotten.lock().unwrap().len(), 51, "what was remembered may be wrong");
    // The next change is heard, too.
    world.store.block_board(board.id, &Trouble::ChannelGone, None, world.clock.now()).await.unwrap();
    world.boards.server_changed(1);
    world.clock.has_waiters(1).await;
    world.clock.advance(Duration::from_secs(2));
    while world.is_blocked(&board).await {
        tokio::task::yield_now().await;
    }
    looking.abort();
}

#[tokio::test]
async fn a_server_that_cannot_be_asked_is_asked_once_and_others_all_the_same() {
    let (world, guilds, _) = blocked().await;
    world.store.server_here(2, "Other", Language::default()).await.unwrap();
    let second = world.add(&settings_of(30, "GB")).await;
    let by = By { person: 2, now: at("08:00") };
    let Added::Yes(other) = world.store.add_board(2, &settings_of(31, "US"), None, 25, by).await.unwrap()
    else {
        panic!("there is room")
    };
    for board in [&second, &*other] {
        world.store.block_board(board.id, &Trouble::ChannelGone, None, at("08:00")).await.unwrap();
    }
    *guilds.place.lock().unwrap() = Some(Err(Unseen::Unreachable("down".to_owned())));
    world.boards.recheck_all().await.unwrap();
    let mut asked = std::mem::take(&mut *guilds.asked.lock().unwrap());
    asked.sort_unstable();
    assert_eq!(asked, [1, 2], "the second board of a server that is down isn't tried");
    assert!(world.is_blocked(&second).await && !world.is_blocked(&other).await);
}

#[tokio::test]
async fn a_refusal_that_no_missing_right_explains_is_tried_after_a_day() {
    let (world, _guilds) = with_guilds().await;
    let board = world.add(&settings()).await;
    let riddle = Trouble::NoAccess { missing: Vec::new() };
    world.store.block_board(board.id, &riddle, None, at("08:00")).await.unwrap();
    world.be(at("07:59") + TimeDelta::days(1));
    world.boards.recheck_all().await.unwrap();
    assert!(world.is_blocked(&board).await);
    world.be(at("08:00") + TimeDelta::days(1));
    world.boards.recheck_all().await.unwrap();
    assert!(!world.is_blocked(&board).await);
}

#[tokio::test]
async fn posts_in_doubt_are_looked_up_when_the_history_can_be_read_again() {
    let (world, guilds) = with_guilds().await;
    world.publish("US", "2026-11-22", 10);
    world.add(&settings()).await;
    world.be(at("09:00"));
    world.tick().await;
    world.tick().await;
    let (now, lease) = (at("09:00"), at("09:01"));
    let claimed = world.store.settle_and_claim(&[], now, lease, 1).await.unwrap();
    let outcome = PostSettled::Held { trouble: Trouble::Unclear, notice: None };
    let settled = [Settlement { id: claimed[0].id, outcome }];
    world.store.settle_and_claim(&settled, now, lease, 0).await.unwrap();
    let state = async || world.store.outbox(&[], 1).await.unwrap().remove(0).state;
    let unread = Rights(good(30).rights.0 & !Right::ReadHistory.bit());
    *guilds.place.lock().unwrap() = Some(Ok(Place { rights: unread, ..good(30) }));
    world.boards.recheck_all().await.unwrap();
    assert_eq!(state().await, "held");
    *guilds.place.lock().unwrap() = None;
    world.boards.recheck_all().await.unwrap();
    assert_eq!(state().await, "ready");
}
