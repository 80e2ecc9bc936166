//! Who may ask: requests that name a loopback host. A page elsewhere that lets its own name point to this
//! machine sends that name along and is refused.

use crate::control::Refusal;
use axum::{extract::Request, http::header, middleware::Next, response::Response};
use std::net::IpAddr;

pub(crate) async fn loopback_only(request: Request, next: Next) -> Result<Response, Refusal> {
    let named = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    let host = named.or_else(|| request.uri().host()).unwrap_or_default();
    if is_loopback(host) {
        Ok(next.run(request).await)
    } else {
        Err(Refusal::forbidden("the control API answers requests to a loopback host only"))
    }
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
        }
        for host in ["", "example.com", "localhost.example.com:80", "10.0.0.1", "[::2]", "127.0.0.1.nip.io"] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
