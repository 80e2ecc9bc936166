use super::*;
use crate::{
    domain::{BoardSettings, Language, Mark, Style, Trouble},
    store::tests::{SERVER, add, added, by, firing, post, queue, served, settings},
};
use metrics_exporter_prometheus::PrometheusBuilder;

/// A board whose post ended in some way.
async fn ended(store: &Store, outcome: Settled) -> (Board, DeliveryId) {
    let board = added(store).await;
    queue(store, &post(&board)).await;
    let id = claim_one(store).await.id;
    settle(store, id, outcome).await;
    (board, id)
}

fn dead() -> Settled {
    Settled::Dead { cause: "malformed", detail: "50035".to_owned(), then: None }
}

fn held(trouble: Trouble) -> Settled {
    Settled::Held { trouble, notice: None }
}

#[tokio::test]
async fn rows_are_shown_newest_first_by_state() {
    let (_folder, store) = served().await;
    let (dead, _) = ended(&store, dead()).await;
    let (held, _) = ended(&store, held(Trouble::Unclear)).await;
    ended(&store, sent()).await;
    let states = async |states: &[&str], most| {
        let entries = store.outbox(states, most).await.unwrap();
        entries.into_iter().map(|entry| (entry.number.unwrap(), entry.state)).collect::<Vec<_>>()
    };
    let all = [(3, "sent".to_owned()), (2, "held".to_owned()), (1, "dead".to_owned())];
    assert_eq!(states(&[], 9).await, all);
    assert_eq!(states(&[], 1).await, all[..1]);
    assert_eq!(states(&["dead", "held"], 9).await, all[1..]);
    assert_eq!(states(&["ready"], 9).await, []);
    for board in [dead, held] {
        let entry = store.stuck_posts(board.id, 9).await.unwrap().remove(0);
        assert_eq!((entry.number, entry.period.as_str()), (Some(board.number), "2026-11-23"));
        assert_eq!((entry.queued_at, entry.expires_at), (at(0), at(3600)));
    }
    assert_eq!(store.marked(Mark(1)).await.unwrap(), None);
}

#[tokio::test]
async fn a_dead_post_begins_anew() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let id = claim_one(&store).await.id;
    let plain = Settled::Again {
        at: at(0),
        unclear_since: None,
        plain: true,
        counts: true,
        detail: String::new(),
        then: None,
    };
    settle(&store, id, plain).await;
    assert!(!store.retry_post(id, false, at(7200), at(20)).await.unwrap(), "it is ready");
    assert!(claim_one(&store).await.plain);
    settle(&store, id, dead()).await;
    assert!(store.retry_post(id, false, at(7200), at(20)).await.unwrap());
    assert_eq!(turn(&store, &board).await, RunState::Queued);
    let delivery = claim(&store, 20).await.remove(0);
    assert_eq!((delivery.attempts, delivery.plain, delivery.expires_at), (0, false, at(7200)));
    assert!(!store.retry_post(id, false, at(7200), at(20)).await.unwrap(), "it is being sent");
}

#[tokio::test]
async fn what_may_have_arrived_is_looked_for_first_when_it_is_retried() {
    for outcome in [held(Trouble::Unclear), dead()] {
        let (_folder, store) = served().await;
        let board = added(&store).await;
        queue(&store, &post(&board)).await;
        let id = claim_one(&store).await.id;
        let unclear = Settled::Again {
            at: at(0),
            unclear_since: Some(at(9)),
            plain: false,
            counts: true,
            detail: String::new(),
            then: None,
        };
        settle(&store, id, unclear).await;
        claim_one(&store).await;
        settle(&store, id, outcome).await;
        assert!(store.retry_post(id, false, at(7200), at(20)).await.unwrap());
        assert_eq!(claim(&store, 20).await[0].unclear_since, Some(at(9)));
        settle(&store, id, dead()).await;
        assert!(store.retry_post(id, true, at(7200), at(20)).await.unwrap());
        assert_eq!(claim(&store, 20).await[0].unclear_since, None, "somebody looked");
        assert_eq!(turn(&store, &board).await, RunState::Queued);
    }
}

#[tokio::test]
async fn nothing_is_retried_for_a_board_that_does_not_want_it() {
    let (_folder, store) = served().await;
    let (board, id) = ended(&store, dead()).await;
    store.pause_board(board.id, by(20)).await.unwrap();
    assert!(!store.retry_post(id, false, at(7200), at(20)).await.unwrap());
    store.resume_board(board.id, Some(firing(24, 0)), None, by(21)).await.unwrap();
    store.remove_board(board.id, by(22)).await.unwrap();
    assert!(!store.retry_post(id, false, at(7200), at(23)).await.unwrap());
    assert_eq!(rows(&store).await, ["board dead"]);
}

#[tokio::test]
async fn what_is_retried_never_overwrites_a_later_turn() {
    let (_folder, store) = served().await;
    let board = add(&store, &BoardSettings { style: Style::Edit, ..settings() }).await;
    queue(&store, &post(&board)).await;
    let id = claim_one(&store).await.id;
    settle(&store, id, dead()).await;
    for later in [
        "INSERT INTO runs (board, date, due_at, period, target, state, at)
         VALUES ($1, '2026-11-24', 0, 'day', '2026-11-23', 'posted', 0)",
        "UPDATE boards SET posted_channel = channel, posted_message = 77 WHERE id = $1",
    ] {
        sqlx::query(later).bind(board.id.0).execute(&store.writer).await.unwrap();
    }
    let stands = store.board(SERVER, 1).await.unwrap().unwrap().message;
    assert!(store.retry_post(id, false, at(7200), at(10)).await.unwrap());
    assert_eq!(claim_one(&store).await.edit, None, "it is posted by itself");
    settle(&store, id, sent()).await;
    assert_eq!(
        store.board(SERVER, 1).await.unwrap().unwrap().message,
        stands,
        "the later one is edited next"
    );
}

#[tokio::test]
async fn what_a_server_that_was_left_had_to_know_blocks_nobody() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    let told = NewPost { target: Target::Person(9), ..notice(&post(&board)) };
    store.queue_post(&told, at(0)).await.unwrap();
    let test = NewPost { kind: "test", ..post(&board) };
    store.queue_post(&test, at(0)).await.unwrap();
    store.server_left(SERVER, at(5)).await.unwrap();
    assert_eq!(rows(&store).await, ["notice dropped", "test ready"]);
    store.server_here(7, "Other", Language::EnUs).await.unwrap();
    let other = NewPost { server: 7, period: "other".to_owned(), ..told };
    store.queue_post(&other, at(6)).await.unwrap();
    assert_eq!(claim(&store, 10).await[0].target, Target::Person(9));
    store.tidy_outbox(at(3600), at(0)).await.unwrap();
    assert_eq!(rows(&store).await, ["notice dropped", "test dead", "notice leased"], "it is never claimed");
}

#[tokio::test]
async fn what_is_not_sent_can_be_dropped() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let ready = store.outbox(&[], 1).await.unwrap()[0].id;
    assert!(store.drop_post(ready, at(5)).await.unwrap());
    assert_eq!(turn(&store, &board).await, RunState::Dropped);
    assert_eq!(claim(&store, 9).await, []);
    for outcome in [held(Trouble::Unclear), dead()] {
        let (board, id) = ended(&store, outcome).await;
        assert!(store.drop_post(id, at(5)).await.unwrap());
        assert!(!store.drop_post(id, at(5)).await.unwrap());
        assert_eq!(turn(&store, &board).await, RunState::Dropped);
    }
    let (_, id) = ended(&store, sent()).await;
    assert!(!store.drop_post(id, at(5)).await.unwrap());
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let leased = claim_one(&store).await.id;
    assert!(!store.drop_post(leased, at(5)).await.unwrap(), "it is being sent");
}

#[tokio::test]
async fn held_posts_expire_and_settled_ones_are_forgotten() {
    let (_folder, store) = served().await;
    let (board, _) = ended(&store, held(Trouble::Unclear)).await;
    ended(&store, sent()).await;
    store.tidy_outbox(at(3599), at(10)).await.unwrap();
    assert_eq!(rows(&store).await, ["board held", "board sent"]);
    store.tidy_outbox(at(3600), at(11)).await.unwrap();
    assert_eq!(rows(&store).await, ["board dead"]);
    assert_eq!(turn(&store, &board).await, RunState::Dead("unclear".to_owned()));
    store.tidy_outbox(at(3700), at(3601)).await.unwrap();
    assert_eq!(rows(&store).await, [""; 0]);
}

#[tokio::test]
async fn what_ends_without_a_send_is_counted() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _counting = metrics::set_default_local_recorder(&recorder);
    let counts = |outcome| {
        let start = format!("rankwatch_posts_total{{kind=\"board\",outcome=\"{outcome}\"}} ");
        let rendered = recorder.handle().render();
        rendered.lines().find_map(|line| line.strip_prefix(&start)?.parse().ok()).unwrap_or(0_u32)
    };
    let (_folder, store) = served().await;
    ended(&store, held(Trouble::Unclear)).await;
    store.tidy_outbox(at(3600), at(0)).await.unwrap();
    assert_eq!(counts("dead"), 1, "held beyond its expiry");
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    sqlx::query("UPDATE outbox SET version = 2 WHERE state = 'ready'").execute(&store.writer).await.unwrap();
    assert_eq!(claim(&store, 10).await, []);
    assert_eq!((counts("dead"), counts("dropped")), (2, 0), "unreadable");
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    store.pause_board(board.id, by(5)).await.unwrap();
    assert_eq!((counts("dead"), counts("dropped")), (2, 1), "its board was paused");
}
