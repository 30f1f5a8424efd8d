//! What a step shows, as signals: one for each list, one for each note and cluster. A new arrangement
//! is compared with the last one, and only what differs is told, so that a note that somebody types in
//! redraws itself and nothing else. Who reads the arrangement alone, as the big screen does, costs no
//! signals.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use bordsvis_shared::board::{Arrangement, Note, PlacedCluster, PlacedNote, Placer, Target};
use bordsvis_shared::gather;
use bordsvis_shared::id::{CellId, ClusterId, NoteId, StepId, TableNo};
use leptos::prelude::*;

use super::signals::tell;

/// A note in a cell, for keyed lists: `<For each=move || cell.get() key=|note| note.id.clone() …>`.
/// Where it comes from never changes; how it looks at the moment is in `view`.
#[derive(Debug, Clone)]
pub struct NoteRef {
    pub id: NoteId,
    /// The step that it was written in.
    pub step: StepId,
    /// The table that wrote it.
    pub table: TableNo,
    /// How it looks. Kept alive by whoever shows it, also after the note has gone.
    pub view: ArcReadSignal<NoteView>,
}

impl PartialEq for NoteRef {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// How a note looks at the moment. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteView {
    /// What it says, and all else that its table gave it.
    pub note: Arc<Note>,
    /// The cell that it is shown in; `note.pos` is where its author put it.
    pub cell: CellId,
    /// Who decided that it is shown there.
    pub placer: Placer,
    /// The cluster that it is shown in.
    pub cluster: Option<ClusterId>,
    /// The note that it was merged into, and is shown under.
    pub into: Option<NoteId>,
    /// The notes that were merged into it, in order.
    pub merged: Arc<[NoteId]>,
    /// Whether it has been taken down: only its table and facilitators still see it.
    pub aside: bool,
    /// Whether one wrote it on this device oneself.
    pub own: bool,
    /// Whether everything that one did to it is saved. Until then it waits for the network.
    pub saved: bool,
    retagged: Option<Arc<BTreeSet<String>>>,
}

impl NoteView {
    /// Its categories: those of its table, as plenary changed them.
    pub fn tags(&self) -> &BTreeSet<String> {
        self.retagged.as_deref().unwrap_or(&self.note.tags)
    }
}

/// A cluster in a cell, for keyed lists.
#[derive(Debug, Clone)]
pub struct ClusterRef {
    pub id: ClusterId,
    /// How it looks. Kept alive by whoever shows it, also after the cluster has gone.
    pub view: ArcReadSignal<ClusterView>,
    /// Its notes, in order; those merged into others are not among them.
    pub notes: ArcReadSignal<Vec<NoteRef>>,
}

impl PartialEq for ClusterRef {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// How a cluster looks at the moment.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterView {
    pub title: String,
    /// The cell that it is shown in, with all its notes.
    pub cell: CellId,
    /// The tables that its notes come from: "9 av 11 bord".
    pub tables: BTreeSet<TableNo>,
    /// Whether everything that one did to it is saved.
    pub saved: bool,
}

/// The signals of one step.
#[derive(Default)]
pub(super) struct Shown {
    arrangement: Rc<Arrangement>,
    /// The one that the signals show.
    told: Rc<Arrangement>,
    /// What has unsaved edits.
    waiting: HashSet<Target>,
    /// Whose notes are one's own.
    me: String,
    /// Whether anybody has asked for a list, a note or a cluster.
    asked: bool,
    cells: HashMap<CellId, ShownCell>,
    bin: ArcRwSignal<Vec<NoteRef>>,
    notes: HashMap<NoteId, ShownNote>,
    clusters: HashMap<ClusterId, ShownCluster>,
    changed: ArcTrigger,
    /// Counts the arrangements, so that what an earlier one showed can be told.
    round: u32,
}

/// The lists of a cell.
#[derive(Default)]
struct ShownCell {
    all: ArcRwSignal<Vec<NoteRef>>,
    loose: ArcRwSignal<Vec<NoteRef>>,
    clusters: ArcRwSignal<Vec<ClusterRef>>,
}

struct ShownNote {
    note: NoteRef,
    view: ArcRwSignal<NoteView>,
    /// The last arrangement that had it.
    round: u32,
}

struct ShownCluster {
    cluster: ClusterRef,
    view: ArcRwSignal<ClusterView>,
    notes: ArcRwSignal<Vec<NoteRef>>,
    /// The last arrangement that had it.
    round: u32,
}

impl Shown {
    /// All notes of a cell, one by one, those in clusters and those merged into others among them.
    pub fn cell(&mut self, cell: &CellId) -> ArcReadSignal<Vec<NoteRef>> {
        self.lists(cell).all.read_only()
    }

    /// The notes of a cell that lie loose, in order.
    pub fn loose(&mut self, cell: &CellId) -> ArcReadSignal<Vec<NoteRef>> {
        self.lists(cell).loose.read_only()
    }

    /// The clusters of a cell, in order.
    pub fn clusters(&mut self, cell: &CellId) -> ArcReadSignal<Vec<ClusterRef>> {
        self.lists(cell).clusters.read_only()
    }

    /// The notes in the bin, the last thrown away first.
    pub fn bin(&self) -> ArcReadSignal<Vec<NoteRef>> {
        self.bin.read_only()
    }

    /// A note, if a cell shows it.
    pub fn note(&self, note: &NoteId) -> Option<NoteRef> {
        let ShownNote { note, view, .. } = self.notes.get(note)?;
        let binned = view.with_untracked(|view| view.note.bin.is_some());
        (!binned).then(|| note.clone())
    }

    /// A cluster, if a cell shows it.
    pub fn cluster(&self, cluster: &ClusterId) -> Option<ClusterRef> {
        let shown = self.clusters.get(cluster)?;
        Some(shown.cluster.clone())
    }

    /// Told whenever anything has changed.
    pub fn changed(&self) -> ArcTrigger {
        self.changed.clone()
    }

    /// What is shown now.
    pub fn arrangement(&self) -> &Rc<Arrangement> {
        &self.arrangement
    }

    /// Shows that what is `waiting`, and nothing else, has unsaved edits.
    pub fn wait(&mut self, waiting: &HashSet<Target>) {
        for target in self.waiting.symmetric_difference(waiting) {
            let saved = !waiting.contains(target);
            match target {
                Target::Note(note) => {
                    if let Some(shown) = self.notes.get(note) {
                        shown.view.update(|view| view.saved = saved);
                    }
                }
                Target::Cluster(cluster) => {
                    if let Some(shown) = self.clusters.get(cluster) {
                        shown.view.update(|view| view.saved = saved);
                    }
                }
            }
        }
        self.waiting.clone_from(waiting);
    }

    /// Shows `arrangement`, in which the notes by `me` are one's own.
    pub fn update(&mut self, arrangement: Rc<Arrangement>, me: &str) {
        self.arrangement = arrangement;
        if self.me != me {
            me.clone_into(&mut self.me);
            for shown in self.notes.values() {
                shown.view.update(|view| view.own = view.note.by == me);
            }
        }
        if self.asked {
            self.show();
        }
        self.changed.notify();
    }

    /// Is asked for lists, notes or clusters from now on.
    pub fn ask(&mut self) {
        if !std::mem::replace(&mut self.asked, true) {
            self.show();
        }
    }

    fn show(&mut self) {
        self.round = self.round.wrapping_add(1);
        let arrangement = Rc::clone(&self.arrangement);
        let told = std::mem::replace(&mut self.told, Rc::clone(&arrangement));
        let cells = told.cells().into_iter().chain(arrangement.cells());
        let cells: BTreeSet<&CellId> = gather(cells);
        let (mut changed, mut gone) = (Vec::new(), Vec::new());
        for place in cells.into_iter().map(Some).chain([None]) {
            let (before, now) = (lying(&told, place), lying(&arrangement, place));
            let (before, now) = differing(&before, &now);
            if before.is_empty() && now.is_empty() {
                continue;
            }
            gone.extend(before.iter().map(|note| &note.id));
            now.iter().for_each(|note| self.show_note(note));
            changed.push(place);
        }
        for cluster in arrangement.clusters.values().flatten() {
            self.show_cluster(cluster);
        }
        for cell in arrangement.cells() {
            self.lists(cell);
        }
        for (cell, shown) in &self.cells {
            if changed.contains(&Some(cell)) {
                self.list(&shown.all, arrangement.cell(cell).collect());
                self.list(&shown.loose, arrangement.loose(cell).iter().collect());
            }
            let clusters = arrangement.clusters(cell).iter();
            let clusters = clusters.map(|cluster| self.clusters[&cluster.id].cluster.clone());
            tell(&shown.clusters, clusters.collect());
        }
        if changed.contains(&None) {
            self.list(&self.bin, arrangement.bin.iter().collect());
        }
        // The last, when no cell shows them any longer.
        let round = self.round;
        for note in gone {
            if self
                .notes
                .get(note)
                .is_some_and(|shown| shown.round != round)
            {
                self.notes.remove(note);
            }
        }
        self.clusters.retain(|_, shown| shown.round == round);
    }

    fn lists(&mut self, cell: &CellId) -> &ShownCell {
        self.cells.entry(cell.clone()).or_default()
    }

    fn list(&self, shown: &ArcRwSignal<Vec<NoteRef>>, notes: Vec<&PlacedNote>) {
        let same = shown.with_untracked(|shown| {
            let shown = shown.iter().map(|note| &note.id);
            shown.eq(notes.iter().map(|note| &note.id))
        });
        if !same {
            let notes = notes.iter().map(|note| self.notes[&note.id].note.clone());
            shown.set(notes.collect());
        }
    }

    fn show_note(&mut self, placed: &PlacedNote) {
        let merged = placed.merged.iter().map(|note| note.id.clone());
        let view = NoteView {
            note: Arc::clone(&placed.note),
            cell: placed.pos.cell.clone(),
            placer: placed.placer,
            cluster: placed.cluster.clone(),
            into: placed.into.clone(),
            merged: merged.collect(),
            aside: placed.aside,
            own: placed.note.by == self.me,
            saved: self.is_saved(|| Target::Note(placed.id.clone())),
            retagged: placed.retagged.clone(),
        };
        if let Some(shown) = self.notes.get_mut(&placed.id) {
            shown.round = self.round;
            return tell(&shown.view, view);
        }
        let view = ArcRwSignal::new(view);
        let note = NoteRef {
            id: placed.id.clone(),
            step: placed.step.clone(),
            table: placed.table,
            view: view.read_only(),
        };
        let round = self.round;
        let shown = ShownNote { note, view, round };
        self.notes.insert(placed.id.clone(), shown);
    }

    /// Seldom does anything wait, and then no target need be made.
    fn is_saved(&self, target: impl FnOnce() -> Target) -> bool {
        self.waiting.is_empty() || !self.waiting.contains(&target())
    }

    fn show_cluster(&mut self, placed: &PlacedCluster) {
        let view = ClusterView {
            title: placed.title.clone(),
            cell: placed.pos.cell.clone(),
            tables: placed.tables.clone(),
            saved: self.is_saved(|| Target::Cluster(placed.id.clone())),
        };
        if let Some(shown) = self.clusters.get_mut(&placed.id) {
            shown.round = self.round;
            tell(&shown.view, view);
        } else {
            let view = ArcRwSignal::new(view);
            let notes = ArcRwSignal::new(Vec::new());
            let cluster = ClusterRef {
                id: placed.id.clone(),
                view: view.read_only(),
                notes: notes.read_only(),
            };
            let shown = ShownCluster {
                cluster,
                view,
                notes,
                round: self.round,
            };
            self.clusters.insert(placed.id.clone(), shown);
        }
        let shown = &self.clusters[&placed.id];
        self.list(&shown.notes, placed.notes.iter().collect());
    }
}

/// The notes that lie in a cell, one by one, or in the bin.
fn lying<'a>(arrangement: &'a Arrangement, cell: Option<&CellId>) -> Vec<&'a PlacedNote> {
    match cell {
        Some(cell) => arrangement.cell(cell).collect(),
        None => arrangement.bin.iter().collect(),
    }
}

/// What two lists of notes have between what they begin and what they end with both. Of thousands of notes, few change
/// at a time.
fn differing<'a, 'n>(
    before: &'a [&'n PlacedNote],
    now: &'a [&'n PlacedNote],
) -> (&'a [&'n PlacedNote], &'a [&'n PlacedNote]) {
    let same = |(before, now): &(&&PlacedNote, &&PlacedNote)| before == now;
    let start = before.iter().zip(now).take_while(same).count();
    let (before, now) = (&before[start..], &now[start..]);
    let end = before.iter().rev().zip(now.iter().rev());
    let end = end.take_while(same).count();
    (&before[..before.len() - end], &now[..now.len() - end])
}

#[cfg(test)]
mod tests;
