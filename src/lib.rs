//! rankwatch: TikTok Shop creator rankings in Discord.

pub mod clock;
pub mod domain;
pub mod keyapi;
pub mod rankings;
