//! rankwatch: TikTok Shop creator rankings in Discord.

pub mod clock;
pub mod discord;
pub mod domain;
pub mod rankings;
