//! What goes out, and how answers are read.

use super::server::{KEY_TOKEN, Reply, Server, TOKEN, key};
use crate::discord::rest::{Attachment, ErrorKind};
use serde_json::{Value, json};

#[tokio::test]
async fn the_bots_routes_carry_its_token_and_interactions_do_not() {
    let server = Server::start(|_, _| Reply::json(200, json!({"id": "7"}))).await;
    let rest = &server.rest;
    assert_eq!(rest.current_user().await.unwrap()["id"], "7");
    rest.current_application().await.unwrap();
    rest.put_global_commands(7, json!([{"name": "ranking"}])).await.unwrap();
    rest.answer(&key(9), json!({"type": 5}), &[]).await.unwrap();
    rest.edit_original(&key(9), json!({"content": "x"}), &[]).await.unwrap();
    rest.original(&key(9)).await.unwrap();
    rest.delete_original(&key(9)).await.unwrap();
    rest.follow_up(&key(9), json!({"content": "y", "flags": 64}), &[]).await.unwrap();
    let seen = server.seen();
    let lines: Vec<_> = seen.iter().map(|seen| format!("{} {}", seen.method, seen.path)).collect();
    let original = format!("/api/v10/webhooks/7/{KEY_TOKEN}/messages/@original");
    let wanted = [
        "GET /api/v10/users/@me".to_owned(),
        "GET /api/v10/applications/@me".to_owned(),
        "PUT /api/v10/applications/7/commands".to_owned(),
        format!("POST /api/v10/interactions/9/{KEY_TOKEN}/callback"),
        format!("PATCH {original}"),
        format!("GET {original}"),
        format!("DELETE {original}"),
        format!("POST /api/v10/webhooks/7/{KEY_TOKEN}"),
    ];
    assert_eq!(lines, wanted);
    for (n, seen) in seen.iter().enumerate() {
        let authorization = seen.headers.get("authorization").map(|value| value.to_str().unwrap());
        assert_eq!(authorization, (n < 3).then_some(format!("Bot {TOKEN}").as_str()));
        let agent = seen.headers["user-agent"].to_str().unwrap();
        assert!(agent.starts_with("DiscordBot (https://"), "{agent}");
    }
    assert_eq!(seen[2].body, r#"[{"name":"ranking"}]"#);
}

#[tokio::test]
async fn files_go_as_a_form_with_our_own_list() {
    let server = Server::start(|_, _| Reply::json(200, json!({}))).await;
    let file = |name: &str, text: Option<&str>| Attachment {
        name: name.into(),
        bytes: b"bytes".into(),
        description: text.map(Into::into),
    };
    let files = [file("a.png", Some("a chart")), file("b.csv", None)];
    server.rest.answer(&key(1), json!({"type": 4, "data": {"content": "x"}}), &files).await.unwrap();
    let kept = json!({"content": "x", "attachments": [{"id": "55"}]});
    server.rest.edit_original(&key(1), kept, &files[..1]).await.unwrap();
    let seen = server.seen();
    assert!(seen[0].headers["content-type"].to_str().unwrap().starts_with("multipart/form-data"));
    let payload = |n: usize| -> Value {
        let line = seen[n].body.lines().find(|line| line.starts_with('{')).unwrap();
        serde_json::from_str(line).unwrap()
    };
    let ours =
        json!([{"id": 0, "filename": "a.png", "description": "a chart"}, {"id": 1, "filename": "b.csv"}]);
    assert_eq!(payload(0), json!({"type": 4, "data": {"content": "x", "attachments": ours}}));
    assert_eq!(payload(1)["attachments"], json!([{"id": "55"}, ours[0]]));
    for part in [
        "name=\"payload_json\"",
        "name=\"files[0]\"; filename=\"a.png\"",
        "name=\"files[1]\"; filename=\"b.csv\"",
    ] {
        assert!(seen[0].body.contains(part), "{part}");
    }
}

#[tokio::test]
async fn errors_are_typed_and_name_the_field() {
    let server = Server::start(|_, n| match n {
        0 => Reply::json(400, json!({"code": 50035, "message": "Invalid Form Body", "errors": {"embeds": {"0":
            {"title": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length."}]}}}}})),
        1 => Reply::json(401, json!({"code": 50027, "message": "Invalid Webhook Token"})),
        2 => Reply::Says(401, vec![], format!("<html>/{KEY_TOKEN}")),
        3 => Reply::json(404, json!([])),
        4 => Reply::Says(200, vec![], "<html>".into()),
        _ => Reply::Says(200, vec![], format!("\"{}\"", "x".repeat(5_000_000))),
    })
    .await;
    let key = key(1);
    let send = || server.rest.follow_up(&key, json!({}), &[]);
    let form = send().await.unwrap_err();
    assert_eq!(form.code, 50035);
    let wanted = "Invalid Form Body (embeds.0.title: BASE_TYPE_MAX_LENGTH Must be 256 or fewer in length.)";
    assert_eq!((form.kind, form.message.as_str()), (ErrorKind::Refused, wanted));
    let over = send().await.unwrap_err();
    assert!(over.interaction_is_over() && !over.token_is_bad());
    let html = send().await.unwrap_err();
    assert!(html.token_is_bad() && !html.to_string().contains(KEY_TOKEN));
    assert_eq!(send().await.unwrap_err().status, Some(404));
    assert_eq!(send().await.unwrap_err().kind, ErrorKind::Unreadable);
    assert_eq!(send().await.unwrap_err().kind, ErrorKind::Unreadable);
}

#[tokio::test]
async fn the_gateways_address_is_checked() {
    let urls =
        ["ws://127.0.0.1:9/gw", "ws://gateway.discord.gg", "https://discord.com", "wss://gateway.discord.gg"];
    let server = Server::start(move |_, n| Reply::json(200, json!({"url": urls[n], "shards": 2}))).await;
    assert_eq!(server.rest.gateway().await.unwrap().as_str(), urls[0]);
    assert_eq!(server.rest.gateway().await.unwrap_err().kind, ErrorKind::Unreadable);
    assert_eq!(server.rest.gateway().await.unwrap_err().kind, ErrorKind::Unreadable);
    assert_eq!(server.rest.gateway_bot().await.unwrap().shards, 2);
}

#[tokio::test]
async fn a_lost_callback_is_repeated_and_may_meet_its_own_first_try() {
    let server = Server::start(|_, n| match n {
        0 => Reply::BreaksOff,
        1 => Reply::json(502, json!({})),
        _ => Reply::json(400, json!({"code": 40060, "message": "already acknowledged"})),
    })
    .await;
    let error = server.rest.answer(&key(1), json!({"type": 5}), &[]).await.unwrap_err();
    assert!(error.already_answered());
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn what_would_come_twice_is_not_repeated() {
    let server =
        Server::start(|_, n| if n == 0 { Reply::BreaksOff } else { Reply::json(500, json!({})) }).await;
    let lost = server.rest.follow_up(&key(1), json!({}), &[]).await.unwrap_err();
    assert!(lost.is_unclear());
    assert_eq!((lost.kind, lost.status), (ErrorKind::Lost, None));
    let broken = server.rest.follow_up(&key(1), json!({}), &[]).await.unwrap_err();
    assert!(broken.is_unclear());
    assert_eq!((broken.kind, server.seen().len()), (ErrorKind::Broken, 2));
    // Reading does nothing that could come twice.
    assert_eq!(server.rest.current_user().await.unwrap_err().kind, ErrorKind::Broken);
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test]
async fn nothing_shows_a_token() {
    let server = Server::start(|_, _| Reply::BreaksOff).await;
    let error = server.rest.answer(&key(1), json!({}), &[]).await.unwrap_err();
    let shown = format!("{:?} {:?} {error} {error:?}", server.rest, key(1));
    assert!(!shown.contains(TOKEN) && !shown.contains(KEY_TOKEN), "{shown}");
}

#[tokio::test]
async fn a_clock_that_is_off_is_known_by_the_date_of_an_answer() {
    let server = Server::start(|seen, n| {
        let date = (seen.at - chrono::TimeDelta::hours(2)).format("%a, %d %b %Y %H:%M:%S GMT");
        let answer = Reply::json(200, json!({}));
        if n == 0 { answer.header("date", "yesterday") } else { answer.header("date", date) }
    })
    .await;
    assert_eq!(server.rest.clock_ahead(), None);
    server.rest.current_user().await.unwrap();
    assert_eq!(server.rest.clock_ahead(), None, "what can't be read tells nothing");
    server.rest.current_user().await.unwrap();
    let ahead = server.rest.clock_ahead().unwrap();
    assert!((ahead - chrono::TimeDelta::hours(2)).num_seconds().abs() < 60, "{ahead}");
}
