//! What a board's post would be now.

use super::Boards;
use crate::{
    domain::{BoardId, BoardPage, BoardPost, BoardSettings, Lateness, Material, Payer, Purpose},
    rankings::{Ask, Refusal},
};

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
}
