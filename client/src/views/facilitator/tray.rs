//! What was written in an earlier step, to be placed in this one. The notes stay where they are.

use std::collections::HashSet;

use bordsvis_shared::id::{CellId, NoteId, StepId};
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::desk::use_desk;
use crate::board::{NoteRef, Picture, Place, Reach};
use crate::cells::{Cell, Cells};
use crate::language::texts;
use crate::parts::{Button, Dialog, For, Shape, Show, TableBadge, unique_id};
use crate::reactive::{memo, state};

/// A button for each step that this one draws from.
#[component]
pub fn Trays() -> impl IntoView {
    let desk = use_desk();
    let trays = desk.earlier_steps().into_iter();
    trays.map(|step| view! { <Tray step /> }).collect_view()
}

#[component]
fn Tray(step: Step) -> impl IntoView {
    let t = texts();
    let open = state(false);
    let title = t.notes_from(step.title.get(t.language()));
    let label = title.clone();
    let left = Left::of(&step);
    let lists = left.lists.clone();
    let count = memo(move || {
        let lengths = lists.iter().map(|(_, notes)| notes.with(Vec::len));
        lengths.sum::<usize>()
    });
    view! {
        <Button icon=Shape::Add on_press=move || open.set(true)>
            {move || t.tray(&label, count.get())}
        </Button>
        <Dialog title open>
            {
                let (step, left) = (step.id.clone(), left.clone());
                move || view! { <Notes step=step.clone() left=left.clone() /> }
            }
        </Dialog>
    }
}

/// The notes of an earlier step that are not here yet, cell by cell. Those merged into others come with
/// those.
#[derive(Clone)]
struct Left {
    picture: Picture,
    lists: Vec<(Cell, Memo<Vec<NoteRef>>)>,
}

impl Left {
    fn of(step: &Step) -> Self {
        let (t, desk) = (texts(), use_desk());
        let picture = desk.board.picture(&step.id, Reach::Everything);
        let own = desk.cells.with_value(|cells| cells.all().to_vec());
        let own: Vec<_> = own.iter().map(|cell| desk.picture.cell(&cell.id)).collect();
        let here = memo(move || {
            let ids = |notes: &Vec<NoteRef>| notes.iter().map(|note| note.id.clone()).collect();
            own.iter()
                .flat_map(|cell| cell.with(|notes| -> Vec<NoteId> { ids(notes) }))
                .collect::<HashSet<NoteId>>()
        });
        let cells = Cells::of(step, t.language());
        let lists = cells.all().iter().map(|cell| {
            let notes = picture.cell(&cell.id);
            let left = memo(move || {
                let (shows, here) = (desk.uncovered(), here.read());
                let left = |note: &&NoteRef| shows(note) && !here.contains(&note.id);
                notes.with(|notes| notes.iter().filter(left).cloned().collect::<Vec<_>>())
            });
            (cell.clone(), left)
        });
        let lists = lists.collect();
        Self { picture, lists }
    }
}

#[component]
fn Notes(step: StepId, left: Left) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let Left { picture, lists } = left;
    let own = desk.cells.with_value(|cells| cells.all().to_vec());
    let target = state(own[0].id.clone());
    let all: Vec<_> = lists.iter().map(|(_, notes)| *notes).collect();
    let empty = memo(move || all.iter().all(|notes| notes.with(Vec::is_empty)));
    let hides = memo(move || {
        let any = desk
            .unrevealed
            .with(|tables| tables.iter().any(|(s, _)| *s == step));
        any && !desk.peeking.get()
    });
    let sections = lists.into_iter().map(|(cell, notes)| {
        view! {
            <section hidden=move || notes.with(Vec::is_empty)>
                <h3>{cell.title}</h3>
                <ul class="slips">
                    <For each=move || notes.get() key=|note| note.id.clone() let(note)>
                        <TrayNote note target />
                    </For>
                </ul>
            </section>
        }
    });
    view! {
        <div class="lead-tray">
            <p class="hint">{t.lead_tray_hint()}</p>
            <Target cells=own target />
            <Show when=move || hides.get()>
                <p class="hint">{t.lead_tray_covered()}</p>
            </Show>
            {sections.collect_view()}
            <Show when=move || empty.get()>
                <p>{if picture.loading.get() { t.fetching_notes() } else { t.lead_tray_empty() }}</p>
            </Show>
        </div>
    }
}

/// Which cell the notes are placed in.
#[component]
fn Target(cells: Vec<Cell>, target: RwSignal<CellId>) -> impl IntoView {
    let t = texts();
    let id = unique_id("target-");
    let options = cells.into_iter().map(|cell| {
        view! { <option value=cell.id.to_string()>{cell.title}</option> }
    });
    let choose = move |event| {
        if let Ok(cell) = event_target_value(&event).parse() {
            target.set(cell);
        }
    };
    view! {
        <div class="field lead-target">
            <label for=id.clone()>{t.lead_tray_target()}</label>
            <select id=id on:change=choose>{options.collect_view()}</select>
        </div>
    }
}

#[component]
fn TrayNote(note: NoteRef, target: RwSignal<CellId>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let (view, text) = (note.view.clone(), note.view.clone());
    let table = note.table;
    let place = move || {
        let cell = target.get_untracked();
        desk.put(std::slice::from_ref(&note), &cell, &Place::Last);
    };
    view! {
        <li class="slip lead-tray-note">
            <p class="lead-text">{move || view.with(|view| view.note.text.clone())}</p>
            <TableBadge table name=desk.table_name(table) />
            <Button on_press=place>
                {move || t.place_in(&desk.title(&target.read()))}
                <span class="unseen">" " {move || text.with(|view| view.note.text.clone())}</span>
            </Button>
        </li>
    }
}
