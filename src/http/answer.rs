//! A request and what is said to it: text for people, JSON for whoever asks for it.

use super::{doors::Doors, gauges, glance::Glance, health::Health, ready::Readiness};
use crate::clock::{SystemClock, timeout};
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::Response,
};
use std::{sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(5);
const TEXT: &str = "text/plain; charset=utf-8";
/// Prometheus' text format.
const METRICS: &str = "text/plain; version=0.0.4; charset=utf-8";
const INDEX: &str = "rankwatch

/healthz  200 while its loops turn, else 503: restart it
/readyz   200 while it can work with Discord, its database and the source, else 503 with the reason
/metrics  what it counts and how it stands, for Prometheus
";

/// Answers for as long as it is polled.
pub(super) async fn all(listener: TcpListener, glance: Arc<Glance>) {
    let router = Router::new().fallback(answer).with_state(glance);
    if let Err(error) = axum::serve(Doors::of(listener), router).await {
        tracing::error!(%error, "health and metrics aren't served any more");
    }
}

async fn answer(State(glance): State<Arc<Glance>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    let known = ["/", "/healthz", "/readyz", "/metrics"].contains(&path);
    let (status, kind, body) = match (known, &method) {
        (false, _) => {
            let body = "There is nothing here. / says what there is.\n";
            (StatusCode::NOT_FOUND, TEXT, body.to_owned())
        }
        (true, &Method::GET | &Method::HEAD) => {
            match timeout(&SystemClock, LIMIT, found(path, &glance, wants_json(&headers))).await {
                Ok(answer) => answer,
                Err(late) => {
                    let body = format!("No answer within {} s: {late}.\n", LIMIT.as_secs());
                    (StatusCode::SERVICE_UNAVAILABLE, TEXT, body)
                }
            }
        }
        (true, _) => {
            let body = "This can only be read: GET or HEAD.\n";
            (StatusCode::METHOD_NOT_ALLOWED, TEXT, body.to_owned())
        }
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // One request a connection, so that nobody keeps a place.
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

async fn found(path: &str, glance: &Glance, json: bool) -> (StatusCode, &'static str, String) {
    match path {
        "/healthz" => {
            let health = Health::of(glance.inside());
            let body = if json { health.json() } else { health.text() };
            shown(health.is_well(), json, body)
        }
        "/readyz" => {
            let seen = glance.look().await;
            let readiness = Readiness::of(glance.inside(), &seen);
            let body = if json { readiness.json() } else { readiness.text() };
            shown(readiness.is_ready(), json, body)
        }
        "/metrics" => {
            let seen = glance.look().await;
            (StatusCode::OK, METRICS, gauges::all(glance.inside(), &seen))
        }
        _ => (StatusCode::OK, TEXT, INDEX.to_owned()),
    }
}

fn shown(is_well: bool, json: bool, body: String) -> (StatusCode, &'static str, String) {
    let status = if is_well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, if json { "application/json" } else { TEXT }, body)
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|accepts| accepts.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("application/json"))
}
