//! The world outside rankwatch, simulated: a strict Discord (REST and Gateway), KeyAPI with a made-up
//! market, and a control API to play the people and to break things. It speaks HTTP and WebSocket only and
//! knows nothing of the bot.

mod clock;
mod control;
mod discord;
mod faults;
mod host;
mod keyapi;
mod log;
mod market;
mod news;
mod page;
mod ring;
mod server;
mod truth;
mod world;

pub use clock::WorldClock;
pub use host::{Host, LogLine, Sheet};
pub use server::{Hello, Options, Sandbox};
pub use truth::{TrueCreator, TrueDay, TrueJump, Truth};
pub use world::World;
