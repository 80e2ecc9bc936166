use super::*;
use crate::{
    domain::{BoardSettings, Language, Style},
    store::{
        Lock,
        tests::{SERVER, add, added, by, edit, post, queue, served, settings},
    },
};
use std::collections::HashSet;

/// A test post of a board, to a channel.
fn test(board: &Board, channel: u64, period: &str) -> NewPost {
    NewPost { kind: "test", target: Target::Channel(channel), period: period.to_owned(), ..post(board) }
}

#[tokio::test]
async fn a_lane_has_one_in_flight_and_the_longest_ready_goes_first() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    for (second, channel, period) in [(3, 5, "c"), (1, 5, "a"), (2, 5, "b"), (2, 6, "d"), (9, 7, "e")] {
        assert!(store.queue_post(&test(&board, channel, period), at(second)).await.unwrap());
    }
    let periods = async |store: &Store, claimed: Vec<Delivery>| {
        let mut periods = Vec::new();
        for delivery in claimed {
            periods.push(store.marked(delivery.mark).await.unwrap().unwrap().period);
        }
        periods
    };
    assert_eq!(claim(&store, 0).await, [], "nothing is ready yet");
    assert_eq!(store.next_ready().await.unwrap(), Some(at(1)));
    let first = claim(&store, 5).await;
    assert_eq!(periods(&store, first.clone()).await, ["a", "d"]);
    assert_eq!(claim(&store, 5).await, []);
    assert_eq!(store.next_ready().await.unwrap(), Some(at(9)), "the lane's others wait for it");
    let settled = [Settlement { id: first[0].id, outcome: sent() }];
    let second = store.settle_and_claim(&settled, at(5), at(65), 64).await.unwrap();
    assert_eq!(periods(&store, second).await, ["b"]);
}

#[tokio::test]
async fn what_waits_longer_lets_others_of_its_lane_go_first() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.queue_post(&test(&board, 5, "a"), at(0)).await.unwrap();
    let slow = claim_one(&store).await.id;
    settle(&store, slow, again(600)).await;
    assert_eq!(store.next_ready().await.unwrap(), Some(at(600)));
    store.queue_post(&test(&board, 5, "b"), at(20)).await.unwrap();
    let claimed = claim(&store, 20).await;
    assert_eq!(claimed.len(), 1);
    assert_ne!(claimed[0].id, slow);
    settle(&store, claimed[0].id, sent()).await;
    assert_eq!(claim(&store, 600).await[0].id, slow);
}

#[tokio::test]
async fn no_more_than_asked_are_claimed_also_behind_a_long_lane() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    for number in 0..50 {
        store.queue_post(&test(&board, 5, &number.to_string()), at(0)).await.unwrap();
    }
    for channel in 10..15 {
        store.queue_post(&test(&board, channel, &format!("in {channel}")), at(1)).await.unwrap();
    }
    let claimed = store.settle_and_claim(&[], at(2), at(62), 4).await.unwrap();
    let targets: Vec<_> = claimed.iter().map(|delivery| delivery.target).collect();
    assert_eq!(targets, [5, 10, 11, 12].map(Target::Channel));
    assert_eq!(claim(&store, 2).await.len(), 2, "what is left of other lanes");
}

#[tokio::test]
async fn each_post_is_queued_once_and_claimed_by_one() {
    let (folder, store) = served().await;
    let board = added(&store).await;
    for channel in 0..40 {
        let post = test(&board, 100 + channel, &channel.to_string());
        assert!(store.queue_post(&post, at(0)).await.unwrap());
        assert!(!store.queue_post(&post, at(0)).await.unwrap());
    }
    let other = Store::open(&folder.path().join("data/rankwatch.db")).await.unwrap();
    let take = async |store: &Store| {
        let mut taken = Vec::new();
        for _ in 0..10 {
            taken.extend(store.settle_and_claim(&[], at(1), at(61), 3).await.unwrap());
        }
        taken
    };
    let (one, two) = tokio::join!(take(&store), take(&other));
    let marks: HashSet<_> = one.iter().chain(&two).map(|delivery| delivery.mark).collect();
    assert_eq!((marks.len(), one.len() + two.len()), (40, 40));
    assert!(marks.iter().all(|mark| mark.0 < 1 << 63));
}

#[tokio::test]
async fn nothing_goes_to_a_server_that_is_left_or_in_an_outage() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    store.server_outage(SERVER).await.unwrap();
    assert_eq!((claim(&store, 1).await, store.next_ready().await.unwrap()), (vec![], None));
    store.server_left(SERVER, at(1)).await.unwrap();
    assert_eq!(claim(&store, 1).await, []);
    store.server_here(SERVER, "again", Language::EnUs).await.unwrap();
    assert_eq!(claim(&store, 1).await.len(), 1);
}

#[tokio::test]
async fn what_is_expired_is_claimed_for_the_pump_to_decide() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    assert_eq!(claim(&store, 9999).await[0].expires_at, at(3600));
}

#[tokio::test]
async fn a_board_of_that_style_edits_its_last_message() {
    let (_folder, store) = served().await;
    let board = add(&store, &BoardSettings { style: Style::Edit, ..settings() }).await;
    queue(&store, &post(&board)).await;
    let first = claim_one(&store).await;
    assert_eq!(first.edit, None);
    let thread = Some(MessageRef { channel: 77, message: 78 });
    settle(&store, first.id, Settled::Sent { message: thread, then: None }).await;
    let next = |kind, period: &str, test| {
        let mut post = NewPost { kind, period: period.to_owned(), ..post(&board) };
        if let Meaning::Board(post) = &mut post.meaning {
            post.test = test;
        }
        post
    };
    store.queue_post(&next("test", "t", true), at(1)).await.unwrap();
    let test = claim_one(&store).await;
    assert_eq!(test.edit, None, "a test edits nothing");
    settle(&store, test.id, sent()).await;
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().message, thread, "a test is no post");
    store.queue_post(&next("board", "2026-11-24", false), at(1)).await.unwrap();
    let second = claim_one(&store).await;
    assert_eq!(second.edit, thread);
    settle(&store, second.id, again(0)).await;
    let moved = BoardSettings { channel: 6, style: Style::Edit, ..settings() };
    edit(&store, board.id, &moved, None, by(20)).await;
    let third = claim_one(&store).await;
    assert_eq!((third.edit, third.target), (None, Target::Channel(6)), "the channel changed");
    let Meaning::Board(meant) = third.meaning else { panic!("a board") };
    assert_eq!(meant.settings.channel, 6);
}

#[tokio::test]
async fn a_board_of_new_messages_edits_none() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let first = claim_one(&store).await;
    settle(&store, first.id, sent()).await;
    store.queue_post(&NewPost { period: "2026-11-24".to_owned(), ..post(&board) }, at(1)).await.unwrap();
    assert_eq!(claim_one(&store).await.edit, None);
}

#[tokio::test]
async fn a_post_that_may_stand_in_the_old_channel_stays_there() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let first = claim_one(&store).await.id;
    let unclear = Settled::Again {
        at: at(0),
        unclear_since: Some(at(9)),
        plain: true,
        counts: true,
        detail: String::new(),
        then: None,
    };
    settle(&store, first, unclear).await;
    edit(&store, board.id, &BoardSettings { channel: 6, ..settings() }, None, by(20)).await;
    let second = claim_one(&store).await;
    assert_eq!((second.target, second.unclear_since, second.plain), (Target::Channel(5), Some(at(9)), true));
    assert_eq!(second.attempts, 1);
    settle(&store, second.id, sent()).await;
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().message, None, "it stands elsewhere");
}

#[tokio::test]
async fn what_was_leased_by_a_process_that_died_is_looked_for() {
    let (folder, store) = served().await;
    let (board, other) =
        (added(&store).await, add(&store, &BoardSettings { channel: 6, ..settings() }).await);
    let lock = Lock::take(&folder.path().join("data/rankwatch.db")).unwrap();
    assert_eq!(store.recover_leases(&lock, at(0)).await.unwrap(), 0);
    queue(&store, &post(&board)).await;
    queue(&store, &post(&other)).await;
    assert_eq!(claim(&store, 10).await.len(), 2);
    assert_eq!(store.recover_late_leases(at(69)).await.unwrap(), 0, "they are leased until 70");
    store.remove_board(other.id, by(40)).await.unwrap();
    assert_eq!(store.recover_leases(&lock, at(60)).await.unwrap(), 2);
    assert_eq!(rows(&store).await, ["board ready", "board dropped"]);
    assert_eq!(turn(&store, &other).await, RunState::Dropped);
    assert_eq!(claim(&store, 59).await, []);
    let claimed = claim(&store, 60).await;
    assert_eq!((claimed.len(), claimed[0].unclear_since), (1, Some(at(10))));
    assert_eq!(store.recover_late_leases(at(120)).await.unwrap(), 1);
    assert_eq!(claim(&store, 120).await[0].unclear_since, Some(at(10)), "since the first");
}

#[tokio::test]
async fn a_board_is_late_from_its_hour_on() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.queue_post(&NewPost { not_before: Some(at(-18_000)), ..post(&board) }, at(5)).await.unwrap();
    let claimed = claim_one(&store).await;
    assert_eq!((claimed.due_at, claimed.queued_at), (at(-18_000), at(5)));
    let other = test(&board, 6, "a");
    store.queue_post(&other, at(7)).await.unwrap();
    assert_eq!(claim_one(&store).await.due_at, at(7), "what has no hour is late from now on");
}
