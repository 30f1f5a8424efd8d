//! What a page says about itself: notices, what it is fetching, and what only listeners are told.

use leptos::prelude::*;

use super::{Icon, Shape};

/// How serious a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Done.
    Good,
    /// Be careful.
    Warn,
    /// Something failed; said at once to those who listen.
    Danger,
}

/// A notice that stands in the page.
#[component]
pub fn Notice(tone: Tone, children: Children) -> impl IntoView {
    let (class, role, icon) = match tone {
        Tone::Info => ("notice", None, None),
        Tone::Good => ("notice good", Some("status"), Some(Shape::Check)),
        Tone::Warn => ("notice warn", Some("status"), Some(Shape::Warning)),
        Tone::Danger => ("notice danger", Some("alert"), Some(Shape::Warning)),
    };
    view! {
        <div class=class role=role>
            {icon.map(|shape| view! { <Icon shape /> })}
            <div class="notice-body">{children()}</div>
        </div>
    }
}

/// What is being fetched.
#[component]
pub fn Loading(#[prop(into)] what: String) -> impl IntoView {
    view! {
        <p class="loading" role="status">
            <span class="loading-mark" aria-hidden="true"></span>
            {what}
        </p>
    }
}

/// Tells those who listen, without showing it. Stands in the page before there is anything to say.
#[component]
pub fn Live(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! { <p class="unseen" role="status">{move || text.get()}</p> }
}
