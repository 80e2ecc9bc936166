//! Image and unit: what they start is taken by the binary, what they copy is there.

use crate::{
    markdown::{hold, read, root},
    terminal::refused,
};
use std::collections::BTreeSet;

/// The arguments that an image's instructions and a unit's lines hand to the binary.
fn handed(dockerfile: &str, unit: &str) -> Vec<Vec<String>> {
    let lists = dockerfile.lines().filter_map(|line| Some(format!("[{}", line.split_once('[')?.1)));
    let lists = lists.map(|list| serde_json::from_str::<Vec<String>>(&list).unwrap());
    let started = unit.lines().filter_map(|line| line.strip_prefix("ExecStart="));
    let started = started.map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let bare = |mut words: Vec<String>| {
        words.retain(|word| word.rsplit('/').next() != Some("rankwatch"));
        words
    };
    lists.chain(started).map(bare).filter(|words| !words.is_empty()).collect()
}

/// What the Dockerfile copies out of the repository and isn't there, or is kept back by `.dockerignore`.
fn uncopied(dockerfile: &str, ignored: &str) -> Vec<String> {
    let copies = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|line| !line.starts_with("--"));
    let sources = copies.flat_map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        words[..words.len() - 1].iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()
    });
    let let_in = |source: &str| {
        let top = source.split('/').next().unwrap_or_default();
        ignored.lines().any(|line| line.strip_prefix('!') == Some(top))
    };
    sources.filter(|source| !root().join(source).exists() || !let_in(source)).collect()
}

#[test]
fn what_image_and_unit_start_is_taken_by_the_binary() {
    let handed = handed(&read("Dockerfile"), &read("deploy/rankwatch.service"));
    assert!(handed.contains(&vec!["run".to_owned()]) && handed.len() == 3, "{handed:?}");
    let refused = handed.iter().filter_map(|words| Some(format!("{}: {}", words.join(" "), refused(words)?)));
    hold("the binary doesn't take that", &refused.collect::<Vec<_>>());
}

/// The paths that a text names below folders of the system's.
fn installed(text: &str) -> BTreeSet<String> {
    let words = text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let paths = words.filter_map(|word| Some(word[word.find('/')?..].to_owned()));
    let ours = |path: &String| ["/etc/", "/usr/local/", "/var/lib/"].iter().any(|top| path.starts_with(top));
    paths.filter(ours).collect()
}

#[test]
fn commands_are_run_as_the_unit_runs_the_bot() {
    let (unit, wrapper) = (read("deploy/rankwatch.service"), read("deploy/rankwatchctl"));
    assert_eq!(installed(&unit), installed(&wrapper));
    assert_eq!(installed(&unit).len(), 5, "binary, folder, configuration, two secrets");
    assert!(unit.contains("\nUser=rankwatch\n") && wrapper.contains("runuser -u rankwatch "));
    let guide = read("docs/operating.md");
    let unsaid = installed(&unit).into_iter().filter(|path| !guide.contains(path.as_str()));
    hold("the guide installs it elsewhere", &unsaid.collect::<Vec<_>>());
}

#[test]
fn what_the_image_is_built_of_is_there() {
    hold("it can't be copied", &uncopied(&read("Dockerfile"), &read(".dockerignore")));
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let version = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    let compiler = format!("FROM rust:{version}-");
    assert!(read("Dockerfile").lines().any(|line| line.starts_with(&compiler)), "{compiler}");
}

#[test]
fn what_cannot_be_copied_is_found() {
    let dockerfile = "COPY Cargo.toml gone.toml ./\nCOPY docs docs\nCOPY --from=build /a /b\nCMD [\"run\"]\nENTRYPOINT [\"rankwatch\"]\n";
    assert_eq!(uncopied(dockerfile, "*\n!Cargo.toml\n!gone.toml\n"), ["gone.toml", "docs"]);
    let handed = handed(dockerfile, "[Service]\nExecStart=/usr/local/bin/rankwatch --config a rn\n");
    assert_eq!(handed.iter().map(|words| refused(words).is_some()).collect::<Vec<_>>(), [false, true]);
}
