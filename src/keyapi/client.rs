//! One call, from its turn to its page.

use super::{
    Settings,
    answer::Answer,
    body,
    breaker::{Breaker, Open},
    convert, creators,
    errors::{self, Asked},
    pace::{Pace, Paused},
    request::{self, Endpoints},
    silence::Silence,
    unanswered::Unanswered,
};
use crate::{
    clock::{Clock, timeout},
    domain::{CreatorDetail, ListKey, UserId},
    rankings::{Failure, Names, Page, Source, SourceError, TrendPage, Wanted},
    telemetry::{self, Timer},
};
use chrono::{DateTime, NaiveDate, Utc};
use reqwest::{Client, StatusCode, header};
use secrecy::ExposeSecret;
use serde_json::value::RawValue;
use std::sync::Arc;
use url::Url;

/// KeyAPI's endpoints.
#[derive(Debug)]
pub struct KeyApi {
    settings: Settings,
    clock: Arc<dyn Clock>,
    client: Client,
    endpoints: Endpoints,
    authorization: header::HeaderValue,
    pace: Pace,
    breaker: Breaker,
    unanswered: Unanswered,
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The base URL is one that has no path, such as `data:`.
    #[error("the base URL of the source can't carry a path")]
    BaseUrl,
    /// The key holds a line break or something else that no header can carry.
    #[error("the key of the source holds characters that can't be sent")]
    Key,
    /// TLS or the resolver can't be set up.
    #[error("the HTTP client of the source can't be built")]
    Client(#[source] reqwest::Error),
}

impl KeyApi {
    /// A client; nothing is sent yet.
    ///
    /// # Errors
    /// [`SetupError`] when the settings can't be used.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, SetupError> {
        let mut authorization =
            header::HeaderValue::try_from(format!("Bearer {}", settings.key.expose_secret()))
                .map_err(|_| SetupError::Key)?;
        authorization.set_sensitive(true);
        let breaker = Breaker::new(
            settings.wait_after_refused_key,
            settings.wait_without_credits,
            // A probe is sent at once, so by then it is answered or given up.
            settings.deadline,
        );
        Ok(Self {
            client: request::client(&settings).map_err(SetupError::Client)?,
            endpoints: Endpoints::below(&settings.base_url).ok_or(SetupError::BaseUrl)?,
            authorization,
            pace: Pace::new(clock.clone(), settings.min_interval, settings.longest_wait),
            breaker,
            unanswered: Unanswered::default(),
            settings,
            clock,
        })
    }

    /// Why nothing comes of it; none while it is asked and answers, or isn't asked because nobody wants anything.
    pub fn silence(&self) -> Option<Silence> {
        let unasked = self.breaker.state().map(|Open { failure, until }| Silence::Unasked { failure, until });
        unasked.or_else(|| {
            self.unanswered.state().map(|(failure, since)| Silence::Unanswered { failure, since })
        })
    }

    /// One request to an endpoint, when it is its turn, and what `read` makes of a success.
    async fn ask<T>(
        &self,
        (endpoint, address): (&'static str, Url),
        asked: Asked,
        read: impl FnOnce(&[&RawValue]) -> T,
    ) -> Result<T, SourceError> {
        let refused = |open: Open| errors::unspent(open.failure, Some(open.until));
        self.breaker.check(self.clock.now()).map_err(refused)?;
        let turn =
            self.pace.turn().await.map_err(|Paused(until)| errors::unspent(Failure::TooFast, Some(until)))?;
        let pass = self.breaker.admit(self.clock.now()).map_err(refused)?;
        turn.take();
        let timer = Timer::start();
        let answer = self.exchange(address).await;
        let took = timer.took();
        let status = answer.as_ref().ok().map(|answer| answer.status.as_u16());
        let outcome = answer.and_then(|answer| answer.read(asked, &self.settings.key, read));
        let failure = outcome.as_ref().err().map(|error| error.failure);
        telemetry::source_call(endpoint, failure.map_or("ok", Failure::word), status, took);
        let now = self.clock.now();
        self.unanswered.settle(failure, now);
        let probe_at = self.breaker.settle(pass, failure, now);
        outcome.map_err(|error| self.settle_pause(error, probe_at))
    }

    /// Sends one request and takes its answer in, within the deadline.
    async fn exchange(&self, address: Url) -> Result<Answer<Vec<u8>>, SourceError> {
        let sent_at = self.clock.now();
        let request = self.client.get(address).header(header::AUTHORIZATION, self.authorization.clone());
        let late = |_| errors::spent(Failure::Lost, "the deadline passed");
        let response = timeout(&*self.clock, self.settings.deadline, request.send())
            .await
            .map_err(late)?
            .map_err(errors::of_connection)?;
        let status = response.status();
        let retry_at = errors::retry_at(response.headers(), self.clock.now());
        let left =
            self.settings.deadline.saturating_sub((self.clock.now() - sent_at).to_std().unwrap_or_default());
        let body = timeout(&*self.clock, left, body::read(response))
            .await
            .map_err(late)
            .and_then(|body| body.map_err(errors::of_body));
        match body {
            Ok(body) => Ok(Answer { status, retry_at, body }),
            // The status alone tells enough.
            Err(_) if !status.is_success() => Ok(Answer { status, retry_at, body: Vec::new() }),
            Err(error) => Err(error),
        }
    }

    /// The page in an answer to the question for page `number` (from 1) of a list.
    ///
    /// # Errors
    /// What the source says, or that it is beside the contract.
    pub fn answer(
        &self,
        status: StatusCode,
        retry_at: Option<DateTime<Utc>>,
        body: &[u8],
        key: &ListKey,
        number: usize,
    ) -> Result<Page, SourceError> {
        let answer = Answer { status, retry_at, body };
        answer.read(Asked::Ranking, &self.settings.key, |entries| rows(entries, key, number))
    }

    /// Draws the consequences for the requests to come.
    fn settle_pause(&self, mut error: SourceError, probe_at: Option<DateTime<Utc>>) -> SourceError {
        if error.failure == Failure::TooFast {
            let until = error.retry_at.unwrap_or_else(|| self.clock.now() + self.settings.wait_after_429);
            self.pace.pause(until);
            error.retry_at = Some(until);
        }
        SourceError { retry_at: probe_at.or(error.retry_at), ..error }
    }
}

fn rows(entries: &[&RawValue], key: &ListKey, number: usize) -> Page {
    convert::page(entries, number, key.scope().product.map(|product| product.key()))
}

#[async_trait::async_trait]
impl Source for KeyApi {
    async fn page(&self, key: &ListKey, number: usize) -> Result<Page, SourceError> {
        let read = |entries: &[&RawValue]| rows(entries, key, number);
        self.ask(("ranking", self.endpoints.page(key, number)), Asked::Ranking, read).await
    }

    async fn details(&self, wanted: &Wanted) -> Result<Vec<CreatorDetail>, SourceError> {
        let asked = match wanted.names() {
            Names::Ids(_) => Asked::Extra,
            Names::Handles(_) => Asked::ExtraByHandle,
        };
        let read = |entries: &[&RawValue]| creators::details(entries, wanted);
        self.ask(("details", self.endpoints.details(wanted)), asked, read).await
    }

    async fn trends(
        &self,
        creator: &UserId,
        from: NaiveDate,
        to: NaiveDate,
        number: usize,
    ) -> Result<TrendPage, SourceError> {
        let read = |entries: &[&RawValue]| creators::trends(entries, creator, from..=to);
        let address = self.endpoints.trends(creator, from, to, number);
        self.ask(("trends", address), Asked::Extra, read).await
    }
}
