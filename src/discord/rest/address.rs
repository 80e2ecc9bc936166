//! Which addresses may be dialled: encrypted ones, and plain ones on this machine.

use url::{Host, Url};

/// An address that must not be dialled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// The scheme isn't one of the two that fit.
    #[error("{0} is neither {1}:// nor, for this machine, {2}://")]
    Scheme(String, &'static str, &'static str),
    /// Unencrypted, and not on this machine.
    #[error("{0} is unencrypted, which is allowed for loopback addresses only")]
    Plain(String),
    /// Not an address at all, or one that has no host.
    #[error("{0:?} isn't an address")]
    Unreadable(String),
}

/// Whether `url` leads to this machine: `localhost`, 127.0.0.0/8 or `::1`.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Reads the Gateway's address as `GET /gateway` gave it.
///
/// # Errors
/// [`BadAddress`] unless it is `wss://`, or `ws://` on this machine.
pub fn check_gateway_url(text: &str) -> Result<Url, BadAddress> {
    let url = Url::parse(text).map_err(|_| BadAddress::Unreadable(text.chars().take(100).collect()))?;
    check(&url, "wss", "ws")?;
    Ok(url)
}

/// The address that all routes lie below.
pub(super) fn api_base(api_url: &Url) -> Result<Url, BadAddress> {
    check(api_url, "https", "http")?;
    let mut base = api_url.clone();
    base.set_query(None);
    base.set_fragment(None);
    base.path_segments_mut()
        .map_err(|()| BadAddress::Unreadable(named(api_url)))?
        .pop_if_empty()
        .extend(["api", "v10"]);
    Ok(base)
}

fn check(url: &Url, secure: &'static str, plain: &'static str) -> Result<(), BadAddress> {
    if url.host().is_none() {
        return Err(BadAddress::Unreadable(named(url)));
    }
    match url.scheme() {
        scheme if scheme == secure => Ok(()),
        scheme if scheme == plain && is_loopback(url) => Ok(()),
        scheme if scheme == plain => Err(BadAddress::Plain(named(url))),
        _ => Err(BadAddress::Scheme(named(url), secure, plain)),
    }
}

/// Scheme and host only: an address may carry a password.
fn named(url: &Url) -> String {
    format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_are_for_this_machine_only() {
        for good in ["wss://gateway.discord.gg", "ws://127.0.0.1:9", "ws://[::1]:9/gw", "ws://localhost/?a=1"]
        {
            assert!(check_gateway_url(good).is_ok(), "{good}");
        }
        for bad in [
            "ws://gateway.discord.gg",
            "http://127.0.0.1",
            "ws://128.0.0.1",
            "ws://localhost.evil.net",
            "",
            "ws:",
        ] {
            assert!(check_gateway_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn routes_lie_below_api_v10() {
        let base = |text: &str| api_base(&Url::parse(text).unwrap()).map(String::from);
        assert_eq!(base("https://discord.com").unwrap(), "https://discord.com/api/v10");
        assert_eq!(base("http://127.0.0.1:80/x/?q").unwrap(), "http://127.0.0.1/x/api/v10");
        assert_eq!(base("http://u:secret@discord.com"), Err(BadAddress::Plain("http://discord.com".into())));
    }
}
