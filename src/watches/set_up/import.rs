//! Many watches at once: handles that somebody pasted or sent as a file.

use super::{super::Watches, Hurdle, Objection, Plan, wish};
use crate::{
    domain::{
        CreatorName, Handle, Payer, Region, UserId,
        watch::{Metric, Sensitivity, WatchDraft, WatchSettings},
    },
    places::Person,
    rankings::Wanted,
    store::StoreError,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an import sets up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportPlan {
    /// The channel that is told.
    pub channel: u64,
    /// The market of creators of whom none is known.
    pub region: Region,
    /// What counts.
    pub metrics: Vec<Metric>,
    /// How easily they speak.
    pub sensitivity: Sensitivity,
    /// Creators who are known.
    pub known: Vec<UserId>,
    /// Handles to be looked up.
    pub unknown: Vec<Handle>,
}

/// An import before it is done.
#[derive(Clone, Debug)]
pub struct Sorted {
    /// The draft's id.
    pub draft: i64,
    /// What it sets up.
    pub plan: ImportPlan,
    /// Creators who are watched in this channel already.
    pub watched: usize,
    /// What looking handles up costs, in credits.
    pub credits: u32,
    /// What names no creator, as typed, at most [`ImportDone::NAMED`] of them; and how many there are.
    pub unreadable: (Vec<String>, usize),
    /// So many more may be watched in this server.
    pub room: u32,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportDone {
    /// Watches that were added.
    pub added: usize,
    /// Creators who were watched already.
    pub watched: usize,
    /// Handles that nobody has, at most [`ImportDone::NAMED`] of them; and how many there are.
    pub unknown: (Vec<String>, usize),
    /// Creators for whom there was no room.
    pub full: usize,
    /// Handles that couldn't be looked up because credits or the source failed.
    pub failed: usize,
    /// Credits spent.
    pub credits: u32,
}

impl ImportDone {
    /// So many of what couldn't be used are named.
    pub const NAMED: usize = 5;
}

impl Watches {
    /// Creators that are imported at once at most.
    pub const MOST_IMPORTED: usize = 500;

    /// Sorts what somebody pasted, by what it costs, and keeps it for a day. `plan` says what is set of each; its
    /// creators are filled in.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn plan_import(
        &self,
        person: Person<'_>,
        pasted: &str,
        mut plan: ImportPlan,
    ) -> Result<Sorted, Objection> {
        let (names, unreadable) = names(pasted);
        if names.is_empty() {
            return Err(Hurdle::NobodyNamed.into());
        }
        let (count, most) = (names.len(), Self::MOST_IMPORTED);
        if count > most {
            return Err(Hurdle::TooMany { count, most }.into());
        }
        let draft = settings(&plan, None, UserId::new("1").ok_or(Hurdle::NobodyNamed)?);
        let draft = draft.map_err(|bad| Objection::from(Hurdle::Settings(bad)))?;
        if let Some(hindrance) = self.places.hindrance(person, wish(&draft, None)).await {
            return Err(Objection::Hindered(hindrance));
        }
        let others = self.store.watches(person.server).await?;
        let here = others.iter().filter(|other| other.settings.channel == plan.channel);
        let here: BTreeSet<_> = here.map(|other| other.settings.user_id.clone()).collect();
        let (mut seen, mut watched) = (BTreeSet::new(), 0);
        for name in names {
            match (self.known(&name).await?, name) {
                (Some(creator), _) if here.contains(&creator.user_id) => watched += 1,
                (Some(creator), _) if !seen.insert(creator.user_id.clone()) => {}
                (Some(creator), _) => plan.known.push(creator.user_id),
                // Of an id everything is known that a watch needs.
                (None, CreatorName::Id(id)) if here.contains(&id) => watched += 1,
                (None, CreatorName::Id(id)) => plan.known.push(id),
                (None, CreatorName::Handle(handle)) => plan.unknown.push(handle),
            }
        }
        let credits = u32::try_from(plan.unknown.len().div_ceil(Wanted::MOST)).unwrap_or(u32::MAX);
        let count = u32::try_from(others.len()).unwrap_or(u32::MAX);
        let room = self.settings.max_per_server.saturating_sub(count);
        if room == 0 {
            return Err(Hurdle::Full { most: self.settings.max_per_server }.into());
        }
        let draft = self.keep(person, &Plan::Import(Box::new(plan.clone()))).await?;
        Ok(Sorted { draft, plan, watched, credits, unreadable, room })
    }

    /// Does an import: looks up who isn't known, ten a credit, and watches all that were found.
    ///
    /// # Errors
    /// [`Objection`]
    pub async fn import(
        &self,
        person: Person<'_>,
        draft: i64,
        plan: &ImportPlan,
        payer: Payer,
    ) -> Result<ImportDone, Objection> {
        self.take_draft(draft).await?;
        let mut done = ImportDone::default();
        let mut ids = plan.known.clone();
        let (mut lost, mut asked) = (Vec::new(), 0);
        for handles in plan.unknown.chunks(Wanted::MOST) {
            match self.look_up(handles, payer).await {
                Ok((creators, credits)) => {
                    done.credits += credits;
                    asked += handles.len();
                    let is_found = |handle: &Handle| {
                        creators.iter().any(|creator| creator.handle.as_ref() == Some(handle))
                    };
                    lost.extend(handles.iter().filter(|handle| !is_found(handle)).cloned());
                    ids.extend(creators.into_iter().map(|creator| creator.user_id));
                }
                // What stops one stops them all: going on would only spend.
                Err(refusal) => {
                    tracing::info!(%refusal, "handles of an import can't be looked up");
                    break;
                }
            }
        }
        done.failed = plan.unknown.len() - asked;
        done.unknown = named(lost.iter().map(|handle| format!("@{}", handle.as_str())));
        self.watch_all(person, plan, ids, &mut done).await?;
        Ok(done)
    }

    async fn watch_all(
        &self,
        person: Person<'_>,
        plan: &ImportPlan,
        ids: Vec<UserId>,
        done: &mut ImportDone,
    ) -> Result<(), StoreError> {
        let mut watches = Vec::with_capacity(ids.len());
        for id in ids {
            let known = self.store.creator(&id).await?;
            let region = known.as_ref().and_then(|creator| creator.region);
            if known.is_none() {
                let creator = self.named(&id).await?;
                self.store.note_creators(&[creator], self.clock.now()).await?;
            }
            let Ok(settings) = settings(plan, region, id) else { continue };
            let log = self.beginning(settings.region).await?;
            watches.push((settings, log));
        }
        let most = self.settings.max_per_server;
        let added = self.store.add_watches(person.server, &watches, most, self.by(person)).await?;
        (done.added, done.watched, done.full) =
            (added.added as usize, added.exists as usize, added.full as usize);
        Ok(())
    }
}

/// A watch of an import.
fn settings(
    plan: &ImportPlan,
    region: Option<Region>,
    user_id: UserId,
) -> Result<WatchSettings, crate::domain::watch::BadSettings> {
    let draft = WatchDraft::new(user_id, region.unwrap_or(plan.region), plan.channel);
    WatchDraft { metrics: plan.metrics.clone(), sensitivity: plan.sensitivity, ..draft }.try_into()
}

/// Words that head a column, and name nobody.
const HEADS: [&str; 6] = ["handle", "handles", "creator", "username", "unique_id", "user_id"];

/// Who is named, each once in the order in which they come, and what names nobody.
fn names(pasted: &str) -> (Vec<CreatorName>, (Vec<String>, usize)) {
    let separates = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '，' | '；' | '、' | '"');
    let (mut names, mut seen, mut unreadable) = (Vec::new(), BTreeSet::new(), Vec::new());
    for word in pasted.trim_start_matches('\u{feff}').split(separates).filter(|word| !word.is_empty()) {
        match CreatorName::parse(word) {
            _ if HEADS.contains(&word.to_lowercase().as_str()) => {}
            Some(name) => {
                if seen.insert(format!("{name:?}")) {
                    names.push(name);
                }
            }
            None => unreadable.push(word.to_owned()),
        }
    }
    (names, named(unreadable))
}

fn named(words: impl IntoIterator<Item = String>) -> (Vec<String>, usize) {
    let mut words: Vec<String> = words.into_iter().collect();
    let count = words.len();
    words.truncate(ImportDone::NAMED);
    (words, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_come_in_lines_commas_and_columns() {
        let (found, (unreadable, count)) = names(
            "\u{feff}handle,\n@Ann, @bob;ann\nhttps://www.tiktok.com/@cara?x=1\t名前 7301234567890123456",
        );
        let found: Vec<String> = found.iter().map(|name| format!("{name:?}")).collect();
        let handle = |text: &str| format!("{:?}", CreatorName::parse(text).unwrap());
        assert_eq!(found, [handle("ann"), handle("bob"), handle("cara"), handle("7301234567890123456")]);
        assert_eq!((unreadable, count), (vec!["名前".to_owned()], 1));
    }
}
