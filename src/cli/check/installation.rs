//! How the bot comes to servers and people: what its application allows, and the links.

use super::finding::Finding;
use crate::{
    cli::print,
    domain::{Place, PlaceKind, Rights},
};
use serde::Serialize;
use serde_json::Value;

const CHECK: &str = "installation";
const PORTAL: &str = "https://discord.com/developers/applications → your application";

/// Where to invite it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Links {
    /// To a server, with the rights that boards and watches need to post.
    server: String,
    /// To a server, without any right: it answers commands and posts nothing.
    server_answers_only: String,
    /// For oneself.
    person: String,
}

impl Links {
    /// The links of an application.
    pub(super) fn of(application: u64) -> Self {
        let base = format!("https://discord.com/oauth2/authorize?client_id={application}");
        let server = |rights: u64| format!("{base}&scope=bot+applications.commands&permissions={rights}");
        Self {
            server: server(posting()),
            server_answers_only: server(0),
            person: format!("{base}&scope=applications.commands&integration_type=1"),
        }
    }

    pub(super) fn print(&self) {
        for (what, link) in [
            ("Invite it to a server, with the rights that boards and watches need:", &self.server),
            (
                "Invite it without any right: it answers commands, but can't post boards:",
                &self.server_answers_only,
            ),
            ("Install it for yourself:", &self.person),
        ] {
            print(format_args!("\n{what}\n  {link}"));
        }
    }
}

/// The rights that posting takes, in channels and in threads.
fn posting() -> u64 {
    let kinds = [PlaceKind::Text, PlaceKind::Thread { archived: false, locked: false }];
    let needed = kinds.into_iter().flat_map(|kind| {
        Place { channel: 0, name: String::new(), kind, rights: Rights::default() }.needed(true, true)
    });
    needed.fold(0, |all, right| all | right.bit())
}

/// What is set of the application, "Application Object" in Discord's documentation.
pub(super) fn findings(application: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(url) = application["interactions_endpoint_url"].as_str().filter(|url| !url.is_empty()) {
        let says = format!("Discord sends all commands to {url}, so that the bot hears of none");
        let mend = format!("Empty “Interactions Endpoint URL”: {PORTAL} → General Information");
        findings.push(Finding::wrong(CHECK, says, mend));
    }
    if application["bot_require_code_grant"] == true {
        let says = "it requires a code grant, which no invite link can give";
        let mend = format!("Switch “Requires OAuth2 Code Grant” off: {PORTAL} → Bot");
        findings.push(Finding::wrong(CHECK, says, mend));
    }
    // Applications that never were set otherwise don't say.
    if let Some(contexts) = application["integration_types_config"].as_object() {
        for (context, whom, what) in [
            ("0", "servers can't install it", "Guild Install"),
            ("1", "people can't install it", "User Install"),
        ] {
            if !contexts.contains_key(context) {
                let mend = format!("If that isn't meant, allow “{what}”: {PORTAL} → Installation");
                findings.push(Finding::advice(CHECK, whom, mend));
            }
        }
    }
    if findings.is_empty() {
        findings.push(Finding::fine(CHECK, "servers and people can install it"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::finding::State;
    use serde_json::json;

    #[test]
    fn the_link_asks_for_what_posting_takes_and_nothing_else() {
        let rights = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 16) | (1_u64 << 38);
        assert!(
            Links::of(7)
                .server
                .ends_with(&format!("client_id=7&scope=bot+applications.commands&permissions={rights}"))
        );
    }

    #[test]
    fn settings_that_keep_commands_away_are_found() {
        let states = |application: Value| -> Vec<_> {
            findings(&application).into_iter().map(|finding| (finding.state, finding.says)).collect()
        };
        let both = json!({ "0": {}, "1": {} });
        let fine = json!({ "integration_types_config": both, "interactions_endpoint_url": null });
        assert_eq!(states(fine)[0].0, State::Fine);
        assert_eq!(states(json!({}))[0].0, State::Fine, "nothing is said");
        let elsewhere = json!({ "interactions_endpoint_url": "https://example.com/x", "bot_require_code_grant": true,
            "integration_types_config": { "0": {} } });
        let found = states(elsewhere);
        assert!(found[0].0 == State::Wrong && found[0].1.contains("https://example.com/x"), "{found:?}");
        assert!(found[1].0 == State::Wrong && found[1].1.contains("code grant"), "{found:?}");
        assert!(found[2].0 == State::Advice && found[2].1.contains("people"), "{found:?}");
    }
}
