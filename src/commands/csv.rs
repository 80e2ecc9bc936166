//! A ranking as a CSV file: one line a creator, the contract's fields under stable English column names.

use super::{Caller, Commands, Line, Notice, Question, Reply, ranking};
use crate::domain::{Counters, DataDate, Movement};

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

const COLUMNS: [&str; 28] = [
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
];

impl Commands {
    /// The whole ranking as a file.
    pub(super) async fn csv(&self, caller: Caller, question: Question) -> Result<Reply, Notice> {
        let answer = self.behind(caller, &question).await?;
        let lines = ranking::lines(&question, &answer, 0..question.depth.rows());
        Ok(Reply::Csv(CsvFile::of(&question, answer.list.key.date(), &lines)))
    }
}

impl CsvFile {
    /// The file of these lines.
    pub fn of(question: &Question, date: DataDate, lines: &[Line]) -> Self {
        let mut writer =
            ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
        // Writing to memory can't fail; a line that could is left out rather than ending the bot.
        let _ = writer.write_record(COLUMNS);
        for line in lines {
            let _ = writer.write_record(cells(question, date, line));
        }
        let text = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
        let (region, order, period) = (question.region.key(), question.order.word(), question.period.word());
        let name = format!("ranking-{region}-{order}-{period}-{}.csv", date.first());
        Self { name, text, rows: lines.len() }
    }
}

fn cells(question: &Question, date: DataDate, line: &Line) -> Vec<String> {
    let row = &line.row;
    let text = |text: &Option<String>| text.as_deref().map(harmless).unwrap_or_default();
    let mut cells = vec![
        line.rank.to_string(),
        movement(line.movement),
        shown(line.value),
        row.user_id.as_str().to_owned(),
        text(&row.unique_id),
        text(&row.nick_name),
        row.profile().unwrap_or_default(),
        text(&row.region),
        text(&row.category),
        shown(row.ec_score),
        row.sales_flag.map(|flag| flag.number().to_string()).unwrap_or_default(),
    ];
    cells.extend(counters(&row.period));
    cells.extend(counters(&row.lifetime));
    cells.extend([question.order.word(), question.period.word()].map(str::to_owned));
    cells.push(date.first().to_string());
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

fn movement(movement: Movement) -> String {
    match movement {
        Movement::Up(ranks) => format!("+{ranks}"),
        Movement::Down(ranks) => format!("-{ranks}"),
        Movement::Same => "0".to_owned(),
        Movement::New(_) => "new".to_owned(),
        Movement::Unknown => String::new(),
    }
}

/// Free text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
