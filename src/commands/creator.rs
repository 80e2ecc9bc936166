//! A creator's stored row, opened from a ranking.

use super::{Caller, Commands, Headline, Line, Notice, Reply, View, ranking};
use crate::domain::{DataDate, Region, UserId};
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
    /// How long ago the numbers were fetched.
    pub age: TimeDelta,
}

impl Commands {
    /// The card of a creator in a ranking.
    pub(super) async fn creator(&self, caller: Caller, view: View, creator: UserId) -> Result<Reply, Notice> {
        let question = view.question;
        let answer = self.behind(caller, &question).await?;
        let line = ranking::lines(&question, &answer, 0..question.depth.rows())
            .into_iter()
            .find(|line| line.row.user_id == creator)
            .ok_or(Notice::NoSuchCreator)?;
        Ok(Reply::Creator(Box::new(CreatorCard {
            line,
            headline: ranking::headline(question.order, &answer.list),
            region: question.region,
            date: answer.list.key.date(),
            age: ranking::age(&answer.list, self.clock.now()),
        })))
    }
}
