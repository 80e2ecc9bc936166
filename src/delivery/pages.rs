//! What boards show, computed once for all that show the same.

use crate::{
    domain::{BoardPage, BoardPost, ListKey, Material, Question},
    store::{Store, StoreError},
};
use chrono::{DateTime, Utc};
use moka::future::Cache;
use std::sync::Arc;

/// As many are kept.
const KEPT: u64 = 64;
/// A list may be corrected: what was computed is good for this many seconds.
const FRESH_S: i64 = 60;

/// Computed pages, by question and the minute in which they were computed.
#[derive(Debug)]
pub(super) struct Pages {
    store: Store,
    kept: Cache<(Question, i64), Arc<BoardPage>>,
}

/// Why there is no page.
enum Missing {
    List,
    Store(StoreError),
}

impl Pages {
    pub(super) fn new(store: Store) -> Self {
        Self { store, kept: Cache::new(KEPT) }
    }

    /// The page of a post; none when its list isn't stored any more.
    ///
    /// # Errors
    /// When the database can't be read; in its words, for many may share one look.
    pub(super) async fn of(
        &self,
        post: &BoardPost,
        now: DateTime<Utc>,
    ) -> Result<Option<Arc<BoardPage>>, String> {
        let key = (post.question(), now.timestamp() / FRESH_S);
        let page = match self.kept.try_get_with(key, self.compute(post)).await {
            Ok(page) => page,
            Err(missing) => {
                return match &*missing {
                    Missing::List => Ok(None),
                    Missing::Store(error) => Err(error.to_string()),
                };
            }
        };
        // The rest is the post's own.
        Ok(Some(Arc::new(BoardPage {
            number: post.number,
            settings: post.settings.clone(),
            late: post.late,
            test: post.test,
            ..BoardPage::clone(&page)
        })))
    }

    async fn compute(&self, post: &BoardPost) -> Result<Arc<BoardPage>, Missing> {
        let key = ListKey::new(post.question().scope(), post.date);
        let list = self.store.list(&key).await?.ok_or(Missing::List)?;
        let past = self.store.lists_before(&key, Material::PAST).await?;
        let past = past.into_iter().map(Arc::new).collect();
        Ok(Arc::new(BoardPage::of(post, &Material { list: Arc::new(list), past })))
    }
}

impl From<StoreError> for Missing {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
