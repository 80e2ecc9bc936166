//! Text inside Discord's bounds: embeds as long as they may be, and no line cut in two.

use super::super::lines::COLOUR;
use serenity::all::{CreateEmbed, CreateEmbedFooter};

/// The most characters of all embeds of a message together.
pub(in super::super) const EMBEDS: usize = 6000;
/// The most characters of one description.
const DESCRIPTION: usize = 4096;

/// The size of a text as the strictest reader of Discord's documentation counts it.
pub(in super::super) fn size(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The size of lines, each with its end.
pub(super) fn size_of(lines: &[String]) -> usize {
    lines.iter().map(|line| size(line) + 1).sum()
}

/// As many lines from the top as there is room for; where some are left out, `more` says how many.
pub(in super::super) fn fitted(
    mut lines: Vec<String>,
    room: usize,
    more: impl Fn(usize) -> String,
) -> Vec<String> {
    if size_of(&lines) <= room {
        return lines;
    }
    // No count is longer than that of all.
    let mut left = room.saturating_sub(size(&more(lines.len())) + 1);
    let fits = |line: &&String| {
        let size = size(line) + 1;
        let fits = size <= left;
        left = left.saturating_sub(size);
        fits
    };
    let shown = lines.iter().take_while(fits).count();
    let hidden = lines.len() - shown;
    lines.truncate(shown);
    lines.push(more(hidden));
    lines
}

/// Embeds of these lines, one after the other: the first has the title, the last the foot, if there is one.
pub(in super::super) fn embeds(title: &str, lines: &[String], foot: &str) -> Vec<CreateEmbed> {
    let mut texts = vec![String::new()];
    for line in lines {
        if let Some(text) = texts.last_mut().filter(|text| size(text) + 1 + size(line) <= DESCRIPTION) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        } else {
            texts.push(line.clone());
        }
    }
    let last = texts.len() - 1;
    let embed = |(at, text): (usize, String)| {
        let embed = CreateEmbed::new().colour(COLOUR).description(text);
        let embed = if at == 0 { embed.title(title) } else { embed };
        if at == last && !foot.is_empty() { embed.footer(CreateEmbedFooter::new(foot)) } else { embed }
    };
    texts.into_iter().enumerate().map(embed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("line {number:03}")).collect()
    }

    #[test]
    fn what_has_room_stays_whole_and_what_has_none_is_counted() {
        let more = |count| format!("{count} more");
        assert_eq!(fitted(lines(10), 90, more), lines(10));
        let fitted = fitted(lines(10), 89, more);
        assert_eq!(size_of(&fitted), 9 * 9 + 7);
        assert_eq!(fitted[9..], ["1 more"]);
    }

    #[test]
    fn no_line_is_cut_in_two() {
        let embeds = embeds("title", &lines(600), "foot");
        let bodies = serde_json::to_value(&embeds).unwrap();
        let texts: Vec<_> =
            (0..embeds.len()).map(|at| bodies[at]["description"].as_str().unwrap().to_owned()).collect();
        assert_eq!(texts.join("\n"), lines(600).join("\n"));
        assert_eq!(texts.len(), 2);
        assert!(texts.iter().all(|text| size(text) <= DESCRIPTION));
        assert_eq!((&bodies[0]["title"], bodies[1].get("title")), (&"title".into(), None));
        assert_eq!((bodies[0].get("footer"), &bodies[1]["footer"]["text"]), (None, &"foot".into()));
    }
}
