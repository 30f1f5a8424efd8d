//! A note as the facilitator handles it: by pointer, by keyboard and by menu.

use bordsvis_shared::board::Placer;
use bordsvis_shared::id::{CellId, StepId};
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::ScreenView;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::cells::Here;
use super::lead::use_command;
use crate::board::{NoteRef, Place};
use crate::language::texts;
use crate::parts::{Button, Dialog, Icon, Look, Menu, MenuItem, Shape, edge_class, use_toasts};

/// What a slip needs to know of where it lies.
#[derive(Clone, Copy)]
pub struct Reading(Here);

impl Reading {
    /// In a step.
    pub fn of(here: Here) -> Self {
        Self(here)
    }
}

/// A note.
#[component]
pub fn NoteSlip(note: NoteRef, cell: CellId, reading: Reading) -> impl IntoView {
    let t = texts();
    let Reading(here) = reading;
    let toasts = use_toasts();
    let command = use_command(here.board);
    let note = StoredValue::new(note);
    let with = move |act: &dyn Fn(&NoteRef)| note.with_value(act);
    let session = here.board.session;
    let view = note.with_value(|note| note.view.clone());
    let (step, table) = note.with_value(|note| (note.step.clone(), note.table));
    let edge = edge_class(table);
    let name = Memo::new(move |_| {
        session.with(|session| {
            session
                .table(table)
                .map(|t| t.name.clone())
                .unwrap_or_default()
        })
    });
    let shown = Memo::new(move |_| session.with(|session| session.is_revealed(&step, table)));
    let hidden = Memo::new(move |_| here.covered.get() && !shown.get());
    let text = Memo::new(move |_| view.with(|view| view.note.text.clone()));
    let view = note.with_value(|note| note.view.clone());
    let marks = Memo::new(move |_| view.with(|view| (view.saved, view.note.lifted, view.placer)));

    let editing = RwSignal::new(false);
    let moving = RwSignal::new(false);
    let placing = RwSignal::new(false);
    let slip = NodeRef::<html::Li>::new();
    Effect::new(move |_| {
        let me = note.with_value(|note| note.id.clone());
        if let Some(slip) = slip.get()
            && here.focus.get().as_ref() == Some(&me)
        {
            here.focus.set(None);
            let _ = slip.focus();
        }
    });

    let bin = move || {
        with(&|note| match here.picture.bin(std::slice::from_ref(note)) {
            Ok(()) => {
                toasts.offer(t.lead_binned(), t.lead_undo(), move || {
                    here.picture.undo();
                });
            }
            Err(_) => toasts.say(t.lead_blocked()),
        });
    };
    let on_screen = move || {
        let step = here.picture.step();
        let note = note.with_value(|note| note.id.clone());
        command(ToServer::Screen {
            view: ScreenView::Note { step, note },
        });
    };
    let shift = {
        let cell = cell.clone();
        move |down: bool| {
            let notes = here.picture.cell(&cell).get_untracked();
            with(&|note| {
                let Some(at) = notes.iter().position(|other| other.id == note.id) else {
                    return;
                };
                let to = if down {
                    at.checked_add(1)
                } else {
                    at.checked_sub(1)
                };
                let Some(other) = to.and_then(|to| notes.get(to)) else {
                    return;
                };
                let other = other.id.clone();
                let place = if down {
                    Place::After(other)
                } else {
                    Place::Before(other)
                };
                here.move_note(note, &cell, &place);
            });
        }
    };
    let put_back = move || {
        with(&|note| {
            if here.picture.put_back(std::slice::from_ref(note)).is_err() {
                toasts.say(t.lead_blocked());
            }
        });
    };
    let keyed = shift.clone();
    let on_key = move |event: ev::KeyboardEvent| {
        // Only on the slip itself: its menu and its text field have keys of their own.
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let own = slip
            .get_untracked()
            .is_some_and(|slip| slip.is_same_node(target.as_ref()));
        if !own || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowUp" if event.alt_key() => keyed(false),
            "ArrowDown" if event.alt_key() => keyed(true),
            "m" | "M" => moving.set(true),
            "v" | "V" => on_screen(),
            "e" | "E" if !hidden.get_untracked() => editing.set(true),
            "Delete" => bin(),
            _ => return,
        }
        event.prevent_default();
    };
    let drop_cell = cell.clone();
    let on_drop = move |event: ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        let dragged = here
            .dragged
            .get_untracked()
            .and_then(|id| here.picture.note(&id));
        if let Some(dragged) = dragged {
            with(&|note| {
                if note.id != dragged.id {
                    here.move_note(&dragged, &drop_cell, &Place::Before(note.id.clone()));
                }
            });
        }
    };
    let later = later_steps(here);
    let items = move |()| {
        let (up, down) = (shift.clone(), shift.clone());
        let mut items = vec![
            MenuItem::new(t.lead_move(), move || moving.set(true)).icon(Shape::Move),
            MenuItem::new(t.lead_up(), move || up(false)).icon(Shape::Lift),
            MenuItem::new(t.lead_down(), move || down(true)).icon(Shape::Down),
        ];
        if marks.get_untracked().2 != Placer::Author {
            items.push(MenuItem::new(t.lead_put_back(), put_back).icon(Shape::Undo));
        }
        if !later.is_empty() {
            items.push(MenuItem::new(t.lead_place(), move || placing.set(true)).icon(Shape::Right));
        }
        items.push(MenuItem::new(t.lead_spotlight(), on_screen).icon(Shape::Screen));
        if !hidden.get_untracked() {
            items.push(MenuItem::new(t.lead_edit(), move || editing.set(true)).icon(Shape::Edit));
        }
        items.push(
            MenuItem::new(t.lead_bin(), bin)
                .icon(Shape::Remove)
                .danger(),
        );
        items
    };
    let menu_label = Signal::derive(move || {
        let text = if hidden.get() {
            t.lead_covered_note().to_owned()
        } else {
            text.get()
        };
        t.lead_note_menu(&text)
    });
    view! {
        <li
            class=["lead-note ", edge].concat()
            class:covered=hidden
            tabindex="0"
            draggable="true"
            node_ref=slip
            on:keydown=on_key
            on:dragstart=move |event| {
                // Firefox drags nothing that carries nothing.
                if let Some(carried) = event.data_transfer() {
                    let _ = carried.set_data("text/plain", "");
                }
                here.dragged.set(Some(note.with_value(|note| note.id.clone())));
            }
            on:dragend=move |_| here.dragged.set(None)
            on:dragover=move |event| event.prevent_default()
            on:drop=on_drop
        >
            <div class="lead-note-body">
                {move || match (editing.get(), hidden.get()) {
                    (true, false) => view! { <Typing here note editing slip /> }.into_any(),
                    (_, true) => view! { <p class="hint">{t.lead_covered_note()}</p> }.into_any(),
                    (false, false) => view! { <p class="lead-text">{move || text.get()}</p> }.into_any(),
                }}
                <p class="lead-from">
                    {move || name.get()}
                    {move || {
                        let (saved, lifted, _) = marks.get();
                        view! {
                            {lifted.then(|| view! { <span class="lead-mark"><Icon shape=Shape::Lift />{t.lead_lifted()}</span> })}
                            {(!saved).then(|| view! { <span class="lead-mark"><Icon shape=Shape::Offline />{t.lead_waits()}</span> })}
                        }
                    }}
                </p>
            </div>
            <Menu label=menu_label items=items />
            <MoveDialog here note open=moving />
            <PlaceDialog here note open=placing />
        </li>
    }
}

/// The note's text, typed in together with others.
#[component]
fn Typing(
    here: Here,
    note: StoredValue<NoteRef>,
    editing: RwSignal<bool>,
    slip: NodeRef<html::Li>,
) -> impl IntoView {
    let t = texts();
    let area = NodeRef::<html::Textarea>::new();
    area.on_load(move |area| {
        note.with_value(|note| here.picture.type_in(note, area.clone()));
        let _ = area.focus();
    });
    let on_key = move |event: ev::KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape" {
            editing.set(false);
            if let Some(slip) = slip.get_untracked() {
                let _ = slip.focus();
            }
        }
    };
    view! {
        <textarea
            rows="3"
            aria-label=t.lead_edit_label()
            node_ref=area
            on:keydown=on_key
            on:blur=move |_| editing.set(false)
        ></textarea>
    }
}

#[component]
fn MoveDialog(here: Here, note: StoredValue<NoteRef>, open: RwSignal<bool>) -> impl IntoView {
    let t = texts();
    let choices = move || {
        let cells = here.cells().into_iter().map(|(cell, title)| {
            let go = move || {
                open.set(false);
                note.with_value(|note| here.move_note(note, &cell, &Place::Last));
            };
            view! { <li><Button look=Look::Plain on_press=go>{title}</Button></li> }
        });
        view! { <ul class="lead-choices">{cells.collect_view()}</ul> }
    };
    view! { <Dialog title=t.lead_move() open>{choices()}</Dialog> }
}

#[component]
fn PlaceDialog(here: Here, note: StoredValue<NoteRef>, open: RwSignal<bool>) -> impl IntoView {
    let t = texts();
    let toasts = use_toasts();
    let choices = move || {
        let steps = later_steps(here)
            .into_iter()
            .map(|Later { step, title, cells }| {
                let cells = cells.into_iter().map(|(cell, title)| {
                    let step = step.clone();
                    let go = move || {
                        open.set(false);
                        note.with_value(|note| {
                            let placed =
                                here.picture
                                    .place_later(std::slice::from_ref(note), &step, &cell);
                            toasts.say(if placed.is_ok() {
                                t.lead_placed()
                            } else {
                                t.lead_blocked()
                            });
                        });
                    };
                    view! { <li><Button on_press=go>{title}</Button></li> }
                });
                view! { <h3>{title}</h3><ul class="lead-choices">{cells.collect_view()}</ul> }
            });
        steps.collect_view()
    };
    view! { <Dialog title=t.lead_place() open>{choices()}</Dialog> }
}

/// A later step, with its cells.
struct Later {
    step: StepId,
    title: String,
    cells: Vec<(CellId, String)>,
}

/// The later steps that notes of this one may be placed in, with their cells.
fn later_steps(here: Here) -> Vec<Later> {
    let language = here.t.language();
    let this = here.picture.step();
    here.board.session.with_untracked(|session| {
        let later = session
            .method
            .steps
            .iter()
            .filter(|step| step.draws_from.contains(&this));
        later
            .map(|step| {
                let cells = step
                    .cells()
                    .map(|cell| (cell.id.clone(), cell.title(language)));
                Later {
                    step: step.id.clone(),
                    title: step.title.get(language).to_owned(),
                    cells: cells.collect(),
                }
            })
            .collect()
    })
}
