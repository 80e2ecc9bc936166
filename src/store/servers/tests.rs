//! Servers in the store.

use super::*;
use crate::domain::schedule::hours_of_day;
use crate::store::tests::{SERVER, added, at, post, queue, served, store};

#[tokio::test]
async fn a_server_is_here_in_an_outage_or_left() {
    let (_folder, store) = store().await;
    let here = async |name| store.server_here(7, name, Language::ZhCn).await.unwrap();
    let state = async || store.server(7).await.unwrap().map(|server| server.state);
    store.server_left(7, at(0)).await.unwrap();
    store.server_outage(7).await.unwrap();
    assert_eq!(state().await, None, "it was never heard of");
    here("one").await;
    here("two").await;
    // Somebody's first command and Discord's word of the server may cross.
    here("").await;
    let server = store.server(7).await.unwrap().unwrap();
    assert_eq!((server.name.as_str(), server.language()), ("two", Language::ZhCn));
    assert_eq!((server.state, server.settings), (ServerState::Here, ServerSettings::default()));
    store.server_outage(7).await.unwrap();
    assert_eq!(state().await, Some(ServerState::Outage));
    assert_eq!(store.servers().await.unwrap().len(), 1);
    here("two").await;
    assert_eq!(state().await, Some(ServerState::Here), "the outage is over");
    for second in [1, 2] {
        store.server_left(7, at(second)).await.unwrap();
    }
    store.server_outage(7).await.unwrap();
    assert_eq!(state().await, Some(ServerState::Left(at(1))));
    assert_eq!(store.servers().await.unwrap(), []);
    here("two").await;
    assert_eq!(state().await, Some(ServerState::Here), "it is back");
}

#[tokio::test]
async fn each_setting_is_changed_and_written_down() {
    let (_folder, store) = served().await;
    let zone = Zone::try_from("Asia/Shanghai".to_owned()).unwrap();
    let region = Region::parse("GB").unwrap();
    let quiet = hours_of_day("22:30-7").unwrap();
    let changes = [
        (ServerChange::Zone(Some(zone)), ServerChange::Zone(None), "zone", "Asia/Shanghai"),
        (ServerChange::Language(Some(Language::ZhCn)), ServerChange::Language(None), "language", "zh-CN"),
        (ServerChange::Region(Some(region)), ServerChange::Region(None), "region", "GB"),
        (
            ServerChange::AlertChannel(Some(u64::MAX)),
            ServerChange::AlertChannel(None),
            "alert_channel",
            "18446744073709551615",
        ),
        (ServerChange::ManagerRole(Some(8)), ServerChange::ManagerRole(None), "manager_role", "8"),
        (ServerChange::QuietHours(Some(quiet)), ServerChange::QuietHours(None), "quiet_hours", "22:30-07:00"),
    ];
    for (set, _, what, after) in changes {
        for second in [1, 2] {
            store.change_server(SERVER, 9, set, at(second)).await.unwrap();
        }
        let line = AuditLine {
            at: at(1),
            person: 9,
            what: what.to_owned(),
            before: String::new(),
            after: after.to_owned(),
        };
        assert_eq!(store.audit(SERVER, 1).await.unwrap(), [line]);
    }
    let all = ServerSettings {
        zone: Some(zone),
        language: Some(Language::ZhCn),
        region: Some(region),
        alert_channel: Some(u64::MAX),
        manager_role: Some(8),
        quiet: Some(quiet),
    };
    let settings = async || store.server(SERVER).await.unwrap().unwrap().settings;
    assert_eq!(settings().await, all);
    store.server_here(SERVER, "renamed", Language::EnUs).await.unwrap();
    assert_eq!(settings().await, all, "a new name leaves them");
    for (_, unset, what, before) in changes {
        store.change_server(SERVER, 9, unset, at(3)).await.unwrap();
        let line = store.audit(SERVER, 1).await.unwrap().remove(0);
        assert_eq!((line.what.as_str(), line.before.as_str(), line.after.as_str()), (what, before, ""));
    }
    assert_eq!(settings().await, ServerSettings::default());
    assert_eq!(store.audit(SERVER, 99).await.unwrap().len(), 12, "no line where nothing changed");
    assert_eq!(store.purge_audit(at(3)).await.unwrap(), 6);
    assert_eq!(store.audit(SERVER, 99).await.unwrap().len(), 6);
    store.change_server(1, 9, changes[0].0, at(4)).await.unwrap();
    assert_eq!(store.audit(1, 9).await.unwrap(), []);
}

#[tokio::test]
async fn a_server_that_was_left_is_kept_for_its_grace_and_then_forgotten_with_all_it_has() {
    let (_folder, store) = served().await;
    let board = added(&store).await;
    queue(&store, &post(&board)).await;
    let draft = store.save_draft(SERVER, 7, "{}", at(99)).await.unwrap();
    store.server_here(7, "another", Language::EnUs).await.unwrap();
    assert_eq!(store.purge_servers(at(99)).await.unwrap(), 0, "nobody left");
    store.server_left(SERVER, at(10)).await.unwrap();
    assert_eq!(store.purge_servers(at(10)).await.unwrap(), 0);
    assert_eq!(store.boards(SERVER).await.unwrap().len(), 1);
    assert_eq!(store.purge_servers(at(11)).await.unwrap(), 1);
    assert_eq!(store.server(SERVER).await.unwrap(), None);
    assert_eq!(store.boards(SERVER).await.unwrap(), []);
    assert_eq!(store.runs(board.id, 9).await.unwrap(), []);
    assert_eq!(store.audit(SERVER, 9).await.unwrap(), []);
    assert_eq!(store.outbox(&[], 9).await.unwrap(), []);
    assert_eq!(store.draft(draft, at(0)).await.unwrap(), None);
    assert!(store.server(7).await.unwrap().is_some());
}
