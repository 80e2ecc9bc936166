//! What went wrong: from the status, the body's code, or the connection.

use super::{
    body::{BodyError, LIMIT},
    convert::clean,
};
use crate::rankings::{Failure, SourceError};
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use secrecy::{ExposeSecret, SecretString};
use std::{error::Error, iter::successors};

/// Characters kept of the vendor's words.
const WORDS: usize = 200;

/// No answer makes the program wait longer.
const LONGEST_RETRY: TimeDelta = TimeDelta::hours(1);

/// A request that wasn't sent.
pub(super) fn unspent(failure: Failure, retry_at: Option<DateTime<Utc>>) -> SourceError {
    SourceError { failure, spent: false, retry_at, detail: None }
}

/// A request that was sent and brought nothing that can be used.
pub(super) fn spent(failure: Failure, detail: impl Into<String>) -> SourceError {
    SourceError { failure, spent: true, retry_at: None, detail: Some(detail.into()) }
}

/// No answer began. Only when no connection came about is it sure that nothing was processed.
pub(super) fn of_connection(error: reqwest::Error) -> SourceError {
    let spent = !error.is_connect();
    SourceError { failure: Failure::Unreachable, spent, retry_at: None, detail: clean(&chain(error), WORDS) }
}

/// An answer of success began, but its body is lost.
pub(super) fn of_body(error: BodyError) -> SourceError {
    match error {
        BodyError::TooLarge => spent(Failure::Unreadable, format!("more than {LIMIT} bytes")),
        BodyError::CutOff(error) => spent(Failure::Lost, clean(&chain(error), WORDS).unwrap_or_default()),
    }
}

/// An error and its causes in one line, without the address.
fn chain(error: reqwest::Error) -> String {
    let error = error.without_url();
    let causes = successors(Some(&error as &dyn Error), |&error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// What was asked, as far as refusals mean different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A ranking, which the source has.
    Ranking,
    /// Something that it need not have, of creators by their ids.
    Extra,
    /// The same of creators by their handles, of whom none may be known.
    ExtraByHandle,
}

/// How an answer failed, or none when it is a success. The body's code counts like a status: an HTTP 200 with
/// code 429 is a 429. Where both are errors, the status counts if it says more than whose fault it is.
pub(super) fn failure_of(asked: Asked, status: u16, code: Option<i64>, message: &str) -> Option<Failure> {
    let of_code = |code| Some(failure_of_code(asked, code, message));
    match (status, code) {
        (200..=299, Some(0)) => None,
        (200..=299, Some(code)) => of_code(code),
        (401..=403 | 429, _) => of_code(status.into()),
        (400..=599, Some(code @ 400..=599)) => of_code(code),
        (400..=599, _) => of_code(status.into()),
        _ => Some(Failure::Unreadable),
    }
}

fn failure_of_code(asked: Asked, code: i64, message: &str) -> Failure {
    match code {
        403 if asked != Asked::Ranking => Failure::NotOffered,
        400 | 404 if asked == Asked::Extra => Failure::NotOffered,
        401 | 403 => Failure::KeyRefused,
        402 => Failure::OutOfCredits,
        429 => Failure::TooFast,
        // Seen from upstream in place of a 402.
        500..=599 if message.to_ascii_lowercase().contains("usage limit exceeded") => Failure::OutOfCredits,
        500..=599 => Failure::Server,
        _ => Failure::BadRequest,
    }
}

/// Whether an answer that failed may have cost its credit. Only the source itself can say that it didn't: by an
/// error code in the contract's envelope, or by having no credits left. A gateway between says nothing about it:
/// behind its 502 or 504 the source may have done the work.
pub(super) fn may_have_cost(failure: Failure, code: Option<i64>) -> bool {
    failure != Failure::OutOfCredits && code.is_none_or(|code| code == 0)
}

/// The moment that `Retry-After` names, in seconds or as an HTTP date.
pub(super) fn retry_at(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let latest = now + LONGEST_RETRY;
    let moment = match text.parse::<u32>() {
        Ok(seconds) => now + TimeDelta::seconds(seconds.into()),
        Err(_) => DateTime::parse_from_rfc2822(text).ok()?.to_utc(),
    };
    Some(moment.clamp(now, latest))
}

/// What an answer says in words: its message, or all of it where it has none, as when an upstream's error is
/// handed on. A page of HTML says nothing.
pub(super) fn said(message: Option<String>, body: &str) -> String {
    let is_html = body.trim_start().starts_with('<');
    message.unwrap_or_else(|| if is_html { String::new() } else { body.to_owned() })
}

/// The vendor's words for the log: short, in one line, and without the key should they repeat it.
pub(super) fn words(message: &str, key: &SecretString) -> Option<String> {
    // Control characters go first: they could hide the key from the search.
    let message = clean(message, usize::MAX)?;
    let key = key.expose_secret();
    let message = if key.is_empty() { message } else { message.replace(key, "[key]") };
    clean(&message, WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_code_are_read_alike() {
        use Failure::{BadRequest, KeyRefused, OutOfCredits, Server, TooFast, Unreadable};
        let cases = [
            (200, Some(0), "success", None),
            (200, None, "", Some(Unreadable)),
            (302, None, "", Some(Unreadable)),
            (200, Some(400), "", Some(BadRequest)),
            (200, Some(401), "", Some(KeyRefused)),
            (200, Some(402), "", Some(OutOfCredits)),
            (200, Some(403), "", Some(KeyRefused)),
            (200, Some(404), "", Some(BadRequest)),
            (200, Some(429), "", Some(TooFast)),
            (200, Some(500), "", Some(Server)),
            (200, Some(500), "Usage Limit Exceeded", Some(OutOfCredits)),
            (200, Some(10_001), "unique_id is invalid", Some(BadRequest)),
            (200, Some(-1), "", Some(BadRequest)),
            (400, None, "", Some(BadRequest)),
            (400, Some(0), "", Some(BadRequest)),
            (401, Some(500), "", Some(KeyRefused)),
            (402, None, "", Some(OutOfCredits)),
            (403, None, "", Some(KeyRefused)),
            (404, Some(404), "", Some(BadRequest)),
            (429, Some(500), "", Some(TooFast)),
            (500, Some(429), "qps limit exceeded", Some(TooFast)),
            (500, None, "error: usage limit exceeded!", Some(OutOfCredits)),
            (500, Some(500), "Internal server error", Some(Server)),
            (502, None, "", Some(Server)),
        ];
        for (status, code, message, expected) in cases {
            let found = failure_of(Asked::Ranking, status, code, message);
            assert_eq!(found, expected, "{status} {code:?} {message}");
        }
    }

    #[test]
    fn what_the_source_need_not_have_is_refused_by_other_words() {
        use Failure::{BadRequest, KeyRefused, NotOffered, OutOfCredits, TooFast};
        let cases = [
            (400, Some(400), NotOffered, BadRequest),
            (404, None, NotOffered, BadRequest),
            (200, Some(404), NotOffered, BadRequest),
            (403, Some(403), NotOffered, NotOffered),
            (200, Some(403), NotOffered, NotOffered),
            (200, Some(10_001), BadRequest, BadRequest),
            (401, Some(401), KeyRefused, KeyRefused),
            (402, None, OutOfCredits, OutOfCredits),
            (429, None, TooFast, TooFast),
        ];
        for (status, code, by_id, by_handle) in cases {
            assert_eq!(failure_of(Asked::Extra, status, code, ""), Some(by_id), "{status} {code:?}");
            let found = failure_of(Asked::ExtraByHandle, status, code, "");
            assert_eq!(found, Some(by_handle), "{status} {code:?}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_has_a_limit() {
        let now: DateTime<Utc> = "2026-11-23T10:00:00Z".parse().unwrap();
        let cases = [
            ("30", Some(30)),
            ("0", Some(0)),
            ("Mon, 23 Nov 2026 10:02:00 GMT", Some(120)),
            ("Mon, 23 Nov 2026 09:00:00 GMT", Some(0)),
            ("4000000000", Some(3600)),
            ("-5", None),
            ("soon", None),
        ];
        for (text, expected) in cases {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            let seconds = retry_at(&headers, now).map(|moment| (moment - now).num_seconds());
            assert_eq!(seconds, expected, "{text}");
        }
    }

    #[test]
    fn the_vendors_words_are_short_and_without_the_key() {
        let words = |message: &str| words(message, &"sk-secret".into());
        assert_eq!(words(" bad\r\nkey sk-\u{1}secret! "), Some("badkey [key]!".into()));
        assert_eq!(
            words(&format!("{}sk-secret", "x".repeat(195))),
            Some(format!("{}[key]", "x".repeat(195)))
        );
        assert_eq!(words(&"x".repeat(500)).map(|words| words.len()), Some(200));
        assert_eq!(words("\n"), None);
    }
}
