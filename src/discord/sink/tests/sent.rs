//! Posts that go out, and what stands in their way.

use super::{CHANNEL, DM, PERSON, SERVER, body, every, lines, no, ok, post, rights, sink};
use crate::{
    delivery::{Content, Post, Sink},
    discord::rest::tests::server::{Reply, Server},
    domain::{MessageRef, Right, Sent, Target, Trouble},
    places::Unseen,
};
use serde_json::json;
use std::time::Duration;

const HERE: Target = Target::Channel(CHANNEL);

fn posted(channel: u64, message: u64, announcement: bool) -> Sent {
    Sent::Posted { message: Some(MessageRef { channel, message }), announcement }
}

#[tokio::test]
async fn a_message_goes_out_with_its_nonce_and_the_channel_is_asked_once() {
    let server = Server::start(|seen, n| match seen.method.as_str() {
        "GET" => ok(json!({"id": "20", "type": 5})),
        _ => ok(json!({"id": (40 + n).to_string(), "channel_id": "20"})),
    })
    .await;
    let sink = sink(&server, every());
    assert_eq!(sink.send(&post(HERE)).await, posted(20, 41, true));
    assert_eq!(sink.send(&post(HERE)).await, posted(20, 42, true));
    let send = "POST /channels/20/messages";
    assert_eq!(lines(&server), ["GET /channels/20", send, send]);
    let message = body(&server.seen()[1]);
    assert_eq!((&message["nonce"], &message["enforce_nonce"]), (&json!("1296"), &json!(true)));
    assert!(message.to_string().contains(r#""custom_id":"d1|100""#), "{message}");
}

#[tokio::test]
async fn what_was_learned_needs_no_asking() {
    let server = Server::start(|_, _| ok(json!({"id": "41", "channel_id": "20"}))).await;
    let sink = sink(&server, every());
    sink.learn_all(SERVER, [(CHANNEL, 0), (21, 15), (22, 5)]).await;
    assert_eq!(sink.send(&post(HERE)).await, posted(20, 41, false));
    sink.learn(CHANNEL, 5).await;
    assert_eq!(sink.send(&post(HERE)).await, posted(20, 41, true));
    sink.learn(CHANNEL, 0).await;
    assert_eq!(sink.send(&post(HERE)).await, posted(20, 41, false));
    assert_eq!(lines(&server), ["POST /channels/20/messages"; 3]);
}

#[tokio::test]
async fn a_forum_gets_a_thread_with_a_tag_where_one_is_required() {
    let forum =
        json!({"id": "20", "type": 15, "flags": 16, "available_tags": [{"id": "7", "moderated": false}]});
    let server = Server::start(move |seen, _| match seen.method.as_str() {
        "GET" => ok(forum.clone()),
        _ => Reply::json(201, json!({"id": "50", "message": {"id": "50"}})),
    })
    .await;
    assert_eq!(sink(&server, every()).send(&post(HERE)).await, posted(50, 50, false));
    let seen = server.seen();
    let last = seen.last().unwrap();
    assert_eq!(last.path, "/api/v10/channels/20/threads");
    let thread = body(last);
    assert_eq!(thread["applied_tags"], json!(["7"]));
    assert!(!thread["name"].as_str().unwrap().is_empty());
    assert!(thread["message"]["components"].is_array() && thread["message"]["nonce"].is_null(), "{thread}");
}

#[tokio::test]
async fn a_forum_without_a_usable_tag_gets_nothing() {
    let server =
        Server::start(|_, _| ok(json!({"id": "20", "type": 15, "flags": 16, "available_tags": []}))).await;
    assert_eq!(sink(&server, every()).send(&post(HERE)).await, Sent::Blocked(Trouble::TagRequired));
    assert_eq!(lines(&server), ["GET /channels/20"; 2]);
}

#[tokio::test]
async fn a_person_is_told_in_one_channel_until_they_close_it() {
    let server = Server::start(|seen, n| match seen.path.as_str() {
        "/api/v10/users/@me/channels" => ok(json!({"id": DM.to_string()})),
        _ if n > 2 => no(403, 50007),
        _ => ok(json!({"id": "41", "channel_id": "31"})),
    })
    .await;
    let (sink, told) = (sink(&server, every()), post(Target::Person(PERSON)));
    assert_eq!(sink.send(&told).await, posted(DM, 41, false));
    assert_eq!(sink.send(&told).await, posted(DM, 41, false));
    assert_eq!(sink.send(&told).await, Sent::DmClosed);
    assert_eq!(body(&server.seen()[0]), json!({"recipient_id": "30"}));
    let send = "POST /channels/31/messages";
    assert_eq!(lines(&server), ["POST /users/@me/channels", send, send, send]);
}

#[tokio::test]
async fn an_edit_keeps_its_message_until_that_is_lost() {
    let server = Server::start(|_, n| match n {
        0 => ok(json!({"id": "41", "channel_id": "20"})),
        1 => no(404, 10008),
        _ => Reply::json(429, json!({"code": 30046, "message": "old", "retry_after": 0.3, "global": false})),
    })
    .await;
    let sink = sink(&server, every());
    let edit = Post { edit: Some(MessageRef { channel: CHANNEL, message: 41 }), ..post(HERE) };
    assert_eq!(sink.send(&edit).await, posted(20, 41, false));
    assert_eq!(sink.send(&edit).await, Sent::EditLost);
    assert_eq!(sink.send(&edit).await, Sent::EditLost);
    assert_eq!(lines(&server), ["PATCH /channels/20/messages/41"; 3]);
    assert_eq!(body(&server.seen()[0])["nonce"], json!(null));
}

#[tokio::test]
async fn a_publication_is_done_when_it_was_done_before() {
    let server = Server::start(|_, n| if n == 0 { ok(json!({})) } else { no(400, 40033) }).await;
    let message = MessageRef { channel: CHANNEL, message: 41 };
    let publication = Post { content: Content::Crosspost(message), ..post(HERE) };
    let sink = sink(&server, every());
    for _ in 0..2 {
        assert!(matches!(sink.send(&publication).await, Sent::Posted { announcement: false, .. }));
    }
    assert_eq!(lines(&server), ["POST /channels/20/messages/41/crosspost"; 2]);
}

/// Answers to: the channel, the post into a closed thread, its reopening, the post again.
async fn closed_thread(code: u64, reopening: Reply) -> (Sent, Vec<String>) {
    let server = Server::start(move |_, n| match n {
        0 => ok(json!({"id": "20", "type": 11})),
        1 => no(400, code),
        2 => reopening.clone(),
        _ => ok(json!({"id": "41", "channel_id": "20"})),
    })
    .await;
    (sink(&server, every()).send(&post(HERE)).await, lines(&server))
}

#[tokio::test]
async fn a_closed_thread_is_opened_once_where_that_is_allowed() {
    let send = "POST /channels/20/messages";
    let (sent, lines) = closed_thread(50083, ok(json!({}))).await;
    assert_eq!(sent, posted(20, 41, false));
    assert_eq!(lines, ["GET /channels/20", send, "PATCH /channels/20", send]);
    for code in [50083, 160_005] {
        let (sent, lines) = closed_thread(code, no(403, 50013)).await;
        assert_eq!(sent, Sent::Blocked(Trouble::ThreadLocked));
        assert_eq!(lines.len(), 3);
    }
    let (sent, _) = closed_thread(50083, no(500, 0)).await;
    assert!(matches!(sent, Sent::Posted { .. }), "the reopening itself is repeated: {sent:?}");
}

#[tokio::test]
async fn missing_rights_are_named_where_they_are_known() {
    let missing = async |known| {
        let server = Server::start(|seen, _| match seen.method.as_str() {
            "GET" => ok(json!({"id": "20", "type": 0})),
            _ => no(403, 50013),
        })
        .await;
        match sink(&server, known).send(&post(HERE)).await {
            Sent::Blocked(Trouble::NoAccess { missing }) => missing,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(missing(rights(&[Right::ViewChannel, Right::ReadHistory])).await, [Right::SendMessages]);
    assert_eq!(missing(Err(Unseen::Hidden)).await, [Right::ViewChannel]);
    assert_eq!(missing(every()).await, []);
    assert_eq!(missing(Err(Unseen::Unreachable("down".into()))).await, []);
}

#[tokio::test]
async fn what_may_have_arrived_is_never_sent_again_by_itself() {
    for reply in [Reply::Silence, Reply::BreaksOff, no(502, 0)] {
        let server = Server::start(move |seen, _| match seen.method.as_str() {
            "GET" => ok(json!({"id": "20", "type": 0})),
            _ => reply.clone(),
        })
        .await;
        let sent = sink(&server, every()).send(&post(HERE)).await;
        assert!(matches!(sent, Sent::Broken { unclear: true, .. }), "{sent:?}");
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn a_limit_of_more_than_a_moment_gives_the_place_free() {
    let server = Server::start(|seen, _| match seen.method.as_str() {
        "GET" => ok(json!({"id": "20", "type": 0})),
        _ => Reply::json(429, json!({"message": "slow", "retry_after": 4.5, "global": false, "code": 20028}))
            .header("x-ratelimit-scope", "shared"),
    })
    .await;
    let sink = sink(&server, every());
    assert_eq!(sink.send(&post(HERE)).await, Sent::Wait(Duration::from_millis(4_500)));
    let Sent::Wait(rest) = sink.send(&post(HERE)).await else { panic!("it is known by now") };
    assert!(rest <= Duration::from_millis(4_500), "{rest:?}");
    assert_eq!(server.seen().len(), 2, "nothing is sent while it is known");
}
