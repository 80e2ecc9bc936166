use super::*;
use crate::{
    domain::{BoardSettings, BoardState, DataDate, Lateness, Right, Trouble},
    store::tests::{SERVER, add, added, by, edit, post, queue, served, settings},
};

/// A board whose post is claimed.
async fn claimed(store: &Store) -> (Board, DeliveryId) {
    let board = added(store).await;
    queue(store, &post(&board)).await;
    let id = claim_one(store).await.id;
    (board, id)
}

async fn board_state(store: &Store, board: &Board) -> BoardState {
    store.board_by_id(board.id).await.unwrap().unwrap().0.state
}

#[tokio::test]
async fn a_post_that_was_sent_ends_as_posted() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    settle(&store, id, sent()).await;
    assert_eq!(claim(&store, 99).await, []);
    let run = store.runs(board.id, 1).await.unwrap().remove(0);
    assert_eq!((run.state, run.message, run.at), (RunState::Posted, message(), at(10)));
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().message, message());
    let entry = store.outbox(&["sent"], 9).await.unwrap().remove(0);
    assert_eq!((entry.number, entry.settled_at, entry.attempts), (Some(1), Some(at(10)), 1));
    for outcome in [Settled::Dropped { detail: String::new() }, again(0)] {
        settle(&store, id, outcome).await;
        assert_eq!(rows(&store).await, ["board sent"], "it is settled already");
        assert_eq!(turn(&store, &board).await, RunState::Posted);
    }
}

#[tokio::test]
async fn a_post_that_somebody_deleted_is_posted_without_a_message() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    settle(&store, id, Settled::Sent { message: None, then: None }).await;
    assert_eq!(turn(&store, &board).await, RunState::Posted);
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().message, None);
}

#[tokio::test]
async fn a_post_that_says_why_it_is_late_ends_as_posted_late() {
    let lateness = [Lateness::Data(day()), Lateness::CatchUp(day().first())];
    for late in lateness {
        let (_folder, store) = served().await;
        let board = added(&store).await;
        let mut post = post(&board);
        if let Meaning::Board(post) = &mut post.meaning {
            post.late = late;
        }
        queue(&store, &post).await;
        let id = claim_one(&store).await.id;
        settle(&store, id, sent()).await;
        assert_eq!(turn(&store, &board).await, RunState::PostedLate);
    }
}

fn day() -> DataDate {
    crate::store::tests::day("2026-11-22")
}

#[tokio::test]
async fn what_follows_is_queued_with_it_and_goes_in_a_lane_of_its_own() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    let publish = NewPost {
        kind: "crosspost",
        subject: 99,
        meaning: Meaning::Crosspost(MessageRef { channel: 5, message: 99 }),
        ..post(&board)
    };
    let settled =
        Settlement { id, outcome: Settled::Sent { message: message(), then: Some(Box::new(publish)) } };
    let next = store.settle_and_claim(&[settled], at(10), at(70), 9).await.unwrap();
    assert_eq!(next.len(), 1);
    assert_eq!((next[0].target, next[0].edit), (Target::Channel(5), None));
    store
        .queue_post(&NewPost { kind: "test", period: "t".to_owned(), ..post(&board) }, at(10))
        .await
        .unwrap();
    assert_eq!(claim(&store, 10).await.len(), 1, "publishing keeps nobody waiting");
    store.remove_board(board.id, by(11)).await.unwrap();
    settle(&store, next[0].id, again(12)).await;
    assert_eq!(rows(&store).await, ["board sent", "crosspost ready", "test leased"], "it goes on");
}

#[tokio::test]
async fn what_is_tried_again_keeps_what_is_known_of_it() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    let outcome = |counts, unclear_since| Settled::Again {
        at: at(300),
        unclear_since,
        plain: true,
        counts,
        detail: "502".to_owned(),
        then: None,
    };
    settle(&store, id, outcome(true, Some(at(9)))).await;
    let entry = store.outbox(&["ready"], 9).await.unwrap().remove(0);
    assert_eq!((entry.ready_at, entry.attempts, entry.detail.as_str()), (at(300), 1, "502"));
    let delivery = claim(&store, 300).await.remove(0);
    assert_eq!((delivery.unclear_since, delivery.plain, delivery.attempts), (Some(at(9)), true, 1));
    settle(&store, id, outcome(false, None)).await;
    let delivery = claim(&store, 300).await.remove(0);
    assert_eq!((delivery.unclear_since, delivery.attempts), (None, 1));
    assert_eq!(turn(&store, &board).await, RunState::Queued);
}

#[tokio::test]
async fn a_block_stops_the_board_holds_its_posts_and_tells_once() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    let post = post(&board);
    let tomorrow = NewPost { period: "2026-11-24".to_owned(), ..post.clone() };
    store.queue_post(&tomorrow, at(0)).await.unwrap();
    let trouble = Trouble::NoAccess { missing: vec![Right::SendMessages] };
    let blocked = |period: &str| Settled::Blocked {
        trouble: trouble.clone(),
        notice: Some(Box::new(NewPost { period: period.to_owned(), ..notice(&post) })),
    };
    settle(&store, id, blocked("first")).await;
    assert_eq!(board_state(&store, &board).await, BoardState::Blocked(trouble.clone(), at(10)));
    assert_eq!(turn(&store, &board).await, RunState::Blocked(trouble.clone()));
    assert_eq!(rows(&store).await, ["board held", "board held", "notice ready"]);
    assert!(store.retry_post(id, false, at(7200), at(11)).await.unwrap());
    let told = claim(&store, 11).await;
    assert_eq!(told.len(), 2, "the retry and the notice, which a block doesn't hold");
    settle(&store, id, blocked("second")).await;
    assert_eq!(rows(&store).await, ["board held", "board held", "notice leased"], "nobody is told twice");
    assert_eq!(board_state(&store, &board).await, BoardState::Blocked(trouble, at(10)));
}

#[tokio::test]
async fn a_notice_that_cannot_be_posted_blocks_no_board() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    let notice = NewPost { target: Target::Channel(board.settings.channel), ..notice(&post(&board)) };
    store.queue_post(&notice, at(0)).await.unwrap();
    let id = claim_one(&store).await.id;
    settle(&store, id, Settled::Blocked { trouble: Trouble::ChannelGone, notice: None }).await;
    assert_eq!(board_state(&store, &board).await, BoardState::Active);
    assert_eq!(rows(&store).await, ["notice held"]);
}

#[tokio::test]
async fn a_post_in_trouble_follows_its_board_to_another_channel() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    edit(&store, board.id, &BoardSettings { channel: 6, ..settings() }, None, by(10)).await;
    let told = Some(Box::new(notice(&post(&board))));
    settle(&store, id, Settled::Blocked { trouble: Trouble::ChannelGone, notice: told }).await;
    assert_eq!(board_state(&store, &board).await, BoardState::Active);
    assert_eq!(rows(&store).await, ["board ready"], "nobody is told");
    assert_eq!(turn(&store, &board).await, RunState::Queued);
    assert_eq!(claim_one(&store).await.target, Target::Channel(6));
}

#[tokio::test]
async fn a_post_that_is_tried_again_follows_its_board_unless_it_may_stand_where_it_was() {
    for (unclear_since, channel) in [(None, 6), (Some(at(9)), settings().channel)] {
        let (_folder, store) = served().await;
        let (board, id) = claimed(&store).await;
        let moved = BoardSettings { channel: 6, ..settings() };
        edit(&store, board.id, &moved, None, by(10)).await;
        let detail = String::new();
        let again =
            Settled::Again { at: at(0), unclear_since, plain: false, counts: true, detail, then: None };
        settle(&store, id, again).await;
        assert_eq!(claim_one(&store).await.target, Target::Channel(channel));
    }
}

#[tokio::test]
async fn what_a_block_held_goes_to_the_channel_that_mends_it() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    settle(&store, id, Settled::Blocked { trouble: Trouble::ChannelGone, notice: None }).await;
    edit(&store, board.id, &BoardSettings { channel: 6, ..settings() }, None, by(10)).await;
    assert_eq!(board_state(&store, &board).await, BoardState::Active);
    assert_eq!(claim_one(&store).await.target, Target::Channel(6));
    assert_eq!(turn(&store, &board).await, RunState::Queued);
}

#[tokio::test]
async fn what_is_held_for_itself_leaves_its_board_active() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    let trouble = Trouble::AutoMod { said: "a rule".to_owned() };
    let told = Some(Box::new(notice(&post(&board))));
    settle(&store, id, Settled::Held { trouble: trouble.clone(), notice: told }).await;
    assert_eq!(board_state(&store, &board).await, BoardState::Active);
    assert_eq!(turn(&store, &board).await, RunState::Blocked(trouble));
    assert_eq!(rows(&store).await, ["board held", "notice ready"]);
    let held = store.stuck_posts(board.id, 9).await.unwrap().remove(0);
    assert_eq!((held.cause.as_str(), held.detail.as_str()), ("automod", "a rule"));
}

#[tokio::test]
async fn a_dead_post_ends_its_turn_and_may_be_told() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    let then = Some(Box::new(notice(&post(&board))));
    settle(&store, id, Settled::Dead { cause: "malformed", detail: "50035".to_owned(), then }).await;
    assert_eq!(turn(&store, &board).await, RunState::Dead("malformed".to_owned()));
    assert_eq!(rows(&store).await, ["board dead", "notice ready"]);
    let dead = store.stuck_posts(board.id, 9).await.unwrap().remove(0);
    assert_eq!((dead.cause.as_str(), dead.detail.as_str()), ("malformed", "50035"));
}

#[tokio::test]
async fn closed_direct_messages_are_remembered() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    let person = u64::MAX;
    let told = NewPost { target: Target::Person(person), ..notice(&post(&board)) };
    store.queue_post(&told, at(0)).await.unwrap();
    let delivery = claim_one(&store).await;
    assert_eq!(delivery.target, Target::Person(person));
    let dead = Settled::Dead { cause: "dm_closed", detail: String::new(), then: None };
    settle(&store, delivery.id, dead).await;
    assert!(store.dm_closed(person).await.unwrap());
    assert!(store.tell_dm_closed(person).await.unwrap());
}

#[tokio::test]
async fn what_is_not_needed_is_dropped_with_its_turn() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    settle(&store, id, Settled::Dropped { detail: "no list".to_owned() }).await;
    assert_eq!(turn(&store, &board).await, RunState::Dropped);
    assert_eq!(rows(&store).await, ["board dropped"]);
    assert_eq!(store.next_ready().await.unwrap(), None);
}

#[tokio::test]
async fn nothing_comes_back_for_a_board_that_was_removed_while_it_was_sent() {
    let outcomes = [
        again(0),
        Settled::Held { trouble: Trouble::Unclear, notice: None },
        Settled::Blocked { trouble: Trouble::ChannelGone, notice: None },
    ];
    for outcome in outcomes {
        for remove in [true, false] {
            let (_folder, store) = served().await;
            let (board, id) = claimed(&store).await;
            if remove {
                store.remove_board(board.id, by(5)).await.unwrap();
            } else {
                store.pause_board(board.id, by(5)).await.unwrap();
            }
            settle(&store, id, outcome.clone()).await;
            assert_eq!(rows(&store).await, ["board dropped"], "{outcome:?}");
            assert_eq!(turn(&store, &board).await, RunState::Dropped);
            let (board, removed) = store.board_by_id(board.id).await.unwrap().unwrap();
            assert_eq!((removed, board.next, board.state == BoardState::Paused), (remove, None, !remove));
        }
    }
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    store.remove_board(board.id, by(5)).await.unwrap();
    let told = Some(Box::new(notice(&post(&board))));
    settle(&store, id, Settled::Dead { cause: "expired", detail: String::new(), then: told }).await;
    assert_eq!(
        rows(&store).await,
        ["board dead", "notice dropped"],
        "nobody is told of a board that is gone"
    );
}

#[tokio::test]
async fn what_was_sent_for_a_removed_board_stands_in_its_history() {
    let (_folder, store) = served().await;
    let (board, id) = claimed(&store).await;
    store.remove_board(board.id, by(5)).await.unwrap();
    settle(&store, id, sent()).await;
    assert_eq!(turn(&store, &board).await, RunState::Posted);
    assert!(store.board_by_id(board.id).await.unwrap().unwrap().1, "it stays removed");
}

#[tokio::test]
async fn many_are_settled_at_once_and_a_lane_goes_on() {
    let (_folder, store) = served().await;
    let mut boards = Vec::new();
    for channel in 5..8 {
        let board = add(&store, &BoardSettings { channel, ..settings() }).await;
        queue(&store, &post(&board)).await;
        boards.push(board);
    }
    let waits = added(&store).await;
    queue(&store, &post(&waits)).await;
    let ids: Vec<_> = claim(&store, 1).await.into_iter().map(|delivery| delivery.id).collect();
    let trouble = Trouble::ThreadLocked;
    let outcomes = [sent(), Settled::Blocked { trouble: trouble.clone(), notice: None }, again(60)];
    let settled = ids.into_iter().zip(outcomes).map(|(id, outcome)| Settlement { id, outcome });
    let settled: Vec<_> = settled.chain([Settlement { id: DeliveryId(999), outcome: sent() }]).collect();
    let next = store.settle_and_claim(&settled, at(2), at(62), 9).await.unwrap();
    assert_eq!(next.iter().map(|delivery| delivery.board).collect::<Vec<_>>(), [Some(waits.id)]);
    assert_eq!(turn(&store, &boards[0]).await, RunState::Posted);
    assert_eq!(turn(&store, &boards[1]).await, RunState::Blocked(trouble));
    assert_eq!(turn(&store, &boards[2]).await, RunState::Queued);
}
