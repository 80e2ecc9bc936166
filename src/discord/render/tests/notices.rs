//! Notices about boards: each says what happened, why, and what to do.

use super::*;
use crate::{
    commands::Hindrance,
    domain::{BadHours, Right, Trouble, UnknownZone, Zone, schedule},
};

fn said(notice: &Notice) -> [String; 2] {
    Language::ALL.map(|language| unmarked(&sentence(Words::new(language), notice, |_| String::new())))
}

fn all(typed: &str) -> Vec<Notice> {
    use Notice::*;
    let (typed, channel, missing) =
        (typed.to_owned(), u64::MAX, vec![Right::ViewChannel, Right::SendMessages]);
    let mut all = vec![
        ServerOnly,
        ManagersOnly { role: None },
        ManagersOnly { role: Some(u64::MAX) },
        UnknownZone(self::UnknownZone { typed: typed.clone(), nearest: Vec::new() }),
        UnknownZone(self::UnknownZone { typed: typed.clone(), nearest: vec![Zone::default(); 3] }),
        BadTime { typed: typed.clone() },
        BadDays { typed: typed.clone() },
        BadQuietHours { typed: typed.clone(), why: BadHours::Unreadable },
        BadQuietHours { typed: typed.clone(), why: BadHours::Empty },
        TooOften { days: 1 },
        TooOften { days: 7 },
        TimeAndCron,
        TooManyBoards { most: 1 },
        TooManyBoards { most: 25 },
        NoSuchBoard { typed: typed.clone(), numbers: Vec::new() },
        NoSuchBoard { typed: typed.clone(), numbers: (1..500).collect() },
        NothingToEdit,
        DraftGone,
        NotYourDraft,
        ChangedSince,
        ForgottenPost,
        AlreadyPaused,
        AlreadyActive,
        StillBlocked(Trouble::NoAccess { missing: missing.clone() }),
        StillBlocked(Trouble::AutoMod { said: typed.clone() }),
        Hindered(Hindrance::BotLacks { channel, missing: missing.clone() }),
        Hindered(Hindrance::PersonLacks { channel, missing }),
        Hindered(Hindrance::ForeignChannel),
        Hindered(Hindrance::UnseenChannel { channel }),
        Hindered(Hindrance::NoTextChannel { channel }),
        Hindered(Hindrance::Trouble { channel, trouble: Trouble::TagRequired }),
        Hindered(Hindrance::MayNotPing { role: u64::MAX }),
        Hindered(Hindrance::Unreachable),
    ];
    let causes = [schedule::BadCron::Unreadable, schedule::BadCron::TooOften, schedule::BadCron::Never];
    all.extend(causes.map(|why| BadCron { typed: typed.clone(), why }));
    all
}

proptest! {
    #[test]
    fn every_notice_about_boards_stays_inside_the_limits(typed in name()) {
        for language in Language::ALL {
            for one in all(&typed) {
                hold_limits(&notice(Words::new(language), &one).body);
            }
        }
    }
}

#[test]
fn no_two_notices_say_the_same_and_each_language_says_its_own() {
    let all: Vec<_> = all("x").iter().map(said).collect();
    let different: HashSet<_> = all.iter().flatten().collect();
    assert_eq!(different.len(), 2 * all.len());
    for [english, chinese] in &all {
        assert!(english.is_ascii() || english.contains('“'), "{english}");
        assert!(chinese.ends_with('。') || chinese.ends_with('？'), "{chinese}");
    }
}

#[test]
fn a_missing_right_is_named_as_discords_clients_name_it() {
    let missing = vec![Right::EmbedLinks, Right::ReadHistory];
    let [english, chinese] = said(&Notice::Hindered(Hindrance::BotLacks { channel: 5, missing }));
    assert_eq!(
        english,
        "I couldn't post in <#5>: I lack Embed Links, Read Message History there. Give me these rights \
         in the channel's settings, under Permissions, and try again."
    );
    assert_eq!(
        chinese,
        "我没法发到 <#5>：我在那里缺少 嵌入链接、阅读消息历史记录。请在频道设置的「权限」中给我这些权限，\
         然后重试。"
    );
}

#[test]
fn a_typed_zone_is_answered_with_the_nearest() {
    let nearest = vec![Zone::parse("Europe/London").unwrap(), Zone::parse("Europe/Lisbon").unwrap()];
    let [english, chinese] = said(&Notice::UnknownZone(UnknownZone { typed: "Londom".to_owned(), nearest }));
    assert_eq!(english, "There is no time zone “Londom”. Did you mean Europe/London, Europe/Lisbon?");
    assert_eq!(chinese, "没有「Londom」这个时区。你是想选 Europe/London、Europe/Lisbon 吗？");
}
