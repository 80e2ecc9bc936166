//! The last lines of something that grows, numbered from 1, so that a reader can ask for what is new.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Lines kept.
const KEPT: usize = 300;

/// A line and its number.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Numbered<T> {
    n: u64,
    #[serde(flatten)]
    line: T,
}

/// The last 300 lines.
#[derive(Debug)]
pub(crate) struct Ring<T>(Mutex<VecDeque<Numbered<T>>>);

impl<T> Default for Ring<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Ring<T> {
    pub(crate) fn push(&self, line: T) {
        let mut lines = self.lock();
        let n = lines.back().map_or(1, |last| last.n + 1);
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(Numbered { n, line });
    }

    /// The lines after the one with this number, oldest first.
    pub(crate) fn after(&self, n: u64) -> Vec<Numbered<T>> {
        self.lock().iter().filter(|line| line.n > n).cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Numbered<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Clone, serde::Serialize)]
    struct Line {
        text: usize,
    }

    #[test]
    fn the_last_lines_are_kept_with_their_numbers() {
        let ring = Ring::default();
        (1..=KEPT + 2).for_each(|text| ring.push(Line { text }));
        assert_eq!(ring.after(0).len(), KEPT);
        assert_eq!(json!(ring.after(KEPT as u64 + 1)), json!([{"n": KEPT + 2, "text": KEPT + 2}]));
        assert_eq!(json!(ring.after(9_999)), json!([]));
    }
}
