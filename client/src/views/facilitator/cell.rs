//! The cells of a step with their notes. What happens to notes is heard once, on all cells together:
//! a thousand notes with listeners of their own would be slow to draw.

use std::collections::BTreeMap;

use bordsvis_shared::id::{CellId, NoteId, TableNo};
use bordsvis_shared::method::Layout;
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::ScreenView;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::desk::{Desk, slip_of, use_desk};
use super::few::Few;
use super::keys::{Deed, Way, deed};
use super::note::Slip;
use crate::board::{NoteRef, Place};
use crate::focus::focus_soon;
use crate::language::texts;
use crate::parts::{For, Icon, Shape, TableBadge};
use crate::reactive::{effect, memo, state, stored};

/// How many notes of a cell are drawn at once; the rest follow, as many with each frame, so that a full
/// board opens without standing still.
const AT_ONCE: usize = 12;

/// All cells, arranged as the method has them.
#[component]
pub fn Cells() -> impl IntoView {
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
        Layout::Checklist(_) => ().into_any(),
        Layout::Grid { rows, columns } => {
            let mut cells = cells.into_iter();
            let rows = rows.iter().map(|row| {
                let cells = cells.by_ref().take(columns.len());
                let cells = cells.map(|cell| view! { <Cell cell=cell.id within_row=true /> });
                view! {
                    <section class="lead-row">
                        <h3>{row.title.get(t.language()).to_owned()}</h3>
                        {cells.collect_view()}
                    </section>
                }
            });
            let columns = columns.len().to_string();
            view! { <div class="lead-grid" style:--columns=columns>{rows.collect_view()}</div> }
                .into_any()
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let ctrl = event.ctrl_key() || event.meta_key();
        // Whatever within a note has keys of its own keeps them.
        let Some(note) = focused_note(&event).and_then(|id| desk.picture.note(&id)) else {
            return;
        };
        if let Some(deed) = deed(&event.key(), event.alt_key(), ctrl) {
            event.prevent_default();
            act(&desk, &note, deed);
        }
    };
    let moves = move |event: ev::PointerEvent| {
        if let Some(note) = note_at(&event).and_then(|id| desk.picture.note(&id)) {
            desk.drag.moves(&event, || desk.with_chosen(&note));
        } else if untrack(|| desk.drag.is_on()) {
            desk.drag.moves(&event, Vec::new);
        }
    };
    let click = move |event: ev::MouseEvent| {
        if desk.drag.swallows_click() || within(&event, "button, textarea, [role=menu]") {
            return;
        }
        let Some(note) = note_at(&event) else {
            return desk.clear();
        };
        if event.shift_key() {
            desk.choose_to(&note, &list_of(&desk, &note));
        } else if event.ctrl_key() || event.meta_key() {
            desk.choose(&note);
        } else {
            desk.clear();
            desk.anchor.set_value(Some(note));
        }
    };
    view! {
        <div
            class="lead-desk"
            on:pointerdown=move |event| desk.drag.press(&event)
            on:pointermove=moves
            on:pointerup=move |_| {
                if let Some((notes, spot)) = desk.drag.release() {
                    desk.put(&notes, &spot.cell, &spot.place);
                }
            }
            on:pointercancel=move |_| desk.drag.end()
            on:pointerover=move |event| hover(&desk, note_at(&event))
            on:pointerleave=move |_| hover(&desk, None)
            on:focusin=move |event| desk.focused.set(note_at(&event))
            on:focusout=move |event: ev::FocusEvent| leave(&desk, &event)
            on:click=click
            on:dblclick=move |event| {
                if !within(&event, "button, textarea, [role=menu]") {
                    desk.editing.set(note_at(&event));
                }
            }
            on:keydown=on_key
        >
            {arranged}
            <Cell cell=parking />
        </div>
    }
}

/// A cell: its heading, its notes, and what is covered.
#[component]
fn Cell(
    cell: CellId,
    /// Whether the heading of its row stands before it.
    #[prop(optional)]
    within_row: bool,
) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let info = desk
        .cells
        .with_value(|cells| cells.get(&cell).cloned())
        .expect("a cell of this step");
    let notes = desk.picture.cell(&cell);
    let all = notes.clone();
    let shown = desk.shown(notes);
    let covered = {
        let all = all.clone();
        memo(move || all.with(|notes| covered(&desk, notes)))
    };
    let count = memo(move || (shown.with(Vec::len), all.with(Vec::len)));
    let counted = move || match count.get() {
        (shown, all) if shown == all || desk.lead.only.get().is_none() => all.to_string(),
        (shown, all) => t.lead_some_of(shown, all),
    };
    let last = state(None::<NoteId>);
    // One note of the cell is reached by Tab, the others from there by arrows.
    let stop = Few::new(move || {
        let last = last.get();
        shown.with(|shown| {
            let there = shown.iter().find(|note| Some(&note.id) == last.as_ref());
            let stop = there.or(shown.first()).map(|note| note.id.clone());
            stop.into_iter().collect()
        })
    });
    let drawn = gradually(Signal::derive(move || shown.with(Vec::len)));
    let id = cell.to_string();
    let dropped_in = {
        let cell = cell.clone();
        memo(move || desk.drag.is_over(&cell))
    };
    let title = info.title.clone();
    let heading = if within_row {
        view! { <h4 title=info.guidance>{info.label} " " <span class="count">{counted}</span></h4> }
            .into_any()
    } else {
        view! { <h3 title=info.guidance>{info.title} " " <span class="count">{counted}</span></h3> }
            .into_any()
    };
    view! {
        <section class="lead-cell" class:drop=dropped_in data-cell=id aria-label=title.clone()>
            <div class="lead-cell-head">
                {heading}
                <ShowCell cell title=title.clone() />
            </div>
            <div class="lead-notes" data-scrolls>
                <ul class="slips" aria-label=title.clone() hidden=move || count.get().0 == 0>
                    <For
                        each=move || shown.with(|shown| shown[..drawn.get().min(shown.len())].to_vec())
                        key=|note| note.id.clone()
                        let(note)
                    >
                        <Slip note last stop />
                    </For>
                </ul>
                <ul class="slips lead-covered" hidden=move || covered.read().is_empty()>
                    {move || {
                        let row = |(table, count)| covered_row(&desk, table, count);
                        covered.get().into_iter().map(row).collect_view()
                    }}
                </ul>
                <p class="lead-empty" hidden=move || count.get().1 != 0>{t.screen_empty()}</p>
            </div>
        </section>
    }
}

fn covered_row(desk: &Desk, table: TableNo, count: usize) -> impl IntoView + use<> {
    let t = texts();
    let name = desk.table_name(table);
    let words = t.lead_covered(&name, count);
    view! {
        <li>
            <Icon shape=Shape::Hidden />
            <TableBadge table name=words />
        </li>
    }
}

/// How many notes of each table a cell has that are covered.
fn covered(desk: &Desk, notes: &[NoteRef]) -> Vec<(TableNo, usize)> {
    let mut tables = BTreeMap::new();
    let shows = desk.showing();
    let covered = |note: &&NoteRef| !shows(note) && desk.looks_at(note.table);
    for note in notes.iter().filter(covered) {
        *tables.entry(note.table).or_insert(0) += 1;
    }
    tables.into_iter().collect()
}

/// Shows the cell on the big screen, or no longer.
#[component]
fn ShowCell(cell: CellId, title: String) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let id = stored(cell);
    let step = desk.step_id();
    let pressed = {
        let step = step.clone();
        memo(move || {
            desk.board
                .session
                .with(|session| match &session.screen.view {
                    ScreenView::Cell { step: s, cell, .. } => {
                        *s == step && id.with_value(|id| id == cell)
                    }
                    _ => false,
                })
        })
    };
    let show = move |_| {
        let view = if pressed.get_untracked() {
            ScreenView::Follow
        } else {
            ScreenView::Cell {
                step: step.clone(),
                cell: id.get_value(),
                page: 0,
            }
        };
        desk.lead.command(ToServer::Screen { view });
    };
    let label = t.lead_show_cell(&title);
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=label.clone()
            title=label
            aria-pressed=move || pressed.get().to_string()
            on:click=show
        >
            <Icon shape=Shape::Screen />
        </button>
    }
}

/// How many of a list to draw: a few at once, then more with each frame until it is all.
fn gradually(all: Signal<usize>) -> ReadSignal<usize> {
    let drawn = state(AT_ONCE);
    effect(move || {
        if drawn.get() < all.get() {
            request_animation_frame(move || {
                drawn.try_update(|drawn| *drawn += AT_ONCE);
            });
        }
    });
    drawn.read_only()
}

fn act(desk: &Desk, note: &NoteRef, deed: Deed) {
    match deed {
        Deed::Show => desk.show(note),
        Deed::Move => desk.ask(desk.with_chosen(note), None),
        Deed::Edit => desk.editing.set(Some(note.id.clone())),
        Deed::Remove => desk.remove(&desk.with_chosen(note)),
        Deed::Choose => desk.choose(&note.id),
        Deed::Clear => desk.clear(),
        Deed::Focus(way) => focus(note, way),
        Deed::Shift(way) => shift(desk, note, way),
    }
}

/// Leads the focus to the note beside, or to a cell's.
fn focus(note: &NoteRef, way: Way) {
    let beside = match way {
        Way::Up | Way::Down => neighbour(note, way),
        Way::Left | Way::Right => stop_beside(note, way),
    };
    if let Some(beside) = beside.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = beside.focus();
    }
}

/// Moves a note one place, or to the cell beside.
fn shift(desk: &Desk, note: &NoteRef, way: Way) {
    let cell = note.view.with_untracked(|view| view.cell.clone());
    let to = match way {
        Way::Up | Way::Down => {
            neighbour(note, way)
                .as_ref()
                .and_then(id_of)
                .map(|beside| match way {
                    Way::Up => (cell, Place::Before(beside)),
                    _ => (cell, Place::After(beside)),
                })
        }
        Way::Left | Way::Right => desk.cells.with_value(|cells| {
            let (before, behind) = cells.beside(&cell);
            let beside = if way == Way::Left { before } else { behind };
            beside.map(|cell| (cell.id.clone(), Place::Last))
        }),
    };
    if let Some((cell, place)) = to {
        desk.put(std::slice::from_ref(note), &cell, &place);
        focus_soon([slip_of(&note.id)]);
    }
}

/// The note above or below on the page.
fn neighbour(note: &NoteRef, way: Way) -> Option<Element> {
    let slip = document().query_selector(&slip_of(&note.id)).ok()??;
    match way {
        Way::Up => slip.previous_element_sibling(),
        _ => slip.next_element_sibling(),
    }
}

/// The note that is reached by Tab in the next cell that has one.
fn stop_beside(note: &NoteRef, way: Way) -> Option<Element> {
    let cell = note.view.with_untracked(|view| view.cell.clone());
    let stops = document().query_selector_all(".lead-desk [data-note][tabindex='0']");
    let stops = stops.ok()?;
    let stops = (0..stops.length()).filter_map(|at| stops.item(at)?.dyn_into::<Element>().ok());
    let stops: Vec<Element> = stops.collect();
    let within = |stop: &Element| {
        let section = stop.closest("[data-cell]").ok().flatten();
        section.and_then(|section| section.get_attribute("data-cell"))
    };
    let at = stops
        .iter()
        .position(|stop| within(stop).as_deref() == Some(cell.as_str()))?;
    let beside = match way {
        Way::Left => at.checked_sub(1)?,
        _ => at + 1,
    };
    stops.get(beside).cloned()
}

/// The notes of the cell that shows a note, in order.
fn list_of(desk: &Desk, note: &NoteId) -> Vec<NoteRef> {
    let note = desk.picture.note(note);
    let cell = note.map(|note| note.view.with_untracked(|view| view.cell.clone()));
    let notes = cell.map(|cell| desk.picture.cell(&cell).get_untracked());
    let mut notes = notes.unwrap_or_default();
    notes.retain(untrack(|| desk.showing()));
    notes
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
    id_of(&target_of(event)?.closest("[data-note]").ok()??)
}

/// The note that itself, not something within it, has the focus.
fn focused_note(event: &ev::Event) -> Option<NoteId> {
    id_of(&target_of(event)?)
}

fn id_of(slip: &Element) -> Option<NoteId> {
    slip.get_attribute("data-note")?.parse().ok()
}
