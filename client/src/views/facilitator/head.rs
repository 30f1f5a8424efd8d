//! The next thing to do, and what may be needed at any moment beside it.

use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;

use super::lead::use_lead;
use super::menu::BoardMenu;
use super::timer::TimeTaken;
use crate::language::texts;
use crate::leading::{self, Way};
use crate::parts::{Button, Shape, Show};
use crate::reactive::memo;

/// The head of the page.
#[component]
pub fn Head() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let blanked = memo(move || lead.board.session.with(|session| session.screen.blanked));
    let blank = move || {
        let blanked = !blanked.get_untracked();
        lead.command(ToServer::Blank { blanked });
    };
    view! {
        <header class="lead-head" aria-label=t.lead_meeting()>
            <Primary />
            <TimeTaken />
            <Button icon=Shape::Screen on_press=blank>
                {move || if blanked.get() { t.lead_light() } else { t.lead_blank() }}
            </Button>
            <BoardMenu />
        </header>
    }
}

/// The one large button, or why there is nothing for it to do; and another way to the same.
#[component]
fn Primary() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let next = memo(move || session.with(|session| leading::next(session)));
    let off = memo(move || session.with(|session| session.closed));
    let go = move |_| {
        let next = next.get_untracked().filter(|_| !off.get_untracked());
        if let Some(next) = next {
            lead.along(session.with_untracked(|session| leading::commands(session, &next)));
        }
    };
    let words = memo(move || {
        let next = next.get()?;
        session.with(|session| Some(leading::words(t, session, &next)))
    });
    let by_table = memo(move || next.get() == Some(Way::Phase(Phase::Plenary)) && !off.get());
    let present = move || {
        let commands = session.with_untracked(|session| {
            let first = session.presents_after(None)?;
            Some(leading::present(session, &session.step, first))
        });
        lead.along(commands.unwrap_or_default());
    };
    view! {
        <button
            class="button primary lead-primary"
            type="button"
            hidden=move || words.read().is_none()
            aria-disabled=move || off.get().then_some("true")
            on:click=go
        >
            <strong>{move || words.get().map(|(what, _)| t.lead_next(&what))}</strong>
            <span>{move || words.get().map(|(_, hint)| hint)}</span>
        </button>
        <p class="lead-last" hidden=move || words.read().is_some()>
            <strong>{t.lead_last()}</strong>
            <span>{t.lead_last_hint()}</span>
        </p>
        <Show when=move || by_table.get()>
            <Button on_press=present>{t.lead_by_table()}</Button>
        </Show>
    }
}
