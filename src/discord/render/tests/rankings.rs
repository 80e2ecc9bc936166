//! Rankings, creators' cards and what is typed.

use super::*;

proptest! {
    #[test]
    fn every_page_stays_inside_the_limits(page in page(), now in 0_i64..4_000_000_000) {
        let now = DateTime::from_timestamp(now, 0).unwrap();
        for language in Language::ALL {
            let message = reply(Words::new(language), &Reply::Ranking(Box::new(page.clone())), now).unwrap();
            hold_limits(&message.body);
            let lines = message.body["embeds"][0]["description"].as_str().unwrap_or_default().lines();
            let cells: Vec<_> = lines.filter_map(|line| line.strip_prefix('`')?.split_once('`')).collect();
            prop_assert_eq!(cells.len(), page.lines.len());
            let widths: HashSet<_> = cells.iter().map(|(cell, _)| cell.width()).collect();
            prop_assert!(widths.len() <= 1, "the columns don't line up: {cells:?}");
        }
    }

    #[test]
    fn every_card_stays_inside_the_limits(line in line(), view in view(), headline in headline()) {
        let date = view.question.date.unwrap();
        let card = CreatorCard {
            line,
            headline,
            region: view.question.region,
            date,
            field: view.question.order.field(),
            age: TimeDelta::zero(),
            credits: 0,
            provisional: true,
            revised: true,
        };
        for language in Language::ALL {
            let card = Reply::Creator(Box::new(card.clone()));
            hold_limits(&reply(Words::new(language), &card, DateTime::UNIX_EPOCH).unwrap().body);
        }
    }

    #[test]
    fn every_modal_stays_inside_the_limits(view in view(), pages in 1_usize..=10) {
        for language in Language::ALL {
            let modal = ask_page(Words::new(language), &view, pages);
            within(&modal["title"], 45, "a modal's title");
            within(&modal["custom_id"], 100, "a custom_id");
            within(&modal["components"][0]["components"][0]["label"], 45, "a field's label");
        }
    }

    #[test]
    fn whatever_is_typed_is_quoted_inside_the_limits(typed in name()) {
        let example = DataDate::newest_closed(Period::Day, DateTime::UNIX_EPOCH);
        let mut notices = vec![
            Notice::BadDate { typed: typed.clone(), example },
            Notice::UnknownWord { option: "by", typed: typed.clone(), allowed: vec!["sales", "gmv"] },
        ];
        notices.extend(Region::parse(&typed).err().map(Notice::from));
        notices.extend(ProductCategory::parse(&typed).err().map(Notice::from));
        for language in Language::ALL {
            for one in &notices {
                hold_limits(&notice(Words::new(language), one).body);
            }
        }
    }
}

#[test]
fn a_line_fits_a_phone_whatever_the_ranking_is_by() {
    use Headline::*;
    let (page, line) = samples();
    for (headline, language) in [Units, FollowersGained, FollowersTotal, Gmv, Growth]
        .into_iter()
        .flat_map(|headline| Language::ALL.map(|language| (headline, language)))
    {
        for (count, name) in
            [7, -7_752, 99_999, 123_456, 45_678_901, 999_499_999].into_iter().flat_map(|count| {
                ["A very long name of a very keen creator", "很长很长很长很长很长很长很长很长的名字"]
                    .map(|name| (count, name))
            })
        {
            let mut line =
                Line { rank: 100, movement: Movement::Up(99), value: Some(count as f64), ..line.clone() };
            line.row.nick_name = Some(name.to_owned());
            line.row.sales_flag = Some(SalesFlag::VideoAndLive);
            let some = Some(count);
            let counters = Counters { followers: some, units: some, gmv: line.value, ..Counters::default() };
            (line.row.period, line.row.lifetime) = (counters, counters);
            let page = RankingPage { headline, lines: vec![line], ..page.clone() };
            let message = reply(Words::new(language), &Reply::Ranking(Box::new(page)), DateTime::UNIX_EPOCH);
            let body = message.unwrap().body;
            let text = body["embeds"][0]["description"].as_str().unwrap();
            let (first, second) =
                text.split_once('`').map(|(_, line)| line.split_once('\n').unwrap()).unwrap();
            assert!(unmarked(first).width() <= 38, "{}", unmarked(first));
            assert!(unmarked(first).width() >= 30, "room is used: {}", unmarked(first));
            let second = second.lines().next().unwrap().strip_prefix("-# ").unwrap();
            assert!(second.width() <= 44, "{second}");
        }
    }
}

#[test]
fn what_is_not_filled_is_not_said() {
    let (_, mut line) = samples();
    let counters = Counters { followers: Some(0), units: Some(7), gmv: Some(5.0), ..Counters::default() };
    (line.row.period, line.row.lifetime, line.row.sales_flag) = (counters, counters, Some(SalesFlag::None));
    line.movement = Movement::Same;
    let second = |headline, line: &Line| {
        Language::ALL.map(|language| ranking_cells(Words::new(language), headline, line).second)
    };
    assert_eq!(second(Headline::Units, &line), ["$5 est. GMV", "预估 GMV $5"]);
    assert_eq!(second(Headline::FollowersTotal, &line), ["not known", "未知"]);
    line.row.lifetime.followers = Some(38_625);
    assert_eq!(second(Headline::Growth, &line), ["38,625 followers", "粉丝 38,625"]);
    (line.row.period.followers, line.row.sales_flag) = (Some(116), Some(SalesFlag::VideoAndLive));
    let grown = ["+116 of 38,625 followers · video + live", "粉丝 38,625，涨 116 · 视频 + 直播"];
    assert_eq!(second(Headline::Growth, &line), grown);
}

#[test]
fn help_stays_inside_the_limits() {
    for language in Language::ALL {
        hold_limits(&reply(Words::new(language), &Reply::Help, DateTime::UNIX_EPOCH).unwrap().body);
    }
}

#[test]
fn what_discords_client_refuses_is_refused_in_words_too() {
    let said =
        |one: &Notice| Language::ALL.map(|language| sentence(Words::new(language), one, |_| String::new()));
    let range = Notice::OutOfRange { option: "top", least: 10, most: 100 };
    assert_eq!(
        said(&range),
        ["`top` takes a whole number from 10 to 100.", "`数量` 要填 10 到 100 之间的整数。"]
    );
    let word = Notice::UnknownWord { option: "by", typed: "likes".to_owned(), allowed: vec!["sales", "gmv"] };
    let [english, chinese] = said(&word).map(|text| unmarked(&text));
    assert_eq!(english, "by can't be “likes”. It takes one of: sales, gmv.");
    assert_eq!(chinese, "排序 不能是「likes」，可选：sales、gmv。");
}
