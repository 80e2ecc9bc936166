//! Many boards, all due at nine: most are written into the database, a few are set up as people do.

use crate::{
    Told,
    world::{MAYA, World},
};
use chrono::{DateTime, NaiveTime, Utc};
use rankwatch::{
    domain::{
        Board, BoardSettings, Days, Depth, Format, Language, Late, Order, Period, Question, Region, Schedule,
        ServerChange, Style, Timing, Zone,
    },
    store::{Added, By, Store},
};
use serde_json::{Value, json};

/// A new board of the United States' ranking, due at nine each day by UTC.
fn settings(channel: u64) -> BoardSettings {
    let question = Question {
        region: Region::default(),
        order: Order::Sales,
        period: Period::Day,
        date: None,
        category: None,
        product: None,
        depth: Depth::new(10).unwrap(),
    };
    let time = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    BoardSettings {
        question,
        channel,
        schedule: Schedule { timing: Timing::Daily { time, days: Days::ALL }, zone: Zone::default() },
        language: Language::EnUs,
        style: Style::New,
        format: Format::Rich,
        mention: None,
        late: Late::Wait,
    }
}

impl World {
    /// Writes boards into the database of a bot that isn't running.
    pub(crate) async fn write_boards(&self, channels: &[u64], alerts: Option<u64>, told: Told) {
        let now = self.sandbox.world.clock.now();
        let store = Store::open(&self.database()).await.unwrap();
        store.migrate().await.unwrap();
        store.server_here(self.server, "Kill Test", Language::EnUs).await.unwrap();
        if let Some(alerts) = alerts.filter(|_| told == Told::AlertChannel) {
            let change = ServerChange::AlertChannel(Some(alerts));
            store.change_server(self.server, MAYA, change, now).await.unwrap();
        }
        for channel in channels {
            let board = settings(*channel);
            let next = board.schedule.next(now, None);
            let by = By { person: MAYA, now };
            let added = store.add_board(self.server, &board, next, 1_000, by).await.unwrap();
            assert!(matches!(added, Added::Yes(_)), "{added:?}");
        }
        store.close().await;
    }

    /// Sets a board up in a channel as a manager does.
    pub(crate) async fn subscribe(&self, channel: u64) {
        let asked = json!({ "as": MAYA.to_string(), "channel": channel.to_string(), "command": "board add" });
        let draft = self.post("interactions/command?wait=20000", asked).await;
        let message = &draft["messages"][0];
        let rows = message["components"].as_array().into_iter().flatten();
        let mut parts = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
        let save = parts.find(|part| part["label"] == "Save").unwrap_or_else(|| panic!("no Save: {draft}"));
        let press =
            json!({ "as": MAYA.to_string(), "message": message["id"], "custom_id": save["custom_id"] });
        let saved = self.post("interactions/press?wait=20000", press).await;
        assert_eq!(saved["state"], Value::from("answered"), "{saved}");
    }

    /// Lets a day's list out, so that no board has to wait for it.
    pub(crate) async fn publish(&self, now: DateTime<Utc>) {
        let date = now.date_naive().pred_opt().unwrap().to_string();
        self.post("market/publish", json!({ "region": "US", "date": date, "hold": false })).await;
    }
}

/// The boards of the server.
pub(crate) async fn all(world: &World) -> Vec<Board> {
    let store = Store::open(&world.database()).await.unwrap();
    let boards = store.boards(world.server).await.unwrap();
    store.close().await;
    boards
}
