//! What went wrong with a call, typed by what it means.

use std::{fmt, time::Duration};

/// What became of a call that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// Discord said no: a 4xx other than 429.
    Refused,
    /// A rate limit that would have outlasted the deadline; also when it was known before sending.
    Limited,
    /// Discord broke: a 5xx. Whether it did the deed is unclear.
    Broken,
    /// The call never reached Discord.
    NotSent,
    /// The call left, but no answer came: whether Discord did the deed is unclear.
    Lost,
    /// Discord did the deed, but its answer is of no use.
    Unreadable,
    /// Not tried: too many invalid requests in ten minutes, Discord would block this address.
    Halted,
}

/// Whose limit was met, `X-RateLimit-Scope` in Discord's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The bot's own on this route.
    User,
    /// The bot's own over all routes.
    Global,
    /// One that others share, such as a channel's.
    Shared,
    /// None of Discord's interface: the guard before it has blocked this address.
    Cloudflare,
}

/// A call to Discord failed. Holds no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestError {
    /// What became of the call.
    pub kind: ErrorKind,
    /// The HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// Discord's own code, "JSON Error Codes" in its documentation; 0 when it gave none.
    pub code: u64,
    /// What Discord or the transport said, with the fields it found wrong.
    pub message: String,
    /// When to try again, where a rate limit said so.
    pub retry_after: Option<Duration>,
    /// Whose rate limit it was.
    pub scope: Option<Scope>,
}

impl RestError {
    /// Whether the same call may succeed a moment later: a limit, a broken line or a fault of Discord's own.
    pub fn is_passing(&self) -> bool {
        !matches!(self.kind, ErrorKind::Refused | ErrorKind::Unreadable)
    }

    /// An answer that is of no use, and why.
    pub(in crate::discord) fn unreadable(why: &str) -> Self {
        Self::local(ErrorKind::Unreadable, why)
    }

    /// An error without an answer.
    pub(super) fn local(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, status: None, code: 0, message: message.into(), retry_after: None, scope: None }
    }

    /// The bot's token is refused: stop everything. An expired interaction (50027) is a 401 too,
    /// but says nothing about the bot's token.
    pub fn token_is_bad(&self) -> bool {
        self.status == Some(401) && self.code != 50027
    }

    /// The interaction can't be answered any more: too late (10062), 15 minutes over (50027), or
    /// never answered in time (10015).
    pub fn interaction_is_over(&self) -> bool {
        matches!(self.code, 10062 | 50027 | 10015)
    }

    /// The interaction has had its first answer (40060). After a repeated call it may be our own.
    pub fn already_answered(&self) -> bool {
        self.code == 40060
    }

    /// A message can't be edited: it is gone (10008), or too old to be edited so often (30046).
    pub fn edit_is_lost(&self) -> bool {
        matches!(self.code, 10008 | 30046)
    }

    /// The thread is archived (50083) or locked (160005).
    pub fn thread_is_closed(&self) -> bool {
        matches!(self.code, 50083 | 160_005)
    }

    /// The channel is a forum, which takes threads only (40058).
    pub fn is_a_forum(&self) -> bool {
        self.code == 40058
    }

    /// What was asked for isn't there: a channel (10003) or a message (10008).
    pub fn is_unknown(&self) -> bool {
        matches!(self.code, 10003 | 10008)
    }

    /// The same failure of a step before the deed: the deed itself was certainly not done.
    pub fn undone(self) -> Self {
        let kind = if self.is_unclear() { ErrorKind::NotSent } else { self.kind };
        Self { kind, ..self }
    }

    /// Whether Discord may have done the deed all the same.
    pub fn is_unclear(&self) -> bool {
        matches!(self.kind, ErrorKind::Lost | ErrorKind::Broken)
    }
}

impl std::error::Error for RestError {}

impl fmt::Display for RestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ErrorKind::Refused => "Discord refused",
            ErrorKind::Limited => "a rate limit of Discord lasts too long",
            ErrorKind::Broken => "Discord broke",
            ErrorKind::NotSent => "Discord wasn't reached",
            ErrorKind::Lost => "Discord's answer was lost",
            ErrorKind::Unreadable => "Discord's answer is of no use",
            ErrorKind::Halted => "held back to protect this address from a block",
        };
        write!(f, "{what}")?;
        if let Some(status) = self.status {
            write!(f, " (status {status}, code {})", self.code)?;
        }
        if let Some(wait) = self.retry_after {
            write!(f, ", again in {:.1} s", wait.as_secs_f64())?;
        }
        write!(f, ": {}", self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expired_interaction_says_nothing_about_the_token() {
        let refused = |status, code| RestError {
            status: Some(status),
            code,
            ..RestError::local(ErrorKind::Refused, "no")
        };
        assert!(refused(401, 0).token_is_bad());
        assert!(refused(401, 50014).token_is_bad());
        assert!(!refused(401, 50027).token_is_bad());
        assert!(refused(401, 50027).interaction_is_over());
        assert!(!refused(403, 50013).token_is_bad());
        assert_eq!(refused(403, 50013).to_string(), "Discord refused (status 403, code 50013): no");
    }
}
