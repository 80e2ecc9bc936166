//! The answer's shape, and values in whatever type they come.
//!
//! Everything inside the envelope stays raw until its field is asked for, so that a number out of range or half an
//! emoji loses its field and not the page.

use serde::{Deserialize, Deserializer};
use serde_json::{Value, value::RawValue};
use std::{borrow::Cow, collections::HashMap};

/// `{code, message, data}`; whatever else comes is ignored.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(borrow)]
    code: &'a RawValue,
    #[serde(borrow, default)]
    message: Option<&'a RawValue>,
    // Told apart: `null` is an empty page, a missing field isn't the contract's object.
    #[serde(borrow, default, deserialize_with = "present")]
    data: Option<&'a RawValue>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

impl<'a> Envelope<'a> {
    /// The envelope of a body; none when it isn't the contract's object.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// 0 for success, else an HTTP status or a number of the vendor's own.
    pub(super) fn code(&self) -> Option<i64> {
        count(&value(self.code)?)
    }

    /// The vendor's words.
    pub(super) fn message(&self) -> Option<String> {
        text(&value(self.message?)?)
    }

    /// The entries, unread; none when there is no such list.
    pub(super) fn entries(&self) -> Option<Vec<&'a RawValue>> {
        serde_json::from_str::<Option<_>>(self.data?.get()).ok().map(Option::unwrap_or_default)
    }
}

/// The body as text that a strict parser takes: raw control characters inside strings were met, and make it refuse
/// the whole body. A body that is fine, or isn't JSON at all, stays as it is.
pub(super) fn mend(body: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(body);
    if serde_json::from_str::<&RawValue>(&text).is_ok() {
        return text;
    }
    let (mut in_string, mut escaped) = (false, false);
    let mended = text.chars().map(|letter| {
        let was_escaped = std::mem::take(&mut escaped);
        match letter {
            // After a backslash a blank would be no valid escape.
            '\0'..' ' if was_escaped => 'n',
            '\0'..' ' if in_string => ' ',
            '"' if !was_escaped => {
                in_string = !in_string;
                letter
            }
            '\\' => {
                escaped = in_string && !was_escaped;
                letter
            }
            _ => letter,
        }
    });
    Cow::Owned(mended.collect())
}

/// An entry of `data`: fields by name, unread.
#[derive(Debug)]
pub(super) struct Entry<'a>(HashMap<String, &'a RawValue>);

impl<'a> Entry<'a> {
    /// The fields, if it is an object.
    pub(super) fn parse(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok().map(Self)
    }

    /// A text or an integer, as text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        text(&self.value(name)?)
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

fn value(raw: &RawValue) -> Option<Value> {
    serde_json::from_str(raw.get()).ok()
}

fn text(value: &Value) -> Option<String> {
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

fn count(value: &Value) -> Option<i64> {
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

    #[test]
    fn control_characters_are_mended_inside_strings_only() {
        let cases = [
            ("{\n\t\"a\":\r\n\"b\"}", "{\n\t\"a\":\r\n\"b\"}"),
            ("{\n\"a\":\"b\u{1}c\nd\"}", "{\n\"a\":\"b c d\"}"),
            ("{\"a\":\"\\\"\u{1}\"}", "{\"a\":\"\\\" \"}"),
            ("{\"a\":\"\\\\\"\n,\"b\":\"\u{1f}\"}", "{\"a\":\"\\\\\"\n,\"b\":\" \"}"),
            ("{\"a\":\"\\\u{1}\"}", "{\"a\":\"\\n\"}"),
            ("<html>\n\"", "<html>\n\""),
        ];
        for (broken, mended) in cases {
            assert_eq!(mend(broken.as_bytes()), mended);
        }
    }

    #[test]
    fn only_an_object_with_a_code_is_an_envelope() {
        for text in ["", "null", "[]", "<html></html>", "{}", r#"{"data":[]}"#, r#"{"code":0"#] {
            assert!(Envelope::parse(text).is_none(), "{text}");
        }
        let entries = |text| Envelope::parse(text).unwrap().entries().map(|entries| entries.len());
        assert_eq!(entries(r#"{"code":0,"data":null}"#), Some(0));
        assert_eq!(entries(r#"{"code":0,"data":[1e999,"x",{}]}"#), Some(3));
        assert_eq!(entries(r#"{"code":0}"#), None);
        assert_eq!(entries(r#"{"code":0,"data":{"list":[]}}"#), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(body: Vec<u8>) {
            let text = mend(&body);
            let _ = Envelope::parse(&text).map(|envelope| (envelope.code(), envelope.message(), envelope.entries().is_some()));
        }
    }
}
