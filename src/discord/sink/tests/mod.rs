//! The sink against a server that answers as the test says.

mod found;
mod sent;

use super::DiscordSink;
use crate::{
    delivery::{Content, Post},
    discord::rest::tests::server::{Reply, Seen, Server},
    domain::{BoardId, Language, Mark, Notice, Place, PlaceKind, Right, Rights, Target, Trouble},
    places::{Guilds, Unseen},
};
use serde_json::{Value, json};
use std::sync::Arc;

const SERVER: u64 = 10;
const CHANNEL: u64 = 20;
const PERSON: u64 = 30;
const DM: u64 = 31;
const MARK: Mark = Mark(36 * 36);

/// Rights that are the same everywhere.
#[derive(Debug)]
struct Fixed(Result<Rights, Unseen>);

#[async_trait::async_trait]
impl Guilds for Fixed {
    async fn place(&self, _: u64, channel: u64) -> Result<Place, Unseen> {
        let rights = self.0.clone()?;
        Ok(Place { channel, name: "board".into(), kind: PlaceKind::Text, rights })
    }

    async fn rights_of(&self, _: u64, _: u64, _: u64, _: &[u64]) -> Result<Rights, Unseen> {
        self.0.clone()
    }

    async fn role_is_mentionable(&self, _: u64, _: u64) -> Result<bool, Unseen> {
        Ok(false)
    }

    async fn file(&self, _: &str, _: usize) -> Result<Vec<u8>, Unseen> {
        Err(Unseen::Gone)
    }

    fn forget(&self, _: u64) {}
}

fn rights(all: &[Right]) -> Result<Rights, Unseen> {
    Ok(Rights(all.iter().fold(0, |bits, right| bits | right.bit())))
}

/// Every right that is looked for.
fn every() -> Result<Rights, Unseen> {
    rights(&[Right::ViewChannel, Right::SendMessages, Right::EmbedLinks, Right::ReadHistory])
}

fn sink(server: &Server, rights: Result<Rights, Unseen>) -> DiscordSink {
    DiscordSink::new(Arc::clone(&server.rest), Arc::new(Fixed(rights)))
}

fn post(target: Target) -> Post {
    let notice = Notice {
        question: crate::domain::Question::plain(),
        server_name: "Creator Agency".to_owned(),
        board: BoardId(5),
        number: 3,
        server: SERVER,
        channel: CHANNEL,
        trouble: Trouble::ChannelGone,
        language: Language::EnUs,
    };
    Post { mark: MARK, server: SERVER, target, content: Content::Notice(notice), plain: false, edit: None }
}

/// What was asked: method, path and query.
fn lines(server: &Server) -> Vec<String> {
    let line = |seen: &Seen| format!("{} {}", seen.method, seen.path.trim_start_matches("/api/v10"));
    server.seen().iter().map(line).collect()
}

fn ok(body: Value) -> Reply {
    Reply::json(200, body)
}

fn no(status: u16, code: u64) -> Reply {
    Reply::json(status, json!({"code": code, "message": "said"}))
}

fn body(seen: &Seen) -> Value {
    serde_json::from_str(&seen.body).unwrap()
}
