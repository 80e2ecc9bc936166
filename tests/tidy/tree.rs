//! The files of the tree.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file, by its path from the root, with `/` between the parts.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file below a folder, in the order of their paths; none where there is no such folder.
pub(crate) fn files(folder: &str) -> Vec<File> {
    let mut files = Vec::new();
    collect(&root().join(folder), &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Every Rust file below a folder.
pub(crate) fn rust_files(folder: &str) -> Vec<File> {
    files(folder).into_iter().filter(|file| file.path.ends_with(".rs")).collect()
}

/// Fails with all that is wrong, a line each.
pub(crate) fn hold(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

fn collect(folder: &Path, files: &mut Vec<File>) {
    if !folder.exists() {
        return;
    }
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) {
            let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(File { path, text });
        }
    }
}

#[test]
fn the_tree_is_read() {
    let paths: Vec<_> = rust_files("src").into_iter().map(|file| file.path).collect();
    assert!(paths.contains(&"src/lib.rs".to_owned()) && paths.contains(&"src/domain/mod.rs".to_owned()));
    assert!(files("no/such/folder").is_empty());
}
