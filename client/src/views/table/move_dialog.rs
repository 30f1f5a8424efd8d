//! "Flytta till…": all cells, for whoever does not drag.

use bordsvis_shared::id::CellId;
use leptos::prelude::*;

use super::draft::menu_of_draft;
use super::here::{Moved, list_of, menu_of, use_here};
use super::tiles::Count;
use crate::board::Place;
use crate::cells::Cell;
use crate::focus::focus_soon;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::Dialog;

/// Asks where a note or a draft is to be moved, while that is being asked.
#[component]
pub fn MoveDialog() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    view! {
        <Dialog title=t.move_note() open=here.asking_where>
            <Later part=asked />
        </Dialog>
    }
}

#[wasm_split(aside, fallible)]
fn asked() -> Late {
    late(|| choices().into_any())
}

/// Where what is asked about may be moved.
fn choices() -> Option<impl IntoView> {
    let (t, here) = (texts(), use_here());
    match here.moving.get_untracked()? {
        Moved::Note(note) => {
            let lies = untrack(|| here.cell_of(&note.id));
            let text = note.view.with_untracked(|view| view.note.text.clone());
            let go = Callback::new(move |cell: CellId| {
                let next = here.beside(&note);
                here.put(t, &note, &cell, &Place::Last);
                // On a phone the note is out of sight now.
                focus_soon([menu_of(&note.id), next, list_of(&cell)]);
            });
            Some(view! { <Choices text lies go /> })
        }
        Moved::Draft(number) => {
            let draft = here.draft(number)?;
            let go = Callback::new(move |cell: CellId| {
                here.change_drafts(|pile| pile.move_to(number, cell.clone()));
                focus_soon([menu_of_draft(number), list_of(&cell)]);
            });
            let lies = Some(here.cell_of_draft(&draft));
            Some(view! { <Choices text=draft.text lies go /> })
        }
    }
}

/// The cells as they are when it is asked: nothing moves under a finger.
#[component]
fn Choices(text: String, lies: Option<CellId>, go: Callback<CellId>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let choice = |cell: Cell| {
        let id = cell.id;
        let current = lies.as_ref() == Some(&id);
        let count = here.count(&id);
        let go = move |_| {
            here.asking_where.set(false);
            if !current {
                go.run(id.clone());
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
