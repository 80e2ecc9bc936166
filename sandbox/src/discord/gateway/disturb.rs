//! Disturbances that the control API asks for.

use super::{Gateway, Out, frame};
use serde_json::{Value, json};

impl Gateway {
    /// op 7: please reconnect.
    pub(crate) fn ask_reconnect(&mut self) {
        self.each(|| frame(7, &Value::Null));
    }

    /// op 9; a session that isn't resumable is forgotten.
    pub(crate) fn invalidate(&mut self, resumable: bool) {
        self.each(|| frame(9, &json!(resumable)));
        if !resumable {
            self.sessions.clear();
        }
    }

    /// op 1: a heartbeat is wanted now.
    pub(crate) fn ask_heartbeat(&mut self) {
        self.each(|| frame(1, &Value::Null));
    }

    /// Every line goes dead.
    pub(crate) fn cut(&mut self) {
        self.each(|| Out::Cut);
    }

    /// Closes every connection; the codes that stop a bot for good end its session.
    pub(crate) fn close(&mut self, code: u16) {
        self.each(|| Out::Close(code, "Closed by the sandbox."));
        if matches!(code, 4004 | 4007 | 4009..=4014) {
            self.sessions.clear();
        }
    }

    fn each(&mut self, out: impl Fn() -> Out) {
        let ids: Vec<u64> = self.connections.keys().copied().collect();
        for id in ids {
            self.tell(id, out());
        }
    }
}
