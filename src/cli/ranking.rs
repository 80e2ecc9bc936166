//! `rankwatch ranking`: the same ranking as in Discord, as a table, JSON or CSV. Also the way to try a key.

use super::{Usage, print, printed, progress, style};
use crate::{
    app,
    clock::{Clock, SystemClock},
    commands::{self, Args, CsvFile, Line, Notice, RankingPage, Value},
    config::{Config, Secret},
    discord::render,
    domain::{CreatorCategory, Field, Language, ProductCategory, SalesFlag},
    store::Store,
    text::{Words, date::moment, width},
};
use chrono::NaiveDate;
use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Row, Table, presets};
use serde::Serialize;
use std::{
    io::{self, Write},
    process::ExitCode,
    time::Duration,
};

/// Between two looks at how far an answer is.
const LOOK: Duration = Duration::from_millis(200);

/// The options of `/ranking`, and the form of the answer.
#[derive(Debug, clap::Args)]
#[command(after_help = "What is stored costs nothing; what isn't costs a credit for ten creators. Works
beside a running bot.

Examples:
  rankwatch ranking --region GB --period week
  rankwatch ranking --by growth --top 50 --format csv > growth.csv")]
pub(super) struct Options {
    /// The market, such as US or "United Kingdom" [default: US]
    #[arg(long)]
    region: Option<String>,
    /// sales, followers, gmv or growth [default: sales]
    #[arg(long)]
    by: Option<String>,
    /// day, week or month [default: day]
    #[arg(long)]
    period: Option<String>,
    /// First day of the period, yyyy-MM-dd [default: the newest there is]
    #[arg(long)]
    date: Option<String>,
    /// Only creators of this account category
    #[arg(long)]
    category: Option<String>,
    /// Only creators who promote this product category (its id or name)
    #[arg(long)]
    product: Option<String>,
    /// How many creators, 10 to 100
    #[arg(long, default_value_t = 10)]
    top: i64,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

/// Prints the ranking; the notes on its age and price go to standard error, so that equal lists print equally.
pub(super) async fn run(config: &Config, options: Options) -> anyhow::Result<ExitCode> {
    // What can't be meant is said before a key is asked for; the world's own clock has the last word on dates.
    let args = args(&options);
    commands::check(&args, SystemClock.now()).map_err(|notice| Usage(said(&notice)))?;
    let key = Secret::KeyapiKey.read()?;
    let numbers = app::Numbers::beside(config, key).await?;
    let answer = watched(config, pages(&options), numbers.commands.whole_ranking(&args)).await;
    numbers.close().await;
    let page = answer.map_err(|notice| anyhow::Error::msg(said(&notice)))?;
    match options.format {
        Format::Table => table(&page),
        Format::Json => print(serde_json::to_string_pretty(&Listing::of(&page))?),
        // It ends its last line itself. A closed pipe ends it quietly, as it ends what is printed.
        Format::Csv => printed(io::stdout().write_all(CsvFile::of(&page).text.as_bytes())),
    }
    let _ = writeln!(io::stderr(), "{}", render::ranking_foot(words(), &page));
    Ok(ExitCode::SUCCESS)
}

/// A notice as the terminal shows it.
fn said(notice: &Notice) -> String {
    let sentence = render::sentence(words(), notice, |when| format!("at {}", moment(when)));
    render::unmarked(&sentence)
}

/// Pages that the source is asked for at most: orders that are computed look at the first hundred creators.
fn pages(options: &Options) -> u64 {
    let computed = options.by.as_deref().is_some_and(|by| !matches!(by, "sales" | "followers"));
    let creators = if computed { 100 } else { options.top };
    u64::try_from(creators).unwrap_or(0).div_ceil(10)
}

/// Shows the pages that came while an answer is waited for, by the credits that they cost.
async fn watched<T>(config: &Config, pages: u64, answer: impl Future<Output = T>) -> T {
    let bar = progress::bar(pages, "asking the source for pages");
    if bar.is_hidden() || pages < 2 {
        return answer.await;
    }
    let store = Store::look(&config.database.path);
    let before = store.newest_credit().await.unwrap_or(i64::MAX);
    let mut answer = std::pin::pin!(answer);
    let answer = loop {
        tokio::select! {
            answer = &mut answer => break answer,
            () = SystemClock.sleep(LOOK) => {
                bar.set_position(store.credits_after(before).await.unwrap_or(0).min(pages));
            }
        }
    };
    bar.finish_and_clear();
    store.close().await;
    answer
}

/// The terminal speaks English, as its options do.
fn words() -> Words {
    Words::new(Language::EnUs)
}

fn args(options: &Options) -> Args {
    let texts = [
        ("region", &options.region),
        ("by", &options.by),
        ("period", &options.period),
        ("date", &options.date),
        ("category", &options.category),
        ("product", &options.product),
    ];
    let text = |(name, text): (&str, &Option<String>)| Some((name.to_owned(), Value::Text(text.clone()?)));
    let top = ("top".to_owned(), Value::Integer(options.top));
    texts.into_iter().filter_map(text).chain([top]).collect()
}

fn table(page: &RankingPage) {
    let words = words();
    print(render::ranking_title(words, page));
    let mut table = Table::new();
    let style = presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());
    table.load_style(style).set_content_arrangement(ContentArrangement::Disabled);
    // A file has room for everything; a terminal cuts what it has no room for.
    if style::is_seen() {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(style::columns());
    }
    let by = render::ranking_by(words, page.headline);
    table.set_header(["#", "±", "creator", "handle", &by, "more"]);
    for line in &page.lines {
        let cells = render::ranking_cells(words, page.headline, line);
        let name = width::fit(&cells.name, 28);
        let handle = line.row.unique_id.as_ref().map(|handle| format!("@{handle}")).unwrap_or_default();
        let cells = [line.rank.to_string(), cells.movement, name, handle, cells.value, cells.second];
        let mut row = Row::from(cells);
        row.max_height(1);
        table.add_row(row);
    }
    for column in [0, 4] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    print(table);
}

/// A ranking as JSON; `docs/csv.md` explains the names.
#[derive(Serialize)]
struct Listing<'a> {
    region: &'a str,
    by: &'a str,
    period: &'a str,
    data_date: NaiveDate,
    category_filter: Option<&'a str>,
    product_filter: Option<&'a str>,
    among: Option<usize>,
    provisional: bool,
    revised: bool,
    creators: Vec<Creator<'a>>,
}

/// A line of it.
#[derive(Serialize)]
struct Creator<'a> {
    rank: usize,
    movement: Option<String>,
    value: Option<f64>,
    user_id: &'a str,
    unique_id: Option<&'a str>,
    nick_name: Option<&'a str>,
    profile: Option<String>,
    region: Option<&'a str>,
    category: Option<&'a str>,
    ec_score: Option<f64>,
    sales_flag: Option<u8>,
    followers_gained: Option<i64>,
    units: Option<i64>,
    gmv_usd: Option<f64>,
    likes: Option<i64>,
    videos: Option<i64>,
    lives: Option<i64>,
    products: Option<i64>,
    lifetime_followers: Option<i64>,
    lifetime_units: Option<i64>,
    lifetime_gmv_usd: Option<f64>,
    lifetime_likes: Option<i64>,
    lifetime_videos: Option<i64>,
    lifetime_lives: Option<i64>,
    lifetime_products: Option<i64>,
}

impl<'a> Listing<'a> {
    fn of(page: &'a RankingPage) -> Self {
        let question = &page.view.question;
        Self {
            region: question.region.key(),
            by: question.order.word(),
            period: question.period.word(),
            data_date: page.date.first(),
            category_filter: question.category.map(CreatorCategory::key),
            product_filter: question.product.map(ProductCategory::key),
            among: page.among,
            provisional: page.provisional,
            revised: page.revised,
            creators: page.lines.iter().map(|line| Creator::of(line, question.order.field())).collect(),
        }
    }
}

impl<'a> Creator<'a> {
    fn of(line: &'a Line, field: Field) -> Self {
        let row = &line.row;
        let (period, lifetime) = (row.period.filled(field), row.lifetime);
        Self {
            rank: line.rank,
            movement: line.moved(),
            value: line.value,
            user_id: row.user_id.as_str(),
            unique_id: row.unique_id.as_deref(),
            nick_name: row.nick_name.as_deref(),
            profile: row.profile(),
            region: row.region.as_deref(),
            category: row.category.as_deref(),
            ec_score: row.ec_score,
            sales_flag: row.sales_flag.map(SalesFlag::number),
            followers_gained: period.followers,
            units: period.units,
            gmv_usd: period.gmv,
            likes: period.likes,
            videos: period.videos,
            lives: period.lives,
            products: period.products,
            lifetime_followers: lifetime.followers,
            lifetime_units: lifetime.units,
            lifetime_gmv_usd: lifetime.gmv,
            lifetime_likes: lifetime.likes,
            lifetime_videos: lifetime.videos,
            lifetime_lives: lifetime.lives,
            lifetime_products: lifetime.products,
        }
    }
}
