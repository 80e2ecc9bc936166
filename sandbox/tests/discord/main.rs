//! The simulated Discord, driven by a raw client: REST, Gateway and the control API.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod commands;
mod flow;
mod gateway;
mod interactions;
mod limits;
mod messages;
mod page;
mod people;
mod rest;
mod rights;
mod support;
mod thread_lists;
mod threads;
mod unasked;
