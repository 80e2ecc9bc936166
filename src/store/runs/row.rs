//! A turn as a row of its table.

use crate::{
    domain::{BoardId, Firing, Period, Run, RunState, Trouble},
    store::{
        StoreError,
        columns::{data_date, date, known, message, moment},
    },
};
use sqlx::{Row as _, sqlite::SqliteRow};

/// A turn; its columns begin with `run_`.
pub(super) fn read(row: &SqliteRow) -> Result<Run, StoreError> {
    let period = known(row, "run_period", Period::of_word)?;
    let target = data_date(row, "run_target", period)?;
    Ok(Run {
        board: BoardId(row.try_get("run_board")?),
        firing: Firing { date: date(row, "run_date")?, at: moment(row, "run_due_at")? },
        target: target.ok_or_else(|| StoreError::corrupt("target", ""))?,
        state: state(row.try_get("run_state")?, row.try_get("run_detail")?)?,
        at: moment(row, "run_at")?,
        message: message(row, "run_channel", "run_message")?,
    })
}

/// How a turn stands, as the columns `state` and `detail`.
pub(super) fn columns(state: &RunState) -> (&'static str, String) {
    match state {
        RunState::Waiting => ("waiting", String::new()),
        RunState::Queued => ("queued", String::new()),
        RunState::Posted => ("posted", String::new()),
        RunState::PostedLate => ("posted_late", String::new()),
        RunState::Missed => ("missed", String::new()),
        RunState::NothingNew => ("nothing_new", String::new()),
        RunState::SkippedLate => ("skipped_late", String::new()),
        RunState::NoNumbers(reason) => ("no_numbers", reason.clone()),
        RunState::Blocked(trouble) => ("blocked", trouble_json(trouble)),
        RunState::Dead(cause) => ("dead", cause.clone()),
        RunState::Dropped => ("dropped", String::new()),
        RunState::Restored => ("restored", String::new()),
    }
}

fn state(word: &str, detail: &str) -> Result<RunState, StoreError> {
    Ok(match word {
        "waiting" => RunState::Waiting,
        "queued" => RunState::Queued,
        "posted" => RunState::Posted,
        "posted_late" => RunState::PostedLate,
        "missed" => RunState::Missed,
        "nothing_new" => RunState::NothingNew,
        "skipped_late" => RunState::SkippedLate,
        "no_numbers" => RunState::NoNumbers(detail.to_owned()),
        "blocked" => {
            let trouble = serde_json::from_str(detail).map_err(|_| StoreError::corrupt("detail", detail))?;
            RunState::Blocked(trouble)
        }
        "dead" => RunState::Dead(detail.to_owned()),
        "dropped" => RunState::Dropped,
        "restored" => RunState::Restored,
        other => return Err(StoreError::corrupt("state", other)),
    })
}

/// A trouble as the store keeps it.
pub(in crate::store) fn trouble_json(trouble: &Trouble) -> String {
    serde_json::json!(trouble).to_string()
}
