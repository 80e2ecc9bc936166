//! Table `credits`, the ledger: one row a request, written before it is sent.

use super::{Lock, Store, StoreError, Writing, absences::time};
use crate::domain::{Ceiling, Limits, Payer, Purpose};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

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

/// The state of a credit in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Set aside: the request is under way.
    Reserved,
    /// Gone.
    Spent,
    /// Given back.
    Released,
}

impl State {
    const ALL: [Self; 3] = [Self::Reserved, Self::Spent, Self::Released];

    /// The word that the store keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Spent => "spent",
            Self::Released => "released",
        }
    }
}

/// Credits used, set aside ones included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spending {
    /// This UTC day.
    pub today: u32,
    /// This UTC month.
    pub month: u32,
    /// This UTC day by purpose, in the order of [`Purpose::ALL`].
    pub today_by_purpose: [u32; Purpose::ALL.len()],
    /// This UTC month by purpose, in the order of [`Purpose::ALL`].
    pub month_by_purpose: [u32; Purpose::ALL.len()],
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it was set aside.
    pub at: DateTime<Utc>,
    /// What for.
    pub purpose: Purpose,
    /// On whose allowance.
    pub payer: Payer,
    /// How it stands.
    pub state: State,
    /// The request in words for people.
    pub request: String,
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
        let mut writing = self.writing().await?;
        if let Some(ceiling) = reached(&mut writing, reserve, limits, now).await? {
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
        let state = match settled {
            Settled::Spent => State::Spent,
            Settled::Released => State::Released,
        };
        sqlx::query("UPDATE credits SET state = $2 WHERE id = $1 AND state = 'reserved'")
            .bind(id.0)
            .bind(state.word())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// At start and at the end: counts credits as spent whose answers were lost. Answers how many.
    /// Takes the lock as a proof that no other process has requests under way.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn recover_credits(&self, _lock: &Lock) -> Result<u64, StoreError> {
        Ok(sqlx::query("UPDATE credits SET state = 'spent' WHERE state = 'reserved'")
            .execute(&self.writer)
            .await?
            .rows_affected())
    }

    /// What was spent this UTC day and month.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn spending(&self, now: DateTime<Utc>) -> Result<Spending, StoreError> {
        let rows = sqlx::query(
            "SELECT purpose, COUNT(*) AS month, COUNT(*) FILTER (WHERE at >= $1) AS today FROM credits
             WHERE at >= $2 AND state <> 'released' GROUP BY purpose",
        )
        .bind(Ceiling::Day.began_at(now).timestamp())
        .bind(Ceiling::Month.began_at(now).timestamp())
        .fetch_all(&self.readers)
        .await?;
        let mut spending = Spending::default();
        for row in rows {
            let purpose = purpose(&row)?;
            let (today, month): (u32, u32) = (row.try_get("today")?, row.try_get("month")?);
            spending.today += today;
            spending.month += month;
            spending.today_by_purpose[purpose as usize] = today;
            spending.month_by_purpose[purpose as usize] = month;
        }
        Ok(spending)
    }

    /// The last `limit` lines of the ledger, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_credits(&self, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query(
            "SELECT at, purpose, person, server, state, request FROM credits ORDER BY id DESC LIMIT $1",
        )
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(entry).collect()
    }
}

/// The first ceiling that leaves no room for one more credit.
async fn reached(
    writing: &mut Writing,
    reserve: Reserve<'_>,
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
    .bind(reserve.payer.server.map(u64::cast_signed))
    .bind(reserve.payer.person.map(u64::cast_signed))
    .fetch_one(&mut **writing)
    .await?;
    // The longest wait first: that is what the person has to be told.
    let ceilings = [
        (Ceiling::Month, "month", true),
        (Ceiling::Day, "day", true),
        (Ceiling::Asking, "asking", reserve.purpose == Purpose::Ask),
        (Ceiling::Server, "server", reserve.payer.server.is_some()),
        (Ceiling::Person, "person", reserve.payer.person.is_some()),
    ];
    for (ceiling, column, concerned) in ceilings {
        let Some(limit) = limits.of(ceiling).filter(|_| concerned) else { continue };
        if used.try_get::<u32, _>(column)? >= limit {
            return Ok(Some(ceiling));
        }
    }
    Ok(None)
}

fn entry(row: &SqliteRow) -> Result<Entry, StoreError> {
    let word: &str = row.try_get("state")?;
    let id = |column| Ok::<_, StoreError>(row.try_get::<Option<i64>, _>(column)?.map(i64::cast_unsigned));
    Ok(Entry {
        at: time("at", row.try_get("at")?)?,
        purpose: purpose(row)?,
        payer: Payer { person: id("person")?, server: id("server")? },
        state: State::ALL
            .into_iter()
            .find(|state| state.word() == word)
            .ok_or_else(|| StoreError::corrupt("state", word))?,
        request: row.try_get("request")?,
    })
}

fn purpose(row: &SqliteRow) -> Result<Purpose, StoreError> {
    let word: &str = row.try_get("purpose")?;
    Purpose::of_word(word).ok_or_else(|| StoreError::corrupt("purpose", word))
}

#[cfg(test)]
mod tests;
