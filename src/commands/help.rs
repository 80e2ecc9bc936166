//! `/help`: what the bot can do, by task, with working examples.

use super::spec::Spec;

/// `/help` takes nothing.
pub(super) const SPEC: Spec = Spec { name: "help", servers_only: false, options: &[], subcommands: &[] };
