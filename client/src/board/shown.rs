//! What a step shows, as signals: one for each list, one for each note and cluster. A new arrangement
//! is compared with the last one, and only what differs is told, so that a note that somebody types in
//! redraws itself and nothing else.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use bordsvis_shared::board::{Arrangement, Note, PlacedCluster, PlacedNote, Placer, Target};
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
    arrangement: Arrangement,
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
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Shows `arrangement`, in which what is `waiting` has unsaved edits and the notes by `me` are
    /// one's own.
    pub fn update(&mut self, arrangement: Arrangement, waiting: &HashSet<Target>, me: &str) {
        self.round = self.round.wrapping_add(1);
        for placed in arrangement.notes().chain(&arrangement.bin) {
            let saved = !waiting.contains(&Target::Note(placed.id.clone()));
            self.show_note(placed, saved, me);
        }
        for cluster in arrangement.clusters.values().flatten() {
            let saved = !waiting.contains(&Target::Cluster(cluster.id.clone()));
            self.show_cluster(cluster, saved);
        }
        for cell in arrangement.cells() {
            self.lists(cell);
        }
        for (cell, shown) in &self.cells {
            self.list(&shown.all, arrangement.cell(cell).collect());
            self.list(&shown.loose, arrangement.loose(cell).iter().collect());
            let clusters = arrangement.clusters(cell).iter();
            let clusters = clusters.map(|cluster| self.clusters[&cluster.id].cluster.clone());
            tell(&shown.clusters, clusters.collect());
        }
        self.list(&self.bin, arrangement.bin.iter().collect());
        // The last, when no cell shows them any longer.
        let round = self.round;
        self.notes.retain(|_, shown| shown.round == round);
        self.clusters.retain(|_, shown| shown.round == round);
        self.arrangement = arrangement;
        self.changed.notify();
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

    fn show_note(&mut self, placed: &PlacedNote, saved: bool, me: &str) {
        let merged = placed.merged.iter().map(|note| note.id.clone());
        let view = NoteView {
            note: Arc::clone(&placed.note),
            cell: placed.pos.cell.clone(),
            placer: placed.placer,
            cluster: placed.cluster.clone(),
            into: placed.into.clone(),
            merged: merged.collect(),
            aside: placed.aside,
            own: placed.note.by == me,
            saved,
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

    fn show_cluster(&mut self, placed: &PlacedCluster, saved: bool) {
        let view = ClusterView {
            title: placed.title.clone(),
            cell: placed.pos.cell.clone(),
            tables: placed.tables.clone(),
            saved,
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use bordsvis_shared::board::{Position, Rank};

    use super::*;

    fn placed(name: &str, cell: &str, text: &str) -> PlacedNote {
        let pos = Position {
            cell: cell.parse().unwrap(),
            rank: name.parse::<Rank>().unwrap(),
        };
        let note = Note {
            text: text.to_owned(),
            pos: pos.clone(),
            by: "me".to_owned(),
            at: 0,
            tags: Default::default(),
            fields: Default::default(),
            lifted: false,
            from: Vec::new(),
            bin: None,
        };
        PlacedNote {
            id: name.parse().unwrap(),
            step: "swot".parse().unwrap(),
            table: TableNo(1),
            note: Arc::new(note),
            pos,
            placer: Placer::Author,
            aside: false,
            cluster: None,
            into: None,
            retagged: None,
            merged: Vec::new(),
        }
    }

    fn arrangement(notes: &[PlacedNote]) -> Arrangement {
        let mut arrangement = Arrangement::default();
        for note in notes {
            let cell = arrangement.loose.entry(note.pos.cell.clone());
            cell.or_default().push(note.clone());
        }
        arrangement
    }

    /// How often a signal was told.
    fn count<T>(signal: ArcReadSignal<T>) -> impl Fn() -> usize
    where
        T: Clone + Send + Sync + 'static,
    {
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&runs);
        let memo = ArcMemo::new_with_compare(
            move |_| {
                counted.fetch_add(1, Ordering::Relaxed);
                signal.get();
            },
            |_, _| true,
        );
        move || {
            memo.get_untracked();
            runs.load(Ordering::Relaxed) - 1
        }
    }

    #[test]
    fn only_what_differs_is_told() {
        let owner = Owner::new();
        owner.set();
        let mut shown = Shown::default();
        let (left, right) = ("strengths".parse().unwrap(), "threats".parse().unwrap());
        let (a, b, c) = (
            placed("a", "strengths", "Närhet"),
            placed("b", "strengths", "Skola"),
            placed("c", "threats", "Buller"),
        );
        let nobody = HashSet::new();
        shown.update(
            arrangement(&[a.clone(), b.clone(), c.clone()]),
            &nobody,
            "me",
        );
        let note =
            |name: &str, shown: &Shown| count(shown.note(&name.parse().unwrap()).unwrap().view);
        let (note_a, note_b, note_c) = (note("a", &shown), note("b", &shown), note("c", &shown));
        let (left, right) = (count(shown.cell(&left)), count(shown.cell(&right)));
        let told = || [left(), right(), note_a(), note_b(), note_c()];
        assert_eq!(told(), [0; 5]);

        // Somebody types in a note.
        let b = placed("b", "strengths", "Skolan");
        shown.update(
            arrangement(&[a.clone(), b.clone(), c.clone()]),
            &nobody,
            "me",
        );
        assert_eq!(told(), [0, 0, 0, 1, 0]);

        // A note waits for the network.
        let waiting = HashSet::from([Target::Note(c.id.clone())]);
        shown.update(
            arrangement(&[a.clone(), b.clone(), c.clone()]),
            &waiting,
            "me",
        );
        assert_eq!(told(), [0, 0, 0, 1, 1]);

        // A note moves to the other cell, where a signal has shown it all along.
        let moved = placed("b", "threats", "Skolan");
        shown.update(
            arrangement(&[a.clone(), moved.clone(), c.clone()]),
            &waiting,
            "me",
        );
        assert_eq!(told(), [1, 1, 0, 2, 1]);

        // A note goes.
        shown.update(arrangement(&[moved.clone(), c.clone()]), &waiting, "me");
        assert_eq!(told(), [2, 1, 0, 2, 1]);
        assert_eq!(shown.note(&a.id), None);

        // A note is thrown away: it is in the bin, and in no cell.
        let bin = count(shown.bin());
        assert_eq!(bin(), 0);
        let mut note = Note::clone(&moved.note);
        note.bin = Some(1);
        let mut thrown = arrangement(&[c]);
        thrown.bin.push(PlacedNote {
            note: Arc::new(note),
            ..moved.clone()
        });
        shown.update(thrown, &waiting, "me");
        assert_eq!((told(), bin()), ([2, 2, 0, 3, 1], 1));
        assert_eq!(shown.note(&moved.id), None);
    }

    #[test]
    fn a_cluster_tells_apart_what_it_holds_and_what_it_is_called() {
        let owner = Owner::new();
        owner.set();
        let mut shown = Shown::default();
        let cell: CellId = "strengths".parse().unwrap();
        let (a, b) = (
            placed("a", "strengths", "Närhet"),
            placed("b", "strengths", "Skola"),
        );
        let clustered = |title: &str, notes: &[&PlacedNote], loose: &[&PlacedNote]| {
            let loose: Vec<_> = loose.iter().map(|note| (*note).clone()).collect();
            let mut arrangement = arrangement(&loose);
            let cluster = PlacedCluster {
                id: "k".parse().unwrap(),
                title: title.to_owned(),
                pos: a.pos.clone(),
                notes: notes.iter().map(|note| (*note).clone()).collect(),
                tables: [TableNo(1)].into(),
            };
            let clusters = arrangement.clusters.entry(cell.clone());
            clusters.or_default().push(cluster);
            arrangement
        };
        let nobody = HashSet::new();
        shown.update(clustered("Nära", &[&a], &[&b]), &nobody, "me");
        let cluster = shown.cluster(&"k".parse().unwrap()).unwrap();
        let (view, notes) = (count(cluster.view), count(cluster.notes));
        let (all, loose) = (count(shown.cell(&cell)), count(shown.loose(&cell)));
        let clusters = count(shown.clusters(&cell));
        let told = || [view(), notes(), all(), loose(), clusters()];
        assert_eq!(told(), [0; 5]);

        shown.update(clustered("Närhet", &[&a], &[&b]), &nobody, "me");
        assert_eq!(told(), [1, 0, 0, 0, 0]);
        shown.update(clustered("Närhet", &[&a, &b], &[]), &nobody, "me");
        assert_eq!(told(), [1, 1, 0, 1, 0]);
        // A merged note is no longer in the list of its cluster, but still in that of its cell.
        let mut root = a.clone();
        root.merged.push(b.clone());
        shown.update(clustered("Närhet", &[&root], &[]), &nobody, "me");
        assert_eq!(told(), [1, 2, 0, 1, 0]);
        assert_eq!(shown.cell(&cell).get_untracked().len(), 2);
        shown.update(arrangement(&[a.clone(), b.clone()]), &nobody, "me");
        assert_eq!(told(), [1, 2, 0, 2, 1]);
        assert_eq!(shown.cluster(&"k".parse().unwrap()), None);
    }
}
