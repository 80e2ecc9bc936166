use super::*;

fn ranks(ranks: &[(u64, Ranked)]) -> RankSeries {
    RankSeries::of(Question::plain(), ranks.iter().map(|(at, rank)| (date(*at), *rank)))
}

use Ranked::{At, Below};

#[test]
fn coming_into_the_top_is_found_only_from_outside() {
    for (before, now, expected) in [
        (At(11), At(10), Ok(At(11))),
        (Below(10), At(3), Ok(Below(10))),
        (Below(100), At(10), Ok(Below(100))),
        (At(10), At(9), Err(Quiet::AlreadyInTop { rank: 9, before: 10 })),
        (Below(5), At(9), Err(Quiet::RankBeforeUnknown { rank: 9 })),
        (At(9), At(11), Err(Quiet::NotInTop { rank: At(11), top: 10 })),
        (At(9), Below(100), Err(Quiet::NotInTop { rank: Below(100), top: 10 })),
    ] {
        let found = entered_top(&ranks(&[(0, before), (1, now)]), date(1), 10);
        let found = found.map(|finding| match finding {
            Finding::EnteredTop { ranks, .. } => ranks.before,
            other => panic!("{other:?}"),
        });
        assert_eq!(found, expected);
    }
}

#[test]
fn whoever_moves_about_the_limit_is_told_of_once() {
    let series = ranks(&[(0, At(14)), (1, At(9)), (2, At(11)), (3, At(10)), (4, At(13)), (5, At(8))]);
    let settings = watch(&[Metric::Rank]);
    let (seen, mut log) = (Seen { ranks: Some(series), ..Seen::default() }, WatchLog::new(date(0)));
    let said: Vec<bool> = (0..6)
        .map(|at| {
            let moment = Moment { now: noon_after(date(at)), ..Moment::default() };
            let (_, verdicts) = live_through(&settings, &seen, &mut log, date(at), &moment);
            matches!(verdicts[0], Verdict::Speak(_))
        })
        .collect();
    assert_eq!(said, [false, true, false, false, false, true]);
}

#[test]
fn a_rank_jump_is_many_places_and_a_great_part_of_them() {
    let limits = Limits::new(50, 10).unwrap();
    for (before, now, is_found) in [
        (At(40), At(20), true),
        (At(40), At(21), false),
        (At(15), At(5), true),
        (At(15), At(6), false),
        (Below(100), At(50), true),
        (Below(100), At(51), false),
    ] {
        let found = rank_jump(&ranks(&[(0, before), (1, now)]), date(1), limits);
        assert_eq!(found.is_ok(), is_found, "{found:?}");
    }
    let old = rank_jump(&ranks(&[(0, At(90)), (8, At(1))]), date(8), limits);
    assert_eq!(old, Err(Quiet::RankBeforeUnknown { rank: 1 }));
    let few = rank_jump(&ranks(&[(0, At(12)), (1, At(11))]), date(1), limits);
    assert_eq!(few, Err(Quiet::FewPlaces { rank: 11, before: At(12), needed: 10 }));
}

#[test]
fn overtaking_takes_a_clear_lead_both_times() {
    let mine = sales(&[[100.0; 10].as_slice(), &[104.0; 7], &[130.0; 10]].concat());
    let theirs = sales(&[110.0; 27]);
    let (me, them) = (user(), rival());
    let (own, other) = (Of { user_id: &me, series: &mine }, Of { user_id: &them, series: &theirs });
    let on = |at| overtaken(own, other, date(at));
    assert_eq!(on(18), Err(Quiet::SameOrder { mine: 104.0, theirs: 110.0 }));
    let Ok(Finding::Overtaken { by, whom, ahead, behind, since, .. }) = on(20) else { panic!() };
    assert_eq!((by, whom, ahead, behind, since), (me.clone(), them.clone(), 130.0, 110.0, date(19)));
    assert!(on(21).is_err());
    let passed = overtaken(other, own, date(20)).unwrap();
    assert_eq!(passed.rule(&them), Rule::Overtaken(me.clone()));
    assert_eq!(passed.rule(&me), Rule::Overtaken(them.clone()));
}
