//! Reads the documents as an operator or a manager does, and holds them to what there is: commands are parsed by the
//! binary's own command line and run where that needs nothing, keys, metrics, alerts, slash commands, buttons and files
//! exist, sentences of the log are said, links lead somewhere.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod alerts;
mod config;
mod data;
mod links;
mod log;
mod markdown;
mod metrics;
mod packaging;
mod slash;
mod terminal;
