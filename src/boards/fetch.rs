//! What is asked of the source for boards: each question once, and of lists that aren't out only one.

use super::Boards;
use crate::{
    domain::{Depth, ListKey, Payer, Purpose, Scope},
    rankings::{Ask, Refusal},
    store::WaitingRun,
};
use std::collections::HashMap;

/// A question, with the turns that wait for its list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) key: ListKey,
    /// How deep, at the most.
    pub(super) depth: Depth,
    pub(super) turns: Vec<WaitingRun>,
}

/// Questions of the same market, period, order and date: the source publishes their lists together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// The question of these without a filter.
    pub(super) head: ListKey,
    /// The head first, where it is asked.
    pub(super) asked: Vec<Asked>,
}

/// The question without a filter that tells of all of its group whether they are out.
pub(super) fn head(key: &ListKey) -> ListKey {
    ListKey::new(Scope { category: None, product: None, ..key.scope() }, key.date())
}

/// Sorts questions into their groups. A question that comes more than once is asked as deep as the deepest.
pub(super) fn groups(wanted: impl IntoIterator<Item = (ListKey, Depth, Option<WaitingRun>)>) -> Vec<Group> {
    let mut groups: HashMap<ListKey, HashMap<ListKey, Asked>> = HashMap::new();
    for (key, depth, turn) in wanted {
        let group = groups.entry(head(&key)).or_default();
        let asked = group.entry(key).or_insert(Asked { key, depth, turns: Vec::new() });
        asked.depth = asked.depth.max(depth);
        asked.turns.extend(turn);
    }
    let sorted = |head: ListKey, asked: HashMap<ListKey, Asked>| {
        let mut asked: Vec<Asked> = asked.into_values().collect();
        asked.sort_by_key(|asked| asked.key != head);
        Group { head, asked }
    };
    groups.into_iter().map(|(head, asked)| sorted(head, asked)).collect()
}

impl Boards {
    /// Asks for the lists of a group one after the other, and ends the turns that wait for each when it is there.
    /// As long as nothing of their date was seen the head asks for all of them.
    pub(super) async fn fetch(&self, group: &Group) {
        if let Err(refusal) = self.is_out(group).await {
            let outcome = Err(refusal);
            for asked in &group.asked {
                self.answered(asked, &outcome).await;
            }
            return;
        }
        for asked in &group.asked {
            let outcome = self.rankings.get(asking(&asked.key, asked.depth)).await;
            self.answered(asked, &outcome).await;
        }
    }

    /// Finds out whether anything of a group is out.
    async fn is_out(&self, group: &Group) -> Result<(), Refusal> {
        match self.store.first_sight(&group.head).await {
            Ok(Some(_)) => return Ok(()),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, "it can't be read whether a list was seen");
                return Err(Refusal::Store);
            }
        }
        let asked = group.asked.first().filter(|asked| asked.key == group.head);
        let depth = asked.map_or(Depth::LEAST, |asked| asked.depth);
        self.rankings.get(asking(&group.head, depth)).await.map(drop)
    }
}

/// A question of boards: on nobody's allowance.
pub(super) fn asking(key: &ListKey, depth: Depth) -> Ask {
    let (scope, date) = (key.scope(), Some(key.date()));
    Ask { scope, date, depth, whole: false, purpose: Purpose::Board, payer: Payer::default() }
}
