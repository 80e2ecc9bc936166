//! Every rule of Prometheus names the section that says what to do when it fires, and the operator's document lists each.

use crate::markdown::{Document, document, hold, read};

/// The rules of a file, each with its own lines.
fn rules(text: &str) -> Vec<(&str, &str)> {
    let rules = text.split("- alert:").skip(1);
    rules
        .map(|rule| rule.trim_start().split_once('\n').unwrap_or((rule, "")))
        .map(|(name, lines)| (name.trim(), lines))
        .collect()
}

/// Rules that lead nowhere, or that a document has no row of, or one with another severity.
fn unexplained(rules: &[(&str, &str)], document: &Document) -> Vec<String> {
    let (anchors, rows) = (document.anchors(), document.prose());
    let word = |text: &str, before: &str| {
        let rest = text.split_once(before)?.1;
        rest.split(|char: char| !char.is_alphanumeric() && !"-_".contains(char)).next().map(str::to_owned)
    };
    let fault = |&(name, lines): &(&str, &str)| {
        let Some(anchor) = word(lines, "operating.md#") else {
            return Some(format!("{name} names no section of docs/operating.md"));
        };
        if !anchors.contains(&anchor) {
            return Some(format!("{name}: there is no section #{anchor}"));
        }
        let row = format!("| `{name}` | {} |", word(lines, "severity: ").unwrap_or_default());
        let is_listed = rows.iter().any(|line| line.starts_with(&row));
        (!is_listed).then(|| format!("docs/operating.md has no row {row}"))
    };
    rules.iter().filter_map(fault).collect()
}

/// What a document lists as alerts, in the first column of the table under "Alerts".
fn listed(document: &Document) -> Vec<&str> {
    let lines = document.prose().into_iter().skip_while(|line| *line != "## Alerts").skip(1);
    let rows = lines.take_while(|line| !line.starts_with("## ")).filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next()).collect()
}

#[test]
fn every_alert_says_what_to_do() {
    let text = read("deploy/prometheus/alerts.yml");
    let (rules, operating) = (rules(&text), document("docs/operating.md"));
    assert!(rules.len() > 5);
    hold("an alert leaves its reader alone", &unexplained(&rules, &operating));
    let gone = listed(&operating).into_iter().filter(|name| !rules.iter().any(|(rule, _)| rule == name));
    assert_eq!(gone.collect::<Vec<_>>(), [""; 0], "docs/operating.md lists it, and there is no such rule");
}

#[test]
fn an_alert_that_leads_nowhere_is_found() {
    let text = "  - alert: A\n    severity: page\n    docs/operating.md#alerts\n  - alert: B\n    operating.md#gone\n  \
                - alert: C\n    x\n  - alert: D\n    severity: page\n    operating.md#alerts'\n";
    let document = Document::made_up(
        "## Alerts\n\n| `A` | page |\n| `D` | ticket |\n| `E` | x |\n\n## Else\n\n| `F` |\n",
    );
    let expected = [
        "B: there is no section #gone",
        "C names no section of docs/operating.md",
        "docs/operating.md has no row | `D` | page |",
    ];
    assert_eq!(unexplained(&rules(text), &document), expected);
    assert_eq!(listed(&document), ["A", "D", "E"]);
}
