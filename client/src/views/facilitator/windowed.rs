//! A long list, of which only what is in view and a little around it is drawn ("windowing"), so that a board costs what
//! one sees of it, however much lies on it. What is not drawn leaves its height.

use std::collections::HashSet;
use std::ops::Range;

use bordsvis_shared::id::NoteId;
use leptos::{html, prelude::*};
use web_sys::Element;

use super::cell::Stops;
use super::desk::Desk;
use crate::board::NoteRef;
use crate::measured::Watch;
use crate::reactive::{effect, state, stored};
use crate::visible::visible;

/// How many notes are drawn anew with one frame, in all lists together: a slow laptop still answers in time.
const AT_ONCE: usize = 6;
/// How far above and below what is in view notes are drawn, in pixels: a flick of the wheel.
const AROUND: f64 = 300.0;
/// How high a note is, in pixels, before any of the list has been drawn: two lines and what stands below.
const USUAL: f64 = 92.0;

/// What the lists of a desk do with each frame, all together.
#[derive(Clone, Copy)]
pub struct Pace {
    /// How many notes may still be drawn anew with this frame.
    left: StoredValue<usize>,
    /// Told when the next frame has begun.
    next: Trigger,
    /// The lists that look with the next frame how far one sees them. All do before any draws: what was drawn in between
    /// would have the page laid out again for each.
    looking: StoredValue<Vec<Box<dyn Fn() + Send + Sync>>>,
}

impl Pace {
    pub fn new() -> Self {
        Self {
            left: stored(AT_ONCE),
            next: Trigger::new(),
            looking: stored(Vec::new()),
        }
    }

    fn look_soon(&self, look: impl Fn() + Send + Sync + 'static) {
        let looking = self.looking;
        let waiting = looking.try_update_value(|looking| {
            looking.push(Box::new(look));
            looking.len()
        });
        if waiting == Some(1) {
            request_animation_frame(move || {
                let looking = looking.try_update_value(std::mem::take);
                for look in looking.into_iter().flatten() {
                    look();
                }
            });
        }
    }

    /// Whether one more may be drawn. If not, the list that tracks the next frame asks then.
    fn takes(&self) -> bool {
        let Self { left, next, .. } = *self;
        let now = left.get_value();
        if now == AT_ONCE {
            request_animation_frame(move || {
                if left.try_update_value(|left| *left = AT_ONCE).is_some() {
                    next.notify();
                }
            });
        }
        left.set_value(now.saturating_sub(1));
        now != 0
    }
}

/// The part of a list that is drawn.
#[derive(Clone, Copy)]
pub struct Windowed {
    /// Its notes.
    pub notes: RwSignal<Vec<NoteRef>>,
    /// How high what is not drawn is, above it and below, in pixels.
    pub outside: RwSignal<(f64, f64)>,
}

impl Windowed {
    /// Of `all` notes of a list, until the owner goes. What the desk seeks is drawn wherever it lies.
    pub fn of(
        desk: Desk,
        all: Memo<Vec<NoteRef>>,
        stops: Stops,
        window: NodeRef<html::Div>,
    ) -> Self {
        let drawn = Self {
            notes: state(Vec::new()),
            outside: RwSignal::default(),
        };
        let wanted = state(0..1_usize);
        let height = stored(USUAL);
        let seen = visible(window, 0, false);
        let look = move || {
            let (Some(window), Some(true)) = (
                window.try_get_untracked().flatten(),
                seen.try_get_untracked(),
            ) else {
                return;
            };
            let now = wanted.get_untracked();
            let (count, drawn_of) = (
                all.with_untracked(Vec::len),
                drawn.notes.with_untracked(Vec::len),
            );
            // What is being drawn with the next frames is measured after them, and what is sought is not in view yet.
            if drawn_of < within(&now, count).len() || desk.sought.with_untracked(Option::is_some) {
                return;
            }
            let window: &Element = window.as_ref();
            let Some(view) = scroller(window) else { return };
            let (bounds, view) = (
                window.get_bounding_client_rect(),
                view.get_bounding_client_rect(),
            );
            let (above, below) = drawn.outside.get_untracked();
            let filled = (above, bounds.height() - below);
            if filled.1 <= filled.0 {
                return;
            }
            // Once something lies above, another measure would shift what one reads.
            if above == 0.0 {
                height.set_value((filled.1 - filled.0) / drawn_of as f64);
            }
            let view = (
                view.top() - bounds.top() - AROUND,
                view.bottom() - bounds.top() + AROUND,
            );
            let next = stretch(
                &within(&now, count),
                filled,
                view,
                height.get_value(),
                count,
            );
            if next.start >= now.end || next.end <= now.start {
                // What Tab would reach is no longer there.
                stops
                    .last
                    .set(all.with_untracked(|all| all.get(next.start).map(|note| note.id.clone())));
            }
            if next != now {
                wanted.set(next);
            }
        };
        // Not while the page is being changed: a list of which half is drawn anew would be scrolled to its end.
        let look_soon = move || desk.pace.look_soon(look);
        effect(move || {
            let Some(sought) = desk.sought.get() else {
                return look_soon();
            };
            let at = all.with(|all| all.iter().position(|note| note.id == sought));
            let now = wanted.get_untracked();
            if let Some(at) = at.filter(|at| !now.contains(at)) {
                wanted.set(with(&now, at));
                stops.last.set(Some(sought));
            }
        });
        effect(move || {
            desk.pace.next.track();
            let sought = desk.sought.get_untracked();
            let all = all.read();
            let wanted = within(&wanted.read(), all.len());
            let next: Vec<NoteRef> = drawn.notes.with_untracked(|drawn| {
                let drawn: HashSet<&NoteId> = drawn.iter().map(|note| &note.id).collect();
                let may = |note: &&NoteRef| {
                    drawn.contains(&note.id)
                        || sought.as_ref() == Some(&note.id)
                        || desk.pace.takes()
                };
                all[wanted.clone()].iter().filter(may).cloned().collect()
            });
            let height = height.get_value();
            let after = all.len() - wanted.start - next.len();
            let outside = (wanted.start as f64 * height, after as f64 * height);
            let changed = drawn.notes.with_untracked(|drawn| *drawn != next);
            if changed {
                drawn.notes.set(next);
            }
            let moved = drawn.outside.get_untracked() != outside;
            if moved {
                drawn.outside.set(outside);
            }
            if moved || changed {
                look_soon();
            }
        });
        effect(move || {
            if seen.get() {
                look_soon();
            }
        });
        let watched = StoredValue::new_local(None);
        effect(move || {
            let scroller = window.get().and_then(|window| scroller(window.as_ref()));
            watched.set_value(
                scroller.and_then(|scroller| Watch::new(&scroller, scroller.clone(), look_soon)),
            );
        });
        drawn
    }
}

fn scroller(window: &Element) -> Option<Element> {
    window.closest("[data-scrolls]").ok().flatten()
}

/// A stretch that lies in a list of so many, if need be nearer to its beginning.
fn within(stretch: &Range<usize>, count: usize) -> Range<usize> {
    let start = stretch.start.min(count.saturating_sub(stretch.len()));
    start..stretch.end.min(count)
}

/// Which of `count` notes are to be drawn where one sees the list from one place to another, and `drawn` are there from
/// one place to another, in pixels from its beginning. What is drawn stays, unless one has gone far from it.
fn stretch(
    drawn: &Range<usize>,
    filled: (f64, f64),
    view: (f64, f64),
    height: f64,
    count: usize,
) -> Range<usize> {
    let many = |far: f64| (far / height).ceil().max(0.0) as usize;
    if view.1 < filled.0 || view.0 > filled.1 {
        let (from, to) = (many(view.0 - height), many(view.1).min(count));
        return if from < to { from..to } else { drawn.clone() };
    }
    let start = drawn.start.saturating_sub(many(filled.0 - view.0));
    start..(drawn.end + many(view.1 - filled.1)).min(count)
}

/// What is to be drawn so that a note is: what lies between it and what is drawn already, if that is little.
fn with(drawn: &Range<usize>, at: usize) -> Range<usize> {
    let near = drawn.start.saturating_sub(AT_ONCE)..drawn.end + AT_ONCE;
    if near.contains(&at) {
        drawn.start.min(at)..drawn.end.max(at + 1)
    } else {
        at..at + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHT: f64 = 100.0;

    #[test]
    fn a_list_is_drawn_as_far_as_one_sees() {
        // Four hundred pixels of a list of twenty, of which the first is drawn.
        assert_eq!(
            stretch(&(0..1), (0.0, 100.0), (-300.0, 400.0), HEIGHT, 20),
            0..4
        );
        // All that there is.
        assert_eq!(
            stretch(&(0..1), (0.0, 100.0), (-300.0, 400.0), HEIGHT, 3),
            0..3
        );
        // Nothing that one does not see any longer is taken away.
        assert_eq!(
            stretch(&(0..9), (0.0, 900.0), (200.0, 700.0), HEIGHT, 20),
            0..9
        );
    }

    #[test]
    fn who_has_gone_far_sees_what_lies_there_alone() {
        assert_eq!(
            stretch(&(0..9), (0.0, 900.0), (1500.0, 2000.0), HEIGHT, 90),
            14..20
        );
        // Back again, a little at a time.
        assert_eq!(
            stretch(&(14..20), (1400.0, 2000.0), (1250.0, 1750.0), HEIGHT, 90),
            12..20
        );
        // The end.
        assert_eq!(
            stretch(&(0..9), (0.0, 900.0), (8600.0, 9300.0), HEIGHT, 90),
            85..90
        );
    }

    #[test]
    fn a_list_out_of_view_stays_as_it_is() {
        assert_eq!(
            stretch(&(0..1), (0.0, 100.0), (-900.0, -100.0), HEIGHT, 20),
            0..1
        );
        assert_eq!(
            stretch(&(0..1), (0.0, 100.0), (2600.0, 3300.0), HEIGHT, 20),
            0..1
        );
    }

    #[test]
    fn a_list_that_has_become_shorter_is_drawn_to_its_end() {
        assert_eq!(within(&(14..20), 30), 14..20);
        assert_eq!(within(&(14..20), 16), 10..16);
        assert_eq!(within(&(14..20), 3), 0..3);
        assert_eq!(within(&(0..1), 0), 0..0);
    }

    #[test]
    fn a_note_that_is_sought_is_drawn_with_what_lies_before_it_or_alone() {
        assert_eq!(with(&(0..5), 5), 0..6);
        assert_eq!(with(&(20..25), 16), 16..25);
        assert_eq!(with(&(0..5), 60), 60..61);
        assert_eq!(with(&(60..65), 3), 3..4);
    }
}
