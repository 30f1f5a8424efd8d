//! What the printed pages share: a board's session, fetched with a key that stands in the address.

use bordsvis_shared::session::Session;
use leptos::prelude::*;

use crate::{
    api,
    fetched::Fetched,
    language::{texts, use_board_language},
    links::{self, Entrance},
    parts::{Message, Page, page_title},
};

/// A page to print, drawn by `draw` from the session and the address of whoever leads.
pub fn printed(
    class: &'static str,
    title: &'static str,
    loading: &'static str,
    draw: fn(Session, String) -> AnyView,
) -> AnyView {
    page_title(title);
    let speak = use_board_language();
    let content = match Entrance::read(&location().hash().unwrap_or_default()) {
        None => view! { <Message title text=texts().failure_link() /> }.into_any(),
        Some(entrance) => {
            let lead = links::facilitator(&entrance.board, &entrance.rest);
            let session = Fetched::new(move || {
                let Entrance { board, rest } = entrance.clone();
                async move {
                    let session = api::session(&board, &rest).await?;
                    speak(session.language);
                    Ok(session)
                }
            });
            let shown = session.show(loading, move |session| draw(session, lead.clone()));
            view! {
                <h1 class="screen-only">{title}</h1>
                {shown}
            }
            .into_any()
        }
    };
    view! { <Page class>{content}</Page> }.into_any()
}
