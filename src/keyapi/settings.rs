//! What an operator can set.

use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// How the source is reached, and how gently. Its `Debug` doesn't hold the key.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the API is: `https://api.keyapi.ai`, or the simulated one. A path in it is kept.
    pub base_url: Url,
    /// The API key.
    pub key: SecretString,
    /// Least time between two requests. The vendor publishes no rate; a second is known to be gentle.
    pub min_interval: Duration,
    /// Silence after a 429 that names no time of its own. The vendor advises 60 s.
    pub wait_after_429: Duration,
    /// The longest rest of that silence that a call waits out; for more it is refused at once.
    pub longest_wait: Duration,
    /// From sending to the answer's last byte.
    pub deadline: Duration,
    /// Silence after 401 or 403, before one request probes whether the key is accepted again.
    pub wait_after_refused_key: Duration,
    /// Silence after 402, before one request probes whether there are credits again.
    pub wait_without_credits: Duration,
}

impl Settings {
    /// The defaults for one API and key.
    pub fn new(base_url: Url, key: SecretString) -> Self {
        Self {
            base_url,
            key,
            min_interval: Duration::from_secs(1),
            wait_after_429: Duration::from_secs(60),
            longest_wait: Duration::from_secs(3),
            deadline: Duration::from_secs(15),
            wait_after_refused_key: Duration::from_secs(10 * 60),
            wait_without_credits: Duration::from_secs(30 * 60),
        }
    }
}
