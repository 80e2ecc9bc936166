//! `rankwatch ranking`: the same ranking as in Discord, as a table, JSON or CSV. Also the way to try a key.

use super::print;
use crate::{
    app,
    commands::{Args, CsvFile, Line, RankingPage, Value},
    config::{Config, Secret},
    discord::render,
    domain::Language,
    text::{Words, date::moment, width},
};
use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, presets};
use serde_json::json;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// The options of `/ranking`, and the form of the answer.
#[derive(Debug, clap::Args)]
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
    let key = Secret::KeyapiKey.read()?;
    let numbers = app::Numbers::beside(config, key).await?;
    let answer = numbers.commands.whole_ranking(&args(&options)).await;
    numbers.close().await;
    match answer {
        Ok(page) => {
            match options.format {
                Format::Table => table(&page),
                Format::Json => print(serde_json::to_string_pretty(&json(&page))?),
                Format::Csv => {
                    let file = CsvFile::of(&page.view.question, page.date, &page.lines);
                    io::stdout().write_all(file.text.as_bytes())?;
                }
            }
            let _ = writeln!(io::stderr(), "{}", render::ranking_foot(words(), &page));
            Ok(ExitCode::SUCCESS)
        }
        Err(notice) => {
            let sentence = render::sentence(words(), &notice, |when| format!("at {}", moment(when)));
            anyhow::bail!(render::unmarked(&sentence));
        }
    }
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
    let by = render::ranking_by(words, page.headline);
    table.set_header(["#", "±", "creator", "handle", &by, "more"]);
    for line in &page.lines {
        let cells = render::ranking_cells(words, page.headline, line);
        let name = width::fit(&cells.name, 28);
        let handle = line.row.unique_id.as_ref().map(|handle| format!("@{handle}")).unwrap_or_default();
        table.add_row([line.rank.to_string(), cells.movement, name, handle, cells.value, cells.second]);
    }
    for column in [0, 4] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    print(table);
}

fn json(page: &RankingPage) -> serde_json::Value {
    let question = &page.view.question;
    json!({
        "region": question.region.key(),
        "by": question.order.word(),
        "period": question.period.word(),
        "data_date": page.date.first(),
        "category": question.category.map(|category| category.key()),
        "product": question.product.map(|product| product.key()),
        "computed_among": page.among,
        "provisional": page.provisional,
        "revised": page.revised,
        "creators": page.lines.iter().map(creator).collect::<Vec<_>>(),
    })
}

fn creator(line: &Line) -> serde_json::Value {
    let row = &line.row;
    json!({
        "rank": line.rank,
        "value": line.value,
        "user_id": row.user_id.as_str(),
        "unique_id": row.unique_id,
        "nick_name": row.nick_name,
        "profile": row.profile(),
        "category": row.category,
        "sales_flag": row.sales_flag.map(|flag| flag.number()),
        "units": row.period.units,
        "gmv_usd": row.period.gmv,
        "followers_gained": row.period.followers,
        "followers": row.lifetime.followers,
    })
}
