//! The cells of a step with their notes, or the groups that they are laid in. What happens to notes is
//! heard once, on all of them together: a thousand notes with listeners of their own would be slow to draw.

use bordsvis_shared::id::{ClusterId, NoteId};
use bordsvis_shared::method::Layout;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::acts::{self, list_in_focus};
use super::cell::Cell;
use super::desk::{Desk, GroupBy, use_desk};
use super::grouped::groups;
use super::keys::{cluster_deed, deed};
use crate::board::{ClusterRef, Place};
use crate::drag::Onto;
use crate::language::texts;
use crate::later::Later;
use crate::reactive::memo;

/// What has keys and presses of its own, within a note or a cluster.
const OWN: &str = "button, textarea, input, select, summary, a, [role=menu]";

/// All notes of the step.
#[component]
pub fn Surface() -> impl IntoView {
    let desk = use_desk();
    let on_key = move |event: ev::KeyboardEvent| {
        let (key, alt) = (event.key(), event.alt_key());
        let ctrl = event.ctrl_key() || event.meta_key();
        // Whatever within a note has keys of its own keeps them.
        if let Some(note) = focused_note(&event).and_then(|id| desk.picture.note(&id)) {
            if let Some(deed) = deed(&key, alt, ctrl) {
                event.prevent_default();
                acts::act(&desk, &note, deed);
            }
        } else if let Some(cluster) = focused_cluster(&event)
            && let Some(cluster) = desk.picture.shown_cluster(&cluster)
            && let Some(deed) = cluster_deed(&key, alt, ctrl)
        {
            event.prevent_default();
            acts::act_on_cluster(&desk, &cluster, deed);
        }
    };
    let moves = move |event: ev::PointerEvent| {
        if let Some(note) = note_at(&event).and_then(|id| desk.picture.note(&id)) {
            desk.drag.moves(&event, || {
                desk.carried.set_value(None);
                desk.with_chosen(&note)
            });
        } else if let Some(cluster) = cluster_at(&desk, &event) {
            desk.drag.moves(&event, || {
                let notes = cluster.notes.get_untracked();
                desk.carried.set_value(Some(cluster));
                notes
            });
        } else if untrack(|| desk.drag.is_on()) {
            desk.drag.moves(&event, Vec::new);
        }
    };
    let click = move |event: ev::MouseEvent| {
        if desk.drag.swallows_click() || within(&event, OWN) {
            return;
        }
        let Some(note) = note_at(&event) else {
            return desk.clear();
        };
        if event.shift_key() {
            desk.choose_to(&note, &list_in_focus(&desk));
        } else if event.ctrl_key() || event.meta_key() {
            desk.choose(&note);
        } else {
            desk.clear();
            desk.anchor.set_value(Some(note));
        }
    };
    let by_cell = move || desk.by.get() == GroupBy::Cell;
    view! {
        <div
            class="lead-desk"
            on:pointerdown=move |event| desk.drag.press(&event)
            on:pointermove=moves
            on:pointerup=move |_| drop_held(&desk)
            on:pointercancel=move |_| desk.drag.end()
            on:pointerover=move |event| hover(&desk, note_at(&event))
            on:pointerleave=move |_| hover(&desk, None)
            on:focusin=move |event| desk.focused.set(note_at(&event))
            on:focusout=move |event: ev::FocusEvent| leave(&desk, &event)
            on:click=click
            on:dblclick=move |event| {
                if !within(&event, OWN) {
                    desk.editing.set(note_at(&event));
                }
            }
            on:keydown=on_key
        >
            {move || {
                if by_cell() { view! { <Cells /> }.into_any() } else { view! { <Later part=groups meanwhile=|| () /> }.into_any() }
            }}
        </div>
    }
}

/// All cells, arranged as the method has them.
#[component]
fn Cells() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let cells = desk.cells.with_value(|cells| cells.own().to_vec());
    let parking = desk.cells.with_value(|cells| cells.parking().id.clone());
    let arranged = desk.step.with_value(|step| match &step.layout {
        Layout::Cells(own) => {
            let few = own.len() <= 4;
            let cells = cells
                .into_iter()
                .map(|cell| view! { <Cell cell=cell.id /> });
            let class = if few { "lead-cells few" } else { "lead-cells" };
            view! { <div class=class>{cells.collect_view()}</div> }.into_any()
        }
        // The list itself stands above.
        Layout::Checklist(_) => ().into_any(),
        Layout::Grid { rows, columns } => {
            let mut cells = cells.into_iter();
            let rows = rows.iter().map(|row| {
                let cells: Vec<_> = cells.by_ref().take(columns.len()).collect();
                let notes: Vec<_> = cells
                    .iter()
                    .map(|cell| desk.picture.cell(&cell.id))
                    .collect();
                let title = row.title.get(t.language()).to_owned();
                // How much of the map is covered.
                let count = memo(move || notes.iter().map(|n| n.with(Vec::len)).sum::<usize>());
                let cells = cells.into_iter();
                let cells = cells.map(|cell| view! { <Cell cell=cell.id within_row=true /> });
                view! {
                    <section class="lead-row">
                        <h3>{title} " " <span class="count">{move || count.get()}</span></h3>
                        {cells.collect_view()}
                    </section>
                }
            });
            let columns = columns.len().to_string();
            view! { <div class="lead-grid" style:--columns=columns>{rows.collect_view()}</div> }
                .into_any()
        }
    });
    view! {
        {arranged}
        <Cell cell=parking />
    }
}

/// Puts down what is held.
fn drop_held(desk: &Desk) {
    let onto = desk.drag.onto.get_untracked();
    let carried = desk.carried.get_value();
    let Some((notes, spot)) = desk.drag.release() else {
        return;
    };
    match (carried, onto) {
        (Some(cluster), onto) => {
            let place = match onto {
                Some(Onto::Cluster(other)) if other != cluster.id => Place::Before(other),
                _ => Place::Last,
            };
            desk.move_cluster(&cluster, &spot.cell, &place);
        }
        (None, Some(onto)) => desk.drop_onto(notes, &onto),
        (None, None) => desk.put(&notes, &spot.cell, &spot.place),
    }
}

fn hover(desk: &Desk, note: Option<NoteId>) {
    if desk.hovered.with_untracked(|hovered| *hovered != note) {
        desk.hovered.set(note);
    }
}

/// The focus has gone elsewhere. From a dialog it comes back, as from another window.
fn leave(desk: &Desk, event: &ev::FocusEvent) {
    let to = event.related_target();
    let to = to.and_then(|to| to.dyn_into::<Element>().ok());
    if to.is_some_and(|to| matches!(to.closest("dialog, .lead-desk"), Ok(None))) {
        desk.focused.set(None);
    }
}

fn target_of(event: &ev::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn within(event: &ev::Event, selector: &str) -> bool {
    let closest = |target: Element| target.closest(selector).ok().flatten();
    target_of(event).and_then(closest).is_some()
}

/// The note in which something happened.
fn note_at(event: &ev::Event) -> Option<NoteId> {
    acts::id_of(&target_of(event)?.closest("[data-note]").ok()??)
}

/// The note that itself, not something within it, has the focus.
fn focused_note(event: &ev::Event) -> Option<NoteId> {
    acts::id_of(&target_of(event)?)
}

/// The cluster at whose head something happened.
fn cluster_at(desk: &Desk, event: &ev::Event) -> Option<ClusterRef> {
    let head = target_of(event)?.closest("[data-cluster]").ok()??;
    let id = head.get_attribute("data-cluster")?.parse().ok()?;
    desk.picture.shown_cluster(&id)
}

/// The cluster whose handle has the focus.
fn focused_cluster(event: &ev::Event) -> Option<ClusterId> {
    let id = target_of(event)?.get_attribute("data-handle")?;
    id.parse().ok()
}
