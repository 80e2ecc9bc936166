//! rankwatch: TikTok Shop creator rankings in Discord.

pub mod clock;
pub mod commands;
pub mod domain;
pub mod rankings;
pub mod text;
