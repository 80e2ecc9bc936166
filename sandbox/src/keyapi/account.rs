//! The account behind the key: its credits, its pace, and what was asked with it.

use crate::{
    keyapi::answer::Answer,
    market::Dice,
    news::{News, Topic},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Requests that are remembered.
const REMEMBERED: usize = 200;

/// A request as it is remembered.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Logged {
    pub(crate) at: DateTime<Utc>,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) params: Map<String, Value>,
    /// The status that was sent; null where the connection was closed.
    pub(crate) status: Option<u16>,
    /// The code in the body.
    pub(crate) code: Option<i64>,
    pub(crate) credits: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fault: Option<String>,
}

/// What can be set; what is absent stays.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limits {
    /// Credits left.
    #[serde(default)]
    pub(crate) balance: Option<u64>,
    /// Requests a second; 0 takes the limit away.
    #[serde(default)]
    pub(crate) qps: Option<usize>,
    /// The status with which `detail/analytics` refuses; 0 lets it answer.
    #[serde(default)]
    pub(crate) detail: Option<u16>,
    /// The status with which `trends/analytics` refuses; 0 lets it answer.
    #[serde(default)]
    pub(crate) trends: Option<u16>,
}

/// The account.
#[derive(Debug)]
pub(crate) struct Account {
    books: Mutex<Books>,
    news: News,
}

#[derive(Debug)]
struct Books {
    used: u64,
    answers: u64,
    balance: u64,
    qps: usize,
    detail: u16,
    trends: u16,
    recent: VecDeque<DateTime<Utc>>,
    requests: VecDeque<Logged>,
}

impl Account {
    pub(crate) fn new(news: News) -> Self {
        let books = Books {
            used: 0,
            answers: 0,
            balance: 20_000,
            qps: 20,
            detail: 0,
            trends: 0,
            recent: VecDeque::new(),
            requests: VecDeque::new(),
        };
        Self { books: Mutex::new(books), news }
    }

    /// A refusal for too fast a pace, a missing right or an empty account.
    pub(crate) fn refuses(&self, path: &str, now: DateTime<Utc>) -> Option<Answer> {
        let mut books = self.books();
        while books.recent.front().is_some_and(|at| now - *at >= TimeDelta::seconds(1)) {
            books.recent.pop_front();
        }
        if books.qps > 0 && books.recent.len() >= books.qps {
            return Some(Answer::refusal(429, "qps limit exceeded"));
        }
        if books.qps > 0 {
            books.recent.push_back(now);
        }
        let closed = if path.contains("/detail/") {
            books.detail
        } else if path.contains("/trends/") {
            books.trends
        } else {
            0
        };
        match closed {
            0 if books.balance == 0 => Some(Answer::refusal(402, "apiKey quota is not enough")),
            0 => None,
            403 => Some(Answer::refusal(403, "Forbidden")),
            404 => Some(Answer::refusal(404, "Not Found")),
            status => Some(Answer::refusal(status, "Refused")),
        }
    }

    /// Takes what the answer costs from the account.
    pub(crate) fn settle(&self, answer: Option<&Answer>) {
        let credits = answer.map_or(0, |answer| answer.credits);
        let mut books = self.books();
        books.used += credits;
        books.balance = books.balance.saturating_sub(credits);
    }

    /// An id for the next answer, in the form of a UUID.
    pub(crate) fn request_id(&self) -> String {
        let mut books = self.books();
        books.answers += 1;
        let dice = Dice::new(books.answers);
        let (one, two) = (dice.bits(), dice.with(1).bits());
        let parts = (one >> 32, one >> 16 & 0xffff, one & 0xfff, 0x8000 | two >> 50, two & 0xffff_ffff_ffff);
        format!("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", parts.0, parts.1, parts.2, parts.3, parts.4)
    }

    /// Remembers a request.
    pub(crate) fn write(&self, logged: Logged) {
        let mut books = self.books();
        if books.requests.len() == REMEMBERED {
            books.requests.pop_front();
        }
        books.requests.push_back(logged);
        self.news.tell(Topic::Keyapi);
    }

    pub(crate) fn set(&self, limits: &Limits) {
        let mut books = self.books();
        books.balance = limits.balance.unwrap_or(books.balance);
        books.qps = limits.qps.unwrap_or(books.qps);
        books.detail = limits.detail.unwrap_or(books.detail);
        books.trends = limits.trends.unwrap_or(books.trends);
        self.news.tell(Topic::Keyapi);
    }

    /// All of it, the oldest request first.
    pub(crate) fn shown(&self) -> Value {
        let books = self.books();
        json!({
            "credits_used": books.used,
            "balance": books.balance,
            "qps": books.qps,
            "detail": books.detail,
            "trends": books.trends,
            "requests": books.requests,
        })
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
