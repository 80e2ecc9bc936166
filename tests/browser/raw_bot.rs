//! A bot of a few lines in a world of its own, that says what it is told to say, however hostile.

use futures_util::{SinkExt as _, StreamExt as _};
use rankwatch_sandbox::{Options, Sandbox};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use tokio::{net::TcpStream, sync::oneshot};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// A world and its bot.
pub(crate) struct RawBot {
    pub(crate) sandbox: Sandbox,
    http: reqwest::Client,
    _stop: oneshot::Sender<()>,
}

/// What the bot does with an interaction: the first answer.
pub(crate) type Answering = fn(&Value) -> Value;

impl RawBot {
    /// Starts world and bot; the bot registers these commands.
    pub(crate) async fn start(commands: Value, answering: Answering) -> Self {
        let listen = ([127, 0, 0, 1], 0).into();
        let options = Options { listen, seed: 1, traffic_log: None, start: None };
        let sandbox = Sandbox::start(options).await.expect("a sandbox");
        let hello = sandbox.hello().clone();
        let url = format!("{}/gateway/ws?v=10&encoding=json", hello.discord.replace("http", "ws"));
        let (line, _) = connect_async(url).await.expect("the Gateway");
        let (stop, stopped) = oneshot::channel();
        let bot = Self { sandbox, http: reqwest::Client::new(), _stop: stop };
        let answers = answers(line, hello.token, bot.http.clone(), hello.discord, answering);
        #[expect(clippy::disallowed_methods, reason = "the bot answers beside the test")]
        tokio::spawn(async move {
            tokio::select! {
                () = answers => {}
                _ = stopped => {}
            }
        });
        let path = format!("/applications/{}/commands", hello.application_id);
        bot.rest(Method::PUT, &path, commands).await;
        bot
    }

    /// A call of the bot to Discord.
    pub(crate) async fn rest(&self, method: Method, path: &str, body: Value) -> Value {
        let url = format!("{}/api/v10{path}", self.sandbox.hello().discord);
        let token = format!("Bot {}", self.sandbox.hello().token);
        let request = self.http.request(method, url).header("authorization", token).json(&body);
        done(request, path).await
    }

    /// A message of the bot with a file of this type.
    pub(crate) async fn file(&self, channel: u64, message: Value, name: &str, kind: &str, bytes: Vec<u8>) {
        let path = format!("/channels/{channel}/messages");
        let url = format!("{}/api/v10{path}", self.sandbox.hello().discord);
        let part = Part::bytes(bytes).file_name(name.to_owned()).mime_str(kind).expect("a type");
        let form = Form::new().text("payload_json", message.to_string());
        let token = format!("Bot {}", self.sandbox.hello().token);
        let request = self.http.post(url).header("authorization", token);
        done(request.multipart(form.part("files[0]", part)), &path).await;
    }

    /// A call of the control API.
    pub(crate) async fn control(&self, method: Method, path: &str, body: Value) -> Value {
        let url = format!("{}control/{path}", self.sandbox.hello().page);
        done(self.http.request(method, url).json(&body), path).await
    }
}

async fn done(request: reqwest::RequestBuilder, path: &str) -> Value {
    let answer = request.send().await.expect("an answer");
    let status = answer.status();
    let text = answer.text().await.expect("a body");
    assert!(status.is_success(), "{path}: {status} {text}");
    serde_json::from_str(&text).unwrap_or_default()
}

/// Identifies and answers every interaction.
async fn answers(
    mut line: WebSocketStream<MaybeTlsStream<TcpStream>>,
    token: String,
    http: reqwest::Client,
    discord: String,
    answering: Answering,
) {
    let identify = json!({ "op": 2, "d": { "token": token, "intents": 1, "properties": {} } });
    line.send(Message::text(identify.to_string())).await.expect("the line is open");
    while let Some(Ok(message)) = line.next().await {
        let Ok(text) = message.to_text() else { continue };
        let event: Value = serde_json::from_str(text).unwrap_or_default();
        if event["t"] != "INTERACTION_CREATE" {
            continue;
        }
        let [id, token] = ["id", "token"].map(|key| event["d"][key].as_str().unwrap_or_default().to_owned());
        let url = format!("{discord}/api/v10/interactions/{id}/{token}/callback");
        done(http.post(url).json(&answering(&event["d"])), "callback").await;
    }
}
