//! Commands that documents name are commands of the binary, with options that it has; what the README says can be done
//! without a token can be done.

use crate::markdown::{Document, document, documents, hold, read};
use clap::{Parser as _, error::ErrorKind};
use rankwatch::cli::Cli;
use std::process::Command;

/// What a line of a shell has the binary do, each time that it is run.
pub(crate) fn runs(line: &str) -> Vec<Vec<String>> {
    let line = line.split(" #").next().unwrap_or_default();
    let parts = line.split(['|', ';', '>']).flat_map(|part| part.split("&&"));
    parts
        .filter_map(arguments)
        .filter(|arguments| !matches!(arguments.first().map(String::as_str), None | Some("…")))
        .collect()
}

/// What one command has the binary do; none where it isn't run.
fn arguments(command: &str) -> Option<Vec<String>> {
    let mut words: Vec<&str> = command.split_whitespace().collect();
    loop {
        let skipped = match words.as_slice() {
            ["sudo", "-u", _, ..] => 3,
            ["sudo" | "env", ..] => 1,
            [word, ..] if word.contains('=') => 1,
            _ => break,
        };
        words.drain(..skipped);
    }
    let own = |at: usize| words[at + 1..].iter().map(|word| (*word).to_owned()).collect();
    let last = |wanted: &str| words.iter().rposition(|word| *word == wanted);
    match *words.first()? {
        program if matches!(program.rsplit('/').next(), Some("rankwatch" | "rankwatchctl")) => Some(own(0)),
        "cargo" if words.contains(&"run") && !words.contains(&"--example") => last("--").map(own),
        "docker" if words.contains(&"run") || words.contains(&"exec") => last("rankwatch").map(own),
        _ => None,
    }
}

/// Why the binary wouldn't take these arguments.
pub(crate) fn refused(arguments: &[String]) -> Option<String> {
    // What the reader has to fill in.
    let filled = arguments.iter().map(|word| match word.as_str() {
        "ID" | "N" => "1",
        word => word,
    });
    let error = Cli::try_parse_from(["rankwatch"].into_iter().chain(filled)).err()?;
    let is_answered = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    (!is_answered).then(|| error.to_string().lines().next().unwrap_or_default().to_owned())
}

/// What a document has the binary do.
fn all_runs(document: &Document) -> Vec<Vec<String>> {
    let spans = document.spans();
    let lines = document.code(&["sh"]).into_iter().chain(spans.iter().map(String::as_str));
    lines.flat_map(runs).collect()
}

fn wrong(document: &Document) -> Vec<String> {
    let fault = |arguments: Vec<String>| {
        let why = refused(&arguments)?;
        Some(format!("{}: rankwatch {}: {why}", document.path, arguments.join(" ")))
    };
    all_runs(document).into_iter().filter_map(fault).collect()
}

#[test]
fn commands_are_those_of_the_binary() {
    let documents = documents();
    assert!(documents.iter().map(|document| all_runs(document).len()).sum::<usize>() > 40);
    hold("a command that the binary doesn't take", &documents.iter().flat_map(wrong).collect::<Vec<_>>());
}

#[test]
fn every_command_stands_in_the_operators_table() {
    use clap::CommandFactory as _;
    let named: Vec<String> =
        all_runs(&document("docs/operating.md")).into_iter().map(|mut run| run.remove(0)).collect();
    let command = Cli::command();
    let all = command.get_subcommands().map(clap::Command::get_name);
    // These two are the newcomer's: the README has the one, the sandbox's own the other.
    let missing =
        all.filter(|name| !["demo", "sandbox"].contains(name) && !named.contains(&(*name).to_owned()));
    assert_eq!(missing.collect::<Vec<_>>(), [""; 0], "docs/operating.md doesn't name it");
}

/// What comes of a command of the README's without token, key and network: whether it succeeds and what it says, or none
/// where it goes on until it is told to stop.
fn outcome(arguments: &[String]) -> Option<(bool, &'static str)> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["demo"] => None,
        ["demo", "--once"] => Some((true, "estimates, USD")),
        ["check" | "run"] => Some((false, "DISCORD_TOKEN is not set")),
        ["ranking", ..] => Some((false, "KEYAPI_KEY is not set")),
        other => panic!("say here what comes of `rankwatch {}`", other.join(" ")),
    }
}

#[test]
fn what_the_readme_says_can_be_done_can_be_done() {
    let mut all = all_runs(&document("README.md"));
    all.sort();
    all.dedup();
    for arguments in &all {
        let Some((succeeds, said)) = outcome(arguments) else { continue };
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_rankwatch"));
        let secrets = ["DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "KEYAPI_KEY", "KEYAPI_KEY_FILE"];
        secrets.iter().fold(&mut command, |command, secret| command.env_remove(secret));
        let command = command.args(arguments).current_dir(folder.path()).env("RANKWATCH_HTTP__LISTEN", "");
        let output = command.output().unwrap();
        let text =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(
            output.status.success() == succeeds && output.status.code().is_some() && text.contains(said),
            "rankwatch {}: {text}",
            arguments.join(" ")
        );
    }
    for needed in [&["demo"][..], &["demo", "--once"], &["check"], &["run"]] {
        assert!(all.iter().any(|run| run == needed), "the README doesn't tell of {needed:?}");
    }
}

#[test]
fn the_readmes_test_command_is_the_one_that_is_run() {
    let readme = document("README.md");
    let said = readme.code(&["sh"]).into_iter().find(|line| line.starts_with("cargo test")).unwrap();
    assert!(read(".ci/run").contains(&format!("{said} 2>&1")), "{said}");
}

#[test]
fn a_command_that_the_binary_does_not_take_is_found() {
    let text = "`rankwatch outbox retry ID`, `rankwatch check --spnd`, `docker compose exec rankwatch rankwatch chek`, `rankwatch.db`, \
                `rankwatch`.\n\n```sh\nA=b cargo run --release -- outbox --most many # c\nsystemctl start rankwatch --now\n\
                sudo -u rankwatch /usr/local/bin/rankwatch check && rankwatch migrate --all | head\n```\n";
    let found = wrong(&Document::made_up(text));
    let commands = found.iter().map(|fault| fault.split(": ").nth(1).unwrap());
    let expected = [
        "rankwatch outbox --most many",
        "rankwatch migrate --all",
        "rankwatch check --spnd",
        "rankwatch chek",
    ];
    assert_eq!(commands.collect::<Vec<_>>(), expected, "{found:?}");
}
