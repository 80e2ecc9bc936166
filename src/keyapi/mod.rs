//! The paid data source: a client of KeyAPI's endpoints, and all checking of what it sends.
//!
//! [`KeyApi`] is the [`Source`](crate::rankings::Source) of the program: one call is one request of
//! `GET {base_url}/v1/tiktok/influencer/ranking/analytics`, or `detail` or `trends` in its place, 1 credit. It keeps the pace (one request a
//! [`Settings::min_interval`], silence after a 429), sends nothing while the key is refused or the credits are
//! used up, and says of every failure what kind it is and whether a credit may be gone. It never tries again by
//! itself: a second attempt is a second credit, and credits are counted in `rankings`. Every wait goes through
//! the [`Clock`](crate::clock::Clock).
//!
//! Nothing that the source sends is believed: numbers, ids and texts are read in any shape that was ever seen,
//! what can't be read is absent, and one bad row doesn't lose the page.
//!
//! - `client`: one call, from its turn to its page;
//! - `request`: the HTTP client and the addresses with their parameters;
//! - `answer`: an answer, and what it says;
//! - `settings`: what an operator can set;
//! - `pace`: whose turn it is;
//! - `breaker`: silence while asking is pointless;
//! - `unanswered`: whether it answers at all;
//! - `silence`: what is said of either;
//! - `body`: an answer's bytes, up to a limit;
//! - `errors`: what went wrong, from status, body or connection;
//! - `wire`: the answer's shape;
//! - `entry`: an entry of it, and values in whatever type they come;
//! - `convert`: rows of a ranking;
//! - `creators`: creators alone and their days.
//!
//! ```
//! use rankwatch::{clock::SystemClock, keyapi::{KeyApi, Settings}};
//! use std::sync::Arc;
//!
//! let settings = Settings::new("https://api.keyapi.ai".parse()?, "a key".into());
//! let source = KeyApi::new(settings, Arc::new(SystemClock))?;
//! assert!(!format!("{source:?}").contains("a key"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod body;
mod breaker;
mod client;
mod convert;
mod creators;
mod entry;
mod errors;
mod pace;
mod request;
mod settings;
mod silence;
mod unanswered;
mod wire;

#[cfg(test)]
mod tests;

pub use client::{KeyApi, SetupError};
pub use settings::Settings;
pub use silence::Silence;
