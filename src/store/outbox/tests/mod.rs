//! The outbox on a real file.

mod alerts;
mod claims;
mod meanings;
mod people;
mod settles;

use super::*;
use crate::{
    domain::{Board, RunState},
    store::{Store, tests::at},
};

async fn claim(store: &Store, seconds: i64) -> Vec<Delivery> {
    store.settle_and_claim(&[], at(seconds), at(seconds + 60), 64).await.unwrap()
}

/// Claims what is ready ten seconds after noon: one delivery.
async fn claim_one(store: &Store) -> Delivery {
    let mut claimed = claim(store, 10).await;
    assert_eq!(claimed.len(), 1);
    claimed.remove(0)
}

/// Settles ten seconds after noon.
async fn settle(store: &Store, id: DeliveryId, outcome: Settled) {
    let settled = [Settlement { id, outcome }];
    assert_eq!(store.settle_and_claim(&settled, at(10), at(70), 0).await.unwrap(), []);
}

async fn turn(store: &Store, board: &Board) -> RunState {
    store.runs(board.id, 1).await.unwrap()[0].state.clone()
}

/// All rows by kind and state, the oldest first.
async fn rows(store: &Store) -> Vec<String> {
    let entries = store.outbox(&[], 99).await.unwrap();
    entries.iter().rev().map(|entry| format!("{} {}", entry.kind, entry.state)).collect()
}

/// A notice about the board of a post, to channel 9.
fn notice(post: &NewPost) -> NewPost {
    NewPost { kind: "notice", target: Target::Channel(9), ..post.clone() }
}

fn message() -> Option<MessageRef> {
    Some(MessageRef { channel: 5, message: u64::MAX })
}

fn sent() -> Settled {
    Settled::Sent { message: message(), then: None }
}

fn again(seconds: i64) -> Settled {
    Settled::Again {
        at: at(seconds),
        unclear_since: None,
        plain: false,
        counts: true,
        detail: "502".to_owned(),
        then: None,
    }
}
