//! The configuration: where it comes from, and what is legal in it but seldom meant.

use super::finding::Finding;
use crate::config::{Config, Secret};
use std::path::Path;

const CHECK: &str = "configuration";

/// It was read already: what can't be meant was refused before.
pub(super) fn findings(config: &Config, file: Option<&Path>) -> Vec<Finding> {
    let named = file.unwrap_or(Path::new("config.toml"));
    let from = if named.exists() {
        named.display().to_string()
    } else {
        "the defaults (there is no config.toml in this folder)".to_owned()
    };
    let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut ours: Vec<_> = variables.filter(|name| name.starts_with("RANKWATCH_")).collect();
    ours.sort_unstable();
    let over = if ours.is_empty() { String::new() } else { format!(", overridden by {}", ours.join(", ")) };
    let mut findings = vec![Finding::fine(CHECK, format!("from {from}{over}"))];
    findings.extend(unwise(config));
    findings.extend([Secret::DiscordToken, Secret::KeyapiKey].into_iter().filter_map(twice));
    findings
}

/// Values that are allowed and seldom wise.
fn unwise(config: &Config) -> Vec<Finding> {
    let mut advice = Vec::new();
    let mut add = |says: String, mend: &str| advice.push(Finding::advice(CHECK, says, mend));
    let credits = &config.credits;
    for (key, value, what) in [
        ("credits.per_day", credits.per_day, "a day"),
        ("credits.per_month", credits.per_month, "a month"),
        ("credits.per_server_per_day", credits.per_server_per_day, "a day by one server"),
        ("credits.per_person_per_day", credits.per_person_per_day, "a day by one person"),
    ] {
        if value == 0 {
            let says = format!("{key} = 0 sets no limit to what may be spent {what}");
            add(says, "Set the most that you want to pay for; what is stored is answered all the same.");
        }
    }
    if credits.per_day > 0 && credits.per_month > 0 && credits.per_day > credits.per_month {
        let says = format!("credits.per_day = {} is more than a whole month may cost", credits.per_day);
        add(says, "Lower it to about a thirtieth of credits.per_month.");
    }
    if let Ok(Some(listen)) = config.listen()
        && !listen.ip().is_loopback()
    {
        let says = format!("http.listen = {listen} shows health and metrics to whoever reaches this machine");
        add(says, "In a container that publishes no port this is right; else listen on 127.0.0.1.");
    }
    if config.log.level.contains("trace") || config.log.level.contains("debug") {
        let says = format!("log.level = {:?} fills the disk", config.log.level);
        add(says, "Go back to the default once you found what you looked for.");
    }
    let simulated = [
        ("discord.api_url", &config.discord.api_url),
        ("keyapi.base_url", &config.keyapi.base_url),
        ("clock.url", &config.clock.url),
    ];
    let simulated: Vec<_> = simulated.into_iter().filter(|(_, url)| url.starts_with("http://")).collect();
    if !simulated.is_empty() {
        let keys: Vec<_> = simulated.into_iter().map(|(key, _)| key).collect();
        let says = format!("it speaks with a simulated world on this machine: {}", keys.join(", "));
        add(says, "Take these keys out for the real Discord and the real data source.");
    }
    advice
}

/// A secret that is given in both ways.
fn twice(secret: Secret) -> Option<Finding> {
    let name = secret.variable();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let file = format!("{name}_FILE");
    (set(name) && set(&file)).then(|| {
        let says = format!("{name} and {file} are both set: {name} is taken");
        Finding::advice(CHECK, says, "Take one of them out.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_need_no_advice_and_what_is_unwise_is_named() {
        assert!(unwise(&Config::default()).is_empty());
        let mut config = Config::default();
        config.credits.per_day = 0;
        config.credits.per_person_per_day = 0;
        config.http.listen = "0.0.0.0:9464".to_owned();
        config.log.level = "info,rankwatch=debug".to_owned();
        config.clock.url = "http://127.0.0.1:1/clock".to_owned();
        let advice = unwise(&config);
        for (finding, part) in advice.iter().zip([
            "credits.per_day = 0",
            "credits.per_person_per_day = 0",
            "http.listen = 0.0.0.0:9464",
            "log.level",
            "this machine: clock.url",
        ]) {
            assert!(finding.says.contains(part), "{part}: {finding:?}");
        }
        assert_eq!(advice.len(), 5);
        config.credits.per_day = 20_000;
        assert!(unwise(&config)[1].says.contains("more than a whole month"), "{:?}", unwise(&config));
    }
}
