//! stub
use super::rest::Rest;
use crate::clock::Clock;
use secrecy::SecretString;
use std::sync::Arc;
use tokio::sync::mpsc;
#[derive(Debug)]
pub struct Gateway;
#[derive(Debug)]
pub struct Handle;
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct GatewayError;
#[derive(Debug)]
pub enum Incoming {
    Interaction { interaction: Box<serenity::all::Interaction>, received_at: chrono::DateTime<chrono::Utc> },
    Unreadable(serde_json::Value),
    Ready { application_id: u64, guilds: Vec<u64>, shard: u32 },
    Resumed,
}
pub async fn connect(
    _: &Rest,
    _: &SecretString,
    _: mpsc::Sender<Incoming>,
    _: Arc<dyn Clock>,
) -> Result<Gateway, GatewayError> {
    Ok(Gateway)
}
impl Gateway {
    pub fn handle(&self) -> Handle {
        Handle
    }
    pub async fn run(self) -> Result<(), GatewayError> {
        Ok(())
    }
}
impl Handle {
    pub async fn stop(&self) {}
}
