//! Rebuilds when a file of the page is added: `include_dir!` notices changed files, but no new ones.

fn main() {
    println!("cargo::rerun-if-changed=src/page");
}
