//! The run of `/ranking`: from stored lists to a page of standings.

use super::{
    super::{Args, Caller, Commands, Notice, Reply},
    View, rows_of_page,
};
use crate::{
    domain::{DataDate, Depth, Headline, List, Movement, Payer, Question, Row, standing},
    rankings::{Answer, Refusal},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::ops::Range;

/// A creator's line in a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// From 1; where the source's page had a row that couldn't be read, its rank is missing.
    pub rank: usize,
    /// Against the period before.
    pub movement: Movement,
    /// The headline's value; none where the source didn't say.
    pub value: Option<f64>,
    /// The creator.
    pub row: Row,
}

impl Line {
    /// The movement for a machine: `+3`, `-2`, `0` or `new`; none where it isn't known.
    pub fn moved(&self) -> Option<String> {
        match self.movement {
            Movement::Up(ranks) => Some(format!("+{ranks}")),
            Movement::Down(ranks) => Some(format!("-{ranks}")),
            Movement::Same => Some("0".to_owned()),
            Movement::New(_) => Some("new".to_owned()),
            Movement::Unknown => None,
        }
    }
}

/// A page of a ranking, with all that its foot says.
#[derive(Clone, Debug)]
pub struct RankingPage {
    /// What its buttons carry.
    pub view: View,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The lines of this page.
    pub lines: Vec<Line>,
    /// What the first number is.
    pub headline: Headline,
    /// For computed orders: among how many rows of the source's order.
    pub among: Option<usize>,
    /// Rows in all, which may be fewer than asked.
    pub rows: usize,
    /// Whether the list has no more; then nothing was left out where there are fewer rows than asked.
    pub ended: bool,
    /// The data date.
    pub date: DataDate,
    /// The list that isn't out yet, when the person asked for the newest and the source is behind.
    pub awaited: Option<DataDate>,
    /// How long ago the numbers were fetched.
    pub age: TimeDelta,
    /// Credits that this answer spent.
    pub credits: u32,
    /// Whether the list may still change.
    pub provisional: bool,
    /// Whether the list changed after it was first seen.
    pub revised: bool,
    /// Why this stored list is shown in place of what was asked.
    pub instead: Option<Refusal>,
    /// Whether it is a copy for somebody who pressed under another person's ranking.
    pub copy: bool,
}

impl Commands {
    /// A ranking as it is asked for: its first page. Where no region is named it is the server's.
    pub(in crate::commands) async fn ranking(
        &self,
        caller: &Caller,
        question: Question,
        is_region_named: bool,
    ) -> Result<Reply, Notice> {
        let usual = if is_region_named { None } else { self.usual_region(caller).await? };
        let question = Question { region: usual.unwrap_or(question.region), ..question };
        let answer = self.rankings.get(question.ask(caller.payer())).await?;
        let view = self.view(question, caller.person, &answer);
        Ok(Reply::Ranking(Box::new(self.page(view, &answer, rows_of_page(1)))))
    }

    /// A page of a ranking that stands in a message, numbered from 1.
    pub(in crate::commands) async fn ranking_page(
        &self,
        caller: &Caller,
        view: View,
        page: usize,
        copy: bool,
    ) -> Result<Reply, Notice> {
        let answer = self.behind(caller, &view.question).await?;
        let awaited = self.still_awaited(&view).await?;
        let shown = RankingPage { page, copy, awaited, ..self.page(view, &answer, rows_of_page(page)) };
        if page > shown.pages {
            return Err(Notice::NoSuchPage { pages: shown.pages });
        }
        Ok(Reply::Ranking(Box::new(shown)))
    }

    /// The numbers behind a message's buttons: those that are stored, which cost nothing however often and
    /// however late somebody presses; else as if they were asked for.
    pub(in crate::commands) async fn behind(
        &self,
        caller: &Caller,
        question: &Question,
    ) -> Result<Answer, Refusal> {
        let ask = question.ask(caller.payer());
        match self.rankings.stored(ask.scope, ask.date).await? {
            Some(answer) if answer.list.covers(ask.depth) => Ok(answer),
            _ => self.rankings.get(ask).await,
        }
    }

    /// A whole ranking as one page, for the terminal; spends on nobody's allowance.
    ///
    /// # Errors
    /// As `/ranking`.
    pub async fn whole_ranking(&self, args: &Args) -> Result<RankingPage, Notice> {
        let question = Question::parse(args, self.clock.now())?;
        let answer = self.rankings.get(question.ask(Payer::default())).await?;
        Ok(self.page(self.view(question, 0, &answer), &answer, 0..question.depth.rows()))
    }

    /// What the buttons under an answer carry.
    fn view(&self, question: Question, owner: u64, answer: &Answer) -> View {
        let newest = DataDate::newest_closed(question.period, self.clock.now());
        let is_late = question.date.is_none() && answer.instead.is_none() && answer.list.key.date() != newest;
        View { question, owner, awaited: is_late.then_some(newest) }
    }

    /// The list that was awaited when the question was asked, as long as it is the newest to be expected and
    /// none newer than the shown one is known.
    async fn still_awaited(&self, view: &View) -> Result<Option<DataDate>, Refusal> {
        let Some(awaited) = view.awaited else { return Ok(None) };
        if awaited != DataDate::newest_closed(awaited.period(), self.clock.now()) {
            return Ok(None);
        }
        let scope = view.question.ask(Payer::default()).scope;
        let stored = self.rankings.stored(scope, None).await?.map(|answer| answer.list.key.date());
        Ok((stored == view.question.date).then_some(awaited))
    }

    /// Some rows of an answer, with all that is to be said of it.
    pub(in crate::commands) fn page(&self, asked: View, answer: &Answer, rows: Range<usize>) -> RankingPage {
        let question = asked.question;
        let now = self.clock.now();
        let all = lines(&question, answer, 0..question.depth.rows());
        let count = all.len();
        let date = answer.list.key.date();
        RankingPage {
            view: View { question: Question { date: Some(date), ..question }, ..asked },
            page: 1,
            pages: count.div_ceil(Depth::PAGE).max(1),
            lines: all.into_iter().skip(rows.start).take(rows.len()).collect(),
            headline: Headline::of(question.order, &answer.list),
            among: standing::among(question.order, &answer.list),
            rows: count,
            ended: answer.list.ended,
            date,
            awaited: asked.awaited,
            age: age(&answer.list, now),
            credits: answer.credits,
            provisional: answer.list.provisional,
            revised: answer.list.revised,
            instead: answer.instead.clone(),
            copy: false,
        }
    }
}

/// The lines of some rows of a ranking.
pub(in crate::commands) fn lines(question: &Question, answer: &Answer, rows: Range<usize>) -> Vec<Line> {
    standing::standings(question.order, &answer.list, answer.before.as_deref(), question.depth)
        .into_iter()
        .skip(rows.start)
        .take(rows.len())
        .map(|standing| Line {
            rank: standing.rank,
            movement: standing.movement,
            value: standing.value,
            row: standing.row.clone(),
        })
        .collect()
}

pub(in crate::commands) fn age(list: &List, now: DateTime<Utc>) -> TimeDelta {
    (now - list.fetched_at).max(TimeDelta::zero())
}
