//! Choosing notes, to do the same with all of them.

use std::collections::HashSet;

use bordsvis_shared::id::NoteId;
use leptos::prelude::*;

use super::Desk;
use crate::board::NoteRef;
use crate::cells::Cell;

impl Desk {
    /// What something is done to that is done to a note: all that are chosen, if it is one of them.
    pub fn with_chosen(&self, note: &NoteRef) -> Vec<NoteRef> {
        let all = self.all_chosen();
        if all.contains(note) {
            all
        } else {
            vec![note.clone()]
        }
    }

    /// The chosen notes, cell by cell in order.
    pub fn all_chosen(&self) -> Vec<NoteRef> {
        let chosen = self.chosen.get_untracked();
        if chosen.is_empty() {
            return Vec::new();
        }
        let of = |cell: &Cell| self.picture.cell(&cell.id).get_untracked();
        let cells = self
            .cells
            .with_value(|cells| cells.all().iter().map(of).collect::<Vec<_>>());
        let notes = cells.into_iter().flatten();
        notes.filter(|note| chosen.contains(&note.id)).collect()
    }

    /// Chooses a note among several, or no longer.
    pub fn choose(&self, note: &NoteId) {
        self.anchor.set_value(Some(note.clone()));
        self.chosen.update(|chosen| {
            if !chosen.remove(note) {
                chosen.insert(note.clone());
            }
        });
        self.say_chosen();
    }

    /// Chooses all notes of a list from the anchor to a note.
    pub fn choose_to(&self, note: &NoteId, list: &[NoteRef]) {
        let at = |id: &NoteId| list.iter().position(|other| other.id == *id);
        let anchor = self.anchor.get_value();
        let (Some(from), Some(to)) = (anchor.and_then(|anchor| at(&anchor)), at(note)) else {
            return self.choose(note);
        };
        let range = &list[from.min(to)..=from.max(to)];
        self.chosen
            .update(|chosen| chosen.extend(range.iter().map(|note| note.id.clone())));
        self.say_chosen();
    }

    /// Chooses all notes of a list.
    pub fn choose_all(&self, list: &[NoteRef]) {
        let ids = list.iter().map(|note| note.id.clone());
        self.chosen.update(|chosen| chosen.extend(ids));
        self.say_chosen();
    }

    /// Chooses none any longer.
    pub fn clear(&self) {
        if !self.chosen.with_untracked(HashSet::is_empty) {
            self.chosen.update(HashSet::clear);
            self.say_chosen();
        }
    }

    fn say_chosen(&self) {
        let count = self.chosen.with_untracked(HashSet::len);
        self.said.set(self.t.lead_chosen(count));
    }

    /// The same, where what was done is said already.
    pub(super) fn clear_silently(&self) {
        if !self.chosen.with_untracked(HashSet::is_empty) {
            self.chosen.update(HashSet::clear);
        }
    }
}
