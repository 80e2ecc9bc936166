//! From verdicts to posts: an alert each, many in one message, or that a region's numbers are in doubt.

use super::Watches;
use crate::{
    domain::{
        Creator, Language, Meaning, Region, Server, Target,
        watch::{
            Alert, Check, Finding, Glitch, Metric, News, Series, Spoken, Verdict, WatchId, WatchLog,
            WatchPost,
        },
    },
    store::{DueWatch, Evaluations, NewPost, Store, StoreError},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

/// Roles that one message pings at most.
const PINGS: usize = 10;

/// What a look at a region's day came to so far.
pub(super) struct Round {
    region: Region,
    date: NaiveDate,
    now: DateTime<Utc>,
    expiry: TimeDelta,
    marked: Vec<WatchId>,
    changed: Vec<(WatchId, WatchLog, WatchLog)>,
    /// What is to be said, by the server, the channel and the moment.
    said: BTreeMap<(u64, u64, DateTime<Utc>), Vec<Said>>,
    /// How many findings are held in a channel because its region is in doubt.
    held: BTreeMap<(u64, u64), Doubt>,
    servers: BTreeMap<u64, Arc<Server>>,
}

struct Said {
    alert: Alert,
    mention: Option<u64>,
    language: Language,
}

struct Doubt {
    glitch: Glitch,
    language: Language,
    count: u32,
    not_before: Option<DateTime<Utc>>,
}

impl Round {
    pub(super) fn new(region: Region, date: NaiveDate, now: DateTime<Utc>, expiry: TimeDelta) -> Self {
        Self {
            region,
            date,
            now,
            expiry,
            marked: Vec::new(),
            changed: Vec::new(),
            said: BTreeMap::new(),
            held: BTreeMap::new(),
            servers: BTreeMap::new(),
        }
    }

    pub(super) const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The server of a watch, read once; none where it has just been forgotten.
    pub(super) async fn server(&mut self, store: &Store, id: u64) -> Option<Arc<Server>> {
        if let Some(server) = self.servers.get(&id) {
            return Some(Arc::clone(server));
        }
        let server = store.server(id).await.unwrap_or_else(|error| {
            tracing::error!(server = id, %error, "a server can't be read: its watches say nothing");
            None
        });
        let server = server.map(Arc::new);
        self.servers.extend(server.clone().map(|server| (id, server)));
        server
    }

    /// How many watches were evaluated.
    pub(super) fn count(&self) -> usize {
        self.marked.len() + self.changed.len()
    }

    /// Adds how a watch went, with what it remembers now.
    pub(super) fn add(
        &mut self,
        (due, server): (&DueWatch, &Server),
        log: WatchLog,
        checked: impl Iterator<Item = (Check, Verdict)>,
        mut days: impl FnMut(Metric) -> Arc<Series>,
    ) {
        let watch = &due.watch;
        if log == watch.log {
            self.marked.push(watch.id);
        } else {
            self.changed.push((watch.id, watch.log.clone(), log));
        }
        let (quiet, language) = (server.quiet_hours(), server.language());
        let (server, channel) = (watch.server, watch.settings.channel);
        for (check, verdict) in checked {
            let (at, spoken) = match verdict {
                Verdict::Speak(spoken) => (self.now, spoken),
                Verdict::Later { at } => (at, Spoken::New),
                Verdict::Hold { glitch } => {
                    if is_regions(&glitch) {
                        let not_before = quiet.and_then(|quiet| quiet.until(self.now));
                        let doubt = Doubt { glitch, language, count: 0, not_before };
                        self.held.entry((server, channel)).or_insert(doubt).count += 1;
                    }
                    continue;
                }
                Verdict::Silent(_) => continue,
            };
            let Ok(finding) = check.outcome else { continue };
            let shown = shown(&finding).map(&mut days).map(|series| drawn(&series, self.date));
            let alert = Alert {
                watch: watch.id,
                number: watch.number,
                creator: watch.creator.clone(),
                region: self.region,
                rival: None,
                finding,
                spoken,
                days: shown.unwrap_or_default(),
            };
            let said = Said { alert, mention: watch.settings.mention, language };
            self.said.entry((server, channel, at)).or_default().push(said);
        }
    }
}

impl Watches {
    /// What a round writes: the posts of a channel in one message where they are many.
    pub(super) async fn said(&self, round: Round) -> Result<Evaluations, StoreError> {
        let Round { region, date, now, expiry, marked, changed, said, held, .. } = round;
        let (mut alerts, mut posts) = (Vec::new(), Vec::new());
        for ((server, channel, at), mut said) in said {
            for one in &mut said {
                one.alert.rival = self.rival(&one.alert).await?;
            }
            alerts.extend(said.iter().map(|one| one.alert.clone()));
            let before = self.store.folded_before(channel, date).await? as usize;
            let post = |watch, subject: i64, period: String, post: WatchPost| NewPost {
                kind: "alert",
                subject,
                period,
                server,
                board: None,
                watch: Some(watch),
                target: Target::Channel(channel),
                meaning: Meaning::Watch(Box::new(post)),
                not_before: Some(at),
                expires_at: at.max(now) + expiry,
            };
            if said.len() > 1 && before + said.len() > News::FOLDED_FROM {
                let first = said.first().map_or(WatchId(0), |one| one.alert.watch);
                let period = format!("{date} {} {}", region.key(), now.timestamp());
                posts.push(post(first, channel.cast_signed(), period, folded(said)));
                continue;
            }
            for Said { alert, mention, language } in said {
                let (watch, period) = (alert.watch, format!("{date} {}", alert.rule().word()));
                let news = News::Alert(Box::new(alert));
                let mentions = mention.into_iter().collect();
                posts.push(post(watch, watch.0, period, WatchPost { language, mentions, news }));
            }
        }
        for ((server, channel), Doubt { glitch, language, count, not_before }) in held {
            let news = News::Doubt { region, date, glitch, held: count };
            posts.push(NewPost {
                kind: "alert",
                subject: channel.cast_signed(),
                period: format!("doubt {date} {}", region.key()),
                server,
                board: None,
                watch: None,
                target: Target::Channel(channel),
                meaning: Meaning::Watch(Box::new(WatchPost { language, mentions: Vec::new(), news })),
                not_before,
                expires_at: not_before.unwrap_or(now) + expiry,
            });
        }
        Ok(Evaluations { date, now, marked, changed, alerts, posts })
    }

    /// The other creator of an alert that is about two.
    async fn rival(&self, alert: &Alert) -> Result<Option<Creator>, StoreError> {
        let Finding::Overtaken { by, whom, .. } = &alert.finding else { return Ok(None) };
        let other = if *by == alert.creator.user_id { whom } else { by };
        self.named(other).await.map(Some)
    }
}

/// Many alerts in one message, the greatest first; each role is pinged once.
fn folded(mut said: Vec<Said>) -> WatchPost {
    let times = |one: &Said| one.alert.finding.times().unwrap_or_default();
    said.sort_by(|a, b| times(b).partial_cmp(&times(a)).unwrap_or(Ordering::Equal));
    let language = said.first().map(|one| one.language).unwrap_or_default();
    let mut mentions: Vec<u64> = said.iter().filter_map(|one| one.mention).collect();
    mentions.sort_unstable();
    mentions.dedup();
    mentions.truncate(PINGS);
    let more = u32::try_from(said.len().saturating_sub(News::MOST_FOLDED)).unwrap_or(u32::MAX);
    let alerts = said.into_iter().take(News::MOST_FOLDED).map(|one| one.alert).collect();
    WatchPost { language, mentions, news: News::Folded { alerts, more } }
}

const fn is_regions(glitch: &Glitch) -> bool {
    matches!(glitch, Glitch::RegionJumped { .. } | Glitch::RegionFell { .. })
}

/// The number whose days show what was found.
const fn shown(finding: &Finding) -> Option<Metric> {
    match finding {
        Finding::Spike { metric, .. } | Finding::Climb { metric, .. } | Finding::Overtaken { metric, .. } => {
            Some(*metric)
        }
        Finding::FellSilent { .. } => Some(Metric::Sales),
        Finding::EnteredTop { .. } | Finding::RankJump { .. } => None,
    }
}

/// The last days up to a date.
fn drawn(series: &Series, date: NaiveDate) -> Vec<(NaiveDate, f64)> {
    let after = date.succ_opt().unwrap_or(date);
    let days = i64::try_from(Alert::DAYS).unwrap_or(i64::MAX);
    series.before(after, days).map(|day| (day.date, day.value)).collect()
}
