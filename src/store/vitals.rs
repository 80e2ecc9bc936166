//! What is looked at from outside of a running bot: how much of everything there is, and whether a day is done.
//! Asked several times a minute, so that each question is answered by indexes, also with 100,000 boards.

use super::{
    Store, StoreError,
    columns::{date, known, moment, some_moment},
    json,
};
use crate::domain::{Ceiling, Days, Field, Order, Period, Purpose, Region};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

/// How much of everything there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vitals {
    /// Posts that are to go: by state.
    pub outbox: Vec<(&'static str, u32)>,
    /// The first moment that has come of a post that is neither sent nor held, in servers that the bot is in.
    pub oldest: Option<DateTime<Utc>>,
    /// Servers that the bot is in.
    pub servers: u32,
    /// Boards by state.
    pub boards: Vec<(&'static str, u32)>,
    /// Watches that go on.
    pub watches: u32,
    /// Credits that are used, by purpose: this UTC day, and this month.
    pub spent: Vec<(Purpose, u32, u32)>,
    /// Of each region whose sales list is needed each day: the newest one that is stored.
    pub newest: Vec<(Region, Newest)>,
}

/// The newest list of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newest {
    /// It is of this day.
    Of(NaiveDate),
    /// None is stored; it has been needed since then.
    None(DateTime<Utc>),
}

impl Store {
    /// How much of everything there is at `now`; a post is given up `expiry` after its moment.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn vitals(&self, expiry: TimeDelta, now: DateTime<Utc>) -> Result<Vitals, StoreError> {
        let counts = self.counts().await?;
        Ok(Vitals {
            outbox: vec![("ready", counts.ready), ("leased", counts.leased), ("held", counts.held)],
            oldest: self.oldest_post(expiry, now).await?,
            servers: counts.servers,
            boards: vec![("active", counts.boards), ("paused", counts.paused), ("blocked", counts.blocked)],
            watches: counts.watches,
            spent: self.spent(now).await?,
            newest: self.newest_needed().await?,
        })
    }

    /// Only the fronts of lanes are looked at: what stands behind one came later. A post that is tried again is ready
    /// later, but its moment was when it was queued, or for which it was kept back: so long before its expiry.
    async fn oldest_post(
        &self,
        expiry: TimeDelta,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(moment) AS oldest FROM (
                 SELECT MAX(queued_at, expires_at - $2) AS moment FROM outbox CROSS JOIN servers
                 WHERE front AND outbox.state = 'ready' AND servers.id = outbox.server AND servers.state = 'here'
                 UNION ALL SELECT MAX(queued_at, expires_at - $2) FROM outbox WHERE outbox.state = 'leased') AS posts
             WHERE moment <= $1",
        )
        .bind(now.timestamp())
        .bind(expiry.num_seconds())
        .fetch_one(&self.readers)
        .await?;
        some_moment(&row, "oldest")
    }

    async fn spent(&self, now: DateTime<Utc>) -> Result<Vec<(Purpose, u32, u32)>, StoreError> {
        let rows = sqlx::query(
            "SELECT purpose, COUNT(*) FILTER (WHERE at >= $1) AS day, COUNT(*) AS month
             FROM credits WHERE at >= $2 AND state <> 'released' GROUP BY purpose",
        )
        .bind(Ceiling::Day.began_at(now).timestamp())
        .bind(Ceiling::Month.began_at(now).timestamp())
        .fetch_all(&self.readers)
        .await?;
        let mut spent = Vec::with_capacity(Purpose::ALL.len());
        for row in &rows {
            let purpose = known(row, "purpose", Purpose::of_word)?;
            spent.push((purpose, row.try_get("day")?, row.try_get("month")?));
        }
        let unused = Purpose::ALL.into_iter().filter(|purpose| spent.iter().all(|(one, ..)| one != purpose));
        let unused: Vec<_> = unused.map(|purpose| (purpose, 0, 0)).collect();
        Ok([spent, unused].concat())
    }

    /// Only regions whose list of all creators is fetched each day: by watches, and by boards of days that are due on
    /// each date and have no filter.
    async fn newest_needed(&self) -> Result<Vec<(Region, Newest)>, StoreError> {
        let regions: Vec<_> = Region::all().map(Region::key).collect();
        let orders = Order::ALL.into_iter().filter(|order| order.field() == Field::Sales);
        let orders: Vec<_> = orders.map(Order::word).collect();
        let rows = sqlx::query(
            // Since when it is needed is only looked for where no list is stored: a region may have many watches.
            "SELECT region, date, CASE WHEN date IS NULL THEN
                 (SELECT MIN(created_at) FROM (
                     SELECT created_at FROM watches
                     WHERE watches.region = needed.region AND watches.state = 'active'
                     UNION ALL SELECT created_at FROM boards
                     WHERE boards.region = needed.region AND boards.period = $3
                       AND boards.ranked_by IN (SELECT value FROM json_each($2)) AND boards.state = 'active')) END
                 AS since
             FROM (SELECT region.value AS region,
                     (SELECT MAX(date) FROM lists WHERE lists.region = region.value AND lists.period = $3
                         AND lists.field = $4 AND lists.category = '' AND lists.product = '') AS date
                 FROM json_each($1) AS region
                 WHERE EXISTS (SELECT 1 FROM watches CROSS JOIN servers
                         WHERE watches.region = region.value AND watches.state = 'active'
                           AND servers.id = watches.server AND servers.state <> 'left')
                     OR EXISTS (SELECT 1 FROM boards CROSS JOIN servers
                         WHERE boards.region = region.value AND boards.period = $3
                           AND boards.ranked_by IN (SELECT value FROM json_each($2)) AND boards.state = 'active'
                           AND (boards.days = $5 OR boards.cron LIKE '% * * *')
                           AND boards.category = '' AND boards.product = ''
                           AND servers.id = boards.server AND servers.state <> 'left')) AS needed",
        )
        .bind(json(&regions)?)
        .bind(json(&orders)?)
        .bind(Period::Day.word())
        .bind(Field::Sales.number())
        .bind(Days::ALL.bits())
        .fetch_all(&self.readers)
        .await?;
        let newest = |row: &SqliteRow| {
            let is_stored = row.try_get::<Option<&str>, _>("date")?.is_some();
            let newest =
                if is_stored { Newest::Of(date(row, "date")?) } else { Newest::None(moment(row, "since")?) };
            Ok((known(row, "region", Region::of_key)?, newest))
        };
        rows.iter().map(newest).collect()
    }

    /// Whether a UTC day that ends at `end` is done: no board is due before it, no turn waits, no board's post is to
    /// go, and no turn that was due on it ended without a post for a fault of ours, of Discord's or of the source's.
    /// What a server's managers have to mend (a right, AutoMod) or wished for doesn't count, nor do servers that the
    /// bot isn't in, or that are in an outage: nothing can be done there. A turn counts on the day when it was due,
    /// so that a failure spoils that day and not the next.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn day_is_done(&self, end: DateTime<Utc>) -> Result<bool, StoreError> {
        // By its kind a post would be looked for among all that were ever sent. A turn of the day was touched since it
        // was due, so it is found by that; last, for there may be many.
        let done = sqlx::query_scalar(
            "SELECT NOT EXISTS (SELECT 1 FROM boards CROSS JOIN servers
                     WHERE boards.state = 'active' AND next_due_at IS NOT NULL AND next_due_at < $1
                       AND servers.id = boards.server AND servers.state = 'here')
                 AND NOT EXISTS (SELECT 1 FROM runs CROSS JOIN boards CROSS JOIN servers
                     WHERE runs.state = 'waiting' AND boards.id = runs.board AND boards.state = 'active'
                       AND servers.id = boards.server AND servers.state = 'here')
                 AND NOT EXISTS (SELECT 1 FROM outbox CROSS JOIN servers
                     WHERE outbox.state = 'ready' AND kind || '' = 'board'
                       AND servers.id = outbox.server AND servers.state = 'here')
                 AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.state = 'leased' AND kind || '' = 'board')
                 AND NOT EXISTS (SELECT 1 FROM runs CROSS JOIN boards CROSS JOIN servers
                     WHERE runs.at >= $2 AND due_at >= $2 AND due_at < $1
                       AND (runs.state IN ('missed', 'no_numbers')
                            OR runs.state = 'dead' AND detail IN ('expired', 'malformed', 'unreadable'))
                       AND boards.id = runs.board AND boards.state = 'active'
                       AND servers.id = boards.server AND servers.state = 'here')",
        );
        let begin = end - TimeDelta::days(1);
        Ok(done.bind(end.timestamp()).bind(begin.timestamp()).fetch_one(&self.readers).await?)
    }

    /// Writes something to the disk, the moment of it, so that it is known whether anything can be written.
    ///
    /// # Errors
    /// When it can't.
    pub async fn try_writing(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        // No application has the id 0. A transaction that changes nothing would never reach the disk.
        sqlx::query(
            "INSERT INTO registrations (application_id, scope, hash, updated_at) VALUES (0, 'readiness', '', $1)
             ON CONFLICT (application_id, scope) DO UPDATE SET updated_at = $1",
        )
        .bind(now.timestamp())
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }
}

#[cfg(test)]
mod tests;
