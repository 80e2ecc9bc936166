//! Rate limits, deadlines and the breaker, over the wire.

use super::server::{Reply, Server, key};
use crate::{
    clock::Clock,
    discord::rest::{ErrorKind, Scope},
};
use chrono::TimeDelta;
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::json;
use std::time::Duration;

fn limited(body_s: f64, header_s: u32) -> Reply {
    Reply::json(429, json!({"message": "slow down", "retry_after": body_s, "global": false}))
        .header("retry-after", header_s)
        .header("x-ratelimit-scope", "user")
}

#[tokio::test]
async fn a_429_waits_as_its_body_says() {
    let server =
        Server::start(|_, n| if n == 0 { limited(2.0, 900) } else { Reply::json(200, json!({})) }).await;
    server.rest.current_user().await.unwrap();
    let seen = server.seen();
    assert!(seen[1].at - seen[0].at >= TimeDelta::milliseconds(1_950), "{}", seen[1].at - seen[0].at);
}

#[tokio::test]
async fn a_429_beyond_the_deadline_is_told_at_once() {
    let server = Server::start(|_, _| limited(1163.5, 1)).await;
    let start = server.clock.now();
    let error = server.rest.current_user().await.unwrap_err();
    assert!(server.clock.now() - start < TimeDelta::seconds(5));
    assert_eq!((error.kind, error.scope), (ErrorKind::Limited, Some(Scope::User)));
    assert_eq!(error.retry_after, Some(Duration::from_millis(1_163_500)));
    let again = server.rest.current_user().await.unwrap_err();
    assert_eq!((again.kind, again.status), (ErrorKind::Limited, None));
    assert!(again.retry_after.unwrap() > Duration::from_secs(1_100));
    assert_eq!(server.seen().len(), 1, "the second wasn't sent");
}

#[tokio::test]
async fn a_global_limit_holds_all_but_interactions() {
    let server = Server::start(|seen, _| match seen.path.ends_with("users/@me") {
        true => Reply::json(429, json!({"message": "slow", "retry_after": 60.0, "global": true})),
        false => Reply::json(200, json!({})),
    })
    .await;
    let error = server.rest.current_user().await.unwrap_err();
    assert_eq!(error.scope, Some(Scope::Global));
    assert_eq!(server.rest.current_application().await.unwrap_err().kind, ErrorKind::Limited);
    server.rest.answer(&key(1), json!({"type": 5}), &[]).await.unwrap();
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_block_by_the_guard_before_discord_holds_everything() {
    let server = Server::start(|_, _| Reply::Says(429, vec![], "<html>blocked".into())).await;
    let error = server.rest.current_user().await.unwrap_err();
    assert_eq!((error.scope, error.retry_after), (Some(Scope::Cloudflare), Some(Duration::from_secs(60))));
    assert_eq!(server.rest.answer(&key(1), json!({}), &[]).await.unwrap_err().kind, ErrorKind::Limited);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn the_headers_keep_calls_within_their_window() {
    let server = Server::start(|_, n| {
        Reply::json(200, json!({}))
            .header("x-ratelimit-bucket", "b")
            .header("x-ratelimit-limit", 2)
            .header("x-ratelimit-remaining", 1 - n % 2)
            .header("x-ratelimit-reset-after", if n % 2 == 0 { "2.0" } else { "1.9" })
    })
    .await;
    let calls = (0..4).map(|_| server.rest.current_user());
    assert!(futures_util::future::join_all(calls).await.iter().all(Result::is_ok));
    let seen = server.seen();
    assert!(seen[2].at - seen[0].at >= TimeDelta::milliseconds(1_900));
    assert!(seen[1].at - seen[0].at < TimeDelta::milliseconds(1_000));
}

#[tokio::test]
async fn silence_ends_at_the_deadline() {
    let server = Server::start(|_, _| Reply::Silence).await;
    let start = server.clock.now();
    let error = server.rest.answer(&key(1), json!({"type": 5}), &[]).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Lost);
    let callback = server.clock.now() - start;
    assert!(callback >= TimeDelta::seconds(3) && callback < TimeDelta::seconds(8), "{callback}");
    assert_eq!(server.rest.current_user().await.unwrap_err().kind, ErrorKind::Lost);
}

#[tokio::test]
async fn the_breaker_halts_all_but_answers_to_people() {
    let server = Server::start(|_, _| Reply::json(200, json!({}))).await;
    for _ in 0..5_000 {
        server.rest.breaker.note(403, None, server.clock.now());
    }
    assert_eq!(server.rest.current_user().await.unwrap_err().kind, ErrorKind::Halted);
    server.rest.answer(&key(1), json!({"type": 5}), &[]).await.unwrap();
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn answers_beyond_the_bound_wait_no_longer_than_discord_does() {
    let server = Server::start(|_, _| Reply::Silence).await;
    let keys: Vec<_> = (1..=200).map(key).collect();
    let start = server.clock.now();
    let answers = keys.iter().map(|key| server.rest.answer(key, json!({"type": 5}), &[]));
    let answers = futures_util::future::join_all(answers).await;
    assert!(answers.iter().all(|answer| answer.as_ref().is_err_and(|error| error.kind == ErrorKind::Lost)));
    let took = server.clock.now() - start;
    assert!(took >= TimeDelta::seconds(3) && took < TimeDelta::seconds(8), "{took}");
    let sent: Vec<_> = server.seen().iter().map(|seen| seen.at - start).collect();
    assert!(sent.len() >= 128, "{}", sent.len());
    // A turn comes when one of the first is given up, after all that Discord waits: hardly anything is sent then.
    let late = sent[128..].iter().min();
    assert!(late.is_none_or(|late| *late >= TimeDelta::milliseconds(2_900)), "{late:?}");
}

#[tokio::test]
async fn each_request_is_counted_also_without_an_answer() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _counting = metrics::set_default_local_recorder(&recorder);
    let server = Server::start(|_, n| match n {
        0 => limited(0.1, 1),
        1 => Reply::BreaksOff,
        _ => Reply::json(200, json!({})),
    })
    .await;
    server.rest.current_user().await.unwrap();
    let counted = recorder.handle().render();
    for status in ["429", "none", "200"] {
        let labels = format!("route=\"GET /users/@me\",status=\"{status}\"");
        let line = format!("rankwatch_discord_calls_total{{{labels}}} 1\n");
        assert!(counted.contains(&line), "{line}{counted}");
    }
}
