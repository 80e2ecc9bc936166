//! Boards that fell due: their turns begin, and what is due after that is saved, before any work.

use super::Boards;
use crate::{
    domain::{Board, BoardId, BoardSettings, DataDate, Firing, schedule},
    store::{Due, StoreError, Turn},
};
use chrono::{DateTime, TimeDelta, Utc};

/// Boards that are read and written at once.
const BATCH: u32 = 1_000;
/// A turn that begins later than this after its hour is one that the bot was down for.
const PUNCTUAL: TimeDelta = TimeDelta::minutes(5);
/// So many of the firings that a downtime overtook are written down.
const NOTED: usize = 30;

impl Boards {
    /// Begins the turns of all boards that are due.
    pub(super) async fn begin_due(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        loop {
            let boards = self.store.due_boards(now, BATCH).await?;
            if boards.is_empty() {
                return Ok(());
            }
            let wait = self.settings.wait;
            let (mut due, mut missed) = (Vec::with_capacity(boards.len()), Vec::new());
            for board in &boards {
                let passed = passed(board, now);
                due.push(plan(board, &passed, wait, now));
                missed.extend(self::missed(board, &passed));
            }
            if !missed.is_empty() {
                self.store.note_missed(&missed, now).await?;
            }
            self.store.begin_turns(&due, now).await?;
            if boards.len() < BATCH as usize {
                return Ok(());
            }
        }
    }
}

/// The firings of a board that are due, each with its data date where it has one, the last one last.
fn passed(board: &Board, now: DateTime<Utc>) -> Vec<(Firing, Option<DataDate>)> {
    let BoardSettings { schedule: when, question, .. } = &board.settings;
    schedule::passed(when, question.period, board.next, board.targeted, now)
}

/// The firings that were overtaken by a later one while the bot was down, the newest of them: they only stand in the
/// history.
fn missed(board: &Board, passed: &[(Firing, Option<DataDate>)]) -> Vec<(BoardId, Firing, DataDate)> {
    let due = passed.iter().filter_map(|(firing, target)| Some((board.id, *firing, (*target)?)));
    let mut due: Vec<_> = due.collect();
    // A week is due once: firings for the same one missed nothing.
    due.dedup_by_key(|(_, _, target)| *target);
    due.pop();
    due.split_off(due.len().saturating_sub(NOTED))
}

/// The turn of a board that fell due, and its next moment. Only the last that it missed is caught up, for at most so
/// long.
fn plan(board: &Board, passed: &[(Firing, Option<DataDate>)], wait: TimeDelta, now: DateTime<Utc>) -> Due {
    let BoardSettings { schedule: when, question, .. } = &board.settings;
    let last_due = passed.iter().rev().find_map(|(firing, target)| Some((*firing, (*target)?)));
    let turn = last_due.map(|(firing, target)| Turn {
        firing,
        target,
        caught_up: firing.at + PUNCTUAL < now,
        missed: firing.at + wait < now,
    });
    let targeted = turn.map(|turn| turn.target).or(board.targeted);
    let next = passed
        .last()
        .and_then(|(last, _)| schedule::planned(when, question.period, last.at, Some(last.date), targeted));
    Due { board: board.id, turn, next: next.map(|(firing, _)| firing) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boards::tests::{at, board, day};
    use crate::domain::Period;

    const WAIT: TimeDelta = TimeDelta::hours(6);

    fn firing(date: &str, at: &str) -> Firing {
        Firing { date: date.parse().unwrap(), at: at.parse().unwrap() }
    }

    fn plan(board: &Board, wait: TimeDelta, now: DateTime<Utc>) -> Due {
        super::plan(board, &passed(board, now), wait, now)
    }

    fn nine(date: &str) -> Firing {
        firing(date, &format!("{date}T09:00:00Z"))
    }

    /// A board of daily 09:00 that is due on the 23rd, with what it was due for before.
    fn due(period: Period, targeted: Option<&str>) -> Board {
        let mut board = board(1);
        board.settings.question.period = period;
        board.targeted = targeted.map(|first| DataDate::new(period, first.parse().unwrap()).unwrap());
        board.next = Some(nine("2026-11-23"));
        board
    }

    #[test]
    fn a_board_is_due_for_the_newest_day_that_is_over() {
        let due = plan(&due(Period::Day, Some("2026-11-21")), WAIT, at("09:00"));
        let firing = nine("2026-11-23");
        let turn = Turn { firing, target: day("2026-11-22"), caught_up: false, missed: false };
        assert_eq!((due.turn, due.next), (Some(turn), Some(nine("2026-11-24"))));
    }

    #[test]
    fn of_a_downtime_only_the_last_time_is_caught_up_within_its_limit() {
        let board = due(Period::Day, Some("2026-11-21"));
        for (now, date, caught_up, missed) in [
            ("2026-11-23T09:05:00Z", "2026-11-23", false, false),
            ("2026-11-23T15:00:00Z", "2026-11-23", true, false),
            ("2026-11-23T15:00:01Z", "2026-11-23", true, true),
            ("2026-11-26T10:00:00Z", "2026-11-26", true, false),
        ] {
            let due = plan(&board, WAIT, now.parse().unwrap());
            let turn = due.turn.unwrap();
            assert_eq!((turn.firing, turn.caught_up, turn.missed), (nine(date), caught_up, missed), "{now}");
            assert_eq!(due.next.unwrap().date, turn.firing.date + chrono::Days::new(1));
        }
    }

    #[test]
    fn a_firing_for_a_day_that_it_was_due_for_before_is_left_out() {
        let due = plan(&due(Period::Day, Some("2026-11-22")), WAIT, at("09:00"));
        assert_eq!((due.turn, due.next), (None, Some(nine("2026-11-24"))));
    }

    #[test]
    fn a_week_is_due_once_and_the_next_moment_says_so() {
        let week = |first: &str| DataDate::new(Period::Week, first.parse().unwrap()).unwrap();
        // Monday the 23rd: the week of the 16th has just closed.
        let fresh = plan(&due(Period::Week, Some("2026-11-09")), WAIT, at("09:00"));
        assert_eq!(fresh.turn.unwrap().target, week("2026-11-16"));
        assert_eq!(fresh.next, Some(nine("2026-11-30")));
        let had = plan(&due(Period::Week, Some("2026-11-16")), WAIT, at("09:00"));
        assert_eq!((had.turn, had.next), (None, Some(nine("2026-11-30"))));
        let month = plan(&due(Period::Month, None), WAIT, at("09:00"));
        assert_eq!(month.next, Some(nine("2026-12-01")));
    }

    #[test]
    fn what_a_downtime_overtook_is_missed_but_for_the_same_week() {
        let missed = |board: &Board, now: &str| {
            let missed = super::missed(board, &passed(board, now.parse().unwrap()));
            missed.into_iter().map(|(_, firing, _)| firing).collect::<Vec<_>>()
        };
        let daily = due(Period::Day, Some("2026-11-21"));
        assert_eq!(missed(&daily, "2026-11-23T09:00:00Z"), []);
        assert_eq!(missed(&daily, "2026-11-25T10:00:00Z"), [nine("2026-11-23"), nine("2026-11-24")]);
        assert_eq!(missed(&daily, "2027-03-01T10:00:00Z").len(), NOTED);
        let weekly = due(Period::Week, Some("2026-11-09"));
        assert_eq!(missed(&weekly, "2026-11-25T10:00:00Z"), [], "Monday's week is Wednesday's");
        assert_eq!(missed(&weekly, "2026-12-01T10:00:00Z"), [nine("2026-11-23")], "the week before");
    }
}
