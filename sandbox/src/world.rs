//! All state of the simulated world, shared by every handler.

use crate::{
    clock::WorldClock, discord::Discord, faults::Faults, host::Host, keyapi::KeyApi, log::TrafficLog,
    market::Market, news::News, server::Options,
};
use std::sync::Arc;

/// The simulated world: one instance a sandbox.
#[derive(Debug)]
pub struct World {
    /// The time that the world and its followers share.
    pub clock: WorldClock,
    /// The program that runs the bot, where there is one.
    pub host: Host,
    pub(crate) faults: Faults,
    pub(crate) log: TrafficLog,
    pub(crate) market: Market,
    pub(crate) keyapi: KeyApi,
    pub(crate) discord: Discord,
    pub(crate) news: News,
    /// Differs for each run of a world.
    pub(crate) boot: String,
}

impl World {
    pub(crate) fn new(options: &Options, base_url: &str) -> std::io::Result<Arc<Self>> {
        let news = News::default();
        let clock = WorldClock::starting_at(options.start, news.clone());
        Ok(Arc::new(Self {
            faults: Faults::new(news.clone()),
            host: Host::new(news.clone()),
            log: TrafficLog::open(options.traffic_log.as_deref(), news.clone())?,
            market: Market::new(options.seed),
            keyapi: KeyApi::new(news.clone()),
            discord: Discord::new(base_url, clock.now(), news.clone()),
            boot: format!("{}-{}", std::process::id(), clock.now().timestamp_micros()),
            clock,
            news,
        }))
    }
}
