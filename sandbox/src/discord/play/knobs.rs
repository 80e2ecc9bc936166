//! Settings, and disturbances of the Gateway.

use super::{Cx, Refusal};
use serde_json::{Value, json};

/// Disturbs the Gateway.
pub(crate) fn disturb(cx: &mut Cx<'_>, action: &str, body: &Value) -> Result<Value, Refusal> {
    let gateway = &mut cx.s.gateway;
    match action {
        "reconnect" => gateway.ask_reconnect(),
        "invalid" => gateway.invalidate(body["resumable"] == json!(true)),
        "heartbeat" => gateway.ask_heartbeat(),
        "cut" => gateway.cut(),
        "zombie" => gateway.zombie = body["on"] != json!(false),
        "close" => {
            let code = body["code"].as_u64().and_then(|code| u16::try_from(code).ok());
            let code = code.filter(|code| (1000..5000).contains(code));
            gateway.close(code.ok_or_else(|| Refusal::bad("\"code\" must be a close code."))?);
        }
        _ => return Err(Refusal::missing(format!("There is no action \"{action}\"."))),
    }
    Ok(gateway.shown())
}

/// The settings in force.
pub(crate) fn settings(cx: &Cx<'_>) -> Value {
    json!(cx.s.settings)
}

/// The largest number of a setting: more than any harness needs, less than time can count.
const MOST: i64 = 10_000_000_000;

/// Changes settings; unknown keys are refused.
pub(crate) fn set(cx: &mut Cx<'_>, body: &Value) -> Result<Value, Refusal> {
    let mut settings = cx.s.settings.clone();
    for (key, value) in body.as_object().into_iter().flatten() {
        let wrong = || Refusal::bad(format!("\"{key}\" can't be {value}."));
        let number = || value.as_i64().filter(|number| (0..=MOST).contains(number)).ok_or_else(wrong);
        let size = || {
            number().ok().and_then(|size| u64::try_from(size).ok()).filter(|size| *size > 0).ok_or_else(wrong)
        };
        let flag = || value.as_bool().ok_or_else(wrong);
        match key.as_str() {
            "nonce_window_s" => settings.nonce_window_s = number()?,
            "rate_limits" => settings.rate_limits = flag()?,
            "interaction_deadline_ms" => settings.interaction_deadline_ms = number()?,
            "interaction_token_s" => settings.interaction_token_s = number()?,
            "channel_writes_a_minute" => {
                settings.channel_writes_a_minute = u32::try_from(size()?).map_err(|_| wrong())?;
            }
            "identifies_a_day" => settings.identifies_a_day = size()?,
            "token_valid" => settings.token_valid = flag()?,
            "privileged_intents" => settings.privileged_intents = flag()?,
            "max_concurrency" => settings.max_concurrency = size()?,
            "heartbeat_interval_ms" => settings.heartbeat_interval_ms = size()?,
            _ => return Err(Refusal::bad(format!("There is no setting \"{key}\"."))),
        }
    }
    if settings.rate_limits != cx.s.settings.rate_limits {
        cx.s.limits.reset();
    }
    if !settings.token_valid && cx.s.settings.token_valid {
        cx.s.gateway.close(4004);
    }
    cx.s.settings = settings;
    Ok(json!(cx.s.settings))
}
