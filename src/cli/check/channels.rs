//! Every channel in which something is posted, looked at as the bot would look at it itself.

use super::finding::{Finding, State};
use crate::{
    cli::progress,
    clock::Clock,
    discord::{DiscordGuilds, render, rest::Rest},
    domain::{Language, Trouble},
    places::{Hindrance, Places, Wish},
    store::PostingPlace,
    text::{Words, width},
};
use futures_util::{StreamExt as _, stream};
use std::{collections::BTreeSet, sync::Arc};

pub(super) const CHECK: &str = "channels";
/// Channels that are looked at, and at once; those that are told of one by one.
pub(super) const MOST: u32 = 2_000;
const AT_ONCE: usize = 8;
const NAMED: usize = 25;
/// Boards or watches that are named of a channel.
const NUMBERS: usize = 8;

/// What keeps the bot from posting, one finding a channel; one for all when nothing does.
pub(super) async fn findings(
    mut wanted: Vec<PostingPlace>,
    rest: Arc<Rest>,
    clock: Arc<dyn Clock>,
) -> Vec<Finding> {
    let too_many = wanted.len() > MOST as usize;
    wanted.truncate(MOST as usize);
    let places = Places::new(Arc::new(DiscordGuilds::new(rest, clock)));
    let bar = progress::bar(wanted.len().try_into().unwrap_or(0), "looking at channels");
    let look = async |wanted: &PostingPlace| {
        let finding = look(&places, wanted).await;
        bar.inc(1);
        finding
    };
    let found: Vec<_> = stream::iter(&wanted).map(look).buffered(AT_ONCE).collect().await;
    bar.finish_and_clear();
    let mut found = summed_up(found.into_iter().flatten().collect());
    if found.is_empty() {
        let servers: BTreeSet<_> = wanted.iter().map(|place| place.server).collect();
        found.push(Finding::fine(CHECK, all_well(wanted.len(), servers.len())));
    }
    if too_many {
        found.push(Finding::not_checked(CHECK, format!("only the first {MOST} are looked at")));
    }
    found
}

/// There is no channel to be looked at.
pub(super) fn nowhere() -> Finding {
    Finding::fine(CHECK, all_well(0, 0))
}

/// What is wrong first, one by one as far as so many are named; then what nobody knows.
fn summed_up(found: Vec<Finding>) -> Vec<Finding> {
    let (mut wrong, mut unknown): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|finding| finding.state == State::Wrong);
    let unnamed = |of: &mut Vec<Finding>, most: usize| {
        let more = of.len().saturating_sub(most);
        of.truncate(most);
        more
    };
    let more = unnamed(&mut wrong, NAMED);
    let named = wrong.len();
    if more > 0 {
        let mend = "Mend those above, and check again.";
        wrong.push(Finding::wrong(CHECK, format!("{more} more can't be posted to"), mend));
    }
    let more = unnamed(&mut unknown, NAMED - named);
    if more > 0 {
        unknown
            .push(Finding::not_checked(CHECK, format!("Discord doesn't tell about {more} more right now")));
    }
    wrong.append(&mut unknown);
    wrong
}

fn all_well(channels: usize, servers: usize) -> String {
    match (channels, servers) {
        (0, _) => "nothing is posted anywhere yet".to_owned(),
        (1, _) => "the only one with boards or watches can be posted to".to_owned(),
        (_, 1) => format!("all {channels} with boards or watches can be posted to, in one server"),
        _ => format!("all {channels} with boards or watches can be posted to, in {servers} servers"),
    }
}

/// What keeps the bot from posting in a channel.
async fn look(places: &Places, wanted: &PostingPlace) -> Option<Finding> {
    let PostingPlace { server, channel, embeds, files, .. } = *wanted;
    let hindrance = places.open(server, Wish { channel, embeds, files, role: None }).await.err()?;
    let name = places.name(server, channel).await;
    Some(told(wanted, name.as_deref(), &hindrance))
}

fn told(wanted: &PostingPlace, name: Option<&str>, hindrance: &Hindrance) -> Finding {
    let server = width::fit(&wanted.server_name, 40);
    let channel = name.map_or_else(|| wanted.channel.to_string(), |name| width::fit(name, 40));
    let numbers = |what: &str, numbers: &[u32]| {
        let named = numbers.iter().take(NUMBERS).map(|number| format!("{what} {number}"));
        let more = numbers.len().saturating_sub(NUMBERS);
        named.chain((more > 0).then(|| format!("{more} more"))).collect::<Vec<_>>()
    };
    let what = [numbers("board", &wanted.boards), numbers("watch", &wanted.watches)].concat().join(", ");
    let place = format!("{server} #{channel} ({what})");
    let wrong = |why: &str, mend: &str| Finding::wrong(CHECK, format!("{place}: {why}"), mend);
    match hindrance {
        Hindrance::BotLacks { missing, .. } => {
            let words = Words::new(Language::EnUs);
            let rights = render::unmarked(&render::rights(words, missing));
            let mend = "Give the bot's role these rights there: the channel's settings → Permissions. What is held \
                        goes on by itself.";
            wrong(&format!("the bot lacks {rights}"), mend)
        }
        Hindrance::UnseenChannel { .. } | Hindrance::ForeignChannel => {
            let mend = "If it was deleted, choose another with `/board edit` and `/watch edit`, or remove them; if \
                        the bot was removed from the server, nothing is to be done.";
            wrong("there is no such channel any more", mend)
        }
        Hindrance::NoTextChannel { .. } => {
            wrong("nothing can be posted in a channel of its kind", "Choose another with `/board edit`.")
        }
        Hindrance::Trouble { trouble: Trouble::TagRequired, .. } => {
            let mend = "Make a tag that everybody may use, or let posts do without one.";
            wrong("this forum requires a tag, and has none that the bot may use", mend)
        }
        Hindrance::Unreachable => {
            Finding::not_checked(CHECK, format!("{place}: Discord doesn't tell about it right now"))
        }
        // None of these is found without a person who wants something.
        Hindrance::Trouble { .. } | Hindrance::PersonLacks { .. } | Hindrance::MayNotPing { .. } => {
            wrong("it can't be posted to", "See `/board show` in that server.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Right;

    #[test]
    fn a_finding_names_server_channel_numbers_and_right() {
        let mut wanted = PostingPlace {
            server: 1,
            server_name: "Creator Agency".to_owned(),
            channel: 77,
            embeds: true,
            files: true,
            boards: vec![1, 3],
            watches: (1..=10).collect(),
        };
        let lacking =
            Hindrance::BotLacks { channel: 77, missing: vec![Right::SendMessages, Right::AttachFiles] };
        let says = told(&wanted, Some("rankings"), &lacking).says;
        assert!(says.starts_with("Creator Agency #rankings (board 1, board 3, watch 1, "), "{says}");
        assert!(says.ends_with("watch 8, 2 more): the bot lacks Send Messages, Attach Files"), "{says}");
        wanted.watches.clear();
        let gone = told(&wanted, None, &Hindrance::UnseenChannel { channel: 77 }).says;
        assert_eq!(gone, "Creator Agency #77 (board 1, board 3): there is no such channel any more");
    }

    #[test]
    fn what_is_wrong_is_named_before_what_nobody_knows_and_counted_apart() {
        let states = |unknown: usize, wrong: usize| -> Vec<_> {
            let unknown = (0..unknown).map(|number| Finding::not_checked(CHECK, format!("? {number}")));
            let wrong = (0..wrong).map(|number| Finding::wrong(CHECK, format!("! {number}"), "mend"));
            let found = summed_up(unknown.chain(wrong).collect());
            found.into_iter().map(|finding| (finding.state, finding.says)).collect()
        };
        let down = states(30, 0);
        assert!(down.iter().all(|(state, _)| *state == State::NotChecked), "{down:?}");
        assert_eq!((down.len(), down[25].1.as_str()), (26, "Discord doesn't tell about 5 more right now"));
        let hidden = states(30, 1);
        assert_eq!((hidden[0].0, hidden[0].1.as_str()), (State::Wrong, "! 0"));
        assert_eq!(
            (hidden.len(), hidden[25].1.as_str()),
            (26, "Discord doesn't tell about 6 more right now")
        );
        let many = states(2, 30);
        assert_eq!(many[25], (State::Wrong, "5 more can't be posted to".to_owned()));
        assert_eq!(many[26], (State::NotChecked, "Discord doesn't tell about 2 more right now".to_owned()));
        assert!(states(0, 0).is_empty());
    }
}
