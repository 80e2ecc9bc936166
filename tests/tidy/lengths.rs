//! No file is longer than a person reads in one go.

use crate::tree::{File, files, hold};

/// Lines that a file may have.
const MOST: usize = 400;

/// Where the limit holds. What a tool writes (snapshots) is left out.
const FOLDERS: [&str; 6] = ["src", "tests", "benches", "examples", "sandbox/src", "sandbox/tests"];

fn too_long(file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    let written_by_hand = !file.path.ends_with(".snap");
    (written_by_hand && lines > MOST).then(|| format!("{} has {lines} lines", file.path))
}

#[test]
fn no_file_is_too_long() {
    let faults: Vec<_> =
        FOLDERS.iter().flat_map(|folder| files(folder)).filter_map(|file| too_long(&file)).collect();
    hold(&format!("a file has more than {MOST} lines"), &faults);
}

#[test]
fn a_line_too_much_is_found() {
    let file = |path: &str, lines| File { path: path.to_owned(), text: "line\n".repeat(lines) };
    assert_eq!(too_long(&file("src/a.rs", MOST)), None);
    assert!(too_long(&file("src/a.rs", MOST + 1)).is_some());
    assert_eq!(too_long(&file("tests/snapshots/a.snap", MOST + 1)), None);
}
