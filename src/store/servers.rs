//! Table `servers`, with the audit of what was changed in them.

use super::{
    Store, StoreError, Writing,
    columns::{TIME_OF_DAY, known, moment, snowflake, some_known, some_snowflake},
    outbox::{Ended, lanes},
};
use crate::domain::{
    AuditLine, Language, Region, Server, ServerChange, ServerSettings, ServerState, Zone,
    schedule::typed_hours,
};
use chrono::{DateTime, NaiveTime, Utc};
use sqlx::{Executor, Row as _, Sqlite, sqlite::SqliteRow};

impl Store {
    /// A server.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn server(&self, id: u64) -> Result<Option<Server>, StoreError> {
        load(&self.readers, id).await
    }

    /// Servers that the bot is in, also in an outage; without those that can't be read.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn servers(&self) -> Result<Vec<Server>, StoreError> {
        let rows = sqlx::query("SELECT * FROM servers WHERE state <> 'left' ORDER BY id")
            .fetch_all(&self.readers)
            .await?;
        let server = |row: &SqliteRow| {
            let server = read(row);
            if let Err(error) = &server {
                let id: Option<i64> = row.try_get("id").ok();
                tracing::error!(id, %error, "a server can't be read");
            }
            server.ok()
        };
        Ok(rows.iter().filter_map(server).collect())
    }

    /// The bot is in a server (again). An empty name, of which nothing was heard yet, leaves a known one as it is.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn server_here(&self, id: u64, name: &str, locale: Language) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let known = load(&mut *writing, id).await?;
        // All servers come again after every start: most of them as they were.
        let as_it_is = (ServerState::Here, name, locale);
        if known.is_some_and(|server| (server.state, server.name.as_str(), server.locale) == as_it_is) {
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO servers (id, name, locale, state) VALUES ($1, $2, $3, 'here')
             ON CONFLICT (id) DO UPDATE SET
                 name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END,
                 locale = excluded.locale, state = 'here', left_at = NULL",
        )
        .bind(id.cast_signed())
        .bind(name)
        .bind(locale.tag())
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(())
    }

    /// The bot was removed from a server.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn server_left(&self, id: u64, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query("UPDATE servers SET state = 'left', left_at = $2 WHERE id = $1 AND state <> 'left'")
            .bind(id.cast_signed())
            .bind(now.timestamp())
            .execute(&mut *writing)
            .await?;
        // Nobody there has to know any more; a row that is never claimed would keep its person from hearing of others.
        let dropped: Vec<(i64, String)> = sqlx::query_as(
            "UPDATE outbox SET state = 'dropped', front = FALSE, settled_at = $2
             WHERE server = $1 AND kind IN ('alert', 'notice') AND state IN ('ready', 'held') RETURNING lane, kind",
        )
        .bind(id.cast_signed())
        .bind(now.timestamp())
        .fetch_all(&mut *writing)
        .await?;
        let mut ended = Ended::default();
        dropped.iter().for_each(|(_, kind)| ended.dropped(kind));
        let lanes: Vec<_> = dropped.iter().map(|(lane, _)| *lane).collect();
        lanes::put_in_order(&mut writing, &lanes).await?;
        // What falls due meanwhile isn't made up for: the next moment is found when the bot is back.
        sqlx::query("UPDATE boards SET next_due_at = NULL, next_due_date = NULL WHERE server = $1")
            .bind(id.cast_signed())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        ended.count();
        Ok(())
    }

    /// A server is out of order at Discord's. One that was left stays left until the bot is seen in it again.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn server_outage(&self, id: u64) -> Result<(), StoreError> {
        sqlx::query("UPDATE servers SET state = 'outage' WHERE id = $1 AND state = 'here'")
            .bind(id.cast_signed())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Changes a setting, and writes down who did it. Without effect on a server that isn't known, and where the
    /// setting is so already.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn change_server(
        &self,
        id: u64,
        person: u64,
        change: ServerChange,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let Some(Server { mut settings, .. }) = load(&mut *writing, id).await? else { return Ok(()) };
        let (what, before, after) = set(&mut settings, change);
        if before == after {
            return Ok(());
        }
        let time = |time: NaiveTime| time.format(TIME_OF_DAY).to_string();
        let (quiet_from, quiet_to) = settings.quiet.map(|(from, to)| (time(from), time(to))).unzip();
        sqlx::query(
            "UPDATE servers SET zone = $2, language = $3, region = $4, alert_channel = $5, manager_role = $6,
                 quiet_from = $7, quiet_to = $8
             WHERE id = $1",
        )
        .bind(id.cast_signed())
        .bind(settings.zone.map(Zone::name))
        .bind(settings.language.map(Language::tag))
        .bind(settings.region.map(Region::key))
        .bind(settings.alert_channel.map(u64::cast_signed))
        .bind(settings.manager_role.map(u64::cast_signed))
        .bind(quiet_from)
        .bind(quiet_to)
        .execute(&mut *writing)
        .await?;
        let line = AuditLine { at: now, person, what: what.to_owned(), before, after };
        write_down(&mut writing, id, &line).await?;
        writing.commit().await?;
        Ok(())
    }

    /// The newest lines of a server's audit, newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn audit(&self, server: u64, lines: u32) -> Result<Vec<AuditLine>, StoreError> {
        let rows = sqlx::query("SELECT * FROM audit WHERE server = $1 ORDER BY id DESC LIMIT $2")
            .bind(server.cast_signed())
            .bind(lines)
            .fetch_all(&self.readers)
            .await?;
        let line = |row: &SqliteRow| {
            Ok(AuditLine {
                at: moment(row, "at")?,
                person: snowflake(row, "person")?,
                what: row.try_get("what")?,
                before: row.try_get("before")?,
                after: row.try_get("after")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// Forgets lines of the audit from before a moment. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_audit(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let purged = sqlx::query("DELETE FROM audit WHERE at < $1")
            .bind(before.timestamp())
            .execute(&self.writer)
            .await?;
        Ok(purged.rows_affected())
    }

    /// Forgets servers that were left before `left_before`, with all that was set up in them. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_servers(&self, left_before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut writing = self.writing().await?;
        sqlx::query(
            "DELETE FROM outbox
             WHERE server IN (SELECT id FROM servers WHERE state = 'left' AND left_at < $1)",
        )
        .bind(left_before.timestamp())
        .execute(&mut *writing)
        .await?;
        let purged = sqlx::query("DELETE FROM servers WHERE state = 'left' AND left_at < $1")
            .bind(left_before.timestamp())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(purged.rows_affected())
    }
}

/// Adds a line to a server's audit.
pub(super) async fn write_down(
    writing: &mut Writing,
    server: u64,
    line: &AuditLine,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit (server, person, at, what, before, after) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(server.cast_signed())
    .bind(line.person.cast_signed())
    .bind(line.at.timestamp())
    .bind(&line.what)
    .bind(&line.before)
    .bind(&line.after)
    .execute(&mut **writing)
    .await?;
    Ok(())
}

async fn load(
    connection: impl Executor<'_, Database = Sqlite>,
    id: u64,
) -> Result<Option<Server>, StoreError> {
    let row = sqlx::query("SELECT * FROM servers WHERE id = $1")
        .bind(id.cast_signed())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &SqliteRow) -> Result<Server, StoreError> {
    let state = match row.try_get("state")? {
        "here" => ServerState::Here,
        "outage" => ServerState::Outage,
        "left" => ServerState::Left(moment(row, "left_at")?),
        other => return Err(StoreError::corrupt("state", other)),
    };
    Ok(Server {
        id: snowflake(row, "id")?,
        name: row.try_get("name")?,
        state,
        locale: known(row, "locale", Language::of_tag)?,
        settings: ServerSettings {
            zone: some_known(row, "zone", |name| Zone::try_from(name.to_owned()).ok())?,
            language: some_known(row, "language", Language::of_tag)?,
            region: some_known(row, "region", Region::of_key)?,
            alert_channel: some_snowflake(row, "alert_channel")?,
            manager_role: some_snowflake(row, "manager_role")?,
            quiet: time_of_day(row, "quiet_from")?.zip(time_of_day(row, "quiet_to")?),
        },
    })
}

fn time_of_day(row: &SqliteRow, column: &'static str) -> Result<Option<NaiveTime>, StoreError> {
    some_known(row, column, |text| NaiveTime::parse_from_str(text, TIME_OF_DAY).ok())
}

/// Sets one setting: its name, what it was and what it is now, as the audit has them.
fn set(settings: &mut ServerSettings, change: ServerChange) -> (&'static str, String, String) {
    fn swap<T: Copy>(
        what: &'static str,
        field: &mut Option<T>,
        value: Option<T>,
        text: impl Fn(T) -> String,
    ) -> (&'static str, String, String) {
        let before = std::mem::replace(field, value);
        (what, before.map(&text).unwrap_or_default(), value.map(&text).unwrap_or_default())
    }
    match change {
        ServerChange::Zone(zone) => swap("zone", &mut settings.zone, zone, |zone| zone.name().to_owned()),
        ServerChange::Language(language) => {
            swap("language", &mut settings.language, language, |language| language.tag().to_owned())
        }
        ServerChange::Region(region) => {
            swap("region", &mut settings.region, region, |region| region.key().to_owned())
        }
        ServerChange::AlertChannel(channel) => {
            swap("alert_channel", &mut settings.alert_channel, channel, |channel| channel.to_string())
        }
        ServerChange::ManagerRole(role) => {
            swap("manager_role", &mut settings.manager_role, role, |role| role.to_string())
        }
        ServerChange::QuietHours(hours) => swap("quiet_hours", &mut settings.quiet, hours, typed_hours),
    }
}

#[cfg(test)]
mod tests;
