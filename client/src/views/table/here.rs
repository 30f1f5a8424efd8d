//! The step that is shown, for all components below it: what they may read, and what people do
//! there, with what is said about it afterwards.

use std::time::Duration;

use bordsvis_shared::board::Placer;
use bordsvis_shared::id::{CellId, NoteId, StepId};
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::keys::Deed;
use crate::board::{Blocked, Board, NoteRef, NoteView, Picture, Place, Undone};
use crate::cells::{Cell, Cells};
use crate::drag::Drag;
use crate::focus::{focus_soon, show_soon};
use crate::language::texts;
use crate::parts::{Toasts, use_toasts};
use crate::reactive::{memo, state, stored};
use crate::texts::Texts;

/// How long a note that has just been put somewhere is marked.
const MARKED: Duration = Duration::from_secs(2);

/// A step on the screen of a table.
#[derive(Clone, Copy)]
pub struct Here {
    pub board: Board,
    pub picture: Picture,
    pub step: StoredValue<Step>,
    pub cells: StoredValue<Cells>,
    /// The cell that one writes in, if one has been chosen.
    pub chosen: Signal<Option<CellId>>,
    /// Chooses a cell, or none.
    pub choose: Callback<Option<CellId>>,
    /// What one is composing.
    pub words: RwSignal<String>,
    /// The note that one types in.
    pub editing: RwSignal<Option<NoteId>>,
    /// The note that is to be moved, and whether one is being asked where.
    pub moving: RwSignal<Option<NoteRef>>,
    pub asking_where: RwSignal<bool>,
    pub drag: Drag,
    /// The note that has just been put somewhere, so that one finds it again.
    marked: RwSignal<Option<NoteId>>,
    toasts: Toasts,
    /// The number of what was last offered to be taken back.
    offered: StoredValue<Option<usize>>,
}

/// The step that is shown.
pub fn use_here() -> Here {
    expect_context()
}

impl Here {
    /// Shows a step until the owner goes.
    pub fn new(
        board: Board,
        picture: Picture,
        step: Step,
        chosen: Signal<Option<CellId>>,
        choose: Callback<Option<CellId>>,
    ) -> Self {
        let toasts = use_toasts();
        let offered = stored(None);
        // What belongs to a step that is no longer shown can't be taken back from here.
        on_cleanup(move || {
            if let Some(id) = offered.try_get_value().flatten() {
                toasts.withdraw(id);
            }
        });
        Self {
            board,
            picture,
            cells: stored(Cells::of(&step, texts().language())),
            step: stored(step),
            chosen,
            choose,
            words: RwSignal::default(),
            editing: state(None),
            moving: state(None),
            asking_where: state(false),
            drag: Drag::new(),
            marked: state(None),
            toasts,
            offered,
        }
    }

    pub fn step_id(&self) -> StepId {
        self.step.with_value(|step| step.id.clone())
    }

    /// The cells, parking last.
    pub fn all_cells(&self) -> Vec<Cell> {
        self.cells.with_value(|cells| cells.all().to_vec())
    }

    /// The title of a cell.
    pub fn title(&self, cell: &CellId) -> String {
        let title = |cells: &Cells| cells.get(cell).map(|cell| cell.title.clone());
        self.cells.with_value(title).unwrap_or_default()
    }

    /// The title of a cell for a narrow place, where the whole stands beside it.
    pub fn label(&self, cell: &CellId) -> String {
        let label = |cells: &Cells| cells.get(cell).map(|cell| cell.label.clone());
        self.cells.with_value(label).unwrap_or_default()
    }

    /// The title of the cell that one writes in. Reactive.
    pub fn chosen_title(&self) -> Option<String> {
        self.chosen.get().map(|cell| self.title(&cell))
    }

    /// Whether one writes in a cell. Reactive.
    pub fn is_chosen(&self, cell: &CellId) -> bool {
        self.chosen.with(|chosen| chosen.as_ref() == Some(cell))
    }

    /// How many notes a cell has.
    pub fn count(&self, cell: &CellId) -> Signal<usize> {
        let notes = self.picture.cell(cell);
        memo(move || notes.with(Vec::len)).into()
    }

    /// The cell that shows a note, if one does. Reactive.
    pub fn cell_of(&self, note: &NoteId) -> Option<CellId> {
        let shows = |cell: &Cell| {
            let notes = self.picture.cell(&cell.id);
            notes.with(|notes| notes.iter().any(|shown| shown.id == *note))
        };
        self.cells.with_value(|cells| {
            let cell = cells.all().iter().find(|cell| shows(cell));
            cell.map(|cell| cell.id.clone())
        })
    }

    /// Whether one can write here. Reactive.
    pub fn is_open(&self) -> bool {
        self.picture.blocked.with(Option::is_none)
    }

    /// Whether the table can move a note, which looks like `view`. Reactive.
    pub fn can_move(&self, view: &NoteView) -> bool {
        self.is_open() && view.placer != Placer::Plenary
    }

    /// Whether a note has just been put where it is. Reactive.
    pub fn is_marked(&self, note: &NoteId) -> bool {
        self.marked.with(|marked| marked.as_ref() == Some(note))
    }

    /// Shows where a note has come to lie.
    pub fn mark(self, note: NoteId) {
        show_soon(card_of(&note));
        self.marked.set(Some(note.clone()));
        let unmark = move || {
            if self.marked.try_get_untracked().flatten() == Some(note) {
                self.marked.set(None);
            }
        };
        set_timeout(unmark, MARKED);
    }

    /// Does to a note what a key or the menu asks for.
    pub fn act(self, t: Texts, note: &NoteRef, deed: Deed) {
        match deed {
            Deed::Edit => self.editing.set(Some(note.id.clone())),
            Deed::Move => {
                self.moving.set(Some(note.clone()));
                self.asking_where.set(true);
            }
            Deed::Up | Deed::Down => self.move_by_one(t, note, deed),
            Deed::Lift => {
                let lifted = note.view.with_untracked(|view| view.note.lifted);
                self.tell(t, self.picture.lift(note, !lifted));
            }
            Deed::Remove => self.remove(t, note),
        }
    }

    /// Moves a note, of this step or an earlier one, and offers to take that back.
    pub fn put(self, t: Texts, note: &NoteRef, cell: &CellId, place: &Place) {
        let before = self.place_of(note);
        if !self.move_note(t, note, cell, place) {
            return;
        }
        if let Some((from, place)) = before.filter(|(from, _)| from != cell) {
            let note = note.clone();
            let back = move || {
                self.move_note(t, &note, &from, &place);
            };
            self.offer(t, t.moved_to(&self.title(cell)), back);
        }
    }

    /// Says why something can't be done, if so; whether it could.
    pub fn tell<T>(self, t: Texts, result: Result<T, Blocked>) -> bool {
        if let Err(blocked) = &result {
            self.toasts.say(t.blocked(*blocked));
        }
        result.is_ok()
    }

    /// Says what came of undo or redo, where that is not plain to see.
    pub fn tell_undone(self, t: Texts, undone: Undone) {
        if let Some(words) = t.undone(undone) {
            self.toasts.say(words);
        }
    }

    /// Where the focus goes when a note goes: to the next one, else to its list.
    pub fn beside(&self, note: &NoteRef) -> String {
        let cell = note.view.with_untracked(|view| view.cell.clone());
        let notes = self.picture.cell(&cell).get_untracked();
        let at = notes.iter().position(|other| other.id == note.id);
        let next = at.and_then(|at| notes.get(at + 1).or_else(|| notes.get(at.checked_sub(1)?)));
        next.map_or_else(|| list_of(&cell), |next| menu_of(&next.id))
    }

    fn move_note(self, t: Texts, note: &NoteRef, cell: &CellId, place: &Place) -> bool {
        let moved = self
            .picture
            .move_notes(std::slice::from_ref(note), cell, place);
        let moved = self.tell(t, moved);
        if moved {
            self.mark(note.id.clone());
        }
        moved
    }

    fn move_by_one(self, t: Texts, note: &NoteRef, deed: Deed) {
        let cell = note.view.with_untracked(|view| view.cell.clone());
        let notes = self.picture.cell(&cell).get_untracked();
        let Some(at) = notes.iter().position(|other| other.id == note.id) else {
            return;
        };
        let place = if deed == Deed::Up {
            let above = at.checked_sub(1);
            above.map(|above| Place::Before(notes[above].id.clone()))
        } else {
            let below = notes.get(at + 1);
            below.map(|below| Place::After(below.id.clone()))
        };
        if let Some(place) = place {
            self.put(t, note, &cell, &place);
            focus_soon([menu_of(&note.id)]);
        }
    }

    /// Bins a note, or takes away one that was written in an earlier step.
    fn remove(self, t: Texts, note: &NoteRef) {
        let next = self.beside(note);
        let before = self.place_of(note);
        let note = note.clone();
        let notes = std::slice::from_ref(&note);
        if note.step == self.step_id() {
            if self.tell(t, self.picture.bin(notes)) {
                let restore = move || {
                    self.tell(t, self.picture.restore(std::slice::from_ref(&note)));
                };
                self.offer(t, t.removed(), restore);
                focus_soon([next]);
            }
        } else if self.tell(t, self.picture.put_back(notes))
            && let Some((cell, place)) = before
        {
            let back = move || {
                self.move_note(t, &note, &cell, &place);
            };
            self.offer(t, t.taken_away(), back);
            focus_soon([next]);
        }
    }

    /// Says what has been done, and offers to take it back, in place of what was offered before.
    fn offer(self, t: Texts, said: impl Into<String>, back: impl Fn() + Send + Sync + 'static) {
        if let Some(before) = self.offered.get_value() {
            self.toasts.withdraw(before);
        }
        let id = self.toasts.offer(said, t.undo(), back);
        self.offered.set_value(Some(id));
    }

    /// Where a note lies now, so that it can be put there again; `None` if it isn't shown.
    fn place_of(&self, note: &NoteRef) -> Option<(CellId, Place)> {
        let cell = untrack(|| self.cell_of(&note.id))?;
        let notes = self.picture.cell(&cell).get_untracked();
        let at = notes.iter().position(|other| other.id == note.id)?;
        let above = at.checked_sub(1).map(|above| notes[above].id.clone());
        Some((cell, above.map_or(Place::First, Place::After)))
    }
}

/// The selector of a note's card.
pub fn card_of(note: &NoteId) -> String {
    format!("#note-{note}")
}

/// The selector of the button of a note's menu.
pub fn menu_of(note: &NoteId) -> String {
    format!("#note-{note} .menu > button")
}

/// The selector of what shows the notes of a cell.
pub fn list_of(cell: &CellId) -> String {
    format!("#notes-{cell}")
}
