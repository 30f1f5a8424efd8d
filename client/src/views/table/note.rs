//! A note on the table: a slip of paper with what it says, how it stands, and what can be done to it.

use bordsvis_shared::board::Placer;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::answer;
use super::here::{Here, card_of, menu_of, use_here};
use super::keys::{Deed, deed};
use super::personal::looks_personal;
use crate::board::{NoteRef, NoteView, Place, Saving};
use crate::focus::{ends_typing, focus_soon};
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, Icon, Look, Menu, MenuItem, Shape, Show, edge_class};
use crate::reactive::{effect, memo, stored};
use crate::texts::Texts;

/// A note in a list.
#[component]
pub fn NoteCard(note: NoteRef) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let view = note.view.clone();
    let editing = {
        let id = note.id.clone();
        memo(move || here.editing.with(|editing| editing.as_ref() == Some(&id)))
    };
    let movable = {
        let view = view.clone();
        memo(move || !editing.get() && view.with(|view| here.can_move(view)))
    };
    // What others wrote is saved; of one's own, one wants to know.
    let saved = {
        let view = view.clone();
        memo(move || view.with(|view| view.saved && view.own))
    };
    let text = {
        let view = view.clone();
        Signal::derive(move || view.with(|view| view.note.text.clone()))
    };
    let tick = move || {
        saved.get().then(|| {
            view! {
                <span class="note-saved" title=t.saved()>
                    <Icon shape=Shape::Check />
                    <span class="unseen">{t.saved()}</span>
                </span>
            }
        })
    };
    let [held, marked, before, behind] = looks(here, &note);
    let id = note.id.to_string();
    let class = ["note slip ", edge_class(note.table)].concat();
    let marks = view! { <Marks note=note.clone() /> };
    let note = stored(note);
    let press = move |event: ev::PointerEvent| {
        if movable.get_untracked() {
            here.drag.press(&event);
        }
    };
    let moves = move |event: ev::PointerEvent| {
        here.drag.moves(&event, || vec![note.get_value()]);
    };
    let release = move |_| {
        if let Some((_, spot)) = here.drag.release() {
            note.with_value(|note| here.put(t, note, &spot.cell, &spot.place));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if editing.get_untracked() || in_menu(&event) || !untrack(|| here.is_open()) {
            return;
        }
        let ctrl = event.ctrl_key() || event.meta_key();
        let Some(deed) = deed(&event.key(), event.alt_key(), ctrl) else {
            return;
        };
        if note.with_value(|note| deeds(here, note).contains(&deed)) {
            event.prevent_default();
            note.with_value(|note| here.act(t, note, deed));
        }
    };
    view! {
        <li
            id=["note-", &id].concat()
            class=class
            class:held=held
            class:marked=marked
            class:drop-before=before
            class:drop-behind=behind
            class:movable=movable
            data-note=id
            on:pointerdown=press
            on:pointermove=moves
            on:pointerup=release
            on:pointercancel=move |_| here.drag.end()
            on:click:capture=move |event| {
                if here.drag.swallows_click() {
                    event.stop_propagation();
                }
            }
            on:keydown=on_key
        >
            {move || {
                let words = move || view! { <p class="note-text">{move || text.get()} {tick}</p> };
                if editing.get() {
                    view! { <Later part=move || editor(note.get_value()) meanwhile=words /> }.into_any()
                } else {
                    words().into_any()
                }
            }}
            {marks}
            <Show when=move || !editing.get() && view.with(|view| here.can_change(view))>
                <Menu
                    label=Signal::derive(move || t.note_menu(&text.read()))
                    items=move |()| note.with_value(|note| items(t, here, note))
                />
            </Show>
        </li>
    }
}

/// Whether a note is held, marked, or what is held would be dropped before or behind it.
fn looks(here: Here, note: &NoteRef) -> [Memo<bool>; 4] {
    let memo = |is: fn(&Here, &NoteRef) -> bool| {
        let note = note.clone();
        memo(move || is(&here, &note))
    };
    [
        memo(|here, note| here.drag.holds(note)),
        memo(|here, note| here.is_marked(&note.id)),
        memo(|here, note| here.drag.drops_at(&Place::Before(note.id.clone()))),
        memo(|here, note| here.drag.drops_at(&Place::After(note.id.clone()))),
    ]
}

/// What can be done to a note at the moment.
fn deeds(here: Here, note: &NoteRef) -> Vec<Deed> {
    let view = note.view.get_untracked();
    if view.aside {
        return Vec::new();
    }
    let written_here = note.step == here.step_id();
    let can_move = untrack(|| here.can_move(&view));
    let notes = here.picture.cell(&view.cell).get_untracked();
    let first = notes.first() == Some(note);
    let last = notes.last() == Some(note);
    [
        (Deed::Edit, written_here),
        (Deed::Move, can_move),
        (Deed::Up, can_move && !first),
        (Deed::Down, can_move && !last),
        // What was written alone is chosen from the matrix that it was placed in.
        (Deed::Lift, true),
        (Deed::Remove, written_here || view.placer == Placer::Table),
    ]
    .into_iter()
    .filter_map(|(deed, can)| can.then_some(deed))
    .collect()
}

fn items(t: Texts, here: Here, note: &NoteRef) -> Vec<MenuItem> {
    let lifted = note.view.with_untracked(|view| view.note.lifted);
    let written_here = note.step == here.step_id();
    let item = |deed| {
        let note = note.clone();
        let act = move || here.act(t, &note, deed);
        match deed {
            Deed::Edit => MenuItem::new(t.edit(), act).icon(Shape::Edit),
            Deed::Move => MenuItem::new(t.move_to(), act).icon(Shape::Move),
            Deed::Up => MenuItem::new(t.move_up(), act).icon(Shape::Up),
            Deed::Down => MenuItem::new(t.move_down(), act).icon(Shape::Down),
            Deed::Lift if lifted => MenuItem::new(t.unlift(), act).icon(Shape::Lift),
            Deed::Lift => MenuItem::new(t.lift(), act).icon(Shape::Lift),
            Deed::Remove if written_here => {
                MenuItem::new(t.remove(), act).icon(Shape::Remove).danger()
            }
            Deed::Remove => MenuItem::new(t.take_away(), act).icon(Shape::Remove),
        }
    };
    let deeds = deeds(here, note).into_iter().map(item);
    deeds.chain(answer::items(t, here, note)).collect()
}

fn in_menu(event: &ev::KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("[role=menu]").ok().flatten().is_some())
}

/// How a note stands: where it comes from, where plenary put it, what it waits for.
#[component]
fn Marks(note: NoteRef) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let from = (note.step != here.step_id()).then(|| {
        here.board.session.with_untracked(|session| {
            let step = session.method.step(&note.step)?;
            Some(t.from_step(step.title.get(t.language())))
        })
    });
    let marks = move || {
        let view = note.view.read();
        let waits = matches!(here.board.saving.get(), Saving::Offline(_));
        let marks = [
            view.aside
                .then(|| mark("aside", Shape::Aside, t.taken_down().to_owned())),
            plenary(t, here, &view).map(|words| mark("plenary", Shape::Screen, words)),
            view.note
                .lifted
                .then(|| mark("lifted", Shape::Lift, t.lifted().to_owned())),
            (!view.saved && waits).then(|| mark("waiting", Shape::Wait, t.waiting().to_owned())),
            (!view.saved && !waits)
                .then(|| mark("saving", Shape::Wait, t.being_saved().to_owned())),
        ];
        marks.into_iter().flatten().collect_view()
    };
    let id = note.id.clone();
    let links = memo(move || answer::links(t, here, &id));
    let links = move || {
        let links = links.get().into_iter();
        let links = links.map(|words| mark("link", Shape::Link, words));
        links.collect_view()
    };
    view! {
        <p class="note-marks">
            {links}
            {from.flatten().map(|words| mark("from", Shape::Left, words))}
            {marks}
        </p>
    }
}

fn mark(class: &str, shape: Shape, words: String) -> impl IntoView + use<> {
    view! { <span class=["mark ", class].concat()><Icon shape /><span>{words}</span></span> }
}

/// Says what plenary made of a note: under which other it lies, in which group, or in which cell that
/// its table did not choose.
fn plenary(t: Texts, here: Here, view: &NoteView) -> Option<String> {
    if let Some(into) = &view.into {
        let other = here.picture.note(into);
        let other = other.map(|other| other.view.with(|other| other.note.text.clone()));
        return Some(t.merged_into(other.as_deref()));
    }
    let cluster = view.cluster.as_ref();
    if let Some(cluster) = cluster.and_then(|cluster| here.picture.shown_cluster(cluster)) {
        return Some(cluster.view.with(|cluster| t.in_group(&cluster.title)));
    }
    let moved = view.placer == Placer::Plenary && view.cell != view.note.pos.cell;
    moved.then(|| t.in_plenary(&here.title(&view.cell)))
}

#[wasm_split(aside, fallible)]
fn editor(note: NoteRef) -> Late {
    late(move || view! { <Editor note=note.clone() /> }.into_any())
}

/// A note that one types in, together with whoever else does.
#[component]
fn Editor(note: NoteRef) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let area = NodeRef::<html::Textarea>::new();
    let id = note.id.clone();
    let view = note.view.clone();
    let note = stored(note);
    effect(move || {
        if let Some(area) = area.get() {
            note.with_value(|note| here.picture.type_in(note, area.clone().unchecked_into()));
            let _ = area.focus();
            let end = area.value().encode_utf16().count() as u32;
            let _ = area.set_selection_range(end, end);
        }
    });
    let personal = memo(move || view.with(|view| looks_personal(&view.note.text)));
    let done = move || {
        let blank = area
            .get_untracked()
            .is_some_and(|area| area.value().trim().is_empty());
        here.editing.set(None);
        if blank {
            // Nobody can read an empty slip; it can be brought back as what it was.
            note.with_value(|note| here.act(t, note, Deed::Remove));
        } else {
            focus_soon([menu_of(&id), card_of(&id)]);
        }
    };
    let done = Callback::new(move |()| done());
    let on_key = move |event: ev::KeyboardEvent| {
        if ends_typing(&event) {
            event.prevent_default();
            done.run(());
        }
    };
    view! {
        <div class="note-editor">
            <textarea node_ref=area aria-label=t.edit_note() rows="3" on:keydown=on_key></textarea>
            <p class="hint" role="status">{move || personal.get().then(|| t.looks_personal())}</p>
            <Button look=Look::Primary on_press=done>{t.done()}</Button>
        </div>
    }
}
