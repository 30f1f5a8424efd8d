//! The step that the facilitator looks at, for all components below it: what is shown of it, what is
//! covered, and what is done to its notes, with what is said about it afterwards.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use bordsvis_shared::board::PlacedNote;
use bordsvis_shared::gather;
use bordsvis_shared::id::{CellId, ClusterId, NoteId, StepId, TableNo};
use bordsvis_shared::method::Step;
use bordsvis_shared::session::{ScreenView, Session};
use leptos::prelude::*;

mod choosing;
mod clustering;
mod doing;
mod groups;
mod links;
mod sieve;

pub use self::groups::{Group, GroupBy};
pub use self::links::Linked;
pub use self::sieve::{Sieve, Tagged};

use super::few::{Each, Few};
use super::lead::Lead;
use super::windowed::Pace;
use crate::board::{Board, ClusterRef, NoteRef, Picture};
use crate::cells::Cells;
use crate::drag::Drag;
use crate::focus::{focus_soon, show_soon, soon};
use crate::language::texts;
use crate::reactive::{memo, state, stored};
use crate::texts::Texts;

/// A category that the step has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub id: String,
    pub title: String,
}

/// What is asked about notes.
#[derive(Clone)]
pub enum Asked {
    /// Where they are to go.
    Move(Vec<NoteRef>),
    /// Where in a later step they are to be shown too.
    Place(Vec<NoteRef>, StepId),
    /// What they are to be gathered with.
    Gather(Vec<NoteRef>),
    /// Where a cluster is to go.
    MoveCluster(ClusterRef),
    /// What a later step says to one.
    Answer {
        from: NoteRef,
        step: StepId,
        /// The cell that is meant, if one can tell.
        cell: Option<CellId>,
    },
    /// What a table wrote on paper.
    Write(CellId),
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
    /// What it was written from, and what was written from it.
    pub linked: Each<Linked>,
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
    /// The note that the focus is about to go to, drawn wherever in its list it lies.
    pub sought: RwSignal<Option<NoteId>>,
    /// The list that last had the focus.
    pub list: StoredValue<Option<Memo<Vec<NoteRef>>>>,
    /// How many notes are drawn at a time.
    pub pace: Pace,
    /// The note that is alone on the big screen.
    pub on_screen: Memo<Option<NoteId>>,
    /// The same, and what is dragged, for each note to ask of itself.
    pub is: Standing,
    pub asked: RwSignal<Option<Asked>>,
    pub asking: RwSignal<bool>,
    pub drag: Drag,
    /// The cluster that is dragged with all its notes.
    pub carried: StoredValue<Option<ClusterRef>>,
    /// The categories of the step.
    pub tags: StoredValue<Vec<Tag>>,
    /// Which notes one wants to see.
    pub sieve: RwSignal<Sieve>,
    /// Those of all notes that it lets through, if it looks at them: each is asked once, however many lists
    /// it may lie in.
    sifted: Memo<Option<HashSet<NoteId>>>,
    /// By what they are laid side by side.
    pub by: RwSignal<GroupBy>,
    /// Whether the guidance is unfolded, of the step and of all its cells.
    pub guided: RwSignal<bool>,
    /// The clusters whose notes are folded away.
    pub folded: RwSignal<HashSet<ClusterId>>,
    /// The cluster that is being given a title.
    pub naming: RwSignal<Option<ClusterId>>,
    /// The table for which one last wrote what it has on paper.
    pub writing_for: StoredValue<Option<TableNo>>,
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
        let tags = step.tags.iter().map(|tag| Tag {
            id: tag.id.to_string(),
            title: tag.title.get(t.language()).to_owned(),
        });
        let tags = stored(tags.collect());
        let one = |id: Option<NoteId>| id.into_iter().collect();
        let chosen = RwSignal::<HashSet<NoteId>>::default();
        let [hovered, focused, editing] = [(); 3].map(|()| state(None));
        let sieve = RwSignal::<Sieve>::default();
        let drag = Drag::gathering();
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
            linked: links::told(picture, &step, board),
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
            sought: state(None),
            list: stored(None),
            pace: Pace::new(),
            on_screen,
            is,
            asked: state(None),
            asking: state(false),
            drag,
            carried: stored(None),
            tags,
            sieve,
            sifted: memo(move || sifted(picture, board, sieve.get())),
            by: RwSignal::default(),
            guided: state(false),
            folded: RwSignal::default(),
            naming: state(None),
            writing_for: stored(None),
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

    /// Tells of a note whether it is shown here: it is one of those that are looked at, and not covered.
    /// Reactive once, however many notes it is asked of.
    pub fn showing(&self) -> impl Fn(&NoteRef) -> bool + use<> {
        let only = self.lead.only.get();
        let uncovered = self.uncovered();
        let sieve = self.sieve.get();
        let sifted = self.sifted;
        sifted.track();
        let session = self.board.session.get_untracked();
        move |note| {
            only.is_none_or(|only| only == note.table)
                && sieve.lets_table(session.table(note.table))
                && uncovered(note)
                && sifted.with_untracked(|sifted| {
                    sifted
                        .as_ref()
                        .is_none_or(|sifted| sifted.contains(&note.id))
                })
        }
    }

    /// Tells of a note whether it is not covered. As with [`Self::showing`].
    pub fn uncovered(&self) -> impl Fn(&NoteRef) -> bool + use<> {
        let covered = (!self.peeking.get()).then(|| self.unrevealed.get());
        move |note| {
            let key = || (note.step.clone(), note.table);
            !covered
                .as_ref()
                .is_some_and(|tables| tables.contains(&key()))
        }
    }

    /// Whether only some notes are looked at. Reactive.
    pub fn is_sifting(&self) -> bool {
        self.lead.only.get().is_some() || self.sieve.with(|sieve| !sieve.is_open())
    }

    /// All notes that are shown here, cell by cell. Reactive.
    pub fn all_shown(&self) -> Vec<NoteRef> {
        self.picture.track();
        let shows = self.showing();
        let cells = self.cells.with_value(|cells| {
            let ids = cells.all().iter().map(|cell| cell.id.clone());
            ids.collect::<Vec<_>>()
        });
        let cells = cells.iter().map(|cell| self.picture.cell(cell));
        let notes = cells.flat_map(|notes| notes.get_untracked());
        notes.filter(shows).collect()
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

    /// What a category is called.
    pub fn tag_title(&self, tag: &str) -> Option<String> {
        self.tags.with_value(|tags| {
            let found = tags.iter().find(|known| known.id == tag);
            found.map(|found| found.title.clone())
        })
    }

    /// Gives the focus to a note, once it stands where it is about to.
    pub fn focus_on(&self, note: &NoteId) {
        self.sought.set(Some(note.clone()));
        focus_soon([slip_of(note)]);
        let (sought, slip) = (self.sought, slip_of(note));
        soon(move || {
            sought.try_set(None);
            // Its neighbours are drawn now.
            show_soon(slip);
        });
    }

    /// Gives the focus to the first of some notes, wherever they have gone.
    pub fn follow(&self, notes: &[NoteRef]) {
        if let Some(first) = notes.first() {
            self.focus_on(&first.id);
        }
    }

    /// Asks something about notes.
    pub fn ask(&self, asked: Asked) {
        self.asked.set(Some(asked));
        self.asking.set(true);
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

    /// The steps that answer the notes of this one.
    pub fn answering_steps(&self) -> Vec<Step> {
        let later = self.later_steps().into_iter();
        later.filter(|later| later.answer.is_some()).collect()
    }

    fn session<T>(&self, read: impl FnOnce(&Arc<Session>) -> T) -> T {
        self.board.session.with_untracked(read)
    }
}

/// The notes of a step that a sieve lets through, if it looks at notes. Reactive.
fn sifted(picture: Picture, board: Board, sieve: Sieve) -> Option<HashSet<NoteId>> {
    if !sieve.reads_notes() {
        return None;
    }
    picture.track();
    let sieve = board
        .session
        .with_untracked(|session| sieve.ready(&session.tables));
    let arrangement = picture.arrangement();
    let lets = |note: &&PlacedNote| sieve.lets(&note.note.text, note.table, note.tags());
    let let_through = arrangement.notes().filter(lets);
    Some(let_through.map(|note| note.id.clone()).collect())
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
    format!("[data-note='{note}']")
}

/// The selector of what has the focus where a cluster has it.
pub fn handle_of(cluster: &ClusterId) -> String {
    format!("[data-handle='{cluster}']")
}
