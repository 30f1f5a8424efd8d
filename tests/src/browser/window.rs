//! One browser with one page, as one person has it before them.

use std::fs;
use std::time::Duration;

use bordsvis_shared::method::Language;
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;
use tokio::time::{sleep, timeout};

use super::element::{self, Element, Named};
use super::{Size, screenshots};
use crate::DEADLINE;

/// How often the page is looked at while something is waited for.
const GLANCE: Duration = Duration::from_millis(40);

/// Which colours a person prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// As CSS calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A browser's only window.
#[derive(Clone)]
pub struct Window {
    name: String,
    language: Language,
    driver: WebDriver,
}

impl Window {
    pub(super) async fn new(name: &str, language: Language, driver: WebDriver, size: Size) -> Self {
        let window = Self {
            name: name.to_owned(),
            language,
            driver,
        };
        let metrics = json!({
            "width": size.width,
            "height": size.height,
            "deviceScaleFactor": if size.mobile { 2 } else { 1 },
            "mobile": size.mobile,
        });
        window
            .tell_browser("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let touch = json!({"enabled": size.mobile});
        window
            .tell_browser("Emulation.setTouchEmulationEnabled", touch)
            .await;
        // Without it the network can't be taken away.
        window.tell_browser("Network.enable", json!({})).await;
        window
    }

    /// What the test calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whichever of two wordings is in the language that the window's owner reads.
    pub fn says<'a>(&self, sv: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Sv => sv,
            Language::En => en,
        }
    }

    /// The language that its owner reads.
    pub fn language(&self) -> Language {
        self.language
    }

    pub(super) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Opens an address.
    pub async fn go(&self, url: &str) {
        let gone = self.driver.goto(url).await;
        gone.unwrap_or_else(|error| panic!("{} can't open {url}: {error}", self.name));
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        let reloaded = self.driver.refresh().await;
        reloaded.unwrap_or_else(|error| panic!("{} can't reload: {error}", self.name));
    }

    /// The address that it is at.
    pub async fn address(&self) -> String {
        let url = self.driver.current_url().await;
        url.map(String::from).unwrap_or_default()
    }

    /// The only element of a role and a name; waits until it is there.
    pub async fn find<'a>(&self, role: &str, name: impl Into<Named<'a>>) -> Element {
        self.find_within(None, role, name.into()).await
    }

    /// Presses a button; waits until it is there.
    pub async fn press(&self, button: &str) {
        self.find("button", button).await.press().await;
    }

    /// Chooses in the menu that is open.
    pub async fn choose(&self, item: &str) {
        self.find("menuitem", item).await.press().await;
    }

    /// Writes into a field, in place of what stood there.
    pub async fn fill(&self, field: &str, text: &str) {
        // A field with suggestions is a combobox, but not on a phone.
        let what = format!("the field {field:?}");
        let mut role = "textbox";
        self.until(&what, async || {
            for candidate in ["textbox", "combobox"] {
                if self.has(candidate, field).await {
                    role = candidate;
                    return true;
                }
            }
            false
        })
        .await;
        let field = self.find(role, field).await;
        field.clear().await;
        field.type_text(text).await;
    }

    /// Every element of a role and a name that is there now.
    pub async fn all<'a>(&self, role: &str, name: impl Into<Named<'a>>) -> Vec<String> {
        let found = element::look(&self.driver, None, role, name.into()).await;
        found
            .unwrap_or_default()
            .into_iter()
            .map(|(_, name)| name)
            .collect()
    }

    /// Whether there is an element of a role and a name now.
    pub async fn has<'a>(&self, role: &str, name: impl Into<Named<'a>>) -> bool {
        !self.all(role, name).await.is_empty()
    }

    /// Waits until a person can read this.
    pub async fn reads(&self, text: &str) {
        let what = format!("{text:?} to be read");
        self.until(&what, async || self.text().await.contains(text))
            .await;
    }

    /// Waits until this can no longer be read.
    pub async fn no_longer_reads(&self, text: &str) {
        let what = format!("{text:?} to be gone");
        self.until(&what, async || !self.text().await.contains(text))
            .await;
    }

    /// All that a person can read.
    pub async fn text(&self) -> String {
        let text = self.evaluate("document.body.innerText").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// All that the page holds, shown or not, and what stands in its fields.
    pub async fn holds(&self, text: &str) -> bool {
        let script = "document.documentElement.outerHTML \
            + [...document.querySelectorAll('input, textarea')].map(field => field.value).join('\\n')";
        let all = self.evaluate(script).await;
        all.as_str().unwrap_or_default().contains(text)
    }

    /// Waits until something has come true.
    pub async fn until(&self, what: &str, mut is_so: impl AsyncFnMut() -> bool) {
        let waited = timeout(DEADLINE, async {
            while !is_so().await {
                sleep(GLANCE).await;
            }
        });
        if waited.await.is_err() {
            let text = self.text().await;
            panic!("{} waited in vain for {what}; it reads:\n{text}", self.name);
        }
    }

    /// Presses keys, those before the last held down: `["Control", "z"]`, `["ArrowDown"]`.
    pub async fn keys(&self, keys: &[&str]) {
        let (last, held) = keys.split_last().expect("at least one key");
        let mut actions = self.driver.action_chain();
        for key in held {
            actions = actions.key_down(code_of(key));
        }
        actions = actions.key_down(code_of(last)).key_up(code_of(last));
        for key in held.iter().rev() {
            actions = actions.key_up(code_of(key));
        }
        let pressed = actions.perform().await;
        pressed.unwrap_or_else(|error| panic!("{} has no keys: {error}", self.name));
    }

    /// Takes the network away, or gives it back: requests fail, sockets fall silent.
    pub async fn offline(&self, offline: bool) {
        let conditions = json!({
            "offline": offline,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.tell_browser("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// Withholds what lies at an address of this form, such as `*.css`; with none, everything is to be had again.
    pub async fn withhold(&self, address: Option<&str>) {
        // It would ask by itself, and nothing is withheld from it.
        let bypass = json!({"bypass": address.is_some()});
        self.tell_browser("Network.setBypassServiceWorker", bypass)
            .await;
        let addresses = json!({"urls": Vec::from_iter(address)});
        self.tell_browser("Network.setBlockedURLs", addresses).await;
    }

    /// Makes the processor so many times slower.
    pub async fn slow_down(&self, times: u32) {
        self.tell_browser("Emulation.setCPUThrottlingRate", json!({"rate": times}))
            .await;
    }

    /// Prefers these colours from now on, and that nothing moves.
    pub async fn prefer(&self, scheme: Scheme) {
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme.name()},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.tell_browser("Emulation.setEmulatedMedia", features)
            .await;
    }

    /// Leaves a picture in `target/screenshots`.
    pub async fn photograph(&self, name: &str) {
        let path = screenshots().join(format!("{name}.png"));
        let folder = path.parent().expect("it lies in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        match self.picture().await {
            Ok(picture) => fs::write(path, picture).expect("the picture can be written"),
            Err(error) => eprintln!("there is no picture of {}: {error}", self.name),
        }
    }

    /// A picture of it, as PNG.
    ///
    /// # Errors
    /// The browser takes none, as when it has crashed.
    pub async fn picture(&self) -> WebDriverResult<Vec<u8>> {
        self.driver.screenshot_as_png().await
    }

    /// What a script in the page comes to; promises are awaited.
    pub async fn evaluate(&self, script: &str) -> Value {
        let expression = json!({
            "expression": script,
            "awaitPromise": true,
            "returnByValue": true,
        });
        let mut answer = self.tell_browser("Runtime.evaluate", expression).await;
        if let Some(thrown) = answer.get("exceptionDetails") {
            panic!("a script failed in {}: {thrown:#}", self.name);
        }
        answer["result"]["value"].take()
    }

    pub(super) async fn find_within(
        &self,
        within: Option<u64>,
        role: &str,
        name: Named<'_>,
    ) -> Element {
        let mut seen = Vec::new();
        let found = timeout(DEADLINE, async {
            loop {
                // What is being drawn anew may vanish between two questions: then both are asked again.
                if let Ok(found) = element::look(&self.driver, within, role, name).await {
                    if let [(node, name)] = &found[..]
                        && let Ok(element) = element::take_hold(self, *node, name.clone()).await
                    {
                        break element;
                    }
                    seen = found;
                }
                sleep(GLANCE).await;
            }
        });
        if let Ok(found) = found.await {
            return found;
        }
        let text = self.text().await;
        let others = self.all(role, Named::Anything).await;
        panic!(
            "{} has no single {role} {name}, but {} of them, and these: {others:?}; it reads:\n{text}",
            self.name,
            seen.len()
        );
    }

    pub(super) async fn close(self) {
        // One that has crashed can't be closed, and has said so where it was needed.
        let _ = self.driver.quit().await;
    }

    /// Gives the browser a command of its developer protocol.
    pub async fn tell_browser(&self, command: &str, params: Value) -> Value {
        let answer = self.driver.cdp().send_raw(command, params).await;
        answer.unwrap_or_else(|error| panic!("{} refuses {command}: {error}", self.name))
    }
}

/// A key by its name, as WebDriver writes it.
fn code_of(key: &str) -> char {
    match key {
        "Control" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Tab" => '\u{e004}',
        "Delete" => '\u{e017}',
        "Space" => ' ',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        _ => {
            let mut characters = key.chars();
            match (characters.next(), characters.next()) {
                (Some(character), None) => character,
                _ => panic!("there is no key {key:?}"),
            }
        }
    }
}
