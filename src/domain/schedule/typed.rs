//! Typed text, made plain before it is read.

/// No longer text is looked at.
const MOST_CHARS: usize = 100;

/// The text in lower case and half width, with single spaces; none where there is nothing or far too much.
pub(super) fn plain(typed: &str) -> Option<String> {
    let chars: Vec<char> = typed.chars().take(MOST_CHARS + 1).map(half_width).collect();
    let text: String = chars.iter().flat_map(|char| char.to_lowercase()).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && chars.len() <= MOST_CHARS).then_some(text)
}

/// Chinese keyboards write `：` and `９` where others write `:` and `9`.
fn half_width(char: char) -> char {
    const FROM: u32 = '！' as u32;
    const TO: u32 = '～' as u32;
    match u32::from(char) {
        code @ FROM..=TO => char::from_u32(code - FROM + u32::from('!')).unwrap_or(char),
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_made_plain() {
        assert_eq!(plain("  ９：３０　 PM ").as_deref(), Some("9:30 pm"));
        assert_eq!(plain("周一，周三～").as_deref(), Some("周一,周三~"));
        assert_eq!(plain(" \t"), None);
        assert_eq!(plain(&"9".repeat(MOST_CHARS)).map(|text| text.len()), Some(MOST_CHARS));
        assert_eq!(plain(&"9".repeat(MOST_CHARS + 1)), None);
    }
}
