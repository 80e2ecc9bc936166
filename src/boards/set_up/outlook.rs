//! What a board will do, and what it will cost.

use super::{super::Boards, Objection};
use crate::{
    domain::{Board, BoardSettings, BoardState, DataDate, Firing, PlaceKind, Right, schedule::planned},
    places::Unseen,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// What a board costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Credits a month of thirty days, in all.
    pub credits_a_month: u32,
    /// Boards that share them, this one included, on all servers.
    pub shared: u32,
}

/// Something to know before saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The channel is an announcement channel: posts reach all servers that follow it.
    Published,
    /// The role can be pinged only by those who may mention everyone, and the bot may not.
    RoleNotPinged,
    /// Another board of this server shows the same in the same channel: its number.
    Twin(u32),
}

/// What a board will do, and what it will cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The next three times; fewer where its schedule has no more.
    pub next: Vec<Firing>,
    /// What it costs.
    pub cost: Cost,
}

/// So many times are shown.
const NEXT: usize = 3;
/// What a month costs is the mean of 52 weeks, in which each day of the week comes as often as any other.
const WEEKS: TimeDelta = TimeDelta::weeks(52);
const MONTH_DAYS: usize = 30;

impl Boards {
    /// What a board of these settings will do; `board` is the one that has or gets them, none for a new one.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn outlook(
        &self,
        settings: &BoardSettings,
        board: Option<&Board>,
    ) -> Result<Outlook, Objection> {
        let (last, targeted) = past(settings, board);
        let firings = upcoming(settings, self.clock.now(), last, targeted);
        let next = firings.map(|(firing, _)| firing).take(NEXT).collect();
        Ok(Outlook { next, cost: self.cost(settings, board).await? })
    }

    /// What is to be known of a board of these settings before it is saved.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn hints(
        &self,
        server: u64,
        settings: &BoardSettings,
        board: Option<&Board>,
    ) -> Result<Vec<Hint>, Objection> {
        let mut hints = Vec::new();
        let place = self.guilds.place(server, settings.channel).await;
        hints.extend(
            place.is_ok_and(|place| place.kind == PlaceKind::Announcement).then_some(Hint::Published),
        );
        if let Some(role) = settings.mention
            && !self.pings(server, settings.channel, role).await
        {
            hints.push(Hint::RoleNotPinged);
        }
        let shows = |settings: &BoardSettings| (settings.channel, settings.question);
        let boards = self.store.boards(server).await?;
        let mut others = boards.iter().filter(|other| Some(other.id) != board.map(|board| board.id));
        let twin = others.find(|other| shows(&other.settings) == shows(settings));
        hints.extend(twin.map(|twin| Hint::Twin(twin.number)));
        Ok(hints)
    }

    /// When a board of these settings falls due next.
    pub(super) fn next_firing(&self, settings: &BoardSettings, board: Option<&Board>) -> Option<Firing> {
        let (last, targeted) = past(settings, board);
        upcoming(settings, self.clock.now(), last, targeted).next().map(|(firing, _)| firing)
    }

    async fn cost(&self, settings: &BoardSettings, board: Option<&Board>) -> Result<Cost, Objection> {
        let question = &settings.question;
        let others = self.store.boards_sharing(question).await?;
        let counts = |board: &&Board| {
            board.state == BoardState::Active && board.settings.question.scope() == question.scope()
        };
        let shared = if board.filter(counts).is_some() { others } else { others + 1 };
        Ok(Cost { credits_a_month: credits_a_month(settings, self.clock.now()), shared })
    }

    /// Whether the bot can ping a role in a channel; what can't be looked at isn't doubted.
    async fn pings(&self, server: u64, channel: u64, role: u64) -> bool {
        match self.guilds.role_is_mentionable(server, role).await {
            Ok(true) | Err(Unseen::Unreachable(_)) => true,
            Ok(false) => {
                let place = self.guilds.place(server, channel).await;
                place.is_ok_and(|place| place.rights.has(Right::MentionEveryone))
            }
            Err(_) => false,
        }
    }
}

/// The last local date and data date that a board was due for. Another question begins anew, but no second post comes
/// on one date.
fn past(settings: &BoardSettings, board: Option<&Board>) -> (Option<NaiveDate>, Option<DataDate>) {
    let Some(board) = board else { return (None, None) };
    let is_same = board.settings.question.ranks_as(&settings.question);
    (board.last_date, board.targeted.filter(|_| is_same))
}

/// The next times at which a board has something new to post, with what it is due for then.
fn upcoming(
    settings: &BoardSettings,
    after: DateTime<Utc>,
    last: Option<NaiveDate>,
    targeted: Option<DataDate>,
) -> impl Iterator<Item = (Firing, DataDate)> {
    let plan =
        |after, last, targeted| planned(&settings.schedule, settings.question.period, after, last, targeted);
    std::iter::successors(plan(after, last, targeted), move |(firing, date)| {
        plan(firing.at, Some(firing.date), Some(*date))
    })
}

/// A credit buys a page of ten rows, and a list is bought once for each post.
fn credits_a_month(settings: &BoardSettings, now: DateTime<Utc>) -> u32 {
    let until = now + WEEKS;
    let posts = upcoming(settings, now, None, None).take_while(|(firing, _)| firing.at <= until).count();
    let days = usize::try_from(WEEKS.num_days()).unwrap_or(usize::MAX);
    let credits = (settings.question.fetched().pages() * posts * MONTH_DAYS + days / 2) / days;
    u32::try_from(credits).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        boards::tests::{at, settings},
        domain::{Cron, Days, Depth, Order, Period, Question, Schedule, Timing},
    };

    #[test]
    fn a_month_costs_a_page_for_each_post() {
        let daily = settings();
        let with = |question: Question| BoardSettings { question, ..settings() };
        let at_times =
            |timing| BoardSettings { schedule: Schedule { timing, ..settings().schedule }, ..settings() };
        let question = settings().question;
        let time = settings().schedule.timing.time();
        for (settings, credits) in [
            (daily, 30),
            (with(Question { depth: Depth::new(25).unwrap(), ..question }), 90),
            (with(Question { order: Order::Growth, ..question }), 300),
            (with(Question { period: Period::Week, ..question }), 4),
            (with(Question { period: Period::Month, ..question }), 1),
            (at_times(Timing::Daily { time, days: Days::WEEKDAYS }), 21),
            (at_times(Timing::Cron(Cron::parse("0 9 1 1 *").unwrap())), 1),
        ] {
            assert_eq!(credits_a_month(&settings, at("08:00")), credits, "{settings:?}");
        }
    }

    #[test]
    fn a_weekly_board_comes_once_a_week_however_often_it_fires() {
        let question = Question { period: Period::Week, ..settings().question };
        let settings = BoardSettings { question, ..settings() };
        let dates = |targeted| {
            let next = upcoming(&settings, at("10:00"), None, targeted).take(3);
            next.map(|(firing, _)| firing.date.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(dates(None), ["2026-11-24", "2026-11-30", "2026-12-07"]);
        let week = DataDate::new(Period::Week, "2026-11-16".parse().unwrap()).unwrap();
        assert_eq!(dates(Some(week)), ["2026-11-30", "2026-12-07", "2026-12-14"]);
    }
}
