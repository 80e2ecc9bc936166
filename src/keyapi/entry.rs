//! An entry of the answer, and values in whatever type they come.
//!
//! Everything stays raw until its field is asked for, so that a number out of range or half an emoji loses its
//! field and not the page.

use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::{
    borrow::{Borrow, Cow},
    collections::HashMap,
};

/// An entry of `data`: fields by name, unread.
#[derive(Debug)]
pub(super) struct Entry<'a>(HashMap<Name<'a>, &'a RawValue>);

/// A field's name: a copy only where it is written with escapes.
#[derive(Debug, PartialEq, Eq, Hash, Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl Borrow<str> for Name<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'a> Entry<'a> {
    /// The fields, if it is an object.
    pub(super) fn parse(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok().map(Self)
    }

    /// A text or an integer, as text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text),
            value => text(&value),
        }
    }

    /// A whole number, from whichever type.
    pub(super) fn count(&self, name: &str) -> Option<i64> {
        count(&self.value(name)?)
    }

    /// A number, from whichever type.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        number(&self.value(name)?)
    }

    /// A number that may be written with a percent sign.
    pub(super) fn score(&self, name: &str) -> Option<f64> {
        match self.value(name)? {
            Value::String(text) => number(&Value::String(text.trim().trim_end_matches('%').to_owned())),
            value => number(&value),
        }
    }

    fn value(&self, name: &str) -> Option<Value> {
        value(self.0.get(name)?)
    }
}

pub(super) fn value(raw: &RawValue) -> Option<Value> {
    serde_json::from_str(raw.get()).ok()
}

pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        // An id above 2^64 that came as a number is a float by now and no longer the id.
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

/// Beyond this no counter of TikTok can be true, and below it every integer is exact in a float.
const LARGEST: f64 = 1e15;

fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    // The sum turns -0 into 0; the comparison is false for what isn't a number.
    (number.abs() <= LARGEST).then_some(number + 0.0)
}

pub(super) fn count(value: &Value) -> Option<i64> {
    let number = number(value)?.round();
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 10^15")]
    Some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_count_comes_in_any_type() {
        let cases = [
            ("7752", Some(7752)),
            ("7752.0", Some(7752)),
            ("12.5", Some(13)),
            (r#""7752""#, Some(7752)),
            (r#"" 12.4 ""#, Some(12)),
            ("-31", Some(-31)),
            (r#""-0""#, Some(0)),
            (r#""48%""#, None),
            (r#""1,234""#, None),
            (r#""""#, None),
            (r#""NaN""#, None),
            (r#""inf""#, None),
            ("1e300", None),
            ("18446744073709551615", None),
            ("null", None),
            ("true", None),
            ("[1]", None),
        ];
        for (text, expected) in cases {
            assert_eq!(count(&json(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_score_may_carry_a_percent_sign() {
        let cases = [("7.33", Some(7.33)), (r#""7.33""#, Some(7.33)), (r#""48%""#, Some(48.0)), ("{}", None)];
        for (text, expected) in cases {
            let entry = format!(r#"{{"ec_score":{text}}}"#);
            let raw: &RawValue = serde_json::from_str(&entry).unwrap();
            assert_eq!(Entry::parse(raw).unwrap().score("ec_score"), expected, "{text}");
        }
    }
}
