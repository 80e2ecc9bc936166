//! Creators of whom the source says nothing any more: told once, and their watches are kept.

use super::Watches;
use crate::{
    domain::{
        Meaning, Region, Target,
        watch::{News, WatchPost},
    },
    store::{NewPost, StoreError},
};
use chrono::{Days, NaiveDate};

/// So many are told of at once.
const AT_ONCE: u32 = 500;

impl Watches {
    /// Tells of the creators of a region who weren't seen for as long as the operator set.
    pub(super) async fn tell_vanished(&self, region: Region, date: NaiveDate) -> Result<(), StoreError> {
        let days = Days::new(self.settings.vanished_days.into());
        let Some(before) = date.checked_sub_days(days) else { return Ok(()) };
        let now = self.clock.now();
        let vanished = self.store.vanished(region, before, AT_ONCE).await?;
        if vanished.is_empty() {
            return Ok(());
        }
        let was_told = self.was_told(date).await?;
        let mut posts = Vec::with_capacity(vanished.len());
        for (due, last) in vanished {
            let watch = due.watch;
            let Ok(Some(server)) = self.store.server(watch.server).await else { continue };
            let (number, creator) = (watch.number, watch.creator);
            let news = News::Vanished { watch: watch.id, number, creator, region, last };
            let quiet = server.quiet_hours().and_then(|quiet| quiet.until(now));
            let post = WatchPost { language: server.language(), mentions: Vec::new(), news };
            let post = NewPost {
                kind: "alert",
                subject: watch.id.0,
                period: format!("vanished {date}"),
                server: watch.server,
                board: None,
                watch: Some(watch.id),
                target: Target::Channel(watch.settings.channel),
                meaning: Meaning::Watch(Box::new(post)),
                not_before: quiet,
                expires_at: quiet.unwrap_or(now) + self.settings.expiry,
            };
            posts.push((watch.id, (!was_told).then_some(post)));
        }
        self.store.tell_vanished(&posts, now).await
    }
}
