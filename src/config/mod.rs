//! The configuration: `config.toml`, overridden by the environment. Unknown keys are refused by name and
//! line; secrets come from the environment only and are never shown.

mod environment;
mod secrets;

pub use secrets::{Secret, SecretError};

use crate::domain::{Cron, Schedule, Timing, Zone};
use serde::{Deserialize, Serialize};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};
use url::Url;

/// Why there is no configuration. Says where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that was named can't be read.
    #[error("{path}: can't be read: {error}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The file's text is no configuration; the message shows the line.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// Line, column and what is expected there.
        error: toml::de::Error,
    },
    /// An environment variable names no key, or its value doesn't fit.
    #[error("{variable}: {reason}")]
    Variable {
        /// The variable.
        variable: String,
        /// What is wrong, and what would be right.
        reason: String,
    },
    /// A value outside its bounds.
    #[error("{key} = {value}: {expected}")]
    Value {
        /// `section.key`
        key: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        expected: &'static str,
    },
}

macro_rules! section {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $key:ident: $type:ty = $default:expr,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$doc])* pub $key: $type,)+ }

        impl Default for $name {
            fn default() -> Self {
                Self { $($key: $default.into(),)+ }
            }
        }
    };
}

section! {
    /// `[discord]`
    DiscordSection {
        /// Address above `/api/v10`.
        api_url: String = "https://discord.com",
        /// Milliseconds until an answer is deferred, 0 to 2500.
        defer_after_ms: u32 = 1500_u32,
        /// Requests a second that Discord takes, 1 to 10000.
        requests_per_second: u32 = 50_u32,
    }
}
section! {
    /// `[keyapi]`
    KeyapiSection {
        /// Address of the source.
        base_url: String = "https://api.keyapi.ai",
        /// Milliseconds between two requests.
        min_interval_ms: u32 = 1000_u32,
        /// Milliseconds to wait after a 429 that doesn't say.
        retry_wait_ms: u32 = 60_000_u32,
        /// Milliseconds that a request may take.
        deadline_ms: u32 = 15_000_u32,
    }
}
section! {
    /// `[clock]`
    ClockSection {
        /// Address of a clock to follow; empty for the system's.
        url: String = "",
    }
}
section! {
    /// `[database]`
    DatabaseSection {
        /// The SQLite file.
        path: PathBuf = "data/rankwatch.db",
    }
}
section! {
    /// `[http]`
    HttpSection {
        /// Where health and metrics are served; empty for nowhere.
        listen: String = "127.0.0.1:9464",
        /// What is called once a UTC day when its boards are posted; empty for nothing.
        ping_url: String = "",
    }
}
section! {
    /// `[backup]`: those that the bot makes by itself.
    BackupSection {
        /// Where they are written; empty for none.
        folder: PathBuf = "",
        /// When, as cron's five fields, in UTC.
        schedule: String = "17 3 * * *",
        /// How many are kept, 1 to 1000.
        keep: u32 = 14_u32,
    }
}
section! {
    /// `[rankings]`
    RankingsSection {
        /// Seconds before an absent list is asked for again.
        probe_interval_s: u32 = 1800_u32,
        /// Days that "latest" looks back, 1 to 30.
        walk_back_days: u32 = 7_u32,
        /// Seconds that a person's question may wait for a source in trouble, or a busy one.
        patience_s: u32 = 20_u32,
    }
}
section! {
    /// `[credits]`: ceilings; 0 is no limit.
    CreditsSection {
        /// Credits a UTC day.
        per_day: u32 = 600_u32,
        /// Credits a UTC month.
        per_month: u32 = 18_000_u32,
        /// Percent of a day's credits for questions, 1 to 100.
        asking_percent: u32 = 50_u32,
        /// Credits a UTC day and server.
        per_server_per_day: u32 = 100_u32,
        /// Credits a UTC day and person.
        per_person_per_day: u32 = 50_u32,
    }
}
section! {
    /// `[boards]`
    BoardsSection {
        /// Boards a server may have.
        max_per_server: u32 = 25_u32,
        /// The least days between two posts of a board, 1 to 31.
        shortest_interval_days: u32 = 1_u32,
        /// Seconds that a board waits for its list, 0 to 86400.
        wait_s: u32 = 21_600_u32,
        /// Seconds before a board falls due from which its list is looked for, 0 to 86400.
        probe_lead_s: u32 = 7200_u32,
    }
}
section! {
    /// `[watches]`
    WatchesSection {
        /// Watches a server may have.
        max_per_server: u32 = 200_u32,
        /// Seconds between two looks at what is new, 1 to 86400.
        evaluate_interval_s: u32 = 300_u32,
        /// Pages of a region's board that are walked a day where the source offers no details, 1 to 10.
        pages: u32 = 10_u32,
        /// Days without a word of a creator after which that is told, 1 to 90.
        vanished_days: u32 = 7_u32,
    }
}
section! {
    /// `[delivery]`
    DeliverySection {
        /// Seconds after which a post is given up, 60 to 604800.
        expiry_s: u32 = 21_600_u32,
    }
}
section! {
    /// `[log]`
    LogSection {
        /// Level or directives.
        level: String = "info,serenity=error",
        /// JSON lines.
        json: bool = false,
    }
}

/// The whole configuration, but for the secrets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Discord.
    pub discord: DiscordSection,
    /// The data source.
    pub keyapi: KeyapiSection,
    /// The clock.
    pub clock: ClockSection,
    /// The database.
    pub database: DatabaseSection,
    /// Health and metrics.
    pub http: HttpSection,
    /// Scheduled backups.
    pub backup: BackupSection,
    /// Rankings.
    pub rankings: RankingsSection,
    /// Ceilings of spending.
    pub credits: CreditsSection,
    /// Boards.
    pub boards: BoardsSection,
    /// Watches.
    pub watches: WatchesSection,
    /// Delivery.
    pub delivery: DeliverySection,
    /// The log.
    pub log: LogSection,
}

impl Config {
    /// Reads the file, if there is one or one was named, and the environment's variables over it.
    ///
    /// # Errors
    /// [`ConfigError`] for the first thing that can't be meant.
    pub fn load(
        named: Option<&Path>,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let path = named.unwrap_or(Path::new("config.toml"));
        let shown = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(ConfigError::Unreadable { path: shown, error }),
        };
        let config = toml::from_str(&text).map_err(|error| ConfigError::File { path: shown, error })?;
        let config = environment::override_with(config, variables)?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let within = |key, value: u32, least: u32, most: u32, expected| {
            let fits = (least..=most).contains(&value);
            fits.then_some(()).ok_or_else(|| ConfigError::Value { key, value: value.to_string(), expected })
        };
        within("discord.defer_after_ms", self.discord.defer_after_ms, 0, 2500, "0 to 2500")?;
        let pace = self.discord.requests_per_second;
        within("discord.requests_per_second", pace, 1, 10_000, "1 to 10000")?;
        within("rankings.walk_back_days", self.rankings.walk_back_days, 1, 30, "1 to 30")?;
        within("credits.asking_percent", self.credits.asking_percent, 1, 100, "1 to 100")?;
        within("keyapi.deadline_ms", self.keyapi.deadline_ms, 100, 120_000, "100 to 120000")?;
        within("boards.max_per_server", self.boards.max_per_server, 1, 1000, "1 to 1000")?;
        within("boards.shortest_interval_days", self.boards.shortest_interval_days, 1, 31, "1 to 31")?;
        within("boards.wait_s", self.boards.wait_s, 0, 86_400, "0 to 86400")?;
        within("boards.probe_lead_s", self.boards.probe_lead_s, 0, 86_400, "0 to 86400")?;
        within("watches.max_per_server", self.watches.max_per_server, 1, 10_000, "1 to 10000")?;
        let interval = self.watches.evaluate_interval_s;
        within("watches.evaluate_interval_s", interval, 1, 86_400, "1 to 86400")?;
        within("watches.pages", self.watches.pages, 1, 10, "1 to 10")?;
        within("watches.vanished_days", self.watches.vanished_days, 1, 90, "1 to 90")?;
        within("delivery.expiry_s", self.delivery.expiry_s, 60, 604_800, "60 to 604800")?;
        if self.database.path.as_os_str().is_empty() {
            let (key, value) = ("database.path", "\"\"".to_owned());
            return Err(ConfigError::Value { key, value, expected: "the path of a file" });
        }
        within("backup.keep", self.backup.keep, 1, 1000, "1 to 1000")?;
        self.log_level()?;
        self.listen()?;
        self.backup_schedule()?;
        if !self.http.ping_url.is_empty() {
            address("http.ping_url", &self.http.ping_url).map_err(hidden)?;
        }
        address("discord.api_url", &self.discord.api_url)?;
        address("keyapi.base_url", &self.keyapi.base_url)?;
        if !self.clock.url.is_empty() && !is_loopback(&address("clock.url", &self.clock.url)?) {
            let (key, value) = ("clock.url", self.clock.url.clone());
            return Err(ConfigError::Value { key, value, expected: "a clock on this machine, or nothing" });
        }
        Ok(())
    }

    /// A lone word that is no level would be taken for a part of the program, and everything else be silent.
    fn log_level(&self) -> Result<(), ConfigError> {
        let parts = self.log.level.split(',').map(str::trim).filter(|part| !part.is_empty());
        let levels = ["off", "error", "warn", "info", "debug", "trace"];
        let is_level = |part: &str| levels.iter().any(|level| part.eq_ignore_ascii_case(level));
        match parts.filter(|part| !part.contains('=')).find(|part| !is_level(part)) {
            None => Ok(()),
            Some(_) => Err(ConfigError::Value {
                key: "log.level",
                value: format!("{:?}", self.log.level),
                expected: "error, warn, info, debug, trace or off, and target=level for a part of the program",
            }),
        }
    }

    /// Where health and metrics are served; none for nowhere.
    ///
    /// # Errors
    /// [`ConfigError::Value`]
    pub fn listen(&self) -> Result<Option<SocketAddr>, ConfigError> {
        let text = self.http.listen.trim();
        let expected = "an IP address and a port, such as 127.0.0.1:9464 or [::1]:9464, or nothing";
        let error = |_| ConfigError::Value { key: "http.listen", value: text.to_owned(), expected };
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(error) }
    }

    /// When scheduled backups are made, by UTC.
    ///
    /// # Errors
    /// [`ConfigError::Value`]
    pub fn backup_schedule(&self) -> Result<Schedule, ConfigError> {
        let text = &self.backup.schedule;
        let expected = "cron's five fields, with one time of the day, such as 17 3 * * *";
        let error = |_| ConfigError::Value { key: "backup.schedule", value: text.clone(), expected };
        let cron = Cron::parse(text).map_err(error)?;
        Ok(Schedule { timing: Timing::Cron(cron), zone: Zone::default() })
    }
}

/// An address that may be called: https anywhere, http on this machine only.
///
/// # Errors
/// [`ConfigError::Value`]
pub fn address(key: &'static str, text: &str) -> Result<Url, ConfigError> {
    let expected = "an https:// address, or http:// on a loopback address";
    let error = || ConfigError::Value { key, value: text.to_owned(), expected };
    let url = Url::parse(text).map_err(|_| error())?;
    let allowed = match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(&url),
        _ => false,
    };
    if allowed { Ok(url) } else { Err(error()) }
}

/// The same error without the value, which holds a secret.
fn hidden(error: ConfigError) -> ConfigError {
    match error {
        ConfigError::Value { key, expected, .. } => {
            ConfigError::Value { key, value: "(what is set)".to_owned(), expected }
        }
        error => error,
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests;
