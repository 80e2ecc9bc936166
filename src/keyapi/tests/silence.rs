//! When nothing is sent: between two requests, after a 429, and while asking is pointless.

use super::{Kit, seconds, server::*};
use crate::{keyapi::Silence, rankings::Failure};
use chrono::TimeDelta;
use std::time::Duration;

/// Lets everything run that can run without the clock.
async fn rest() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn requests_start_an_interval_apart_in_the_order_of_arrival() {
    let kit = Kit::new([success(), success(), success()]).await;
    kit.page(1).await.unwrap();
    let time = async {
        kit.clock.has_waiters(1).await;
        kit.clock.advance(Duration::from_millis(999));
        rest().await;
        assert_eq!(kit.server.requests().len(), 1);
        kit.clock.advance(Duration::from_millis(1));
        kit.server.has_requests(2).await;
        rest().await;
        assert_eq!(kit.server.requests().len(), 2);
        kit.clock.advance(seconds(1));
    };
    let (second, third, ()) = tokio::join!(kit.page(2), kit.page(3), time);
    assert!(second.is_ok() && third.is_ok());
    for (request, number) in kit.server.requests().iter().zip(1..) {
        assert!(request.contains(&format!("page_num={number}&")), "{request}");
    }
}

#[tokio::test]
async fn a_caller_that_gives_up_uses_no_turn() {
    let kit = Kit::new([success(), success()]).await;
    kit.page(1).await.unwrap();
    tokio::select! {
        biased;
        _ = kit.page(2) => panic!("it isn't its turn"),
        () = kit.clock.has_waiters(1) => {}
    }
    kit.clock.advance(seconds(1));
    kit.page(3).await.unwrap();
}

#[tokio::test]
async fn after_a_429_nothing_is_sent_until_the_time_is_over() {
    let named = answer(429, "retry-after: 30\r\n", "");
    let in_body = answer(200, "retry-after: 30\r\n", r#"{"code":429,"data":null,"message":"qps"}"#);
    let hanging = b"HTTP/1.1 429 X\r\nretry-after: 30\r\ncontent-length: 9\r\n\r\n".to_vec();
    // Without the contract's envelope it may be a gateway's, which knows nothing of credits.
    let cases = [
        (error(429, 429, "qps"), 60, false),
        (named, 30, true),
        (in_body, 30, false),
        (Reply::Bytes(hanging), 30, true),
    ];
    for (reply, wait, spent) in cases {
        let kit = Kit::new([reply, success()]).await;
        let error = kit.page(1).await.unwrap_err();
        let until = crate::clock::Clock::now(&*kit.clock) + TimeDelta::seconds(wait);
        assert_eq!((error.failure, error.spent, error.retry_at), (Failure::TooFast, spent, Some(until)));

        let error = kit.ask().await.unwrap_err();
        assert_eq!((error.failure, error.spent, error.retry_at), (Failure::TooFast, false, Some(until)));

        // The last seconds are waited out.
        kit.clock.advance(seconds(wait.unsigned_abs() - 3));
        let time = async {
            kit.clock.has_waiters(1).await;
            assert_eq!(kit.server.requests().len(), 1);
            kit.clock.advance(seconds(2));
        };
        let (page, ()) = tokio::join!(kit.page(1), time);
        assert!(page.is_ok());
    }
}

#[tokio::test]
async fn a_429_reaches_those_who_wait_in_line() {
    let kit = Kit::new([error(429, 429, "qps")]).await;
    let time = async {
        kit.server.has_requests(1).await;
        kit.clock.has_waiters(1).await;
        kit.clock.advance(seconds(1));
    };
    let (first, second, third, ()) = tokio::join!(kit.page(1), kit.page(2), kit.page(3), time);
    for outcome in [first, second, third] {
        assert_eq!(outcome.unwrap_err().failure, Failure::TooFast);
    }
}

#[tokio::test]
async fn a_refused_key_and_used_up_credits_end_asking_for_a_while() {
    let cases = [
        (401, 200, Failure::KeyRefused, 600),
        (403, 403, Failure::KeyRefused, 600),
        (402, 200, Failure::OutOfCredits, 1800),
    ];
    for (code, status, failure, wait) in cases {
        let kit =
            Kit::new([error(status, code, "no"), error(status, code, "no"), success(), success()]).await;
        for requests in 1..=2 {
            let until = crate::clock::Clock::now(&*kit.clock) + TimeDelta::seconds(wait + 1);
            assert_eq!(kit.ask().await.unwrap_err().retry_at, Some(until));
            let refused = kit.ask().await.unwrap_err();
            assert_eq!((refused.failure, refused.spent, refused.retry_at), (failure, false, Some(until)));
            assert_eq!(kit.server.requests().len(), requests, "refused without a request");
            kit.clock.advance(seconds(wait.unsigned_abs()));
        }
        kit.ask().await.unwrap();
        kit.ask().await.unwrap();
    }
}

#[tokio::test]
async fn a_source_that_is_down_is_told_until_it_answers() {
    let kit = Kit::new([error(500, 500, "down"), error(503, 503, "down"), success()]).await;
    let since = crate::clock::Clock::now(&*kit.clock) + TimeDelta::seconds(1);
    kit.ask().await.unwrap_err();
    assert_eq!(kit.api.silence(), None, "once is nothing");
    kit.clock.advance(seconds(15 * 60));
    kit.ask().await.unwrap_err();
    let silence = kit.api.silence().unwrap();
    assert_eq!(silence, Silence::Unanswered { failure: Failure::Server, since });
    assert!(silence.to_string().starts_with("no request was answered since 2026-11-23T10:00:01Z: "));
    kit.ask().await.unwrap();
    assert_eq!(kit.api.silence(), None);
}
