//! A note on the facilitator's desk: what it says, its table, how it stands. What can be done to it
//! appears when it is pointed at or has the focus.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::cell::Stops;
use super::desk::{Standing, use_desk};
use super::marks::{Linked, Marks, Merged};
use super::note_menu::items;
use crate::board::NoteRef;
use crate::focus::ends_typing;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, Look, Menu, Show, edge_class};
use crate::reactive::{effect, stored};

/// A slip of paper.
#[component]
pub fn Slip(
    note: NoteRef,
    stops: Stops,
    /// Whether it lies in another list too, where one types in it.
    #[prop(optional)]
    copy: bool,
    /// Whether its cell is named, which the list does not tell.
    #[prop(optional)]
    elsewhere: bool,
) -> impl IntoView {
    let desk = use_desk();
    let view = note.view.clone();
    let Stops { shown, last, stop } = stops;
    let stopped = stop.has(&note.id);
    let Standing {
        hovered,
        focused,
        editing,
        chosen,
        held,
        ..
    } = desk.is;
    let [hovered, focused, editing, chosen, held] =
        [hovered, focused, editing, chosen, held].map(|few| few.has(&note.id));
    let class = ["lead-slip slip ", edge_class(note.table)].concat();
    let name = desk.table_name(note.table);
    let id = note.id.to_string();
    let remember = note.id.clone();
    let marked = note.clone();
    let note = stored(note);
    let words = ViewFn::from(move || {
        let view = view.clone();
        view! { <p class="lead-text">{move || view.with(|view| view.note.text.clone())}</p> }
    });
    view! {
        <li
            class=class
            class:held=held
            class:chosen=chosen
            data-note=id
            tabindex=move || if stopped.get() { "0" } else { "-1" }
            on:focus=move |_| {
                desk.list.set_value(Some(shown));
                last.set(Some(remember.clone()));
            }
        >
            {move || {
                if editing.get() && !copy {
                    return view! { <Later part=move || editor(note.get_value()) meanwhile=words.clone() /> }.into_any();
                }
                words.run().into_any()
            }}
            <p class="lead-by">
                <span class="lead-table-name">{name}</span>
                <Marks note=marked.clone() chosen elsewhere />
            </p>
            <Linked note=marked.id.clone() />
            <Merged note=marked />
            <Show when=move || (hovered.get() || focused.get()) && !editing.get()>
                <Tools note=note.get_value() />
            </Show>
        </li>
    }
}

#[component]
fn Tools(note: NoteRef) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let view = note.view.clone();
    let label = Signal::derive(move || view.with(|view| t.note_menu(&view.note.text)));
    view! {
        <div class="lead-slip-tools">
            <Menu label items=move |()| items(t, desk, &note) />
        </div>
    }
}

#[wasm_split(sorting, fallible)]
fn editor(note: NoteRef) -> Late {
    late(move || view! { <Editor note=note.clone() /> }.into_any())
}

/// A note that one types in, together with its table.
#[component]
fn Editor(note: NoteRef) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let area = NodeRef::<html::Textarea>::new();
    let id = note.id.clone();
    let note = stored(note);
    effect(move || {
        if let Some(area) = area.get() {
            note.with_value(|note| desk.picture.type_in(note, area.clone().unchecked_into()));
            let _ = area.focus();
            let end = area.value().encode_utf16().count() as u32;
            let _ = area.set_selection_range(end, end);
        }
    });
    let done = Callback::new(move |()| {
        let blank = area
            .get_untracked()
            .is_some_and(|area| area.value().trim().is_empty());
        desk.editing.set(None);
        if blank {
            // Nobody can read an empty slip; it can be brought back as what it was.
            note.with_value(|note| desk.remove(std::slice::from_ref(note)));
        } else {
            desk.focus_on(&id);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if ends_typing(&event) {
            event.prevent_default();
            event.stop_propagation();
            done.run(());
        }
    };
    view! {
        <div class="lead-editor">
            <textarea node_ref=area aria-label=t.edit_note() rows="3" on:keydown=on_key></textarea>
            <Button look=Look::Primary on_press=done>{t.done()}</Button>
        </div>
    }
}
