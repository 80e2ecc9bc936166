//! The outbox pump: claims what is to be posted, hands it to the [`Sink`], writes down how it went.

mod sink;

pub use sink::{Content, Post, Sink};
