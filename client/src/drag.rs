//! Dragging notes to another cell or another place. It is shown while it lasts and tells nobody; only
//! the drop is an edit. A finger drags by the note's button, so that the rest of it scrolls.
//!
//! It reads the page by its attributes: `data-note` on a note, `data-cluster` on the head of a cluster, `data-cell` on what
//! takes notes of a cell, and `data-scrolls` on what scrolls by itself within the page.

use bordsvis_shared::id::{CellId, ClusterId, NoteId};
use gloo_timers::callback::Interval;
use leptos::{ev::PointerEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::board::{NoteRef, Place};
use crate::reactive::{state, stored};

/// How far a pointer moves before it drags, in pixels: less is an unsteady press.
const SLACK: f64 = 6.0;
/// How near the edge of what scrolls, in pixels, a held note scrolls it: a thumb's breadth.
const EDGE: f64 = 72.0;
/// The most of its height that an edge takes, so that a low list has a middle.
const MOST_EDGE: f64 = 0.25;
/// How much of a note's height, above and below, puts what is dropped beside it; the rest of it is its
/// middle, which gathers. A line of text is high enough for all three to be hit.
const BESIDE: f64 = 0.3;
/// How far it scrolls, in pixels, and how often, in milliseconds.
const SCROLL: (f64, u32) = (9.0, 16);

/// Where something would be dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    pub cell: CellId,
    pub place: Place,
}

/// What something would be gathered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Onto {
    Note(NoteId),
    Cluster(ClusterId),
}

/// What is being dragged on this page.
#[derive(Clone, Copy)]
pub struct Drag {
    /// What is held.
    pub held: RwSignal<Vec<NoteRef>>,
    /// Where it would be dropped.
    pub over: RwSignal<Option<Spot>>,
    /// What it would be gathered with there, rather than put beside.
    pub onto: RwSignal<Option<Onto>>,
    /// Where the pointer is, in pixels from the corner of the window.
    pub at: RwSignal<(f64, f64)>,
    /// Where the pointer went down that may come to drag.
    pressed: StoredValue<Option<(f64, f64)>>,
    /// Whether a drag has just ended: the click that follows it means nothing.
    ended: StoredValue<bool>,
    gathers: bool,
    scrolling: StoredValue<Option<Interval>, LocalStorage>,
}

impl Drag {
    pub fn new() -> Self {
        Self {
            held: RwSignal::default(),
            over: state(None),
            onto: state(None),
            at: RwSignal::default(),
            pressed: stored(None),
            ended: stored(false),
            gathers: false,
            scrolling: StoredValue::new_local(None),
        }
    }

    /// Where what is dropped in the middle of a note, or on a cluster, is gathered with it.
    pub fn gathering() -> Self {
        Self {
            gathers: true,
            ..Self::new()
        }
    }

    /// Whether anything is held. Reactive.
    pub fn is_on(&self) -> bool {
        self.held.with(|held| !held.is_empty())
    }

    /// Whether a note is held. Reactive.
    pub fn holds(&self, note: &NoteRef) -> bool {
        self.held.with(|held| held.contains(note))
    }

    /// Whether what is held would be dropped at a place. Reactive.
    pub fn drops_at(&self, place: &Place) -> bool {
        self.over
            .with(|over| over.as_ref().is_some_and(|over| over.place == *place))
    }

    /// Whether what is held would be dropped in a cell. Reactive.
    pub fn is_over(&self, cell: &CellId) -> bool {
        self.over
            .with(|over| over.as_ref().is_some_and(|over| over.cell == *cell))
    }

    /// A pointer went down on a note.
    pub fn press(&self, event: &PointerEvent) {
        self.ended.set_value(false);
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let within = |selector| {
            let closest = |target: &Element| target.closest(selector).ok().flatten();
            target.as_ref().and_then(closest).is_some()
        };
        let grip = within(".menu > button");
        let starts = event.button() == 0
            && if event.pointer_type() == "mouse" {
                grip || !within("button, textarea, [role=menu]")
            } else {
                grip
            };
        self.pressed.set_value(starts.then_some(place_of(event)));
    }

    /// The pointer moved; `notes` is asked for what it takes up.
    pub fn moves(self, event: &PointerEvent, notes: impl FnOnce() -> Vec<NoteRef>) {
        let Some(from) = self.pressed.get_value() else {
            return;
        };
        if event.buttons() == 0 {
            return self.end();
        }
        let (x, y) = place_of(event);
        if self.held.with_untracked(Vec::is_empty) {
            if (x - from.0).hypot(y - from.1) < SLACK {
                return;
            }
            // From now on the listener hears of the pointer wherever it is.
            if let Some(element) = event.current_target() {
                let element: Element = element.unchecked_into();
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            let (_, often) = SCROLL;
            let scrolling = Interval::new(often, move || self.scroll());
            self.scrolling.set_value(Some(scrolling));
            self.held.set(notes());
        }
        event.prevent_default();
        self.at.set((x, y));
        self.look();
    }

    /// The pointer went up: what is dropped where, if it was held over something.
    pub fn release(&self) -> Option<(Vec<NoteRef>, Spot)> {
        let held = self.held.get_untracked();
        let over = self.over.get_untracked();
        self.end();
        self.ended.set_value(!held.is_empty());
        Some((held, over?))
    }

    /// Lets go without a drop.
    pub fn end(&self) {
        self.pressed.set_value(None);
        if !self.held.with_untracked(Vec::is_empty) {
            self.scrolling.set_value(None);
            self.held.set(Vec::new());
            self.over.set(None);
            self.onto.set(None);
        }
    }

    /// Whether a click belongs to the drag that has just ended.
    pub fn swallows_click(&self) -> bool {
        let ended = self.ended.get_value();
        self.ended.set_value(false);
        ended
    }

    /// Finds what lies under what is held.
    fn look(&self) {
        let at = self.at.get_untracked();
        let spot = self.held.with_untracked(|held| spot(held, at));
        if self.over.with_untracked(|over| *over != spot) {
            self.over.set(spot);
        }
        let onto = self
            .held
            .with_untracked(|held| if self.gathers { onto(held, at) } else { None });
        if self.onto.with_untracked(|before| *before != onto) {
            self.onto.set(onto);
        }
    }

    fn scroll(&self) {
        let (x, y) = self.at.get_untracked();
        if scroll_under(x, y) {
            // What is dropped on has moved, though the pointer has not.
            self.at.notify();
            self.look();
        }
    }
}

fn place_of(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn under(x: f64, y: f64) -> Option<Element> {
    document().element_from_point(x as f32, y as f32)
}

fn spot(held: &[NoteRef], (x, y): (f64, f64)) -> Option<Spot> {
    let under = under(x, y)?;
    let cell = under.closest("[data-cell]").ok()??;
    let cell = cell.get_attribute("data-cell")?.parse().ok()?;
    let Some(note) = under.closest("[data-note]").ok()? else {
        let place = Place::Last;
        return Some(Spot { cell, place });
    };
    let id = note.get_attribute("data-note")?.parse().ok()?;
    if held.iter().any(|held| held.id == id) {
        return None;
    }
    let bounds = note.get_bounding_client_rect();
    let upper = y < bounds.top() + bounds.height() / 2.0;
    let place = if upper {
        Place::Before(id)
    } else {
        Place::After(id)
    };
    Some(Spot { cell, place })
}

fn onto(held: &[NoteRef], (x, y): (f64, f64)) -> Option<Onto> {
    let under = under(x, y)?;
    if let Some(cluster) = under.closest("[data-cluster]").ok()? {
        let id = cluster.get_attribute("data-cluster")?;
        return Some(Onto::Cluster(id.parse().ok()?));
    }
    let note = under.closest("[data-note]").ok()??;
    let id = note.get_attribute("data-note")?.parse().ok()?;
    let bounds = note.get_bounding_client_rect();
    let other = !held.iter().any(|held| held.id == id);
    (other && is_middle(y, bounds.top(), bounds.bottom())).then_some(Onto::Note(id))
}

/// Whether a place is in the middle of a note, rather than above or below it.
fn is_middle(y: f64, top: f64, bottom: f64) -> bool {
    let edge = (bottom - top) * BESIDE;
    y >= top + edge && y <= bottom - edge
}

/// Scrolls the innermost thing at whose edge a point is and that can still be scrolled there, in the
/// end the window; whether anything did.
fn scroll_under(x: f64, y: f64) -> bool {
    let scrolls = |element: &Element| element.closest("[data-scrolls]").ok().flatten();
    let mut next = under(x, y).as_ref().and_then(scrolls);
    while let Some(element) = next {
        let bounds = element.get_bounding_client_rect();
        let by = nudge(y, bounds.top(), bounds.bottom());
        let before = element.scroll_top();
        element.set_scroll_top(before + by as i32);
        if element.scroll_top() != before {
            return true;
        }
        next = element.parent_element().as_ref().and_then(scrolls);
    }
    let height = window().inner_height().ok().and_then(|h| h.as_f64());
    let by = height.map_or(0.0, |height| nudge(y, 0.0, height));
    if by != 0.0 {
        window().scroll_by_with_x_and_y(0.0, by);
    }
    by != 0.0
}

/// How far something from `top` to `bottom` scrolls when a note is held at `y`.
fn nudge(y: f64, top: f64, bottom: f64) -> f64 {
    let edge = EDGE.min((bottom - top) * MOST_EDGE);
    let (by, _) = SCROLL;
    if y < top + edge {
        -by
    } else if y > bottom - edge {
        by
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_note_gathers_and_its_edges_put_beside() {
        assert!(!is_middle(105.0, 100.0, 160.0));
        assert!(is_middle(120.0, 100.0, 160.0));
        assert!(is_middle(140.0, 100.0, 160.0));
        assert!(!is_middle(150.0, 100.0, 160.0));
    }

    #[test]
    fn what_is_held_at_an_edge_scrolls_and_a_low_list_keeps_its_middle() {
        assert!(nudge(50.0, 0.0, 900.0) < 0.0);
        assert_eq!(nudge(450.0, 0.0, 900.0), 0.0);
        assert!(nudge(880.0, 0.0, 900.0) > 0.0);
        assert_eq!(nudge(150.0, 100.0, 200.0), 0.0);
        assert!(nudge(110.0, 100.0, 200.0) < 0.0);
    }
}
