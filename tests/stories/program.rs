//! The real binary as a process of its own, against a story's world.

use crate::world::World;
use std::{
    fs::File,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

/// A run of the binary; it doesn't outlive the story.
pub(crate) struct Program {
    child: Child,
    out: PathBuf,
    err: PathBuf,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl World {
    /// Starts the binary with this world's addresses, its token and its key.
    pub(crate) fn program(&self, arguments: &[&str]) -> Program {
        let hello = self.sandbox.hello();
        let secrets = [("DISCORD_TOKEN", hello.token.as_str()), ("KEYAPI_KEY", hello.key.as_str())];
        self.program_with(arguments, &secrets)
    }

    /// Starts the binary with this world's addresses and these variables.
    pub(crate) fn program_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Program {
        self.printing_to(None, arguments, variables)
    }

    /// Runs the binary to its end, with nobody who reads what it prints.
    pub(crate) async fn unread(&self, arguments: &[&str]) -> Ended {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let key = self.sandbox.hello().key.as_str();
        self.ended(self.printing_to(Some(writer.into()), arguments, &[("KEYAPI_KEY", key)])).await
    }

    /// Starts the binary, printing to a file unless told otherwise.
    fn printing_to(&self, to: Option<Stdio>, arguments: &[&str], variables: &[(&str, &str)]) -> Program {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let (out, err) = (format!("{number}.out"), format!("{number}.err"));
        let (out, err) = (self.folder().join(out), self.folder().join(err));
        let file = File::create(&out).expect("a file");
        let child = Command::new(env!("CARGO_BIN_EXE_rankwatch"))
            .args(arguments)
            .current_dir(self.folder())
            .env_clear()
            .env("RANKWATCH_DISCORD__API_URL", &self.config.discord.api_url)
            .env("RANKWATCH_KEYAPI__BASE_URL", &self.config.keyapi.base_url)
            .env("RANKWATCH_KEYAPI__MIN_INTERVAL_MS", "0")
            .env("RANKWATCH_CLOCK__URL", &self.config.clock.url)
            .env("RANKWATCH_HTTP__LISTEN", &self.config.http.listen)
            .env("RANKWATCH_DATABASE__PATH", &self.config.database.path)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(to.unwrap_or_else(|| file.into()))
            .stderr(File::create(&err).expect("a file"))
            .spawn()
            .expect("the binary starts");
        Program { child, out, err }
    }

    /// Starts `rankwatch run` and waits until it is connected and registered.
    pub(crate) async fn run_bot(&self) -> Program {
        // Discord takes one IDENTIFY in 5 s.
        self.pass(chrono::TimeDelta::seconds(6)).await;
        let bot = self.program(&["run"]);
        self.until("the bot is connected", async |world: &Self| world.is_connected().await).await;
        bot
    }

    /// Whether a bot is connected, and its commands are registered.
    pub(crate) async fn is_connected(&self) -> bool {
        let state = self.get("state").await;
        let mut sessions = state["gateway"]["sessions"].as_array().into_iter().flatten();
        let connected = sessions.any(|session| session["connected"] == true);
        connected && state["commands"].as_array().is_some_and(|commands| !commands.is_empty())
    }

    /// Waits for the end of a run, at most 10 s.
    pub(crate) async fn ended(&self, mut program: Program) -> Ended {
        for _ in 0..500 {
            if let Some(status) = program.child.try_wait().expect("its state") {
                let read = |path: &PathBuf| std::fs::read_to_string(path).expect("what it said");
                return Ended { code: status.code(), out: read(&program.out), err: read(&program.err) };
            }
            self.sandbox.world.clock.pause(Duration::from_millis(20)).await;
        }
        panic!("it runs on: {program:?}");
    }

    /// Runs the binary to its end.
    pub(crate) async fn run(&self, arguments: &[&str]) -> Ended {
        self.ended(self.program(arguments)).await
    }
}

impl Program {
    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has printed so far.
    pub(crate) fn printed(&self) -> String {
        std::fs::read_to_string(&self.out).expect("what it said")
    }

    /// Tells it to stop.
    pub(crate) fn terminate(&self) {
        let kill = Command::new("/bin/sh").arg("-c").arg(format!("kill -TERM {}", self.id())).status();
        assert!(kill.expect("a shell").success());
    }

    /// Ends it as a crash would.
    pub(crate) fn crash(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ended");
    }
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.id(), std::fs::read_to_string(&self.err).unwrap_or_default())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
