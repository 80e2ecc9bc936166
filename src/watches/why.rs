//! Why there was an alert, or none.

use super::{
    Watches,
    seen::{self, Known},
    set_up::{Hurdle, Objection, wish},
};
use crate::{
    domain::{
        Server,
        watch::{
            Alert, Check, Evaluated, Glitch, Metric, Moment, QuietHours, Rule, Series, Verdict, Watch,
            WatchId, live_through,
        },
    },
    places::Hindrance,
};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// An alert that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct PastAlert {
    /// What it said.
    pub alert: Alert,
    /// When it was queued.
    pub at: DateTime<Utc>,
}

/// What each rule of a watch said of the last date, and why it was told or not.
#[derive(Clone, Debug)]
pub struct Reasons {
    /// The last evaluation; none where there was none yet.
    pub evaluated: Option<Evaluated>,
    /// Each rule with what it says and what becomes of that, by the numbers that are stored now.
    pub checks: Vec<(Check, Verdict)>,
    /// What is wrong with the region's numbers of that date.
    pub glitches: Vec<Glitch>,
    /// The server's quiet hours.
    pub quiet: Option<QuietHours>,
    /// The newest date of which something is known of the creator.
    pub newest: Option<NaiveDate>,
    /// The last alert.
    pub last: Option<PastAlert>,
    /// What keeps alerts from being posted now.
    pub hindrance: Option<Hindrance>,
}

impl Watches {
    /// Why a watch spoke, or didn't, on the last date that it was evaluated for: evaluated again, with what it
    /// remembered then.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn reasons(&self, server: &Server, watch: &Watch) -> Result<Reasons, Objection> {
        let quiet = server.quiet_hours();
        let last = self.store.last_alert(watch.id).await?.map(|(alert, at)| PastAlert { alert, at });
        let newest = self.store.newest_observation(&watch.settings.user_id).await?;
        let hindrance = self.places.open(server.id, wish(&watch.settings, None)).await.err();
        let mut reasons = Reasons {
            evaluated: watch.evaluated.clone(),
            checks: Vec::new(),
            glitches: Vec::new(),
            quiet,
            newest,
            last,
            hindrance,
        };
        if let Some(Evaluated { date, at, before }) = &watch.evaluated {
            let (settings, date) = (&watch.settings, *date);
            reasons.glitches = self.glitches(settings.region, date).await?;
            let ranks = if settings.metrics.contains(&Metric::Rank) {
                let since = date.checked_sub_days(Days::new(super::evaluate::RANKS)).unwrap_or(date);
                self.ranks(settings.region, since, date).await?
            } else {
                Vec::new()
            };
            let creators: Vec<_> =
                std::iter::once(&settings.user_id).chain(&settings.rivals).cloned().collect();
            let since = seen::oldest(settings, before, date);
            let histories = self.store.histories(&creators, since, date).await?;
            let seen = Known::new(histories, &ranks).seen(settings);
            let moment = Moment { now: *at, quiet, glitches: reasons.glitches.clone() };
            let (evaluation, verdicts) = live_through(settings, &seen, &mut before.clone(), date, &moment);
            for (mut check, mut verdict) in evaluation.checks.into_iter().zip(verdicts) {
                // What was said is shown as it was said, whatever was set or corrected since.
                if let Some((alert, _)) = self.store.alert(watch.id, &check.rule, date).await? {
                    check.outcome = Ok(alert.finding);
                    // While the quiet hours go on it isn't told yet.
                    if !matches!(verdict, Verdict::Later { at } if at > self.clock.now()) {
                        verdict = Verdict::Speak(alert.spoken);
                    }
                }
                reasons.checks.push((check, verdict));
            }
        }
        Ok(reasons)
    }

    /// An alert as it was said.
    ///
    /// # Errors
    /// [`Hurdle::ForgottenAlert`] where it isn't stored any more, or belongs to another server.
    pub async fn past_alert(
        &self,
        server: u64,
        watch: WatchId,
        rule: &Rule,
        date: NaiveDate,
    ) -> Result<PastAlert, Objection> {
        let is_ours =
            matches!(self.store.watch_by_id(watch).await?, Some((watch, _)) if watch.server == server);
        let found = if is_ours { self.store.alert(watch, rule, date).await? } else { None };
        found.map(|(alert, at)| PastAlert { alert, at }).ok_or_else(|| Hurdle::ForgottenAlert.into())
    }

    /// The days of what a watch counts first, the newest of them `days` back.
    ///
    /// # Errors
    /// [`Hurdle::NoDays`] where none is known.
    pub async fn days(&self, watch: &Watch, days: u32) -> Result<Series, Objection> {
        let creator = &watch.settings.user_id;
        let last = self.store.newest_observation(creator).await?.ok_or(Hurdle::NoDays)?;
        let since = last.checked_sub_days(Days::new(u64::from(days) + 36)).unwrap_or(last);
        let histories = self.store.histories(std::slice::from_ref(creator), since, last).await?;
        let ranks = Vec::new();
        let series =
            Series::clone(Known::new(histories, &ranks).series(creator, seen::first(&watch.settings)));
        if series.days().next().is_none() { Err(Hurdle::NoDays.into()) } else { Ok(series) }
    }
}
