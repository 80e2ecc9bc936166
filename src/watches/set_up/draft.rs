//! What a draft keeps until somebody saves it.

use super::{super::Watches, ImportPlan, Objection, Tried};
use crate::{
    domain::{
        Creator, Region, UserId,
        watch::{Metric, Watch, WatchDraft, WatchId, WatchLog, WatchSettings},
    },
    places::Person,
    store::{Kept, StoreError},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// For how long what is being set up is kept.
const DRAFT: TimeDelta = TimeDelta::hours(24);

/// What is being set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// A new watch.
    Watch(Box<WatchSettings>),
    /// A change of one, as long as it is set as it was.
    WatchEdit {
        /// The watch.
        watch: WatchId,
        /// What was set of it.
        from: Box<WatchSettings>,
        /// What is to be set.
        to: Box<WatchSettings>,
    },
    /// Many new ones.
    Import(Box<ImportPlan>),
}

/// A watch before it is saved.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The draft's id.
    pub draft: i64,
    /// The number of the watch that is changed.
    pub number: Option<u32>,
    /// The creator.
    pub creator: Creator,
    /// What will be set.
    pub settings: WatchSettings,
    /// What it would have said.
    pub tried: Tried,
}

impl Watches {
    /// Checks a new watch, tries it and keeps it for a day.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn plan(&self, person: Person<'_>, settings: WatchSettings) -> Result<Planned, Objection> {
        self.check(person, &settings, None).await?;
        self.reaches(&settings).await?;
        let settings = self.with_rivals(person.server, settings).await?;
        self.planned(person, Plan::Watch(Box::new(settings.clone())), settings, None).await
    }

    /// Checks a change of a watch, tries it and keeps it for a day.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn plan_edit(
        &self,
        person: Person<'_>,
        watch: &Watch,
        to: WatchSettings,
    ) -> Result<Planned, Objection> {
        self.check(person, &to, Some(watch)).await?;
        self.reaches(&to).await?;
        let to = self.with_rivals(person.server, to).await?;
        let from = Box::new(watch.settings.clone());
        let plan = Plan::WatchEdit { watch: watch.id, from, to: Box::new(to.clone()) };
        self.planned(person, plan, to, Some(watch.number)).await
    }

    async fn planned(
        &self,
        person: Person<'_>,
        plan: Plan,
        settings: WatchSettings,
        number: Option<u32>,
    ) -> Result<Planned, Objection> {
        let creator = self.named(&settings.user_id).await?;
        let tried = self.tried(&settings).await?;
        Ok(Planned { draft: self.keep(person, &plan).await?, number, creator, settings, tried })
    }

    /// What is being set up.
    ///
    /// # Errors
    /// [`Objection::DraftGone`] when its time is over or it was saved, [`Objection::Foreign`] when it is somebody
    /// else's.
    pub async fn planning(&self, person: Person<'_>, draft: i64) -> Result<Plan, Objection> {
        match self.store.kept((person.server, person.id), draft, self.clock.now()).await? {
            Kept::Here(plan) => Ok(plan),
            Kept::Gone => Err(Objection::DraftGone),
            Kept::Foreign => Err(Objection::Foreign),
        }
    }

    /// Throws a draft away; a second time, too.
    ///
    /// # Errors
    /// As [`Watches::planning`].
    pub async fn cancel(&self, person: Person<'_>, draft: i64) -> Result<(), Objection> {
        self.planning(person, draft).await?;
        self.take_draft(draft).await
    }

    pub(super) async fn keep(&self, person: Person<'_>, plan: &Plan) -> Result<i64, Objection> {
        let until = self.clock.now() + DRAFT;
        Ok(self.store.keep((person.server, person.id), plan, until).await?)
    }

    /// Takes a draft away, so that of two presses one counts.
    pub(super) async fn take_draft(&self, draft: i64) -> Result<(), Objection> {
        if self.store.take_draft(draft).await? { Ok(()) } else { Err(Objection::DraftGone) }
    }

    /// A watch that counts ranks tells who passes whom among those of its channel: each pair once, by the watch that
    /// came later.
    async fn with_rivals(&self, server: u64, settings: WatchSettings) -> Result<WatchSettings, StoreError> {
        let counts = settings.metrics.contains(&Metric::Rank);
        let others = if counts { self.store.watches(server).await? } else { Vec::new() };
        let mine = &settings;
        let is_rival = |other: &&Watch| {
            let theirs = &other.settings;
            theirs.user_id != mine.user_id
                && (theirs.channel, theirs.region) == (mine.channel, mine.region)
                && theirs.metrics.contains(&Metric::Rank)
                && !theirs.rivals.contains(&mine.user_id)
        };
        let rivals = others.iter().filter(is_rival).map(|other| other.settings.user_id.clone());
        let rivals: Vec<UserId> = rivals.take(WatchSettings::MOST_RIVALS).collect();
        let draft = WatchDraft { rivals, ..settings.clone().into() };
        // They are few, and none is the creator: what is set stays as good as it was.
        Ok(draft.try_into().unwrap_or(settings))
    }

    /// What a watch of a region remembers when it begins: it looks at the days after the newest that is out.
    pub(super) async fn beginning(&self, region: Region) -> Result<WatchLog, StoreError> {
        let newest = self.newest_day(region).await?;
        Ok(WatchLog::new(newest.unwrap_or_else(|| self.newest_closed())))
    }
}
