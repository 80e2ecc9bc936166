//! The page in a real browser: Chromium by WebDriver, read and used as a person would, by roles and names.
//!
//! Needs `chromium` and `chromedriver`, and fonts with Chinese and emoji. Run it with
//! `cargo test --workspace --features browser --test browser`; pictures land in `target/tmp/screenshots`, and those of the
//! documents in `docs/screenshots` when `UPDATE_SCREENSHOTS` is set.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod asking;
mod bad_input;
mod boards;
mod browser;
mod demo;
mod driver;
mod eyes;
mod hostile;
mod jumps;
mod languages;
mod looks;
mod messages;
mod raw_bot;
mod restarts;
mod tour;
mod watches;
