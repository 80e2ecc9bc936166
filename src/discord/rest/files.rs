//! Files that people send along with a command: they wait at Discord's file servers, for anybody who has the address.

use super::{
    Rest, address,
    error::{ErrorKind, RestError},
};
use crate::clock;
use url::Url;

/// Where Discord keeps files.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

impl Rest {
    /// A file of at most so many bytes, without the bot's token: the address comes along with a command. None where it
    /// isn't one of Discord's.
    ///
    /// # Errors
    /// [`RestError`] when it can't be fetched, or is larger.
    pub async fn file(&self, url: &str, most: usize) -> Result<Option<Vec<u8>>, RestError> {
        let Some(url) = Url::parse(url).ok().filter(|url| self.keeps_files(url)) else { return Ok(None) };
        let failed =
            |error: reqwest::Error| RestError::local(ErrorKind::Unreadable, error.without_url().to_string());
        let fetch = async {
            let mut answer = self.http.get(url).send().await.map_err(failed)?;
            if !answer.status().is_success() {
                return Err(RestError::local(ErrorKind::Unreadable, answer.status().to_string()));
            }
            let mut bytes = Vec::new();
            while let Some(part) = answer.chunk().await.map_err(failed)? {
                if bytes.len() + part.len() > most {
                    return Err(RestError::local(ErrorKind::Unreadable, "it is too large"));
                }
                bytes.extend_from_slice(&part);
            }
            Ok(Some(bytes))
        };
        let late = |_| RestError::local(ErrorKind::Unreadable, "it took too long");
        clock::timeout(&*self.clock, self.deadline, fetch).await.map_err(late)?
    }

    /// Discord's file servers; of a world on this machine the one that the calls go to.
    fn keeps_files(&self, url: &Url) -> bool {
        let is_discords = url.scheme() == "https" && url.host_str().is_some_and(|host| HOSTS.contains(&host));
        is_discords || address::is_loopback(&self.base) && url.origin() == self.base.origin()
    }
}
