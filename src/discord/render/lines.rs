//! Creators' lines in words and numbers, for rankings, boards and cards.

use super::escape;
use crate::{
    domain::{Counters, DataDate, Field, Headline, Movement, Period, Question, Region, Row, SalesFlag},
    text::{Arg, Words},
};
use unicode_width::UnicodeWidthStr;

/// TikTok's red, as the stripe beside the embed.
pub(super) const COLOUR: u32 = 0x00FE_2C55;
/// Counts from here on are shortened, so that the column stays narrow.
const LONG: u64 = 100_000;
/// What fits on one line of a phone.
const COLUMNS: usize = 38;
/// A name gets at least so many columns, whatever stands before it.
const NARROWEST: usize = 12;

/// What a ranking is of: `United States · units sold · Sun, 22 Nov 2026`.
pub(super) fn title(words: Words, region: Region, headline: Headline, date: DataDate) -> String {
    words.say_with(
        "ranking-title",
        &[
            ("region", region.name(words.language()).into()),
            ("by", by(words, headline).into()),
            ("period", words.period(date).into()),
        ],
    )
}

/// What a ranking is by: `units sold`.
pub fn by(words: Words, headline: Headline) -> String {
    words.say(match headline {
        Headline::Units => "ranking-by-units",
        Headline::FollowersGained => "ranking-by-followers-gained",
        Headline::FollowersTotal => "ranking-by-followers-total",
        Headline::Gmv => "ranking-by-gmv",
        Headline::Growth => "ranking-by-growth",
    })
}

/// Filters, and how a computed order came about: among how many of the source's order.
pub(super) fn about(words: Words, question: &Question, among: Option<usize>) -> Vec<String> {
    let language = words.language();
    let named = |key, name: &'static str| words.say_with(key, &[("name", name.into())]);
    let computed = |count: usize| {
        let order = match question.order.field() {
            Field::Sales => "sales",
            Field::Followers => "followers",
        };
        words.say_with("ranking-among", &[("order", order.into()), ("count", count.into())])
    };
    [
        question.category.map(|category| named("ranking-filter-category", category.name(language))),
        question.product.map(|product| named("ranking-filter-product", product.name(language))),
        among.map(computed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Rank, movement and number of each line, in cells of one width.
pub(super) fn columns(lines: &[[String; 3]]) -> Vec<String> {
    let widest = |column: usize| lines.iter().map(|line| line[column].width()).max().unwrap_or_default();
    let [ranks, moves, values] = [0, 1, 2].map(widest);
    let space = |text: &str, to: usize| " ".repeat(to.saturating_sub(text.width()));
    let column = |[rank, movement, value]: &[String; 3]| {
        let moved = if moves == 0 { String::new() } else { format!(" {movement}{}", space(movement, moves)) };
        format!("`{}{rank}{moved} {}{value}`", space(rank, ranks), space(value, values))
    };
    lines.iter().map(column).collect()
}

/// The columns that a phone has left for a name behind a cell: the two signs of code aren't seen, a blank stands
/// between.
pub(super) fn left(cell: &str) -> usize {
    COLUMNS.saturating_sub(cell.width() - 2 + 1).max(NARROWEST)
}

/// `▲3`, `▼2`, `–`, `new`; empty where it isn't known.
pub(super) fn movement(words: Words, movement: Movement) -> String {
    match movement {
        Movement::Up(ranks) => format!("▲{ranks}"),
        Movement::Down(ranks) => format!("▼{ranks}"),
        Movement::Same => "–".to_owned(),
        Movement::New(_) => words.say("ranking-new"),
        Movement::Unknown => String::new(),
    }
}

/// The number that the ranking is by.
pub(super) fn headline(words: Words, headline: Headline, value: Option<f64>) -> String {
    let Some(value) = value else { return "?".to_owned() };
    match headline {
        Headline::Gmv => words.money(value),
        Headline::Growth => words.percent(value),
        Headline::Units | Headline::FollowersGained | Headline::FollowersTotal => number(words, value),
    }
}

/// The number that the ranking is by, with what it counts: it stands alone in a menu.
pub(super) fn named_headline(words: Words, shown: Headline, value: Option<f64>, row: &Row) -> String {
    let named = match shown {
        Headline::Units => row.period.units.map(|count| units(words, count)),
        Headline::FollowersGained => gained(words, &row.period),
        Headline::FollowersTotal => had(words, &row.lifetime),
        Headline::Gmv => row.period.gmv.map(|gmv| estimated(words, gmv)),
        Headline::Growth => None,
    };
    named.unwrap_or_else(|| headline(words, shown, value))
}

fn number(words: Words, value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a count, far below 2^53")]
    let whole = value as i64;
    if whole.unsigned_abs() < LONG { words.count(whole) } else { words.compact(value) }
}

/// A count for reading: in full where it is short.
fn count(words: Words, count: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    number(words, count as f64)
}

/// The name in so many columns, linked to the profile where the handle is known.
pub(super) fn linked(words: Words, row: &Row, columns: usize) -> String {
    let name = escape::name_in(&shown_name(words, row), columns);
    match row.profile() {
        Some(profile) => format!("[{name}]({profile})"),
        None => name,
    }
}

/// What a creator is called: the name, else the handle.
pub(super) fn shown_name(words: Words, row: &Row) -> String {
    let name = row.nick_name.clone().filter(|name| !escape::is_blank(name));
    let handle = || row.unique_id.as_ref().map(|handle| format!("@{handle}"));
    name.or_else(handle).unwrap_or_else(|| words.say("ranking-no-name"))
}

/// The second number.
pub(super) fn second(words: Words, headline: Headline, row: &Row) -> Option<String> {
    let had = || had(words, &row.lifetime);
    match headline {
        Headline::Units => row.period.gmv.map(|gmv| estimated(words, gmv)),
        Headline::Gmv => row.period.units.map(|units| self::units(words, units)),
        Headline::FollowersGained => had(),
        Headline::FollowersTotal => gained(words, &row.period),
        Headline::Growth => grown(words, row).or_else(had),
    }
}

/// `7,752 units`
pub(super) fn units(words: Words, units: i64) -> String {
    counted(words, "ranking-units", units)
}

/// So many of something, in its singular or plural.
pub(super) fn counted(words: Words, key: &str, number: i64) -> String {
    words.say_with(key, &[("count", number.into()), ("shown", count(words, number).into())])
}

/// `$73.4K est. GMV`
pub(super) fn estimated(words: Words, gmv: f64) -> String {
    words.say_with("ranking-gmv", &[("money", words.money(gmv).into())])
}

/// `+116 of 38,625 followers`
fn grown(words: Words, row: &Row) -> Option<String> {
    let gained = row.period.followers.filter(|gained| *gained != 0)?;
    let had = row.lifetime.followers?;
    let key = if gained < 0 { "ranking-shrunk" } else { "ranking-grown" };
    let args =
        [("count", had.into()), ("gained", count(words, gained).into()), ("had", count(words, had).into())];
    Some(words.say_with(key, &args))
}

/// `+1,234 followers`; none for 0, which means "not filled" as often as not.
pub(super) fn gained(words: Words, period: &Counters) -> Option<String> {
    let gained = period.followers.filter(|gained| *gained != 0)?;
    let key = if gained < 0 { "ranking-lost" } else { "ranking-gained" };
    Some(counted(words, key, gained))
}

/// `46,652 followers`
pub(super) fn had(words: Words, lifetime: &Counters) -> Option<String> {
    Some(counted(words, "ranking-had", lifetime.followers?))
}

/// How a creator sells; nothing for "not at all", which the source says of creators with sales, too.
pub(super) fn sells(words: Words, flag: SalesFlag) -> Option<String> {
    Some(words.say(match flag {
        SalesFlag::None => return None,
        SalesFlag::Video => "ranking-sells-video",
        SalesFlag::Live => "ranking-sells-live",
        SalesFlag::VideoAndLive => "ranking-sells-both",
        SalesFlag::Showcase => "ranking-sells-showcase",
    }))
}

/// Whose numbers they are: the data date, and that they are estimates.
pub(super) fn dated(words: Words, date: DataDate) -> [String; 2] {
    let kind = match date.period() {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
    };
    let period = [("kind", Arg::from(kind)), ("period", words.period(date).into())];
    [words.say_with("ranking-foot-date", &period), words.say("ranking-foot-estimates")]
}

/// Whether the numbers stay.
pub(super) fn lasting(words: Words, provisional: bool, revised: bool) -> Vec<String> {
    let provisional = provisional.then(|| words.say("ranking-foot-provisional"));
    provisional.into_iter().chain(revised.then(|| words.say("ranking-foot-revised"))).collect()
}

/// Why there are fewer rows than wanted.
pub(super) fn short(words: Words, rows: usize, wanted: usize, ended: bool) -> Option<String> {
    let key = if ended { "ranking-foot-rows" } else { "ranking-foot-left-out" };
    (rows < wanted).then(|| words.say_with(key, &[("rows", rows.into())]))
}

/// What "new" means, where it is said.
pub(super) fn new(words: Words, mut movements: impl Iterator<Item = Movement>) -> Option<String> {
    movements.find_map(|movement| match movement {
        Movement::New(depth) => Some(words.say_with("ranking-foot-new", &[("count", depth.rows().into())])),
        _ => None,
    })
}
