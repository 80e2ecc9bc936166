//! The two secrets: from a variable, or from the file that a variable names (as containers hand them over).

use secrecy::SecretString;

/// A secret that the operator hands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// The bot's token.
    DiscordToken,
    /// The source's key.
    KeyapiKey,
}

/// Why a secret can't be had; never holds it.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It isn't set.
    #[error(
        "{variable} is not set (nor {variable}_FILE).\n  Where to get it: {source_hint}\n  To try rankwatch without it: \
         `rankwatch demo`, or `rankwatch sandbox` for a simulated Discord and data source"
    )]
    Missing {
        /// The variable.
        variable: &'static str,
        /// Where it is issued.
        source_hint: &'static str,
    },
    /// Its file is there, and nothing is in it.
    #[error("the file {path}, which {variable}_FILE names, is empty.\n  Where to get it: {source_hint}")]
    Empty {
        /// The variable.
        variable: &'static str,
        /// The file.
        path: String,
        /// Where it is issued.
        source_hint: &'static str,
    },
    /// The file that was named can't be read.
    #[error("{variable}_FILE names {path}, which can't be read: {error}")]
    File {
        /// The variable.
        variable: &'static str,
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
}

impl Secret {
    /// The variable that holds it.
    pub const fn variable(self) -> &'static str {
        match self {
            Self::DiscordToken => "DISCORD_TOKEN",
            Self::KeyapiKey => "KEYAPI_KEY",
        }
    }

    /// Where it is issued.
    pub const fn source_hint(self) -> &'static str {
        match self {
            Self::DiscordToken => {
                "https://discord.com/developers/applications → your application → Bot → Reset Token"
            }
            Self::KeyapiKey => "https://keyapi.ai/app/dashboard → API key",
        }
    }

    /// Reads it from the process's environment.
    ///
    /// # Errors
    /// [`SecretError`]
    pub fn read(self) -> Result<SecretString, SecretError> {
        self.read_with(|name| std::env::var(name).ok())
    }

    pub(super) fn read_with(
        self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<SecretString, SecretError> {
        let name = self.variable();
        let set =
            |name: &str| variable(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        if let Some(secret) = set(name) {
            return Ok(SecretString::from(secret));
        }
        let missing = || SecretError::Missing { variable: name, source_hint: self.source_hint() };
        let path = set(&format!("{name}_FILE")).ok_or_else(missing)?;
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => return Err(SecretError::File { variable: name, path, error }),
        };
        match text.trim() {
            "" => Err(SecretError::Empty { variable: name, path, source_hint: self.source_hint() }),
            secret => Ok(SecretString::from(secret)),
        }
    }
}
