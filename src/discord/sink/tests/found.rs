//! Looks for a post by its mark.

use super::{CHANNEL, DM, PERSON, every, lines, no, ok, post, rights, sink};
use crate::{
    delivery::Sink,
    discord::rest::tests::server::{Reply, Seen, Server},
    domain::{Found, MessageRef, Right, Rights, Sent, Target, Trouble},
    places::Unseen,
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// The snowflake of 11:55, five minutes before the send began.
const AFTER: u64 = 1_442_846_028_595_200_000;

fn since() -> DateTime<Utc> {
    "2025-11-25T12:00:00Z".parse().unwrap()
}

fn message(id: u64, custom_id: &str) -> Value {
    json!({"id": id.to_string(), "components": [{"type": 1, "components": [{"custom_id": custom_id}]}]})
}

async fn look(
    known: Result<Rights, Unseen>,
    target: Target,
    script: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
) -> (Found, Vec<String>) {
    let server = Server::start(script).await;
    let found = sink(&server, known).find(&post(target), since()).await;
    (found, lines(&server))
}

/// A channel of a type with these messages.
async fn in_channel(known: Result<Rights, Unseen>, kind: u64, messages: Value) -> Found {
    let script = move |_: &Seen, n: usize| match n {
        0 => ok(json!({"id": "20", "type": kind})),
        _ => ok(messages.clone()),
    };
    look(known, Target::Channel(CHANNEL), script).await.0
}

fn here(channel: u64, message: u64, announcement: bool) -> Found {
    Found::Here { message: MessageRef { channel, message }, announcement }
}

#[tokio::test]
async fn the_mark_is_found_among_others() {
    let messages = json!([message(9, "d1|1000"), message(8, "d1|100"), {"id": "7"}]);
    assert_eq!(in_channel(every(), 0, messages.clone()).await, here(CHANNEL, 8, false));
    assert_eq!(in_channel(every(), 5, messages).await, here(CHANNEL, 8, true));
}

#[tokio::test]
async fn an_empty_history_is_trusted_only_where_it_can_be_read() {
    assert_eq!(in_channel(every(), 0, json!([])).await, Found::Absent);
    for lacking in [Right::ViewChannel, Right::ReadHistory] {
        assert_eq!(in_channel(rights(&[lacking]), 0, json!([])).await, Found::Unreadable);
    }
    let failed = |sent| Found::Failed(Box::new(sent));
    assert_eq!(
        in_channel(Err(Unseen::Gone), 0, json!([])).await,
        failed(Sent::Blocked(Trouble::ChannelGone))
    );
    let hidden = Trouble::NoAccess { missing: vec![Right::ViewChannel] };
    assert_eq!(in_channel(Err(Unseen::Hidden), 0, json!([])).await, failed(Sent::Blocked(hidden)));
    let down = in_channel(Err(Unseen::Unreachable("down".into())), 0, json!([])).await;
    assert_eq!(down, failed(Sent::Broken { unclear: false, why: "down".into() }));
    let nonsense = in_channel(every(), 0, json!({})).await;
    assert!(matches!(nonsense, Found::Failed(_)), "{nonsense:?}");
}

#[tokio::test]
async fn a_long_history_is_read_on_up_to_a_bound() {
    let page = |from: u64| Value::from((0..100).rev().map(|n| message(from + n, "r1|x")).collect::<Vec<_>>());
    let script = move |_: &Seen, n: usize| match n {
        0 => ok(json!({"id": "20", "type": 0})),
        1 => ok(page(AFTER + 1)),
        _ => ok(json!([message(AFTER + 205, "d1|100")])),
    };
    let (found, lines) = look(every(), Target::Channel(CHANNEL), script).await;
    assert_eq!(found, here(CHANNEL, AFTER + 205, false));
    let list = |after: u64| format!("GET /channels/20/messages?after={after}&limit=100");
    assert_eq!(lines[1..], [list(AFTER), list(AFTER + 100)]);
    let script = move |_: &Seen, n: usize| match u64::try_from(n).unwrap() {
        0 => ok(json!({"id": "20", "type": 0})),
        n => ok(page(AFTER + n * 100)),
    };
    let (found, lines) = look(every(), Target::Channel(CHANNEL), script).await;
    assert_eq!((found, lines.len()), (Found::Unreadable, 21));
}

#[tokio::test]
async fn direct_messages_can_be_read_always() {
    let script = |seen: &Seen, _: usize| match seen.method.as_str() {
        "POST" => ok(json!({"id": DM.to_string()})),
        _ => ok(json!([])),
    };
    assert_eq!(look(rights(&[]), Target::Person(PERSON), script).await.0, Found::Absent);
}

/// A forum with an active thread of its own and one of another channel, an archived one, and an old one; `marked`
/// bears the mark.
async fn in_forum(known: Result<Rights, Unseen>, marked: u64) -> (Found, Vec<String>) {
    let thread = |id: u64, parent: u64| json!({"id": id.to_string(), "parent_id": parent.to_string()});
    let script = move |seen: &Seen, _: usize| {
        let path = seen.path.trim_start_matches("/api/v10");
        match path.split('?').next().unwrap() {
            "/channels/20" => ok(json!({"id": "20", "type": 15})),
            "/guilds/10/threads/active" => {
                ok(json!({"threads": [thread(AFTER + 1, 99), thread(AFTER + 2, 20), thread(AFTER - 1, 20)]}))
            }
            "/channels/20/threads/archived/public" => ok(json!({"threads": [thread(AFTER + 3, 20)]})),
            first if first.ends_with(&(AFTER + 2).to_string()) && marked != AFTER + 2 => no(404, 10008),
            first if first.ends_with(&marked.to_string()) => ok(message(marked, "d1|100")),
            _ => ok(message(1, "d1|7")),
        }
    };
    look(known, Target::Channel(CHANNEL), script).await
}

#[tokio::test]
async fn a_forums_post_is_found_among_its_threads() {
    for marked in [AFTER + 2, AFTER + 3] {
        assert_eq!(in_forum(every(), marked).await.0, here(marked, marked, false));
    }
    for elsewhere in [AFTER + 1, AFTER - 1] {
        let (found, lines) = in_forum(every(), elsewhere).await;
        assert_eq!((found, lines.len()), (Found::Absent, 5), "{lines:?}");
    }
    assert_eq!(in_forum(rights(&[Right::ViewChannel]), AFTER + 2).await.0, Found::Unreadable);
}
