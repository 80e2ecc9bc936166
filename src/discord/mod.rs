//! The face: the only place that knows Discord.

mod answers;
mod custom_id;
mod ended;
mod face;
pub mod gateway;
mod guilds;
mod options;
mod register;
pub mod render;
pub mod rest;
mod sink;

pub use face::Face;
pub use guilds::DiscordGuilds;
pub use sink::DiscordSink;
