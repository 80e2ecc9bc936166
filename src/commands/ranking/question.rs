//! What a person wants ranked, from untrusted options.

use super::super::{Args, Notice};
use crate::{
    domain::{
        CreatorCategory, DataDate, Depth, Order, Payer, Period, ProductCategory, Purpose, Question, Region,
        period::{EARLIEST, LATEST},
    },
    rankings::Ask,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// A ranking that stands in a message: what its buttons carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The question; its date is the one that was answered.
    pub question: Question,
    /// Who asked: turns its pages.
    pub owner: u64,
    /// The list that was the newest to be expected, where the newest was asked for and this one wasn't out.
    pub awaited: Option<DataDate>,
}

/// What people type for the newest list there is.
pub(in crate::commands) const NEWEST: [&str; 3] = ["latest", "newest", "最新"];

fn is_one_of(words: &[&str], typed: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(typed))
}

impl Question {
    /// Reads the options of `/ranking`.
    ///
    /// # Errors
    /// A [`Notice`] for the first option that can't be meant.
    pub(in crate::commands) fn parse(args: &Args, now: DateTime<Utc>) -> Result<Self, Notice> {
        let region = args.text("region").map(Region::parse).transpose()?;
        let order = word(args, "by", &Order::ALL.map(|order| (order.word(), order)))?;
        let period = word(args, "period", &Period::ALL.map(|period| (period.word(), period)))?;
        let category = args.text("category").map(CreatorCategory::parse).transpose()?;
        let product = args.text("product").map(ProductCategory::parse).transpose()?;
        let depth = args.integer("top").map(|top| {
            Depth::new(top).ok_or(Notice::OutOfRange {
                option: "top",
                least: Depth::LEAST.rows(),
                most: Depth::MOST.rows(),
            })
        });
        let typed = args.text("date").filter(|typed| !is_one_of(&NEWEST, typed));
        let date = typed.map(|typed| date(typed, period, now)).transpose()?;
        Ok(Self {
            region: region.unwrap_or_default(),
            order,
            period,
            date,
            category,
            product,
            depth: depth.transpose()?.unwrap_or(Depth::LEAST),
        })
    }

    /// What is asked of the numbers.
    pub(in crate::commands) fn ask(&self, payer: Payer) -> Ask {
        Ask {
            scope: self.scope(),
            date: self.date,
            depth: self.fetched(),
            whole: self.order.is_computed(),
            purpose: Purpose::Ask,
            payer,
        }
    }
}

fn word<T: Copy + Default>(
    args: &Args,
    option: &'static str,
    all: &[(&'static str, T)],
) -> Result<T, Notice> {
    let Some(typed) = args.text(option) else { return Ok(T::default()) };
    all.iter().find(|(word, _)| word.eq_ignore_ascii_case(typed)).map(|(_, value)| *value).ok_or_else(|| {
        Notice::UnknownWord {
            option,
            typed: typed.to_owned(),
            allowed: all.iter().map(|(word, _)| *word).collect(),
        }
    })
}

/// A data date as people type it: `2026-11-16`, `2026/11/16`, `20261116` or `yesterday`.
fn date(typed: &str, period: Period, now: DateTime<Utc>) -> Result<DataDate, Notice> {
    let newest = DataDate::newest_closed(period, now);
    if is_one_of(period.last_words(), typed) {
        return Ok(newest);
    }
    let date = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(typed, form).ok())
        .filter(|date| *date <= LATEST)
        .ok_or_else(|| Notice::BadDate { typed: typed.to_owned(), example: newest })?;
    if date < EARLIEST {
        return Err(Notice::TooEarly { year: EARLIEST.year(), newest });
    }
    let nearest = DataDate::containing(period, date);
    if nearest.closes_at() > now {
        return Err(Notice::NotClosed { asked: nearest, newest });
    }
    DataDate::new(period, date).map_err(|misaligned| Notice::Misaligned { nearest: misaligned.nearest })
}

#[cfg(test)]
mod tests {
    use super::super::super::Value;
    use super::*;

    fn parse(options: &[(&str, &str)]) -> Result<Question, Notice> {
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        let option = |(name, value): &(&str, &str)| {
            let value = value.parse().map(Value::Integer).ok().filter(|_| *name == "top");
            ((*name).to_owned(), value)
        };
        let texts: Vec<_> = options.iter().map(|(_, value)| Value::Text((*value).to_owned())).collect();
        Question::parse(
            &options
                .iter()
                .map(option)
                .zip(texts)
                .map(|((name, value), text)| (name, value.unwrap_or(text)))
                .collect(),
            now,
        )
    }

    #[test]
    fn nothing_given_means_the_newest_day_of_the_united_states_by_sales() {
        let question = parse(&[]).unwrap();
        assert_eq!(
            (question.region.key(), question.order, question.period),
            ("US", Order::Sales, Period::Day)
        );
        assert_eq!((question.date, question.depth), (None, Depth::LEAST));
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for typed in ["2026-11-16", "2026/11/16", "20261116", " 2026-11-16 "] {
            let date = parse(&[("date", typed)]).unwrap().date.unwrap();
            assert_eq!(date.first().to_string(), "2026-11-16");
        }
        let words = [("day", "Yesterday", "2026-11-22"), ("week", "上周", "2026-11-16")];
        for (period, typed, first) in words {
            let date = parse(&[("period", period), ("date", typed)]).unwrap().date.unwrap();
            assert_eq!(date.first().to_string(), first);
        }
        assert_eq!(parse(&[("date", "latest")]).unwrap().date, None);
        assert!(matches!(parse(&[("date", "last week")]), Err(Notice::BadDate { .. })));
    }

    #[test]
    fn a_date_that_cannot_be_ranked_is_refused_with_one_that_can() {
        assert!(matches!(parse(&[("date", "soon")]), Err(Notice::BadDate { .. })));
        assert!(matches!(parse(&[("date", "9999-01-01")]), Err(Notice::BadDate { .. })));
        assert!(matches!(parse(&[("date", "2020-12-31")]), Err(Notice::TooEarly { year: 2021, .. })));
        assert!(parse(&[("date", "2021-01-01")]).is_ok());
        let Err(Notice::NotClosed { newest, .. }) = parse(&[("date", "2026-11-23")]) else { panic!() };
        assert_eq!(newest.first().to_string(), "2026-11-22");
        let week = [("period", "week"), ("date", "2026-11-11")];
        let Err(Notice::Misaligned { nearest }) = parse(&week) else { panic!() };
        assert_eq!(nearest.first().to_string(), "2026-11-09");
        let running = [("period", "month"), ("date", "2026-11-01")];
        assert!(matches!(parse(&running), Err(Notice::NotClosed { .. })));
    }

    #[test]
    fn words_and_numbers_outside_are_refused() {
        assert!(matches!(parse(&[("top", "9")]), Err(Notice::OutOfRange { .. })));
        assert!(matches!(parse(&[("top", "101")]), Err(Notice::OutOfRange { .. })));
        assert!(matches!(parse(&[("by", "likes")]), Err(Notice::UnknownWord { option: "by", .. })));
        assert!(matches!(parse(&[("region", "Atlantis")]), Err(Notice::UnknownRegion(_))));
        assert!(matches!(parse(&[("product", "999999")]), Err(Notice::UnknownProduct(_))));
    }
}
