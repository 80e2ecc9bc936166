use super::*;
use crate::{
    domain::{
        BoardPost, BoardSettings, CreatorCategory, Cron, DataDate, Depth, Language, Lateness, Notice, Order,
        Period, ProductCategory, Question, Right, Schedule, Style, Timing, Trouble, Zone,
    },
    store::tests::{SERVER, added, post, queue, served, settings},
};

/// Each thing that can be meant, with what is rare in it.
fn meanings(board: &Board) -> Vec<Meaning> {
    let Meaning::Board(plain) = post(board).meaning else { panic!("a board") };
    let week = DataDate::new(Period::Week, "2026-11-16".parse().unwrap()).unwrap();
    let odd = BoardSettings {
        question: Question {
            order: Order::Growth,
            period: Period::Week,
            category: Some(CreatorCategory::parse("Beauty").unwrap()),
            product: Some(ProductCategory::parse("601450").unwrap()),
            depth: Depth::MOST,
            ..settings().question
        },
        channel: u64::MAX,
        schedule: Schedule {
            timing: Timing::Cron(Cron::parse("30 9 * * 1").unwrap()),
            zone: Zone::try_from("Asia/Shanghai".to_owned()).unwrap(),
        },
        language: Language::ZhCn,
        style: Style::Edit,
        mention: Some(u64::MAX),
        ..settings()
    };
    let posts = [
        BoardPost { late: Lateness::Data(week), ..*plain.clone() },
        BoardPost { late: Lateness::CatchUp("2026-11-23".parse().unwrap()), test: true, ..*plain.clone() },
        BoardPost { settings: odd, date: week, number: u32::MAX, ..*plain },
    ];
    let troubles = [
        Trouble::NoAccess { missing: vec![Right::ManageThreads, Right::ReadHistory] },
        Trouble::NoAccess { missing: vec![] },
        Trouble::ChannelGone,
        Trouble::ThreadLocked,
        Trouble::TagRequired,
        Trouble::AutoMod { said: "\"不\" \\ \u{202e} \n '".to_owned() },
        Trouble::Unclear,
    ];
    let notice = |trouble| {
        Meaning::Notice(Notice {
            question: crate::store::tests::settings().question,
            server_name: "Creator Agency".to_owned(),
            board: board.id,
            number: 1,
            server: u64::MAX,
            channel: 5,
            trouble,
            language: Language::ZhCn,
        })
    };
    let publish = Meaning::Crosspost(MessageRef { channel: 5, message: u64::MAX });
    let posts = posts.into_iter().map(|post| Meaning::Board(Box::new(post)));
    posts.chain(troubles.into_iter().map(notice)).chain([publish]).collect()
}

#[tokio::test]
async fn what_is_meant_comes_back_as_it_was_queued() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    for (number, meaning) in meanings(&board).into_iter().enumerate() {
        let queued =
            NewPost { kind: "test", period: number.to_string(), meaning: meaning.clone(), ..post(&board) };
        store.queue_post(&queued, at(0)).await.unwrap();
        let delivery = claim_one(&store).await;
        assert_eq!(delivery.meaning, meaning);
        settle(&store, delivery.id, sent()).await;
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_dead_and_keeps_nobody_waiting() {
    let broken = [
        "UPDATE outbox SET version = 2 WHERE channel = 5",
        "UPDATE outbox SET meaning = 'not JSON' WHERE channel = 5",
        "UPDATE outbox SET meaning = '{\"kind\":\"novelty\"}' WHERE channel = 5",
        "UPDATE outbox SET meaning = json_set(meaning, '$.settings.question.depth', 7) WHERE channel = 5",
        "UPDATE outbox SET unclear_since = 9223372036854775807 WHERE channel = 5",
    ];
    for statement in broken {
        let (_folder, store) = served().await;
        let board = added(&store).await;
        queue(&store, &post(&board)).await;
        sqlx::query(statement).execute(&store.writer).await.unwrap();
        for (channel, period) in [(5, "behind"), (6, "beside")] {
            let target = Target::Channel(channel);
            let test = NewPost { kind: "test", period: period.to_owned(), target, ..post(&board) };
            store.queue_post(&test, at(1)).await.unwrap();
        }
        let claimed = claim(&store, 1).await;
        assert_eq!(claimed.len(), 1, "{statement}");
        assert_eq!(claimed[0].target, Target::Channel(6));
        let dead = store.outbox(&["dead"], 9).await.unwrap().remove(0);
        assert_eq!((dead.cause.as_str(), dead.settled_at), ("unreadable", Some(at(1))));
        assert_eq!(turn(&store, &board).await, RunState::Dead("unreadable".to_owned()));
        assert_eq!(claim(&store, 1).await.len(), 1, "the lane goes on");
        assert_eq!(store.boards(SERVER).await.unwrap().len(), 1);
    }
}
