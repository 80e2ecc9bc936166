//! Deeds that meet others: at the same time, while something falls due, and taken back.

use super::*;

#[tokio::test]
async fn a_board_that_falls_due_while_it_is_edited_keeps_its_turn() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    edit(&store, board.id, &odd(), Some(firing(24, 60)), by(0)).await;
    assert_eq!(store.due_boards(at(0), 9).await.unwrap()[0].next, board.next);
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_not_overwritten() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    edit(&store, board.id, &odd(), None, by(0)).await;
    let edit =
        BoardEdit { from: &board.settings, to: &settings(), progress: Progress::default(), next: None };
    assert_eq!(store.edit_board(board.id, edit, by(1)).await.unwrap(), None);
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().settings, odd());
    assert_eq!(store.audit(SERVER, 9).await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_goes_on_goes_where_its_board_posts_now_or_is_asked_anew() {
    for (change, ready) in [(BoardSettings { channel: 6, ..settings() }, true), (odd(), false)] {
        let (_folder, store) = served().await;
        let board = added(&store).await;
        queue(&store, &post(&board)).await;
        store.pause_board(board.id, by(10)).await.unwrap();
        edit(&store, board.id, &change, None, by(11)).await;
        store.resume_board(board.id, None, Some(at(-1)), by(20)).await.unwrap();
        let targets: Vec<_> =
            store.outbox(&["ready"], 9).await.unwrap().into_iter().map(|entry| entry.target).collect();
        assert_eq!(targets, if ready { vec![Target::Channel(6)] } else { Vec::new() });
    }
}

#[tokio::test]
async fn what_a_deed_dropped_goes_on_when_it_is_taken_back() {
    for removes in [false, true] {
        let (_folder, store) = served().await;
        let (waits, queued) = (added(&store).await, added(&store).await);
        store.begin_turns(&[due(&waits)], at(0)).await.unwrap();
        queue(&store, &post(&queued)).await;
        for board in [&waits, &queued] {
            let next = Some(firing(24, 0));
            if removes {
                store.remove_board(board.id, by(10)).await.unwrap();
                assert!(store.restore_board(board.id, next, 9, at(-1), by(20)).await.unwrap());
            } else {
                store.pause_board(board.id, by(10)).await.unwrap();
                store.resume_board(board.id, next, Some(at(-1)), by(20)).await.unwrap();
            }
        }
        let turns = store.due_runs(at(20), 9).await.unwrap();
        assert_eq!((turns.len(), turns[0].board.id), (1, waits.id));
        assert_eq!(store.runs(queued.id, 1).await.unwrap()[0].state, RunState::Queued);
        assert_eq!(store.next_ready().await.unwrap(), Some(at(20)));
    }
}

#[tokio::test]
async fn what_is_over_by_then_stays_dropped() {
    let (_folder, store) = served().await;
    let (waits, queued) = (added(&store).await, added(&store).await);
    store.begin_turns(&[due(&waits)], at(0)).await.unwrap();
    queue(&store, &post(&queued)).await;
    for board in [&waits, &queued] {
        store.pause_board(board.id, by(10)).await.unwrap();
        store.resume_board(board.id, None, Some(at(0)), by(3600)).await.unwrap();
    }
    assert_eq!(store.due_runs(at(3600), 9).await.unwrap(), []);
    assert_eq!(store.next_ready().await.unwrap(), None);
    let again = added(&store).await;
    store.begin_turns(&[due(&again)], at(0)).await.unwrap();
    store.pause_board(again.id, by(10)).await.unwrap();
    store.resume_board(again.id, None, None, by(20)).await.unwrap();
    assert_eq!(store.due_runs(at(3600), 9).await.unwrap(), [], "resuming isn't taking back");
}
