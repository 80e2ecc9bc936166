//! What creators call themselves: handles that are unique in the world, and free text that is not kind to
//! whoever prints it.

use crate::market::dice::Dice;

const FIRST: [&str; 40] = [
    "mia", "julio", "ava", "noah", "lena", "kai", "sofia", "leo", "nina", "omar", "ruby", "theo", "zoe",
    "max", "ella", "ivan", "luna", "hugo", "maya", "finn", "aria", "jude", "cleo", "rafa", "iris", "axel",
    "nora", "milo", "vera", "dani", "gigi", "sam", "tara", "beau", "yuki", "putri", "linh", "aisha", "bruno",
    "chloe",
];
const SECOND: [&str; 30] = [
    "beauty", "finds", "deals", "home", "style", "kitchen", "glow", "shop", "fit", "tech", "mom", "daily",
    "picks", "reviews", "closet", "garden", "pets", "tools", "snacks", "skin", "unboxed", "travels", "reads",
    "makes", "crafts", "wears", "cooks", "games", "plays", "live",
];
const LATIN: [&str; 6] = ["Mia Torres", "Zoë & Café", "Julio R.", "THE DEAL LADY", "Łukasz kupuje", "O'Neil"];
const JAPANESE: [&str; 5] = ["ﾌひﾚﾉの", "さくらのお店", "ﾊﾝｶｸ ｶﾅ ﾀﾛｳ", "買い物大好き", "コスメ研究所"];
const CHINESE: [&str; 4] = ["小美好物分享", "老王家居", "泰國代購妹妹", "每日種草👀"];
const ARABIC: [&str; 4] = ["متجر ليلى", "أناقة دبي", "علي للإلكترونيات", "بيت الجمال 💄"];
const EMOJI: [&str; 4] = ["💄✨ Glow ✨💄", "👩‍👩‍👧‍👦 Family Finds", "🇧🇷 Achadinhos", "🔥🔥🔥"];
const HOSTILE: [&str; 11] = [
    "**bold** deals",
    "_under_ `code`",
    "||spoiler||",
    "@everyone",
    "@here sale",
    "<@123456789012345678>",
    "[free](https://example.com)",
    "> quote\n# head",
    "~~gone~~ ```x",
    "a | b | c",
    "\u{202e}txet desrever",
];

/// The handle of creator `number` of a region after so many changes of name.
pub(crate) fn handle(region: &str, number: u64, changes: u64) -> String {
    let region = region.to_lowercase();
    let first = word(&FIRST, number);
    let second = word(&SECOND, number / FIRST.len() as u64);
    let turn = number / (FIRST.len() * SECOND.len()) as u64;
    let turn = if turn == 0 { String::new() } else { (turn + 1).to_string() };
    match changes {
        0 => format!("{first}.{second}{turn}_{region}"),
        1 => format!("the_{first}_{second}{turn}_{region}"),
        more => format!("{first}{second}{turn}.v{more}_{region}"),
    }
}

/// The free text; most of it is Latin.
pub(crate) fn nick(dice: Dice, handle: &str) -> String {
    let kind = dice.with(1).below(100);
    let list: &[&str] = match kind {
        0..40 => return titled(handle),
        40..52 => &LATIN,
        52..64 => &JAPANESE,
        64..73 => &CHINESE,
        73..81 => &ARABIC,
        81..89 => &EMOJI,
        89..96 => &HOSTILE,
        96..98 => return "Very long name of a very busy seller 🛍️ ".repeat(6),
        _ => return String::new(),
    };
    dice.with(2).pick(list).copied().unwrap_or_default().to_owned()
}

fn titled(handle: &str) -> String {
    let words = handle.split(['.', '_']).take(2).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(|word| word[..1].to_uppercase() + &word[1..]).collect();
    words.join(" ")
}

fn word(list: &[&'static str], number: u64) -> &'static str {
    usize::try_from(number).ok().and_then(|number| list.get(number % list.len())).copied().unwrap_or_default()
}
