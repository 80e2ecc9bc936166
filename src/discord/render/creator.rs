//! A creator's card as a message.

use super::{Message, escape, ranking};
use crate::{
    commands::CreatorCard,
    domain::{Counters, CreatorCategory, ProductCategory, Row},
    text::Words,
};
use serenity::all::{CreateEmbed, CreateEmbedFooter};

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
            ("by", ranking::by(words, card.headline).into()),
            ("period", words.period(card.date).into()),
        ],
    );
    let foot = format!("{} · {}", words.say("ranking-foot-estimates"), ranking::fetched(words, card.age));
    let mut embed = CreateEmbed::new()
        .title(escape::name(&ranking::shown_name(words, row)))
        .description(rank)
        .footer(CreateEmbedFooter::new(foot));
    if let Some(profile) = row.profile() {
        embed = embed.url(profile);
    }
    for (key, value) in fields(words, row) {
        embed = embed.field(words.say(key), value, true);
    }
    Message::new("", &[embed], &[])
}

fn fields(words: Words, row: &Row) -> Vec<(&'static str, String)> {
    let lifetime = ranking::had(words, &row.lifetime).into_iter().chain(counters(words, &row.lifetime));
    let period =
        ranking::gained(words, &filled(row.period)).into_iter().chain(counters(words, &filled(row.period)));
    let category = row.category.as_ref().map(|category| match CreatorCategory::parse(category) {
        Ok(known) => known.name(words.language()).to_owned(),
        Err(_) => escape::name(category),
    });
    [
        ("creator-period", Some(period.collect::<Vec<_>>().join("\n"))),
        ("creator-lifetime", Some(lifetime.collect::<Vec<_>>().join("\n"))),
        ("creator-sells", row.sales_flag.map(|flag| ranking::sells(words, flag))),
        ("creator-category", category),
        ("creator-products", Some(products(words, row))),
        ("creator-score", row.ec_score.map(|score| format!("{score:.2}"))),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value.filter(|value| !value.trim().is_empty())?)))
    .collect()
}

/// The counters of a period without those that are 0: on either board 0 means "not filled".
fn filled(period: Counters) -> Counters {
    let some = |count: Option<i64>| count.filter(|count| *count != 0);
    Counters {
        followers: some(period.followers),
        likes: some(period.likes),
        videos: some(period.videos),
        lives: some(period.lives),
        products: some(period.products),
        units: some(period.units),
        gmv: period.gmv.filter(|gmv| *gmv != 0.0),
    }
}

fn counters(words: Words, counters: &Counters) -> Vec<String> {
    let shown = |key, count: Option<i64>| count.map(|count| ranking::counted(words, key, count));
    [
        counters.units.map(|units| ranking::units(words, units)),
        counters.gmv.map(|gmv| ranking::estimated(words, gmv)),
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
