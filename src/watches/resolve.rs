//! From what people type to a creator: once, for what is found is kept.

use super::{Watches, set_up::Hurdle, store_failed};
use crate::{
    domain::{Creator, CreatorDetail, CreatorName, Handle, Payer, Purpose, UserId},
    rankings::{Refusal, Wanted},
    store::StoreError,
    watches::Objection,
};
use chrono::{DateTime, Utc};

/// A creator who was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Who it is.
    pub creator: Creator,
    /// Credits spent on finding out.
    pub credits: u32,
}

impl Watches {
    /// The creator that somebody names; the source is asked where nothing is stored, on their allowance.
    ///
    /// # Errors
    /// [`Hurdle::Unreadable`], [`Hurdle::Unknown`] or [`Hurdle::Unasked`]; [`Objection::Refused`] where the source
    /// can't be asked now.
    pub async fn resolve(&self, typed: &str, payer: Payer) -> Result<Resolved, Objection> {
        let typed = typed.trim();
        let name = CreatorName::parse(typed).ok_or_else(|| Hurdle::Unreadable { typed: typed.to_owned() })?;
        if let Some(creator) = self.known(&name).await? {
            return Ok(Resolved { creator, credits: 0 });
        }
        let wanted = match &name {
            CreatorName::Id(id) => Wanted::ids([id.clone()]),
            CreatorName::Handle(handle) => Wanted::handles([handle.clone()]),
        };
        let Some(wanted) = wanted else { return Err(Hurdle::Unreadable { typed: typed.to_owned() }.into()) };
        let found = match self.rankings.details(wanted, Purpose::Ask, payer).await {
            Ok(found) => found,
            Err(Refusal::NotOffered { .. }) => {
                return Err(Hurdle::Unasked { typed: typed.to_owned() }.into());
            }
            Err(refusal) => return Err(refusal.into()),
        };
        self.note(&found.found, found.fetched_at).await?;
        let creator = found.found.into_iter().map(|detail| detail.creator).find(|creator| is(creator, &name));
        let creator = creator.ok_or_else(|| Hurdle::Unknown { typed: typed.to_owned() })?;
        Ok(Resolved { creator, credits: found.credits })
    }

    /// The creator of this name who is stored.
    pub(super) async fn known(&self, name: &CreatorName) -> Result<Option<Creator>, StoreError> {
        match name {
            CreatorName::Id(id) => self.store.creator(id).await,
            CreatorName::Handle(handle) => self.store.creator_by_handle(handle).await,
        }
    }

    /// Who is stored under this id, or nothing but the id.
    pub(super) async fn named(&self, id: &UserId) -> Result<Creator, StoreError> {
        let nobody = || Creator { user_id: id.clone(), handle: None, name: None, region: None };
        Ok(self.store.creator(id).await?.unwrap_or_else(nobody))
    }

    /// Looks up to ten handles up.
    pub(super) async fn look_up(
        &self,
        handles: &[Handle],
        payer: Payer,
    ) -> Result<(Vec<Creator>, u32), Refusal> {
        let Some(wanted) = Wanted::handles(handles.iter().cloned()) else { return Ok((Vec::new(), 0)) };
        let details = self.rankings.details(wanted, Purpose::Ask, payer).await?;
        self.note(&details.found, details.fetched_at).await.map_err(store_failed)?;
        Ok((details.found.into_iter().map(|detail| detail.creator).collect(), details.credits))
    }

    /// Keeps what was found. Totals are a reading of the newest day where that is sure: while yesterday's list isn't
    /// out it can't be known whether its numbers are in them.
    async fn note(&self, found: &[CreatorDetail], fetched_at: DateTime<Utc>) -> Result<(), StoreError> {
        let newest = self.newest_closed();
        let (mut dated, mut undated) = (Vec::new(), Vec::new());
        for detail in found {
            let published = match detail.creator.region {
                Some(region) => self.newest_day(region).await?,
                None => None,
            };
            if published == Some(newest) {
                dated.push(detail.clone());
            } else {
                undated.push(detail.creator.clone());
            }
        }
        self.store.note_creators(&undated, fetched_at).await?;
        self.store.note_details(newest, &dated, fetched_at).await
    }
}

fn is(creator: &Creator, name: &CreatorName) -> bool {
    match name {
        CreatorName::Id(id) => creator.user_id == *id,
        CreatorName::Handle(handle) => creator.handle.as_ref() == Some(handle),
    }
}
