//! A ranking as a message: an embed of ten rows that line up on a phone, buttons, a menu.

use super::{super::custom_id, Message, escape};
use crate::{
    commands::{Headline, Line, RankingPage},
    domain::{Counters, DataDate, Field, Movement, Period, Row, SalesFlag},
    text::{Arg, Words, width},
};
use chrono::TimeDelta;
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption,
};
use unicode_width::UnicodeWidthStr;

/// TikTok's red, as the stripe beside the embed.
const COLOUR: u32 = 0x00FE_2C55;
/// Counts from here on are shortened, so that the column stays narrow.
const LONG: u64 = 100_000;
/// What fits on one line of a phone.
const COLUMNS: usize = 38;
/// A name gets at least so many columns, whatever stands before it.
const NARROWEST: usize = 12;

/// The message of a page.
pub(super) fn message(words: Words, page: &RankingPage) -> Message {
    let mut text: Vec<String> = Vec::new();
    if page.copy {
        text.push(words.say("ranking-copy"));
    }
    if let Some(refusal) = &page.instead {
        let age = words.age(page.age);
        let key = if page.age.num_minutes() < 1 { "ranking-instead-now" } else { "ranking-instead" };
        let reason = super::notice::reason(words, refusal);
        text.push(words.say_with(key, &[("reason", reason.into()), ("age", age.into())]));
    } else if let Some(awaited) = page.awaited {
        text.push(words.say_with("ranking-late", &[("awaited", words.period(awaited).into())]));
    }
    text.extend(about(words, page));
    if !text.is_empty() {
        text.push(String::new());
    }
    let cells: Vec<Cells> = page.lines.iter().map(|line| cells(words, page.headline, line)).collect();
    text.extend(rows(words, page, &cells));
    if page.lines.is_empty() {
        text.push(words.say("notice-empty"));
    }
    let embed = CreateEmbed::new()
        .colour(COLOUR)
        .title(title(words, page))
        .description(text.join("\n"))
        .footer(CreateEmbedFooter::new(foot(words, page)));
    Message::new("", &[embed], &components(words, page, &cells))
}

/// What a ranking is of: `United States · units sold · Sun, 22 Nov 2026`.
pub fn title(words: Words, page: &RankingPage) -> String {
    let question = &page.view.question;
    words.say_with(
        "ranking-title",
        &[
            ("region", question.region.name(words.language()).into()),
            ("by", by(words, page.headline).into()),
            ("period", words.period(page.date).into()),
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

/// Filters, and how a computed order came about.
fn about(words: Words, page: &RankingPage) -> Vec<String> {
    let question = &page.view.question;
    let language = words.language();
    let named = |key, name: &'static str| words.say_with(key, &[("name", name.into())]);
    let among = |count: usize| {
        let order = match question.order.field() {
            Field::Sales => "sales",
            Field::Followers => "followers",
        };
        words.say_with("ranking-among", &[("order", order.into()), ("count", count.into())])
    };
    [
        question.category.map(|category| named("ranking-filter-category", category.name(language))),
        question.product.map(|product| named("ranking-filter-product", product.name(language))),
        page.among.map(among),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The cells of a line, for any surface: nothing in them is escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// `▲3`, `▼2`, `–`, `new`; empty where it isn't known.
    pub movement: String,
    /// The number that the ranking is by.
    pub value: String,
    /// What the creator is called.
    pub name: String,
    /// The second number, and how they sell.
    pub second: String,
}

/// The cells of a line.
pub fn cells(words: Words, shown: Headline, line: &Line) -> Cells {
    Cells {
        movement: movement(words, line.movement),
        value: headline(words, shown, line),
        name: shown_name(words, &line.row),
        second: second(words, shown, &line.row),
    }
}

/// Two lines a creator: rank, movement and number in cells of one width, then the name; below, the rest.
fn rows(words: Words, page: &RankingPage, cells: &[Cells]) -> Vec<String> {
    let lines: Vec<_> =
        page.lines.iter().zip(cells).map(|(line, cells)| (line, line.rank.to_string(), cells)).collect();
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or_default();
    let ranks = widest(&mut lines.iter().map(|(_, rank, _)| rank.width()));
    let moves = widest(&mut lines.iter().map(|(.., cells)| cells.movement.width()));
    let values = widest(&mut lines.iter().map(|(.., cells)| cells.value.width()));
    let space = |text: &str, to: usize| " ".repeat(to.saturating_sub(text.width()));
    lines
        .iter()
        .flat_map(|(line, rank, Cells { movement, value, second, .. })| {
            let moved =
                if moves == 0 { String::new() } else { format!(" {movement}{}", space(movement, moves)) };
            let cell = format!("`{}{rank}{moved} {}{value}`", space(rank, ranks), space(value, values));
            // The two signs of code aren't seen; a blank stands before the name.
            let left = COLUMNS.saturating_sub(cell.width() - 2 + 1).max(NARROWEST);
            [format!("{cell} {}", linked(words, &line.row, left)), format!("-# {second}")]
        })
        .collect()
}

fn movement(words: Words, movement: Movement) -> String {
    match movement {
        Movement::Up(ranks) => format!("▲{ranks}"),
        Movement::Down(ranks) => format!("▼{ranks}"),
        Movement::Same => "–".to_owned(),
        Movement::New(_) => words.say("ranking-new"),
        Movement::Unknown => String::new(),
    }
}

/// The number that the ranking is by.
pub(super) fn headline(words: Words, headline: Headline, line: &Line) -> String {
    let Some(value) = line.value else { return "?".to_owned() };
    match headline {
        Headline::Gmv => words.money(value),
        Headline::Growth => words.percent(value),
        Headline::Units | Headline::FollowersGained | Headline::FollowersTotal => number(words, value),
    }
}

/// The number that the ranking is by, with what it counts: it stands alone in a menu.
fn named_headline(words: Words, shown: Headline, line: &Line) -> String {
    let named = match shown {
        Headline::Units => line.row.period.units.map(|count| units(words, count)),
        Headline::FollowersGained => gained(words, &line.row.period),
        Headline::FollowersTotal => had(words, &line.row.lifetime),
        Headline::Gmv => line.row.period.gmv.map(|gmv| estimated(words, gmv)),
        Headline::Growth => None,
    };
    named.unwrap_or_else(|| headline(words, shown, line))
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
fn linked(words: Words, row: &Row, columns: usize) -> String {
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

/// The second number, and how they sell.
fn second(words: Words, headline: Headline, row: &Row) -> String {
    let had = || had(words, &row.lifetime);
    let second = match headline {
        Headline::Units => row.period.gmv.map(|gmv| estimated(words, gmv)),
        Headline::Gmv => row.period.units.map(|units| self::units(words, units)),
        Headline::FollowersGained => had(),
        Headline::FollowersTotal => gained(words, &row.period),
        Headline::Growth => grown(words, row).or_else(had),
    };
    let parts = [second, row.sales_flag.and_then(|flag| sells(words, flag))];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if text.is_empty() { words.say("ranking-unknown") } else { text }
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

/// What the foot says of any answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) date: DataDate,
    pub(super) age: TimeDelta,
    pub(super) credits: u32,
    pub(super) provisional: bool,
    pub(super) revised: bool,
}

impl Facts {
    /// Data date, estimates, age, credits, and whether the numbers stay.
    pub(super) fn said(self, words: Words) -> Vec<String> {
        let kind = match self.date.period() {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
        };
        let period = [("kind", Arg::from(kind)), ("period", words.period(self.date).into())];
        let mut said = vec![
            words.say_with("ranking-foot-date", &period),
            words.say("ranking-foot-estimates"),
            fetched(words, self.age),
            words.say_with("ranking-foot-credits", &[("count", i64::from(self.credits).into())]),
        ];
        said.extend(self.provisional.then(|| words.say("ranking-foot-provisional")));
        said.extend(self.revised.then(|| words.say("ranking-foot-revised")));
        said
    }
}

/// The facts, and what else must be known to read the page right.
pub fn foot(words: Words, page: &RankingPage) -> String {
    let RankingPage { date, age, credits, provisional, revised, .. } = *page;
    let new = page.lines.iter().find_map(|line| match line.movement {
        Movement::New(depth) => Some(words.say_with("ranking-foot-new", &[("count", depth.rows().into())])),
        _ => None,
    });
    let wanted = page.view.question.depth.rows();
    let why_short = if page.ended { "ranking-foot-rows" } else { "ranking-foot-left-out" };
    let short = (page.rows < wanted && page.instead.is_none())
        .then(|| words.say_with(why_short, &[("rows", page.rows.into())]));
    let mut said = Facts { date, age, credits, provisional, revised }.said(words);
    said.extend(short.into_iter().chain(new));
    said.join(" · ")
}

/// How old the numbers are.
fn fetched(words: Words, age: TimeDelta) -> String {
    if age.num_minutes() < 1 {
        words.say("ranking-foot-age-now")
    } else {
        words.say_with("ranking-foot-age", &[("age", words.age(age).into())])
    }
}

fn components(words: Words, page: &RankingPage, cells: &[Cells]) -> Vec<CreateActionRow> {
    let mut buttons = Vec::new();
    if page.pages > 1 {
        let turn = |label: &str, to: usize, possible: bool| {
            CreateButton::new(custom_id::page(&page.view, to))
                .label(label)
                .style(ButtonStyle::Secondary)
                .disabled(!possible)
        };
        let (shown, pages) = (page.page, page.pages);
        let here = words.say_with("ranking-page", &[("page", shown.into()), ("pages", pages.into())]);
        let jump = CreateButton::new(custom_id::ask_page(&page.view, pages))
            .label(here)
            .style(ButtonStyle::Secondary);
        buttons.extend([turn("◀", shown - 1, shown > 1), jump, turn("▶", shown + 1, shown < pages)]);
    }
    let csv = CreateButton::new(custom_id::csv(&page.view)).label(words.say("ranking-csv"));
    buttons.push(csv.style(ButtonStyle::Secondary));
    let mut rows = vec![CreateActionRow::Buttons(buttons)];
    if !page.lines.is_empty() {
        let lines = page.lines.iter().zip(cells);
        let options = lines.map(|(line, cells)| option(words, page.headline, line, cells)).collect();
        let menu =
            CreateSelectMenu::new(custom_id::open(&page.view), CreateSelectMenuKind::String { options });
        rows.push(CreateActionRow::SelectMenu(menu.placeholder(words.say("ranking-open"))));
    }
    rows
}

fn option(words: Words, shown: Headline, line: &Line, cells: &Cells) -> CreateSelectMenuOption {
    let label = format!("{} · {}", line.rank, escape::plain(&cells.name));
    let description = format!("{} · {}", named_headline(words, shown, line), cells.second);
    CreateSelectMenuOption::new(width::cut(&label, 100), line.row.user_id.as_str())
        .description(width::cut(&description, 100))
}
