//! What rows of several tables have in common: ids, moments, words of closed lists, data dates.

use super::{StoreError, absences::time};
use crate::domain::{DataDate, Firing, MessageRef, Period};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Row as _, sqlite::SqliteRow};
use std::str::FromStr;

/// A time of day as the store keeps it.
pub(super) const TIME_OF_DAY: &str = "%H:%M";

/// An id of Discord's.
pub(super) fn snowflake(row: &SqliteRow, column: &'static str) -> Result<u64, StoreError> {
    Ok(row.try_get::<i64, _>(column)?.cast_unsigned())
}

/// An id of Discord's that may be missing.
pub(super) fn some_snowflake(row: &SqliteRow, column: &'static str) -> Result<Option<u64>, StoreError> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(i64::cast_unsigned))
}

/// A moment.
pub(super) fn moment(row: &SqliteRow, column: &'static str) -> Result<DateTime<Utc>, StoreError> {
    time(column, row.try_get(column)?)
}

/// A moment that may be missing.
pub(super) fn some_moment(
    row: &SqliteRow,
    column: &'static str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    row.try_get::<Option<i64>, _>(column)?.map(|seconds| time(column, seconds)).transpose()
}

/// The value that a word stands for.
pub(super) fn known<T>(
    row: &SqliteRow,
    column: &'static str,
    of_word: impl FnOnce(&str) -> Option<T>,
) -> Result<T, StoreError> {
    meant(column, row.try_get(column)?, of_word)
}

/// The value that a word of a column stands for.
pub(super) fn meant<T>(
    column: &'static str,
    word: &str,
    of_word: impl FnOnce(&str) -> Option<T>,
) -> Result<T, StoreError> {
    of_word(word).ok_or_else(|| StoreError::corrupt(column, word))
}

/// The value that a word stands for, where there is one.
pub(super) fn some_known<T>(
    row: &SqliteRow,
    column: &'static str,
    of_word: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let word: Option<&str> = row.try_get(column)?;
    word.map(|word| meant(column, word, of_word)).transpose()
}

/// A filter, for which '' stands where it isn't set.
pub(super) fn filter<T>(
    row: &SqliteRow,
    column: &'static str,
    of_key: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let set = known(row, column, |key| if key.is_empty() { Some(None) } else { of_key(key).map(Some) })?;
    Ok(set)
}

/// A local date.
pub(super) fn date(row: &SqliteRow, column: &'static str) -> Result<NaiveDate, StoreError> {
    known(row, column, |text| NaiveDate::from_str(text).ok())
}

/// A data date of a period, where there is one.
pub(super) fn data_date(
    row: &SqliteRow,
    column: &'static str,
    period: Period,
) -> Result<Option<DataDate>, StoreError> {
    some_known(row, column, |text| DataDate::new(period, text.parse().ok()?).ok())
}

/// A message whose columns are both there.
pub(super) fn message(
    row: &SqliteRow,
    channel: &'static str,
    message: &'static str,
) -> Result<Option<MessageRef>, StoreError> {
    let (channel, message) = (some_snowflake(row, channel)?, some_snowflake(row, message)?);
    Ok(channel.zip(message).map(|(channel, message)| MessageRef { channel, message }))
}

/// A message as the columns of its channel and of itself.
pub(super) const fn place(message: MessageRef) -> (i64, i64) {
    (message.channel.cast_signed(), message.message.cast_signed())
}

/// A moment at which a board falls due, as the columns of its moment and of its local date.
pub(super) fn firing(next: Option<Firing>) -> (Option<i64>, Option<String>) {
    next.map(|firing| (firing.at.timestamp(), firing.date.to_string())).unzip()
}
