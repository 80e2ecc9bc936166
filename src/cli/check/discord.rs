//! Discord: whose the token is, and what Discord says of the bot.

use super::{
    finding::Finding,
    installation::{self, Links},
};
use crate::{
    clock::Clock,
    commands::COMMANDS,
    config::{Config, Secret, address},
    discord::rest::{self, GatewayBot, Rest, RestError},
    text::{date, width::fit},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use std::{sync::Arc, time::Duration};

const TOKEN: &str = "Discord token";
const DEADLINE: Duration = Duration::from_secs(10);
/// Servers that are named, and as many as Discord tells at once.
const NAMED: usize = 5;
const TOLD: usize = 200;
/// Fewer sessions than this and a few restarts use them up.
const FEW: u64 = 20;
/// A clock may be off by so much before it is said, and before it is wrong: interactions are answered within 3 s.
const OFF: TimeDelta = TimeDelta::seconds(2);
const FAR_OFF: TimeDelta = TimeDelta::seconds(30);

/// What is known of the bot at Discord.
pub(super) struct Looked {
    pub(super) findings: Vec<Finding>,
    /// None where the token isn't good, or Discord can't be asked.
    pub(super) rest: Option<Arc<Rest>>,
    pub(super) links: Option<Links>,
}

/// Asks Discord who the bot is, and what follows from that.
pub(super) async fn look(config: &Config, clock: Arc<dyn Clock>) -> Looked {
    let now = clock.now();
    let nobody = |finding| Looked { findings: vec![finding], rest: None, links: None };
    let rest = match client(config, clock) {
        Ok(rest) => Arc::new(rest),
        Err(wrong) => return nobody(wrong),
    };
    let application = match rest.current_application().await {
        Ok(application) => application,
        Err(error) => {
            let mut looked = nobody(refused(&error));
            looked.findings.extend(rest.clock_ahead().map(punctual));
            return looked;
        }
    };
    let text = |value: &Value| fit(value.as_str().unwrap_or("?"), 40);
    let (name, bot) = (text(&application["name"]), text(&application["bot"]["username"]));
    let says = format!("it is the bot {bot}'s, of the application {name} ({})", text(&application["id"]));
    let mut findings = vec![Finding::fine(TOKEN, says)];
    findings.extend(installation::findings(&application));
    let id: Option<u64> = application["id"].as_str().and_then(|id| id.parse().ok());
    let commands = async {
        match id {
            Some(id) => rest.global_command_names(id).await,
            None => Ok(Vec::new()),
        }
    };
    let (gateway, commands, servers) = tokio::join!(rest.gateway_bot(), commands, rest.servers());
    let unknown = |check| move |error: RestError| Finding::not_checked(check, error.to_string());
    let of_application = application["approximate_guild_count"].as_u64();
    findings.push(gateway.map_or_else(unknown("sessions"), |gateway| sessions(&gateway, now)));
    findings.push(commands.map_or_else(unknown("commands"), |names| registered(&names)));
    findings.push(servers.map_or_else(unknown("servers"), |servers| invited(&servers, of_application)));
    findings.push(
        rest.clock_ahead()
            .map_or_else(|| Finding::not_checked("clock", "Discord's answers don't tell the time"), punctual),
    );
    Looked { findings, rest: Some(rest), links: id.map(Links::of) }
}

fn client(config: &Config, clock: Arc<dyn Clock>) -> Result<Rest, Finding> {
    let token = Secret::DiscordToken.read().map_err(|error| Finding::no_secret(TOKEN, &error))?;
    let mend = "Correct discord.api_url, or take it out of the configuration.";
    let api_url = address("discord.api_url", &config.discord.api_url)
        .map_err(|error| Finding::wrong(TOKEN, error.to_string(), mend))?;
    let calls_per_second = config.discord.requests_per_second;
    let settings = rest::Settings { api_url, token, deadline: DEADLINE, calls_per_second };
    Rest::new(settings, clock).map_err(|error| {
        Finding::wrong(
            TOKEN,
            error.to_string(),
            format!("Where to get it: {}", Secret::DiscordToken.source_hint()),
        )
    })
}

fn refused(error: &RestError) -> Finding {
    if error.token_is_bad() {
        let hint = Secret::DiscordToken.source_hint();
        return Finding::wrong(TOKEN, "Discord refuses it", format!("Get a new one: {hint}"));
    }
    let mend = "Check the network, a firewall, and https://discordstatus.com; then discord.api_url.";
    Finding::wrong(TOKEN, format!("Discord can't be asked: {error}"), mend)
}

fn sessions(gateway: &GatewayBot, now: DateTime<Utc>) -> Finding {
    let (left, shards) = (gateway.remaining, gateway.shards);
    let wanted = if shards == 1 { "1 shard is".to_owned() } else { format!("{shards} shards are") };
    let says = format!(
        "{left} can be begun today; {wanted} wanted. The only intent is GUILDS, which isn't privileged"
    );
    let wait = i64::try_from(gateway.reset_after_ms).ok().and_then(TimeDelta::try_milliseconds);
    let again = wait.and_then(|wait| now.checked_add_signed(wait)).map(date::moment).unwrap_or_default();
    let mend =
        format!("Each start takes one a shard: find out what starts it so often. They begin anew {again}.");
    match left {
        _ if left < u64::from(shards) => Finding::wrong("sessions", says, mend),
        ..FEW => Finding::advice("sessions", says, mend),
        _ => Finding::fine("sessions", says),
    }
}

fn registered(names: &[String]) -> Finding {
    let is_there = |name: &str| names.iter().any(|there| there == name);
    let missing: Vec<_> = COMMANDS.iter().map(|spec| spec.name).filter(|name| !is_there(name)).collect();
    let mend = "The bot registers them when it starts: `rankwatch run`.";
    match (names.len(), missing.as_slice()) {
        (0, _) => Finding::advice("commands", "none is registered yet", mend),
        (_, []) => Finding::fine("commands", format!("all {} are registered", COMMANDS.len())),
        (_, missing) => Finding::advice("commands", format!("not registered: {}", missing.join(", ")), mend),
    }
}

fn invited(servers: &[(u64, String)], about: Option<u64>) -> Finding {
    let count = match servers.len() {
        0 => return Finding::advice("servers", "it is in none yet", "Open the first link below."),
        TOLD.. => about.map_or_else(|| format!("{TOLD} or more"), |about| format!("about {about}")),
        count => count.to_string(),
    };
    let names = servers.iter().take(NAMED).map(|(_, name)| fit(name, 30));
    let more = if servers.len() > NAMED { ", …" } else { "" };
    Finding::fine("servers", format!("it is in {count}: {}{more}", names.collect::<Vec<_>>().join(", ")))
}

/// Our clock beside Discord's.
fn punctual(ahead: TimeDelta) -> Finding {
    let off = ahead.abs();
    let side = if ahead > TimeDelta::zero() { "ahead of" } else { "behind" };
    let says = format!("it is {} {side} Discord's", span(off));
    let mend = "Let the system keep it by NTP, such as `timedatectl set-ntp true`: boards post by it, and answers \
                come within 3 s of Discord's time.";
    match off {
        _ if off > FAR_OFF => Finding::wrong("clock", says, mend),
        _ if off > OFF => Finding::advice("clock", says, mend),
        _ => Finding::fine("clock", "it goes with Discord's"),
    }
}

fn span(time: TimeDelta) -> String {
    match time.num_seconds() {
        seconds @ ..=119 => format!("{seconds} s"),
        seconds @ ..=7_199 => format!("{} min", seconds / 60),
        seconds @ ..=172_799 => format!("{} h", seconds / 3_600),
        seconds => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::finding::State;

    #[test]
    fn a_clock_that_is_off_is_advice_and_far_off_is_wrong() {
        for (ms, state, part) in [
            (-2_000, State::Fine, "goes with"),
            (2_001, State::Advice, "2 s ahead of"),
            (-30_000, State::Advice, "30 s behind"),
            (30_001, State::Wrong, "30 s ahead of"),
            (-432_000_000, State::Wrong, "5 days behind"),
        ] {
            let finding = punctual(TimeDelta::milliseconds(ms));
            assert!(finding.state == state && finding.says.contains(part), "{ms}: {finding:?}");
        }
    }

    #[test]
    fn sessions_that_run_out_are_told_before_they_are_gone() {
        let now = "2026-11-28T12:00:00Z".parse().unwrap();
        let of = |remaining| {
            let url = "wss://gateway.discord.gg".parse().unwrap();
            sessions(&GatewayBot { url, shards: 2, remaining, reset_after_ms: 3_600_000 }, now)
        };
        assert_eq!(of(1_000).state, State::Fine);
        assert_eq!(of(19).state, State::Advice);
        assert!(of(1).state == State::Wrong && of(1).mend.unwrap().contains("13:00"), "{:?}", of(1));
    }

    #[test]
    fn commands_and_servers_that_are_missing_are_advice() {
        assert!(registered(&[]).says.contains("none"));
        let some: Vec<_> = COMMANDS.iter().skip(1).map(|spec| spec.name.to_owned()).collect();
        assert!(
            registered(&some).says.ends_with(&format!(": {}", COMMANDS[0].name)),
            "{:?}",
            registered(&some)
        );
        let servers: Vec<_> = (0..200).map(|id| (id, format!("s{id}"))).collect();
        assert_eq!(invited(&[], None).state, State::Advice);
        assert_eq!(invited(&servers[..2], Some(9)).says, "it is in 2: s0, s1");
        assert_eq!(invited(&servers, Some(250)).says, "it is in about 250: s0, s1, s2, s3, s4, …");
    }
}
