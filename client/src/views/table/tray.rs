//! What one's table wrote in an earlier step, to be placed in this one. The notes stay where they are.

use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::here::use_here;
use crate::board::{NoteRef, Place, Reach};
use crate::cells::{Cell, Cells};
use crate::focus::focus_soon;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, Dialog, For, Look, Shape, Show};
use crate::reactive::{memo, state};

/// A button for each step that this one draws from.
#[component]
pub fn Trays() -> impl IntoView {
    let here = use_here();
    let steps = here.board.session.with_untracked(|session| {
        let earlier = here.step.with_value(|step| step.draws_from.clone());
        let steps = earlier
            .iter()
            .filter_map(|id| session.method.step(id).cloned());
        steps.collect::<Vec<_>>()
    });
    let trays = steps.into_iter().map(|step| view! { <Tray step /> });
    let trays = trays.collect_view();
    view! { <div class="trays" hidden=move || !here.is_open()>{trays}</div> }
}

#[component]
fn Tray(step: Step) -> impl IntoView {
    let t = texts();
    let open = state(false);
    let title = t.fetch_from(step.title.get(t.language()));
    let label = title.clone();
    view! {
        <Button icon=Shape::Add on_press=move || open.set(true)>{label}</Button>
        <Dialog title open>
            {
                let step = step.clone();
                view! { <Later part=move || notes(step.clone()) /> }
            }
        </Dialog>
    }
}

#[wasm_split(aside, fallible)]
fn notes(step: Step) -> Late {
    late(move || view! { <Notes step=step.clone() /> }.into_any())
}

/// The notes of the earlier step, cell by cell.
#[component]
fn Notes(step: Step) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let picture = here.board.picture(&step.id, Reach::Table);
    let cells = Cells::of(&step, t.language());
    let all: Vec<_> = cells
        .all()
        .iter()
        .map(|cell| picture.cell(&cell.id))
        .collect();
    let empty = memo(move || all.iter().all(|notes| notes.with(Vec::is_empty)));
    let nothing = move || {
        if picture.loading.get() {
            t.fetching_notes().to_owned()
        } else {
            t.nothing_from(step.title.get(t.language()))
        }
    };
    let sections = cells.all().iter().cloned().map(|cell: Cell| {
        let notes = picture.cell(&cell.id);
        let none = {
            let notes = notes.clone();
            move || notes.with(Vec::is_empty)
        };
        view! {
            <section hidden=none>
                <h3>{cell.title}</h3>
                <ul class="slips">
                    <For each=move || notes.get() key=|note| note.id.clone() let(note)>
                        <TrayNote note />
                    </For>
                </ul>
            </section>
        }
    });
    view! {
        <div class="tray">
            <p class="hint">{t.tray_hint()}</p>
            {sections.collect_view()}
            <Show when=move || empty.get()>
                <p>{nothing.clone()}</p>
            </Show>
        </div>
    }
}

#[component]
fn TrayNote(note: NoteRef) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let view = note.view.clone();
    let id = note.id.clone();
    let row = format!("tray-{id}");
    let item = row.clone();
    let lies_in = memo(move || here.cell_of(&id));
    let place = move || {
        if let Some(cell) = here.chosen.get_untracked() {
            here.put(t, &note, &cell, &Place::Last);
            focus_soon([["#", &row].concat()]);
        }
    };
    let place = Callback::new(move |()| place());
    let button = move || {
        let title = here.chosen_title()?;
        let already = lies_in.get() == here.chosen.get();
        (!already).then(|| {
            let words = t.place_in(&title);
            view! { <Button look=Look::Quiet on_press=place>{words}</Button> }
        })
    };
    view! {
        <li class="slip tray-note" id=item tabindex="-1">
            <p class="note-text">{move || view.with(|view| view.note.text.clone())}</p>
            {move || {
                let cell = lies_in.get()?;
                Some(view! { <p class="hint">{t.lies_in(&here.title(&cell))}</p> })
            }}
            {button}
        </li>
    }
}
