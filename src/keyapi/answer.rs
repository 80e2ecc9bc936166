//! An answer, and what it says.

use super::{
    errors::{self, Asked},
    wire::{Envelope, mend},
};
use crate::rankings::{Failure, SourceError};
use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::value::RawValue;

/// An answer as it came.
#[derive(Debug)]
pub(super) struct Answer<B> {
    pub(super) status: StatusCode,
    /// Not before this moment again, where it says so.
    pub(super) retry_at: Option<DateTime<Utc>>,
    pub(super) body: B,
}

impl<B: AsRef<[u8]>> Answer<B> {
    /// What `read` makes of the entries of a success. The `key` is kept out of what is said of a failure.
    ///
    /// # Errors
    /// What the source says, or that it is beside the contract.
    pub(super) fn read<T>(
        &self,
        asked: Asked,
        key: &SecretString,
        read: impl FnOnce(&[&RawValue]) -> T,
    ) -> Result<T, SourceError> {
        let (status, body) = (self.status.as_u16(), self.body.as_ref());
        let sent = String::from_utf8_lossy(body);
        let mended;
        let (text, envelope) = match Envelope::parse(&sent) {
            Some(envelope) => (&*sent, Some(envelope)),
            None => {
                mended = mend(&sent);
                (&*mended, Envelope::parse(&mended))
            }
        };
        let message = errors::said(envelope.as_ref().and_then(Envelope::message), text);
        let code = envelope.as_ref().and_then(Envelope::code);
        let failure = match errors::failure_of(asked, status, code, &message) {
            Some(failure) => failure,
            None => match envelope.as_ref().and_then(Envelope::entries) {
                Some(entries) => return Ok(read(&entries)),
                None => Failure::Unreadable,
            },
        };
        let spent = errors::may_have_cost(failure, code);
        Err(if failure == Failure::Unreadable {
            let detail = format!("status {status}, {} bytes beside the contract", body.len());
            SourceError { failure, spent, retry_at: None, detail: Some(detail) }
        } else {
            SourceError { failure, spent, retry_at: self.retry_at, detail: errors::words(&message, key) }
        })
    }
}
