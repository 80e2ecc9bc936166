//! What keeps something from being posted in a place.

use super::{Person, Places, Unseen};
use crate::domain::{Place, PlaceKind, Right, Trouble};

/// What is to be posted, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The channel.
    pub channel: u64,
    /// With embeds.
    pub embeds: bool,
    /// With files.
    pub files: bool,
    /// A role that is to be pinged, where the person has to be allowed to.
    pub role: Option<u64>,
}

/// What keeps something from being set up in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Rights of the bot are missing in that channel.
    BotLacks {
        /// The channel.
        channel: u64,
        /// Which.
        missing: Vec<Right>,
    },
    /// The person has no right to write there.
    PersonLacks {
        /// The channel.
        channel: u64,
        /// Which.
        missing: Vec<Right>,
    },
    /// The person may not have this role pinged.
    MayNotPing {
        /// The role.
        role: u64,
    },
    /// The channel is of another server.
    ForeignChannel,
    /// There is no such channel (any more), or the bot can't see it.
    UnseenChannel {
        /// The channel.
        channel: u64,
    },
    /// A category, a stage: nothing can be posted there.
    NoTextChannel {
        /// The channel.
        channel: u64,
    },
    /// Something about the channel that has to be mended first.
    Trouble {
        /// The channel.
        channel: u64,
        /// What.
        trouble: Trouble,
    },
    /// Discord can't be asked about the channel right now.
    Unreachable,
}

impl Places {
    /// What keeps the bot from posting, or the person from having it post there; none where nothing does.
    pub async fn hindrance(&self, person: Person<'_>, wish: Wish) -> Option<Hindrance> {
        match self.open(person.server, wish).await {
            Ok(place) => self.persons_hindrance(person, &place, wish.role).await,
            Err(hindrance) => Some(hindrance),
        }
    }

    /// The name of a channel of a server; none of one that can't be seen.
    pub async fn name(&self, server: u64, channel: u64) -> Option<String> {
        self.guilds.place(server, channel).await.ok().map(|place| place.name)
    }

    /// A file that somebody sent, of at most so many bytes.
    ///
    /// # Errors
    /// [`Unseen`]
    pub async fn file(&self, url: &str, most: usize) -> Result<Vec<u8>, Unseen> {
        self.guilds.file(url, most).await
    }

    /// A channel in which the bot can post.
    ///
    /// # Errors
    /// What keeps it from that.
    pub async fn open(&self, server: u64, wish: Wish) -> Result<Place, Hindrance> {
        let channel = wish.channel;
        let place = self.guilds.place(server, channel).await.map_err(|unseen| match unseen {
            Unseen::Gone => Hindrance::UnseenChannel { channel },
            Unseen::Hidden => Hindrance::BotLacks { channel, missing: vec![Right::ViewChannel] },
            Unseen::Foreign => Hindrance::ForeignChannel,
            Unseen::Unreachable(why) => unreachable(channel, &why),
        })?;
        if place.kind == PlaceKind::Other {
            return Err(Hindrance::NoTextChannel { channel });
        }
        let missing = place.rights.missing(&place.needed(wish.embeds, wish.files));
        if !missing.is_empty() {
            return Err(Hindrance::BotLacks { channel, missing });
        }
        match place.kind {
            PlaceKind::Forum { lacks_tag: true, .. } => {
                Err(Hindrance::Trouble { channel, trouble: Trouble::TagRequired })
            }
            _ => Ok(place),
        }
    }

    /// Whoever may not write in a channel has nobody else write there, nor has a role pinged that they may not ping.
    async fn persons_hindrance(
        &self,
        person: Person<'_>,
        place: &Place,
        role: Option<u64>,
    ) -> Option<Hindrance> {
        let channel = place.channel;
        let rights = self.guilds.rights_of(person.server, channel, person.id, person.roles).await;
        if let (Some(role), Ok(rights)) = (role, &rights)
            && !rights.has(Right::MentionEveryone)
        {
            match self.guilds.role_is_mentionable(person.server, role).await {
                Ok(false) => return Some(Hindrance::MayNotPing { role }),
                Err(Unseen::Unreachable(why)) => return Some(unreachable(channel, &why)),
                Ok(true) | Err(_) => {}
            }
        }
        let send = match place.kind {
            PlaceKind::Thread { .. } => Right::SendInThreads,
            _ => Right::SendMessages,
        };
        match rights.map(|rights| rights.missing(&[Right::ViewChannel, send])) {
            Ok(missing) if missing.is_empty() => None,
            Ok(missing) => Some(Hindrance::PersonLacks { channel, missing }),
            Err(Unseen::Unreachable(why)) => Some(unreachable(channel, &why)),
            Err(_) => Some(Hindrance::UnseenChannel { channel }),
        }
    }
}

fn unreachable(channel: u64, why: &str) -> Hindrance {
    tracing::warn!(channel, why, "a channel can't be looked at");
    Hindrance::Unreachable
}
