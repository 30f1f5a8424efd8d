//! "Kopiera", which says "Kopierat" when it is done.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

use super::{Button, Shape};
use crate::language::texts;
use crate::reactive::state;

/// How long it says so.
const SAID: Duration = Duration::from_secs(3);

/// Copies a text.
#[component]
pub fn CopyButton(
    /// The text to copy.
    #[prop(into)]
    text: Signal<String>,
    /// What is copied, where "Kopiera" alone could mean several things.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    let t = texts();
    let copied = state(false);
    let copy = move || {
        spawn_local(async move {
            if put(&text.get_untracked()).await {
                copied.try_set(true);
                let unsay = move || {
                    copied.try_set(false);
                };
                set_timeout(unsay, SAID);
            }
        });
    };
    view! {
        <Button icon=Shape::Copy on_press=copy>
            <span role="status">
                {move || if copied.get() { t.copied() } else { label.unwrap_or(t.copy()) }}
            </span>
        </Button>
    }
}

async fn put(text: &str) -> bool {
    // Absent where the page didn't come over HTTPS, as on a network of one's own.
    if window().is_secure_context() {
        let written = window().navigator().clipboard().write_text(text);
        if JsFuture::from(written).await.is_ok() {
            return true;
        }
    }
    put_by_selecting(text).unwrap_or(false)
}

fn put_by_selecting(text: &str) -> Option<bool> {
    let document = document();
    let focused = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("unseen");
    area.set_value(text);
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = document
        .dyn_into::<HtmlDocument>()
        .ok()?
        .exec_command("copy");
    area.remove();
    if let Some(focused) =
        focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = focused.focus();
    }
    copied.ok()
}
