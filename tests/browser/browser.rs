//! A browser window, the person's hands, and pictures of what they see.

use crate::driver::{Driver, Raw};
use fantoccini::{
    Client, ClientBuilder,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

/// One browser at a time: two would wait for each other's processor.
static ONE: Mutex<()> = Mutex::const_new(());

const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--window-size=1280,800",
];

/// A window.
pub(crate) struct Browser {
    pub(crate) client: Client,
    downloads: TempDir,
    _driver: Driver,
    _turn: MutexGuard<'static, ()>,
}

/// How large and how bright the window is.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) scheme: &'static str,
}

pub(crate) const WIDE: Window = Window { width: 1280, height: 800, scheme: "dark" };
pub(crate) const NARROW: Window = Window { width: 360, height: 740, scheme: "dark" };

impl Browser {
    /// Opens the page in a window.
    pub(crate) async fn open(page: &str, window: Window) -> Self {
        let turn = ONE.lock().await;
        let driver = Driver::start();
        let downloads = TempDir::new().expect("a folder for downloads");
        let capabilities = json!({
            "goog:chromeOptions": {
                "args": ARGUMENTS,
                "prefs": { "download.default_directory": downloads.path() },
            },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().expect("an object").clone());
        let client = builder.connect(&driver.address).await.expect("a session");
        let browser = Self { client, downloads, _driver: driver, _turn: turn };
        browser.resize(window).await;
        browser.client.goto(page).await.expect("the page");
        browser
    }

    /// Ends the session; the browser must have had nothing to complain of but the lines that are expected.
    pub(crate) async fn close(self, expected: &[&str]) {
        let complaints = self.complaints().await;
        let unexpected: Vec<_> =
            complaints.iter().filter(|line| !expected.iter().any(|part| line.contains(part))).collect();
        assert!(unexpected.is_empty(), "the browser complains: {unexpected:#?}");
        self.client.clone().close().await.expect("the session ends");
    }

    /// What the browser complained of since the last look.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let lines = self.command(Raw::post("se/log", json!({ "type": "browser" }))).await;
        let lines = lines.as_array().expect("lines").iter();
        lines.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The addresses of all requests since the last look, also of those that were refused.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let lines = self.command(Raw::post("se/log", json!({ "type": "performance" }))).await;
        let events = lines.as_array().expect("lines").iter().filter_map(|line| {
            let event: Value = serde_json::from_str(line["message"].as_str()?).ok()?;
            let sent = event["message"]["method"] == "Network.requestWillBeSent";
            sent.then(|| event["message"]["params"]["request"]["url"].as_str().map(str::to_owned)).flatten()
        });
        events.collect()
    }

    pub(crate) async fn command(&self, command: Raw) -> Value {
        self.client.issue_cmd(command).await.expect("ChromeDriver obeys")
    }

    async fn devtools(&self, cmd: &str, params: Value) {
        self.command(Raw::post("goog/cdp/execute", json!({ "cmd": cmd, "params": params }))).await;
    }

    /// Makes the window so large, and so bright.
    pub(crate) async fn resize(&self, window: Window) {
        let metrics = json!({ "width": window.width, "height": window.height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": window.scheme }] });
        self.devtools("Emulation.setEmulatedMedia", feature).await;
    }

    /// Types text where the focus is, key by key.
    pub(crate) async fn types(&self, text: &str) {
        let keys =
            text.chars().flat_map(|key| [KeyAction::Down { value: key }, KeyAction::Up { value: key }]);
        self.keys(keys).await;
    }

    /// Presses a key so often.
    pub(crate) async fn key(&self, key: Key, times: usize) {
        let value = char::from(key);
        for _ in 0..times {
            self.keys([KeyAction::Down { value }, KeyAction::Up { value }]).await;
        }
    }

    /// Presses a key while another is held.
    pub(crate) async fn chord(&self, held: Key, key: char) {
        let held = char::from(held);
        let (down, up) = (|value| KeyAction::Down { value }, |value| KeyAction::Up { value });
        self.keys([down(held), down(key), up(key), up(held)]).await;
    }

    async fn keys(&self, actions: impl IntoIterator<Item = KeyAction>) {
        let all = KeyActions::new("keyboard".to_owned());
        let all = actions.into_iter().fold(all, InputSource::then);
        self.client.perform_actions(all).await.expect("the keys are pressed");
    }

    /// A picture of the window.
    pub(crate) async fn shot(&self, name: &str) {
        save(&made_now().join(name), &self.client.screenshot().await.expect("a picture"));
    }

    /// A picture of the window that the documents show.
    pub(crate) async fn shot_for_documents(&self, name: &str) {
        save(&of_documents().join(name), &self.client.screenshot().await.expect("a picture"));
    }

    /// A picture of one element that the documents show.
    pub(crate) async fn close_up_for_documents(&self, name: &str, element: &Element) {
        save(&of_documents().join(name), &element.screenshot().await.expect("a picture"));
    }

    /// A picture of the bot's last message that the documents show, in a window that is high enough for the whole of it.
    pub(crate) async fn last_whole_for_documents(&self, name: &str) {
        self.resize(Window { height: 1_400, ..WIDE }).await;
        let message = self.find("article", "rankwatch…").await;
        self.close_up_for_documents(name, &message).await;
        self.resize(WIDE).await;
    }

    /// The text of the only file that was downloaded, once it is there.
    pub(crate) async fn downloaded(&self) -> String {
        self.until("a file is downloaded", async |browser: &Self| {
            files(browser.downloads.path())
                .iter()
                .any(|file| file.extension().is_some_and(|end| end == "csv"))
        })
        .await;
        std::fs::read_to_string(&files(self.downloads.path())[0]).expect("the file")
    }

    /// Waits in real time until something holds; fails after 15 s, with a picture.
    pub(crate) async fn until(&self, what: &str, holds: impl AsyncFn(&Self) -> bool) {
        for _ in 0..300 {
            if holds(self).await {
                return;
            }
            pause(Duration::from_millis(50)).await;
        }
        self.fail(&format!("never: {what}")).await
    }

    /// Ends the test, with a picture of what was seen.
    pub(crate) async fn fail(&self, why: &str) -> ! {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let name = format!("failed-{name}.png");
        self.shot(&name).await;
        panic!("{why}; see {}", made_now().join(name).display());
    }
}

pub(crate) async fn pause(time: Duration) {
    #[expect(clippy::disallowed_methods, reason = "a browser is waited for in real time")]
    tokio::time::sleep(time).await;
}

fn made_now() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots")
}

fn of_documents() -> PathBuf {
    match std::env::var_os("UPDATE_SCREENSHOTS") {
        Some(_) => Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screenshots"),
        None => made_now(),
    }
}

fn save(path: &Path, picture: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of pictures");
    std::fs::write(path, picture).expect("the picture is kept");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    entries.map(|entry| entry.expect("a file").path()).collect()
}
