//! What people set of a watch.

use super::{BadLimits, Limits, Metric, Rule, Sensitivity};
use crate::domain::{Region, UserId};
use serde::{Deserialize, Serialize};

/// A watch, among all servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WatchId(pub i64);

/// What people set of a watch, before it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchDraft {
    /// The creator.
    pub user_id: UserId,
    /// The market in which they are looked for.
    pub region: Region,
    /// The channel, thread or forum that is told.
    pub channel: u64,
    /// What counts.
    pub metrics: Vec<Metric>,
    /// How easily it speaks.
    pub sensitivity: Sensitivity,
    /// The percentage that takes the place of the sensitivity's.
    pub percent: Option<u32>,
    /// The minimum that takes the place of the sensitivity's.
    pub minimum: Option<u32>,
    /// Hours without a second alert of the same rule.
    pub cooldown_hours: u32,
    /// The role that is pinged.
    pub mention: Option<u64>,
    /// Coming among the first so many of a board is news; where the rank counts.
    pub top: u32,
    /// Other watched creators who may be passed.
    pub rivals: Vec<UserId>,
    /// So many days without a sale are news; none: they aren't.
    pub silent_days: Option<u32>,
}

/// Settings that can't be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// Nothing counts.
    #[error("a watch counts at least one thing")]
    NoMetric,
    /// Limits.
    #[error(transparent)]
    Limits(#[from] BadLimits),
    /// A cooldown above [`WatchSettings::MOST_COOLDOWN_HOURS`].
    #[error("a cooldown is at most {} hours", WatchSettings::MOST_COOLDOWN_HOURS)]
    Cooldown,
    /// A top outside 1 to 100.
    #[error("a top is 1 to 100")]
    Top,
    /// More than [`WatchSettings::MOST_RIVALS`], or the creator themselves.
    #[error("at most {} other creators are compared", WatchSettings::MOST_RIVALS)]
    Rivals,
    /// Days of silence outside 2 to 28.
    #[error("silence is told after 2 to 28 days")]
    SilentDays,
}

/// What is set of a watch, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WatchDraft", into = "WatchDraft")]
pub struct WatchSettings(WatchDraft);

impl WatchDraft {
    /// A watch of a creator's sales with the defaults.
    pub fn new(user_id: UserId, region: Region, channel: u64) -> Self {
        Self {
            user_id,
            region,
            channel,
            metrics: vec![Metric::Sales],
            sensitivity: Sensitivity::default(),
            percent: None,
            minimum: None,
            cooldown_hours: 24,
            mention: None,
            top: 10,
            rivals: Vec::new(),
            silent_days: None,
        }
    }
}

impl TryFrom<WatchDraft> for WatchSettings {
    type Error = BadSettings;

    fn try_from(mut draft: WatchDraft) -> Result<Self, Self::Error> {
        draft.metrics.sort_unstable();
        draft.metrics.dedup();
        draft.rivals.sort_unstable();
        draft.rivals.dedup();
        let limits = Sensitivity::Normal.limits(Metric::Sales);
        Limits::new(draft.percent.unwrap_or(limits.percent()), draft.minimum.unwrap_or(limits.floor()))?;
        let fault = [
            (draft.metrics.is_empty(), BadSettings::NoMetric),
            (draft.cooldown_hours > Self::MOST_COOLDOWN_HOURS, BadSettings::Cooldown),
            (!(1..=100).contains(&draft.top), BadSettings::Top),
            (
                draft.rivals.len() > Self::MOST_RIVALS || draft.rivals.contains(&draft.user_id),
                BadSettings::Rivals,
            ),
            (draft.silent_days.is_some_and(|days| !(2..=28).contains(&days)), BadSettings::SilentDays),
        ];
        let fault = fault.into_iter().find_map(|(is_wrong, fault)| is_wrong.then_some(fault));
        fault.map_or(Ok(Self(draft)), Err)
    }
}

impl From<WatchSettings> for WatchDraft {
    fn from(settings: WatchSettings) -> Self {
        settings.0
    }
}

impl std::ops::Deref for WatchSettings {
    type Target = WatchDraft;

    fn deref(&self) -> &WatchDraft {
        &self.0
    }
}

impl WatchSettings {
    /// Thirty days.
    pub const MOST_COOLDOWN_HOURS: u32 = 720;
    /// Creators that one is compared with.
    pub const MOST_RIVALS: usize = 10;

    /// The limits of a metric: its own, else those of the sensitivity.
    pub fn limits(&self, metric: Metric) -> Limits {
        let usual = self.sensitivity.limits(metric);
        let own = Limits::new(self.percent.unwrap_or(usual.percent()), self.minimum.unwrap_or(usual.floor()));
        own.unwrap_or(usual)
    }

    /// The same with other limits.
    #[must_use]
    pub fn with_limits(&self, limits: Limits) -> Self {
        let (percent, minimum) = (Some(limits.percent()), Some(limits.floor()));
        Self(WatchDraft { percent, minimum, ..self.0.clone() })
    }

    /// The rules that it follows.
    pub fn rules(&self) -> Vec<Rule> {
        let jumps = self.metrics.iter().flat_map(|metric| match metric {
            Metric::Rank => [Rule::EnteredTop, Rule::RankJump],
            metric => [Rule::Spike(*metric), Rule::Climb(*metric)],
        });
        let rivals = self.rivals.iter().cloned().map(Rule::Overtaken);
        jumps.chain(rivals).chain(self.silent_days.map(|_| Rule::FellSilent)).collect()
    }
}
