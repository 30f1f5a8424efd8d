//! The notes of a cell.

use bordsvis_shared::id::CellId;
use leptos::prelude::*;

use crate::parts::{For, Show};

use super::draft::DraftCard;
use super::here::use_here;
use super::note::NoteCard;
use crate::board::{Blocked, Place};
use crate::drag::Spot;
use crate::language::texts;
use crate::reactive::memo;

/// The notes of a cell, whole and in order; or why there are none.
#[component]
pub fn NoteList(cell: CellId) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let notes = here.picture.cell(&cell);
    let title = here.title(&cell);
    let drop_last = {
        let spot = Spot {
            cell: cell.clone(),
            place: Place::Last,
        };
        memo(move || here.drag.over.with(|over| over.as_ref() == Some(&spot)))
    };
    let chosen = {
        let cell = cell.clone();
        memo(move || here.is_chosen(&cell))
    };
    let drafts = {
        let cell = cell.clone();
        memo(move || here.drafts_in(&cell))
    };
    let nothing = move || match here.picture.blocked.get() {
        Some(Blocked::Individual) if chosen.get() => t.no_drafts_yet(),
        Some(fetching @ (Blocked::Loading | Blocked::Offline)) => t.blocked(fetching),
        None if chosen.get() => t.empty_cell(),
        _ => t.nothing_yet(),
    };
    view! {
        <div
            class="notes"
            class:drop-last=drop_last
            id=["notes-", cell.as_str()].concat()
            data-cell=cell.to_string()
            tabindex="-1"
        >
            <Show
                when={
                    let notes = notes.clone();
                    move || !notes.with(Vec::is_empty)
                }
                fallback=move || {
                    let none = drafts.with(Vec::is_empty);
                    none.then(|| view! { <p class="notes-empty">{nothing}</p> })
                }
            >
                <ul class="slips" aria-label=title.clone()>
                    <For each={
                        let notes = notes.clone();
                        move || notes.get()
                    } key=|note| note.id.clone() let(note)>
                        <NoteCard note />
                    </For>
                </ul>
            </Show>
            <Show when=move || !drafts.with(Vec::is_empty)>
                <ul class="slips drafts" aria-label=t.your_drafts()>
                    <For each=move || drafts.get() key=|draft| draft.number.to_string() let(draft)>
                        <DraftCard number=draft.number />
                    </For>
                </ul>
            </Show>
        </div>
    }
}
