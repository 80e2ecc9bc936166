//! The binary: everything lives in the library.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    rankwatch::cli::main().await
}
