//! The simulated KeyAPI, its market and their control API, asked over HTTP as any client would.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod contract;
mod control;
mod market;
mod publication;
mod quirks;
mod world;
