//! A creator's card as a message.

use super::{super::custom_id, Message, escape, lines, ranking::Facts};
use crate::{
    commands::CreatorCard,
    domain::{Counters, CreatorCategory, ProductCategory, Row},
    text::Words,
};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter};

/// How many promoted categories a card names.
const PRODUCTS: usize = 3;

/// The message of a card.
pub(super) fn message(words: Words, card: &CreatorCard) -> Message {
    let row = &card.line.row;
    let rank = words.say_with(
        "creator-rank",
        &[
            ("rank", card.line.rank.into()),
            ("region", card.region.name(words.language()).into()),
            ("by", lines::by(words, card.headline).into()),
            ("period", words.period(card.date).into()),
        ],
    );
    let facts = Facts {
        date: card.date,
        age: card.age,
        credits: card.credits,
        provisional: card.provisional,
        revised: card.revised,
    };
    let mut embed = CreateEmbed::new()
        .title(escape::name(&lines::shown_name(words, row)))
        .description(rank)
        .footer(CreateEmbedFooter::new(facts.said(words).join(" · ")));
    if let Some(profile) = row.profile() {
        embed = embed.url(profile);
    }
    for (key, value) in fields(words, card) {
        embed = embed.field(words.say(key), value, true);
    }
    let watch = CreateButton::new(custom_id::watch_new(&row.user_id, card.region))
        .label(words.say("watch-button-new"))
        .style(ButtonStyle::Secondary);
    Message::new("", &[embed], &[CreateActionRow::Buttons(vec![watch])])
}

fn fields(words: Words, card: &CreatorCard) -> Vec<(&'static str, String)> {
    let row = &card.line.row;
    let lifetime = lines::had(words, &row.lifetime).into_iter().chain(counters(words, &row.lifetime));
    let filled = row.period.filled(card.field);
    let period = lines::gained(words, &filled).into_iter().chain(counters(words, &filled));
    let category = row.category.as_ref().map(|category| match CreatorCategory::parse(category) {
        Ok(known) => known.name(words.language()).to_owned(),
        Err(_) => escape::name(category),
    });
    [
        ("creator-period", Some(period.collect::<Vec<_>>().join("\n"))),
        ("creator-lifetime", Some(lifetime.collect::<Vec<_>>().join("\n"))),
        ("creator-sells", row.sales_flag.and_then(|flag| lines::sells(words, flag))),
        ("creator-category", category),
        ("creator-products", Some(products(words, row))),
        ("creator-score", row.ec_score.map(|score| format!("{score:.2}"))),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value.filter(|value| !value.trim().is_empty())?)))
    .collect()
}

fn counters(words: Words, counters: &Counters) -> Vec<String> {
    let shown = |key, count: Option<i64>| count.map(|count| lines::counted(words, key, count));
    [
        counters.units.map(|units| lines::units(words, units)),
        counters.gmv.map(|gmv| lines::estimated(words, gmv)),
        shown("creator-likes", counters.likes),
        shown("creator-videos", counters.videos),
        shown("creator-lives", counters.lives),
        shown("creator-products-count", counters.products),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Names of the level-1 categories promoted most; an id that the table lacks is left out.
fn products(words: Words, row: &Row) -> String {
    let mut names: Vec<&str> = Vec::new();
    for id in row.most_categories.iter().flatten() {
        let known = ProductCategory::all().find(|category| category.key() == id);
        if let Some(name) = known.map(|category| category.name(words.language()))
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names.truncate(PRODUCTS);
    names.join("\n")
}
