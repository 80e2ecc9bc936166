//! What people do with watches, each deed with its line in the audit.

use super::{WatchAdded, WatchEdited, WatchesAdded, row, row::select};
use crate::{
    domain::{
        AuditLine,
        watch::{Watch, WatchId, WatchLog, WatchSettings},
    },
    store::{
        By, Store, StoreError, Writing, json,
        outbox::{Ended, lanes, moves, unwanted},
        servers,
    },
};

impl Store {
    /// Adds a watch, unless the server has `most` already or watches the creator in that channel; with a line in the
    /// audit.
    ///
    /// # Errors
    /// [`StoreError::UnknownCreator`] for one who wasn't noted, else when the database can't be written, also for a
    /// server that isn't known.
    pub async fn add_watch(
        &self,
        server: u64,
        settings: &WatchSettings,
        log: &WatchLog,
        most: u32,
        by: By,
    ) -> Result<WatchAdded, StoreError> {
        let mut writing = self.writing().await?;
        let added = add(&mut writing, server, (settings, log), most, by).await?;
        writing.commit().await?;
        Ok(added)
    }

    /// Adds watches as [`Store::add_watch`] does, all or none where one fails.
    ///
    /// # Errors
    /// As there.
    pub async fn add_watches(
        &self,
        server: u64,
        watches: &[(WatchSettings, WatchLog)],
        most: u32,
        by: By,
    ) -> Result<WatchesAdded, StoreError> {
        let mut counts = WatchesAdded::default();
        let mut writing = self.writing().await?;
        for (settings, log) in watches {
            match add(&mut writing, server, (settings, log), most, by).await? {
                WatchAdded::Yes(_) => counts.added += 1,
                WatchAdded::Exists(_) => counts.exists += 1,
                WatchAdded::Full => counts.full += 1,
            }
        }
        writing.commit().await?;
        Ok(counts)
    }

    /// Changes what is set of a watch, where that is `from`; with a line in the audit. Where the channel changes, alerts
    /// that wait go to the new one, unless one may stand in the old one.
    ///
    /// # Errors
    /// As [`Store::add_watch`].
    pub async fn edit_watch(
        &self,
        id: WatchId,
        from: &WatchSettings,
        to: &WatchSettings,
        by: By,
    ) -> Result<WatchEdited, StoreError> {
        let mut writing = self.writing().await?;
        let Some(watch) = load(&mut writing, id, "active").await?.filter(|watch| watch.settings == *from)
        else {
            return Ok(WatchEdited::Meanwhile);
        };
        if let Some(other) =
            twin(&mut writing, watch.server, to).await?.filter(|number| *number != watch.number)
        {
            return Ok(WatchEdited::Exists(other));
        }
        let creator = creator(&mut writing, to).await?;
        let (sales, followers, rank) = row::counts(to);
        sqlx::query(
            "UPDATE watches SET creator = $2, channel = $3, region = $4, counts_sales = $5, counts_followers = $6,
                 counts_rank = $8, settings = $7
             WHERE id = $1",
        )
        .bind(id.0)
        .bind(creator)
        .bind(to.channel.cast_signed())
        .bind(to.region.key())
        .bind(sales)
        .bind(followers)
        .bind(json(to)?)
        .bind(rank)
        .execute(&mut *writing)
        .await?;
        if from.channel != to.channel {
            let lanes = moves::alerts_to_channel(&mut writing, id, to.channel.cast_signed()).await?;
            lanes::put_in_order(&mut writing, &lanes).await?;
        }
        write_down(&mut writing, &watch, "watch_edit", by).await?;
        writing.commit().await?;
        Ok(WatchEdited::Yes)
    }

    /// Changes what a watch remembers (`watch_snooze`, `watch_wake`, `watch_mute`, `watch_unmute`): read, changed and
    /// written in one transaction, with a line in the audit. Answers how it is now; none where it was removed.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn change_watch_log(
        &self,
        id: WatchId,
        what: &'static str,
        by: By,
        change: impl FnOnce(&mut WatchLog) + Send,
    ) -> Result<Option<Watch>, StoreError> {
        let mut writing = self.writing().await?;
        let Some(mut watch) = load(&mut writing, id, "active").await? else { return Ok(None) };
        change(&mut watch.log);
        let mut ended = Ended::default();
        if watch.log.snoozed_until.is_some_and(|until| until > by.now) {
            let lanes = unwanted::drop_waiting_alerts(&mut writing, id, by.now, &mut ended).await?;
            lanes::put_in_order(&mut writing, &lanes).await?;
        }
        // What it remembered before its last evaluation explains that, whatever is changed since.
        sqlx::query(
            "UPDATE watches SET log = $2,
                 log_before = CASE WHEN evaluated IS NOT NULL THEN COALESCE(log_before, log) END
             WHERE id = $1",
        )
        .bind(id.0)
        .bind(json(&watch.log)?)
        .execute(&mut *writing)
        .await?;
        write_down(&mut writing, &watch, what, by).await?;
        writing.commit().await?;
        ended.count();
        Ok(Some(watch))
    }

    /// Removes a watch: it can be restored until it is purged. Its alerts that aren't sent are dropped. Without effect
    /// on one that is removed.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn remove_watch(&self, id: WatchId, by: By) -> Result<(), StoreError> {
        let mut writing = self.writing().await?;
        let Some(watch) = load(&mut writing, id, "active").await? else { return Ok(()) };
        set_state(&mut writing, id, "removed", by).await?;
        let mut ended = Ended::default();
        let lanes = unwanted::drop_alerts(&mut writing, &[id], &mut ended).await?;
        lanes::put_in_order(&mut writing, &lanes).await?;
        write_down(&mut writing, &watch, "watch_remove", by).await?;
        writing.commit().await?;
        ended.count();
        Ok(())
    }

    /// Brings a removed watch back, unless the server has `most` already or watches the creator in that channel by
    /// another. Alerts that the removal dropped go on, where they aren't expired.
    ///
    /// # Errors
    /// When the database can't be written, also for a watch that was forgotten.
    pub async fn restore_watch(&self, id: WatchId, most: u32, by: By) -> Result<WatchAdded, StoreError> {
        let mut writing = self.writing().await?;
        if let Some(watch) = load(&mut writing, id, "active").await? {
            return Ok(WatchAdded::Yes(Box::new(watch)));
        }
        let watch = load(&mut writing, id, "removed").await?.ok_or(sqlx::Error::RowNotFound)?;
        if let Some(refused) = refused(&mut writing, watch.server, &watch.settings, most).await? {
            return Ok(refused);
        }
        let lanes = unwanted::pick_up_alerts(&mut writing, id, by.now).await?;
        lanes::put_in_order(&mut writing, &lanes).await?;
        set_state(&mut writing, id, "active", by).await?;
        write_down(&mut writing, &watch, "watch_restore", by).await?;
        writing.commit().await?;
        Ok(WatchAdded::Yes(Box::new(watch)))
    }
}

async fn add(
    writing: &mut Writing,
    server: u64,
    (settings, log): (&WatchSettings, &WatchLog),
    most: u32,
    by: By,
) -> Result<WatchAdded, StoreError> {
    if let Some(refused) = refused(writing, server, settings, most).await? {
        return Ok(refused);
    }
    let creator = creator(writing, settings).await?;
    let number: u32 = sqlx::query_scalar(
        "UPDATE servers SET last_watch = last_watch + 1 WHERE id = $1 RETURNING last_watch",
    )
    .bind(server.cast_signed())
    .fetch_one(&mut **writing)
    .await?;
    let (sales, followers, rank) = row::counts(settings);
    let id = sqlx::query_scalar(
        "INSERT INTO watches (server, number, creator, channel, region, counts_sales, counts_followers, counts_rank,
             settings, log, state, state_at, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $12, $8, $9, 'active', $11, $10, $11) RETURNING id",
    )
    .bind(server.cast_signed())
    .bind(number)
    .bind(creator)
    .bind(settings.channel.cast_signed())
    .bind(settings.region.key())
    .bind(sales)
    .bind(followers)
    .bind(json(settings)?)
    .bind(json(log)?)
    .bind(by.person.cast_signed())
    .bind(by.now.timestamp())
    .bind(rank)
    .fetch_one(&mut **writing)
    .await?;
    let watch = load(writing, WatchId(id), "active").await?.ok_or(sqlx::Error::RowNotFound)?;
    write_down(writing, &watch, "watch_add", by).await?;
    Ok(WatchAdded::Yes(Box::new(watch)))
}

/// Why a server can't have a watch more.
async fn refused(
    writing: &mut Writing,
    server: u64,
    settings: &WatchSettings,
    most: u32,
) -> Result<Option<WatchAdded>, StoreError> {
    if let Some(number) = twin(writing, server, settings).await? {
        return Ok(Some(WatchAdded::Exists(number)));
    }
    let count: u32 =
        sqlx::query_scalar("SELECT COUNT(*) FROM watches WHERE server = $1 AND state = 'active'")
            .bind(server.cast_signed())
            .fetch_one(&mut **writing)
            .await?;
    Ok((count >= most).then_some(WatchAdded::Full))
}

/// The number of the server's watch of the same creator in the same channel.
async fn twin(
    writing: &mut Writing,
    server: u64,
    settings: &WatchSettings,
) -> Result<Option<u32>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT number FROM watches
         WHERE server = $1 AND creator = (SELECT id FROM creators WHERE user_id = $2) AND channel = $3
           AND state = 'active'",
    )
    .bind(server.cast_signed())
    .bind(settings.user_id.as_str())
    .bind(settings.channel.cast_signed())
    .fetch_optional(&mut **writing)
    .await?)
}

async fn creator(writing: &mut Writing, settings: &WatchSettings) -> Result<i64, StoreError> {
    let id = sqlx::query_scalar("SELECT id FROM creators WHERE user_id = $1")
        .bind(settings.user_id.as_str())
        .fetch_optional(&mut **writing)
        .await?;
    id.ok_or_else(|| StoreError::UnknownCreator(settings.user_id.clone()))
}

async fn load(writing: &mut Writing, id: WatchId, state: &str) -> Result<Option<Watch>, StoreError> {
    let row = sqlx::query(select!("WHERE watches.id = $1 AND state = $2"))
        .bind(id.0)
        .bind(state)
        .fetch_optional(&mut **writing)
        .await?;
    row.as_ref().map(row::read).transpose()
}

async fn set_state(writing: &mut Writing, id: WatchId, state: &str, by: By) -> Result<(), StoreError> {
    sqlx::query("UPDATE watches SET state = $2, state_at = $3 WHERE id = $1")
        .bind(id.0)
        .bind(state)
        .bind(by.now.timestamp())
        .execute(&mut **writing)
        .await?;
    Ok(())
}

async fn write_down(writing: &mut Writing, watch: &Watch, what: &str, by: By) -> Result<(), StoreError> {
    let number = watch.number.to_string();
    let (before, after) = match what {
        "watch_add" | "watch_restore" => (String::new(), number),
        "watch_remove" => (number, String::new()),
        _ => (number.clone(), number),
    };
    let line = AuditLine { at: by.now, person: by.person, what: what.to_owned(), before, after };
    servers::write_down(writing, watch.server, &line).await
}
