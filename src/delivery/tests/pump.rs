//! The whole pump.

use super::{
    ALERTS, CHANNEL, PERSON, at, board_post,
    world::{Step, World, stands},
};
use crate::{
    clock::Clock,
    delivery::Content,
    domain::{BoardPost, DataDate, Found, MessageRef, Period, Progress, Sent, Style, Target, Trouble},
    store::{BoardEdit, By},
};
use chrono::{NaiveDate, TimeDelta};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::time::Duration;

const HERE: Target = Target::Channel(CHANNEL);

fn broken(unclear: bool) -> Step {
    Step::Says(Sent::Broken { unclear, why: "503".into() })
}

/// The first send fails so, all later ones stand there.
async fn first_fails(failure: impl Fn() -> Step + Send + Sync + 'static, found: Found) -> World {
    let script = move |post: &_, count| if count == 1 { failure() } else { Step::Says(stands(post)) };
    let world = World::with_looks(script, move |_| found.clone()).await;
    world.queue_in([CHANNEL]).await;
    world
}

#[tokio::test]
async fn what_is_queued_is_posted_once() {
    let world = World::start(|post, _| Step::Says(stands(post))).await;
    world.queue_in(100..110).await;
    world.run_until(&["sent"]).await;
    world.run_for(5).await;
    let asked = world.asked();
    assert_eq!(asked.len(), 10);
    let mut marks: Vec<_> = asked.iter().map(|asked| asked.post.mark.0).collect();
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks.len(), 10, "each has its own mark");
    for asked in asked {
        let (Content::Board(page), Target::Channel(channel)) = (&asked.post.content, asked.post.target)
        else {
            panic!()
        };
        assert_eq!((page.settings.channel, asked.post.edit, asked.post.plain), (channel, None, false));
    }
    let (one, all) = world.most();
    assert!(one == 1 && (2..=4).contains(&all), "{one} {all}");
}

#[tokio::test]
async fn a_channel_has_one_send_under_way_and_in_order() {
    let world = World::start(|post, _| Step::Says(stands(post))).await;
    let board = world.board(CHANNEL).await;
    for day in 1..=6 {
        let mut post = board_post(board.0, CHANNEL);
        post.number = day;
        world.queue_post(post, &format!("2026-11-0{day}")).await;
    }
    world.run_until(&["sent"]).await;
    let numbers = world.asked().into_iter().map(|asked| match asked.post.content {
        Content::Board(page) => page.number,
        _ => 0,
    });
    assert_eq!(numbers.collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(world.most().0, 1);
}

#[tokio::test]
async fn a_dead_channel_delays_no_other() {
    let world = World::start(|post, _| match post.target {
        Target::Channel(100) => Step::Hangs,
        _ => Step::Says(stands(post)),
    })
    .await;
    world.queue_in(100..130).await;
    world.run_until(&["sent", "#100 leased"]).await;
    assert!(world.clock.now() < at(60), "{}", world.clock.now());
    // It is given up on after two minutes, looked for, and tried again.
    world.run_for(1).await;
}

#[tokio::test]
async fn an_unclear_send_is_looked_up_before_it_is_sent_again() {
    let there = MessageRef { channel: CHANNEL, message: 77 };
    let found = Found::Here { message: there, announcement: false };
    let world = first_fails(|| broken(true), found).await;
    world.run_until(&["sent"]).await;
    assert_eq!(world.deeds(), [("send", HERE), ("look", HERE)]);
    let world = first_fails(|| broken(true), Found::Absent).await;
    world.run_until(&["sent"]).await;
    assert_eq!(world.deeds(), [("send", HERE), ("look", HERE), ("send", HERE)]);
    let asked = world.asked();
    assert_eq!(asked[0].post.mark, asked[2].post.mark);
    assert!(asked[1].at - asked[0].at >= TimeDelta::seconds(5));
    let world = first_fails(|| broken(false), Found::Absent).await;
    world.run_until(&["sent"]).await;
    assert_eq!(world.deeds(), [("send", HERE); 2], "what certainly isn't there is looked for in vain");
}

#[tokio::test]
async fn a_panic_ends_one_send_only() {
    let world = first_fails(|| Step::Panics, Found::Absent).await;
    world.queue_in(100..103).await;
    world.run_until(&["sent"]).await;
    let deeds = world.deeds();
    assert_eq!(deeds.len(), 6, "{deeds:?}");
    assert_eq!(deeds.iter().filter(|deed| deed.0 == "look").count(), 1);
}

#[tokio::test]
async fn what_cannot_be_looked_up_is_held_and_told() {
    let world = first_fails(|| broken(true), Found::Unreadable).await;
    world.run_until(&["held", "#21 sent"]).await;
    world.run_for(30).await;
    assert_eq!(world.rows().await, ["board #20 held", "notice #21 sent"]);
    let Content::Notice(notice) = &world.asked()[2].post.content else { panic!() };
    assert_eq!(notice.trouble, Trouble::Unclear);
    assert_eq!(world.deeds().len(), 3, "never sent blindly");
}

#[tokio::test]
async fn a_blocked_board_is_told_of_by_the_way_that_is_left() {
    let world = World::start(|post, _| match post.target {
        Target::Channel(_) => Step::Says(Sent::Blocked(Trouble::ChannelGone)),
        Target::Person(_) => Step::Says(stands(post)),
    })
    .await;
    world.queue_in([CHANNEL]).await;
    world.run_until(&["held", "dead", "@30 sent"]).await;
    let rows = ["board #20 held", "notice #21 dead", "notice @30 sent"];
    assert_eq!(world.rows().await, rows);
    assert_eq!(world.deeds(), [HERE, Target::Channel(ALERTS), Target::Person(PERSON)].map(|to| ("send", to)));
}

#[tokio::test]
async fn a_closed_door_is_not_knocked_at_twice() {
    let world = World::start(|post, _| match post.target {
        Target::Channel(_) => Step::Says(Sent::Blocked(Trouble::ChannelGone)),
        Target::Person(_) => Step::Says(Sent::DmClosed),
    })
    .await;
    world.queue_in([CHANNEL]).await;
    world.run_until(&["held", "dead"]).await;
    assert!(world.store.dm_closed(PERSON).await.unwrap());
    world.queue_in([22]).await;
    world.run_until(&["held", "dead"]).await;
    let told = world.deeds().iter().filter(|deed| deed.1 == Target::Person(PERSON)).count();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn a_refused_token_stops_the_pump_until_it_is_taken() {
    let world =
        World::start(|post, count| Step::Says(if count <= 5 { Sent::TokenRefused } else { stands(post) }))
            .await;
    world.queue_in(100..120).await;
    let story = async {
        world.let_pass(50).await;
        assert_eq!(world.asked().len(), 4, "those that were under way");
        world.let_pass(50).await;
        assert_eq!(world.asked().len(), 5, "one to try");
        world.let_pass(70).await;
    };
    world.during(story).await;
    assert_eq!(world.asked().len(), 25);
}

#[tokio::test]
async fn what_is_too_late_is_never_sent() {
    let world = World::start(|_, _| Step::Says(Sent::Wait(Duration::from_secs(7_200)))).await;
    world.queue_in([CHANNEL]).await;
    world.run_for(2).await;
    world.clock.advance(Duration::from_secs(3_598));
    world.run_until(&["dead"]).await;
    assert_eq!(world.asked().len(), 1);
    assert!(world.clock.now() < at(3_610), "{}", world.clock.now());
}

#[tokio::test]
async fn a_lost_message_is_posted_anew_at_once() {
    let world =
        World::start(|post, _| Step::Says(if post.edit.is_some() { Sent::EditLost } else { stands(post) }))
            .await;
    let post = edited(&world).await;
    for date in ["2026-11-21", "2026-11-22", "2026-11-23"] {
        world.queue_post(post.clone(), date).await;
        world.run_until(&["sent"]).await;
    }
    let edits: Vec<_> = world.asked().iter().map(|asked| asked.post.edit.is_some()).collect();
    assert_eq!(edits, [false, true, false, true, false]);
}

/// The post of a board that edits its last message.
async fn edited(world: &World) -> BoardPost {
    let board = world.board(CHANNEL).await;
    let mut post = board_post(board.0, CHANNEL);
    post.settings.style = Style::Edit;
    let by = By { person: PERSON, now: at(0) };
    let from = &world.store.board_by_id(board).await.unwrap().unwrap().0.settings;
    let edit = BoardEdit { from, to: &post.settings, progress: Progress::default(), next: None };
    assert!(world.store.edit_board(board, edit, by).await.unwrap().is_some());
    post
}

#[tokio::test]
async fn an_unclear_edit_is_made_again_where_the_history_is_closed() {
    for (lost, ends) in [(false, "sent"), (true, "held")] {
        let script = move |post: &_, count| match count {
            2 => broken(true),
            3 if lost => Step::Says(Sent::EditLost),
            _ => Step::Says(stands(post)),
        };
        let world = World::with_looks(script, |_| Found::Unreadable).await;
        let post = edited(&world).await;
        for date in ["2026-11-21", "2026-11-22"] {
            world.queue_post(post.clone(), date).await;
            world.run_until(&["sent", "held"]).await;
        }
        assert_eq!(world.rows().await[1], format!("board #20 {ends}"));
        let sends: Vec<_> =
            world.asked().iter().filter(|asked| !asked.look).map(|asked| asked.post.edit.is_some()).collect();
        assert_eq!(sends[..3], [false, true, true], "no second message");
    }
}

#[tokio::test]
async fn a_message_of_an_announcement_channel_is_published() {
    let world = World::start(|post, _| match stands(post) {
        Sent::Posted { message, .. } => Step::Says(Sent::Posted { message, announcement: true }),
        other => Step::Says(other),
    })
    .await;
    world.queue_in([CHANNEL]).await;
    world.run_until(&["sent"]).await;
    world.run_until(&["sent"]).await;
    world.run_for(3).await;
    assert_eq!(world.rows().await, ["board #20 sent", "crosspost #20 sent"]);
    assert!(matches!(world.asked()[1].post.content, Content::Crosspost(MessageRef { channel: CHANNEL, .. })));
}

#[tokio::test]
async fn what_has_no_list_is_dropped() {
    let world = World::start(|post, _| Step::Says(stands(post))).await;
    let board = world.board(CHANNEL).await;
    let mut post = board_post(board.0, CHANNEL);
    let gone: NaiveDate = "2026-10-01".parse().unwrap();
    post.date = DataDate::containing(Period::Day, gone);
    world.queue_post(post, "2026-10-02").await;
    world.run_until(&["dropped"]).await;
    assert!(world.asked().is_empty());
}

#[tokio::test]
async fn one_list_is_computed_once_for_all() {
    let world = World::start(|post, _| Step::Says(stands(post))).await;
    world.queue_in([100]).await;
    world.run_until(&["sent"]).await;
    world.store.lose_rows().await;
    world.queue_in([101, 102]).await;
    // The clock stands: the minute isn't over.
    world.during(world.sends(3)).await;
    // A minute later it is looked at anew, for it may have been corrected.
    world.clock.advance(Duration::from_secs(60));
    world.queue_in([103]).await;
    let tried = async {
        let tries =
            async || world.store.outbox(&["ready"], 9).await.unwrap().iter().any(|row| row.attempts > 0);
        while !tries().await {
            world.pass(Duration::from_millis(250)).await;
        }
    };
    world.during(tried).await;
    assert_eq!(world.asked().len(), 3, "it has no list to show");
}

#[tokio::test]
async fn at_the_end_it_finishes_what_is_under_way_and_begins_nothing() {
    let world = World::start(|post, _| match post.target {
        Target::Channel(100) => Step::Hangs,
        _ => Step::Says(stands(post)),
    })
    .await;
    world.queue_in(100..103).await;
    let stop = tokio::sync::Notify::new();
    let story = async {
        while world.asked().len() < 3 {
            world.pass(Duration::ZERO).await;
        }
        stop.notify_one();
        world.pass(Duration::ZERO).await;
        world.queue_in([103]).await;
        for _ in 0..6 {
            world.pass(Duration::from_secs(1)).await;
        }
    };
    let pulse = world.pulse();
    tokio::join!(world.pump.run(&pulse, stop.notified()), story);
    let rows = ["board #100 leased", "board #101 sent", "board #102 sent", "board #103 ready"];
    assert_eq!(world.rows().await, rows);
}

#[tokio::test]
async fn each_end_of_a_send_is_counted() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _counting = metrics::set_default_local_recorder(&recorder);
    let world = World::start(|post, count| match post.target {
        Target::Channel(100) if count == 1 => broken(false),
        Target::Channel(101) => Step::Says(Sent::Blocked(Trouble::ChannelGone)),
        Target::Channel(102) => Step::Says(Sent::Blocked(Trouble::AutoMod { said: "no".into() })),
        _ => Step::Says(stands(post)),
    })
    .await;
    world.queue_in([100]).await;
    world.run_until(&["sent"]).await;
    world.queue_in([101, 102]).await;
    world.run_until(&["sent", "held", "dead"]).await;
    let counted = recorder.handle().render();
    for (outcome, count) in [("sent", 1), ("retried", 1), ("held", 1), ("dead", 1)] {
        let line = format!("rankwatch_posts_total{{kind=\"board\",outcome=\"{outcome}\"}} {count}\n");
        assert!(counted.contains(&line), "{line}{counted}");
    }
    assert!(counted.contains("rankwatch_post_delay_seconds_count{kind=\"board\"} 1\n"), "{counted}");
    assert!(counted.contains("rankwatch_database_seconds_count{work=\"outbox\"}"), "{counted}");
}

#[tokio::test]
async fn it_gives_signs_of_life_also_while_a_send_hangs() {
    let world = World::start(|_, _| Step::Hangs).await;
    world.queue_in([100]).await;
    let (pulse, started) = (world.pulse(), world.clock.now());
    tokio::select! {
        () = world.pump.run(&pulse, std::future::pending()) => panic!("it ended by itself"),
        () = world.let_pass(20) => {}
    }
    assert!(pulse.turned() > started + chrono::TimeDelta::seconds(10), "{}", pulse.turned());
}

#[tokio::test]
async fn that_nothing_can_be_written_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let file = std::sync::Arc::new(std::fs::File::create(&path).unwrap());
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(file).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // With a single subscriber, an event that another test's thread meets first would stay off everywhere.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
    let world = World::start(|_, _| Step::Hangs).await;
    world.store.close().await;
    world.run_for(20).await;
    let log = std::fs::read_to_string(path).unwrap();
    let told: Vec<_> = log.lines().filter(|line| line.contains("the outbox")).collect();
    assert!(matches!(&told[..], [one] if one.contains("ERROR") && one.contains("can't be written")), "{log}");
}
