use super::{
    guilds::{good, with_guilds},
    *,
};
use crate::{
    boards::{Deed, Done, Hint, Objection, Plan},
    domain::{Cron, PlaceKind, Right, Trouble},
};

const MAYA: Person<'static> = Person { server: 1, id: 2, roles: &[] };
const OLIVIA: Person<'static> = Person { server: 1, id: 3, roles: &[] };

impl World {
    async fn saved(&self, settings: &BoardSettings) -> Done {
        let draft = self.boards.draft(MAYA, Plan::Add(settings.clone())).await.unwrap();
        self.boards.save(MAYA, draft).await.unwrap()
    }

    async fn now(&self, board: &Board) -> Option<Board> {
        self.store.board(1, board.number).await.unwrap()
    }
}

fn edit(board: &Board, to: &BoardSettings) -> Plan {
    Plan::Edit { board: board.id, from: Box::new(board.settings.clone()), to: Box::new(to.clone()) }
}

#[tokio::test]
async fn a_place_that_cannot_be_posted_to_is_refused_by_what_is_wrong() {
    let (world, guilds) = with_guilds().await;
    let place = |kind, without: Right| {
        Ok(Place { kind, rights: Rights(good(30).rights.0 & !without.bit()), ..good(30) })
    };
    let lacks = |right| Some(Hindrance::BotLacks { channel: 30, missing: vec![right] });
    let none = Right::Administrator;
    let thread = |locked| PlaceKind::Thread { archived: true, locked };
    let forum = |lacks_tag| PlaceKind::Forum { tag: None, lacks_tag };
    let tag = Hindrance::Trouble { channel: 30, trouble: Trouble::TagRequired };
    for (place, hindrance) in [
        (place(PlaceKind::Text, none), None),
        (place(PlaceKind::Announcement, none), None),
        (place(forum(false), none), None),
        (place(thread(true), none), None),
        (place(thread(false), Right::ManageThreads), None),
        (place(PlaceKind::Text, Right::ViewChannel), lacks(Right::ViewChannel)),
        (place(PlaceKind::Text, Right::SendMessages), lacks(Right::SendMessages)),
        (place(PlaceKind::Text, Right::EmbedLinks), lacks(Right::EmbedLinks)),
        (place(PlaceKind::Text, Right::ReadHistory), lacks(Right::ReadHistory)),
        (place(thread(false), Right::SendMessages), None),
        (place(thread(false), Right::SendInThreads), lacks(Right::SendInThreads)),
        (place(thread(true), Right::ManageThreads), lacks(Right::ManageThreads)),
        (place(forum(true), none), Some(tag)),
        (place(PlaceKind::Other, none), Some(Hindrance::NoTextChannel { channel: 30 })),
        (Err(Unseen::Gone), Some(Hindrance::UnseenChannel { channel: 30 })),
        (Err(Unseen::Hidden), lacks(Right::ViewChannel)),
        (Err(Unseen::Foreign), Some(Hindrance::ForeignChannel)),
        (Err(Unseen::Unreachable("down".to_owned())), Some(Hindrance::Unreachable)),
    ] {
        *guilds.place.lock().unwrap() = Some(place.clone());
        let checked = world.boards.check(MAYA, &settings(), None).await;
        assert_eq!(checked.err(), hindrance.map(Objection::Hindered), "{place:?}");
    }
}

#[tokio::test]
async fn whoever_may_not_write_in_a_channel_has_no_board_write_there() {
    let (world, guilds) = with_guilds().await;
    for right in [Right::ViewChannel, Right::SendMessages] {
        *guilds.forbidden.lock().unwrap() = right.bit();
        let checked = world.boards.check(MAYA, &settings(), None).await;
        let hindrance = Hindrance::PersonLacks { channel: 30, missing: vec![right] };
        assert_eq!(checked, Err(Objection::Hindered(hindrance)));
    }
}

#[tokio::test]
async fn nobody_has_a_role_pinged_that_they_may_not_ping() {
    let (world, guilds) = with_guilds().await;
    let pinging = BoardSettings { mention: Some(5), ..settings() };
    let board = world.saved(&pinging).await.board;
    *guilds.forbidden.lock().unwrap() = Right::MentionEveryone.bit();
    let hindered = |role| Err(Objection::Hindered(Hindrance::MayNotPing { role }));
    assert_eq!(world.boards.check(MAYA, &pinging, None).await, hindered(5));
    assert_eq!(world.boards.check(MAYA, &pinging, Some(&board)).await, Ok(()), "it is pinged already");
    let other = BoardSettings { mention: Some(6), ..settings() };
    assert_eq!(world.boards.check(MAYA, &other, Some(&board)).await, hindered(6));
    *guilds.pingable.lock().unwrap() = true;
    assert_eq!(world.boards.check(MAYA, &pinging, None).await, Ok(()));
}

#[tokio::test]
async fn plain_text_takes_no_right_to_embed() {
    let (world, guilds) = with_guilds().await;
    let rights = Rights(good(30).rights.0 & !Right::EmbedLinks.bit());
    *guilds.place.lock().unwrap() = Some(Ok(Place { rights, ..good(30) }));
    let plain = BoardSettings { format: Format::Plain, ..settings() };
    assert_eq!(world.boards.check(MAYA, &plain, None).await, Ok(()));
    assert!(world.boards.check(MAYA, &settings(), None).await.is_err());
    assert_eq!(world.boards.alert_hindrance(1, 30).await, None);
    assert!(world.boards.alert_hindrance(1, 99).await.is_some());
}

#[tokio::test]
async fn too_many_boards_and_times_that_are_too_close_are_refused() {
    let (mut world, _guilds) = with_guilds().await;
    world.boards.settings.max_per_server = 1;
    world.boards.settings.shortest_interval_days = 3;
    let often = Err(Objection::TooOften { days: 3 });
    assert_eq!(world.boards.check(MAYA, &settings(), None).await, often);
    let cron = |text| BoardSettings {
        schedule: Schedule { timing: Timing::Cron(Cron::parse(text).unwrap()), zone: Zone::default() },
        ..settings()
    };
    assert_eq!(world.boards.check(MAYA, &cron("0 9 * * 1,3"), None).await, often);
    let seldom = cron("0 9 * * 1,4");
    let before = world.boards.draft(MAYA, Plan::Add(seldom.clone())).await.unwrap();
    let board = world.saved(&seldom).await.board;
    let full = Objection::Full { most: 1 };
    assert_eq!(world.boards.check(MAYA, &seldom, None).await, Err(full.clone()));
    assert_eq!(world.boards.save(MAYA, before).await, Err(full));
    assert_eq!(world.boards.check(MAYA, &seldom, Some(&board)).await, Ok(()), "a change adds none");
}

#[tokio::test]
async fn a_draft_is_saved_once_by_whoever_made_it_and_only_for_a_day() {
    let (world, guilds) = with_guilds().await;
    let draft = world.boards.draft(MAYA, Plan::Add(settings())).await.unwrap();
    assert_eq!(world.boards.save(OLIVIA, draft).await, Err(Objection::Foreign));
    let elsewhere = Person { server: 9, ..MAYA };
    assert_eq!(world.boards.save(elsewhere, draft).await, Err(Objection::Gone));
    *guilds.place.lock().unwrap() = Some(Err(Unseen::Gone));
    assert!(matches!(world.boards.save(MAYA, draft).await, Err(Objection::Hindered(_))));
    *guilds.place.lock().unwrap() = None;
    let (one, two) = tokio::join!(world.boards.save(MAYA, draft), world.boards.save(MAYA, draft));
    let (done, other) = if one.is_ok() { (one, two) } else { (two, one) };
    let done = done.unwrap();
    assert_eq!(other, Err(Objection::Gone), "a double press");
    assert_eq!((done.deed, done.board.next.unwrap().at), (Deed::Added, at("09:00")));
    assert_eq!(world.store.boards(1).await.unwrap().len(), 1);

    let cancelled = world.boards.draft(MAYA, Plan::Add(settings())).await.unwrap();
    world.boards.cancel(MAYA, cancelled).await.unwrap();
    assert_eq!(world.boards.save(MAYA, cancelled).await, Err(Objection::Gone));
    let expired = world.boards.draft(MAYA, Plan::Add(settings())).await.unwrap();
    world.be(world.clock.now() + TimeDelta::hours(24));
    assert_eq!(world.boards.save(MAYA, expired).await, Err(Objection::Gone));
}

#[tokio::test]
async fn every_deed_can_be_taken_back_once() {
    let (world, _guilds) = with_guilds().await;
    let added = world.saved(&settings()).await;
    let board = &added.board;
    let undo = async |done: Done| {
        let undone = world.boards.undo(MAYA, done.undo.unwrap()).await.unwrap();
        assert_eq!((undone.deed, undone.undo), (Deed::Undone, None));
        assert_eq!(world.boards.undo(MAYA, done.undo.unwrap()).await, Err(Objection::Gone));
    };

    let wanted = BoardSettings { channel: 31, ..settings() };
    let draft = world.boards.draft(MAYA, edit(board, &wanted)).await.unwrap();
    let edited = world.boards.save(MAYA, draft).await.unwrap();
    assert_eq!((edited.deed, &edited.board.settings), (Deed::Edited, &wanted));
    undo(edited).await;
    assert_eq!(world.now(board).await.unwrap().settings, settings());

    let paused = world.boards.pause(MAYA, board).await.unwrap();
    assert_eq!((&paused.board.state, paused.board.next), (&BoardState::Paused, None));
    assert_eq!(world.boards.pause(MAYA, &paused.board).await, Err(Objection::AlreadyPaused));
    undo(paused.clone()).await;
    let active = world.now(board).await.unwrap();
    assert_eq!((&active.state, active.next), (&BoardState::Active, board.next));
    assert_eq!(world.boards.resume(MAYA, &active).await, Err(Objection::AlreadyActive));

    let removed = world.boards.remove(MAYA, &active).await.unwrap();
    assert_eq!(world.now(board).await, None);
    assert_eq!(world.boards.of_server(1, board.id).await, Err(Objection::Gone));
    undo(removed).await;
    assert_eq!(world.now(board).await.unwrap().state, BoardState::Active);

    let paused = world.boards.pause(MAYA, board).await.unwrap();
    let removed = world.boards.remove(MAYA, &paused.board).await.unwrap();
    undo(removed).await;
    let back = world.now(board).await.unwrap();
    assert_eq!((&back.state, back.next), (&BoardState::Paused, None), "as it was before");
    let resumed = world.boards.resume(MAYA, &back).await.unwrap();
    assert_eq!(resumed.board.next, board.next);
    undo(resumed).await;
    assert_eq!(world.now(board).await.unwrap().state, BoardState::Paused);

    undo(added.clone()).await;
    assert_eq!(world.now(board).await, None);
}

#[tokio::test]
async fn what_somebody_else_changed_meanwhile_is_not_overwritten() {
    let (world, _guilds) = with_guilds().await;
    let board = world.saved(&settings()).await.board;
    let (moved, plain) = (settings_of(31, "US"), BoardSettings { format: Format::Plain, ..settings() });
    let mine = world.boards.draft(MAYA, edit(&board, &moved)).await.unwrap();
    let theirs = world.boards.draft(OLIVIA, edit(&board, &plain)).await.unwrap();
    let done = world.boards.save(OLIVIA, theirs).await.unwrap();
    assert_eq!(world.boards.save(MAYA, mine).await, Err(Objection::Changed));
    let again = world.boards.draft(MAYA, edit(&done.board, &moved)).await.unwrap();
    world.boards.save(MAYA, again).await.unwrap();
    assert_eq!(world.boards.undo(OLIVIA, done.undo.unwrap()).await, Err(Objection::Changed));
    assert_eq!(world.now(&board).await.unwrap().settings, moved);
}

#[tokio::test]
async fn a_removed_board_can_come_back_when_there_is_room_again() {
    let (mut world, _guilds) = with_guilds().await;
    world.boards.settings.max_per_server = 1;
    let board = world.saved(&settings()).await.board;
    let undo = world.boards.remove(MAYA, &board).await.unwrap().undo.unwrap();
    let other = world.saved(&settings_of(31, "US")).await.board;
    assert_eq!(world.boards.undo(MAYA, undo).await, Err(Objection::Full { most: 1 }));
    world.boards.remove(MAYA, &other).await.unwrap();
    world.boards.undo(MAYA, undo).await.unwrap();
    assert_eq!(world.now(&board).await, Some(board));
}

#[tokio::test]
async fn a_blocked_board_is_resumed_by_hand_only_when_it_can_post() {
    let (world, guilds) = with_guilds().await;
    let board = world.saved(&settings()).await.board;
    world.store.block_board(board.id, &Trouble::ChannelGone, None, world.clock.now()).await.unwrap();
    let blocked = world.now(&board).await.unwrap();
    *guilds.place.lock().unwrap() = Some(Err(Unseen::Gone));
    let still = Err(Objection::StillBlocked(Trouble::ChannelGone));
    assert_eq!(world.boards.resume(MAYA, &blocked).await, still);
    *guilds.place.lock().unwrap() = None;
    assert_eq!(world.boards.resume(MAYA, &blocked).await.unwrap().board.state, BoardState::Active);
}

#[tokio::test]
async fn what_should_be_known_before_saving_is_said() {
    let (world, guilds) = with_guilds().await;
    let hints = async |settings: &BoardSettings| world.boards.hints(1, settings, None).await.unwrap();
    assert_eq!(hints(&settings()).await, []);
    let pinging = BoardSettings { mention: Some(5), ..settings() };
    assert_eq!(hints(&pinging).await, [Hint::RoleNotPinged]);
    *guilds.pingable.lock().unwrap() = true;
    assert_eq!(hints(&pinging).await, []);
    let board = world.saved(&settings()).await.board;
    assert_eq!(hints(&settings()).await, [Hint::Twin(board.number)]);
    assert_eq!(hints(&settings_of(31, "US")).await, [], "another channel");
    assert_eq!(hints(&settings_of(30, "GB")).await, [], "another question");
    let own = world.boards.hints(1, &settings(), Some(&board)).await.unwrap();
    assert_eq!(own, [], "no board is its own twin");
}

#[tokio::test]
async fn a_cost_is_shared_with_the_boards_that_ask_the_same() {
    let (world, _guilds) = with_guilds().await;
    let shared = async |settings: &BoardSettings, board: Option<&Board>| {
        world.boards.outlook(settings, board).await.unwrap().cost.shared
    };
    assert_eq!(shared(&settings(), None).await, 1);
    let board = world.saved(&settings()).await.board;
    assert_eq!(shared(&settings(), None).await, 2);
    assert_eq!(shared(&settings(), Some(&board)).await, 1, "itself");
    assert_eq!(shared(&settings_of(30, "GB"), Some(&board)).await, 1, "it leaves the others");
}

#[tokio::test]
async fn a_test_is_queued_as_one_and_only_where_it_can_arrive() {
    let (world, guilds) = with_guilds().await;
    world.publish("US", "2026-11-22", 10);
    let board = world.saved(&settings()).await.board;
    let done = world.boards.test(MAYA, &board).await.unwrap();
    assert_eq!((done.deed, done.undo), (Deed::Tested, None));
    let posts = world.posts().await;
    assert_eq!(posts.len(), 1);
    assert!(posts[0].test && posts[0].date == day("2026-11-22"), "{posts:?}");
    *guilds.place.lock().unwrap() = Some(Err(Unseen::Hidden));
    assert!(matches!(world.boards.test(MAYA, &board).await, Err(Objection::Hindered(_))));
    assert!(world.posts().await.is_empty());
}
