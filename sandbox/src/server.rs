//! Binds the address, joins the parts' routes and serves them until told to stop.

use crate::{control, discord, keyapi, world::World};
use chrono::{DateTime, Utc};
use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// How a sandbox is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The market's seed: the same seed gives the same market.
    pub seed: u64,
    /// Where the traffic is logged, if anywhere.
    pub traffic_log: Option<PathBuf>,
    /// The world's time at the start; the system's when absent.
    pub start: Option<DateTime<Utc>>,
}

/// What a client needs to know of a running sandbox: its first line on stdout.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Hello {
    /// Base address of the simulated Discord; REST below `/api/v10`.
    pub discord: String,
    /// Base address of the simulated KeyAPI.
    pub keyapi: String,
    /// Address of the clock that all share.
    pub clock: String,
    /// Address of the page.
    pub page: String,
    /// The bot token that Discord accepts.
    pub token: String,
    /// The key that KeyAPI accepts.
    pub key: String,
    /// The bot's application id.
    pub application_id: String,
}

/// A running sandbox. Dropping it does not stop it: call [`Sandbox::stop`].
#[derive(Debug)]
pub struct Sandbox {
    /// The simulated world.
    pub world: Arc<World>,
    hello: Hello,
    stop: watch::Sender<bool>,
    server: JoinHandle<io::Result<()>>,
}

impl Sandbox {
    /// Starts serving.
    ///
    /// # Errors
    /// When the address can't be bound or the traffic log can't be opened.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(options.listen).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let world = World::new(&options, &base)?;
        let router = discord::router(&world).merge(keyapi::router(&world)).merge(control::router(&world));
        let (stop, mut stopped) = watch::channel(false);
        let server = async move {
            axum::serve(listener, router)
                .with_graceful_shutdown(async move {
                    let _ = stopped.wait_for(|stop| *stop).await;
                })
                .await
        };
        #[expect(clippy::disallowed_methods, reason = "the one place of the sandbox that starts its server")]
        let server = tokio::spawn(server);
        let hello = Hello {
            clock: format!("{base}/control/clock"),
            page: format!("{base}/"),
            token: discord::TOKEN.to_owned(),
            key: keyapi::KEY.to_owned(),
            application_id: discord::APPLICATION_ID.to_string(),
            keyapi: base.clone(),
            discord: base,
        };
        Ok(Self { world, hello, stop, server })
    }

    /// What a client needs to know.
    pub fn hello(&self) -> &Hello {
        &self.hello
    }

    /// Stops serving and closes every connection.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        self.world.discord.hang_up();
        self.world.news.end();
        self.server.abort();
        let _ = self.server.await;
    }
}
