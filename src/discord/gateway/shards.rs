//! Watching and ending shards, around what serenity leaves open.

use super::{GatewayError, STOP_LIMIT};
use crate::{
    clock::{self, Clock},
    discord::rest::Rest,
    telemetry::Line,
};
use serenity::{
    all::{ShardId, ShardManager},
    gateway::{ConnectionStage, ShardRunnerMessage},
};
use std::time::Duration;

/// How often shards are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// After so many looks without a session Discord is asked what it wants. Every session that fails
/// takes serenity 5 s or more, so this costs some twenty of the thousand a day.
const LOOKS: u32 = 120;
/// A normal end, after which the bot shows as offline.
const NORMAL: u16 = 1000;

/// Notes at each look how many are connected. Ends when a shard gets no session although Discord is up.
///
/// serenity tries for ever on the close codes 4010 to 4012 and tells nobody but its log which one
/// it was. What can be seen is that no session comes; whether it is for want of shards (4011), Discord's
/// REST interface tells. While that is down too, waiting is right.
pub(super) async fn watch(
    manager: &ShardManager,
    (shards, line): (u32, &Line),
    rest: &Rest,
    clock: &dyn Clock,
) -> GatewayError {
    // Shards begin 5 s apart. Looks are counted, for the clock may leap.
    let patience = LOOKS + shards.saturating_mul(6);
    let mut without = 0;
    loop {
        clock.sleep(LOOK).await;
        let down = down(manager, shards).await;
        let connected = shards.saturating_sub(u32::try_from(down.len()).unwrap_or(u32::MAX));
        line.note(shards, connected, clock.now());
        let Some(&shard) = down.first() else {
            without = 0;
            continue;
        };
        without += 1;
        if without < patience {
            continue;
        }
        match rest.gateway_bot().await {
            Ok(wanted) if wanted.shards > shards => {
                return GatewayError::MoreShards { running: shards, needed: wanted.shards };
            }
            Ok(_) => return GatewayError::Stuck { shard, seconds: without },
            Err(error) if error.token_is_bad() => return GatewayError::TokenRefused,
            Err(_) => without = 0,
        }
    }
}

/// The shards without a session.
async fn down(manager: &ShardManager, shards: u32) -> Vec<u32> {
    let runners = manager.runners.lock().await;
    let up = |shard: &u32| {
        runners.get(&ShardId(*shard)).is_some_and(|runner| runner.stage == ConnectionStage::Connected)
    };
    (0..shards).filter(|shard| !up(shard)).collect()
}

/// Ends all sessions in an orderly way, in less than [`STOP_LIMIT`].
pub(super) async fn end(manager: &ShardManager, clock: &dyn Clock) {
    let orderly = async {
        say_goodbye(manager).await;
        manager.shutdown_all().await;
    };
    if clock::timeout(clock, STOP_LIMIT - Duration::from_millis(300), orderly).await.is_err() {
        tracing::debug!("a shard of the Gateway is cut off instead of said goodbye to");
    }
}

/// Tells all shards at once, where serenity goes one by one. The close before the shutdown ends a
/// shard whose connection is gone, which would wait for an answer for ever.
async fn say_goodbye(manager: &ShardManager) {
    for (shard, runner) in manager.runners.lock().await.iter() {
        runner.runner_tx.send_to_shard(ShardRunnerMessage::Close(NORMAL, None));
        runner.runner_tx.send_to_shard(ShardRunnerMessage::Shutdown(*shard, NORMAL));
    }
}
