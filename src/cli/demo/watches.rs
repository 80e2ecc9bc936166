//! The watches of all servers on the page: who is watched, where it is told, and what was told last.

use crate::{
    discord::render,
    domain::watch::{Alert, Watch},
    store::{Store, StoreError},
    text::{Words, date},
};
use chrono::{DateTime, Utc};
use rankwatch_sandbox::Sheet;

/// Watches shown, the newest first.
const SHOWN: u32 = 30;

/// A watch and its last alert.
pub(super) type Watched = (Watch, Option<(Alert, DateTime<Utc>)>);

pub(super) async fn read(store: &Store) -> Result<Vec<Watched>, StoreError> {
    store.newest_watches(SHOWN).await
}

/// The page takes whom it can make jump from the first cells: they begin with `@handle` where it is known.
pub(super) fn sheet(words: Words, watched: &[Watched]) -> Sheet {
    let heads = ["watched-creator", "watched-where", "watched-last"].map(|key| words.say(key));
    let row = |(watch, last): &Watched| {
        let last = last.as_ref().map(|(alert, at)| {
            let short = render::alert_short(words, &alert.finding, &watch.creator.user_id);
            let args = [("when", date::moment(*at).into()), ("short", short.into())];
            words.say_with("watched-alert", &args)
        });
        vec![
            render::creator_called(words, &watch.creator),
            format!("<#{}>", watch.settings.channel),
            last.unwrap_or_else(|| words.say("watched-silent")),
        ]
    };
    let nothing = if watched.is_empty() { words.say("watched-empty") } else { String::new() };
    Sheet {
        title: words.say("watched-title"),
        about: words.say("watched-about"),
        columns: heads.into(),
        rows: watched.iter().map(row).collect(),
        note: nothing,
    }
}
