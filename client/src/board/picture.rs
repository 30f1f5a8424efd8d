//! A step as a view shows it: its notes as signals, and what can be done to them.

use std::rc::Rc;
use std::sync::Arc;

use bordsvis_shared::board::{Edit, Placer, Position};
use bordsvis_shared::id::{CellId, NoteId, Scope, StepId, TableNo};
use bordsvis_shared::session::{Role, Session};
use js_sys::Date;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use super::core::Core;
use super::drawn::Drawn;
use super::history::{Undone, Way};
use super::place::{Place, positions};
use super::scopes::{self, Blocked, Reach};
use super::shown::NoteRef;
use super::typing;
use crate::random;

/// A step as a view shows it, for as long as the view lives. What it shows is brought up to date at
/// most once for each frame that is drawn; what is done to it is on screen with the next.
///
/// Every intent says why it can't be done, if it can't; nothing has happened then.
#[derive(Clone, Copy)]
pub struct Picture {
    /// Why one can't write here now: a participant in their table's document, a facilitator in
    /// plenary's. Nothing else says so: a participant with `None` here may write a note.
    pub blocked: Signal<Option<Blocked>>,
    /// Whether something of it is still being fetched.
    pub loading: Signal<bool>,
    /// Whether one has an action here to take back.
    pub can_undo: Signal<bool>,
    /// Whether one has an action here to do again.
    pub can_redo: Signal<bool>,
    core: StoredValue<Rc<Core>, LocalStorage>,
    drawn: StoredValue<Rc<Drawn>, LocalStorage>,
}

impl Picture {
    /// Shows a step until the owner goes.
    pub(super) fn open(
        core: StoredValue<Rc<Core>, LocalStorage>,
        step: StepId,
        reach: Reach,
    ) -> Self {
        let board = core.get_value();
        let drawn = board.show(step, reach);
        let picture = Self {
            blocked: drawn.blocked.read_only().into(),
            loading: drawn.loading.read_only().into(),
            can_undo: drawn.can_undo.read_only().into(),
            can_redo: drawn.can_redo.read_only().into(),
            core,
            drawn: StoredValue::new_local(drawn),
        };
        on_cleanup(move || {
            if let (Some(core), Some(drawn)) = (core.try_get_value(), picture.drawn.try_get_value())
            {
                core.hide(&drawn);
            }
        });
        picture
    }

    /// The step.
    pub fn step(&self) -> StepId {
        self.drawn.with_value(|drawn| drawn.step.clone())
    }

    /// The notes of a cell, in order, for a keyed list. Parking is a cell too.
    pub fn cell(&self, cell: &CellId) -> ArcReadSignal<Vec<NoteRef>> {
        self.drawn
            .with_value(|drawn| drawn.shown.borrow_mut().cell(cell))
    }

    /// Follows whatever changes in the step. Who reads all of its notes follows this once and reads them
    /// untracked, rather than a thousand signals.
    pub fn track(&self) {
        self.drawn
            .with_value(|drawn| drawn.shown.borrow().changed().track());
    }

    /// The notes of the step that lie in the bin, the last thrown away first.
    pub fn in_bin(&self) -> ArcReadSignal<Vec<NoteRef>> {
        self.drawn.with_value(|drawn| drawn.shown.borrow().bin())
    }

    /// A note, if it is shown here at the moment.
    pub fn note(&self, note: &NoteId) -> Option<NoteRef> {
        self.drawn
            .with_value(|drawn| drawn.shown.borrow().note(note))
    }

    /// Puts a new note on one's own table, last in its cell.
    pub fn add(&self, cell: &CellId, text: &str) -> Result<NoteId, Blocked> {
        let (core, session, step) = self.here();
        let table = session.you.table.ok_or(Blocked::Forbidden)?;
        let note = random::note();
        let edit = Edit::Add {
            note: note.clone(),
            text: text.to_owned(),
            pos: self.positions(cell, &Place::Last, &[], 1).remove(0),
            by: session.you.participant.to_string(),
            at: Date::now() as i64,
            tags: Default::default(),
            from: Vec::new(),
        };
        core.make(&step, vec![(Scope::Table(step.clone(), table), edit)])?;
        Ok(note)
    }

    /// Changes the text of a note in one go. For typing, see [`Self::type_in`].
    pub fn set_text(&self, note: &NoteRef, text: &str) -> Result<(), Blocked> {
        let edit = Edit::SetText {
            note: note.id.clone(),
            base: note.view.with_untracked(|view| view.note.text.clone()),
            text: text.to_owned(),
        };
        self.make(vec![(note.written_in(), edit)])
    }

    /// Lets a note be typed in together with others, in a text area that has just been shown, until
    /// the owner goes. The area is filled, follows what others type without losing its caret, and
    /// sends what is typed in small batches. All of it counts as one action.
    pub fn type_in(&self, note: &NoteRef, area: HtmlTextAreaElement) {
        let (core, _, step) = self.here();
        typing::start(&core, step, note, area);
    }

    /// Moves notes side by side to a place in a cell: for a facilitator in plenary, for a participant
    /// at the table. One action, however many notes. A note of an earlier step is placed here by it.
    pub fn move_notes(
        &self,
        notes: &[NoteRef],
        cell: &CellId,
        place: &Place,
    ) -> Result<(), Blocked> {
        let (_, session, step) = self.here();
        let ids: Vec<NoteId> = notes.iter().map(|note| note.id.clone()).collect();
        let positions = self.positions(cell, place, &ids, ids.len());
        let moves = notes.iter().zip(positions);
        let moves = moves.map(|(note, pos)| self.move_of(&session, &step, note, pos));
        self.make(moves.collect::<Result<_, _>>()?)
    }

    /// Takes back where plenary or the table put notes, so that each is shown where it was before.
    pub fn put_back(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        let (_, session, step) = self.here();
        let scope = scopes::for_arranging(&session, &step).ok_or(Blocked::Forbidden)?;
        let placed = notes.iter().map(|note| (scope.clone(), place(note, None)));
        self.make(placed.collect())
    }

    /// Shows notes in a later step too, last in a cell. They stay where they are in this one.
    pub fn place_later(
        &self,
        notes: &[NoteRef],
        step: &StepId,
        cell: &CellId,
    ) -> Result<(), Blocked> {
        let (core, session, _) = self.here();
        let scope = scopes::for_arranging(&session, step).ok_or(Blocked::Forbidden)?;
        self.only_own(&session, notes)?;
        let placed = core.placed_in(&scope, cell);
        let placed: Vec<_> = placed.iter().map(|(id, rank)| (id, rank)).collect();
        let positions = positions(cell, &placed, &Place::Last, &[], notes.len());
        let placed = notes.iter().zip(positions);
        let placed = placed.map(|(note, pos)| (scope.clone(), place(note, Some(pos))));
        self.make(placed.collect())
    }

    /// Chooses a note for plenary, or no longer.
    pub fn lift(&self, note: &NoteRef, lifted: bool) -> Result<(), Blocked> {
        let edit = Edit::Lift {
            note: note.id.clone(),
            lifted,
        };
        self.make(vec![(note.written_in(), edit)])
    }

    /// Puts notes in the bin.
    pub fn bin(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        self.set_bin(notes, Some(Date::now() as i64))
    }

    /// Takes notes out of the bin.
    pub fn restore(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        self.set_bin(notes, None)
    }

    /// Takes back one's last action in this step.
    pub fn undo(&self) -> Undone {
        let (core, _, step) = self.here();
        core.turn(Way::Undo, &step)
    }

    /// Does again what was last taken back in this step.
    pub fn redo(&self) -> Undone {
        let (core, _, step) = self.here();
        core.turn(Way::Redo, &step)
    }

    fn set_bin(&self, notes: &[NoteRef], at: Option<i64>) -> Result<(), Blocked> {
        let edit = |note: &NoteRef| Edit::Bin {
            note: note.id.clone(),
            at,
        };
        let edits = notes.iter().map(|note| (note.written_in(), edit(note)));
        self.make(edits.collect())
    }

    fn move_of(
        &self,
        session: &Session,
        step: &StepId,
        note: &NoteRef,
        pos: Position,
    ) -> Result<(Scope, Edit), Blocked> {
        let arranged = scopes::for_arranging(session, step).ok_or(Blocked::Forbidden)?;
        if session.you.role == Role::Facilitator {
            return Ok((arranged, place(note, Some(pos))));
        }
        self.only_own(session, std::slice::from_ref(note))?;
        // As it is shown here: plenary may well have moved it in the step that it comes from.
        let here = self.note(&note.id);
        let moved = |note: NoteRef| note.view.with_untracked(|v| v.placer == Placer::Plenary);
        if here.is_some_and(moved) {
            return Err(Blocked::MovedByPlenary);
        }
        if note.step == *step {
            let note = note.id.clone();
            return Ok((arranged, Edit::Move { note, pos }));
        }
        Ok((arranged, place(note, Some(pos))))
    }

    /// Participants arrange what their own table wrote.
    fn only_own(&self, session: &Session, notes: &[NoteRef]) -> Result<(), Blocked> {
        let own = |table: TableNo| session.you.table == Some(table);
        let may = session.you.role == Role::Facilitator || notes.iter().all(|note| own(note.table));
        may.then_some(()).ok_or(Blocked::Forbidden)
    }

    fn positions(
        &self,
        cell: &CellId,
        place: &Place,
        moving: &[NoteId],
        count: usize,
    ) -> Vec<Position> {
        // Between the notes as they lie now, not as they lay when the last frame was drawn.
        self.core.with_value(|core| core.draw());
        self.drawn.with_value(|drawn| {
            let shown = drawn.shown.borrow();
            let notes = shown.arrangement().cell(cell).iter();
            let notes: Vec<_> = notes.map(|note| (&note.id, &note.pos.rank)).collect();
            positions(cell, &notes, place, moving, count)
        })
    }

    fn make(&self, edits: Vec<(Scope, Edit)>) -> Result<(), Blocked> {
        let (core, _, step) = self.here();
        core.make(&step, edits)
    }

    fn here(&self) -> (Rc<Core>, Arc<Session>, StepId) {
        let core = self.core.get_value();
        let session = core.session();
        (core, session, self.step())
    }
}

impl NoteRef {
    fn written_in(&self) -> Scope {
        Scope::Table(self.step.clone(), self.table)
    }
}

fn place(note: &NoteRef, pos: Option<Position>) -> Edit {
    let note = note.id.clone();
    Edit::Place { note, pos }
}
