//! What keys do on the page: the focus that goes from note to note, notes and clusters that are shifted.

use bordsvis_shared::id::{CellId, NoteId};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::desk::{Asked, Desk, GroupBy, handle_of, slip_of};
use super::keys::{ClusterDeed, Deed, Way};
use crate::board::{ClusterRef, NoteRef, Place};

/// What takes the focus within a list, in the order of the page.
const STOPS: &str = "[data-note], [data-handle]";

/// Does something with a note.
pub fn act(desk: &Desk, note: &NoteRef, deed: Deed) {
    match deed {
        Deed::Show => desk.show(note),
        Deed::Move => desk.ask(Asked::Move(desk.with_chosen(note))),
        Deed::Group => desk.group(note),
        Deed::Aside => desk.set_aside(&desk.with_chosen(note)),
        Deed::Tag(nth) => desk.toggle_tag(&desk.with_chosen(note), nth),
        Deed::Edit => desk.editing.set(Some(note.id.clone())),
        Deed::Remove => desk.remove(&desk.with_chosen(note)),
        Deed::Choose => desk.choose(&note.id),
        Deed::ChooseAll => desk.choose_all(&list_in_focus(desk)),
        Deed::Clear => desk.clear(),
        Deed::Focus(way) => focus(&slip_of(&note.id), way),
        Deed::Shift(way) => shift(desk, note, way),
    }
}

/// Does something with a cluster.
pub fn act_on_cluster(desk: &Desk, cluster: &ClusterRef, deed: ClusterDeed) {
    match deed {
        ClusterDeed::Show => desk.show_cluster(cluster),
        ClusterDeed::Move => desk.ask(Asked::MoveCluster(cluster.clone())),
        ClusterDeed::Gather => {
            let chosen = desk.all_chosen();
            if !chosen.is_empty() {
                desk.gather(&chosen, cluster);
            }
        }
        ClusterDeed::Rename => desk.naming.set(Some(cluster.id.clone())),
        ClusterDeed::Focus(way) => focus(&handle_of(&cluster.id), way),
        ClusterDeed::Shift(way) => shift_cluster(desk, cluster, way),
    }
}

/// The notes of the list that has the focus, in order.
pub fn list_in_focus(desk: &Desk) -> Vec<NoteRef> {
    let list = desk.list.get_value();
    let notes = list.and_then(|list| list.try_get_untracked());
    notes.unwrap_or_default()
}

/// The note that an element stands for.
pub fn id_of(slip: &Element) -> Option<NoteId> {
    slip.get_attribute("data-note")?.parse().ok()
}

/// Leads the focus to what is beside, or to a list's.
fn focus(from: &str, way: Way) {
    let active = document().active_element();
    let from = active.filter(|active| active.matches(from).unwrap_or_default());
    let beside = from.and_then(|from| match way {
        Way::Up | Way::Down => neighbour(&from, STOPS, way),
        Way::Left | Way::Right => stop_beside(&from, way),
    });
    if let Some(beside) = beside.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = beside.focus();
    }
}

/// Moves a note one place, or to the cell beside.
fn shift(desk: &Desk, note: &NoteRef, way: Way) {
    let cell = note.view.with_untracked(|view| view.cell.clone());
    let by_cell = desk.by.get_untracked() == GroupBy::Cell;
    let to = match way {
        // Among notes that come from several cells, above and below mean nothing.
        Way::Up | Way::Down if !by_cell => None,
        Way::Up | Way::Down => {
            let slip = find(&slip_of(&note.id));
            let beside = slip.and_then(|slip| neighbour(&slip, "[data-note]", way));
            let beside = beside.as_ref().and_then(id_of);
            beside.map(|beside| match way {
                Way::Up => (cell, Place::Before(beside)),
                _ => (cell, Place::After(beside)),
            })
        }
        Way::Left | Way::Right => beside_cell(desk, &cell, way).map(|cell| (cell, Place::Last)),
    };
    if let Some((cell, place)) = to {
        desk.put(std::slice::from_ref(note), &cell, &place);
        desk.focus_on(&note.id);
    }
}

/// Moves a cluster one place among the clusters of its cell, or to the cell beside.
fn shift_cluster(desk: &Desk, cluster: &ClusterRef, way: Way) {
    let cell = cluster.view.with_untracked(|view| view.cell.clone());
    let to = match way {
        Way::Up | Way::Down => {
            let clusters = desk.picture.clusters(&cell).get_untracked();
            let at = clusters.iter().position(|other| other == cluster);
            let place = at.and_then(|at| match way {
                Way::Up => Some(Place::Before(clusters[at.checked_sub(1)?].id.clone())),
                _ => Some(Place::After(clusters.get(at + 1)?.id.clone())),
            });
            place.map(|place| (cell, place))
        }
        Way::Left | Way::Right => beside_cell(desk, &cell, way).map(|cell| (cell, Place::Last)),
    };
    if let Some((cell, place)) = to {
        desk.move_cluster(cluster, &cell, &place);
    }
}

fn beside_cell(desk: &Desk, cell: &CellId, way: Way) -> Option<CellId> {
    desk.cells.with_value(|cells| {
        let (before, behind) = cells.beside(cell);
        let beside = if way == Way::Left { before } else { behind };
        beside.map(|cell| cell.id.clone())
    })
}

/// What is above or below in the same list.
fn neighbour(from: &Element, stops: &str, way: Way) -> Option<Element> {
    let stops = all(&list_around(from)?, stops);
    let at = stops.iter().position(|stop| stop == from)?;
    let beside = match way {
        Way::Up => at.checked_sub(1)?,
        _ => at + 1,
    };
    stops.into_iter().nth(beside)
}

/// What is reached by Tab in the next list that has anything.
fn stop_beside(from: &Element, way: Way) -> Option<Element> {
    let own = list_around(from)?;
    let lists = all(&own.closest(".lead-desk").ok()??, "[data-list]");
    let at = lists.iter().position(|list| *list == own)?;
    let stop = |list: &Element| {
        let stop = list.query_selector("[data-note][tabindex='0'], [data-handle]");
        stop.ok().flatten()
    };
    match way {
        Way::Left => lists[..at].iter().rev().find_map(stop),
        _ => lists[at + 1..].iter().find_map(stop),
    }
}

fn list_around(element: &Element) -> Option<Element> {
    element.closest("[data-list]").ok().flatten()
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
