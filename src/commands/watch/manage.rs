//! Watches for people: drafts, deeds and what is to be seen.

use super::{
    super::{Args, Caller, Commands, Notice, Reply, View, home::Home},
    BacktestView, DraftPress, Job, WatchButton, WatchChart, WatchDraftView, WatchList, WatchNotice,
    WatchPick, WatchPress, WatchReply, WatchWhy, options,
    reply::AlertView,
};
use crate::{
    domain::{
        Creator, Depth,
        watch::{Baseline, Watch, WatchDraft, WatchSettings, spike_limit},
    },
    store::OutboxEntry,
    watches::{Done, Objection, PastAlert, Plan, Planned},
};

/// Watches on one page of a list.
const PAGE: usize = 10;
/// So many numbers of watches are named.
const NAMED: usize = 25;

impl Commands {
    /// What is wanted of watches.
    pub(in crate::commands) async fn watch(&self, caller: &Caller, job: Job) -> Result<Reply, Notice> {
        let home = self.home(caller).await?;
        let reply = match job {
            Job::Add(args) => self.watch_add(&home, &args).await?,
            Job::Edit(args) => self.watch_edit(&home, &args).await?,
            Job::Import(args) => self.watch_import(&home, &args).await?,
            Job::Typed(args, button) => {
                let watch = self.typed_watch(&home, &args).await?;
                self.watch_deed(&home, watch, button).await?
            }
            Job::Pressed(WatchPress::On(id, WatchButton::Restore)) => {
                home.managed()?;
                done(self.watches.restore(home.person(), id).await?)
            }
            Job::Pressed(WatchPress::On(id, button)) => {
                let watch = self.watches.of_server(home.server.id, id).await?;
                self.watch_deed(&home, watch, button).await?
            }
            Job::Pressed(WatchPress::Draft(draft, press)) => {
                home.managed()?;
                return self.watch_draft(&home, draft, press).await;
            }
            Job::Pressed(WatchPress::Pick(view, page)) => self.watch_pick(caller, &view, page).await?,
            Job::Pressed(WatchPress::New(user_id, region)) => {
                home.managed()?;
                let draft = WatchDraft::new(user_id, region, home.channel());
                let settings = options::changed(&Args::default(), &draft, home.server.id)?;
                draft_view(self.watches.plan(home.person(), settings).await?, 0)
            }
            Job::Pressed(WatchPress::Open(watch, rule, date)) => {
                let PastAlert { alert, at } =
                    self.watches.past_alert(home.server.id, watch, &rule, date).await?;
                WatchReply::Alert(Box::new(AlertView { alert, at }))
            }
            Job::Pressed(WatchPress::List(page)) => self.watch_list(&home, page).await?,
            Job::Pressed(WatchPress::Paste(pasted)) => self.watch_pasted(&home, &pasted).await?,
        };
        Ok(Reply::Watch(reply))
    }

    async fn watch_add(&self, home: &Home<'_>, args: &Args) -> Result<WatchReply, Notice> {
        home.managed()?;
        let typed = args.text("creator").unwrap_or_default();
        let found = self.watches.resolve(typed, home.payer()).await?;
        let Creator { user_id, region, .. } = found.creator;
        let region = region.or(home.server.settings.region).unwrap_or_default();
        let draft = WatchDraft::new(user_id, region, home.channel());
        let settings = options::changed(args, &draft, home.server.id)?;
        Ok(draft_view(self.watches.plan(home.person(), settings).await?, found.credits))
    }

    async fn watch_edit(&self, home: &Home<'_>, args: &Args) -> Result<WatchReply, Notice> {
        home.managed()?;
        let watch = self.typed_watch(home, args).await?;
        let settings = options::changed(args, &watch.settings, home.server.id)?;
        if settings == watch.settings {
            return Err(Notice::NothingToEdit);
        }
        Ok(draft_view(self.watches.plan_edit(home.person(), &watch, settings).await?, 0))
    }

    async fn watch_draft(&self, home: &Home<'_>, draft: i64, press: DraftPress) -> Result<Reply, Notice> {
        let (watches, person) = (&self.watches, home.person());
        let plan = watches.planning(person, draft).await?;
        let reply = match (press, plan) {
            (DraftPress::Cancel, _) => {
                watches.cancel(person, draft).await?;
                return Ok(Reply::Cancelled);
            }
            (DraftPress::Save, Plan::Import(plan)) => {
                WatchReply::Imported(watches.import(person, draft, &plan, home.payer()).await?)
            }
            (DraftPress::Save, plan) => done(watches.save(person, draft, plan).await?),
            (press, Plan::Watch(settings)) => {
                let (settings, credits) = self.adjusted(home, press, *settings).await?;
                draft_view(watches.plan(person, settings).await?, credits)
            }
            (press, Plan::WatchEdit { watch, to, .. }) => {
                let watch = watches.of_server(person.server, watch).await?;
                let (settings, credits) = self.adjusted(home, press, *to).await?;
                draft_view(watches.plan_edit(person, &watch, settings).await?, credits)
            }
            (_, Plan::Import(_)) => return Err(Notice::UnknownButton),
        };
        Ok(Reply::Watch(reply))
    }

    /// What is set after a press under a draft, and the credits that it spent.
    async fn adjusted(
        &self,
        home: &Home<'_>,
        press: DraftPress,
        settings: WatchSettings,
    ) -> Result<(WatchSettings, u32), Notice> {
        if press == DraftPress::Backfill {
            let credits = self.watches.backfill(&settings.user_id, home.payer()).await?;
            return Ok((settings, credits));
        }
        let suggested = self.watches.tried(&settings).await?.backtest.suggested;
        Ok((suggested.map_or_else(|| settings.clone(), |limits| settings.with_limits(limits)), 0))
    }

    /// Does something with a watch; only looking at it is everybody's.
    async fn watch_deed(
        &self,
        home: &Home<'_>,
        watch: Watch,
        button: WatchButton,
    ) -> Result<WatchReply, Notice> {
        let (watches, person, manages) = (&self.watches, home.person(), home.manages);
        match button {
            WatchButton::Why => {
                let reasons = watches.reasons(&home.server, &watch).await?;
                return Ok(WatchReply::Why(Box::new(WatchWhy { watch, reasons, manages })));
            }
            WatchButton::Backtest => {
                let tried = watches.tried(&watch.settings).await?;
                let view = BacktestView { watch, tried, credits: 0, manages };
                return Ok(WatchReply::Backtest(Box::new(view)));
            }
            WatchButton::Chart(days) => return self.watch_chart(watch, days).await,
            _ => home.managed()?,
        }
        let done = match button {
            WatchButton::Backfill => {
                let credits = watches.backfill(&watch.settings.user_id, home.payer()).await?;
                let tried = watches.tried(&watch.settings).await?;
                let view = BacktestView { watch, tried, credits, manages };
                return Ok(WatchReply::Backtest(Box::new(view)));
            }
            WatchButton::Snooze(days) => watches.snooze(person, &watch, days.min(super::MOST_DAYS)).await?,
            WatchButton::Wake => watches.snooze(person, &watch, 0).await?,
            WatchButton::Mute(rule) => watches.mute(person, &watch, rule).await?,
            WatchButton::Unmute(rule) => watches.unmute(person, &watch, rule).await?,
            WatchButton::Raise(percent) => watches.raise(person, &watch, percent).await?,
            WatchButton::Lower(percent) => watches.limit(person, &watch, percent).await?,
            WatchButton::Remove => watches.remove(person, &watch).await?,
            WatchButton::Restore => watches.restore(person, watch.id).await?,
            WatchButton::Why | WatchButton::Backtest | WatchButton::Chart(_) => {
                return Err(Notice::UnknownButton);
            }
        };
        Ok(self::done(done))
    }

    async fn watch_chart(&self, watch: Watch, days: u32) -> Result<WatchReply, Notice> {
        let days = [7, 30, 90].into_iter().find(|known| *known == days).ok_or(Notice::UnknownButton)?;
        let series = self.watches.days(&watch, days).await?;
        let last = series.days().next_back().map(|day| day.date);
        let baseline = last.and_then(|last| Baseline::of(&series, last));
        let limits = watch.settings.limits(series.metric());
        let usual = baseline.as_ref().map(|baseline| baseline.expected);
        let limit = baseline.map(|baseline| spike_limit(&baseline, limits).max(f64::from(limits.floor())));
        Ok(WatchReply::Chart(Box::new(WatchChart { watch, series, days, usual, limit })))
    }

    async fn watch_pick(&self, caller: &Caller, view: &View, page: usize) -> Result<WatchReply, Notice> {
        let question = view.question;
        let answer = self.behind(caller, &question).await?;
        let first = page.saturating_sub(1) * Depth::PAGE;
        let lines = super::super::ranking::lines(&question, &answer, first..first + Depth::PAGE);
        let creators: Vec<_> = lines.iter().map(|line| (line.rank, Creator::of_row(&line.row))).collect();
        if creators.is_empty() {
            return Err(Notice::NoSuchPage { pages: question.depth.pages() });
        }
        Ok(WatchReply::Pick(WatchPick { region: question.region, creators }))
    }

    async fn watch_list(&self, home: &Home<'_>, page: usize) -> Result<WatchReply, Notice> {
        let watches = self.store.watches(home.server.id).await?;
        let count = watches.len();
        let pages = count.div_ceil(PAGE).max(1);
        let page = page.clamp(1, pages);
        let mut last = self.store.last_alerts(home.server.id).await?;
        let shown = watches.into_iter().skip((page - 1) * PAGE).take(PAGE);
        let with_last = |watch: Watch| {
            let past = last.remove(&watch.id).map(|(alert, at)| PastAlert { alert, at });
            (watch, past)
        };
        let watches = shown.map(with_last).collect();
        let most = self.watches.settings().max_per_server;
        Ok(WatchReply::List(WatchList { watches, page: (page, pages), count, most }))
    }

    /// Why a post of a watch came; of many, or of one that is gone, the server's watches.
    pub(in crate::commands) async fn about_watch(
        &self,
        home: &Home<'_>,
        entry: OutboxEntry,
    ) -> Result<Reply, Notice> {
        // A message of many alerts is no one watch's.
        let watch = entry.watch.filter(|_| entry.watch_number.is_some());
        let watch = match watch {
            Some(id) => self.watches.of_server(home.server.id, id).await.ok(),
            None => None,
        };
        Ok(Reply::Watch(match watch {
            Some(watch) => self.watch_deed(home, watch, WatchButton::Why).await?,
            None => self.watch_list(home, 1).await?,
        }))
    }

    /// The watch whose number was typed.
    async fn typed_watch(&self, home: &Home<'_>, args: &Args) -> Result<Watch, Notice> {
        let typed = args.text("watch").unwrap_or_default();
        let number: Option<u32> = typed.trim_start_matches('#').parse().ok();
        let found = match number {
            Some(number) => self.store.watch(home.server.id, number).await?,
            None => None,
        };
        if let Some(watch) = found {
            return Ok(watch);
        }
        let watches = self.store.watches(home.server.id).await?;
        let numbers = watches.iter().map(|watch| watch.number).take(NAMED).collect();
        Err(Notice::Watch(WatchNotice::NoSuchWatch { typed: typed.to_owned(), numbers }))
    }
}

fn done(done: Done) -> WatchReply {
    WatchReply::Done(Box::new(done))
}

fn draft_view(planned: Planned, credits: u32) -> WatchReply {
    let Planned { draft, number, creator, settings, tried } = planned;
    WatchReply::Draft(Box::new(WatchDraftView { draft, number, creator, settings, tried, credits }))
}

impl From<Objection> for Notice {
    fn from(objection: Objection) -> Self {
        match objection {
            Objection::Hurdle(hurdle) => Self::Watch(hurdle),
            Objection::Hindered(hindrance) => Self::Hindered(hindrance),
            Objection::DraftGone => Self::DraftGone,
            Objection::Foreign => Self::NotYourDraft,
            Objection::Changed => Self::ChangedSince,
            Objection::Refused(refusal) => Self::Refused(refusal),
        }
    }
}
