//! A ranking as a CSV file: one line a creator, the contract's fields under stable English column names, which
//! `docs/csv.md` explains.

use super::{Caller, Commands, Line, Notice, Question, RankingPage, Reply, View};
use crate::domain::{Counters, CreatorCategory, ProductCategory};

/// A ranking as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvFile {
    /// Its name: letters, digits, `-` and `.` only.
    pub name: String,
    /// UTF-8 with commas and CRLF as RFC 4180 has it, without a byte order mark.
    pub text: String,
    /// Creators in it.
    pub rows: usize,
}

const COLUMNS: [&str; 33] = [
    "rank",
    "movement",
    "value",
    "user_id",
    "unique_id",
    "nick_name",
    "profile",
    "region",
    "category",
    "ec_score",
    "sales_flag",
    "followers_gained",
    "units",
    "gmv_usd",
    "likes",
    "videos",
    "lives",
    "products",
    "lifetime_followers",
    "lifetime_units",
    "lifetime_gmv_usd",
    "lifetime_likes",
    "lifetime_videos",
    "lifetime_lives",
    "lifetime_products",
    "by",
    "period",
    "data_date",
    "category_filter",
    "product_filter",
    "among",
    "provisional",
    "revised",
];

impl Commands {
    /// The whole ranking as a file.
    pub(super) async fn csv(&self, caller: &Caller, question: Question) -> Result<Reply, Notice> {
        let answer = self.behind(caller, &question).await?;
        let view = View { question, owner: caller.person, awaited: None };
        Ok(Reply::Csv(CsvFile::of(&self.page(view, &answer, 0..question.depth.rows()))))
    }
}

impl CsvFile {
    /// The file of a page's lines.
    pub fn of(page: &RankingPage) -> Self {
        let question = &page.view.question;
        let mut writer =
            ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
        // Writing to memory can't fail; a line that could is left out rather than ending the bot.
        let _ = writer.write_record(COLUMNS);
        for line in &page.lines {
            let _ = writer.write_record(cells(page, line));
        }
        let text = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
        let (region, order, period) = (question.region.key(), question.order.word(), question.period.word());
        let name = format!("ranking-{region}-{order}-{period}-{}.csv", page.date.first());
        Self { name, text, rows: page.lines.len() }
    }
}

fn cells(page: &RankingPage, line: &Line) -> Vec<String> {
    let (question, row) = (&page.view.question, &line.row);
    let text = |text: &Option<String>| text.as_deref().map(harmless).unwrap_or_default();
    let mut cells = vec![
        line.rank.to_string(),
        line.moved().unwrap_or_default(),
        shown(line.value),
        format!("id:{}", row.user_id.as_str()),
        text(&row.unique_id),
        text(&row.nick_name),
        row.profile().unwrap_or_default(),
        text(&row.region),
        text(&row.category),
        shown(row.ec_score),
        row.sales_flag.map(|flag| flag.number().to_string()).unwrap_or_default(),
    ];
    cells.extend(counters(&row.period.filled(question.order.field())));
    cells.extend(counters(&row.lifetime));
    cells.extend([question.order.word(), question.period.word()].map(str::to_owned));
    cells.extend([
        page.date.first().to_string(),
        shown(question.category.map(CreatorCategory::key)),
        shown(question.product.map(ProductCategory::key)),
        shown(page.among),
        page.provisional.to_string(),
        page.revised.to_string(),
    ]);
    cells
}

fn counters(counters: &Counters) -> [String; 7] {
    [
        shown(counters.followers),
        shown(counters.units),
        shown(counters.gmv),
        shown(counters.likes),
        shown(counters.videos),
        shown(counters.lives),
        shown(counters.products),
    ]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Free text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::COLUMNS;

    #[test]
    fn every_column_is_explained_in_its_order() {
        let explained = include_str!("../../docs/csv.md").lines().filter_map(|line| line.strip_prefix("| `"));
        let named = explained.flat_map(|line| line.split(" | ").next().unwrap_or_default().split('`'));
        let names = named.filter(|name| name.chars().any(char::is_alphabetic));
        assert_eq!(names.collect::<Vec<_>>(), COLUMNS);
    }
}
