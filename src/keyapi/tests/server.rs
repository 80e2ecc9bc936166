//! An HTTP server that plays its replies one after another, whatever is asked.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use url::Url;

/// What happens after a request has been read.
pub(super) enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// These bytes, then nothing more.
    Hang(Vec<u8>),
    /// A body that goes on for as long as it is read, up to [`FLOOD`].
    Flood,
}

/// Bytes at which a flood ends.
pub(super) const FLOOD: usize = 64 * 1024 * 1024;

/// A whole answer with further header lines, each ended by `\r\n`.
pub(super) fn answer(status: u16, headers: &str, body: &str) -> Reply {
    Reply::Bytes(
        format!(
            "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}",
            body.len()
        )
        .into_bytes(),
    )
}

/// A page with one creator.
pub(super) fn success() -> Reply {
    answer(200, "", r#"{"code":0,"message":"success","data":[{"user_id":"7"}],"requestId":"x"}"#)
}

/// An error as the contract writes it.
pub(super) fn error(status: u16, code: i64, message: &str) -> Reply {
    answer(status, "", &format!(r#"{{"code":{code},"data":null,"message":"{message}"}}"#))
}

#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<String>>,
    sent: AtomicUsize,
}

pub(super) struct Server {
    pub(super) url: Url,
    seen: Arc<Seen>,
    _task: JoinSet<()>,
}

impl Server {
    pub(super) async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let seen = Arc::<Seen>::default();
        let mut task = JoinSet::new();
        task.spawn(serve(listener, replies.into_iter().collect(), seen.clone()));
        Self { url, seen, _task: task }
    }

    /// The heads of all requests so far.
    pub(super) fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap().clone()
    }

    /// Returns as soon as so many requests have come.
    pub(super) async fn has_requests(&self, count: usize) {
        while self.requests().len() < count {
            tokio::task::yield_now().await;
        }
    }

    /// Bytes of a flood that were taken.
    pub(super) fn sent(&self) -> usize {
        self.seen.sent.load(Ordering::Relaxed)
    }
}

async fn serve(listener: TcpListener, mut replies: VecDeque<Reply>, seen: Arc<Seen>) {
    let mut hanging = Vec::new();
    while let Ok((mut stream, _)) = listener.accept().await {
        let head = head(&mut stream).await;
        seen.requests.lock().unwrap().push(head);
        match replies.pop_front().expect("a request too many") {
            Reply::Bytes(bytes) => stream.write_all(&bytes).await.unwrap(),
            Reply::Hang(bytes) => {
                stream.write_all(&bytes).await.unwrap();
                hanging.push(stream);
            }
            Reply::Flood => flood(stream, &seen).await,
        }
    }
}

async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

async fn flood(mut stream: TcpStream, seen: &Seen) {
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x1_0000));
    let mut sending = stream.write_all(b"HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n").await;
    while sending.is_ok() && seen.sent.fetch_add(chunk.len(), Ordering::Relaxed) < FLOOD {
        sending = stream.write_all(chunk.as_bytes()).await;
    }
}
