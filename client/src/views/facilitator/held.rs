//! What is held, under the pointer, and a line where it would be dropped, or a frame around what it would
//! be gathered with. One of each for the whole page, so that a thousand notes needn't each ask whether it
//! is theirs.

use leptos::{ev, prelude::*};

use crate::parts::Show;
use web_sys::Element;

use super::desk::{slip_of, use_desk};
use crate::board::Place;
use crate::drag::Onto;
use crate::language::texts;
use crate::later::{Late, late, wasm_split};
use crate::pixels::{moved_to, px};

/// What is held. Esc lets go of it.
#[wasm_split(sorting, fallible)]
pub fn held() -> Late {
    late(|| view! { <Held /> }.into_any())
}

#[component]
fn Held() -> impl IntoView {
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
        if let Some(cluster) = desk.carried.get_value() {
            return cluster.view.with_untracked(|view| view.title.clone());
        }
        match held.as_slice() {
            [note] => note.view.with_untracked(|view| view.note.text.clone()),
            notes => t.lead_notes(notes.len()),
        }
    };
    let carried = move || desk.carried.get_value().is_some();
    let line = move || {
        drag.at.track();
        let over = drag.over.get()?;
        let beside = drag.onto.with(Option::is_none) && !carried();
        beside.then(|| line(&over.place)).flatten()
    };
    let frame = move || {
        drag.at.track();
        frame(&drag.onto.get()?)
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
            <div
                class="lead-drop-frame"
                aria-hidden="true"
                hidden=move || frame().is_none()
                style:width=move || frame().map(|(_, width, _)| px(width))
                style:height=move || frame().map(|(_, _, height)| px(height))
                style:transform=move || frame().map(|(at, ..)| at)
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

/// Where the frame is around what it would be gathered with, in pixels of the window, and its size.
fn frame(onto: &Onto) -> Option<(String, f64, f64)> {
    let selector = match onto {
        Onto::Note(note) => slip_of(note),
        Onto::Cluster(cluster) => format!("[data-cluster='{cluster}']"),
    };
    let target: Element = document().query_selector(&selector).ok()??;
    let bounds = target.get_bounding_client_rect();
    let at = moved_to((bounds.left(), bounds.top()));
    Some((at, bounds.width(), bounds.height()))
}
