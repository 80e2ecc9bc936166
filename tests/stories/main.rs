//! Stories: each runs the whole bot against the simulated world over real HTTP, and reads what people read.
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a story fails by panicking")]

mod allowances;
mod bad_input;
mod board;
mod board_refused;
mod catch_up;
mod creator;
mod csv;
mod deferral;
mod delivery;
#[cfg(feature = "demo")]
mod demo;
#[cfg(target_os = "linux")]
mod dialled;
mod discord_failures;
mod gateway_line;
mod help;
mod hostile_names;
mod languages;
mod late;
mod latest;
mod left_waiting;
mod movement;
mod outbox;
mod paging;
mod people;
mod places;
mod process;
mod program;
mod quirks;
mod ranking;
mod rights;
mod servers;
mod settings;
mod sharing;
mod source_failures;
mod stopping;
mod subscribed;
mod suggestions;
mod table;
mod terminal;
mod watch;
mod watch_back;
mod watch_chinese;
mod watch_hours;
mod watch_import;
mod watch_kinds;
mod watch_late;
mod watch_manage;
mod watch_once;
mod watch_refused;
mod watch_shared;
mod watch_source;
mod watch_world;
mod watching;
mod world;
