//! All state of the simulated world, shared by every handler.

use crate::{
    clock::WorldClock, discord::Discord, faults::Faults, keyapi::KeyApi, log::TrafficLog, market::Market,
    server::Options,
};
use std::sync::Arc;

/// The simulated world: one instance a sandbox.
#[derive(Debug)]
pub struct World {
    /// The time that the world and its followers share.
    pub clock: WorldClock,
    pub(crate) faults: Faults,
    pub(crate) log: TrafficLog,
    pub(crate) market: Market,
    pub(crate) keyapi: KeyApi,
    pub(crate) discord: Discord,
}

impl World {
    pub(crate) fn new(options: &Options, base_url: &str) -> std::io::Result<Arc<Self>> {
        let clock = WorldClock::starting_at(options.start);
        Ok(Arc::new(Self {
            faults: Faults::default(),
            log: TrafficLog::open(options.traffic_log.as_deref())?,
            market: Market::new(options.seed),
            keyapi: KeyApi::default(),
            discord: Discord::new(base_url, clock.now()),
            clock,
        }))
    }
}
