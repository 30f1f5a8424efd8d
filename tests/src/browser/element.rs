//! Something on a page, found by its role and its name.

use std::fmt;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{WebDriver, WebElement};

use super::Window;

/// What something is called.
#[derive(Debug, Clone, Copy)]
pub enum Named<'a> {
    /// Exactly so.
    Exactly(&'a str),
    /// So, among other words.
    With(&'a str),
    /// Anything at all.
    Anything,
}

impl<'a> From<&'a str> for Named<'a> {
    fn from(name: &'a str) -> Self {
        Self::Exactly(name)
    }
}

impl Named<'_> {
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Exactly(wanted) => name == wanted,
            Self::With(part) => name.contains(part),
            Self::Anything => true,
        }
    }
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(name) => write!(f, "called {name:?}"),
            Self::With(part) => write!(f, "with {part:?} in its name"),
            Self::Anything => write!(f, "of any name"),
        }
    }
}

/// Something on a page.
#[derive(Clone)]
pub struct Element {
    window: Window,
    found: WebElement,
    node: u64,
    name: String,
}

impl Element {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The only element of a role and a name within this one; waits until it is there.
    pub async fn find<'a>(&self, role: &str, name: impl Into<Named<'a>>) -> Self {
        self.window
            .find_within(Some(self.node), role, name.into())
            .await
    }

    /// Clicks it. Whatever covers it gets the click instead, as it would from a hand.
    pub async fn press(&self) {
        // People scroll to what lies half under the head of a page.
        self.show().await;
        let pressed = self.found.click().await;
        pressed.unwrap_or_else(|error| panic!("{self} can't be pressed: {error}"));
    }

    /// Scrolls to it.
    pub async fn show(&self) {
        let shown = self.found.scroll_into_view().await;
        shown.unwrap_or_else(|error| panic!("{self} can't be scrolled to: {error}"));
    }

    /// Puts the keyboard into it.
    pub async fn focus(&self) {
        let focused = self.found.focus().await;
        focused.unwrap_or_else(|error| panic!("{self} can't be focused: {error}"));
    }

    /// Puts the keyboard on what holds it: a note, where its text was found.
    pub async fn focus_around(&self) {
        let script = "arguments[0].closest('[tabindex]').focus()";
        let found = vec![self.found.to_json().expect("an element has an id")];
        let focused = self.window.driver().execute(script, found).await;
        focused.unwrap_or_else(|error| panic!("nothing around {self} can be focused: {error}"));
    }

    /// Types on the keyboard, into what is there already.
    pub async fn type_text(&self, text: &str) {
        let typed = self.found.send_keys(text).await;
        typed.unwrap_or_else(|error| panic!("nothing can be typed into {self}: {error}"));
    }

    /// Empties a field.
    pub async fn clear(&self) {
        self.press().await;
        self.window.keys(&["Control", "a"]).await;
        self.window.keys(&["Delete"]).await;
    }

    /// What a person reads in it.
    pub async fn text(&self) -> String {
        self.found.text().await.unwrap_or_default()
    }

    /// What stands in a field.
    pub async fn value(&self) -> String {
        self.found
            .prop("value")
            .await
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    /// Where a link leads.
    pub async fn link(&self) -> String {
        self.found
            .prop("href")
            .await
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    /// Whether it can be used.
    pub async fn is_enabled(&self) -> bool {
        self.found.is_enabled().await.unwrap_or_default()
    }

    /// Whether it is there but does nothing at the moment.
    pub async fn is_off(&self) -> bool {
        let off = self.found.attr("aria-disabled").await;
        off.ok().flatten().is_some_and(|off| off == "true")
    }

    /// Takes it with the pointer, and lets it go over another.
    pub async fn drag_to(&self, target: &Self) {
        // In small steps, as a hand does: a drag begins after a few pixels.
        let actions = self
            .window
            .driver()
            .action_chain_with_delay(None, Some(STEP));
        let dragged = actions
            .click_and_hold_element(&self.found)
            .move_by_offset(8, 8)
            .move_to_element_center(&target.found)
            .move_by_offset(4, 4)
            .release()
            .perform()
            .await;
        dragged.unwrap_or_else(|error| panic!("{self} can't be dragged to {target}: {error}"));
    }
}

/// How long a step of a drag takes.
const STEP: std::time::Duration = std::time::Duration::from_millis(60);

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} in the window {}", self.name, self.window.name())
    }
}

/// What of a role and a name the browser would tell a screen reader of, within a node or on the whole page.
pub async fn look(
    driver: &WebDriver,
    within: Option<u64>,
    role: &str,
    name: Named<'_>,
) -> WebDriverResult<Vec<(u64, String)>> {
    let mut query = match within {
        Some(node) => json!({"backendNodeId": node}),
        None => {
            let document = json!({"expression": "document"});
            let document = driver.cdp().send_raw("Runtime.evaluate", document).await?;
            json!({"objectId": document["result"]["objectId"]})
        }
    };
    query["role"] = role.into();
    let found = driver
        .cdp()
        .send_raw("Accessibility.queryAXTree", query)
        .await?;
    let nodes = found["nodes"].as_array().map_or(&[][..], Vec::as_slice);
    let shown = nodes.iter().filter(|node| node["ignored"] == false);
    let fitting = shown.filter_map(|node| {
        let called = node["name"]["value"].as_str().unwrap_or_default();
        let node = node["backendDOMNodeId"].as_u64()?;
        name.fits(called).then(|| (node, called.to_owned()))
    });
    Ok(fitting.collect())
}

/// What the driver can act on, for a node of the accessibility tree.
pub async fn take_hold(window: &Window, node: u64, name: String) -> WebDriverResult<Element> {
    let driver = window.driver();
    let object = json!({"backendNodeId": node});
    let object = driver.cdp().send_raw("DOM.resolveNode", object).await?;
    // The two ways into the browser share no name for a node but what the page itself can hold.
    let hand_over = json!({
        "objectId": object["object"]["objectId"],
        // A text is held by the element around it.
        "functionDeclaration":
            "function () { window.foundByTest = this.nodeType === Node.TEXT_NODE ? this.parentElement : this; }",
    });
    driver
        .cdp()
        .send_raw("Runtime.callFunctionOn", hand_over)
        .await?;
    let found = driver.execute("return window.foundByTest", Vec::<Value>::new());
    Ok(Element {
        window: window.clone(),
        found: found.await?.element()?,
        node,
        name,
    })
}
