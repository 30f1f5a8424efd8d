//! Taking back and doing again, by button and by key; and the note that is held.

use leptos::{ev, prelude::*};

use super::here::{Here, use_here};
use crate::board::Undone;
use crate::focus::is_typing;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{IconButton, Shape, Show};
use crate::pixels::moved_to;
use crate::reactive::memo;

/// Takes back, or does again, once there is anything to.
#[component]
pub fn Tools() -> impl IntoView {
    let here = use_here();
    let picture = here.picture;
    let any = memo(move || here.is_open() && (picture.can_undo.get() || picture.can_redo.get()));
    view! {
        <Show when=move || any.get()>
            <Later part=buttons meanwhile=|| () />
        </Show>
    }
}

#[wasm_split(aside, fallible)]
fn buttons() -> Late {
    late(|| view! { <Buttons /> }.into_any())
}

#[component]
fn Buttons() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let picture = here.picture;
    let off = |can: Signal<bool>| Signal::derive(move || !can.get());
    let undo = Callback::new(move |()| here.tell_undone(t, picture.undo()));
    let redo = Callback::new(move |()| here.tell_undone(t, picture.redo()));
    view! {
        <div class="tools">
            <IconButton label=t.undo() icon=Shape::Undo off=off(picture.can_undo) on_press=undo />
            <IconButton label=t.redo() icon=Shape::Redo off=off(picture.can_redo) on_press=redo />
        </div>
    }
}

/// The same by Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y, until the owner goes. A field has its own.
pub fn undo_by_keys(here: Here) {
    let t = texts();
    let listener = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || is_typing() {
            return;
        }
        let undone: fn(&crate::board::Picture) -> Undone = match event.key().as_str() {
            "z" if !event.shift_key() => |picture| picture.undo(),
            "z" | "Z" | "y" => |picture| picture.redo(),
            _ => return,
        };
        event.prevent_default();
        here.tell_undone(t, undone(&here.picture));
    });
    on_cleanup(move || listener.remove());
}

/// The note that is held, under the pointer.
#[component]
pub fn Ghost() -> impl IntoView {
    let drag = use_here().drag;
    view! {
        <Show when=move || drag.is_on()>
            <Later part=held meanwhile=|| () />
        </Show>
    }
}

#[wasm_split(aside, fallible)]
fn held() -> Late {
    late(|| view! { <Held /> }.into_any())
}

/// What is held. Esc lets go of it.
#[component]
fn Held() -> impl IntoView {
    let here = use_here();
    let drag = here.drag;
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            drag.end();
        }
    });
    on_cleanup(move || listener.remove());
    let at = move || moved_to(drag.at.get());
    let text = move || {
        let note = drag.held.get().into_iter().next()?;
        Some(note.view.with_untracked(|view| view.note.text.clone()))
    };
    view! { <p class="ghost slip note-text" aria-hidden="true" style:transform=at>{text}</p> }
}
