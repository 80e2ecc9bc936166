//! Which creators are asked for.

use crate::domain::{Handle, UserId};

/// Creators whose details are asked for: 1 to [`Wanted::MOST`], each once, in an order of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wanted(Names);

/// By what they are named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Names {
    /// Lasting ids.
    Ids(Vec<UserId>),
    /// Handles.
    Handles(Vec<Handle>),
}

impl Wanted {
    /// So many are asked for at once.
    pub const MOST: usize = 10;

    /// Creators by their ids; none when there are too many, or none at all.
    pub fn ids(ids: impl IntoIterator<Item = UserId>) -> Option<Self> {
        checked(ids).map(|ids| Self(Names::Ids(ids)))
    }

    /// Creators by their handles; none when there are too many, or none at all.
    pub fn handles(handles: impl IntoIterator<Item = Handle>) -> Option<Self> {
        checked(handles).map(|handles| Self(Names::Handles(handles)))
    }

    /// Who it is.
    pub fn names(&self) -> &Names {
        &self.0
    }

    /// How many, from 1.
    pub fn count(&self) -> usize {
        match &self.0 {
            Names::Ids(ids) => ids.len(),
            Names::Handles(handles) => handles.len(),
        }
    }
}

/// Each once and in order, so that the same question has one form.
fn checked<T: Ord>(names: impl IntoIterator<Item = T>) -> Option<Vec<T>> {
    let mut names: Vec<T> = names.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    (1..=Wanted::MOST).contains(&names.len()).then_some(names)
}
