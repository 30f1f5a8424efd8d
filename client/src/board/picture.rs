//! A step as a view shows it: its notes as signals, and what can be done to them.

use std::rc::Rc;
use std::sync::Arc;

use bordsvis_shared::board::{Arrangement, Edit, Undone, Way, Written};
use bordsvis_shared::id::{CellId, ClusterId, NoteId, Scope, StepId, TableNo};
use bordsvis_shared::session::{Role, Session};
use leptos::prelude::*;

use super::core::Core;
use super::drawn::Drawn;
use super::scopes::{Blocked, Reach};
use super::shown::{ClusterRef, NoteRef, Shown};

mod moving;
mod sorting;
mod writing;

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

    /// All notes of a cell, for a keyed list: cluster by cluster, then those that lie loose, and behind
    /// each those that were merged into it. Who shows clusters as such takes [`Self::clusters`] and
    /// [`Self::loose`]. Parking is a cell too.
    pub fn cell(&self, cell: &CellId) -> ArcReadSignal<Vec<NoteRef>> {
        self.shown(|shown| shown.cell(cell))
    }

    /// The notes of a cell that lie in no cluster, in order, for a keyed list. Those merged into others
    /// are not among them; see [`NoteView::merged`](super::NoteView::merged).
    pub fn loose(&self, cell: &CellId) -> ArcReadSignal<Vec<NoteRef>> {
        self.shown(|shown| shown.loose(cell))
    }

    /// The clusters of a cell, in order, for a keyed list; those without notes too.
    pub fn clusters(&self, cell: &CellId) -> ArcReadSignal<Vec<ClusterRef>> {
        self.shown(|shown| shown.clusters(cell))
    }

    /// Follows whatever changes in the step. Who reads all of its notes follows this once and reads them
    /// untracked, rather than a thousand signals.
    pub fn track(&self) {
        self.read(|shown| shown.changed()).track();
    }

    /// The notes of the step that lie in the bin, the last thrown away first.
    pub fn in_bin(&self) -> ArcReadSignal<Vec<NoteRef>> {
        self.shown(|shown| shown.bin())
    }

    /// What the step shows now, put together. Not reactive; see [`Self::track`].
    pub fn arrangement(&self) -> Rc<Arrangement> {
        self.read(|shown| Rc::clone(shown.arrangement()))
    }

    /// A note, if it is shown here at the moment.
    pub fn note(&self, note: &NoteId) -> Option<NoteRef> {
        self.shown(|shown| shown.note(note))
    }

    /// A cluster, if it is shown here at the moment.
    pub fn shown_cluster(&self, cluster: &ClusterId) -> Option<ClusterRef> {
        self.shown(|shown| shown.cluster(cluster))
    }

    /// The notes that a note was written from, whichever step shows them, as far as one may read them.
    /// Not reactive; see [`Self::track`].
    pub fn origins(&self, note: &NoteId) -> Vec<Written> {
        let links = self.core.with_value(|core| core.links());
        links.origins(note).cloned().collect()
    }

    /// The notes that were written from a note, in this step or in those that draw from it. Not
    /// reactive; see [`Self::track`].
    pub fn answers(&self, note: &NoteId) -> Vec<Written> {
        let links = self.core.with_value(|core| core.links());
        links.answers(note).cloned().collect()
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

    fn shown<T>(&self, read: impl FnOnce(&mut Shown) -> T) -> T {
        self.read(|shown| {
            shown.ask();
            read(shown)
        })
    }

    /// What is shown, without anything of it as signals.
    fn read<T>(&self, read: impl FnOnce(&mut Shown) -> T) -> T {
        self.drawn
            .with_value(|drawn| read(&mut drawn.shown.borrow_mut()))
    }

    /// What is shown now, not when the last frame was drawn.
    fn shown_now<T>(&self, read: impl FnOnce(&mut Shown) -> T) -> T {
        self.core.with_value(|core| core.draw());
        self.shown(read)
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

    /// Plenary's document, in which facilitators alone sort.
    fn plenary(&self) -> Result<Scope, Blocked> {
        let (_, session, step) = self.here();
        let leads = session.you.role == Role::Facilitator;
        leads
            .then_some(Scope::Plenary(step))
            .ok_or(Blocked::Forbidden)
    }
}

/// Participants change what their own table wrote, unless it has been taken down.
fn only_own(session: &Session, notes: &[NoteRef]) -> Result<(), Blocked> {
    let own = |table: TableNo| session.you.table == Some(table);
    let may = |note: &NoteRef| own(note.table) && !note.is_aside();
    let may = session.you.role == Role::Facilitator || notes.iter().all(may);
    may.then_some(()).ok_or(Blocked::Forbidden)
}

impl NoteRef {
    /// The document that holds it.
    pub(super) fn lies_in(&self) -> Scope {
        if self.is_aside() {
            self.down()
        } else {
            self.up()
        }
    }

    /// The document that it was written in.
    fn up(&self) -> Scope {
        Scope::Table(self.step.clone(), self.table)
    }

    /// The document that it lies in while it is taken down.
    fn down(&self) -> Scope {
        Scope::Aside(self.step.clone(), self.table)
    }

    fn is_aside(&self) -> bool {
        self.view.with_untracked(|view| view.aside)
    }
}
