//! The simulated KeyAPI, its market and their control API, asked over HTTP as any client would.

mod contract;
mod control;
mod market;
mod publication;
mod quirks;
mod world;
