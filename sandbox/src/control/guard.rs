//! Who may ask: requests that name a loopback host, and of those from a page only those of a page of this
//! machine. A page elsewhere that lets its own name point to this machine sends that name along; one that asks
//! this machine openly sends its origin along. Both are refused.

use crate::control::Refusal;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, header},
    middleware::Next,
    response::Response,
};
use std::net::IpAddr;

pub(crate) async fn loopback_only(request: Request, next: Next) -> Result<Response, Refusal> {
    let host = text(request.headers(), &header::HOST).or_else(|| request.uri().host());
    if !is_loopback(host.unwrap_or_default()) {
        return Err(Refusal::forbidden("the control API answers requests to a loopback host only"));
    }
    let stranger = request.headers().contains_key(header::ORIGIN)
        && !text(request.headers(), &header::ORIGIN).is_some_and(is_local_page);
    if stranger {
        return Err(Refusal::forbidden("the control API answers pages of a loopback host only"));
    }
    Ok(next.run(request).await)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether an `Origin` is a page of this machine.
fn is_local_page(origin: &str) -> bool {
    origin.split_once("://").is_some_and(|(_, host)| is_loopback(host))
}

/// Whether `host`, with or without a port, is this machine.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for host in ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.8.0.1", "[::1]", "[::1]:80"] {
            assert!(is_loopback(host), "{host}");
            assert!(is_local_page(&format!("http://{host}")), "{host}");
        }
        for host in ["", "example.com", "localhost.example.com:80", "10.0.0.1", "[::2]", "127.0.0.1.nip.io"] {
            assert!(!is_loopback(host), "{host}");
            assert!(!is_local_page(&format!("http://{host}")), "{host}");
        }
        assert!(!is_local_page("null"));
    }
}
