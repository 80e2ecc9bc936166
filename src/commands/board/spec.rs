//! What `/board` and its subcommands take.

use super::super::{Kind, OptionSpec, Spec, Subcommand};

/// `/board`
pub(in crate::commands) const SPEC: Spec = Spec {
    name: "board",
    servers_only: true,
    options: &[],
    subcommands: &[
        Subcommand { name: "add", options: ADD },
        Subcommand { name: "list", options: &[] },
        Subcommand { name: "show", options: &[BOARD] },
        Subcommand { name: "edit", options: EDIT },
        Subcommand { name: "pause", options: &[BOARD] },
        Subcommand { name: "resume", options: &[BOARD] },
        Subcommand { name: "remove", options: &[BOARD] },
        Subcommand { name: "preview", options: &[BOARD] },
        Subcommand { name: "test", options: &[BOARD] },
    ],
};

/// Its number: suggested, with what the board is.
const BOARD: OptionSpec = OptionSpec::required("board", Kind::Suggested(20));

/// Which board, and everything that is set of one.
const EDIT: &[OptionSpec] = &[
    BOARD,
    OptionSpec::new("region", Kind::Suggested(50)),
    OptionSpec::new("by", Kind::Choice(&["sales", "followers", "gmv", "growth"])),
    OptionSpec::new("period", Kind::Choice(&["day", "week", "month"])),
    OptionSpec::new("category", Kind::Suggested(100)),
    OptionSpec::new("product", Kind::Suggested(100)),
    OptionSpec::new("top", Kind::Integer(10, 100)),
    OptionSpec::new("channel", Kind::Channel),
    OptionSpec::new("time", Kind::Suggested(20)),
    OptionSpec::new("days", Kind::Suggested(100)),
    OptionSpec::new("cron", Kind::Suggested(100)),
    OptionSpec::new("timezone", Kind::Suggested(100)),
    OptionSpec::new("language", Kind::Choice(&["en-US", "zh-CN"])),
    OptionSpec::new("style", Kind::Choice(&["new", "edit"])),
    OptionSpec::new("format", Kind::Choice(&["rich", "plain"])),
    OptionSpec::new("mention", Kind::Role),
    OptionSpec::new("late", Kind::Choice(&["wait", "post", "skip"])),
];

/// The same, but for which board.
const ADD: &[OptionSpec] = EDIT.split_at(1).1;
