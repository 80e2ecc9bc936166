//! What becomes of a turn, by what is known of its list: pure.

use crate::{
    domain::{DataDate, Late, Lateness, ListKey, RunState},
    rankings::Refusal,
    store::WaitingRun,
};
use chrono::{DateTime, TimeDelta, Utc};

/// The least time between two tries of a turn, and the first after a failure that names no moment.
const SHORTEST: TimeDelta = TimeDelta::minutes(1);
/// The most between two tries where no moment is named.
const LONGEST: TimeDelta = TimeDelta::minutes(30);
/// A turn is tried at its limit; what comes so much later was left waiting while the bot was down or away.
const OVERTIME: TimeDelta = TimeDelta::minutes(15);

/// What becomes of a turn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    /// The list of this date is posted.
    Post(DataDate, Lateness),
    /// It is tried again at that moment.
    Wait(DateTime<Utc>),
    /// It ends without a post.
    End(RunState),
}

/// What becomes of a turn whose list isn't out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NotOut {
    /// The newest list there is stands in, where it is a new one: see [`stand_in`].
    StandIn,
    /// That.
    Known(Fate),
}

/// The data date that a turn is for. Where its board changed to another period meanwhile, the newest of that one.
pub(super) fn target(turn: &WaitingRun) -> DataDate {
    let period = turn.board.settings.question.period;
    let target = turn.run.target;
    if target.period() == period { target } else { DataDate::newest_closed(period, turn.run.firing.at) }
}

/// The list that a turn is for.
pub(super) fn wanted(turn: &WaitingRun) -> ListKey {
    ListKey::new(turn.board.settings.question.scope(), target(turn))
}

/// What becomes of a turn whose board posted its date before, or whose limit passed while nobody looked, if either did.
pub(super) fn done(turn: &WaitingRun, wait: TimeDelta, now: DateTime<Utc>) -> Option<Fate> {
    if was_posted(turn, target(turn)) {
        return Some(Fate::End(RunState::NothingNew));
    }
    (now > turn.run.firing.at + wait + OVERTIME).then_some(Fate::End(RunState::Missed))
}

/// What becomes of a turn whose list is there.
pub(super) fn there(turn: &WaitingRun) -> Fate {
    let late = if turn.caught_up { Lateness::CatchUp(turn.run.firing.date) } else { Lateness::None };
    Fate::Post(target(turn), late)
}

/// What becomes of a turn whose list isn't out, and is asked for again at a moment, where that is known.
pub(super) fn not_out(
    turn: &WaitingRun,
    asked_again_at: Option<DateTime<Utc>>,
    wait: TimeDelta,
    now: DateTime<Utc>,
) -> NotOut {
    let is_over = now >= turn.run.firing.at + wait;
    match turn.board.settings.late {
        Late::Post => NotOut::StandIn,
        Late::Wait if is_over => NotOut::StandIn,
        Late::Skip if is_over => NotOut::Known(Fate::End(RunState::SkippedLate)),
        Late::Wait | Late::Skip => NotOut::Known(again(turn, asked_again_at, wait, now)),
    }
}

/// What becomes of a turn whose list isn't out, by the newest date before it that has one.
pub(super) fn stand_in(turn: &WaitingRun, newest: Option<DataDate>) -> Fate {
    match newest.filter(|date| !was_posted(turn, *date)) {
        Some(date) => Fate::Post(date, Lateness::Data(target(turn))),
        None => Fate::End(RunState::NothingNew),
    }
}

/// What becomes of a turn whose list can't be had.
pub(super) fn refused(turn: &WaitingRun, refusal: &Refusal, wait: TimeDelta, now: DateTime<Utc>) -> Fate {
    if now >= turn.run.firing.at + wait {
        return Fate::End(RunState::NoNumbers(refusal.word().to_owned()));
    }
    again(turn, refusal.retry_at(), wait, now)
}

/// Again at a moment, but no later than at the turn's limit. Where no moment is known the time since it fell due is
/// doubled, so that tries grow rare without being counted.
fn again(turn: &WaitingRun, moment: Option<DateTime<Utc>>, wait: TimeDelta, now: DateTime<Utc>) -> Fate {
    let due_at = turn.run.firing.at;
    let moment = moment.unwrap_or_else(|| now + (now - due_at).clamp(SHORTEST, LONGEST));
    Fate::Wait(moment.max(now + SHORTEST).min(due_at + wait))
}

/// Whether a turn's board posted a list of this date, or of a later one.
fn was_posted(turn: &WaitingRun, date: DataDate) -> bool {
    let same_period = turn.board.posted.filter(|posted| posted.period() == date.period());
    same_period.is_some_and(|posted| posted.first() >= date.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        boards::tests::{at, board, day, turn},
        domain::{Ceiling, Period},
        rankings::Failure,
    };

    const WAIT: TimeDelta = TimeDelta::hours(6);

    /// A turn that fell due at 09:00 on 2026-11-23, for 2026-11-22.
    fn due(late: Late) -> WaitingRun {
        let mut turn = turn(board(1), "2026-11-22");
        turn.board.settings.late = late;
        turn
    }

    #[test]
    fn a_list_that_is_there_is_posted_as_what_it_is() {
        assert_eq!(there(&due(Late::Wait)), Fate::Post(day("2026-11-22"), Lateness::None));
        let caught_up = WaitingRun { caught_up: true, ..due(Late::Wait) };
        let date = "2026-11-23".parse().unwrap();
        assert_eq!(there(&caught_up), Fate::Post(day("2026-11-22"), Lateness::CatchUp(date)));
    }

    #[test]
    fn a_list_that_is_not_out_is_waited_for_as_the_board_says() {
        let soon = Some(at("10:30"));
        let known = |fate| NotOut::Known(fate);
        let again = |time| known(Fate::Wait(at(time)));
        for (late, now, again_at, becomes) in [
            (Late::Wait, "09:00", soon, again("10:30")),
            (Late::Wait, "14:59", Some(at("18:00")), again("15:00")),
            (Late::Wait, "15:00", Some(at("18:00")), NotOut::StandIn),
            (Late::Skip, "09:00", soon, again("10:30")),
            (Late::Skip, "15:00", soon, known(Fate::End(RunState::SkippedLate))),
            (Late::Post, "09:00", soon, NotOut::StandIn),
            // Without a moment the time that passed is doubled, from a minute to half an hour.
            (Late::Wait, "09:00", None, again("09:01")),
            (Late::Wait, "09:08", None, again("09:16")),
            (Late::Wait, "11:00", None, again("11:30")),
            (Late::Wait, "10:30", Some(at("09:00")), again("10:31")),
        ] {
            assert_eq!(not_out(&due(late), again_at, WAIT, at(now)), becomes, "{late:?} at {now}");
        }
    }

    #[test]
    fn what_stands_in_is_new_and_labelled() {
        let mut turn = due(Late::Wait);
        let late = Lateness::Data(day("2026-11-22"));
        let nothing = Fate::End(RunState::NothingNew);
        assert_eq!(stand_in(&turn, Some(day("2026-11-20"))), Fate::Post(day("2026-11-20"), late));
        assert_eq!(stand_in(&turn, None), nothing);
        for (posted, becomes) in [
            ("2026-11-19", Fate::Post(day("2026-11-20"), late)),
            ("2026-11-20", nothing.clone()),
            ("2026-11-21", nothing),
        ] {
            turn.board.posted = Some(day(posted));
            assert_eq!(stand_in(&turn, Some(day("2026-11-20"))), becomes, "{posted}");
        }
    }

    #[test]
    fn a_date_that_was_posted_ends_the_turn() {
        let mut turn = due(Late::Wait);
        for (posted, is_done) in [("2026-11-21", false), ("2026-11-22", true), ("2026-11-23", true)] {
            turn.board.posted = Some(day(posted));
            assert_eq!(done(&turn, WAIT, at("09:00")).is_some(), is_done, "{posted}");
        }
        turn.board.posted = Some(DataDate::containing(Period::Week, "2026-11-23".parse().unwrap()));
        assert_eq!(done(&turn, WAIT, at("09:00")), None, "another period's date says nothing");
    }

    #[test]
    fn failures_are_tried_again_until_the_limit_and_then_named() {
        let source = |retry_at| Refusal::Source { failure: Failure::Server, retry_at };
        let turn = due(Late::Wait);
        for (refusal, now, becomes) in [
            (source(None), "09:00", "09:01"),
            (source(None), "09:20", "09:40"),
            (source(None), "14:50", "15:00"),
            (source(Some(at("09:05"))), "09:00", "09:05"),
            (Refusal::Ceiling { ceiling: Ceiling::Day, resets_at: at("23:00") }, "09:00", "15:00"),
            (Refusal::Busy { retry_at: at("09:00") }, "09:00", "09:01"),
            (Refusal::FilterIgnored, "09:10", "09:20"),
        ] {
            assert_eq!(
                refused(&turn, &refusal, WAIT, at(now)),
                Fate::Wait(at(becomes)),
                "{refusal} at {now}"
            );
        }
        let ended = refused(&turn, &source(None), WAIT, at("15:00"));
        assert_eq!(ended, Fate::End(RunState::NoNumbers("server".to_owned())));
    }

    #[test]
    fn a_board_that_changed_its_period_wants_the_newest_of_that() {
        let mut turn = due(Late::Wait);
        turn.board.settings.question.period = Period::Week;
        assert_eq!(target(&turn), DataDate::new(Period::Week, "2026-11-16".parse().unwrap()).unwrap());
        assert_eq!(wanted(&turn).scope().period, Period::Week);
    }
}
