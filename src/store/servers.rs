//! Table `servers`, with the audit of what was changed in them.

use super::{Store, StoreError, columns};
use crate::domain::{AuditLine, Language, Region, Server, ServerChange, ServerSettings, ServerState, Zone};
use chrono::{DateTime, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};

impl Store {
    /// A server.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn server(&self, id: u64) -> Result<Option<Server>, StoreError> {
        let row = sqlx::query("SELECT * FROM servers WHERE id = $1")
            .bind(id.cast_signed())
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(server).transpose()
    }

    /// Servers that the bot is in, also in an outage.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn servers(&self) -> Result<Vec<Server>, StoreError> {
        let rows = sqlx::query("SELECT * FROM servers WHERE state <> 'left' ORDER BY id")
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(server).collect()
    }

    /// The bot is in a server (again). Answers whether it was away or in an outage before, or is new.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn server_here(&self, id: u64, name: &str, locale: Language) -> Result<bool, StoreError> {
        // A session tells of all servers, of which next to none changed.
        if let Some(known) = self.server(id).await?
            && (known.name.as_str(), known.locale, known.state) == (name, locale, ServerState::Here)
        {
            return Ok(false);
        }
        let mut writing = self.writing().await?;
        let before: Option<String> = sqlx::query_scalar("SELECT state FROM servers WHERE id = $1")
            .bind(id.cast_signed())
            .fetch_optional(&mut *writing)
            .await?;
        sqlx::query(
            "INSERT INTO servers (id, name, locale, state) VALUES ($1, $2, $3, 'here')
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, locale = excluded.locale,
                 state = excluded.state, left_at = NULL",
        )
        .bind(id.cast_signed())
        .bind(name)
        .bind(locale.tag())
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(before.as_deref() != Some("here"))
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
        // What falls due meanwhile isn't made up for: the next moment is found when the bot is back.
        sqlx::query("UPDATE boards SET next_due_at = NULL, next_due_date = NULL WHERE server = $1")
            .bind(id.cast_signed())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(())
    }

    /// A server is out of order at Discord's.
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

    /// Changes a setting, and writes down who did it.
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
        let Some(row) = sqlx::query("SELECT * FROM servers WHERE id = $1")
            .bind(id.cast_signed())
            .fetch_optional(&mut *writing)
            .await?
        else {
            return Ok(());
        };
        let before = server(&row)?.settings;
        let after = with(before, change);
        sqlx::query(
            "UPDATE servers SET zone = $2, language = $3, region = $4, alert_channel = $5, manager_role = $6
             WHERE id = $1",
        )
        .bind(id.cast_signed())
        .bind(after.zone.map(Zone::name))
        .bind(after.language.map(Language::tag))
        .bind(after.region.map(Region::key))
        .bind(after.alert_channel.map(u64::cast_signed))
        .bind(after.manager_role.map(u64::cast_signed))
        .execute(&mut *writing)
        .await?;
        let (what, [old, new]) = (what(change), [before, after].map(|settings| written(settings, change)));
        sqlx::query(
            "INSERT INTO audit (server, person, at, what, before, after) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.cast_signed())
        .bind(person.cast_signed())
        .bind(now.timestamp())
        .bind(what)
        .bind(old)
        .bind(new)
        .execute(&mut *writing)
        .await?;
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
                at: columns::time("at", row.try_get("at")?)?,
                person: columns::id(row, "person")?,
                what: row.try_get("what")?,
                before: row.try_get("before")?,
                after: row.try_get("after")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// Forgets servers that were left before `left_before`, with all that was set up in them. Answers how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn purge_servers(&self, left_before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut writing = self.writing().await?;
        let before = left_before.timestamp();
        sqlx::query(
            "DELETE FROM outbox WHERE server IN
                 (SELECT id FROM servers WHERE state = 'left' AND left_at < $1)",
        )
        .bind(before)
        .execute(&mut *writing)
        .await?;
        let gone = sqlx::query("DELETE FROM servers WHERE state = 'left' AND left_at < $1")
            .bind(before)
            .execute(&mut *writing)
            .await?
            .rows_affected();
        writing.commit().await?;
        Ok(gone)
    }
}

fn server(row: &SqliteRow) -> Result<Server, StoreError> {
    let state = match row.try_get("state")? {
        "here" => ServerState::Here,
        "outage" => ServerState::Outage,
        "left" => ServerState::Left(columns::time("left_at", row.try_get("left_at")?)?),
        other => return Err(StoreError::corrupt("state", other)),
    };
    Ok(Server {
        id: columns::id(row, "id")?,
        name: row.try_get("name")?,
        state,
        locale: columns::known(row, "locale", Language::of_tag)?,
        settings: ServerSettings {
            zone: columns::maybe(row, "zone", |name| Zone::try_from(name.to_owned()).ok())?,
            language: columns::maybe(row, "language", Language::of_tag)?,
            region: columns::maybe(row, "region", Region::of_key)?,
            alert_channel: columns::maybe_id(row, "alert_channel")?,
            manager_role: columns::maybe_id(row, "manager_role")?,
        },
    })
}

fn with(settings: ServerSettings, change: ServerChange) -> ServerSettings {
    match change {
        ServerChange::Zone(zone) => ServerSettings { zone, ..settings },
        ServerChange::Language(language) => ServerSettings { language, ..settings },
        ServerChange::Region(region) => ServerSettings { region, ..settings },
        ServerChange::AlertChannel(alert_channel) => ServerSettings { alert_channel, ..settings },
        ServerChange::ManagerRole(manager_role) => ServerSettings { manager_role, ..settings },
    }
}

/// The word of the audit for a change.
const fn what(change: ServerChange) -> &'static str {
    match change {
        ServerChange::Zone(_) => "zone",
        ServerChange::Language(_) => "language",
        ServerChange::Region(_) => "region",
        ServerChange::AlertChannel(_) => "alert_channel",
        ServerChange::ManagerRole(_) => "manager_role",
    }
}

/// What is set of the thing that a change is about, as the audit keeps it.
fn written(settings: ServerSettings, change: ServerChange) -> String {
    let id = |id: Option<u64>| id.map(|id| id.to_string());
    let text = match change {
        ServerChange::Zone(_) => settings.zone.map(|zone| zone.name().to_owned()),
        ServerChange::Language(_) => settings.language.map(|language| language.tag().to_owned()),
        ServerChange::Region(_) => settings.region.map(|region| region.key().to_owned()),
        ServerChange::AlertChannel(_) => id(settings.alert_channel),
        ServerChange::ManagerRole(_) => id(settings.manager_role),
    };
    text.unwrap_or_default()
}
