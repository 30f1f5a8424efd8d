//! A note on the facilitator's desk: what it says, its table, how it stands. What can be done to it
//! appears when it is pointed at or has the focus.

use bordsvis_shared::board::Placer;
use bordsvis_shared::id::NoteId;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::desk::{Desk, Standing, slip_of, use_desk};
use super::few::Few;
use crate::board::{NoteRef, Saving};
use crate::focus::focus_soon;
use crate::language::texts;
use crate::parts::{Button, Icon, Look, Menu, MenuItem, Shape, Show, edge_class};
use crate::reactive::{effect, memo, stored};
use crate::texts::Texts;

/// A slip of paper.
#[component]
pub fn Slip(
    note: NoteRef,
    /// The note of the cell that last had the focus.
    last: RwSignal<Option<NoteId>>,
    /// The note of the cell that is reached by Tab.
    stop: Few,
) -> impl IntoView {
    let desk = use_desk();
    let view = note.view.clone();
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
    view! {
        <li
            id=["note-", &id].concat()
            class=class
            class:held=held
            class:chosen=chosen
            data-note=id
            tabindex=move || if stopped.get() { "0" } else { "-1" }
            on:focus=move |_| last.set(Some(remember.clone()))
        >
            {move || {
                if editing.get() {
                    return view! { <Editor note=note.get_value() /> }.into_any();
                }
                let view = view.clone();
                view! { <p class="lead-text">{move || view.with(|view| view.note.text.clone())}</p> }
                    .into_any()
            }}
            <p class="lead-by">
                <span class="lead-table-name">{name}</span>
                <Marks note=marked chosen />
            </p>
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

fn items(t: Texts, desk: Desk, note: &NoteRef) -> Vec<MenuItem> {
    let id = note.id.clone();
    let item = |words: String, act: fn(&Desk, &NoteRef)| {
        let note = note.clone();
        MenuItem::new(words, move || act(&desk, &note))
    };
    let is_shown = desk.on_screen.get_untracked().as_ref() == Some(&id);
    let is_chosen = desk.chosen.with_untracked(|chosen| chosen.contains(&id));
    let moved = note.step == desk.step_id()
        && note
            .view
            .with_untracked(|view| view.placer == Placer::Plenary);
    let show = if is_shown {
        t.lead_unshow()
    } else {
        t.lead_show()
    };
    let choose = if is_chosen {
        t.lead_unchoose()
    } else {
        t.lead_choose()
    };
    let show = item(show.to_owned(), Desk::show).icon(Shape::Screen);
    let ask = item(t.move_to().to_owned(), |desk, note| {
        desk.ask(desk.with_chosen(note), None);
    });
    let later = desk.later_steps().into_iter().map(|step| {
        let note = note.clone();
        let title = t.lead_place_in(step.title.get(t.language()));
        let ask = move || desk.ask(desk.with_chosen(&note), Some(step.id.clone()));
        MenuItem::new(title, ask).icon(Shape::Right)
    });
    let back = moved.then(|| {
        item(t.lead_to_own_place().to_owned(), |desk, note| {
            desk.put_back(std::slice::from_ref(note));
        })
        .icon(Shape::Undo)
    });
    let edit = item(t.edit().to_owned(), |desk, note| {
        desk.editing.set(Some(note.id.clone()));
    });
    let choose = item(choose.to_owned(), |desk, note| desk.choose(&note.id));
    let own = note.step == desk.step_id();
    let remove = if own { t.remove() } else { t.take_away() };
    let remove = item(remove.to_owned(), |desk, note| {
        desk.remove(&desk.with_chosen(note));
    })
    .icon(Shape::Remove);
    [show, ask.icon(Shape::Move)]
        .into_iter()
        .chain(later)
        .chain(back)
        .chain([edit.icon(Shape::Edit), choose.icon(Shape::Check)])
        .chain([if own { remove.danger() } else { remove }])
        .collect()
}

/// How a note stands: where it comes from, whether it is on the big screen, chosen, shown, saved.
#[component]
fn Marks(note: NoteRef, chosen: ReadSignal<bool>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let from = (note.step != desk.step_id())
        .then(|| {
            desk.board.session.with_untracked(|session| {
                let step = session.method.step(&note.step)?;
                Some(t.from_step(step.title.get(t.language())))
            })
        })
        .flatten();
    let on_screen = desk.is.on_screen.has(&note.id);
    let view = note.view.clone();
    let unsaved = memo(move || view.with(|view| !view.saved));
    let view = note.view.clone();
    let lifted = memo(move || view.with(|view| view.note.lifted));
    // Only a note that waits asks why: the others would all look again at each edit.
    let unsaved = move || {
        unsaved.get().then(|| match desk.board.saving.get() {
            Saving::Offline(_) => t.waiting(),
            _ => t.being_saved(),
        })
    };
    view! {
        {from.map(|words| mark(Shape::Left, words))}
        {move || desk.is_unrevealed(&note).then(|| mark(Shape::Hidden, t.lead_uncovered().to_owned()))}
        {move || lifted.get().then(|| mark(Shape::Lift, t.lifted().to_owned()))}
        {move || on_screen.get().then(|| mark(Shape::Screen, t.lead_is_shown().to_owned()))}
        {move || chosen.get().then(|| mark(Shape::Check, t.lead_is_chosen().to_owned()))}
        {move || unsaved().map(|words| mark(Shape::Wait, words.to_owned()))}
    }
}

fn mark(shape: Shape, words: String) -> impl IntoView + use<> {
    view! { <span class="mark"><Icon shape />{words}</span> }
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
            focus_soon([slip_of(&id)]);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        let ctrl = event.ctrl_key() || event.meta_key();
        if !event.is_composing() && (key == "Escape" || (key == "Enter" && ctrl)) {
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
