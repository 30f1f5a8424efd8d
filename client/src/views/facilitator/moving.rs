//! "Flytta till…" and "Placera i steg…": all cells, for whoever does not drag.

use bordsvis_shared::id::CellId;
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::desk::use_desk;
use crate::board::{ClusterRef, NoteRef, Place};
use crate::cells::{Cell, Cells};
use crate::language::texts;
use crate::reactive::stored;

/// Where notes are to go.
#[component]
pub fn MoveNotes(notes: Vec<NoteRef>) -> impl IntoView {
    let desk = use_desk();
    let cells = desk.cells.with_value(|cells| cells.all().to_vec());
    let lies_in = match notes.as_slice() {
        [note] => Some(note.view.with_untracked(|view| view.cell.clone())),
        _ => None,
    };
    let moved = notes.clone();
    let go = Callback::new(move |cell: Cell| {
        desk.put(&moved, &cell.id, &Place::Last);
        desk.follow(&moved);
    });
    view! {
        <Text notes />
        <Choices cells lies_in go />
    }
}

/// Where notes are to be shown too.
#[component]
pub fn PlaceNotes(notes: Vec<NoteRef>, step: Step) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let cells = Cells::of(&step, t.language()).all().to_vec();
    let placed = notes.clone();
    let go = Callback::new(move |cell: Cell| {
        desk.place_later(&placed, &step, &cell);
        desk.follow(&placed);
    });
    view! {
        <Text notes />
        <Choices cells lies_in=None go />
    }
}

/// Where a cluster is to go.
#[component]
pub fn MoveCluster(cluster: ClusterRef) -> impl IntoView {
    let desk = use_desk();
    let cells = desk.cells.with_value(|cells| cells.all().to_vec());
    let lies_in = Some(cluster.view.with_untracked(|view| view.cell.clone()));
    let go = Callback::new(move |cell: Cell| desk.move_cluster(&cluster, &cell.id, &Place::Last));
    view! { <Choices cells lies_in go /> }
}

/// What the one note says that it is asked of.
#[component]
pub fn Text(notes: Vec<NoteRef>) -> impl IntoView {
    let text = match notes.as_slice() {
        [note] => Some(note.view.with_untracked(|view| view.note.text.clone())),
        _ => None,
    };
    text.map(|text| view! { <p class="lead-text">{text}</p> })
}

/// The cells as they are when it is asked: nothing moves under a finger.
#[component]
fn Choices(cells: Vec<Cell>, lies_in: Option<CellId>, go: Callback<Cell>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let choice = |cell: Cell| {
        let current = lies_in.as_ref() == Some(&cell.id);
        let title = cell.title.clone();
        let cell = stored(cell);
        let choose = move |_| {
            desk.asking.set(false);
            if !current {
                go.run(cell.get_value());
            }
        };
        view! {
            <button class="choice" type="button" aria-current=current.then_some("true") on:click=choose>
                <span>{title}</span>
                {current.then(|| view! { <span class="hint">{t.lies_here()}</span> })}
            </button>
        }
    };
    view! { <div class="choices">{cells.into_iter().map(choice).collect_view()}</div> }
}
