//! The deeds on watches: saved, snoozed, muted, limited, removed, and taken back.

use super::{super::Watches, Hurdle, Objection, Plan};
use crate::{
    domain::watch::{Rule, Watch, WatchDraft, WatchId, WatchSettings},
    places::Person,
    store::{WatchAdded, WatchEdited},
    watches::seen::first,
};
use chrono::{DateTime, TimeDelta, Utc};

/// What was done to a watch.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// It was set up.
    Added,
    /// It was changed.
    Edited,
    /// It is silent until then.
    Snoozed(DateTime<Utc>),
    /// It speaks again.
    Woken,
    /// This rule is silent from now on.
    Muted(Rule),
    /// It speaks again.
    Unmuted(Rule),
    /// It asks for another percentage.
    Limited {
        /// The percentage before.
        from: u32,
        /// The percentage now.
        to: u32,
    },
    /// It was removed.
    Removed,
    /// It is back.
    Restored,
}

/// The receipt of a deed.
#[derive(Clone, Debug)]
pub struct Done {
    /// What was done.
    pub deed: Deed,
    /// The watch as it is now.
    pub watch: Watch,
}

impl Watches {
    /// A watch of a server.
    ///
    /// # Errors
    /// [`Hurdle::Gone`] when it was removed, never was, or is another server's.
    pub async fn of_server(&self, server: u64, id: WatchId) -> Result<Watch, Objection> {
        match self.store.watch_by_id(id).await? {
            Some((watch, false)) if watch.server == server => Ok(watch),
            _ => Err(Hurdle::Gone.into()),
        }
    }

    /// Saves a watch or a change of one that was planned, once; everything is checked again.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn save(&self, person: Person<'_>, draft: i64, plan: Plan) -> Result<Done, Objection> {
        match plan {
            Plan::Watch(settings) => {
                self.check(person, &settings, None).await?;
                self.take_draft(draft).await?;
                let log = self.beginning(settings.region).await?;
                let most = self.settings.max_per_server;
                let added =
                    self.store.add_watch(person.server, &settings, &log, most, self.by(person)).await?;
                self.added(added, Deed::Added)
            }
            Plan::WatchEdit { watch: id, from, to } => {
                let watch = self.of_server(person.server, id).await?;
                if watch.settings != *from {
                    return Err(Objection::Changed);
                }
                self.check(person, &to, Some(&watch)).await?;
                self.take_draft(draft).await?;
                self.set(person, &watch, &to, Deed::Edited).await
            }
            Plan::Import(_) => Err(Objection::DraftGone),
        }
    }

    /// Silences a watch for so many days; 0 ends that.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn snooze(&self, person: Person<'_>, watch: &Watch, days: u32) -> Result<Done, Objection> {
        let until = (days > 0).then(|| self.clock.now() + TimeDelta::days(days.into()));
        let deed = until.map_or(Deed::Woken, Deed::Snoozed);
        let what = if until.is_some() { "watch_snooze" } else { "watch_wake" };
        let changed =
            self.store.change_watch_log(watch.id, what, self.by(person), |log| log.snoozed_until = until);
        let watch = changed.await?.ok_or(Hurdle::Gone)?;
        Ok(Done { deed, watch })
    }

    /// Silences a rule of a watch.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn mute(&self, person: Person<'_>, watch: &Watch, rule: Rule) -> Result<Done, Objection> {
        let change = self.store.change_watch_log(watch.id, "watch_mute", self.by(person), |log| {
            log.muted.insert(rule.clone());
        });
        let watch = change.await?.ok_or(Hurdle::Gone)?;
        Ok(Done { deed: Deed::Muted(rule), watch })
    }

    /// Lets a rule of a watch speak again.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn unmute(&self, person: Person<'_>, watch: &Watch, rule: Rule) -> Result<Done, Objection> {
        let change = self.store.change_watch_log(watch.id, "watch_unmute", self.by(person), |log| {
            log.muted.remove(&rule);
        });
        let watch = change.await?.ok_or(Hurdle::Gone)?;
        Ok(Done { deed: Deed::Unmuted(rule), watch })
    }

    /// Asks for so many percent from now on.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn limit(&self, person: Person<'_>, watch: &Watch, percent: u32) -> Result<Done, Objection> {
        let settings = &watch.settings;
        let from = settings.limits(first(settings)).percent();
        let draft = WatchDraft { percent: Some(percent), ..settings.clone().into() };
        let to = WatchSettings::try_from(draft).map_err(Hurdle::Settings)?;
        self.set(person, watch, &to, Deed::Limited { from, to: percent }).await
    }

    /// Asks for at least so many percent from now on.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn raise(&self, person: Person<'_>, watch: &Watch, percent: u32) -> Result<Done, Objection> {
        let now = watch.settings.limits(first(&watch.settings)).percent();
        self.limit(person, watch, percent.max(now)).await
    }

    /// Removes a watch.
    ///
    /// # Errors
    /// When the store can't be written.
    pub async fn remove(&self, person: Person<'_>, watch: &Watch) -> Result<Done, Objection> {
        self.store.remove_watch(watch.id, self.by(person)).await?;
        Ok(Done { deed: Deed::Removed, watch: watch.clone() })
    }

    /// Brings a removed watch back.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn restore(&self, person: Person<'_>, id: WatchId) -> Result<Done, Objection> {
        match self.store.watch_by_id(id).await? {
            Some((watch, _)) if watch.server == person.server => {}
            _ => return Err(Hurdle::Gone.into()),
        }
        let most = self.settings.max_per_server;
        let restored = self.store.restore_watch(id, most, self.by(person)).await?;
        self.added(restored, Deed::Restored)
    }

    fn added(&self, added: WatchAdded, deed: Deed) -> Result<Done, Objection> {
        match added {
            WatchAdded::Yes(watch) => Ok(Done { deed, watch: *watch }),
            WatchAdded::Exists(number) => Err(Hurdle::Watched { number }.into()),
            WatchAdded::Full => Err(Hurdle::Full { most: self.settings.max_per_server }.into()),
        }
    }

    async fn set(
        &self,
        person: Person<'_>,
        watch: &Watch,
        to: &WatchSettings,
        deed: Deed,
    ) -> Result<Done, Objection> {
        match self.store.edit_watch(watch.id, &watch.settings, to, self.by(person)).await? {
            WatchEdited::Yes => Ok(Done { deed, watch: self.of_server(person.server, watch.id).await? }),
            WatchEdited::Exists(number) => Err(Hurdle::Watched { number }.into()),
            WatchEdited::Meanwhile => Err(Objection::Changed),
        }
    }
}
