//! Routes for what is posted unasked, and for the places where it goes.

use super::server::{Reply, Server};
use crate::discord::rest::ErrorKind;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn places_are_asked_for_by_their_ids() {
    let server = Server::start(|_, _| Reply::json(200, json!({"id": "7", "threads": [{"id": "8"}]}))).await;
    let rest = &server.rest;
    assert_eq!(rest.channel(20).await.unwrap()["id"], "7");
    assert_eq!(rest.guild(10).await.unwrap()["id"], "7");
    rest.guild_member(10, 30).await.unwrap();
    assert_eq!(rest.open_dm(30).await.unwrap(), 7);
    assert_eq!(rest.active_threads(10).await.unwrap(), [json!({"id": "8"})]);
    assert_eq!(rest.archived_threads(20).await.unwrap(), [json!({"id": "8"})]);
    assert_eq!(rest.message(20, 40).await.unwrap()["id"], "7");
    let seen = server.seen();
    let lines: Vec<_> = seen.iter().map(|seen| format!("{} {}", seen.method, seen.path)).collect();
    assert_eq!(
        lines,
        [
            "GET /api/v10/channels/20",
            "GET /api/v10/guilds/10",
            "GET /api/v10/guilds/10/members/30",
            "POST /api/v10/users/@me/channels",
            "GET /api/v10/guilds/10/threads/active",
            "GET /api/v10/channels/20/threads/archived/public?limit=100",
            "GET /api/v10/channels/20/messages/40",
        ]
    );
}

#[tokio::test]
async fn what_is_no_list_is_not_taken_for_an_empty_one() {
    let server = Server::start(|_, _| Reply::json(200, json!({"messages": []}))).await;
    let error = server.rest.messages_after(20, 1).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unreadable);
    assert_eq!(server.rest.active_threads(10).await.unwrap_err().kind, ErrorKind::Unreadable);
    assert_eq!(server.rest.open_dm(30).await.unwrap_err().kind, ErrorKind::Unreadable);
}

#[tokio::test]
async fn a_post_waits_a_moment_for_a_limit_and_no_longer() {
    let wait = |n: usize| if n == 0 { 0.5 } else { 3.0 };
    let server = Server::start(move |_, n| match n {
        1 => Reply::json(200, json!({"id": "40"})),
        n => Reply::json(429, json!({"message": "slow", "retry_after": wait(n), "global": false})),
    })
    .await;
    server.rest.create_message(20, json!({"content": "x"}), 1, &[]).await.unwrap();
    let error = server.rest.create_message(20, json!({"content": "x"}), 2, &[]).await.unwrap_err();
    assert_eq!(error.retry_after, Some(Duration::from_secs(3)));
    assert_eq!(server.seen().len(), 3);
    assert_eq!(server.seen()[0].body, r#"{"content":"x","enforce_nonce":true,"nonce":"1"}"#);
}
