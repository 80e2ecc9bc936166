//! What the tests share: made-up deliveries.

mod decide;
mod pump;
mod world;

use crate::domain::{
    BoardId, BoardPost, BoardSettings, DataDate, Days, Delivery, DeliveryId, Depth, Format, Language, Late,
    Lateness, Mark, Meaning, MessageRef, Notice, Order, Period, Question, Region, Schedule, Style, Target,
    Timing, Trouble, Zone,
};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

pub(super) const SERVER: u64 = 10;
pub(super) const CHANNEL: u64 = 20;
pub(super) const ALERTS: u64 = 21;
pub(super) const PERSON: u64 = 30;
pub(super) const MESSAGE: MessageRef = MessageRef { channel: CHANNEL, message: 40 };

/// So many seconds after noon of 2026-11-23.
pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
}

pub(super) fn day() -> DataDate {
    DataDate::new(Period::Day, "2026-11-22".parse().unwrap()).unwrap()
}

pub(super) fn settings(channel: u64) -> BoardSettings {
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
        channel,
        schedule: Schedule {
            timing: Timing::Daily { time: NaiveTime::MIN, days: Days::ALL },
            zone: Zone::default(),
        },
        language: Language::EnUs,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    }
}

pub(super) fn board_post(board: i64, channel: u64) -> BoardPost {
    BoardPost {
        board: BoardId(board),
        number: 3,
        settings: settings(channel),
        date: day(),
        late: Lateness::None,
        test: false,
    }
}

/// A board's post that was queued at noon and is given up six hours later.
pub(super) fn delivery() -> Delivery {
    let post = board_post(5, CHANNEL);
    Delivery {
        id: DeliveryId(1),
        mark: Mark(0x1234_5678_9abc),
        server: SERVER,
        board: Some(BoardId(5)),
        watch: None,
        target: Target::Channel(CHANNEL),
        meaning: Meaning::Board(Box::new(post)),
        attempts: 0,
        unclear_since: None,
        plain: false,
        edit: None,
        queued_at: at(0),
        due_at: at(0),
        expires_at: at(21_600),
    }
}

pub(super) fn notice(trouble: Trouble) -> Notice {
    Notice {
        question: board_post(1, CHANNEL).settings.question,
        server_name: String::new(),
        board: BoardId(5),
        number: 3,
        server: SERVER,
        channel: CHANNEL,
        trouble,
        language: Language::ZhCn,
    }
}
