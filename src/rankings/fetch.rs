//! What a flight does: fetches the pages that are missing, and saves each as it arrives.

use super::{
    Desk, Failure, Refusal,
    assemble::{append, blank, is_provisional},
    fault, filter,
    flight::{Found, Job, Landed, Outcome, Progress},
    ledger::Course,
};
use crate::{
    domain::{List, ListKey},
    store::Cause,
};
use std::sync::Arc;
use tokio::sync::watch;

impl Desk {
    /// Fetches what a job needs and the store doesn't hold.
    pub(super) async fn fetch(&self, job: Job, progress: &watch::Sender<Progress>) -> Landed<Found> {
        let mut course = self.course(job.purpose, progress);
        let outcome = self.fetch_missing(&job, &mut course).await;
        Landed { credits: course.credits, outcome }
    }

    async fn fetch_missing(&self, job: &Job, course: &mut Course<'_>) -> Outcome {
        // The store itself, not the memory in front of it: a page that is paid for is never asked again.
        let Some(list) = self.store.list(&job.key).await.map_err(fault)? else {
            if let Some(refusal) = self.in_vain(&job.key).await? {
                return Err(refusal);
            }
            return self.first_page(job, course).await;
        };
        if self.must_repeat(&list).await {
            return self.repeat(list, job, course).await;
        }
        let list = self.remember(list).await;
        self.further_pages(list, job, course).await
    }

    async fn first_page(&self, job: &Job, course: &mut Course<'_>) -> Outcome {
        self.has_room(job, job.depth.pages()).await?;
        let page = self.page(job, 1, course).await?;
        if page.sent == 0 {
            return Err(self.note_absence(job, Cause::Empty).await?);
        }
        if !filter::fits(&job.key, &[], &page) {
            return Err(self.note_absence(job, Cause::FilterIgnored).await?);
        }
        if page.rows.is_empty() {
            return Err(Refusal::Source { failure: Failure::Unreadable, retry_at: None });
        }
        let now = self.clock.now();
        let mut list = blank(job.key, now);
        // What was looked for in vain has just appeared, however long its period is over.
        list.provisional = self.was_empty(&job.key).await?;
        append(&mut list, page, now);
        list.provisional = is_provisional(&list, self.settings.settle_after, now);
        let list = self.save(list).await;
        self.next_pages(list, job, course).await
    }

    /// Pages below those that are stored, unless there is no room for them.
    pub(super) async fn further_pages(&self, list: Arc<List>, job: &Job, course: &mut Course<'_>) -> Outcome {
        if !list.covers(job.depth)
            && let Err(refusal) = self.has_room(job, job.depth.pages() - list.pages).await
        {
            return Ok((list, Some(refusal)));
        }
        self.next_pages(list, job, course).await
    }

    /// Page after page, until the list is deep enough or ends.
    async fn next_pages(&self, list: Arc<List>, job: &Job, course: &mut Course<'_>) -> Outcome {
        let mut list = list;
        while !list.covers(job.depth) {
            let page = match self.page(job, list.pages + 1, course).await {
                Ok(page) => page,
                Err(refusal) => return Ok((list, Some(refusal))),
            };
            if !filter::fits(&job.key, &list.rows, &page) {
                return Ok((list, Some(Refusal::FilterIgnored)));
            }
            let now = self.clock.now();
            let mut longer = List::clone(&list);
            append(&mut longer, page, now);
            longer.provisional = is_provisional(&longer, self.settings.settle_after, now);
            list = self.save(longer).await;
        }
        Ok((list, None))
    }

    /// Saves a list. It is paid for: when the store fails it is still answered, from memory.
    pub(super) async fn save(&self, list: List) -> Arc<List> {
        let saved = match self.store.save_list(&list).await {
            Ok(saved) => saved,
            Err(error) => {
                tracing::error!(%error, "a list that was paid for could not be saved");
                list
            }
        };
        self.remember(saved).await
    }

    async fn remember(&self, list: List) -> Arc<List> {
        let key: ListKey = list.key;
        let list = Arc::new(list);
        self.lists.insert(key, Arc::clone(&list)).await;
        self.missing.invalidate(&key).await;
        // Rows of one list may tell that another isn't in vain.
        self.vain.invalidate_all();
        list
    }
}
