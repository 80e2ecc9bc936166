//! What stories that look into a running bot share: its address, and what it answers there.

use crate::world::World;
use rankwatch::config::Config;

impl World {
    /// What a path of the bot's own server answers: the status and the text.
    pub(crate) async fn look(&self, path: &str) -> (u16, String) {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let answer = client.get(format!("http://{}{path}", self.config.http.listen)).send().await;
        let answer = answer.expect("the bot answers");
        (answer.status().as_u16(), answer.text().await.expect("text"))
    }

    /// Whether the bot's own server is there.
    pub(crate) async fn serves(&self) -> bool {
        tokio::net::TcpStream::connect(self.config.http.listen.as_str()).await.is_ok()
    }

    /// Waits until a path answers with a status; gives the text.
    pub(crate) async fn looks(&self, path: &str, status: u16) -> String {
        let what = format!("{path} answers {status}");
        self.until(&what, async |world: &Self| world.look(path).await.0 == status).await;
        self.look(path).await.1
    }
}

/// Has the bot serve health and metrics at an address that is free.
pub(crate) fn served(config: &mut Config) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    config.http.listen = free.local_addr().expect("an address").to_string();
}
