//! Numbers, money and percentages, as each language writes them.

use super::Words;
use crate::domain::Language;

/// From here on nothing is a number of this world: written out it would only fill the line.
const TOO_MUCH: f64 = 1e21;
/// Percentages from here on are shortened.
const LONGEST_PERCENT: f64 = 1e5;
/// What stands where there is no number.
const NOTHING: &str = "–";

/// How a language shortens large numbers: the factor from one unit to the next, and the units' signs.
struct Short {
    step: f64,
    signs: &'static [&'static str],
}

const fn short(language: Language) -> Short {
    match language {
        Language::EnUs => Short { step: 1e3, signs: &["", "K", "M", "B", "T"] },
        Language::ZhCn => Short { step: 1e4, signs: &["", "万", "亿", "万亿"] },
    }
}

impl Words {
    /// A whole number in full: `12,345`.
    pub fn count(self, number: i64) -> String {
        grouped(number)
    }

    /// A number in three significant digits: `45.6K`, `4.56万`.
    pub fn compact(self, number: f64) -> String {
        signed(number, "", |size| self.shortened(size))
    }

    /// US dollars: with cents below a hundred, in full below ten thousand, shortened from there on.
    pub fn money(self, dollars: f64) -> String {
        signed(dollars, "$", |size| {
            let cents = (size * 100.0).round();
            if cents < 10_000.0 && cents % 100.0 != 0.0 {
                format!("{:.2}", cents / 100.0)
            } else if size.round() < 10_000.0 {
                group(&format!("{size:.0}"))
            } else {
                self.shortened(size)
            }
        })
    }

    /// A share, in three significant digits: `0.1234` is `12.3%`; what is absurdly large is shortened.
    pub fn percent(self, share: f64) -> String {
        let percents = self.points(share);
        if percents == NOTHING { percents } else { percents + "%" }
    }

    /// A difference of shares in percentage points, in three significant digits: `0.1234` is `12.3`.
    pub fn points(self, difference: f64) -> String {
        let write = |size| if size < LONGEST_PERCENT { three_digits(size) } else { self.shortened(size) };
        signed(difference * 100.0, "", write)
    }

    fn shortened(self, size: f64) -> String {
        let Short { step, signs } = short(self.language);
        let (mut size, mut unit) = (size, 0);
        while unit + 1 < signs.len() && rounded(size).0 >= step {
            size /= step;
            unit += 1;
        }
        three_digits(size) + signs[unit]
    }
}

/// A whole number with grouping, the same in every language so far.
pub(super) fn grouped(number: i64) -> String {
    let digits = group(&number.unsigned_abs().to_string());
    if number < 0 { format!("-{digits}") } else { digits }
}

/// Writes the size of a number behind its sign and currency; what is rounded to nothing has no sign.
fn signed(number: f64, currency: &str, write: impl FnOnce(f64) -> String) -> String {
    if number.is_nan() || number.abs() >= TOO_MUCH {
        return NOTHING.to_owned();
    }
    let size = write(number.abs());
    let sign = if number < 0.0 && size != "0" { "-" } else { "" };
    format!("{sign}{currency}{size}")
}

/// A size rounded to three significant digits, but to no more than two decimals and never before the point;
/// and how many decimals those are.
fn rounded(size: f64) -> (f64, usize) {
    let at = |decimals, factor: f64| ((size * factor).round() / factor, decimals);
    match size {
        ..10.0 => at(2, 100.0),
        10.0..100.0 => at(1, 10.0),
        _ => at(0, 1.0),
    }
}

fn three_digits(size: f64) -> String {
    let (size, decimals) = rounded(size);
    let text = format!("{size:.decimals$}");
    if decimals == 0 {
        return group(&text);
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn group(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(write: impl Fn(Words) -> String) -> [String; 2] {
        Language::ALL.map(|language| write(Words::new(language)))
    }

    #[test]
    fn counts_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (-12_345, "-12,345"),
            (1_234_567, "1,234,567"),
            (i64::MIN, "-9,223,372,036,854,775,808"),
        ] {
            assert_eq!(both(|words| words.count(number)), [text; 2]);
        }
    }

    #[test]
    fn large_numbers_are_shortened() {
        for (number, english, chinese) in [
            (0.0, "0", "0"),
            (0.5, "0.5", "0.5"),
            (999.0, "999", "999"),
            (999.6, "1K", "1,000"),
            (1_200.0, "1.2K", "1,200"),
            (9_999.0, "10K", "9,999"),
            (9_999.6, "10K", "1万"),
            (12_000.0, "12K", "1.2万"),
            (45_600.0, "45.6K", "4.56万"),
            (123_456.0, "123K", "12.3万"),
            (456_000.0, "456K", "45.6万"),
            (999_499.0, "999K", "99.9万"),
            (999_500.0, "1M", "100万"),
            (1_250_000.0, "1.25M", "125万"),
            (12_340_000.0, "12.3M", "1,234万"),
            (99_996_000.0, "100M", "1亿"),
            (125_000_000.0, "125M", "1.25亿"),
            (3_400_000_000.0, "3.4B", "34亿"),
            (1_200_000_000_000.0, "1.2T", "1.2万亿"),
            (1.5e16, "15,000T", "15,000万亿"),
            (-45_600.0, "-45.6K", "-4.56万"),
            (-0.001, "0", "0"),
            (f64::NAN, "–", "–"),
            (f64::INFINITY, "–", "–"),
            (-1e21, "–", "–"),
        ] {
            assert_eq!(both(|words| words.compact(number)), [english, chinese], "{number}");
        }
    }

    #[test]
    fn money_is_in_dollars() {
        for (dollars, english, chinese) in [
            (0.0, "$0", "$0"),
            (0.004, "$0", "$0"),
            (45.6, "$45.60", "$45.60"),
            (45.0, "$45", "$45"),
            (99.999, "$100", "$100"),
            (1_234.4, "$1,234", "$1,234"),
            (9_999.6, "$10K", "$1万"),
            (45_600.0, "$45.6K", "$4.56万"),
            (-45.6, "-$45.60", "-$45.60"),
            (1_250_000_000.0, "$1.25B", "$12.5亿"),
            (f64::NAN, "–", "–"),
        ] {
            assert_eq!(both(|words| words.money(dollars)), [english, chinese], "{dollars}");
        }
    }

    #[test]
    fn shares_are_percentages() {
        for (share, text) in [
            (0.1234, "12.3%"),
            (0.0, "0%"),
            (0.00123, "0.12%"),
            (0.99999, "100%"),
            (12.345, "1,235%"),
            (-0.5, "-50%"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(both(|words| words.percent(share)), [text; 2], "{share}");
        }
        assert_eq!(both(|words| words.percent(12_345.6)), ["1.23M%", "123万%"]);
    }

    proptest::proptest! {
        #[test]
        fn no_unit_is_ever_full(number in 0.0..1e12_f64) {
            let [english, chinese] = both(|words| words.compact(number));
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
            assert!(digits(&english) <= 3 && !english.contains(','), "{english}");
            assert!(digits(&chinese) <= 4, "{chinese}");
        }
    }
}
