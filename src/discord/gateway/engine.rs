//! A thread of its own for serenity.
//!
//! After the close codes 4003, 4010 and 4011 its shard asks a dead connection over and over without
//! ever yielding, until the next heartbeat 41 s later. In the bot's own runtime that stops all else.

use super::GatewayError;
use tokio::runtime::{Builder, Runtime};

/// serenity's runtime; dropping it ends whatever serenity still has going.
pub(super) struct Engine(Option<Runtime>);

impl Engine {
    /// Starts the thread.
    pub(super) fn start() -> Result<Self, GatewayError> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).thread_name("gateway").enable_all().build();
        runtime.map(|runtime| Self(Some(runtime))).map_err(|error| GatewayError::Other(error.to_string()))
    }

    /// Runs `work` there; what it spawns stays there.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, serenity::Error>> + Send + 'static,
    ) -> Result<T, GatewayError> {
        let Some(runtime) = &self.0 else { return Err(GatewayError::Other("it has ended".to_owned())) };
        let done = runtime.spawn(work).await.map_err(|error| GatewayError::Other(error.to_string()))?;
        done.map_err(GatewayError::of)
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
