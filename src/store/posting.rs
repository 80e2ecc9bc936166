//! Where something is posted: the channels of all boards and watches, whichever table they stand in.

use super::{Store, StoreError, columns::snowflake};
use sqlx::Row as _;

/// A channel in which something is posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostingPlace {
    /// Discord's id of the server.
    pub server: u64,
    /// Its name, as last heard.
    pub server_name: String,
    /// Discord's id of the channel.
    pub channel: u64,
    /// With embeds.
    pub embeds: bool,
    /// With files.
    pub files: bool,
    /// The numbers of the boards.
    pub boards: Vec<u32>,
    /// The numbers of the watches.
    pub watches: Vec<u32>,
}

impl Store {
    /// The channels of servers that the bot is in with boards, also blocked ones, or watches: at most so many.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn posting_places(&self, most: u32) -> Result<Vec<PostingPlace>, StoreError> {
        let rows = sqlx::query(
            "SELECT servers.id, servers.name, posts.channel,
                 MAX(posts.embeds) AS embeds, MAX(posts.files) AS files,
                 json_group_array(posts.board) FILTER (WHERE posts.board IS NOT NULL) AS boards,
                 json_group_array(posts.watch) FILTER (WHERE posts.watch IS NOT NULL) AS watches
             FROM (
                 SELECT server, channel, number AS board, NULL AS watch,
                     format = 'rich' AS embeds, FALSE AS files
                 FROM boards WHERE state IN ('active', 'blocked')
                 UNION ALL
                 SELECT server, channel, NULL, number, TRUE, TRUE FROM watches WHERE state = 'active'
             ) AS posts JOIN servers ON servers.id = posts.server
             WHERE servers.state = 'here'
             GROUP BY servers.id, posts.channel ORDER BY servers.id, posts.channel LIMIT $1",
        )
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        let numbers = |text: &str| {
            let numbers: Result<Vec<u32>, _> = serde_json::from_str(text);
            numbers.map_err(|_| StoreError::corrupt("number", text))
        };
        rows.iter()
            .map(|row| {
                Ok(PostingPlace {
                    server: snowflake(row, "id")?,
                    server_name: row.try_get("name")?,
                    channel: snowflake(row, "channel")?,
                    embeds: row.try_get("embeds")?,
                    files: row.try_get("files")?,
                    boards: numbers(row.try_get("boards")?)?,
                    watches: numbers(row.try_get("watches")?)?,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{BoardSettings, Format},
        store::tests::{
            SERVER, add, at, by, served, settings,
            watched::{watch, watching},
        },
    };

    #[tokio::test]
    async fn channels_are_named_once_with_their_boards_and_watches() {
        let (_folder, store) = served().await;
        let plain = BoardSettings { channel: 6, format: Format::Plain, ..settings() };
        add(&store, &settings()).await;
        let paused = add(&store, &settings()).await;
        add(&store, &plain).await;
        store.pause_board(paused.id, by(0)).await.unwrap();
        for (creator, channel) in [(1, 5), (2, 7), (3, 7)] {
            watch(&store, &watching(creator, channel)).await;
        }
        let place = |channel, embeds, files, boards: &[u32], watches: &[u32]| PostingPlace {
            server: SERVER,
            server_name: "Creators' Circle".to_owned(),
            channel,
            embeds,
            files,
            boards: boards.into(),
            watches: watches.into(),
        };
        let all = [
            place(5, true, true, &[1], &[1]),
            place(6, false, false, &[3], &[]),
            place(7, true, true, &[], &[2, 3]),
        ];
        assert_eq!(store.posting_places(9).await.unwrap(), all);
        assert_eq!(store.posting_places(1).await.unwrap(), all[..1]);
        store.server_left(SERVER, at(0)).await.unwrap();
        assert_eq!(store.posting_places(9).await.unwrap(), []);
    }
}
