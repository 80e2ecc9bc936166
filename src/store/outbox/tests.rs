use super::*;
use crate::{
    domain::{Board, BoardState, Lateness, RunState, Style},
    store::{
        Lock, Store,
        tests::{SERVER, add, added, at, by, day, firing, post, queue, served, settings},
    },
};

async fn claim(store: &Store, seconds: i64) -> Vec<Delivery> {
    store.settle_and_claim(&[], at(seconds), at(seconds + 60), 64).await.unwrap()
}

async fn settle(store: &Store, id: DeliveryId, outcome: Settled) {
    let settled = [Settlement { id, outcome }];
    assert_eq!(store.settle_and_claim(&settled, at(10), at(70), 0).await.unwrap(), []);
}

async fn state(store: &Store, board: &Board) -> RunState {
    store.runs(board.id, 1).await.unwrap()[0].state.clone()
}

fn message() -> Option<MessageRef> {
    Some(MessageRef { channel: 5, message: u64::MAX })
}

fn sent() -> Settled {
    Settled::Sent { message: message(), then: None }
}

#[tokio::test]
async fn a_post_is_claimed_once_and_ends_as_posted() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let claimed = claim(&store, 1).await;
    assert_eq!(claimed.len(), 1);
    assert_eq!((claimed[0].target, claimed[0].board), (Target::Channel(5), Some(board.id)));
    assert_eq!(claimed[0].meaning, post(&board).meaning);
    assert_eq!(claim(&store, 1).await, []);
    settle(&store, claimed[0].id, sent()).await;
    assert_eq!(claim(&store, 99).await, []);
    let run = store.runs(board.id, 1).await.unwrap().remove(0);
    assert_eq!((run.state, run.message), (RunState::Posted, message()));
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().message, message());
    let entry = store.marked(claimed[0].mark).await.unwrap().unwrap();
    assert_eq!((entry.state.as_str(), entry.number, entry.settled_at), ("sent", Some(1), Some(at(10))));
    settle(&store, claimed[0].id, Settled::Dropped { detail: String::new() }).await;
    assert_eq!(state(&store, &board).await, RunState::Posted, "it is settled already");
}
