//! Files of a request and the `attachments` that describe them.

use super::read::{at, object, snowflake, text};
use crate::discord::{
    error::{ApiError, Problems},
    state::Id,
};
use axum::body::Bytes;
use serde_json::Value;

/// The most bytes of one file.
pub(crate) const FILE_MAX: usize = 10 * 1024 * 1024;

/// A file of a multipart request.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// The n of `files[n]`.
    pub(crate) slot: Id,
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

/// An attachment that the message shall have.
#[derive(Clone, Debug)]
pub(crate) enum Wanted {
    /// One it has already.
    Kept(Id),
    New {
        upload: Upload,
        filename: String,
        description: Option<String>,
    },
}

/// Files by themselves: number and size.
pub(super) fn sizes(uploads: &[Upload]) -> Result<(), ApiError> {
    if uploads.len() > 10 {
        return Err(ApiError::new(400, 30015, "Maximum number of attachments in a message reached (10)"));
    }
    if uploads.iter().any(|upload| upload.bytes.len() > FILE_MAX) {
        return Err(ApiError::too_large());
    }
    Ok(())
}

/// The attachments named in `of`; without a list every file is added. `existing` are the message's own.
pub(super) fn attachments(
    p: &mut Problems,
    of: &Value,
    path: &str,
    uploads: &[Upload],
    existing: &[Id],
) -> Option<Vec<Wanted>> {
    let path = at(path, "attachments");
    let Some(list) = of.get("attachments").filter(|list| !list.is_null()) else {
        let all = |upload: &Upload| Wanted::New {
            filename: clean(&upload.filename),
            description: None,
            upload: upload.clone(),
        };
        let null = of.get("attachments").is_some();
        if !null {
            super::read::length(p, &path, existing.len() + uploads.len(), &(0..=10));
        }
        let kept = existing.iter().filter(|_| !null).map(|id| Wanted::Kept(*id));
        return (null || !uploads.is_empty()).then(|| kept.chain(uploads.iter().map(all)).collect());
    };
    let Some(list) = list.as_array() else {
        p.add(&path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.");
        return None;
    };
    super::read::length(p, &path, list.len(), &(0..=10));
    let wanted =
        list.iter().enumerate().filter_map(|(n, item)| one(p, item, &at(&path, n), uploads, existing));
    Some(wanted.collect())
}

fn one(p: &mut Problems, item: &Value, path: &str, uploads: &[Upload], existing: &[Id]) -> Option<Wanted> {
    if !object(p, path, item) {
        return None;
    }
    let description = text(p, item, path, "description", &(0..=1024)).map(str::to_owned);
    let Some(id) = snowflake(&item["id"]) else {
        p.required(&at(path, "id"));
        return None;
    };
    if existing.contains(&id) {
        return Some(Wanted::Kept(id));
    }
    let Some(upload) = uploads.iter().find(|upload| upload.slot == id) else {
        p.add(&at(path, "id"), "ATTACHMENT_NOT_FOUND", "Attachment data not found.");
        return None;
    };
    let filename = clean(item["filename"].as_str().unwrap_or(&upload.filename));
    Some(Wanted::New { upload: upload.clone(), filename, description })
}

/// A file name as Discord keeps it.
fn clean(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = name.chars().map(kept).collect();
    if name.trim_matches('_').is_empty() { "unknown".to_owned() } else { name }
}
