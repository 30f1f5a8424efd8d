//! The home page: join by code, or create a board in half a minute.

use bordsvis_shared::api::Created;
use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};

use super::{code::CodeForm, create::CreateForm, created::CreatedBoard, known::KnownBoards};
use crate::reactive::state;
use crate::{
    device,
    language::texts,
    parts::{Page, page_title},
};

/// The fragment of the page where a board has just been created, and where the tab keeps it.
const CREATED: &str = "created";

/// A board that has just been created.
#[derive(Clone, Serialize, Deserialize)]
pub struct New {
    pub title: String,
    pub board: Created,
}

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    page_title("");
    let new = state(None::<New>);
    let follow = move || {
        let fragment = location().hash().unwrap_or_default();
        let kept = (fragment.trim_start_matches('#') == CREATED).then(|| device::draft(CREATED));
        new.set(kept.flatten());
    };
    follow();
    let back = window_event_listener(ev::hashchange, move |_| follow());
    on_cleanup(move || back.remove());
    let created = move |board: New| {
        device::keep_draft(CREATED, &board);
        new.set(Some(board));
        let _ = location().set_hash(CREATED);
    };
    move || match new.get() {
        Some(new) => view! { <CreatedBoard new /> }.into_any(),
        None => view! { <Start on_created=created /> }.into_any(),
    }
}

#[component]
fn Start(#[prop(into)] on_created: Callback<New>) -> impl IntoView {
    let t = texts();
    view! {
        <Page class="home" warned=true>
            <div class="home-side">
                <div class="home-hero">
                    <h1>{t.home_heading()}</h1>
                    <p>{t.home_promise()}</p>
                </div>
                <div class="slip home-code">
                    <CodeForm />
                </div>
                <KnownBoards />
            </div>
            <CreateForm on_created />
        </Page>
    }
}
