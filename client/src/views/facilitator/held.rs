//! What is held, under the pointer, and a line where it would be dropped. One line for the whole page,
//! so that a thousand notes needn't each ask whether it is theirs.

use leptos::{ev, prelude::*};

use crate::parts::Show;
use web_sys::Element;

use super::desk::{slip_of, use_desk};
use crate::board::Place;
use crate::language::texts;
use crate::pixels::{moved_to, px};

/// What is held. Esc lets go of it.
#[component]
pub fn Held() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let drag = desk.drag;
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            drag.end();
        }
    });
    on_cleanup(move || listener.remove());
    let at = move || moved_to(drag.at.get());
    let words = move || {
        let held = drag.held.get();
        match held.as_slice() {
            [note] => note.view.with_untracked(|view| view.note.text.clone()),
            notes => t.lead_notes(notes.len()),
        }
    };
    let line = move || {
        drag.at.track();
        let over = drag.over.get()?;
        line(&over.place)
    };
    view! {
        <Show when=move || drag.is_on()>
            <p class="lead-held slip" aria-hidden="true" style:transform=at>{words}</p>
            <div
                class="lead-drop-line"
                aria-hidden="true"
                hidden=move || line().is_none()
                style:width=move || line().map(|(_, width)| px(width))
                style:transform=move || line().map(|(at, _)| at)
            ></div>
        </Show>
    }
}

/// Where the line is, in pixels of the window, and how long it is; none at the end of a list, whose cell is marked instead.
fn line(place: &Place) -> Option<(String, f64)> {
    let (note, behind) = match place {
        Place::Before(note) => (note, false),
        Place::After(note) => (note, true),
        Place::First | Place::Last => return None,
    };
    let slip: Element = document().query_selector(&slip_of(note)).ok()??;
    let bounds = slip.get_bounding_client_rect();
    let top = if behind {
        bounds.bottom()
    } else {
        bounds.top()
    };
    let at = moved_to((bounds.left(), top));
    Some((at, bounds.width()))
}
