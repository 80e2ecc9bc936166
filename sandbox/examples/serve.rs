//! Serves a sandbox: `serve [ADDRESS [TRAFFIC_LOG]]`. Its first line on stdout says where everything is.

use rankwatch_sandbox::{Options, Sandbox};
use std::io::{Error, Write, stdout};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let listen = arguments.next().unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listen = listen.parse().map_err(Error::other)?;
    let traffic_log = arguments.next().map(Into::into);
    let sandbox = Sandbox::start(Options { listen, seed: 1, traffic_log, start: None }).await?;
    writeln!(stdout(), "{}", serde_json::to_string(sandbox.hello())?)?;
    tokio::signal::ctrl_c().await?;
    sandbox.stop().await;
    Ok(())
}
