//! Which interactions came already: after a resumed session Discord may send an event again.

use std::collections::{HashSet, VecDeque};

/// So many ids are remembered.
const MOST: usize = 4_096;

/// The last ids.
#[derive(Debug, Default)]
pub(super) struct Recent {
    ids: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Recent {
    /// Whether `id` comes for the first time.
    pub(super) fn is_new(&mut self, id: u64) -> bool {
        if !self.ids.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_and_the_oldest_are_forgotten() {
        let mut recent = Recent::default();
        assert!(recent.is_new(0) && !recent.is_new(0));
        assert!((1..=MOST as u64).all(|id| recent.is_new(id)));
        assert!(recent.is_new(0));
        assert_eq!((recent.ids.len(), recent.order.len()), (MOST, MOST));
    }
}
