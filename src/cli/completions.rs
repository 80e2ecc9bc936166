//! `rankwatch completions SHELL`: what a shell needs to complete commands and options.

use super::printed;
use clap::Command;
use clap_complete::{Shell, generate};
use std::io::{self, Write};

/// For which shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rankwatch completions bash > ~/.local/share/bash-completion/completions/rankwatch
  rankwatch completions zsh > ~/.zfunc/_rankwatch      (with ~/.zfunc in fpath)
  rankwatch completions fish > ~/.config/fish/completions/rankwatch.fish")]
pub(super) struct Options {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(options: &Options, mut command: Command) {
    let mut script = Vec::new();
    generate(options.shell, &mut command, "rankwatch", &mut script);
    printed(io::stdout().write_all(&script));
}
