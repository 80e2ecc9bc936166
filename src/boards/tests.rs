//! Boards against a source that does as it is told, a clock moved by hand and a store in a real file.

use super::*;
use crate::{
    clock::ManualClock,
    domain::{
        Board, BoardId, BoardSettings, BoardState, DataDate, Days, Depth, Firing, Format, Language, Late,
        Order, Period, Place, Question, Region, Rights, Run, RunState, Schedule, Style, Timing, Zone,
    },
    store::WaitingRun,
};
use chrono::{DateTime, NaiveTime, Utc};

/// A time of 2026-11-23.
pub(super) fn at(time: &str) -> DateTime<Utc> {
    format!("2026-11-23T{time}:00Z").parse().unwrap()
}

pub(super) fn day(text: &str) -> DataDate {
    DataDate::new(Period::Day, text.parse().unwrap()).unwrap()
}

/// Daily at 09:00 UTC, the first ten of the US by sales.
pub(super) fn settings() -> BoardSettings {
    BoardSettings {
        question: Question {
            region: Region::parse("US").unwrap(),
            order: Order::Sales,
            period: Period::Day,
            date: None,
            category: None,
            product: None,
            depth: Depth::LEAST,
        },
        channel: 30,
        schedule: Schedule {
            timing: Timing::Daily { time: NaiveTime::from_hms_opt(9, 0, 0).unwrap(), days: Days::ALL },
            zone: Zone::default(),
        },
        language: Language::default(),
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    }
}

pub(super) fn board(number: u32) -> Board {
    Board {
        id: BoardId(number.into()),
        server: 1,
        number,
        settings: settings(),
        state: BoardState::Active,
        created_by: 2,
        created_at: at("00:00"),
        next: None,
        targeted: None,
        posted: None,
        message: None,
    }
}

/// A board's turn of 09:00, for a data date.
pub(super) fn turn(board: Board, target: &str) -> WaitingRun {
    let firing = Firing { date: "2026-11-23".parse().unwrap(), at: at("09:00") };
    let run = Run {
        board: board.id,
        firing,
        target: day(target),
        state: RunState::Waiting,
        at: firing.at,
        message: None,
    };
    WaitingRun { board, run, caught_up: false }
}
