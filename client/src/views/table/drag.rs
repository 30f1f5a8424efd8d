//! Dragging a note to another cell or another place. It is shown while it lasts and tells nobody;
//! only the drop is an edit. A finger drags by the note's button, so that the rest of it scrolls.

use bordsvis_shared::id::CellId;
use gloo_timers::callback::Interval;
use leptos::{ev::PointerEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::board::{NoteRef, Place};

/// How far a pointer moves before it drags, in pixels: less is an unsteady press.
const SLACK: f64 = 6.0;
/// How near the edge of the window, in pixels, a held note scrolls the page: a thumb's breadth.
const EDGE: f64 = 72.0;
/// How far it scrolls, in pixels, and how often, in milliseconds.
const SCROLL: (f64, u32) = (9.0, 16);

/// A note that is held.
#[derive(Debug, Clone)]
pub struct Held {
    pub note: NoteRef,
    /// Where the pointer is, in pixels from the corner of the window.
    pub x: f64,
    pub y: f64,
}

/// Where it would be dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    pub cell: CellId,
    pub place: Place,
}

/// What is being dragged on this page.
#[derive(Clone, Copy)]
pub struct Drag {
    pub held: RwSignal<Option<Held>>,
    pub over: RwSignal<Option<Spot>>,
    /// Where the pointer went down that may come to drag.
    pressed: StoredValue<Option<(f64, f64)>>,
    /// Whether a drag has just ended: the click that follows it means nothing.
    ended: StoredValue<bool>,
    scrolling: StoredValue<Option<Interval>, LocalStorage>,
}

impl Drag {
    pub fn new() -> Self {
        Self {
            held: RwSignal::new(None),
            over: RwSignal::new(None),
            pressed: StoredValue::new(None),
            ended: StoredValue::new(false),
            scrolling: StoredValue::new_local(None),
        }
    }

    /// Whether anything is held. Reactive.
    pub fn is_on(&self) -> bool {
        self.held.with(Option::is_some)
    }

    /// Whether a note is held. Reactive.
    pub fn holds(&self, note: &NoteRef) -> bool {
        self.held
            .with(|held| held.as_ref().is_some_and(|held| held.note == *note))
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
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.pressed.set_value(starts.then_some(at));
    }

    /// The pointer moved.
    pub fn moves(self, event: &PointerEvent, note: &NoteRef) {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(from) = self.pressed.get_value() else {
            return;
        };
        if event.buttons() == 0 {
            return self.end();
        }
        if self.held.with_untracked(Option::is_none) {
            if (x - from.0).hypot(y - from.1) < SLACK {
                return;
            }
            // From now on the note hears of the pointer wherever it is.
            if let Some(element) = event.current_target() {
                let element: Element = element.unchecked_into();
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            let (_, often) = SCROLL;
            let scrolling = Interval::new(often, move || self.scroll());
            self.scrolling.set_value(Some(scrolling));
        }
        event.prevent_default();
        let note = note.clone();
        self.held.set(Some(Held { note, x, y }));
        self.look();
    }

    /// The pointer went up: where the note is dropped, if it was held over something.
    pub fn release(&self) -> Option<Spot> {
        let held = self.held.with_untracked(Option::is_some);
        let over = self.over.get_untracked();
        self.end();
        self.ended.set_value(held);
        over
    }

    /// Lets go without a drop.
    pub fn end(&self) {
        self.pressed.set_value(None);
        if self.held.with_untracked(Option::is_some) {
            self.scrolling.set_value(None);
            self.held.set(None);
            self.over.set(None);
        }
    }

    /// Whether a click belongs to the drag that has just ended.
    pub fn swallows_click(&self) -> bool {
        let ended = self.ended.get_value();
        self.ended.set_value(false);
        ended
    }

    /// Finds what lies under the held note.
    fn look(&self) {
        let spot = self.held.with_untracked(|held| spot(held.as_ref()?));
        if self.over.with_untracked(|over| *over != spot) {
            self.over.set(spot);
        }
    }

    fn scroll(&self) {
        let Some(y) = self.held.with_untracked(|held| Some(held.as_ref()?.y)) else {
            return;
        };
        let height = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        let (by, _) = SCROLL;
        let by = match height {
            _ if y < EDGE => -by,
            Some(height) if y > height - EDGE => by,
            _ => return,
        };
        window().scroll_by_with_x_and_y(0.0, by);
        self.look();
    }
}

fn spot(held: &Held) -> Option<Spot> {
    let under = document().element_from_point(held.x as f32, held.y as f32)?;
    let cell = under.closest("[data-cell]").ok()??;
    let cell = cell.get_attribute("data-cell")?.parse().ok()?;
    let Some(note) = under.closest("[data-note]").ok()? else {
        let place = Place::Last;
        return Some(Spot { cell, place });
    };
    let id = note.get_attribute("data-note")?.parse().ok()?;
    if id == held.note.id {
        return None;
    }
    let bounds = note.get_bounding_client_rect();
    let upper = held.y < bounds.top() + bounds.height() / 2.0;
    let place = if upper {
        Place::Before(id)
    } else {
        Place::After(id)
    };
    Some(Spot { cell, place })
}
