use super::*;
use crate::domain::{
    BoardId, Counters, Days, Field, Format, Language, Late, ListKey, Period, Region, Schedule, Scope, Style,
    Timing, Zone, schedule::time_of_day,
};

fn row(id: usize, units: i64) -> Row {
    Row {
        rank: 0,
        user_id: UserId::new(&id.to_string()).unwrap(),
        unique_id: None,
        nick_name: None,
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: Default::default(),
        period: Counters { units: Some(units), ..Counters::default() },
        lifetime: Counters::default(),
    }
}

fn date(day: u32) -> DataDate {
    DataDate::new(Period::Day, format!("2026-11-{day:02}").parse().unwrap()).unwrap()
}

/// A list of a day with these creators, who sell 10 units less from rank to rank.
fn list(day: u32, ids: impl IntoIterator<Item = usize>) -> Arc<List> {
    let mut rows: Vec<Row> =
        ids.into_iter().zip(0..).map(|(id, place)| row(id, 2_000 - 10 * place)).collect();
    rows.iter_mut().zip(1..).for_each(|(row, rank)| row.rank = rank);
    let scope = question(Order::Sales, 10).scope();
    let now = date(day).closes_at();
    Arc::new(List {
        key: ListKey::new(Scope { field: Field::Sales, ..scope }, date(day)),
        pages: rows.len().div_ceil(Depth::PAGE),
        ended: !rows.len().is_multiple_of(Depth::PAGE),
        rows,
        first_seen_at: now,
        fetched_at: now,
        provisional: false,
        revised: false,
    })
}

fn question(order: Order, depth: i64) -> Question {
    Question {
        region: Region::default(),
        order,
        period: Period::Day,
        date: None,
        category: None,
        product: None,
        depth: Depth::new(depth).unwrap(),
    }
}

fn page_of(order: Order, depth: i64, list: Arc<List>, past: Vec<Arc<List>>) -> BoardPage {
    let settings = BoardSettings {
        question: question(order, depth),
        channel: 1,
        schedule: Schedule {
            timing: Timing::Daily { time: time_of_day("09:00").unwrap(), days: Days::ALL },
            zone: Zone::default(),
        },
        language: Language::EnUs,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    };
    let post = BoardPost {
        board: BoardId(1),
        number: 3,
        settings,
        date: list.key.date(),
        late: Lateness::None,
        test: false,
    };
    BoardPage::of(&post, &Material { list, past })
}

fn page(list: Arc<List>, past: Vec<Arc<List>>) -> BoardPage {
    page_of(Order::Sales, 10, list, past)
}

fn line(page: &BoardPage, id: usize) -> &BoardLine {
    let id = UserId::new(&id.to_string()).unwrap();
    page.lines.iter().find(|line| line.row.user_id == id).unwrap()
}

const fn streak(periods: usize, at_least: bool) -> Streak {
    Streak { periods, at_least }
}

#[test]
fn a_first_post_knows_nothing_of_before() {
    let page = page(list(22, 1..=10), vec![]);
    assert_eq!((page.lines.len(), page.number, page.dropped.len()), (10, 3, 0));
    for line in &page.lines {
        assert_eq!((line.movement, line.back), (Movement::Unknown, false));
        assert_eq!(line.streak, streak(1, true));
    }
    assert_eq!(page.lines[0].gap, None);
    assert_eq!(page.lines[1].gap, Some(10.0));
}

#[test]
fn movement_drop_outs_and_who_comes_back() {
    // 11 is new, 12 was there two days ago, 9 and 10 fell off.
    let now = list(22, [2, 1, 3, 4, 5, 6, 7, 8, 11, 12]);
    let past = vec![list(21, 1..=10), list(20, [1, 2, 3, 4, 5, 6, 7, 8, 9, 12])];
    let page = page(now, past);
    let of = |id| (line(&page, id).movement, line(&page, id).back);
    assert_eq!(of(2), (Movement::Up(1), false));
    assert_eq!(of(1), (Movement::Down(1), false));
    assert_eq!(of(3), (Movement::Same, false));
    assert_eq!(of(11), (Movement::New(Depth::LEAST), false));
    assert_eq!(of(12), (Movement::New(Depth::LEAST), true));
    let dropped: Vec<_> = page.dropped.iter().map(|out| (out.rank, out.row.user_id.as_str())).collect();
    assert_eq!(dropped, [(9, "9"), (10, "10")]);
}

#[test]
fn a_streak_is_counted_as_far_as_lists_are_stored() {
    let days = [list(21, 1..=10), list(20, 1..=10), list(19, 2..=11)];
    let counted = page(list(22, 1..=10), days.to_vec());
    assert_eq!(line(&counted, 1).streak, streak(3, false), "not on the board of the 19th");
    assert_eq!(line(&counted, 2).streak, streak(4, true), "nothing is stored of before");
    // A hole in what is stored ends what can be known.
    let holed = page(list(22, 1..=10), vec![list(21, 1..=10), list(19, 1..=10)]);
    assert_eq!(line(&holed, 1).streak, streak(2, true));
    let all: Vec<_> = (1..=21).rev().map(|day| list(day, 1..=10)).collect();
    assert_eq!(line(&page(list(22, 1..=10), all), 1).streak, streak(Material::PAST + 1, true));
}

#[test]
fn lists_that_are_too_shallow_or_have_gaps_prove_no_absence() {
    let deep = || list(22, 11..=30);
    let shallow = page_of(Order::Sales, 20, deep(), vec![list(21, 1..=10)]);
    assert!(shallow.dropped.is_empty());
    assert_eq!(line(&shallow, 11).streak, streak(1, true));
    let mut gap = (*list(22, 2..=11)).clone();
    gap.rows.remove(4);
    assert!(page(Arc::new(gap), vec![list(21, 1..=10)]).dropped.is_empty(), "it may be the one in the gap");
}

#[test]
fn computed_orders_look_at_the_whole_hundred() {
    let with_gmv = |day, ids: Vec<usize>| {
        let mut list = (*list(day, ids)).clone();
        for row in &mut list.rows {
            let id: f64 = row.user_id.as_str().parse().unwrap();
            row.period.gmv = Some(id * 100.0);
        }
        Arc::new(list)
    };
    let (now, before) = (with_gmv(22, (1..=100).collect()), with_gmv(21, (1..=100).collect()));
    let page = page_of(Order::Gmv, 10, Arc::clone(&now), vec![before]);
    assert_eq!((page.among, page.headline), (Some(100), Headline::Gmv));
    assert_eq!(page.lines[0].row.user_id.as_str(), "100");
    assert_eq!(page.lines[1].gap, Some(100.0));
    assert_eq!(line(&page, 100).streak, streak(2, true));
    let shallow = page_of(Order::Gmv, 10, now, vec![with_gmv(21, (1..=50).collect())]);
    assert!(shallow.lines.iter().all(|line| line.movement == Movement::Unknown));
}
