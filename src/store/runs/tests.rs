use super::*;
use crate::{
    domain::{BoardState, ProductCategory, Right, Target, Trouble},
    store::tests::{SERVER, added, at, by, day, due, edit, ending, firing, post, queue, served, settings},
};

async fn state(store: &Store, board: &Board) -> RunState {
    store.runs(board.id, 1).await.unwrap()[0].state.clone()
}

#[tokio::test]
async fn a_turn_waits_until_its_moment() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.begin_turns(&[due(&board)], at(0)).await.unwrap();
    store.end_runs(&[ending(&board, RunEnd::Wait(at(900)))], at(1)).await.unwrap();
    assert_eq!(store.due_runs(at(899), 9).await.unwrap(), []);
    assert_eq!(store.due_runs(at(900), 9).await.unwrap().len(), 1);
    store.server_left(SERVER, at(900)).await.unwrap();
    assert_eq!(store.due_runs(at(900), 9).await.unwrap(), []);
}

#[tokio::test]
async fn every_end_comes_back_as_it_was_written() {
    let (_folder, store) = served().await;
    let ends = [
        RunState::Missed,
        RunState::NothingNew,
        RunState::SkippedLate,
        RunState::NoNumbers("no_credits".to_owned()),
        RunState::Blocked(Trouble::NoAccess { missing: vec![Right::EmbedLinks] }),
        RunState::Dead("expired".to_owned()),
        RunState::Dropped,
        RunState::Posted,
        RunState::PostedLate,
        RunState::Queued,
    ];
    for end in ends {
        let board = added(&store).await;
        store.begin_turns(&[due(&board)], at(0)).await.unwrap();
        let ended = ending(&board, RunEnd::End(end.clone()));
        store.end_runs(&[ended], at(7)).await.unwrap();
        let run = store.runs(board.id, 1).await.unwrap().remove(0);
        assert_eq!((run.state, run.at), (end, at(7)));
        let late = ending(&board, RunEnd::End(RunState::Waiting));
        store.end_runs(&[late], at(8)).await.unwrap();
        assert_eq!(store.runs(board.id, 1).await.unwrap()[0].at, at(7), "it doesn't wait any more");
    }
}

#[tokio::test]
async fn a_post_is_queued_once_with_its_turn_and_its_board() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    for _ in 0..2 {
        queue(&store, &post(&board)).await;
    }
    assert_eq!(store.outbox(&[], 9).await.unwrap().len(), 1);
    assert_eq!(state(&store, &board).await, RunState::Queued);
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().posted, Some(day("2026-11-22")));
}

#[tokio::test]
async fn nothing_is_queued_for_a_board_that_changed_meanwhile() {
    for change in 0..4 {
        let (_folder, store) = served().await;
        let board = added(&store).await;
        store.begin_turns(&[due(&board)], at(0)).await.unwrap();
        let mut post = post(&board);
        match change {
            0 => store.pause_board(board.id, by(1)).await.unwrap(),
            1 => store.remove_board(board.id, by(1)).await.unwrap(),
            2 => assert!(store.block_board(board.id, &Trouble::ChannelGone, None, at(1)).await.unwrap()),
            _ => post.target = Target::Channel(6),
        }
        let end = RunEnd::Queue(Box::new(post), day("2026-11-22"));
        store.end_runs(&[ending(&board, end)], at(2)).await.unwrap();
        assert_eq!(store.outbox(&[], 9).await.unwrap(), [], "{change}");
        let (board, _) = store.board_by_id(board.id).await.unwrap().unwrap();
        assert_eq!(board.posted, None);
        assert_eq!(store.due_runs(at(2), 9).await.unwrap().len(), usize::from(change == 3));
    }
}

#[tokio::test]
async fn a_block_ends_what_waits_holds_what_is_queued_and_tells_once() {
    let (_folder, store) = served().await;
    let (queued, other) = (added(&store).await, added(&store).await);
    queue(&store, &post(&queued)).await;
    store.begin_turns(&[due(&other)], at(0)).await.unwrap();
    let notice =
        NewPost { kind: "notice", period: "noon".to_owned(), target: Target::Channel(9), ..post(&queued) };
    let trouble = Trouble::NoAccess { missing: vec![Right::SendMessages, Right::EmbedLinks] };
    for (board, news) in [(&queued, true), (&queued, false), (&other, true)] {
        assert_eq!(store.block_board(board.id, &trouble, Some(&notice), at(5)).await.unwrap(), news);
    }
    assert_eq!(state(&store, &queued).await, RunState::Blocked(trouble.clone()));
    assert_eq!(state(&store, &other).await, RunState::Waiting, "it has nothing to post yet");
    for board in [&queued, &other] {
        let (board, _) = store.board_by_id(board.id).await.unwrap().unwrap();
        assert_eq!((board.state, board.next), (BoardState::Blocked(trouble.clone(), at(5)), None));
    }
    assert_eq!(store.outbox(&["ready"], 9).await.unwrap().len(), 1, "the notice");
    let held = store.stuck_posts(queued.id, 9).await.unwrap().remove(0);
    assert_eq!((held.cause.as_str(), held.detail.as_str()), ("no_access", "send_messages, embed_links"));
    assert_eq!(store.blocked_boards().await.unwrap().len(), 2);
    assert_eq!(store.blocked_boards().await.unwrap()[0].1, trouble);
    store.unblock_board(queued.id, Some(firing(24, 0)), at(9)).await.unwrap();
    assert_eq!(state(&store, &queued).await, RunState::Queued);
    assert_eq!(state(&store, &other).await, RunState::Waiting);
    let (back, _) = store.board_by_id(queued.id).await.unwrap().unwrap();
    assert_eq!((back.state, back.next), (BoardState::Active, Some(firing(24, 0))));
    assert_eq!(store.next_ready().await.unwrap(), Some(at(5)), "the notice first");
}

#[tokio::test]
async fn what_expired_while_its_board_was_blocked_stays_held() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    store.block_board(board.id, &Trouble::ChannelGone, None, at(5)).await.unwrap();
    store.unblock_board(board.id, None, at(3600)).await.unwrap();
    assert_eq!(store.stuck_posts(board.id, 9).await.unwrap().len(), 1);
    store.tidy_outbox(at(3600), at(0)).await.unwrap();
    assert_eq!(state(&store, &board).await, RunState::Dead("channel_gone".to_owned()));
    assert_eq!(store.outbox(&["dead"], 9).await.unwrap()[0].cause, "channel_gone", "what kept it");
}

#[tokio::test]
async fn a_board_that_is_not_blocked_is_not_unblocked() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.pause_board(board.id, by(0)).await.unwrap();
    assert!(!store.block_board(board.id, &Trouble::ChannelGone, None, at(1)).await.unwrap());
    store.unblock_board(board.id, Some(firing(24, 0)), at(2)).await.unwrap();
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().state, BoardState::Paused);
}

#[tokio::test]
async fn what_was_found_for_another_question_ends_nothing() {
    let ends = [
        RunEnd::Wait(at(900)),
        RunEnd::End(RunState::NothingNew),
        RunEnd::Queue(Box::new(post(&added(&served().await.1).await)), day("2026-11-22")),
    ];
    for end in ends {
        let (_folder, store) = served().await;
        let board = added(&store).await;
        store.begin_turns(&[due(&board)], at(0)).await.unwrap();
        let mut other = board.settings.clone();
        other.question.product = ProductCategory::parse("601450").ok();
        edit(&store, board.id, &other, None, by(1)).await;
        store.end_runs(&[ending(&board, end.clone())], at(2)).await.unwrap();
        assert_eq!(store.outbox(&[], 9).await.unwrap(), [], "{end:?}");
        let turns = store.due_runs(at(2), 9).await.unwrap();
        assert_eq!(
            (turns.len(), turns[0].run.firing),
            (1, firing(23, 0)),
            "it waits for the new one: {end:?}"
        );
        assert_eq!(turns[0].board.posted, None);
    }
}

#[tokio::test]
async fn a_board_that_cannot_be_read_keeps_no_other_from_its_turn() {
    let (_folder, store) = served().await;
    let (broken, waits, falls_due) = (added(&store).await, added(&store).await, added(&store).await);
    store.begin_turns(&[due(&broken), due(&waits)], at(0)).await.unwrap();
    let break_it = "UPDATE boards SET region = 'XX', next_due_at = 0 WHERE id = $1";
    sqlx::query(break_it).bind(broken.id.0).execute(&store.writer).await.unwrap();
    let turns = store.due_runs(at(0), 9).await.unwrap();
    assert_eq!(turns.iter().map(|turn| turn.board.id).collect::<Vec<_>>(), [waits.id]);
    assert_eq!(state(&store, &broken).await, RunState::Dead("unreadable".to_owned()));
    sqlx::query(break_it).bind(broken.id.0).execute(&store.writer).await.unwrap();
    for _ in 0..2 {
        let due = store.due_boards(at(0), 9).await.unwrap();
        assert_eq!(due.iter().map(|board| board.id).collect::<Vec<_>>(), [falls_due.id]);
    }
    assert_eq!(store.boards(SERVER).await.unwrap().len(), 2, "the others are listed");
    let due: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM boards WHERE id = $1 AND next_due_at IS NOT NULL")
            .bind(broken.id.0)
            .fetch_one(&store.readers)
            .await
            .unwrap();
    assert_eq!(due, 0, "it isn't read again each second");
}

#[tokio::test]
async fn a_turn_that_cannot_be_read_ends_and_its_board_goes_on() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.begin_turns(&[due(&board)], at(0)).await.unwrap();
    let date = |date| sqlx::query("UPDATE runs SET target = $1").bind(date).execute(&store.writer);
    date("soon").await.unwrap();
    assert_eq!(store.due_runs(at(9), 9).await.unwrap(), []);
    assert_eq!(store.runs(board.id, 9).await.unwrap(), [], "its history can be looked at");
    date("2026-11-22").await.unwrap();
    assert_eq!(state(&store, &board).await, RunState::Dead("unreadable".to_owned()));
    assert!(store.board(SERVER, 1).await.unwrap().unwrap().next.is_some());
}

#[tokio::test]
async fn old_turns_are_forgotten_when_they_are_over() {
    let (_folder, store) = served().await;
    let (over, waits) = (added(&store).await, added(&store).await);
    store.begin_turns(&[due(&over), due(&waits)], at(0)).await.unwrap();
    let end = ending(&over, RunEnd::End(RunState::NothingNew));
    store.end_runs(&[end], at(5)).await.unwrap();
    assert_eq!(store.purge_runs(at(5)).await.unwrap(), 0);
    assert_eq!(store.purge_runs(at(6)).await.unwrap(), 1);
    assert_eq!(store.runs(waits.id, 9).await.unwrap().len(), 1);
    assert_eq!(settings().channel, waits.settings.channel);
}
