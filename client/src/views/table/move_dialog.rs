//! "Flytta till…": all cells, for whoever does not drag.

use leptos::prelude::*;

use super::here::{list_of, menu_of, use_here};
use super::tiles::Count;
use crate::board::{NoteRef, Place};
use crate::cells::Cell;
use crate::focus::focus_soon;
use crate::language::texts;
use crate::parts::Dialog;

/// Asks where a note is to be moved, while that is being asked.
#[component]
pub fn MoveDialog() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    view! {
        <Dialog title=t.move_note() open=here.asking_where>
            {here.moving.get_untracked().map(|note| view! { <Choices note /> })}
        </Dialog>
    }
}

/// The cells as they are when it is asked: nothing moves under a finger.
#[component]
fn Choices(note: NoteRef) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let lies = untrack(|| here.cell_of(&note.id));
    let text = note.view.with_untracked(|view| view.note.text.clone());
    let choice = |cell: Cell| {
        let id = cell.id;
        let current = lies.as_ref() == Some(&id);
        let count = here.count(&id);
        let note = note.clone();
        let go = move |_| {
            here.asking_where.set(false);
            if !current {
                let next = here.beside(&note);
                here.put(t, &note, &id, &Place::Last);
                // On a phone the note is out of sight now.
                focus_soon([menu_of(&note.id), next, list_of(&id)]);
            }
        };
        view! {
            <button class="choice" type="button" aria-current=current.then_some("true") on:click=go>
                <span>{cell.title}</span>
                {current.then(|| view! { <span class="hint">{t.lies_here()}</span> })}
                <Count count />
            </button>
        }
    };
    let choices = here.all_cells().into_iter().map(choice).collect_view();
    view! {
        <p class="note-text">{text}</p>
        <div class="choices">{choices}</div>
    }
}
