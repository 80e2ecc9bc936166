//! The real binary, started and killed.

use crate::world::World;
use std::{
    fs::File,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// A running bot; it doesn't outlive the test.
pub(crate) struct Program {
    child: Child,
    log: PathBuf,
}

impl World {
    /// Starts `rankwatch run`; each start has a log of its own.
    pub(crate) fn start(&self, number: u64) -> Program {
        let hello = self.sandbox.hello();
        let log = self.folder.path().join(format!("{number}.log"));
        let file = File::create(&log).expect("a file");
        let child = Command::new(env!("CARGO_BIN_EXE_rankwatch"))
            .arg("run")
            .current_dir(self.folder.path())
            .env_clear()
            .env("DISCORD_TOKEN", &hello.token)
            .env("KEYAPI_KEY", &hello.key)
            .env("RANKWATCH_DISCORD__API_URL", &hello.discord)
            .env("RANKWATCH_KEYAPI__BASE_URL", &hello.keyapi)
            .env("RANKWATCH_KEYAPI__MIN_INTERVAL_MS", "0")
            .env("RANKWATCH_CLOCK__URL", &hello.clock)
            .env("RANKWATCH_HTTP__LISTEN", "")
            .env("RANKWATCH_DATABASE__PATH", self.database())
            .env("RANKWATCH_BOARDS__MAX_PER_SERVER", "1000")
            .stdin(Stdio::null())
            .stdout(file.try_clone().expect("a file"))
            .stderr(file)
            .spawn()
            .expect("the binary starts");
        Program { child, log }
    }

    /// The same, and waits until it is connected.
    pub(crate) async fn start_and_connect(&self, number: u64) -> Program {
        // Discord takes one IDENTIFY in 5 s.
        self.pass(6).await;
        let bot = self.start(number);
        self.until("the bot is connected", async |world: &Self| world.is_connected().await).await;
        bot
    }
}

impl Program {
    /// Ends it by SIGKILL. It must have run until then.
    pub(crate) fn kill(mut self) {
        let ended = self.child.try_wait().expect("its state");
        assert!(ended.is_none(), "it ended by itself: {}", self.said());
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ended");
    }

    /// Ends it as an operator would, and waits for that.
    pub(crate) async fn stop(mut self, world: &World) {
        let kill = format!("kill -TERM {}", self.child.id());
        let told = Command::new("/bin/sh").arg("-c").arg(kill).status();
        assert!(told.expect("a shell").success());
        for _ in 0..600 {
            if let Some(status) = self.child.try_wait().expect("its state") {
                assert_eq!(status.code(), Some(0), "{}", self.said());
                return;
            }
            world.wait(20).await;
        }
        panic!("it doesn't end: {}", self.said());
    }

    /// The end of its log.
    pub(crate) fn said(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
