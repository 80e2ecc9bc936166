//! The real binary: `rankwatch demo`, as a newcomer starts it.

use crate::browser::{Browser, Window, pause};
use serde_json::{Value, json};
use std::{
    fs::File,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// A demo and its page in a window, once everything is there.
pub(crate) async fn opened(window: Window) -> (Demo, Browser) {
    let demo = Demo::start().await;
    let browser = Browser::open(&demo.page, window).await;
    browser.see("0 of 10").await;
    (demo, browser)
}

/// A running demo, in a folder of its own; it ends with the test.
pub(crate) struct Demo {
    child: Child,
    folder: TempDir,
    pub(crate) page: String,
    http: reqwest::Client,
}

impl Demo {
    /// Starts it on a free port.
    pub(crate) async fn start() -> Self {
        Self::start_in(TempDir::new().expect("a folder"), "0").await
    }

    async fn start_in(folder: TempDir, port: &str) -> Self {
        let out = folder.path().join("out");
        let child = Command::new(env!("CARGO_BIN_EXE_rankwatch"))
            .args(["demo", "--port", port])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(File::create(&out).expect("a file"))
            .stderr(File::create(folder.path().join("err")).expect("a file"))
            .spawn()
            .expect("the binary starts");
        let mut demo = Self { child, folder, page: String::new(), http: reqwest::Client::new() };
        for _ in 0..500 {
            let said = std::fs::read_to_string(&out).expect("what it said");
            if let Some((line, _)) = said.split_once('\n') {
                line.strip_prefix("The demo is at ").expect("an address").clone_into(&mut demo.page);
                return demo;
            }
            pause(Duration::from_millis(20)).await;
        }
        panic!("the demo says no address: {:?}", std::fs::read_to_string(demo.folder.path().join("err")));
    }

    /// Ends it as Ctrl-C would: cleanly, although a page is open.
    pub(crate) async fn stop(&mut self) {
        let told = Command::new("/bin/sh").arg("-c").arg(format!("kill -INT {}", self.child.id())).status();
        assert!(told.expect("a shell").success());
        for _ in 0..500 {
            if let Some(status) = self.child.try_wait().expect("its state") {
                assert_eq!(status.code(), Some(0), "a clean end");
                return;
            }
            pause(Duration::from_millis(20)).await;
        }
        panic!("the demo doesn't end");
    }

    /// Starts another one at the same address, after this one has ended.
    pub(crate) async fn next(&self) -> Self {
        let address: url::Url = self.page.parse().expect("an address");
        let port = address.port().expect("a port").to_string();
        let next = Self::start_in(TempDir::new().expect("a folder"), &port).await;
        assert_eq!(next.page, self.page);
        next
    }

    /// `POST /control/…`
    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let url = format!("{}control/{path}", self.page);
        let answer = self.http.post(url).json(&body).send().await.expect("the world answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.expect("JSON")
    }

    /// `GET /control/…`
    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(format!("{}control/{path}", self.page)).send().await;
        answer.expect("the world answers").json().await.expect("JSON")
    }

    /// Answers the data source's next page with this body.
    pub(crate) async fn source_says(&self, body: Value) {
        let fault = json!({ "side": "keyapi", "kind": "status", "status": 200, "times": 1, "body": body });
        self.post("faults", fault).await;
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
