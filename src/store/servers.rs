//! Table `servers`, with the audit of what was changed in them.

use super::{
    Store, StoreError, Writing,
    columns::{known, moment, snowflake, some_known, some_snowflake},
    outbox::lanes,
};
use crate::domain::{AuditLine, Language, Region, Server, ServerChange, ServerSettings, ServerState, Zone};
use chrono::{DateTime, Utc};
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

    /// The bot is in a server (again).
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
                 name = excluded.name, locale = excluded.locale, state = 'here', left_at = NULL",
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
        let lanes: Vec<i64> = sqlx::query_scalar(
            "UPDATE outbox SET state = 'dropped', front = FALSE, settled_at = $2
             WHERE server = $1 AND kind IN ('alert', 'notice') AND state IN ('ready', 'held') RETURNING lane",
        )
        .bind(id.cast_signed())
        .bind(now.timestamp())
        .fetch_all(&mut *writing)
        .await?;
        lanes::put_in_order(&mut writing, &lanes).await?;
        // What falls due meanwhile isn't made up for: the next moment is found when the bot is back.
        sqlx::query("UPDATE boards SET next_due_at = NULL, next_due_date = NULL WHERE server = $1")
            .bind(id.cast_signed())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
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
        sqlx::query(
            "UPDATE servers SET zone = $2, language = $3, region = $4, alert_channel = $5, manager_role = $6
             WHERE id = $1",
        )
        .bind(id.cast_signed())
        .bind(settings.zone.map(Zone::name))
        .bind(settings.language.map(Language::tag))
        .bind(settings.region.map(Region::key))
        .bind(settings.alert_channel.map(u64::cast_signed))
        .bind(settings.manager_role.map(u64::cast_signed))
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
        },
    })
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{SERVER, added, at, post, queue, served, store};

    #[tokio::test]
    async fn a_server_is_here_in_an_outage_or_left() {
        let (_folder, store) = store().await;
        let here = async |name| store.server_here(7, name, Language::ZhCn).await.unwrap();
        let state = async || store.server(7).await.unwrap().map(|server| server.state);
        store.server_left(7, at(0)).await.unwrap();
        store.server_outage(7).await.unwrap();
        assert_eq!(state().await, None, "it was never heard of");
        here("one").await;
        here("two").await;
        let server = store.server(7).await.unwrap().unwrap();
        assert_eq!((server.name.as_str(), server.language()), ("two", Language::ZhCn));
        assert_eq!((server.state, server.settings), (ServerState::Here, ServerSettings::default()));
        store.server_outage(7).await.unwrap();
        assert_eq!(state().await, Some(ServerState::Outage));
        assert_eq!(store.servers().await.unwrap().len(), 1);
        here("two").await;
        assert_eq!(state().await, Some(ServerState::Here), "the outage is over");
        for second in [1, 2] {
            store.server_left(7, at(second)).await.unwrap();
        }
        store.server_outage(7).await.unwrap();
        assert_eq!(state().await, Some(ServerState::Left(at(1))));
        assert_eq!(store.servers().await.unwrap(), []);
        here("two").await;
        assert_eq!(state().await, Some(ServerState::Here), "it is back");
    }

    #[tokio::test]
    async fn each_setting_is_changed_and_written_down() {
        let (_folder, store) = served().await;
        let zone = Zone::try_from("Asia/Shanghai".to_owned()).unwrap();
        let region = Region::parse("GB").unwrap();
        let changes = [
            (ServerChange::Zone(Some(zone)), ServerChange::Zone(None), "zone", "Asia/Shanghai"),
            (ServerChange::Language(Some(Language::ZhCn)), ServerChange::Language(None), "language", "zh-CN"),
            (ServerChange::Region(Some(region)), ServerChange::Region(None), "region", "GB"),
            (
                ServerChange::AlertChannel(Some(u64::MAX)),
                ServerChange::AlertChannel(None),
                "alert_channel",
                "18446744073709551615",
            ),
            (ServerChange::ManagerRole(Some(8)), ServerChange::ManagerRole(None), "manager_role", "8"),
        ];
        for (set, _, what, after) in changes {
            for second in [1, 2] {
                store.change_server(SERVER, 9, set, at(second)).await.unwrap();
            }
            let line = AuditLine {
                at: at(1),
                person: 9,
                what: what.to_owned(),
                before: String::new(),
                after: after.to_owned(),
            };
            assert_eq!(store.audit(SERVER, 1).await.unwrap(), [line]);
        }
        let all = ServerSettings {
            zone: Some(zone),
            language: Some(Language::ZhCn),
            region: Some(region),
            alert_channel: Some(u64::MAX),
            manager_role: Some(8),
        };
        let settings = async || store.server(SERVER).await.unwrap().unwrap().settings;
        assert_eq!(settings().await, all);
        store.server_here(SERVER, "renamed", Language::EnUs).await.unwrap();
        assert_eq!(settings().await, all, "a new name leaves them");
        for (_, unset, what, before) in changes {
            store.change_server(SERVER, 9, unset, at(3)).await.unwrap();
            let line = store.audit(SERVER, 1).await.unwrap().remove(0);
            assert_eq!((line.what.as_str(), line.before.as_str(), line.after.as_str()), (what, before, ""));
        }
        assert_eq!(settings().await, ServerSettings::default());
        assert_eq!(store.audit(SERVER, 99).await.unwrap().len(), 10, "no line where nothing changed");
        assert_eq!(store.purge_audit(at(3)).await.unwrap(), 5);
        assert_eq!(store.audit(SERVER, 99).await.unwrap().len(), 5);
        store.change_server(1, 9, changes[0].0, at(4)).await.unwrap();
        assert_eq!(store.audit(1, 9).await.unwrap(), []);
    }

    #[tokio::test]
    async fn a_server_that_was_left_is_kept_for_its_grace_and_then_forgotten_with_all_it_has() {
        let (_folder, store) = served().await;
        let board = added(&store).await;
        queue(&store, &post(&board)).await;
        let draft = store.save_draft(SERVER, 7, "{}", at(99)).await.unwrap();
        store.server_here(7, "another", Language::EnUs).await.unwrap();
        assert_eq!(store.purge_servers(at(99)).await.unwrap(), 0, "nobody left");
        store.server_left(SERVER, at(10)).await.unwrap();
        assert_eq!(store.purge_servers(at(10)).await.unwrap(), 0);
        assert_eq!(store.boards(SERVER).await.unwrap().len(), 1);
        assert_eq!(store.purge_servers(at(11)).await.unwrap(), 1);
        assert_eq!(store.server(SERVER).await.unwrap(), None);
        assert_eq!(store.boards(SERVER).await.unwrap(), []);
        assert_eq!(store.runs(board.id, 9).await.unwrap(), []);
        assert_eq!(store.audit(SERVER, 9).await.unwrap(), []);
        assert_eq!(store.outbox(&[], 9).await.unwrap(), []);
        assert_eq!(store.draft(draft, at(0)).await.unwrap(), None);
        assert!(store.server(7).await.unwrap().is_some());
    }
}
