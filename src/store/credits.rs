//! Table `credits`, the ledger: one row a request, written before it is sent.

mod sums;

pub use sums::{SpentBy, SpentOn};

use super::{Lock, Store, StoreError};
use crate::{
    domain::{Ceiling, Limits, Payer, Purpose},
    telemetry,
};
use chrono::{DateTime, Utc};
use sqlx::{Executor, Row as _, Sqlite, sqlite::SqliteRow};

/// A credit that is set aside for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReservationId(i64);

/// What a credit is to be set aside for.
#[derive(Clone, Copy, Debug)]
pub struct Reserve<'a> {
    /// What for.
    pub purpose: Purpose,
    /// On whose allowance.
    pub payer: Payer,
    /// The request in words for people.
    pub request: &'a str,
}

/// How a reservation went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// The credit is set aside and counts as used until it is settled.
    Yes(ReservationId),
    /// A ceiling is reached; nothing was written.
    No {
        /// Which.
        ceiling: Ceiling,
        /// When it begins anew.
        resets_at: DateTime<Utc>,
    },
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It cost its credit, or may have.
    Spent,
    /// It cost nothing for certain.
    Released,
}

impl Settled {
    const fn word(self) -> &'static str {
        match self {
            Self::Spent => "spent",
            Self::Released => "released",
        }
    }
}

/// A line of the ledger: one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditEntry {
    /// When it was set aside.
    pub at: DateTime<Utc>,
    /// What for.
    pub purpose: Purpose,
    /// The request in words for people.
    pub request: String,
    /// How it ended; none while it is under way.
    pub settled: Option<Settled>,
}

impl Store {
    /// Sets a credit aside, unless a ceiling is reached: checked and written in one transaction, so that
    /// requests that compete never overspend.
    ///
    /// # Errors
    /// When the database can't be written; then nothing may be requested.
    pub async fn reserve(
        &self,
        reserve: Reserve<'_>,
        limits: &Limits,
        now: DateTime<Utc>,
    ) -> Result<Reserved, StoreError> {
        let _timed = telemetry::database("reserve");
        let mut writing = self.writing().await?;
        if let Some(ceiling) =
            reached(&mut *writing, (reserve.purpose, reserve.payer), 1, limits, now).await?
        {
            return Ok(Reserved::No { ceiling, resets_at: ceiling.resets_at(now) });
        }
        let id = sqlx::query_scalar(
            "INSERT INTO credits (at, purpose, person, server, state, request)
             VALUES ($1, $2, $3, $4, 'reserved', $5) RETURNING id",
        )
        .bind(now.timestamp())
        .bind(reserve.purpose.word())
        .bind(reserve.payer.person.map(u64::cast_signed))
        .bind(reserve.payer.server.map(u64::cast_signed))
        .bind(reserve.request)
        .fetch_one(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(Reserved::Yes(ReservationId(id)))
    }

    /// Writes down how a request ended; without effect on one that is settled already.
    ///
    /// # Errors
    /// When the database can't be written; the credit then stays set aside, and counts as used.
    pub async fn settle(&self, id: ReservationId, settled: Settled) -> Result<(), StoreError> {
        let _timed = telemetry::database("settle");
        sqlx::query("UPDATE credits SET state = $2 WHERE id = $1 AND state = 'reserved'")
            .bind(id.0)
            .bind(settled.word())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// At start and at the end: counts credits as spent whose answers were lost. Answers how many.
    /// Takes the lock as a proof that no other bot has requests under way. A terminal works beside a bot without
    /// the lock: at worst a request of its that is under way counts as spent, though it may turn out to cost
    /// nothing.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_credits(&self, _lock: &Lock) -> Result<u64, StoreError> {
        let query = "UPDATE credits SET state = 'spent' WHERE state = 'reserved' RETURNING purpose";
        let lost: Vec<String> = sqlx::query_scalar(query).fetch_all(&self.writer).await?;
        for purpose in lost.iter().filter_map(|purpose| Purpose::of_word(purpose)) {
            telemetry::credit(purpose.word());
        }
        Ok(lost.len().try_into().unwrap_or(u64::MAX))
    }

    /// The newest lines of the ledger, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn newest_credits(&self, lines: u32) -> Result<Vec<CreditEntry>, StoreError> {
        let rows = sqlx::query("SELECT at, purpose, request, state FROM credits ORDER BY id DESC LIMIT $1")
            .bind(lines)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(entry).collect()
    }

    /// The first ceiling that leaves no room for so many credits more; none when there is room. Sets nothing aside.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn short_of(
        &self,
        purpose: Purpose,
        payer: Payer,
        credits: u32,
        limits: &Limits,
        now: DateTime<Utc>,
    ) -> Result<Option<Ceiling>, StoreError> {
        reached(&self.readers, (purpose, payer), credits, limits, now).await
    }
}

fn entry(row: &SqliteRow) -> Result<CreditEntry, StoreError> {
    let (at, purpose): (i64, &str) = (row.try_get("at")?, row.try_get("purpose")?);
    let state: &str = row.try_get("state")?;
    Ok(CreditEntry {
        at: DateTime::from_timestamp(at, 0).ok_or_else(|| StoreError::corrupt("at", at))?,
        purpose: Purpose::of_word(purpose).ok_or_else(|| StoreError::corrupt("purpose", purpose))?,
        request: row.try_get("request")?,
        settled: [Settled::Spent, Settled::Released].into_iter().find(|settled| settled.word() == state),
    })
}

/// The first ceiling that leaves no room for so many credits more.
async fn reached(
    connection: impl Executor<'_, Database = Sqlite>,
    (purpose, payer): (Purpose, Payer),
    credits: u32,
    limits: &Limits,
    now: DateTime<Utc>,
) -> Result<Option<Ceiling>, StoreError> {
    let used = sqlx::query(
        "SELECT COUNT(*) AS month, COUNT(*) FILTER (WHERE at >= $1) AS day,
             COUNT(*) FILTER (WHERE at >= $1 AND purpose = 'ask') AS asking,
             COUNT(*) FILTER (WHERE at >= $1 AND server = $3) AS server,
             COUNT(*) FILTER (WHERE at >= $1 AND person = $4) AS person
         FROM credits WHERE at >= $2 AND state <> 'released'",
    )
    .bind(Ceiling::Day.began_at(now).timestamp())
    .bind(Ceiling::Month.began_at(now).timestamp())
    .bind(payer.server.map(u64::cast_signed))
    .bind(payer.person.map(u64::cast_signed))
    .fetch_one(connection)
    .await?;
    // The longest wait first: that is what the person has to be told.
    let ceilings = [
        (Ceiling::Month, "month", true),
        (Ceiling::Day, "day", true),
        (Ceiling::Asking, "asking", purpose == Purpose::Ask),
        (Ceiling::Server, "server", payer.server.is_some()),
        (Ceiling::Person, "person", payer.person.is_some()),
    ];
    for (ceiling, column, concerned) in ceilings {
        let Some(limit) = limits.of(ceiling).filter(|_| concerned) else { continue };
        if used.try_get::<u32, _>(column)?.saturating_add(credits) > limit {
            return Ok(Some(ceiling));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
