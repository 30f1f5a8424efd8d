//! What is done to notes, and what is said of it.

use std::sync::Arc;

use bordsvis_shared::id::CellId;
use bordsvis_shared::method::Step;
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::{ScreenView, Session};
use leptos::prelude::*;

use super::{Desk, slip_of};
use crate::board::{Blocked, NoteRef, Place, Undone};
use crate::cells::Cell;
use crate::focus::focus_soon;

impl Desk {
    /// Moves notes side by side to a place in a cell.
    pub fn put(&self, notes: &[NoteRef], cell: &CellId, place: &Place) {
        if self.tell(self.picture.move_notes(notes, cell, place)) {
            let shown = self.picture.cell(cell).get_untracked();
            let first = notes.first().map(|note| &note.id);
            // Not yet drawn where the first of them comes from another cell.
            let at = shown.iter().position(|note| Some(&note.id) == first);
            let title = self.title(cell);
            self.said.set(match at {
                Some(at) if notes.len() == 1 => self.t.lead_moved_at(&title, at + 1, shown.len()),
                _ => self.t.lead_moved(notes.len(), &title),
            });
            self.clear_silently();
        }
    }

    /// Shows notes in a later step too.
    pub fn place_later(&self, notes: &[NoteRef], step: &Step, cell: &Cell) {
        if self.tell(self.picture.place_later(notes, &step.id, &cell.id)) {
            let step = step.title.get(self.t.language());
            self.lead
                .toasts
                .say(self.t.lead_placed(notes.len(), step, &cell.title));
            self.clear_silently();
        }
    }

    /// Puts notes in the bin, and takes those of earlier steps away from here.
    pub fn remove(&self, notes: &[NoteRef]) {
        let step = self.step_id();
        let (own, earlier): (Vec<_>, Vec<_>) =
            notes.iter().cloned().partition(|note| note.step == step);
        let next = notes.first().map(beside);
        let binned = own.is_empty() || self.tell(self.picture.bin(&own));
        if !binned || !(earlier.is_empty() || self.tell(self.picture.put_back(&earlier))) {
            return;
        }
        let (t, desk) = (self.t, *self);
        let undo = move || desk.tell_undone(desk.picture.undo());
        self.lead
            .toasts
            .offer(t.lead_removed(notes.len()), t.undo(), undo);
        self.clear_silently();
        if let Some(next) = next {
            focus_soon([next]);
        }
    }

    /// Takes notes down, so that only their tables and facilitators still see them; or puts them up again,
    /// if all of them are down.
    pub fn set_aside(&self, notes: &[NoteRef]) {
        let is_aside = |note: &NoteRef| note.view.with_untracked(|view| view.aside);
        let up = notes.iter().all(is_aside);
        let done = if up {
            self.picture.put_up(notes)
        } else {
            self.picture.take_down(notes)
        };
        if self.tell(done) {
            self.said.set(self.t.sort_set_aside(notes.len(), up));
            self.clear_silently();
        }
    }

    /// Gives notes a category, or takes it away, if all of them have it.
    pub fn toggle_tag(&self, notes: &[NoteRef], nth: usize) {
        let tag = self.tags.with_value(|tags| tags.get(nth).cloned());
        let Some(tag) = tag else { return };
        let has = |note: &NoteRef| note.view.with_untracked(|v| v.tags().contains(&tag.id));
        let on = !notes.iter().all(has);
        if self.tell(self.picture.tag(notes, &tag.id, on)) {
            self.said
                .set(self.t.sort_tagged(&tag.title, on, notes.len()));
        }
    }

    /// Lets notes lie where their tables put them.
    pub fn put_back(&self, notes: &[NoteRef]) {
        if self.tell(self.picture.put_back(notes)) {
            self.said.set(self.t.lead_put_back().to_owned());
        }
    }

    /// Shows a note alone on the big screen, or no longer.
    pub fn show(&self, note: &NoteRef) {
        if untrack(|| self.is_unrevealed(note)) {
            return self.lead.toasts.say(self.t.lead_reveal_first());
        }
        let shown = self.on_screen.get_untracked().as_ref() == Some(&note.id);
        let view = ScreenView::Note {
            step: self.step_id(),
            note: note.id.clone(),
        };
        self.put_on_screen(view, shown);
    }

    /// Shows something of the step on the big screen or, if it is `shown` there, no longer. What no table
    /// has been shown of yet, the screen may not show.
    pub fn put_on_screen(&self, view: ScreenView, shown: bool) {
        let step = self.step_id();
        let view = if shown { ScreenView::Follow } else { view };
        let may = |session: &Arc<Session>| shown || session.shows(&step);
        if self.board.session.with_untracked(may) {
            self.lead.command(ToServer::Screen { view });
        } else {
            self.lead.toasts.say(self.t.lead_reveal_first());
        }
    }

    /// Says why something can't be done, if so; whether it could.
    pub fn tell(&self, result: Result<(), Blocked>) -> bool {
        if let Err(blocked) = result {
            self.lead.toasts.say(self.t.blocked(blocked));
        }
        result.is_ok()
    }

    /// Says what came of undo or redo, where that is not plain to see.
    pub fn tell_undone(&self, undone: Undone) {
        if let Some(words) = self.t.undone(undone) {
            self.lead.toasts.say(words);
        }
    }
}

/// The selector of where the focus goes when a note goes: to the one behind it, else before it.
fn beside(note: &NoteRef) -> String {
    let slip = slip_of(&note.id);
    let found = document().query_selector(&slip).ok().flatten();
    let sibling = found.and_then(|slip| {
        let next = slip.next_element_sibling();
        next.or_else(|| slip.previous_element_sibling())
    });
    let id = sibling.and_then(|sibling| sibling.get_attribute("data-note"));
    id.map_or(slip, |id| format!("[data-note='{id}']"))
}
