//! The query's parameters, checked as the contract says. Unknown names are ignored.

use crate::keyapi::answer::Answer;
use axum::{extract::Query, http::Uri};
use chrono::NaiveDate;
use serde_json::{Map, Value};

/// Names and values of a query.
#[derive(Clone, Debug)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    pub(crate) fn of(uri: &Uri) -> Self {
        Self(Query::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default())
    }

    /// All of them, for the log.
    pub(crate) fn pairs(self) -> Map<String, Value> {
        self.0.into_iter().map(|(name, value)| (name, Value::String(value))).collect()
    }

    /// A value that is there and not empty.
    pub(crate) fn optional(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    pub(crate) fn required(&self, name: &str) -> Result<&str, Answer> {
        self.optional(name)
            .ok_or_else(|| Answer::refusal(400, &format!("Missing required parameter: {name}")))
    }

    /// A whole number within bounds, both included.
    pub(crate) fn number(&self, name: &str, least: usize, most: usize) -> Result<usize, Answer> {
        let number = self.required(name)?.parse().map_err(|_| invalid(name))?;
        if (least..=most).contains(&number) { Ok(number) } else { Err(invalid(name)) }
    }

    /// A date, strictly `yyyy-MM-dd`.
    pub(crate) fn date(&self, name: &str) -> Result<NaiveDate, Answer> {
        let text = self.required(name)?;
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| invalid(name))?;
        if text.len() == 10 { Ok(date) } else { Err(invalid(name)) }
    }
}

pub(crate) fn invalid(name: &str) -> Answer {
    Answer::refusal(400, &format!("Invalid parameter: {name}"))
}
