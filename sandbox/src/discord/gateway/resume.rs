//! RESUME: the missed events, then RESUMED.

use super::{Out, frame, receive::token_fits};
use crate::discord::state::Cx;
use chrono::TimeDelta;
use serde_json::{Value, json};

/// How long a dropped session waits.
const KEPT: TimeDelta = TimeDelta::minutes(5);

/// Forgets the sessions that nobody resumed.
pub(super) fn drop_stale(cx: &mut Cx<'_>) {
    let now = cx.now;
    cx.s.gateway.sessions.retain(|session| session.dropped.is_none_or(|at| now - at <= KEPT));
}

pub(super) fn resume(cx: &mut Cx<'_>, connection: u64, d: &Value) -> Result<(), (u16, &'static str)> {
    if !token_fits(cx, d) {
        return Err((4004, "Authentication failed."));
    }
    drop_stale(cx);
    let seq = d["seq"].as_u64().unwrap_or(0);
    let wanted = d["session_id"].as_str().unwrap_or("");
    let gateway = &mut cx.s.gateway;
    let Some(session) = gateway.sessions.iter_mut().find(|session| session.id == wanted) else {
        gateway.tell(connection, frame(9, &json!(false)));
        return Ok(());
    };
    if seq > session.seq {
        return Err((4007, "Invalid seq."));
    }
    let oldest = session.replay.front().map_or(session.seq + 1, |(seq, _)| *seq);
    if seq + 1 < oldest {
        gateway.sessions.retain(|session| session.id != wanted);
        gateway.tell(connection, frame(9, &json!(false)));
        return Ok(());
    }
    let old = session.connection.replace(connection);
    session.dropped = None;
    let mut missed: Vec<String> =
        session.replay.iter().filter(|(one, _)| *one > seq).map(|(_, text)| text.clone()).collect();
    missed.push(session.number("RESUMED", &json!({})));
    for text in missed {
        gateway.tell(connection, Out::Text(text));
    }
    if let Some(old) = old {
        gateway.tell(old, Out::Cut);
    }
    cx.world.log.dispatch(cx.now, "RESUMED", &json!({}));
    Ok(())
}
