//! A watch's days as a picture, with buttons for more or fewer of them.

use super::{
    super::{Message, lines::COLOUR},
    buttons, picture, who,
};
use crate::{
    commands::{WatchButton, WatchChart},
    text::Words,
};
use serenity::all::CreateEmbed;

/// Spans that can be chosen, in days.
const SPANS: [u32; 3] = [7, 30, 90];

/// The message of a chart.
pub(super) fn message(words: Words, chart: &WatchChart) -> Message {
    let WatchChart { watch, series, days, usual, limit } = chart;
    let what = words.say(picture::by(series.metric()));
    let args = [
        ("who", who(words, &watch.creator).into()),
        ("what", what.into()),
        ("days", i64::from(*days).into()),
    ];
    let title = words.say_with("watch-chart-title", &args);
    let row = SPANS.map(|span| {
        let label = buttons::days(words, span);
        buttons::on(watch.id, &WatchButton::Chart(span), label).disabled(span == *days)
    });
    let rows = buttons::row(row.into());
    let mut values: Vec<_> = newest(chart);
    values.reverse();
    let picture = picture::Picture {
        creator: &watch.creator,
        metric: series.metric(),
        values,
        usual: *usual,
        limit: *limit,
    };
    let mut embed = CreateEmbed::new().colour(COLOUR).title(title);
    if let Some(profile) = watch.creator.profile() {
        embed = embed.url(profile);
    }
    match picture.file(words) {
        Some(file) => {
            // What the picture shows stands below it, too: not every client reads a file's description out.
            let said = file.description.clone().unwrap_or_default();
            let embed = embed
                .description(super::super::escape::name_in(&said, DESCRIPTION))
                .image(format!("attachment://{}", file.name));
            Message { files: vec![file], ..Message::new("", &[embed], &rows) }
        }
        None => Message::new("", &[embed.description(words.say("watch-chart-undrawn"))], &rows),
    }
}

/// The widest that a picture is described, in columns.
const DESCRIPTION: usize = 500;

/// The days of the span, the newest first: counted back from the newest that is known.
fn newest(chart: &WatchChart) -> Vec<(chrono::NaiveDate, f64)> {
    let days = chart.series.days().rev();
    let last = chart.series.days().next_back().map(|day| day.date);
    let first = last.and_then(|last| last.checked_sub_days(chrono::Days::new(u64::from(chart.days) - 1)));
    days.take_while(|day| first.is_some_and(|first| day.date >= first))
        .map(|day| (day.date, day.value))
        .collect()
}
