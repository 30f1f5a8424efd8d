//! The step that the facilitator looks at, for all components below it: what is shown of it, what is
//! covered, and what is done to its notes, with what is said about it afterwards.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use bordsvis_shared::gather;
use bordsvis_shared::id::{CellId, NoteId, StepId, TableNo};
use bordsvis_shared::method::Step;
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::{ScreenView, Session};
use leptos::prelude::*;

use super::few::Few;
use super::lead::Lead;
use crate::board::{Blocked, Board, NoteRef, Picture, Place, Undone};
use crate::cells::{Cell, Cells};
use crate::drag::Drag;
use crate::focus::focus_soon;
use crate::language::texts;
use crate::reactive::{memo, state, stored};
use crate::texts::Texts;

/// What is asked about notes: where they are to go.
#[derive(Clone)]
pub struct Asked {
    pub notes: Vec<NoteRef>,
    /// In a later step, or in the one on the desk.
    pub later: Option<StepId>,
}

/// How a note stands on the desk.
#[derive(Clone, Copy)]
pub struct Standing {
    pub chosen: Few,
    pub hovered: Few,
    pub focused: Few,
    pub editing: Few,
    pub on_screen: Few,
    pub held: Few,
}

/// A step on the facilitator's desk.
#[derive(Clone, Copy)]
pub struct Desk {
    pub board: Board,
    pub lead: Lead,
    pub picture: Picture,
    pub step: StoredValue<Step>,
    pub cells: StoredValue<Cells>,
    /// The tables whose notes not everyone may read, with the steps that they wrote them in.
    pub unrevealed: Memo<BTreeSet<(StepId, TableNo)>>,
    /// Whether those are read here all the same. The laptop may be mirrored, so it has to be asked for.
    pub peeking: RwSignal<bool>,
    /// The notes that have been chosen, to do the same with all of them.
    pub chosen: RwSignal<HashSet<NoteId>>,
    /// The note from which Shift chooses on.
    pub anchor: StoredValue<Option<NoteId>>,
    /// The note under the pointer, and the one that has the focus: they show what can be done to them.
    pub hovered: RwSignal<Option<NoteId>>,
    pub focused: RwSignal<Option<NoteId>>,
    /// The note that one types in.
    pub editing: RwSignal<Option<NoteId>>,
    /// The note that is alone on the big screen.
    pub on_screen: Memo<Option<NoteId>>,
    /// The same, and what is dragged, for each note to ask of itself.
    pub is: Standing,
    pub asked: RwSignal<Option<Asked>>,
    pub asking: RwSignal<bool>,
    pub drag: Drag,
    /// What those who listen are told of what one has just done.
    pub said: RwSignal<String>,
    t: Texts,
}

/// The step that is on the desk.
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// Lays a step on the desk until the owner goes.
    pub fn new(lead: Lead, picture: Picture, step: Step) -> Self {
        let t = texts();
        let board = lead.board;
        let steps: Vec<StepId> = [&step.id]
            .into_iter()
            .chain(&step.draws_from)
            .cloned()
            .collect();
        let unrevealed = memo(move || board.session.with(|s| unrevealed(s, &steps)));
        let id = step.id.clone();
        let on_screen = memo(move || {
            board.session.with(|session| match &session.screen.view {
                ScreenView::Note { step, note } if *step == id => Some(note.clone()),
                _ => None,
            })
        });
        let one = |id: Option<NoteId>| id.into_iter().collect();
        let chosen = RwSignal::<HashSet<NoteId>>::default();
        let [hovered, focused, editing] = [(); 3].map(|()| state(None));
        let drag = Drag::new();
        let held = move || {
            drag.held
                .with(|held| held.iter().map(|n| n.id.clone()).collect())
        };
        let is = Standing {
            chosen: Few::new(move || chosen.get()),
            hovered: Few::new(move || one(hovered.get())),
            focused: Few::new(move || one(focused.get())),
            editing: Few::new(move || one(editing.get())),
            on_screen: Few::new(move || one(on_screen.get())),
            held: Few::new(held),
        };
        Self {
            board,
            lead,
            picture,
            cells: stored(Cells::of(&step, t.language())),
            step: stored(step),
            unrevealed,
            peeking: state(false),
            chosen,
            anchor: stored(None),
            hovered,
            focused,
            editing,
            on_screen,
            is,
            asked: state(None),
            asking: state(false),
            drag,
            said: RwSignal::default(),
            t,
        }
    }

    pub fn step_id(&self) -> StepId {
        self.step.with_value(|step| step.id.clone())
    }

    /// The title of a cell.
    pub fn title(&self, cell: &CellId) -> String {
        let title = |cells: &Cells| cells.get(cell).map(|cell| cell.title.clone());
        self.cells.with_value(title).unwrap_or_default()
    }

    /// What a table is called.
    pub fn table_name(&self, table: TableNo) -> String {
        self.board.session.with_untracked(|session| {
            let table = session.table(table);
            table.map(|table| table.name.clone()).unwrap_or_default()
        })
    }

    /// Whether not everyone may read a note. Reactive.
    pub fn is_unrevealed(&self, note: &NoteRef) -> bool {
        self.unrevealed
            .with(|tables| tables.contains(&(note.step.clone(), note.table)))
    }

    /// Tells of a note whether it is shown here: it is one of the table that is looked at, and not covered.
    /// Reactive once, however many notes it is asked of.
    pub fn showing(&self) -> impl Fn(&NoteRef) -> bool + use<> {
        let only = self.lead.only.get();
        let covered = (!self.peeking.get()).then(|| self.unrevealed.get());
        move |note| {
            let key = || (note.step.clone(), note.table);
            let covers = |tables: &BTreeSet<_>| tables.contains(&key());
            only.is_none_or(|only| only == note.table) && !covered.as_ref().is_some_and(covers)
        }
    }

    /// Those of some notes that are shown here.
    pub fn shown(self, notes: ArcReadSignal<Vec<NoteRef>>) -> Memo<Vec<NoteRef>> {
        memo(move || {
            let shows = self.showing();
            let shown = |note: &&NoteRef| shows(note);
            notes.with(|notes| notes.iter().filter(shown).cloned().collect())
        })
    }

    /// Whether a table's notes are looked at. Reactive.
    pub fn looks_at(&self, table: TableNo) -> bool {
        self.lead.only.get().is_none_or(|only| only == table)
    }

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
        let view = if self.on_screen.get_untracked().as_ref() == Some(&note.id) {
            ScreenView::Follow
        } else {
            let (step, note) = (self.step_id(), note.id.clone());
            ScreenView::Note { step, note }
        };
        self.lead.command(ToServer::Screen { view });
    }

    /// Asks where notes are to be moved, or placed too.
    pub fn ask(&self, notes: Vec<NoteRef>, later: Option<StepId>) {
        self.asked.set(Some(Asked { notes, later }));
        self.asking.set(true);
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

    /// The steps that notes of this one can be placed in.
    pub fn later_steps(&self) -> Vec<Step> {
        let step = self.step_id();
        self.session(|session| {
            let steps = session.method.steps.iter();
            let later = steps.filter(|later| later.draws_from.contains(&step));
            later.cloned().collect()
        })
    }

    /// The steps whose notes can be placed in this one.
    pub fn earlier_steps(&self) -> Vec<Step> {
        let from = self.step.with_value(|step| step.draws_from.clone());
        self.session(|session| {
            let steps = from
                .iter()
                .filter_map(|id| session.method.step(id).cloned());
            steps.collect()
        })
    }

    fn session<T>(&self, read: impl FnOnce(&Arc<Session>) -> T) -> T {
        self.board.session.with_untracked(read)
    }

    fn clear_silently(&self) {
        if !self.chosen.with_untracked(HashSet::is_empty) {
            self.chosen.update(HashSet::clear);
        }
    }
}

fn unrevealed(session: &Session, steps: &[StepId]) -> BTreeSet<(StepId, TableNo)> {
    let all = steps.iter().flat_map(|step| {
        let tables = session.table_numbers();
        tables.map(|table| (step.clone(), table))
    });
    gather(all.filter(|(step, table)| !session.is_revealed(step, *table)))
}

/// The selector of a note.
pub fn slip_of(note: &NoteId) -> String {
    format!("#note-{note}")
}

/// The selector of where the focus goes when a note goes: to the one behind it, else before it.
fn beside(note: &NoteRef) -> String {
    let slip = slip_of(&note.id);
    let found = document().query_selector(&slip).ok().flatten();
    let sibling = found.and_then(|slip| {
        let next = slip.next_element_sibling();
        next.or_else(|| slip.previous_element_sibling())
    });
    sibling.map_or(slip, |sibling| format!("#{}", sibling.id()))
}
