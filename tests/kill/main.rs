//! The kill test: boards fall due while Discord misbehaves, the real bot is killed again and again, and in the end each
//! channel has each of its posts once.
//!
//! `KILL_ROUNDS` says how often it is killed (12 when absent), `KILL_SEED` repeats a run as far as chance allows.
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod boards;
mod dice;
mod faults;
mod program;
mod rounds;
mod sums;
mod world;

use dice::Dice;
use rounds::Run;
use tokio::sync::Mutex;

/// One run at a time: two would take each other's processor, and be killed before they did anything.
static ONE: Mutex<()> = Mutex::const_new(());

/// Who is told of boards that can't post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    AlertChannel,
    Creator,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.trim().parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_post_arrives_once_when_discord_remembers_no_nonce() {
    let _turn = ONE.lock().await;
    let (seed, rounds) = (number("KILL_SEED").unwrap_or_else(dice::any), number("KILL_ROUNDS").unwrap_or(12));
    println!("no nonce is remembered: KILL_SEED={seed} KILL_ROUNDS={rounds}");
    let sums = Run::new(0, Told::AlertChannel, Dice::new(seed)).await.run(rounds).await;
    println!("{sums}");
    sums.hold(rounds);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_post_arrives_once_when_discord_remembers_nonces() {
    let _turn = ONE.lock().await;
    let (seed, rounds) = (number("KILL_SEED").unwrap_or_else(dice::any), number("KILL_ROUNDS").unwrap_or(12));
    println!("nonces are remembered for 120 s: KILL_SEED={seed} KILL_ROUNDS={rounds}");
    let sums = Run::new(120, Told::Creator, Dice::new(seed)).await.run(rounds).await;
    println!("{sums}");
    sums.hold(rounds);
}
