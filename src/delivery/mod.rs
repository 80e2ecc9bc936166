//! The outbox pump: claims what is to be posted, hands it to the [`Sink`], writes down how it went.

mod decide;
mod deliver;
mod pages;
mod pump;
mod report;
mod sink;
mod tell;
#[cfg(test)]
mod tests;

pub use pump::{Pump, Settings};
pub use sink::{Content, Post, Sink};
