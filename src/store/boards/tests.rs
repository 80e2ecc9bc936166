mod undo;

use super::*;
use crate::{
    domain::{
        AuditLine, BoardSettings, CreatorCategory, Cron, Format, Language, Late, ListKey, MessageRef, Period,
        ProductCategory, Progress, Region, RunState, Schedule, Style, Target, Timing, Zone,
    },
    store::tests::{
        SERVER, add, added, at, by, day, due, edit, edit_from, firing, post, queue, served, settings,
    },
};

fn odd() -> BoardSettings {
    BoardSettings {
        question: Question {
            region: Region::parse("GB").unwrap(),
            order: Order::Growth,
            period: Period::Week,
            category: Some(CreatorCategory::parse("Beauty").unwrap()),
            product: Some(ProductCategory::parse("601450").unwrap()),
            depth: Depth::new(55).unwrap(),
            date: None,
        },
        channel: u64::MAX,
        schedule: Schedule {
            timing: Timing::Cron(Cron::parse("30 9 * * 1").unwrap()),
            zone: Zone::try_from("Asia/Shanghai".to_owned()).unwrap(),
        },
        language: Language::ZhCn,
        style: Style::Edit,
        format: Format::Plain,
        mention: Some(u64::MAX - 1),
        late: Late::Skip,
    }
}

#[tokio::test]
async fn a_board_comes_back_as_it_was_set() {
    let (_folder, store) = served().await;
    for (number, settings) in [(1, settings()), (2, odd())] {
        let board = add(&store, &settings).await;
        assert_eq!((board.number, &board.settings), (number, &settings));
        assert_eq!((board.next, board.state.clone()), (Some(firing(23, 0)), BoardState::Active));
        assert_eq!(store.board(SERVER, number).await.unwrap(), Some(board.clone()));
        assert_eq!(store.board_by_id(board.id).await.unwrap(), Some((board.clone(), false)));
        assert_eq!(store.boards_in(settings.channel).await.unwrap(), [board]);
    }
    assert_eq!(store.boards(SERVER).await.unwrap().len(), 2);
    let first = store.board(SERVER, 1).await.unwrap().unwrap();
    edit(&store, first.id, &odd(), Some(firing(24, 9)), by(-1)).await;
    let edited = store.board(SERVER, 1).await.unwrap().unwrap();
    assert_eq!((edited.settings, edited.next), (odd(), Some(firing(24, 9))));
}

#[tokio::test]
async fn a_server_has_no_more_boards_than_it_may_and_no_number_comes_twice() {
    let (_folder, store) = served().await;
    let mut boards = Vec::new();
    for number in 1..=2 {
        boards.push(added(&store).await);
        assert_eq!(boards[number - 1].number as usize, number);
    }
    let more = async || store.add_board(SERVER, &settings(), None, 2, by(0)).await.unwrap();
    assert_eq!(more().await, Added::Full);
    store.remove_board(boards[1].id, by(0)).await.unwrap();
    let Added::Yes(third) = more().await else { panic!("there is room") };
    assert_eq!(third.number, 3);
    assert!(!store.restore_board(boards[1].id, None, 2, at(0), by(0)).await.unwrap(), "it is full again");
    assert!(store.restore_board(boards[1].id, Some(firing(24, 0)), 3, at(0), by(0)).await.unwrap());
    assert!(store.restore_board(boards[1].id, None, 1, at(0), by(0)).await.unwrap(), "it is back already");
    let back = store.board(SERVER, 2).await.unwrap().unwrap();
    assert_eq!((back.state, back.next), (BoardState::Active, Some(firing(24, 0))));
}

#[tokio::test]
async fn a_removed_board_is_gone_for_people_and_comes_back_as_it_was() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.pause_board(board.id, by(0)).await.unwrap();
    store.remove_board(board.id, by(1)).await.unwrap();
    assert_eq!(store.board(SERVER, 1).await.unwrap(), None);
    assert_eq!(store.boards(SERVER).await.unwrap(), []);
    assert_eq!(store.boards_in(5).await.unwrap(), []);
    let (gone, removed) = store.board_by_id(board.id).await.unwrap().unwrap();
    assert_eq!((gone.state, removed), (BoardState::Paused, true));
    assert!(store.restore_board(board.id, Some(firing(24, 0)), 9, at(0), by(2)).await.unwrap());
    let back = store.board(SERVER, 1).await.unwrap().unwrap();
    assert_eq!((back.state, back.next), (BoardState::Paused, None), "it was paused");
}

#[tokio::test]
async fn each_deed_stands_in_the_audit_once() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    edit(&store, board.id, &odd(), None, by(1)).await;
    for second in [2, 3] {
        store.pause_board(board.id, by(second)).await.unwrap();
    }
    for second in [4, 5] {
        store.resume_board(board.id, Some(firing(24, 0)), None, by(second)).await.unwrap();
    }
    store.remove_board(board.id, by(6)).await.unwrap();
    store.remove_board(board.id, by(7)).await.unwrap();
    store.restore_board(board.id, None, 9, at(0), by(8)).await.unwrap();
    let line = |what: &str, seconds, before: &str, after: &str| AuditLine {
        at: at(seconds),
        person: u64::MAX,
        what: what.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    assert_eq!(
        store.audit(SERVER, 10).await.unwrap(),
        [
            line("board_restore", 8, "", "1"),
            line("board_remove", 6, "1", ""),
            line("board_resume", 4, "1", "1"),
            line("board_pause", 2, "1", "1"),
            line("board_edit", 1, "1", "1"),
            line("board_add", -60, "", "1"),
        ]
    );
    assert_eq!(store.audit(SERVER, 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn boards_share_a_question_of_one_scope_and_depth() {
    let (_folder, store) = served().await;
    let asks = |order, depth| {
        let question = Question { order, depth: Depth::new(depth).unwrap(), ..settings().question };
        BoardSettings { question, ..settings() }
    };
    for (order, depth) in [(Order::Sales, 10), (Order::Sales, 100), (Order::Gmv, 10), (Order::Followers, 100)]
    {
        add(&store, &asks(order, depth)).await;
    }
    let sharing = async |order, depth| store.boards_sharing(&asks(order, depth).question).await.unwrap();
    assert_eq!(sharing(Order::Sales, 10).await, 1);
    assert_eq!(sharing(Order::Sales, 100).await, 2, "GMV is computed from the first hundred by sales");
    assert_eq!(sharing(Order::Gmv, 50).await, 2);
    assert_eq!(sharing(Order::Growth, 10).await, 1);
    assert_eq!(store.boards_sharing(&odd().question).await.unwrap(), 0);
    store.server_left(SERVER, at(0)).await.unwrap();
    assert_eq!(sharing(Order::Sales, 10).await, 0);
}

#[tokio::test]
async fn what_is_due_comes_longest_due_first_from_servers_that_work() {
    let (_folder, store) = served().await;
    let mut boards = Vec::new();
    for seconds in [60, 0, 61] {
        let Added::Yes(board) =
            store.add_board(SERVER, &settings(), Some(firing(23, seconds)), 9, by(-60)).await.unwrap()
        else {
            panic!("there is room")
        };
        boards.push(board.id);
    }
    let due = async |seconds, most| {
        let due = store.due_boards(at(seconds), most).await.unwrap();
        due.into_iter().map(|board| board.id).collect::<Vec<_>>()
    };
    assert_eq!(due(60, 9).await, [boards[1], boards[0]]);
    assert_eq!(due(60, 1).await, [boards[1]]);
    assert_eq!(due(-1, 9).await, []);
    assert_eq!(store.boards_due_until(at(61), 9).await.unwrap().len(), 3);
    store.pause_board(boards[1], by(0)).await.unwrap();
    assert_eq!(due(60, 9).await, [boards[0]]);
    store.server_outage(SERVER).await.unwrap();
    assert_eq!(due(60, 9).await, []);
    store.server_here(SERVER, "name", Language::EnUs).await.unwrap();
    assert_eq!(due(60, 9).await, [boards[0]]);
}

#[tokio::test]
async fn a_turn_begins_once_a_local_date() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    let first = due(&board);
    store.begin_turns(&[first], at(5)).await.unwrap();
    let begun = store.board(SERVER, 1).await.unwrap().unwrap();
    assert_eq!((begun.next, begun.targeted), (first.next, Some(day("2026-11-22"))));
    // The schedule was changed to a later time of the same date.
    edit(&store, board.id, &settings(), Some(firing(23, 60)), by(30)).await;
    let turn = Turn { firing: firing(23, 60), target: day("2026-11-23"), caught_up: true, missed: false };
    let again = Due { turn: Some(turn), next: Some(firing(24, 86_460)), ..first };
    store.begin_turns(&[again], at(60)).await.unwrap();
    let begun = store.board(SERVER, 1).await.unwrap().unwrap();
    assert_eq!((begun.next, begun.targeted), (again.next, Some(day("2026-11-22"))));
    let waiting = store.due_runs(at(60), 9).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].run.firing, waiting[0].caught_up), (firing(23, 0), false));
    assert_eq!((waiting[0].run.target, &waiting[0].run.state), (day("2026-11-22"), &RunState::Waiting));
}

#[tokio::test]
async fn a_board_that_is_not_due_any_more_begins_no_turn() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    edit(&store, board.id, &settings(), Some(firing(24, 60)), by(-1)).await;
    store.begin_turns(&[due(&board)], at(0)).await.unwrap();
    assert_eq!(store.runs(board.id, 9).await.unwrap(), []);
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().next, Some(firing(24, 60)));
    store.pause_board(board.id, by(0)).await.unwrap();
    store.begin_turns(&[due(&board)], at(86_400)).await.unwrap();
    assert_eq!(store.runs(board.id, 9).await.unwrap(), []);
    assert_eq!(store.board(SERVER, 1).await.unwrap().unwrap().next, None);
}

#[tokio::test]
async fn a_missed_turn_only_stands_in_the_history_and_a_firing_may_have_none() {
    let (_folder, store) = served().await;
    let (one, two) = (added(&store).await, added(&store).await);
    let mut missed = due(&one);
    missed.turn = missed.turn.map(|turn| Turn { missed: true, ..turn });
    let none = Due { turn: None, next: None, ..due(&two) };
    store.begin_turns(&[missed, none], at(0)).await.unwrap();
    assert_eq!(store.due_runs(at(9), 9).await.unwrap(), []);
    assert_eq!(store.runs(one.id, 9).await.unwrap()[0].state, RunState::Missed);
    assert_eq!(store.runs(two.id, 9).await.unwrap(), []);
    assert_eq!(store.board_by_id(two.id).await.unwrap().unwrap().0.next, None);
}

#[tokio::test]
async fn a_pause_drops_what_waits_and_leaves_what_is_being_sent() {
    let (_folder, store) = served().await;
    let (waits, queued, leased) = (
        added(&store).await,
        add(&store, &BoardSettings { channel: 6, ..settings() }).await,
        add(&store, &BoardSettings { channel: 7, ..settings() }).await,
    );
    store.begin_turns(&[due(&waits)], at(0)).await.unwrap();
    queue(&store, &post(&leased)).await;
    assert_eq!(store.settle_and_claim(&[], at(0), at(60), 9).await.unwrap().len(), 1);
    queue(&store, &post(&queued)).await;
    for board in [&waits, &queued, &leased] {
        store.pause_board(board.id, by(5)).await.unwrap();
    }
    let state = async |board: &Board| store.runs(board.id, 1).await.unwrap()[0].state.clone();
    assert_eq!(state(&waits).await, RunState::Dropped);
    assert_eq!(state(&queued).await, RunState::Dropped);
    assert_eq!(state(&leased).await, RunState::Queued);
    let states: Vec<_> = store.outbox(&[], 9).await.unwrap().into_iter().map(|entry| entry.state).collect();
    assert_eq!(states, ["dropped", "leased"]);
    assert_eq!(store.next_ready().await.unwrap(), None);
}

#[tokio::test]
async fn a_board_that_asks_something_else_forgets_what_it_posted() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let posted = async || store.board(SERVER, 1).await.unwrap().unwrap().posted;
    assert_eq!(posted().await, Some(day("2026-11-22")));
    let deeper = Question { depth: Depth::MOST, ..settings().question };
    edit(&store, board.id, &BoardSettings { question: deeper, ..settings() }, None, by(1)).await;
    assert_eq!(posted().await, Some(day("2026-11-22")), "it only shows more");
    edit(&store, board.id, &odd(), None, by(2)).await;
    assert_eq!(posted().await, None);
    assert_eq!(store.runs(board.id, 1).await.unwrap()[0].target, day("2026-11-22"), "the history stays");
    let message = Some(MessageRef { channel: 5, message: 6 });
    let progress = Progress { targeted: Some(day("2026-11-22")), posted: Some(day("2026-11-21")), message };
    edit_from(&store, board.id, &settings(), progress, None, by(3)).await;
    let back = store.board(SERVER, 1).await.unwrap().unwrap();
    assert_eq!(back.progress(), progress, "it goes on where it was with that question");
}

#[tokio::test]
async fn a_turn_that_waits_is_for_what_its_board_asks_now() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    store.begin_turns(&[due(&board)], at(0)).await.unwrap();
    edit(&store, board.id, &odd(), None, by(2)).await;
    let target = DataDate::new(Period::Week, "2026-11-16".parse().unwrap()).unwrap();
    let waiting = store.due_runs(at(2), 9).await.unwrap();
    assert_eq!((waiting[0].run.target, waiting[0].board.targeted), (target, Some(target)));
    assert_eq!(ListKey::new(odd().question.scope(), waiting[0].run.target).date(), target);
}

#[tokio::test]
async fn blocked_and_removed_boards_are_forgotten_after_their_time() {
    let (_folder, store) = served().await;
    let (blocked, removed, active) = (added(&store).await, added(&store).await, added(&store).await);
    queue(&store, &post(&blocked)).await;
    assert!(store.block_board(blocked.id, &Trouble::ChannelGone, None, at(10)).await.unwrap());
    store.remove_board(removed.id, by(11)).await.unwrap();
    assert_eq!(store.purge_boards(at(10)).await.unwrap(), 0);
    assert_eq!(store.purge_boards(at(11)).await.unwrap(), 1);
    assert_eq!(store.outbox(&[], 9).await.unwrap(), []);
    assert_eq!(store.runs(blocked.id, 9).await.unwrap(), []);
    assert_eq!(store.purge_boards(at(12)).await.unwrap(), 1);
    assert_eq!(store.boards(SERVER).await.unwrap(), [active]);
}

#[tokio::test]
async fn a_value_that_was_never_written_is_an_error() {
    let (_folder, store) = served().await;
    let statements = [
        "UPDATE boards SET region = 'XX'",
        "UPDATE boards SET ranked_by = 'luck'",
        "UPDATE boards SET category = 'Stars'",
        "UPDATE boards SET product = '1'",
        "UPDATE boards SET top = 1000",
        "UPDATE boards SET time = '25:00'",
        "UPDATE boards SET days = 0",
        "UPDATE boards SET days = 1000",
        "UPDATE boards SET zone = 'Mars'",
        "UPDATE boards SET language = 'tlh'",
        "UPDATE boards SET state = 'blocked', trouble = '{}'",
        "UPDATE boards SET next_due_date = 'soon'",
        "UPDATE boards SET next_due_at = 9223372036854775807",
        "UPDATE boards SET targeted = '2026-11-31'",
        "UPDATE boards SET posted = '2026-11-18', period = 'week'",
        "UPDATE boards SET number = -1",
    ];
    let board = added(&store).await;
    for statement in statements {
        let mut writing = store.writing().await.unwrap();
        sqlx::query(statement).execute(&mut *writing).await.unwrap();
        let row = sqlx::query("SELECT * FROM boards").fetch_one(&mut *writing).await.unwrap();
        let error = row::read(&row).unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }), "{statement}: {error}");
    }
    assert_eq!(store.boards(SERVER).await.unwrap(), [board]);
}
