//! What is counted is counted somewhere: a counter that nobody moves tells of a peace that isn't there.

use crate::{
    paths,
    source::{Strings, code, is_test},
    tree::{hold, rust_files},
};

/// The functions of `src/telemetry` that no product code calls.
fn idle(telemetry: &str, product: &[String]) -> Vec<String> {
    let functions = telemetry.lines().filter_map(|line| line.strip_prefix("pub fn "));
    let names = functions.filter_map(|rest| rest.split('(').next()).map(str::to_owned);
    let is_called = |name: &str| product.iter().any(|code| paths::names(code, &format!("telemetry::{name}")));
    names.filter(|name| !is_called(name)).collect()
}

#[test]
fn whatever_can_be_counted_is() {
    let files = rust_files("src").into_iter().filter(|file| !is_test(&file.path));
    let (ours, product): (Vec<_>, Vec<_>) = files
        .map(|file| (file.path.clone(), code(&file.text, Strings::Blanked)))
        .partition(|(path, _)| path.starts_with("src/telemetry/"));
    let product: Vec<_> = product.into_iter().map(|(_, code)| code).collect();
    let telemetry = ours.iter().find(|(path, _)| path.ends_with("/mod.rs")).unwrap();
    assert!(telemetry.1.matches("pub fn ").count() > 8);
    hold("nobody counts it", &idle(&telemetry.1, &product));
}

#[test]
fn a_counter_that_stands_still_is_found() {
    let telemetry = "pub fn post(kind: &str) {\n}\n    pub fn took(self)\npub fn credit(purpose: &str) {";
    let product = ["telemetry::credit(purpose); telemetry::poster(1);".to_owned()];
    assert_eq!(idle(telemetry, &product), ["post"]);
}
