//! What a board's post would be now.

use super::Boards;
use crate::{
    domain::{
        BoardId, BoardPage, BoardPost, BoardSettings, DataDate, Lateness, Material, Payer, Purpose, Question,
    },
    rankings::{Ask, Refusal},
};
use chrono::{DateTime, Utc};

impl Boards {
    /// The post of the newest list there is; `number` is 0 for a board that isn't saved. Asks the source where
    /// nothing is stored, on somebody's allowance.
    ///
    /// # Errors
    /// [`Refusal`] where there is no list.
    pub async fn preview(
        &self,
        number: u32,
        settings: &BoardSettings,
        payer: Payer,
    ) -> Result<BoardPage, Refusal> {
        let question = settings.question;
        let (scope, depth) = (question.scope(), question.fetched());
        let ask = Ask { scope, date: None, depth, whole: false, purpose: Purpose::Ask, payer };
        let list = self.rankings.get(ask).await?.list;
        let past = match self.store.lists_before(&list.key, Material::PAST).await {
            Ok(past) => past,
            Err(error) => {
                tracing::error!(%error, "the lists before can't be read");
                return Err(Refusal::Store);
            }
        };
        let post = BoardPost {
            board: BoardId(0),
            number,
            settings: settings.clone(),
            date: list.key.date(),
            late: Lateness::None,
            test: false,
        };
        Ok(BoardPage::of(&post, &Material { list, past: past.into_iter().map(Into::into).collect() }))
    }

    /// When the list that a board needs at `due_at` usually is there: of the last ones half came sooner after their
    /// period's end. None as long as nothing is known.
    pub async fn usually_at(&self, question: &Question, due_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let date = DataDate::newest_closed(question.period, due_at);
        match self.store.usual_delay(question.scope()).await {
            Ok(delay) => delay.map(|delay| date.closes_at() + delay),
            Err(error) => {
                tracing::error!(%error, "it can't be read when lists came");
                None
            }
        }
    }
}
