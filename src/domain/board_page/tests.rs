use super::*;
use crate::domain::{
    BoardId, Counters, Days, Depth, Field, Format, Language, Late, ListKey, Order, Period, Region, Schedule,
    Scope, Style, Timing, Zone,
};

/// The data date of so many periods before the one that is posted.
fn date(period: Period, back: usize) -> DataDate {
    let newest = DataDate::containing(period, "2026-11-18".parse().unwrap());
    (0..back).fold(newest, |date, _| date.previous())
}

fn post(order: Order, period: Period, depth: i64) -> BoardPost {
    let question = Question {
        region: Region::default(),
        order,
        period,
        date: None,
        category: None,
        product: None,
        depth: Depth::new(depth).unwrap(),
    };
    let timing = Timing::Daily { time: chrono::NaiveTime::MIN, days: Days::ALL };
    let settings = BoardSettings {
        question,
        channel: 1,
        schedule: Schedule { timing, zone: Zone::default() },
        language: Language::EnUs,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    };
    let late = Lateness::Data(date(period, 0).next());
    BoardPost { board: BoardId(1), number: 7, settings, date: date(period, 0), late, test: true }
}

fn row(rank: usize, id: usize, counters: Counters) -> Row {
    Row {
        rank,
        user_id: user(id),
        unique_id: None,
        nick_name: None,
        avatar: None,
        region: None,
        category: None,
        ec_score: None,
        sales_flag: None,
        most_categories: [None, None, None],
        product_categories: Default::default(),
        period: counters,
        lifetime: Counters::default(),
    }
}

fn user(id: usize) -> UserId {
    UserId::new(&id.to_string()).unwrap()
}

/// A list of creators with what each sold, from the first rank on; it has ended where a page isn't full.
fn selling(period: Period, back: usize, sold: &[(usize, i64)]) -> Arc<List> {
    let counters = |units: i64| {
        let gmv = f64::from(i32::try_from(units).unwrap());
        Counters { units: Some(units), gmv: Some(gmv), ..Counters::default() }
    };
    let rows: Vec<_> = (1..).zip(sold).map(|(rank, (id, units))| row(rank, *id, counters(*units))).collect();
    let scope =
        Scope { region: Region::default(), period, field: Field::Sales, category: None, product: None };
    let date = date(period, back);
    Arc::new(List {
        key: ListKey::new(scope, date),
        pages: rows.len().div_ceil(Depth::PAGE),
        ended: !rows.len().is_multiple_of(Depth::PAGE),
        rows,
        first_seen_at: date.closes_at(),
        fetched_at: date.closes_at(),
        provisional: false,
        revised: true,
    })
}

/// A day's list of these creators, who all sold as much.
fn day(back: usize, ids: impl IntoIterator<Item = usize>) -> Arc<List> {
    selling(Period::Day, back, &ids.into_iter().map(|id| (id, 1)).collect::<Vec<_>>())
}

/// The same without those at some ranks.
fn without(list: &List, ranks: &[usize]) -> Arc<List> {
    let mut list = list.clone();
    list.rows.retain(|row| !ranks.contains(&row.rank));
    Arc::new(list)
}

fn page(order: Order, depth: i64, list: Arc<List>, past: Vec<Arc<List>>) -> BoardPage {
    BoardPage::of(&post(order, list.key.date().period(), depth), &Material { list, past })
}

fn line(page: &BoardPage, id: usize) -> &BoardLine {
    page.lines.iter().find(|line| line.row.user_id == user(id)).unwrap()
}

fn dropped_ids(page: &BoardPage) -> Vec<(usize, String)> {
    page.dropped.iter().map(|drop| (drop.rank, drop.row.user_id.as_str().to_owned())).collect()
}

/// One creator's streak on a board of ten by sales.
fn streak_of(id: usize, past: Vec<Arc<List>>) -> (usize, bool) {
    let page = page(Order::Sales, 10, day(0, 1..=10), past);
    let Streak { periods, at_least } = line(&page, id).streak;
    (periods, at_least)
}

fn is_back_of(id: usize, past: Vec<Arc<List>>) -> bool {
    line(&page(Order::Sales, 10, day(0, 1..=10), past), id).back
}

#[test]
fn a_page_says_what_the_post_and_the_list_say() {
    let list = selling(Period::Day, 0, &[(1, 9), (2, 7)]);
    let page = page(Order::Sales, 10, Arc::clone(&list), Vec::new());
    assert_eq!((page.number, page.date, page.test), (7, date(Period::Day, 0), true));
    assert_eq!(page.late, Lateness::Data(date(Period::Day, 0).next()));
    assert_eq!((page.headline, page.among), (Headline::Units, None));
    assert_eq!((page.ended, page.provisional, page.revised), (true, false, true));
    assert_eq!(page.fetched_at, list.fetched_at);
    assert_eq!(
        page.lines.iter().map(|line| (line.rank, line.value)).collect::<Vec<_>>(),
        [(1, Some(9.0)), (2, Some(7.0))]
    );
}

#[test]
fn only_as_many_lines_as_the_board_is_deep() {
    let page = page(Order::Sales, 10, day(0, 1..=30), vec![day(1, 1..=30)]);
    assert_eq!(page.lines.len(), 10);
    assert!(page.lines.iter().all(|line| line.movement == Movement::Same));
}

#[test]
fn movement_is_against_the_period_before_and_no_other() {
    let moved = |past| line(&page(Order::Sales, 10, day(0, 1..=10), past), 1).movement;
    let other_way = || (1..=10).rev();
    assert_eq!(moved(vec![day(1, other_way()), day(2, 1..=10)]), Movement::Up(9));
    assert_eq!(moved(vec![day(2, other_way())]), Movement::Unknown, "a day is missing between");
    assert_eq!(moved(Vec::new()), Movement::Unknown);
}

#[test]
fn weeks_and_months_are_compared_with_their_own() {
    for period in [Period::Week, Period::Month] {
        let now = selling(period, 0, &[(1, 9), (2, 5), (3, 4)]);
        let past = vec![
            selling(period, 1, &[(2, 8), (4, 7)]),
            selling(period, 2, &[(1, 8), (2, 7)]),
            selling(period, 3, &[(5, 1)]),
        ];
        let page = page(Order::Sales, 10, now, past);
        assert_eq!((line(&page, 1).back, line(&page, 3).back), (true, false));
        assert_eq!(line(&page, 2).streak, Streak { periods: 3, at_least: false });
        assert_eq!(line(&page, 2).movement, Movement::Down(1));
        assert_eq!(dropped_ids(&page), [(2, "4".to_owned())]);
    }
}

#[test]
fn a_gap_is_what_is_short_of_the_rank_above() {
    let list = selling(Period::Day, 0, &[(1, 90), (2, 70), (3, 70), (4, 75), (5, 10)]);
    let gaps =
        |list| page(Order::Sales, 10, list, Vec::new()).lines.iter().map(|line| line.gap).collect::<Vec<_>>();
    assert_eq!(gaps(Arc::clone(&list)), [None, Some(20.0), Some(0.0), None, Some(65.0)], "nothing is short");
    assert_eq!(gaps(without(&list, &[2])), [None, None, None, Some(65.0)], "nobody is known above");
    let mut unsaid = List::clone(&list);
    unsaid.rows[1].period.units = None;
    assert_eq!(gaps(Arc::new(unsaid)), [None, None, None, None, Some(65.0)]);
}

#[test]
fn a_gap_is_in_the_unit_of_the_order() {
    let mut list = List::clone(&selling(Period::Day, 0, &[(1, 90), (2, 70)]));
    list.rows[0].period.gmv = Some(100.5);
    list.rows[1].period.gmv = Some(400.75);
    let page = page(Order::Gmv, 10, Arc::new(list), Vec::new());
    assert_eq!((page.headline, page.among), (Headline::Gmv, Some(2)));
    assert_eq!(page.lines.iter().map(|line| line.gap).collect::<Vec<_>>(), [None, Some(300.25)]);
}

#[test]
fn a_streak_ends_where_a_list_lacks_the_creator() {
    assert_eq!(streak_of(1, vec![day(1, 1..=10), day(2, 1..=10), day(3, 2..=11)]), (3, false));
    assert_eq!(streak_of(1, vec![day(1, 2..=11), day(2, 1..=10)]), (1, false), "not in a row");
    let below = (2..=11).chain([1]).chain(12..=20);
    assert_eq!(streak_of(1, vec![day(1, 1..=10), day(2, below)]), (2, false), "below the board");
}

#[test]
fn a_streak_is_at_least_what_is_known() {
    assert_eq!(streak_of(1, Vec::new()), (1, true));
    assert_eq!(streak_of(1, vec![day(1, 1..=10)]), (2, true));
    assert_eq!(streak_of(1, vec![day(1, 1..=10), day(3, 2..=11)]), (2, true), "a day is missing");
    assert_eq!(streak_of(1, vec![day(1, 1..=10), without(&day(2, 2..=11), &[4])]), (2, true), "a gap");
    assert_eq!(streak_of(1, (1..=20).map(|back| day(back, 1..=10)).collect()), (15, true));
    let shallow = page(Order::Sales, 20, day(0, 1..=20), vec![day(1, (1..=9).chain([30]))]);
    assert_eq!(line(&shallow, 1).streak, Streak { periods: 2, at_least: true });
    assert_eq!(line(&shallow, 15).streak, Streak { periods: 1, at_least: true }, "not known so deep");
}

#[test]
fn whoever_was_on_it_earlier_but_not_the_period_before_is_back() {
    assert!(is_back_of(1, vec![day(1, 2..=11), day(2, 1..=10)]));
    assert!(is_back_of(1, vec![day(1, 2..=11), day(14, 1..=10)]));
    assert!(!is_back_of(1, vec![day(1, 1..=10), day(2, 1..=10)]), "never gone");
    assert!(!is_back_of(1, vec![day(1, 2..=11), day(2, 2..=11)]), "new");
    assert!(!is_back_of(1, vec![day(2, 1..=10)]), "the day before isn't known");
    assert!(
        !is_back_of(1, vec![without(&day(1, 2..=11), &[4]), day(2, 1..=10)]),
        "they may have stood in the gap"
    );
    assert!(
        is_back_of(1, vec![day(1, (2..=11).chain([1]).chain(12..=20)), day(2, 1..=10)]),
        "from below the board"
    );
    let below = day(2, (2..=11).chain([1]).chain(12..=20));
    assert!(!is_back_of(1, vec![day(1, 2..=11), below]), "was below the board");
}

#[test]
fn whoever_fell_off_is_named_by_their_old_rank() {
    let page = page(Order::Sales, 10, day(0, (3..=11).chain([20])), vec![day(1, 1..=10)]);
    assert_eq!(dropped_ids(&page), [(1, "1".to_owned()), (2, "2".to_owned())]);
}

#[test]
fn who_fell_off_is_said_only_where_both_lists_are_known() {
    let dropped = |depth, list, past| dropped_ids(&page(Order::Sales, depth, list, past)).len();
    let now = || day(0, 2..=21);
    assert_eq!(dropped(20, now(), vec![day(1, 1..=20)]), 1);
    assert_eq!(dropped(20, now(), vec![day(1, 1..=10)]), 0, "not known so deep");
    assert_eq!(dropped(10, now(), vec![day(1, 1..=10)]), 1);
    assert_eq!(dropped(20, now(), vec![without(&day(1, 1..=20), &[5])]), 0);
    assert_eq!(dropped(20, without(&now(), &[5]), vec![day(1, 1..=20)]), 0, "they may stand in the gap");
    assert_eq!(dropped(20, now(), vec![day(2, 1..=20)]), 0, "not the day before");
    assert_eq!(dropped(20, now(), vec![day(1, 1..=7)]), 1, "there were no more");
    assert_eq!(
        dropped(10, day(0, (2..=11).chain([1]).chain(12..=20)), vec![day(1, 1..=10)]),
        1,
        "below the board"
    );
}

/// A hundred creators from one id on, the one sold most by the last.
fn hundred(back: usize, first: usize) -> Arc<List> {
    let sold: Vec<_> = (first..first + 100).map(|id| (id, i64::try_from(id).unwrap())).collect();
    selling(Period::Day, back, &sold)
}

#[test]
fn computed_orders_look_back_only_to_whole_hundreds() {
    let page = |past| page(Order::Gmv, 10, hundred(0, 1), past);
    let whole = page(vec![hundred(1, 2), hundred(2, 1)]);
    assert_eq!(whole.lines[0].row.user_id, user(100));
    assert_eq!((line(&whole, 100).movement, line(&whole, 100).streak.periods), (Movement::Up(1), 3));
    assert_eq!(line(&whole, 91).streak, Streak { periods: 1, at_least: false }, "eleventh the day before");
    assert!(line(&whole, 91).back, "and tenth before that");
    assert_eq!(dropped_ids(&whole), [(1, "101".to_owned())]);
    let ninety = hundred(1, 2);
    let mut part = List::clone(&ninety);
    part.rows.truncate(90);
    part.pages = 9;
    let part = page(vec![Arc::new(part), hundred(2, 1)]);
    assert!(part.dropped.is_empty() && part.lines.iter().all(|line| line.movement == Movement::Unknown));
    assert!(part.lines.iter().all(|line| line.streak == Streak { periods: 1, at_least: true } && !line.back));
    let gap = page(vec![without(&hundred(1, 2), &[50]), hundred(2, 1)]);
    assert!(gap.dropped.is_empty());
    assert_eq!(line(&gap, 100).streak.periods, 3);
}

#[test]
fn a_followers_board_that_changed_its_column_has_no_past() {
    let followers = |back, counts: &[(i64, i64)]| {
        let mut list = List::clone(&day(back, 1..=counts.len()));
        list.rows.iter_mut().zip(counts).for_each(|(row, (gained, had))| {
            row.period.followers = Some(*gained);
            row.lifetime.followers = Some(*had);
        });
        Arc::new(list)
    };
    let gained = followers(0, &[(80, 300), (5, 900)]);
    let total = followers(1, &[(5, 900), (80, 300), (7, 200)]);
    let page = page(Order::Followers, 10, gained, vec![total]);
    assert_eq!(page.headline, Headline::FollowersGained);
    assert!(page.dropped.is_empty());
    assert!(page.lines.iter().all(|line| line.movement == Movement::Unknown && line.streak.at_least));
    assert_eq!(page.lines[1].gap, Some(75.0));
}
