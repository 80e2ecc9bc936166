//! `/ranking`: who sells and who grows. `/ranking region:GB by:followers period:week top:30`

mod page;
mod question;

pub use page::{Line, RankingPage};
pub(super) use page::{age, lines};
pub(super) use question::NEWEST;
pub use question::View;

use super::{Args, Caller, Job, Kind, Notice, OptionSpec, Prepared, Press, Spec, Visibility};
use crate::domain::{Depth, Question};
use chrono::{DateTime, Utc};

/// `/ranking` takes what the source takes; all of it is optional.
pub(super) const SPEC: Spec = Spec {
    name: "ranking",
    servers_only: false,
    options: &[
        OptionSpec::new("region", Kind::Suggested(50)),
        OptionSpec::new("by", Kind::Choice(&["sales", "followers", "gmv", "growth"])),
        OptionSpec::new("period", Kind::Choice(&["day", "week", "month"])),
        OptionSpec::new("date", Kind::Suggested(30)),
        OptionSpec::new("category", Kind::Suggested(100)),
        OptionSpec::new("product", Kind::Suggested(100)),
        OptionSpec::new("top", Kind::Integer(10, 100)),
        OptionSpec::new("private", Kind::Boolean),
    ],
    subcommands: &[],
};

/// Checks a `/ranking`.
pub(super) fn prepare(args: &Args, now: DateTime<Utc>) -> Result<Prepared, Notice> {
    let question = Question::parse(args, now)?;
    let private = args.boolean("private").unwrap_or(false);
    Ok(Prepared {
        visibility: if private { Visibility::Private } else { Visibility::Public },
        job: Job::Ranking { question, is_region_named: args.text("region").is_some() },
    })
}

/// Checks a press under a ranking. Whoever asked turns its pages; anybody else gets a copy of their own.
pub(super) fn press(caller: &Caller, press: Press) -> Result<Prepared, Notice> {
    let turn = |view: View, page: usize| {
        let pages = view.question.depth.pages();
        if page == 0 || page > pages {
            return Err(Notice::NoSuchPage { pages });
        }
        let copy = view.owner != caller.person;
        let job = Job::Page { view: View { owner: caller.person, ..view }, page, copy };
        Ok((if copy { Visibility::Private } else { Visibility::Update }, job))
    };
    let (visibility, job) = match press {
        Press::Page(view, page) => turn(view, page)?,
        Press::JumpTo(view, typed) => {
            let pages = view.question.depth.pages();
            let page = typed.trim().parse().map_err(|_| Notice::NoSuchPage { pages })?;
            turn(view, page)?
        }
        Press::AskPage(view, pages) => (Visibility::Modal, Job::AskPage(view, pages)),
        Press::Open(view, creator) => (Visibility::Private, Job::Creator { view, creator }),
        Press::Csv(view) => (Visibility::Private, Job::Csv(view.question)),
        _ => return Err(Notice::UnknownButton),
    };
    Ok(Prepared { visibility, job })
}

/// The rows that page `number` (from 1) of a ranking shows.
const fn rows_of_page(number: usize) -> std::ops::Range<usize> {
    (number - 1) * Depth::PAGE..number * Depth::PAGE
}
