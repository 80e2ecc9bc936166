//! Reads the tree and holds its rules: who imports whom, how long a file may be, where SQL stands, that every
//! language says everything, that every command has its story.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod changes;
mod config;
mod imports;
mod lengths;
mod locales;
mod page;
mod paths;
mod sandbox;
mod source;
mod sql;
mod stories;
mod telemetry;
mod tree;
