//! Which page the address asks for. Pages are loaded whole, so nothing here routes.

use leptos::prelude::*;

use crate::{
    language::{provide_language, texts},
    parts::{Message, Page, ToastArea, page_title, provide_toasts},
    views::{
        accessibility::Accessibility, cards::CardsPage, facilitator::FacilitatorPage, home::Home,
        join::JoinPage, screen::ScreenPage, table::TablePage,
    },
};

/// The whole client.
#[component]
pub fn App() -> impl IntoView {
    let language = provide_language();
    provide_toasts();
    let path = location().pathname().unwrap_or_default();
    // Everything is drawn anew in another language; whatever must outlive that (a connection, a
    // board) is put into context out here.
    move || {
        language.track();
        view! {
            {page(&path)}
            <ToastArea />
        }
    }
}

fn page(path: &str) -> AnyView {
    match path.trim_end_matches('/') {
        "" => view! { <Home /> }.into_any(),
        "/join" => view! { <JoinPage /> }.into_any(),
        "/cards" => view! { <CardsPage /> }.into_any(),
        "/accessibility" => view! { <Accessibility /> }.into_any(),
        "/facilitator" => view! { <FacilitatorPage /> }.into_any(),
        "/screen" => view! { <ScreenPage /> }.into_any(),
        "/table" => view! { <TablePage /> }.into_any(),
        _ => view! { <Missing /> }.into_any(),
    }
}

#[component]
fn Missing() -> impl IntoView {
    let t = texts();
    page_title(t.no_page());
    view! {
        <Page class="narrow">
            <Message title=t.no_page() text=t.no_page_text()>
                <a class="button primary" href="/">{t.to_start()}</a>
            </Message>
        </Page>
    }
}
