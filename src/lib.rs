//! rankwatch: TikTok Shop creator rankings in Discord.

pub mod app;
pub mod boards;
pub mod chart;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod delivery;
pub mod discord;
pub mod domain;
pub mod http;
pub mod keyapi;
pub mod places;
pub mod rankings;
pub mod store;
pub mod telemetry;
pub mod text;
pub mod watches;
