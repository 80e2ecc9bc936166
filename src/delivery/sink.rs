//! The seam to where posts go.

use crate::domain::{BoardPage, Found, Mark, MessageRef, Muffled, Notice, Sent, Target, watch::WatchPost};
use chrono::{DateTime, Utc};

/// A post, ready to be said in its language.
#[derive(Clone, Debug)]
pub struct Post {
    /// Borne by a button and sent as the nonce.
    pub mark: Mark,
    /// The server that it belongs to.
    pub server: u64,
    /// Where it goes.
    pub target: Target,
    /// What it says.
    pub content: Content,
    /// Whether it goes as plain text because its rich form was refused.
    pub plain: bool,
    /// The message that is edited in its place.
    pub edit: Option<MessageRef>,
}

/// What a post says.
#[derive(Clone, Debug)]
pub enum Content {
    /// A board.
    Board(std::sync::Arc<BoardPage>),
    /// What watches say.
    Watch(Box<WatchPost>),
    /// Something that managers have to know.
    Notice(Notice),
    /// That alerts can't be posted.
    Muffled(Muffled),
    /// Nothing new: a message is published to the followers of its channel.
    Crosspost(MessageRef),
}

/// Where posts go.
#[async_trait::async_trait]
pub trait Sink: Send + Sync + std::fmt::Debug {
    /// Posts once: never tries again by itself what may have arrived.
    async fn send(&self, post: &Post) -> Sent;

    /// Looks for a post by its mark among what came to its target since then.
    async fn find(&self, post: &Post, since: DateTime<Utc>) -> Found;
}
