//! Servers come and go, and their channels.

use super::{guilds::with_guilds, *};
use crate::domain::{AuditLine, ServerChange, ServerState, Target, Trouble};

impl World {
    async fn state(&self, server: u64) -> Option<ServerState> {
        self.store.server(server).await.unwrap().map(|server| server.state)
    }

    async fn board_now(&self, board: &Board) -> Board {
        self.store.board_by_id(board.id).await.unwrap().unwrap().0
    }

    async fn here(&self, server: u64) {
        self.boards.server_here(server, "Bazaar", Language::default()).await.unwrap();
    }

    /// Where the notices go that are queued.
    async fn told(&self) -> Vec<Target> {
        let all = self.store.outbox(&[], 99).await.unwrap();
        all.into_iter().filter(|entry| entry.kind == "notice").map(|entry| entry.target).collect()
    }
}

#[tokio::test]
async fn a_server_that_comes_back_has_its_boards_go_on_with_their_next_moment() {
    let (world, guilds) = with_guilds().await;
    let board = world.add(&settings()).await;
    world.boards.server_left(1).await.unwrap();
    assert_eq!(world.state(1).await, Some(ServerState::Left(at("08:00"))));
    world.be(at("09:00") + TimeDelta::days(3));
    world.tick().await;
    assert_eq!(world.turns(&board).await, []);
    world.here(1).await;
    assert_eq!(world.state(1).await, Some(ServerState::Here));
    let next = world.board_now(&board).await.next.unwrap();
    assert_eq!(next.at, at("09:00") + TimeDelta::days(4), "what was missed stays missed");
    assert_eq!(*guilds.forgotten.lock().unwrap(), [1, 1]);
    world.here(1).await;
    assert_eq!(world.board_now(&board).await.next, Some(next), "told twice, it is the same");
}

#[tokio::test]
async fn what_people_paused_stays_paused_when_a_server_comes_back() {
    let (world, _guilds) = with_guilds().await;
    let board = world.add(&settings()).await;
    world.store.pause_board(board.id, By { person: 2, now: at("08:00") }).await.unwrap();
    world.boards.server_left(1).await.unwrap();
    world.here(1).await;
    let now = world.board_now(&board).await;
    assert_eq!((now.state, now.next), (BoardState::Paused, None));
}

#[tokio::test]
async fn an_outage_moves_nothing_and_one_turn_is_caught_up_after_it() {
    let (world, _guilds) = with_guilds().await;
    world.publish("US", "2026-11-22", 10);
    let board = world.add(&settings()).await;
    world.boards.server_outage(1).await.unwrap();
    world.be(at("10:00"));
    world.tick().await;
    assert_eq!(world.turns(&board).await, []);
    assert_eq!(world.board_now(&board).await, board);
    world.here(1).await;
    world.tick().await;
    world.tick().await;
    assert_eq!(world.posts().await.len(), 1);
}

#[tokio::test]
async fn a_shard_names_its_servers_and_the_others_of_that_shard_were_left() {
    let (world, _guilds) = with_guilds().await;
    // Of two shards: 1 and 2 lie on the first, so does an outage; 1 << 22 lies on the second.
    let second = 1 << 22;
    for server in [2, 3, second] {
        world.here(server).await;
    }
    world.boards.server_outage(3).await.unwrap();
    world.boards.servers_here(&[1, 3], 0, 2).await.unwrap();
    assert_eq!(world.state(2).await, Some(ServerState::Left(at("08:00"))));
    assert_eq!(world.state(1).await, Some(ServerState::Here));
    assert_eq!(world.state(3).await, Some(ServerState::Outage), "named, though out of order");
    assert_eq!(world.state(second).await, Some(ServerState::Here), "another shard's");
    world.boards.servers_here(&[], 1, 2).await.unwrap();
    assert_eq!(world.state(second).await, Some(ServerState::Left(at("08:00"))));
    assert_eq!(world.state(1).await, Some(ServerState::Here));
}

#[tokio::test]
async fn the_boards_of_a_deleted_channel_are_blocked_and_somebody_is_told_once() {
    let (world, guilds) = with_guilds().await;
    let gone = world.add(&settings_of(30, "US")).await;
    let paused = world.add(&settings_of(30, "GB")).await;
    world.store.pause_board(paused.id, By { person: 2, now: at("08:00") }).await.unwrap();
    let other = world.add(&settings_of(31, "US")).await;
    for _ in 0..2 {
        world.boards.channel_gone(1, 30).await.unwrap();
    }
    let blocked = world.board_now(&gone).await;
    assert_eq!((blocked.state, blocked.next), (BoardState::Blocked(Trouble::ChannelGone, at("08:00")), None));
    assert_eq!(world.board_now(&paused).await.state, BoardState::Paused);
    assert_eq!(world.board_now(&other).await.state, BoardState::Active);
    assert_eq!(world.told().await, [Target::Person(2)]);
    assert_eq!(*guilds.forgotten.lock().unwrap(), [1, 1]);
}

#[tokio::test]
async fn a_deleted_alert_channel_is_taken_back_before_anybody_is_told() {
    let (world, _guilds) = with_guilds().await;
    let alerts = async |channel| {
        let change = ServerChange::AlertChannel(Some(channel));
        world.store.change_server(1, 2, change, at("08:00")).await.unwrap();
    };
    let set = async || world.store.server(1).await.unwrap().unwrap().settings.alert_channel;
    alerts(31).await;
    world.add(&settings_of(30, "US")).await;
    world.boards.channel_gone(1, 30).await.unwrap();
    assert_eq!((world.told().await, set().await), (vec![Target::Channel(31)], Some(31)));
    world.add(&settings_of(31, "US")).await;
    world.boards.channel_gone(1, 31).await.unwrap();
    assert_eq!(set().await, None);
    assert_eq!(world.told().await, [Target::Person(2), Target::Channel(31)], "newest first");
    let audit = world.store.audit(1, 1).await.unwrap().remove(0);
    assert_eq!((audit.person, audit.before.as_str(), audit.after.as_str()), (AuditLine::BY_ITSELF, "31", ""));
}

#[tokio::test]
async fn in_an_outage_and_in_servers_of_others_no_channel_is_gone() {
    let (world, _guilds) = with_guilds().await;
    let board = world.add(&settings()).await;
    world.boards.channel_gone(7, 30).await.unwrap();
    world.boards.server_outage(1).await.unwrap();
    world.boards.channel_gone(1, 30).await.unwrap();
    assert_eq!(world.board_now(&board).await, board);
    assert_eq!(world.told().await, []);
}

#[tokio::test]
async fn after_thirty_days_what_was_left_or_removed_or_blocked_is_forgotten() {
    let (world, _guilds) = with_guilds().await;
    let by = By { person: 2, now: at("08:00") };
    let (kept, blocked) = (world.add(&settings_of(31, "US")).await, world.add(&settings_of(30, "US")).await);
    let removed = world.add(&settings_of(30, "GB")).await;
    world.store.block_board(blocked.id, &Trouble::ChannelGone, None, by.now).await.unwrap();
    world.store.remove_board(removed.id, by).await.unwrap();
    let draft = world.store.save_draft(1, 2, "{}", at("08:00") + TimeDelta::hours(24)).await.unwrap();
    world.here(2).await;
    world.boards.server_left(2).await.unwrap();
    let exists = async |board: &Board| world.store.board_by_id(board.id).await.unwrap().is_some();
    let keep = async |now| {
        world.boards.housekeeping(now).await.unwrap();
        let boards = [exists(&kept).await, exists(&blocked).await, exists(&removed).await];
        let draft = world.store.draft(draft, at("08:00")).await.unwrap().is_some();
        (boards, draft, world.state(2).await.is_some())
    };
    assert_eq!(keep(at("08:00") + TimeDelta::hours(23)).await, ([true; 3], true, true));
    assert_eq!(keep(at("08:00") + TimeDelta::days(30)).await, ([true; 3], false, true));
    let after = at("08:01") + TimeDelta::days(30);
    assert_eq!(keep(after).await, ([true, false, false], false, false));
}
