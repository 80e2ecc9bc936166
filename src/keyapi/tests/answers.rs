//! What each kind of answer becomes.

use super::{KEY, Kit, list_key, seconds, server::*};
use crate::{
    clock::SystemClock,
    keyapi::{KeyApi, Settings, SetupError},
    rankings::{Failure, Source},
};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::{
    io,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;

#[tokio::test]
async fn a_page_is_asked_with_the_key_and_read() {
    let kit = Kit::new([success()]).await;
    let page = kit.page(4).await.unwrap();
    assert_eq!((page.rows.len(), page.sent), (1, 1));
    let request = &kit.server.requests()[0];
    assert!(
        request.starts_with(
            "GET /v1/tiktok/influencer/ranking/analytics?date=2026-11-22&region=US&product_category_id=601450\
             &rank_type=1&influencer_rank_field=2&page_num=4&page_size=10 HTTP/1.1\r\n"
        ),
        "{request}"
    );
    assert!(request.contains(&format!("authorization: Bearer {KEY}\r\n")), "{request}");
    assert!(
        request.contains(concat!("user-agent: rankwatch/", env!("CARGO_PKG_VERSION"), "\r\n")),
        "{request}"
    );
}

#[tokio::test]
async fn each_answer_becomes_its_failure() {
    use Failure::{BadRequest, KeyRefused, Lost, OutOfCredits, Server, TooFast, Unreachable, Unreadable};
    let html = "<html><body>Welcome to nginx!</body></html>";
    let cut = b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n{\"code\":0,".to_vec();
    let large = b"HTTP/1.1 200 X\r\ncontent-length: 99999999\r\n\r\n".to_vec();
    let cases = [
        ("400", error(400, 400, "Missing required parameter: date"), BadRequest, false),
        ("401", error(401, 401, "apiKey is null"), KeyRefused, false),
        ("402", error(402, 402, "apiKey quota is not enough"), OutOfCredits, false),
        ("403", error(403, 403, "no right"), KeyRefused, false),
        ("404", error(404, 404, "Not Found"), BadRequest, false),
        ("404 with HTML", answer(404, "", html), BadRequest, true),
        ("429", error(429, 429, "qps limit exceeded"), TooFast, false),
        ("500", error(500, 500, "Internal server error"), Server, false),
        ("500 for 402", error(500, 500, "Usage Limit Exceeded"), OutOfCredits, false),
        ("500 in plain text", answer(500, "", "Usage Limit Exceeded"), OutOfCredits, false),
        ("500 beside the contract", answer(500, "", r#"{"error":"x"}"#), Server, true),
        ("500 with a code of success", answer(500, "", r#"{"code":0,"data":[]}"#), Server, true),
        ("502 with HTML", answer(502, "", html), Server, true),
        ("503 with nothing", answer(503, "", ""), Server, true),
        ("200 with 429", error(200, 429, "qps limit exceeded"), TooFast, false),
        ("200 with 500", error(200, 500, "Internal server error"), Server, false),
        ("200 with another code", error(200, 1001, "unique_id is invalid"), BadRequest, false),
        ("200 with HTML", answer(200, "", html), Unreadable, true),
        ("200 with nothing", answer(200, "", ""), Unreadable, true),
        ("200 without data", answer(200, "", r#"{"code":0,"message":"success"}"#), Unreadable, true),
        ("200 with another data", answer(200, "", r#"{"code":0,"data":{"list":[]}}"#), Unreadable, true),
        ("a redirection", answer(302, "location: /elsewhere\r\n", ""), Unreadable, true),
        ("a body cut off", Reply::Bytes(cut), Lost, true),
        ("an announced flood", Reply::Hang(large), Unreadable, true),
        ("a line cut after sending", Reply::Bytes(Vec::new()), Unreachable, true),
    ];
    for (name, reply, failure, spent) in cases {
        let kit = Kit::new([reply]).await;
        let error = kit.ask().await.unwrap_err();
        assert_eq!((error.failure, error.spent), (failure, spent), "{name}: {error:?}");
        let says_nothing = ["404 with HTML", "502 with HTML", "503 with nothing"].contains(&name);
        assert!(error.detail.is_some() || says_nothing, "{name}: {error:?}");
        assert_eq!(kit.server.requests().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn no_connection_costs_nothing() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", gone.local_addr().unwrap()).parse().unwrap();
    drop(gone);
    let api = KeyApi::new(Settings::new(base, KEY.into()), Arc::new(SystemClock)).unwrap();
    let error = api.page(&list_key(), 1).await.unwrap_err();
    assert_eq!((error.failure, error.spent), (Failure::Unreachable, false), "{error:?}");
}

#[tokio::test]
async fn a_failed_handshake_costs_nothing() {
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", plain.local_addr().unwrap()).parse().unwrap();
    let api = KeyApi::new(Settings::new(base, KEY.into()), Arc::new(SystemClock)).unwrap();
    let key = list_key();
    let (outcome, _) = tokio::join!(api.page(&key, 1), async { plain.accept().await.map(drop) });
    let error = outcome.unwrap_err();
    assert_eq!((error.failure, error.spent), (Failure::Unreachable, false), "{error:?}");
}

#[tokio::test]
async fn a_flood_is_refused_early() {
    let kit = Kit::new([Reply::Flood]).await;
    let error = kit.ask().await.unwrap_err();
    assert_eq!((error.failure, error.spent), (Failure::Unreadable, true));
    // What lies beyond the limit of 5 MB was taken by the buffers of the sockets.
    assert!(kit.server.sent() < FLOOD / 2, "{}", kit.server.sent());
}

#[tokio::test]
async fn control_characters_and_nobody_are_read() {
    let broken = "{\n\t\"code\":0,\"data\":[{\"user_id\":\"7\",\"nick_name\":\"a\u{1}b\nc\"}]}";
    let kit = Kit::new([answer(200, "", broken), answer(200, "", r#"{"code":0,"data":null}"#)]).await;
    assert_eq!(kit.ask().await.unwrap().rows[0].nick_name.as_deref(), Some("a b c"));
    assert_eq!(kit.ask().await.unwrap(), Default::default());
}

#[tokio::test]
async fn an_answer_that_never_comes_is_lost_at_the_deadline() {
    let half = b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n{".to_vec();
    for reply in [Reply::Hang(Vec::new()), Reply::Hang(half)] {
        let kit = Kit::new([reply]).await;
        let time = async {
            kit.server.has_requests(1).await;
            kit.clock.advance(seconds(14));
            for _ in 0..100 {
                kit.clock.has_waiters(1).await;
                tokio::task::yield_now().await;
            }
            kit.clock.advance(seconds(1));
        };
        let (outcome, ()) = tokio::join!(kit.page(1), time);
        let error = outcome.unwrap_err();
        assert_eq!((error.failure, error.spent), (Failure::Lost, true));
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_key_is_nowhere_to_be_read_and_each_silence_is_logged_once() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // With a single subscriber, an event that another test's thread meets first would stay off everywhere.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());

    let message = format!("the key Bearer {KEY} is unknown");
    let kit = Kit::new([error(401, 401, &message), error(401, 401, &message), success()]).await;
    let mut said = format!("{:?}", kit.api);
    for _ in 0..2 {
        let error = kit.ask().await.unwrap_err();
        assert_eq!(error.detail.as_deref(), Some("the key Bearer [key] is unknown"));
        said += &format!("{error:?} {error}");
        kit.clock.advance(seconds(600));
    }
    kit.ask().await.unwrap();

    let line_break = Settings::new(kit.server.url.clone(), format!("{KEY}\n").into());
    let refused = KeyApi::new(line_break, kit.clock.clone()).unwrap_err();
    assert!(matches!(refused, SetupError::Key));
    said += &format!("{refused:?} {refused}");

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(log.matches("the source refuses the API key").count(), 1, "{log}");
    assert_eq!(log.matches("the source answers again").count(), 1, "{log}");
    assert!(!said.contains(KEY) && !log.contains(KEY), "{said}\n{log}");
}

#[tokio::test]
async fn each_request_is_counted_by_how_it_ended() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _counting = metrics::set_default_local_recorder(&recorder);
    let kit = Kit::new([success(), error(500, 500, "Internal server error"), Reply::Bytes(Vec::new())]).await;
    kit.page(1).await.unwrap();
    kit.ask().await.unwrap_err();
    kit.ask().await.unwrap_err();
    let counted = recorder.handle().render();
    for (outcome, status) in [("ok", "200"), ("server", "500"), ("unreachable", "none")] {
        let labels = format!("endpoint=\"ranking\",outcome=\"{outcome}\",status=\"{status}\"");
        let line = format!("rankwatch_source_calls_total{{{labels}}} 1\n");
        assert!(counted.contains(&line), "{line}{counted}");
    }
}
