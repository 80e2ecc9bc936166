//! A creator's stored row, opened from a ranking.

use super::{Caller, Commands, Headline, Line, Notice, Reply, View, ranking};
use crate::domain::{DataDate, Field, Region, UserId};
use chrono::TimeDelta;

/// What a ranking knows of a creator.
#[derive(Clone, Debug)]
pub struct CreatorCard {
    /// The creator's line in the ranking.
    pub line: Line,
    /// What the line's value is.
    pub headline: Headline,
    /// The ranking's market.
    pub region: Region,
    /// The ranking's data date.
    pub date: DataDate,
    /// The source's order in which the creator was found: tells which counters of the period are filled.
    pub field: Field,
    /// How long ago the numbers were fetched.
    pub age: TimeDelta,
    /// Credits that this answer spent.
    pub credits: u32,
    /// Whether the list may still change.
    pub provisional: bool,
    /// Whether the list changed after it was first seen.
    pub revised: bool,
}

impl Commands {
    /// The card of a creator in a ranking.
    pub(super) async fn creator(
        &self,
        caller: &Caller,
        view: View,
        creator: UserId,
    ) -> Result<Reply, Notice> {
        let question = view.question;
        let answer = self.behind(caller, &question).await?;
        let line = ranking::lines(&question, &answer, 0..question.depth.rows())
            .into_iter()
            .find(|line| line.row.user_id == creator)
            .ok_or(Notice::NoSuchCreator)?;
        Ok(Reply::Creator(Box::new(CreatorCard {
            line,
            headline: Headline::of(question.order, &answer.list),
            region: question.region,
            date: answer.list.key.date(),
            field: question.order.field(),
            age: ranking::age(&answer.list, self.clock.now()),
            credits: answer.credits,
            provisional: answer.list.provisional,
            revised: answer.list.revised,
        })))
    }
}
