//! Intents on what notes themselves say: written, typed in, lifted, thrown away, taken down.

use bordsvis_shared::board::{Edit, Note, Position};
use bordsvis_shared::id::{CellId, NoteId, Scope, StepId, TableNo};
use js_sys::Date;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use super::super::place::{Place, positions};
use super::super::scopes::{self, Blocked};
use super::super::shown::NoteRef;
use super::super::typing;
use super::Picture;
use crate::random;

impl Picture {
    /// Puts a new note on one's own table, last in its cell.
    pub fn add(&self, cell: &CellId, text: &str) -> Result<NoteId, Blocked> {
        let table = self.here().1.you.table.ok_or(Blocked::Forbidden)?;
        self.add_at(table, cell, text)
    }

    /// Puts a new note on a table, last in its cell: a facilitator writes for the people there.
    pub fn add_at(&self, table: TableNo, cell: &CellId, text: &str) -> Result<NoteId, Blocked> {
        let step = self.step();
        let (positions, _) = self.spot(cell, &Place::Last, &[], 1);
        self.write(Scope::Table(step, table), positions, text, Vec::new())
    }

    /// Writes a note in a later step from one that is here, last in its cell: a cause, a measure. A
    /// facilitator writes it for the table of the note, a participant for their own.
    pub fn add_answer(
        &self,
        from: &NoteRef,
        step: &StepId,
        cell: &CellId,
        text: &str,
    ) -> Result<NoteId, Blocked> {
        let (_, session, _) = self.here();
        let table = scopes::for_answering(&session, from.table).ok_or(Blocked::Forbidden)?;
        let scope = Scope::Table(step.clone(), table);
        let positions = self.last_in(&scope, cell, 1);
        self.write(scope, positions, text, vec![from.id.clone()])
    }

    /// Changes the text of a note in one go. For typing, see [`Self::type_in`].
    pub fn set_text(&self, note: &NoteRef, text: &str) -> Result<(), Blocked> {
        let edit = Edit::SetText {
            note: note.id.clone(),
            base: note.view.with_untracked(|view| view.note.text.clone()),
            text: text.to_owned(),
        };
        self.make(vec![(note.lies_in(), edit)])
    }

    /// Lets a note be typed in together with others, in a text area that has just been shown, until
    /// the owner goes. The area is filled, follows what others type without losing its caret, and
    /// sends what is typed in small batches. All of it counts as one action.
    pub fn type_in(&self, note: &NoteRef, area: HtmlTextAreaElement) {
        let (core, _, step) = self.here();
        typing::start(&core, step, note, area);
    }

    /// Chooses a note for plenary, or no longer.
    pub fn lift(&self, note: &NoteRef, lifted: bool) -> Result<(), Blocked> {
        let edit = Edit::Lift {
            note: note.id.clone(),
            lifted,
        };
        self.make(vec![(note.lies_in(), edit)])
    }

    /// Puts notes in the bin.
    pub fn bin(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        self.set_bin(notes, Some(Date::now() as i64))
    }

    /// Takes notes out of the bin.
    pub fn restore(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        self.set_bin(notes, None)
    }

    /// Takes notes down: only their tables and facilitators still see them.
    pub fn take_down(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        self.carry(notes, true)
    }

    /// Puts notes up again that were taken down.
    pub fn put_up(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        self.carry(notes, false)
    }

    /// Carries notes over to the other of their two documents, whole. The copy comes first: at no
    /// moment are they in neither.
    fn carry(&self, notes: &[NoteRef], down: bool) -> Result<(), Blocked> {
        self.plenary()?;
        self.shown_now(|_| ());
        let edits = notes.iter().filter(|note| note.is_aside() != down);
        let edits = edits.flat_map(|note| {
            let (from, to) = (note.lies_in(), if down { note.down() } else { note.up() });
            let whole = note.view.with_untracked(|view| Note::clone(&view.note));
            let note = note.id.clone();
            let put = Edit::Put {
                note: note.clone(),
                whole,
            };
            [(to, put), (from, Edit::Erase { note })]
        });
        self.make(edits.collect())
    }

    fn write(
        &self,
        scope: Scope,
        mut positions: Vec<Position>,
        text: &str,
        from: Vec<NoteId>,
    ) -> Result<NoteId, Blocked> {
        let (_, session, _) = self.here();
        let note = random::note();
        let edit = Edit::Add {
            note: note.clone(),
            text: text.to_owned(),
            pos: positions.remove(0),
            by: session.you.participant.to_string(),
            at: Date::now() as i64,
            tags: Default::default(),
            from,
        };
        self.make(vec![(scope, edit)])?;
        Ok(note)
    }

    /// Positions behind all that lies in a cell by a document alone, such as that of another step.
    pub(super) fn last_in(&self, scope: &Scope, cell: &CellId, count: usize) -> Vec<Position> {
        let lying = self.core.with_value(|core| core.lying_in(scope, cell));
        let lying: Vec<_> = lying.iter().map(|(id, rank)| (id, rank)).collect();
        positions(cell, &lying, &Place::Last, &[], count)
    }

    fn set_bin(&self, notes: &[NoteRef], at: Option<i64>) -> Result<(), Blocked> {
        let edit = |note: &NoteRef| Edit::Bin {
            note: note.id.clone(),
            at,
        };
        let edits = notes.iter().map(|note| (note.lies_in(), edit(note)));
        self.make(edits.collect())
    }
}
