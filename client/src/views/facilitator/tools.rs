//! What there is to do with the step's notes as a whole, and with all that are chosen.

use leptos::{ev, prelude::*};

use super::bin::Bin;
use super::desk::{Asked, Desk, use_desk};
use super::note_menu::items_of_chosen;
use super::sifting::Sifting;
use super::tray::Trays;
use crate::board::{Picture, Undone};
use crate::focus::is_typing;
use crate::language::texts;
use crate::later::{Late, late, wasm_split};
use crate::parts::{Button, IconButton, Look, Menu, Shape, Show};
use crate::reactive::memo;

/// What there is to do with the step's notes as a whole, and with all that are chosen.
#[wasm_split(sorting, fallible)]
pub fn tools() -> Late {
    late(|| view! { <Tools /> }.into_any())
}

#[component]
fn Tools() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let picture = desk.picture;
    let off = |can: Signal<bool>| Signal::derive(move || !can.get());
    let undo = move || desk.tell_undone(picture.undo());
    let redo = move || desk.tell_undone(picture.redo());
    let covers = memo(move || desk.unrevealed.with(|tables| !tables.is_empty()));
    let peek = move || desk.peeking.update(|peeking| *peeking = !*peeking);
    let chosen = memo(move || desk.chosen.with(|chosen| chosen.len()));
    view! {
        <div class="lead-tools">
            <Sifting />
            <Show when=move || covers.get()>
                <Button
                    icon=Shape::Shown
                    pressed=Signal::from(desk.peeking)
                    on_press=peek
                >
                    {t.lead_peek()}
                </Button>
            </Show>
            <Trays />
            <div class="lead-tools-end">
                <Bin />
                <IconButton label=t.undo() icon=Shape::Undo off=off(picture.can_undo) on_press=undo />
                <IconButton label=t.redo() icon=Shape::Redo off=off(picture.can_redo) on_press=redo />
            </div>
        </div>
        <Show when=move || chosen.get() != 0>
            <Chosen count=chosen />
        </Show>
    }
}

/// What can be done to all chosen notes.
#[component]
fn Chosen(count: Memo<usize>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let several = move || count.get() > 1;
    let ask = move || desk.ask(Asked::Move(desk.all_chosen()));
    view! {
        <div class="lead-chosen" role="group" aria-label=move || t.lead_chosen(count.get())>
            <strong>{move || t.lead_chosen(count.get())}</strong>
            <Button icon=Shape::Move on_press=ask>{t.move_to()}</Button>
            <Show when=several>
                <Button on_press=move || desk.cluster(&desk.all_chosen())>{t.sort_group()}</Button>
                <Button on_press=move || desk.merge(&desk.all_chosen())>{t.sort_merge()}</Button>
            </Show>
            <Menu label=t.sort_chosen_menu() items=move |()| items_of_chosen(t, desk) />
            <Button look=Look::Quiet on_press=move || desk.clear()>{t.lead_clear()}</Button>
        </div>
    }
}

/// Takes back by Ctrl+Z, and does again by Ctrl+Shift+Z or Ctrl+Y, until the owner goes. A field has
/// its own.
pub fn undo_by_keys(desk: Desk) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || is_typing() {
            return;
        }
        let undone: fn(&Picture) -> Undone = match event.key().as_str() {
            "z" if !event.shift_key() => Picture::undo,
            "z" | "Z" | "y" => Picture::redo,
            _ => return,
        };
        event.prevent_default();
        desk.tell_undone(undone(&desk.picture));
    });
    on_cleanup(move || listener.remove());
}
