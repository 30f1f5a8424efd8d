//! The frame of the pages that are read rather than worked in, and what stands at the foot of every page.

use bordsvis_shared::method::Language;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    language::{texts, use_choice},
    texts::Texts,
};

/// A page with the product's name above and the footer below.
#[component]
pub fn Page(
    /// Of the page's own look.
    class: &'static str,
    /// Whether the page itself says what doesn't belong here, so that its foot needn't.
    #[prop(optional)]
    warned: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="page">
            <header class="page-head screen-only">
                <a class="wordmark" href="/">
                    <img src="/icon.svg" alt="" width="32" height="32" />
                    "Bordsvis"
                </a>
            </header>
            <main class=class>{children()}</main>
            <PageFooter warned />
        </div>
    }
}

/// What every page says at its foot: the language, accessibility, and what doesn't belong here.
#[component]
pub fn PageFooter(
    /// Whether what doesn't belong here has been said already.
    #[prop(optional)]
    warned: bool,
) -> impl IntoView {
    let t = texts();
    let choose = use_choice();
    let languages = Language::ALL.map(|language| {
        let current = (language == t.language()).then_some("true");
        view! {
            <button
                class="button quiet"
                type="button"
                lang=language.code()
                aria-pressed=current.unwrap_or("false")
                on:click=move |_| {
                    choose(language);
                    request_animation_frame(focus_language);
                }
            >
                {Texts::endonym(language)}
            </button>
        }
    });
    view! {
        <footer class="page-foot screen-only">
            {(!warned).then(|| view! { <p>{t.no_secrets()}</p> })}
            <div class="page-foot-row">
                <a href="/accessibility">{t.accessibility()}</a>
                <div class="languages" role="group" aria-label=t.language_label()>{languages}</div>
            </div>
        </footer>
    }
}

/// Gives the focus back to where a language was chosen: the page has been drawn anew since.
fn focus_language() {
    let chosen = document().query_selector(".languages [aria-pressed=true]");
    if let Ok(Some(chosen)) = chosen
        && let Ok(chosen) = chosen.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = chosen.focus();
    }
}

/// A page that has only something to say: that it is empty, or what failed, and what to do then.
#[component]
pub fn Message(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="message">
            <h1>{title}</h1>
            <p>{text}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// Names the browser's tab.
pub fn page_title(title: &str) {
    let title = if title.is_empty() {
        "Bordsvis".to_owned()
    } else {
        [title, " – Bordsvis"].concat()
    };
    document().set_title(&title);
}
