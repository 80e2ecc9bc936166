//! What Discord does wrong: to posts at random, to one channel for ever.

use crate::{dice::Dice, world::World};
use serde_json::{Value, json};

/// Faults that a round has at most; each hits some posts.
const MOST: u64 = 8;

impl World {
    /// A channel in which posts hang until the end, though they arrive.
    pub(crate) async fn hang(&self, channel: u64) {
        let path = format!("/channels/{channel}/messages");
        let hang =
            json!({ "side": "discord", "method": "POST", "path": path, "kind": "delay", "ms": 60_000 });
        self.post("faults", hang).await;
    }

    /// Other faults than before on posts, and now and then on the look for them.
    pub(crate) async fn disturb(&self, dice: &mut Dice) {
        self.delete("faults/round").await;
        for _ in 0..dice.between(2, MOST) {
            let mut fault = effect(dice);
            let looks = dice.once_in(5);
            fault["label"] = json!("round");
            fault["side"] = json!("discord");
            fault["method"] = json!(if looks { "GET" } else { "POST" });
            fault["path"] = json!("/messages");
            fault["times"] = json!(dice.between(1, 12));
            self.post("faults", fault).await;
        }
    }
}

fn effect(dice: &mut Dice) -> Value {
    match dice.between(0, 7) {
        0 | 1 => json!({ "kind": "status_after", "status": 500 }),
        2 | 3 => json!({ "kind": "lost_answer" }),
        4 => {
            let body =
                json!({ "message": "You are being rate limited.", "retry_after": 1.5, "global": false });
            let headers = [["retry-after", "2"], ["x-ratelimit-scope", "user"]];
            json!({ "kind": "status", "status": 429, "body": body, "headers": headers })
        }
        5 => json!({ "kind": "delay", "ms": dice.between(200, 1_500) }),
        6 => json!({ "kind": "cut_body" }),
        _ => json!({ "kind": "refused" }),
    }
}
