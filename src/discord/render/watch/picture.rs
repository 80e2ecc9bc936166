//! Days as a picture, with what it shows in words for whoever doesn't see it.

use super::{
    super::super::rest::Attachment,
    figures::{amount, called, full_day},
};
use crate::{
    chart::{Chart, DAYS},
    domain::{Creator, watch::Metric},
    text::{Words, width},
};
use chrono::NaiveDate;

/// Discord's longest description of a file.
const DESCRIPTION: usize = 1024;

/// What a picture is drawn from.
pub(super) struct Picture<'a> {
    pub(super) creator: &'a Creator,
    pub(super) metric: Metric,
    /// Day values, the oldest first.
    pub(super) values: Vec<(NaiveDate, f64)>,
    pub(super) usual: Option<f64>,
    pub(super) limit: Option<f64>,
}

impl Picture<'_> {
    /// The file; none where there is nothing to draw, or it can't be drawn: words then have to do.
    pub(super) fn file(self, words: Words) -> Option<Attachment> {
        let description = width::cut(&self.in_words(words)?, DESCRIPTION);
        let Creator { handle, user_id, .. } = self.creator;
        // A name may be of any script, which the font lacks.
        let title = handle
            .as_ref()
            .map_or_else(|| user_id.as_str().to_owned(), |handle| format!("@{}", handle.as_str()));
        let chart = Chart { title, values: self.values, usual: self.usual, limit: self.limit };
        match chart.png() {
            Ok(bytes) => {
                Some(Attachment { name: "chart.png".to_owned(), bytes, description: Some(description) })
            }
            Err(error) => {
                tracing::warn!(%error, "a chart can't be drawn");
                None
            }
        }
    }

    fn in_words(&self, words: Words) -> Option<String> {
        let drawn = &self.values[self.values.len().saturating_sub(DAYS)..];
        let ((first, _), (last, value)) = (drawn.first()?, drawn.last()?);
        let by_size = |a: &&(NaiveDate, f64), b: &&(NaiveDate, f64)| a.1.total_cmp(&b.1);
        let (least, most) = (drawn.iter().min_by(by_size)?, drawn.iter().max_by(by_size)?);
        let amount = |value| amount(words, self.metric, value);
        let args = [
            ("who", called(words, self.creator).into()),
            ("what", words.say(by(self.metric)).into()),
            ("first", full_day(words, *first).into()),
            ("day", full_day(words, *last).into()),
            ("least", amount(least.1).into()),
            ("most", amount(most.1).into()),
            ("last", amount(*value).into()),
        ];
        let shown = words.say_with("alert-alt", &args);
        let usual =
            self.usual.map(|usual| words.say_with("alert-alt-usual", &[("amount", amount(usual).into())]));
        let limit =
            self.limit.map(|limit| words.say_with("alert-alt-limit", &[("amount", amount(limit).into())]));
        let sentences = std::iter::once(shown).chain(usual).chain(limit);
        sentences.reduce(|one, two| super::super::notice::both(words, "sentences", one, two))
    }
}

/// The key of what a metric counts.
pub(super) const fn by(metric: Metric) -> &'static str {
    match metric {
        Metric::Sales => "ranking-by-units",
        Metric::Followers => "ranking-by-followers-gained",
        Metric::Gmv => "ranking-by-gmv",
        Metric::Rank => "watch-rank",
    }
}
