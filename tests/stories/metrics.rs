//! `/metrics`: what alerts and dashboards ask for is what a running bot tells.

use crate::{seen::served, subscribed::NINE, world::World};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Names of metrics with the labels that are seen or asked for.
type Metrics = BTreeMap<String, BTreeSet<String>>;

/// A word of letters, digits and `_` at the start of a text, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|char: char| !char.is_ascii_alphanumeric() && char != '_');
    text.split_at(end.unwrap_or(text.len()))
}

/// The labels between braces: what stands before each `=`, `!=`, `=~` and `!~`.
fn labels(braces: &str) -> impl Iterator<Item = String> {
    let without_values = braces.split('"').step_by(2).map(str::to_owned).collect::<String>();
    let labels =
        without_values.split(',').map(|part| word(part.trim_start()).0.to_owned()).collect::<Vec<_>>();
    labels.into_iter().filter(|label| !label.is_empty())
}

/// What a text, a scrape or a query, says of our metrics: each name with its labels in braces.
fn named(text: &str, into: &mut Metrics) {
    for prefix in ["rankwatch_", "process_"] {
        for (at, _) in text.match_indices(prefix) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|char| char.is_ascii_alphanumeric() || char == '_' || char == ':') {
                continue;
            }
            let (name, rest) = word(&text[at..]);
            let seen = into.entry(name.to_owned()).or_default();
            if let Some((braces, _)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                seen.extend(labels(braces));
            }
        }
    }
}

/// The labels by which a query groups: `by (a, b)`.
fn grouped(query: &str) -> BTreeSet<String> {
    let groups = query.split("by (").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    groups.flat_map(|group| group.split(',').map(|label| label.trim().to_owned())).collect()
}

fn offered(scrape: &str) -> Metrics {
    let mut offered = Metrics::new();
    for line in scrape.lines().filter(|line| !line.starts_with('#')) {
        named(line, &mut offered);
    }
    offered
}

/// The labels that Prometheus gives to whatever it scrapes.
fn prometheus_own() -> BTreeSet<String> {
    ["job", "instance"].map(str::to_owned).into()
}

/// What is asked for but not offered.
fn missing(queries: &[String], offered: &Metrics) -> Vec<String> {
    let mut faults = Vec::new();
    for query in queries {
        let mut asked = Metrics::new();
        named(query, &mut asked);
        for (name, labels) in &asked {
            match offered.get(name) {
                None => faults.push(format!("{name} isn't offered: {query}")),
                Some(known) => faults.extend(
                    labels
                        .difference(&(known | &prometheus_own()))
                        .map(|label| format!("{name} has no label {label}: {query}")),
                ),
            }
        }
        let known: BTreeSet<_> =
            asked.keys().filter_map(|name| offered.get(name)).flatten().cloned().collect();
        let unknown = &(&grouped(query) - &known) - &prometheus_own();
        faults.extend(unknown.iter().map(|label| format!("nothing has the label {label}: {query}")));
    }
    faults
}

/// The queries of the alerts: each `expr`, over as many lines as it takes.
fn alerts(text: &str) -> Vec<String> {
    let mut queries: Vec<String> = Vec::new();
    let mut depth = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(query) = line.trim_start().strip_prefix("expr:") {
            queries.push(query.trim_start_matches([' ', '|', '>', '-']).to_owned());
            depth = Some(indent);
        } else if depth.is_some_and(|depth| indent > depth) {
            queries.last_mut().unwrap().push_str(&format!(" {}", line.trim()));
        } else {
            depth = None;
        }
    }
    queries
}

/// The queries of a dashboard: each `expr`, and those of its variables.
fn panels(value: &Value, queries: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let query = ["expr", "query"].into_iter().filter_map(|key| fields.get(key)?.as_str());
            queries.extend(query.map(str::to_owned));
            fields.values().for_each(|inner| panels(inner, queries));
        }
        Value::Array(parts) => parts.iter().for_each(|inner| panels(inner, queries)),
        _ => {}
    }
}

fn read(file: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(path).expect(file)
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_and_dashboard_ask_for_what_is_offered() {
    let mut world = World::without_bot("metrics", served).await;
    world.config.backup.folder = world.folder().join("backups");
    world.start_bot().await;
    let (maya, mason) = (world.maya("rankings").await, world.mason().await);
    world.ask(&mason, "ranking", json!({})).await.foot();
    world.subscribe(&maya, json!({})).await;
    world.reach(NINE).await;
    world.posts_come(&maya.channel, 1).await;
    world.pass(chrono::TimeDelta::seconds(6)).await;
    let scrape = world.looks("/metrics", 200).await;
    let offered = offered(&scrape);
    for line in
        ["rankwatch_boards{state=\"active\"} 1", "rankwatch_credits_spent{span=\"day\",purpose=\"board\"} 1"]
    {
        assert!(scrape.lines().any(|told| told == line), "{line}: {scrape}");
    }
    let none = "rankwatch_gateway_sessions_total{begun=\"new\"} 0";
    assert!(scrape.contains("rankwatch_gateway_sessions_total{begun=\"new\"}") && !scrape.contains(none));
    assert!(scrape.contains("rankwatch_data_age_seconds{region=\"US\"} 32"), "nine hours: {scrape}");
    // For promtool, which CI has.
    if let Some(folder) = std::env::var_os("STORY_TRAFFIC") {
        std::fs::write(std::path::Path::new(&folder).join("metrics.prom"), &scrape).unwrap();
    }
    let mut queries = alerts(&read("deploy/prometheus/alerts.yml"));
    assert!(queries.len() > 10, "{queries:#?}");
    let dashboard = serde_json::from_str(&read("deploy/grafana/rankwatch.json")).unwrap();
    let before = queries.len();
    panels(&dashboard, &mut queries);
    assert!(queries.len() > before + 12, "{queries:#?}");
    let missing = missing(&queries, &offered);
    assert!(missing.is_empty(), "{missing:#?}");
    world.end().await;
}

#[test]
fn every_alert_has_a_test() {
    let (alerts, tests) = (read("deploy/prometheus/alerts.yml"), read("deploy/prometheus/alerts_test.yml"));
    let names: Vec<_> = alerts.lines().filter_map(|line| line.trim().strip_prefix("- alert: ")).collect();
    assert!(names.len() > 10, "{names:?}");
    let untested = names.iter().filter(|name| !tests.contains(&format!("alertname=\"{name}\"")));
    assert_eq!(untested.collect::<Vec<_>>(), [&""; 0]);
}

#[test]
fn what_is_not_offered_is_found() {
    let offered = offered(
        "# TYPE rankwatch_posts_total counter\nrankwatch_posts_total{kind=\"a\",outcome=\"b\"} 1\nrankwatch_servers 3\n",
    );
    let found = |query: &str| missing(&[query.to_owned()], &offered).len();
    for right in [
        "sum by (kind) (rate(rankwatch_posts_total{outcome=~\"b|c\"}[5m])) > 0",
        "rankwatch_servers + on () max by (job) (rankwatch_servers)",
    ] {
        assert_eq!(found(right), 0, "{right}");
    }
    for wrong in [
        "rankwatch_post_total > 0",
        "rankwatch_posts_total{result=\"b\"}",
        "sum by (region) (rankwatch_posts_total)",
        "rankwatch_servers{state=\"here\"}",
    ] {
        assert_eq!(found(wrong), 1, "{wrong}");
    }
    let text = "rules:\n  - alert: A\n    expr: |\n      rankwatch_a\n        > 1\n    for: 5m\n  - alert: B\n    expr: rankwatch_b\n";
    assert_eq!(alerts(text), [" rankwatch_a > 1", "rankwatch_b"]);
}
