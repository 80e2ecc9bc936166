//! Buttons of rankings: `r1|g|US|sales|day|20261116|Beauty|601450|100|<owner in base 36>|3`: version, deed, question,
//! owner, page. Where the newest was asked for and wasn't out, its date stands behind the deed: `g20261117`.

use super::base36;
use crate::{
    commands::{Press, Question, View},
    domain::{
        CreatorCategory, DataDate, Depth, Order, Period, ProductCategory, Region, UserId,
        period::{EARLIEST, LATEST},
    },
};
use chrono::NaiveDate;

pub(super) const VERSION: &str = "r1";
/// How dates are written.
pub(super) const DATE: &str = "%Y%m%d";

/// The `custom_id` of the button that shows a page, numbered from 1.
pub(crate) fn page(view: &View, page: usize) -> String {
    write(view, 'g', &page.to_string())
}

/// The `custom_id` of the button that asks for a page, of so many.
pub(crate) fn ask_page(view: &View, pages: usize) -> String {
    write(view, 'j', &pages.to_string())
}

/// The `custom_id` of the modal that asks for a page.
pub(crate) fn jump(view: &View) -> String {
    write(view, 'm', "")
}

/// The `custom_id` of the menu of creators.
pub(crate) fn open(view: &View) -> String {
    write(view, 'o', "")
}

/// The `custom_id` of the button that hands out the file.
pub(crate) fn csv(view: &View) -> String {
    write(view, 'c', "")
}

/// The `custom_id` of the button that sets up a daily board.
pub(crate) fn board_here(view: &View) -> String {
    write(view, 'b', "")
}

/// What stands behind the version, with the value that came along: a menu's choice or a modal's text.
pub(super) fn read(rest: &str, value: Option<&str>) -> Option<Press> {
    let (deed, view, page) = read_view(rest)?;
    match (deed, value) {
        ("g", None) => Some(Press::Page(view, page.parse().ok()?)),
        ("j", None) => {
            let pages =
                page.parse().ok().filter(|pages| (1..=view.question.depth.pages()).contains(pages))?;
            Some(Press::AskPage(view, pages))
        }
        ("m", Some(typed)) => Some(Press::JumpTo(view, typed.to_owned())),
        ("o", Some(creator)) => Some(Press::Open(view, UserId::new(creator)?)),
        ("c", None) => Some(Press::Csv(view)),
        ("b", None) => Some(Press::BoardHere(view)),
        _ => None,
    }
}

/// Deed, view and page of what stands behind a version.
pub(super) fn read_view(rest: &str) -> Option<(&str, View, &str)> {
    let parts: Vec<&str> = rest.split('|').collect();
    let [deed, region, order, period, date, category, product, depth, owner, page] = parts[..] else {
        return None;
    };
    let period = Period::of_word(period)?;
    let aligned = |text: &str| DataDate::new(period, written_date(text)?).ok();
    let date = aligned(date)?;
    let (deed, awaited) = deed.split_at_checked(1)?;
    let awaited = optional(awaited, aligned)?;
    if awaited.is_some_and(|awaited| awaited.first() <= date.first()) {
        return None;
    }
    let view = View {
        question: Question {
            region: Region::of_key(region)?,
            order: Order::of_word(order)?,
            period,
            date: Some(date),
            category: optional(category, CreatorCategory::of_key)?,
            product: optional(product, ProductCategory::of_key)?,
            depth: Depth::new(depth.parse().ok()?)?,
        },
        owner: u64::from_str_radix(owner, 36).ok()?,
        awaited,
    };
    Some((deed, view, page))
}

fn write(view: &View, deed: char, page: &str) -> String {
    format!("{VERSION}|{}", write_view(view, deed, page))
}

/// What stands behind a version.
pub(super) fn write_view(view: &View, deed: char, page: &str) -> String {
    let question = &view.question;
    let written = |date: DataDate| date.first().format(DATE).to_string();
    let date = question.date.map(written).unwrap_or_default();
    let awaited = view.awaited.map(written).unwrap_or_default();
    [
        format!("{deed}{awaited}").as_str(),
        question.region.key(),
        question.order.word(),
        question.period.word(),
        &date,
        question.category.map_or("", CreatorCategory::key),
        question.product.map_or("", ProductCategory::key),
        &question.depth.rows().to_string(),
        &base36(view.owner),
        page,
    ]
    .join("|")
}

pub(super) fn written_date(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let date = NaiveDate::parse_from_str(text, DATE).ok().filter(|_| digits)?;
    (EARLIEST..=LATEST).contains(&date).then_some(date)
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{LONGEST, read},
        *,
    };
    use proptest::prelude::*;

    pub(in super::super) fn widest() -> View {
        let longest = |a: &&'static str, b: &&'static str| a.len().cmp(&b.len());
        let category = CreatorCategory::all().map(|c| c.key()).max_by(longest).unwrap();
        let product = ProductCategory::all().map(|c| c.key()).max_by(longest).unwrap();
        View {
            question: Question {
                region: Region::default(),
                order: Order::Followers,
                period: Period::Month,
                date: DataDate::new(Period::Month, "2026-10-01".parse().unwrap()).ok(),
                category: CreatorCategory::of_key(category),
                product: ProductCategory::of_key(product),
                depth: Depth::MOST,
            },
            owner: u64::MAX,
            awaited: DataDate::new(Period::Month, "2026-11-01".parse().unwrap()).ok(),
        }
    }

    #[test]
    fn an_id_of_before_there_was_anything_awaited_is_read_as_ever() {
        let id = "r1|g|US|sales|day|20261116|Beauty|601450|100|1z|3";
        let Some(Press::Page(view, 3)) = read(id, None) else { panic!("{id}") };
        assert_eq!((view.owner, view.awaited), (71, None));
        assert_eq!(page(&view, 3), id);
        for late in ["g20261116", "g20261115", "g2026111", "g2026-1-17", "20261117", "é"] {
            assert_eq!(read(&id.replace("|g|", &format!("|{late}|")), None), None, "{late}");
        }
        assert!(read(&id.replace("|g|", "|g20261117|"), None).is_some());
    }

    #[test]
    fn what_is_written_is_read_again_and_fits() {
        let view = widest();
        for (id, value, press) in [
            (page(&view, 10), None, Press::Page(view.clone(), 10)),
            (ask_page(&view, 10), None, Press::AskPage(view.clone(), 10)),
            (jump(&view), Some("3"), Press::JumpTo(view.clone(), "3".to_owned())),
            (open(&view), Some("6633792625097490438"), {
                Press::Open(view.clone(), UserId::new("6633792625097490438").unwrap())
            }),
            (csv(&view), None, Press::Csv(view.clone())),
            (board_here(&view), None, Press::BoardHere(view.clone())),
        ] {
            assert!(id.len() <= LONGEST, "{id} has {} bytes", id.len());
            assert_eq!(read(&id, value), Some(press), "{id}");
        }
    }

    proptest! {
        #[test]
        fn no_tampering_panics(at in 0usize..100, with in any::<char>(), value in proptest::option::of(".*")) {
            let id = page(&widest(), 3);
            let tampered: String =
                id.chars().enumerate().map(|(place, old)| if place == at { with } else { old }).collect();
            let _ = read(&tampered, value.as_deref());
        }
    }

    #[test]
    fn dates_beyond_all_calendars_are_refused() {
        let id = page(&View { awaited: None, ..widest() }, 1).replace("month", "week");
        for date in ["-262143 01 01", "00010101", "+2621421231", "99991227", "2026-9-28"] {
            assert_eq!(read(&id.replace("20261001", date), None), None, "{date}");
        }
        assert!(read(&id.replace("20261001", "20260928"), None).is_some());
    }

    #[test]
    fn foreign_and_broken_ids_are_refused() {
        let view = View { awaited: None, ..widest() };
        for id in [
            "",
            "r1",
            "r2|g",
            "hello",
            &page(&view, 1).replace("month", "week"),
            &csv(&view).replace("|c|", "|x|"),
            &ask_page(&view, 0),
            &ask_page(&view, 11),
        ] {
            assert_eq!(read(id, None), None, "{id}");
        }
        assert_eq!(read(&open(&view), Some("not a user")), None);
    }
}
