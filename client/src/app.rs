//! Which page the address asks for. Pages are loaded whole, so nothing here routes.

use leptos::prelude::*;

use crate::{
    language::{provide_language, texts},
    parts::{Message, Page, ToastArea, page_title, provide_toasts},
    views::{
        accessibility::Accessibility, cards::CardsPage, device::DevicePage,
        facilitator::FacilitatorPage, home::Home, join::JoinPage, remote::RemotePage,
        screen::ScreenPage, table::TablePage, worksheets::WorksheetsPage,
    },
};

/// The page at a path.
pub type Pages = fn(&str) -> AnyView;

/// What every page stands in.
#[component]
pub fn App(page: Pages) -> impl IntoView {
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

/// The pages of whoever prepares a workshop, and what is said of an address that leads nowhere.
pub fn start_page(path: &str) -> AnyView {
    match path.trim_end_matches('/') {
        "" => view! { <Home /> }.into_any(),
        "/cards" => view! { <CardsPage /> }.into_any(),
        "/worksheets" => view! { <WorksheetsPage /> }.into_any(),
        "/accessibility" => view! { <Accessibility /> }.into_any(),
        _ => view! { <Missing /> }.into_any(),
    }
}

/// The way to a seat at a table. It knows no board yet, so it is there in half the time.
pub fn join_page(path: &str) -> AnyView {
    match path.trim_end_matches('/') {
        "/device" => view! { <DevicePage /> }.into_any(),
        _ => view! { <JoinPage /> }.into_any(),
    }
}

/// A seat at a table.
pub fn table_page(_path: &str) -> AnyView {
    view! { <TablePage /> }.into_any()
}

/// The facilitator's laptop.
pub fn lead_page(_path: &str) -> AnyView {
    view! { <FacilitatorPage /> }.into_any()
}

/// What else stands in the room: the big screen, and the remote control of what it shows.
pub fn screen_page(path: &str) -> AnyView {
    match path.trim_end_matches('/') {
        "/remote" => view! { <RemotePage /> }.into_any(),
        _ => view! { <ScreenPage /> }.into_any(),
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
