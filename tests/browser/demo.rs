//! The real binary: `rankwatch demo`, as a newcomer starts it.

use crate::browser::pause;
use serde_json::{Value, json};
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

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
        let folder = TempDir::new().expect("a folder");
        let (child, page) = start(folder.path(), "0").await;
        Self { child, folder, page, http: reqwest::Client::new() }
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

    /// Starts another one at the same address.
    pub(crate) async fn restart_after_stop(&mut self) {
        let address: url::Url = self.page.parse().expect("an address");
        let port = address.port().expect("a port").to_string();
        let (child, page) = start(self.folder.path(), &port).await;
        assert_eq!(page, self.page);
        self.child = child;
    }

    /// `POST /control/…`
    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let url = format!("{}control/{path}", self.page);
        let answer = self.http.post(url).json(&body).send().await.expect("the world answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.expect("JSON")
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

async fn start(folder: &Path, port: &str) -> (Child, String) {
    let out: PathBuf = folder.join("out");
    let child = Command::new(env!("CARGO_BIN_EXE_rankwatch"))
        .args(["demo", "--port", port])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(File::create(&out).expect("a file"))
        .stderr(File::create(folder.join("err")).expect("a file"))
        .spawn()
        .expect("the binary starts");
    for _ in 0..500 {
        let said = std::fs::read_to_string(&out).expect("what it said");
        if let Some((line, _)) = said.split_once('\n') {
            let page = line.strip_prefix("The demo is at ").expect("an address");
            return (child, page.to_owned());
        }
        pause(Duration::from_millis(20)).await;
    }
    panic!("the demo says no address: {:?}", std::fs::read_to_string(folder.join("err")));
}
