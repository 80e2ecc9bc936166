//! What Discord refuses: the limits of messages, embeds, components, modals, commands and files.

mod commands;
mod components;
mod embeds;
mod files;
mod message;
mod modal;
mod options;
mod read;
mod selects;
mod v2;

pub(crate) use commands::command;
pub(crate) use files::{FILE_MAX, Upload, Wanted};
pub(crate) use message::{Allowed, Draft, Purpose, message};
pub(crate) use modal::modal;
pub(crate) use options::choices;
pub(crate) use read::{int, object, snowflake, snowflakes};
