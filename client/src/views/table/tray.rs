//! What one's table wrote in an earlier step, to be placed in this one. The notes stay where they are.

use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::here::use_here;
use crate::board::{NoteRef, Picture, Place, Reach};
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
    let (t, here) = (texts(), use_here());
    let open = state(false);
    let title = t.our_notes_from(step.title.get(t.language()));
    let label = title.clone();
    let written = Written::of(&step);
    let lists = written.lists.clone();
    let left = memo(move || {
        let left = |note: &&NoteRef| here.cell_of(&note.id).is_none();
        let left = |notes: &Vec<NoteRef>| notes.iter().filter(left).count();
        lists.iter().map(|(_, notes)| notes.with(left)).sum()
    });
    view! {
        <Button icon=Shape::Add on_press=move || open.set(true)>
            {move || t.tray(&label, left.get())}
        </Button>
        <Dialog title open>
            {
                let written = written.clone();
                view! { <Later part=move || notes(written.clone()) /> }
            }
        </Dialog>
    }
}

/// What the table wrote in an earlier step, cell by cell.
#[derive(Clone)]
struct Written {
    step: String,
    picture: Picture,
    lists: Vec<(Cell, ArcReadSignal<Vec<NoteRef>>)>,
}

impl Written {
    fn of(step: &Step) -> Self {
        let (t, here) = (texts(), use_here());
        let picture = here.board.picture(&step.id, Reach::Table);
        let cells = Cells::of(step, t.language());
        let notes = |cell: &Cell| (cell.clone(), picture.cell(&cell.id));
        Self {
            step: step.title.get(t.language()).to_owned(),
            lists: cells.all().iter().map(notes).collect(),
            picture,
        }
    }
}

#[wasm_split(aside, fallible)]
fn notes(written: Written) -> Late {
    late(move || view! { <Notes written=written.clone() /> }.into_any())
}

#[component]
fn Notes(written: Written) -> impl IntoView {
    let t = texts();
    let Written {
        step,
        picture,
        lists,
    } = written;
    let all: Vec<_> = lists.iter().map(|(_, notes)| notes.clone()).collect();
    let empty = memo(move || all.iter().all(|notes| notes.with(Vec::is_empty)));
    let nothing = move || {
        if picture.loading.get() {
            t.fetching_notes().to_owned()
        } else {
            t.nothing_from(&step)
        }
    };
    let sections = lists.into_iter().map(|(cell, notes)| {
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
    let (view, text) = (note.view.clone(), note.view.clone());
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
            let note = text.with_untracked(|view| view.note.text.clone());
            view! {
                <Button look=Look::Quiet on_press=place>
                    {words} <span class="unseen">" " {note}</span>
                </Button>
            }
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
