//! The answer's shape: an envelope around entries that stay unread.

use super::entry::{count, text, value};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// `{code, message, data}`, each of which an error's answer may lack; whatever else comes is ignored.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope<'a> {
    #[serde(borrow, default)]
    code: Option<&'a RawValue>,
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
    /// The envelope of a body; none when it isn't an object.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        // Serde takes an array for a struct, too: its elements for the fields.
        if !text.trim_start().starts_with('{') {
            return None;
        }
        serde_json::from_str(text).ok()
    }

    /// 0 for success, else an HTTP status or a number of the vendor's own.
    pub(super) fn code(&self) -> Option<i64> {
        count(&value(self.code?)?)
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

/// What isn't JSON as text that a strict parser may take: raw control characters inside strings were met, and make
/// it refuse the whole body. JSON stays as it is.
pub(super) fn mend(text: &str) -> String {
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
    mended.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(mend(broken), mended);
        }
    }

    #[test]
    fn only_an_object_with_a_list_has_entries() {
        for text in ["", "null", "[]", "[0,null,[]]", "<html></html>", r#"{"code":0"#] {
            assert!(Envelope::parse(text).is_none(), "{text}");
        }
        assert_eq!(Envelope::parse("{}").unwrap().code(), None);
        let entries = |text| Envelope::parse(text).unwrap().entries().map(|entries| entries.len());
        assert_eq!(entries(r#"{"code":0,"data":null}"#), Some(0));
        assert_eq!(entries(r#"{"code":0,"data":[1e999,"x",{}]}"#), Some(3));
        assert_eq!(entries(r#"{"code":0}"#), None);
        assert_eq!(entries(r#"{"code":0,"data":{"list":[]}}"#), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(body: Vec<u8>) {
            let text = String::from_utf8_lossy(&body);
            for text in [&*text, &mend(&text)] {
                if let Some(envelope) = Envelope::parse(text) {
                    let _ = (envelope.code(), envelope.message(), envelope.entries());
                }
            }
        }
    }
}
