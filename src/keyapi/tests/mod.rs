//! The client against a server on this machine that answers as it is told, by a clock moved by hand.

mod answers;
mod creators;
mod rows;
mod server;
mod silence;

use super::{KeyApi, Settings};
use crate::{
    clock::ManualClock,
    domain::{DataDate, Field, ListKey, Period, ProductCategory, Region, Scope},
    rankings::{Page, Source, SourceError},
};
use server::{Reply, Server};
use std::{sync::Arc, time::Duration};

const KEY: &str = "sk-live-0123456789";

const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// A client, its server and its clock.
struct Kit {
    server: Server,
    clock: Arc<ManualClock>,
    api: KeyApi,
}

impl Kit {
    async fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let server = Server::start(replies).await;
        let clock = Arc::new(ManualClock::new("2026-11-23T10:00:00Z".parse().unwrap()));
        let api = KeyApi::new(Settings::new(server.url.clone(), KEY.into()), clock.clone()).unwrap();
        Self { server, clock, api }
    }

    /// Asks for a page, at once.
    async fn page(&self, number: usize) -> Result<Page, SourceError> {
        self.api.page(&list_key(), number).await
    }

    /// Asks for the first page, an interval after whatever was before.
    async fn ask(&self) -> Result<Page, SourceError> {
        self.clock.advance(seconds(1));
        self.page(1).await
    }
}

fn list_key() -> ListKey {
    let scope = Scope {
        region: Region::parse("US").unwrap(),
        period: Period::Day,
        field: Field::Sales,
        category: None,
        product: Some(ProductCategory::parse("601450").unwrap()),
    };
    ListKey::new(scope, DataDate::new(Period::Day, "2026-11-22".parse().unwrap()).unwrap())
}
