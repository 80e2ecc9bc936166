//! CHANGELOG.md begins with what is coming or with this version, and says how to upgrade.

use crate::tree::root;

/// What is wrong with a list of changes for a version whose database is at a migration.
fn faults(changes: &str, version: &str, database: usize) -> Vec<String> {
    let mut sections = changes.split("\n## ").skip(1);
    let newest = sections.next().unwrap_or_default();
    let title = newest.lines().next().unwrap_or_default();
    let titled = title == "Unreleased" || title.split(' ').next() == Some(version);
    let titled = (!titled).then(|| format!("on top stands “{title}”, not Unreleased or {version}"));
    let upgrade = newest.lines().any(|line| line.starts_with("Upgrading: "));
    let upgrade = (!upgrade).then(|| "it doesn't say how to upgrade".to_owned());
    let to = format!("version {database}");
    let to = (!newest.contains(&to)).then(|| format!("it doesn't name the database's {to}"));
    titled.into_iter().chain(upgrade).chain(to).collect()
}

#[test]
fn the_changes_say_how_to_upgrade_to_this_version() {
    let changes = std::fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let migrations = std::fs::read_dir(root().join("migrations")).unwrap().count();
    assert_eq!(faults(&changes, env!("CARGO_PKG_VERSION"), migrations), [""; 0]);
}

#[test]
fn changes_that_were_forgotten_are_found() {
    let good = "# Changes\n\n## 0.2.0 (2026-12-01)\n\nUpgrading: from 1 to version 5.\n";
    assert_eq!(faults(good, "0.2.0", 5), [""; 0]);
    assert_eq!(faults(good, "0.3.0", 5).len(), 1);
    assert_eq!(faults(good, "0.2.0", 6).len(), 1);
    assert_eq!(faults("# Changes\n\n## Unreleased\n\n- More.\n", "0.2.0", 5).len(), 2);
}
