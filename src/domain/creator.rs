//! A creator: who they are, how people name them, and what the source says of them alone.

use super::{Region, Row, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A creator's name in links: lower case, without `@`, 1 to 24 characters of `a` to `z`, `0` to `9`, `.` and `_`. May
/// change hands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Box<str>", into = "Box<str>")]
pub struct Handle(Box<str>);

impl Handle {
    /// The handle, if it is one, in whatever case it is written.
    pub fn new(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
        let is_handle = (1..=24).contains(&text.len()) && text.bytes().all(fits);
        is_handle.then(|| Self(text.to_ascii_lowercase().into()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<Box<str>> for Handle {
    type Error = &'static str;

    fn try_from(text: Box<str>) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("a handle is 1 to 24 letters, digits, dots and underscores")
    }
}

impl From<Handle> for Box<str> {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

/// Who a creator is, as last seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creator {
    /// The lasting id.
    pub user_id: UserId,
    /// The handle, where it is known.
    pub handle: Option<Handle>,
    /// Free text of the creator's own: hostile until escaped.
    pub name: Option<String>,
    /// Where they sell, where that is a region of TikTok Shop.
    pub region: Option<Region>,
}

impl Creator {
    /// Who a row of a ranking is about.
    pub fn of_row(row: &Row) -> Self {
        Self {
            user_id: row.user_id.clone(),
            handle: row.unique_id.as_deref().and_then(Handle::new),
            name: row.nick_name.clone(),
            region: row.region.as_deref().and_then(Region::of_key),
        }
    }

    /// The profile's address, when the handle is known.
    pub fn profile(&self) -> Option<String> {
        self.handle.as_ref().map(|handle| format!("https://www.tiktok.com/@{}", handle.as_str()))
    }
}

/// How a person names a creator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CreatorName {
    /// By the lasting id.
    Id(UserId),
    /// By the handle.
    Handle(Handle),
}

/// Where profiles are.
const HOSTS: [&str; 3] = ["tiktok.com", "www.tiktok.com", "m.tiktok.com"];

impl CreatorName {
    /// The creator that typed text means: `@handle`, `handle`, a link to a profile or to something on it, or an id of
    /// 15 to 20 digits. None for anything else, such as a short link, which only TikTok can resolve.
    pub fn parse(typed: &str) -> Option<Self> {
        let text = typed.trim();
        // So links are written where they are to show no preview.
        let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text).trim();
        if let Some(handle) = text.strip_prefix('@') {
            return Handle::new(handle).map(Self::Handle);
        }
        if (15..=20).contains(&text.len())
            && let Some(id) = UserId::new(text)
        {
            return Some(Self::Id(id));
        }
        if !text.contains('/') {
            return Handle::new(text).filter(|handle| !is_site(handle.as_str())).map(Self::Handle);
        }
        of_link(text).map(Self::Handle)
    }
}

/// The site alone, which would pass for a handle.
fn is_site(text: &str) -> bool {
    text == "tiktok.com" || text.ends_with(".tiktok.com")
}

fn of_link(link: &str) -> Option<Handle> {
    let rest = match link.split_once("://") {
        Some((scheme, rest)) if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            rest
        }
        Some(_) => return None,
        None => link,
    };
    let (host, path) = rest.split_once('/')?;
    if !HOSTS.iter().any(|known| host.eq_ignore_ascii_case(known)) {
        return None;
    }
    Handle::new(path.strip_prefix('@')?.split(['/', '?', '#']).next()?)
}

/// What the source says of a creator alone: totals over the lifetime. None: it didn't say.
#[derive(Clone, Debug, PartialEq)]
pub struct CreatorDetail {
    /// Who it is.
    pub creator: Creator,
    /// Followers had, from 0.
    pub followers: Option<i64>,
    /// Units ever sold, from 0, an estimate.
    pub units: Option<i64>,
    /// GMV ever, from 0, in US dollars, an estimate.
    pub gmv: Option<f64>,
}

/// A day of a creator's history: values of the day itself. None: the source didn't say.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendDay {
    /// The data date.
    pub date: NaiveDate,
    /// Units sold, from 0, an estimate.
    pub units: Option<i64>,
    /// Followers gained; negative where they were lost.
    pub followers: Option<i64>,
    /// GMV, from 0, in US dollars, an estimate.
    pub gmv: Option<f64>,
}
