//! The step that is shown, for all components below it: what they may read, and what people do
//! there, with what is said about it afterwards.

use std::sync::Arc;
use std::time::Duration;

use bordsvis_shared::board::Placer;
use bordsvis_shared::id::{CellId, NoteId, StepId};
use bordsvis_shared::method::{Phase, Step};
use bordsvis_shared::session::{Session, StepState};
use leptos::prelude::*;

use super::answer::Answer;
use super::keys::Deed;
use super::offers::Offers;
use super::piles::{Piles, use_piles};
use crate::board::{Blocked, Board, NoteRef, NoteView, Picture, Place, Undone};
use crate::cells::{Cell, Cells};
use crate::drafts::Pile;
use crate::drag::Drag;
use crate::focus::{focus_soon, show_soon};
use crate::language::texts;
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
    /// What is to be moved, and whether one is being asked where.
    pub moving: RwSignal<Option<Moved>>,
    pub asking_where: RwSignal<bool>,
    /// What is to be written from a note, and whether one is being asked for it.
    pub answering: RwSignal<Option<Answer>>,
    pub asking_answer: RwSignal<bool>,
    pub drag: Drag,
    /// How far the step has come.
    pub progress: Memo<StepState>,
    /// The drafts of the seat, and those of them that belong to this step.
    pub piles: Piles,
    pub drafts: Memo<Pile>,
    pub offers: Offers,
    /// The note that has just been put somewhere, so that one finds it again.
    marked: RwSignal<Option<NoteId>>,
}

/// What is moved from one cell to another.
#[derive(Clone)]
pub enum Moved {
    Note(NoteRef),
    /// A draft, by its number.
    Draft(u32),
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
        let id = step.id.clone();
        let progress = memo(move || {
            let state = |session: &Arc<Session>| session.steps.get(&id).cloned();
            board.session.with(state).unwrap_or_default()
        });
        let piles = use_piles();
        let drafts = piles.step(&step.id);
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
            answering: state(None),
            asking_answer: state(false),
            drag: Drag::new(),
            progress,
            piles,
            drafts,
            offers: Offers::new(picture, drafts),
            marked: state(None),
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

    /// How many notes a cell has; while everybody writes by themselves, together with one's drafts.
    pub fn count(&self, cell: &CellId) -> Signal<usize> {
        let (here, cell) = (*self, cell.clone());
        let notes = self.picture.cell(&cell);
        memo(move || {
            let drafts = here.is_individual().then(|| here.drafts_in(&cell).len());
            notes.with(Vec::len) + drafts.unwrap_or_default()
        })
        .into()
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

    /// Whether everybody writes by themselves. Reactive.
    pub fn is_individual(&self) -> bool {
        let individual = |step: &StepState| step.phase == Phase::Individual;
        self.progress.with(individual) && self.picture.blocked.get() != Some(Blocked::Closed)
    }

    /// Whether one can write, be it for oneself alone. Reactive.
    pub fn can_write(&self) -> bool {
        self.is_open() || self.is_individual()
    }

    /// Whether the table can change a note, which looks like `view`. Reactive.
    pub fn can_change(&self, view: &NoteView) -> bool {
        self.is_open() && !view.aside
    }

    /// Whether the table can move a note, which looks like `view`. Reactive.
    pub fn can_move(&self, view: &NoteView) -> bool {
        self.can_change(view) && view.placer != Placer::Plenary
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
                self.moving.set(Some(Moved::Note(note.clone())));
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
            let (note, to) = (note.clone(), cell.clone());
            let id = note.id.clone();
            let back = move || {
                self.move_note(t, &note, &from, &place);
            };
            let stands = move || self.cell_of(&id).as_ref() == Some(&to);
            self.offers
                .offer(t, t.moved_to(&self.title(cell)), back, stands);
        }
    }

    /// Says why something can't be done, if so; whether it could.
    pub fn tell<T>(self, t: Texts, result: Result<T, Blocked>) -> bool {
        if let Err(blocked) = &result {
            self.offers.say(t.blocked(*blocked));
        }
        result.is_ok()
    }

    /// Says what came of undo or redo, where that is not plain to see.
    pub fn tell_undone(self, t: Texts, undone: Undone) {
        if let Some(words) = t.undone(undone) {
            self.offers.say(words);
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
        let id = note.id.clone();
        let stands = move || self.picture.note(&id).is_none();
        if note.step == self.step_id() {
            if self.tell(t, self.picture.bin(notes)) {
                let restore = move || {
                    self.tell(t, self.picture.restore(std::slice::from_ref(&note)));
                };
                self.offers.offer(t, t.removed(), restore, stands);
                focus_soon([next]);
            }
        } else if self.tell(t, self.picture.put_back(notes))
            && let Some((cell, place)) = before
        {
            let back = move || {
                self.move_note(t, &note, &cell, &place);
            };
            self.offers.offer(t, t.taken_away(), back, stands);
            focus_soon([next]);
        }
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
