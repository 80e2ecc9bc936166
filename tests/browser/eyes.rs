//! Finding things as a person does: by what they are and what they are called.

use crate::{
    browser::{Browser, pause},
    driver::Raw,
};
use fantoccini::{Locator, elements::Element};
use serde_json::Value;
use std::time::Duration;

/// Elements that may have a role; the browser says whether they do.
fn candidates(role: &str) -> String {
    let native = match role {
        "button" => "button, summary",
        "textbox" => "input, textarea",
        "combobox" => "select",
        "link" => "a[href]",
        "dialog" => "dialog",
        "article" => "article",
        "image" => "img",
        "heading" => "h1, h2, h3",
        "complementary" => "aside",
        _ => "",
    };
    let explicit = format!("[role={role}]");
    if native.is_empty() { explicit } else { format!("{explicit}, {native}") }
}

impl Browser {
    /// The elements of a role that can be seen now and whose name is this, or begins with it before a `…`.
    pub(crate) async fn all(&self, role: &str, name: &str) -> Vec<Element> {
        let found = self.client.find_all(Locator::Css(&candidates(role))).await.unwrap_or_default();
        let mut fitting = Vec::new();
        for element in found {
            if self.is(&element, role, name).await.unwrap_or_default() {
                fitting.push(element);
            }
        }
        fitting
    }

    /// None where the element went away meanwhile.
    async fn is(&self, element: &Element, role: &str, name: &str) -> Option<bool> {
        if !element.is_displayed().await.ok()? || self.computed(element, "role").await? != role {
            return Some(false);
        }
        let label = self.computed(element, "label").await?;
        Some(match name.strip_suffix('…') {
            Some(start) => label.starts_with(start),
            None => label == name,
        })
    }

    /// What assistive technology is told of an element.
    async fn computed(&self, element: &Element, what: &str) -> Option<String> {
        let path = format!("element/{}/computed{what}", element.element_id());
        self.client.issue_cmd(Raw::get(path)).await.ok()?.as_str().map(str::to_owned)
    }

    /// The last element of a role and name, once there is one.
    pub(crate) async fn find(&self, role: &str, name: &str) -> Element {
        // What is drawn anew just then is looked for again.
        for _ in 0..300 {
            if let Some(last) = self.all(role, name).await.pop() {
                return last;
            }
            pause(Duration::from_millis(50)).await;
        }
        self.fail(&format!("never: there is a {role} {name:?}")).await
    }

    pub(crate) async fn click(&self, role: &str, name: &str) {
        // What is drawn anew between finding and clicking is looked for again.
        for _ in 0..5 {
            match self.find(role, name).await.click().await {
                Ok(()) => return,
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => panic!("{role} {name:?} can't be clicked: {error}"),
            }
        }
        panic!("{role} {name:?} is drawn anew all the time");
    }

    /// Waits until no such element is seen.
    pub(crate) async fn gone(&self, role: &str, name: &str) {
        self.until(&format!("the {role} {name:?} is gone"), async |browser: &Self| {
            browser.all(role, name).await.is_empty()
        })
        .await;
    }

    /// Waits until a text stands somewhere on the page.
    pub(crate) async fn see(&self, text: &str) {
        self.until(&format!("{text:?} is seen"), async |browser: &Self| browser.text().await.contains(text))
            .await;
    }

    /// All text that is seen.
    pub(crate) async fn text(&self) -> String {
        self.script("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// The last message, as text.
    pub(crate) async fn last_message(&self) -> String {
        let messages = self.client.find_all(Locator::Css("article")).await.expect("messages");
        match messages.last() {
            Some(last) => last.text().await.unwrap_or_default(),
            None => String::new(),
        }
    }

    /// Waits until the last message has this text in it.
    pub(crate) async fn last_message_says(&self, text: &str) {
        self.until(&format!("the last message says {text:?}"), async |browser: &Self| {
            browser.last_message().await.contains(text)
        })
        .await;
    }

    /// Role and name of what has the focus.
    pub(crate) async fn focus(&self) -> (String, String) {
        let element = self.client.active_element().await.expect("something has the focus");
        let computed = async |what| self.computed(&element, what).await.unwrap_or_default();
        (computed("role").await, computed("label").await)
    }

    pub(crate) async fn script(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.expect("the script runs")
    }
}
