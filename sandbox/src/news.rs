//! What changed, for pages that are open. They are told which part it is and fetch that part again, so that
//! nobody is sent what only somebody else may see.

use crate::discord::Id;
use std::fmt;
use tokio::sync::broadcast;

/// News that a page may be behind by; then it is told that everything changed.
const BACKLOG: usize = 1_024;

/// A part of the world that pages show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Servers, channels, people, commands, the Gateway's sessions.
    State,
    /// The messages of a channel.
    Messages(Id),
    Clock,
    Faults,
    Keyapi,
    Traffic,
    Log,
    Panels,
    Bot,
    /// Who listens missed some.
    Everything,
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::State => "state",
            Self::Messages(channel) => return write!(f, "messages:{channel}"),
            Self::Clock => "clock",
            Self::Faults => "faults",
            Self::Keyapi => "keyapi",
            Self::Traffic => "traffic",
            Self::Log => "log",
            Self::Panels => "panels",
            Self::Bot => "bot",
            Self::Everything => "everything",
        })
    }
}

/// Where news are told and heard. Clones are one and the same.
#[derive(Clone, Debug)]
pub(crate) struct News(broadcast::Sender<Option<Topic>>);

impl Default for News {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl News {
    pub(crate) fn tell(&self, topic: Topic) {
        // Without listeners nobody needs to know.
        let _ = self.0.send(Some(topic));
    }

    /// Ends every listener's stream.
    pub(crate) fn end(&self) {
        let _ = self.0.send(None);
    }

    /// Does anybody listen?
    pub(crate) fn is_heard(&self) -> bool {
        self.0.receiver_count() > 0
    }

    pub(crate) fn listen(&self) -> Listener {
        Listener { heard: self.0.subscribe(), ended: false }
    }
}

/// Hears the news from now on.
#[derive(Debug)]
pub(crate) struct Listener {
    heard: broadcast::Receiver<Option<Topic>>,
    ended: bool,
}

impl Listener {
    /// The next news; None when there will be no more.
    pub(crate) async fn next(&mut self) -> Option<Topic> {
        if self.ended {
            return None;
        }
        match self.heard.recv().await {
            Ok(topic) => topic,
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Topic::Everything),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }

    /// The news that are there already, without waiting.
    pub(crate) fn pending(&mut self) -> Vec<Topic> {
        let mut topics = Vec::new();
        loop {
            match self.heard.try_recv() {
                Ok(Some(topic)) if !topics.contains(&topic) => topics.push(topic),
                Ok(Some(_)) => {}
                Err(broadcast::error::TryRecvError::Lagged(_)) => topics.push(Topic::Everything),
                Ok(None) => {
                    self.ended = true;
                    return topics;
                }
                Err(_) => return topics,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_are_heard_once_each() {
        let news = News::default();
        let mut listener = news.listen();
        for topic in [Topic::State, Topic::Messages(7), Topic::State] {
            news.tell(topic);
        }
        assert_eq!(listener.pending(), [Topic::State, Topic::Messages(7)]);
        assert_eq!(listener.pending(), []);
    }

    #[test]
    fn who_is_too_far_behind_hears_that_everything_changed() {
        let news = News::default();
        let mut listener = news.listen();
        (0..=BACKLOG).for_each(|_| news.tell(Topic::Traffic));
        assert_eq!(listener.pending(), [Topic::Everything, Topic::Traffic]);
    }

    #[tokio::test]
    async fn the_end_is_heard_after_what_came_before_it() {
        let news = News::default();
        let mut listener = news.listen();
        news.tell(Topic::State);
        news.end();
        assert_eq!(listener.pending(), [Topic::State]);
        assert_eq!(listener.next().await, None);
    }
}
