//! Takes down the note that has the big screen to itself: for when something stands there that must
//! not, and there is no time to walk to the laptop.

use bordsvis_shared::id::{NoteId, StepId};
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::ScreenView;
use leptos::prelude::*;

use super::Key;
use crate::board::Reach;
use crate::language::texts;
use crate::reactive::memo;
use crate::views::facilitator::lead::use_lead;

/// The key. Off while no note has the screen to itself.
#[component]
pub fn TakeDown() -> impl IntoView {
    let lead = use_lead();
    let alone = memo(move || {
        lead.board
            .session
            .with(|session| match &session.screen.view {
                ScreenView::Note { step, note } => Some((step.clone(), note.clone())),
                _ => None,
            })
    });
    // The step's documents are open only while there is something to take down.
    move || match alone.get() {
        Some((step, note)) => view! { <Down step note /> }.into_any(),
        None => view! { <Nothing /> }.into_any(),
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let t = texts();
    view! {
        <Key
            does=t.remote_down().to_owned()
            hint=t.remote_no_note().to_owned()
            off=true
            on_press=|()| ()
        />
    }
}

#[component]
fn Down(step: StepId, note: NoteId) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    // What is taken down goes into a document that is not revealed.
    let picture = lead.board.picture(&step, Reach::Everything);
    let there = memo(move || {
        picture.track();
        picture.note(&note)
    });
    let down = move || {
        let Some(note) = there.get_untracked() else {
            return;
        };
        match picture.take_down(&[note]) {
            // It is gone from the screen too, which goes on with the step as a whole.
            Ok(()) => {
                let view = ScreenView::Overview { step: step.clone() };
                lead.command(ToServer::Screen { view });
                lead.toasts.say(t.remote_is_down());
            }
            Err(blocked) => lead.toasts.say(t.blocked(blocked)),
        }
    };
    view! {
        <Key
            does=t.remote_down().to_owned()
            hint=t.remote_down_hint().to_owned()
            off=Signal::derive(move || there.get().is_none())
            on_press=down
        />
    }
}
