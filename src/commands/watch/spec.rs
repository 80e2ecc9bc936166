//! What `/watch` and its subcommands take.

use super::super::{Kind, OptionSpec, Spec, Subcommand};

/// `/watch`
pub(in crate::commands) const SPEC: Spec = Spec {
    name: "watch",
    servers_only: true,
    options: &[],
    subcommands: &[
        Subcommand { name: "add", options: ADD },
        Subcommand { name: "import", options: IMPORT },
        Subcommand { name: "list", options: &[] },
        Subcommand { name: "edit", options: EDIT },
        Subcommand { name: "snooze", options: &[WATCH, OptionSpec::new("days", Kind::Integer(0, 90))] },
        Subcommand { name: "remove", options: &[WATCH] },
        Subcommand { name: "backtest", options: &[WATCH] },
        Subcommand { name: "why", options: &[WATCH] },
    ],
};

/// Its number: suggested, with what the watch is.
const WATCH: OptionSpec = OptionSpec::required("watch", Kind::Suggested(20));

const CHANNEL: OptionSpec = OptionSpec::new("channel", Kind::Channel);
const METRICS: OptionSpec = OptionSpec::new("metrics", Kind::Suggested(60));
const SENSITIVITY: OptionSpec = OptionSpec::new("sensitivity", Kind::Choice(&["low", "normal", "high"]));

/// Whom, and everything that is set of a watch.
const ADD: &[OptionSpec] = &[
    OptionSpec::required("creator", Kind::Suggested(200)),
    OptionSpec::new("region", Kind::Suggested(50)),
    CHANNEL,
    METRICS,
    SENSITIVITY,
    OptionSpec::new("percent", Kind::Integer(1, 10_000)),
    OptionSpec::new("minimum", Kind::Integer(1, 1_000_000_000)),
    OptionSpec::new("cooldown_hours", Kind::Integer(0, 720)),
    OptionSpec::new("entered_top", Kind::Integer(1, 100)),
    OptionSpec::new("silent_days", Kind::Integer(0, 28)),
    OptionSpec::new("mention", Kind::Role),
];

/// The same, of a watch that is there.
const EDIT: &[OptionSpec] = &{
    let mut edit = [WATCH; 11];
    let (mut from, mut to) = (1, 1);
    while from < ADD.len() {
        edit[to] = OptionSpec { name: ADD[from].name, kind: ADD[from].kind, required: false };
        from += 1;
        to += 1;
    }
    edit
};

const IMPORT: &[OptionSpec] = &[OptionSpec::new("file", Kind::Attachment), CHANNEL, METRICS, SENSITIVITY];
