//! What is wrong with the numbers, as a sentence.

use super::figures::amount;
use crate::{domain::watch::Glitch, text::Words};

/// What is wrong.
pub(in super::super) fn glitch(words: Words, glitch: &Glitch) -> String {
    match *glitch {
        Glitch::FellToZero { metric, expected } => words.say_with(
            "alert-doubt-zero",
            &[("metric", metric.word().into()), ("amount", amount(words, metric, expected).into())],
        ),
        Glitch::TotalFell { metric, correction } => words.say_with(
            "alert-doubt-total",
            &[
                ("metric", metric.word().into()),
                ("from", amount(words, metric, correction.from).into()),
                ("to", amount(words, metric, correction.to).into()),
            ],
        ),
        Glitch::RegionJumped { metric, moved, of } => words.say_with(
            "alert-doubt-jumped",
            &[("metric", metric.word().into()), ("moved", moved.into()), ("of", of.into())],
        ),
        Glitch::RegionFell { metric, moved, of } => words.say_with(
            "alert-doubt-fell",
            &[("metric", metric.word().into()), ("moved", moved.into()), ("of", of.into())],
        ),
    }
}
