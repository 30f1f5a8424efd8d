//! The picture that the documents of a step make together. Plenary's placement wins over the
//! table's, the table's over the note's own position; a note itself never moves out of the document
//! where it was written.
//!
//! Each note that lies in no bin is in the picture once: loose in a cell, in a cluster, or under the
//! note that it was merged into.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::merged::roots;
use super::schema::{Content, Note, Placement, Position};
use crate::gather;
use crate::id::{CellId, ClusterId, NoteId, Scope, StepId, TableNo};

/// Who decided where a note is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placer {
    /// Nobody but its author: it is where it was written.
    Author,
    /// Its table, by a placement.
    Table,
    /// Plenary.
    Plenary,
}

/// A note where it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedNote {
    /// Its id.
    pub id: NoteId,
    /// The step that it was written in.
    pub step: StepId,
    /// The table that wrote it.
    pub table: TableNo,
    /// Whether it has been taken down: only its table and facilitators still see it.
    pub aside: bool,
    /// What it says.
    pub note: Arc<Note>,
    /// Where it is shown in the step of the picture. In a cluster or under another note, the cell is
    /// that one's.
    pub pos: Position,
    /// Who put it there.
    pub placer: Placer,
    /// The cluster that it is shown in.
    pub cluster: Option<ClusterId>,
    /// The note that it is shown under, at the end of the chain that it was merged into.
    pub into: Option<NoteId>,
    /// Its categories, where plenary has others than its table.
    pub retagged: Option<Arc<BTreeSet<String>>>,
    /// The notes that were merged into it, by whatever way, in order. They have none of their own.
    pub merged: Vec<PlacedNote>,
}

impl PlacedNote {
    /// Its categories, as they are shown.
    pub fn tags(&self) -> &BTreeSet<String> {
        self.retagged.as_deref().unwrap_or(&self.note.tags)
    }

    /// The note and those that were merged into it.
    pub fn all(&self) -> impl Iterator<Item = &PlacedNote> {
        [self].into_iter().chain(&self.merged)
    }
}

/// A cluster where it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedCluster {
    /// Its id.
    pub id: ClusterId,
    /// What its notes have in common.
    pub title: String,
    /// Where it is shown.
    pub pos: Position,
    /// Its notes, in order; there may be none.
    pub notes: Vec<PlacedNote>,
    /// The tables that its notes come from, those merged into others counted too. What was taken down
    /// counts for no table.
    pub tables: BTreeSet<TableNo>,
}

/// What a step shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrangement {
    /// The notes of each cell that lie loose, in order.
    pub loose: BTreeMap<CellId, Vec<PlacedNote>>,
    /// The clusters of each cell, in order, each with its notes.
    pub clusters: BTreeMap<CellId, Vec<PlacedCluster>>,
    /// The notes of the step itself that lie in the bin, the last thrown away first.
    pub bin: Vec<PlacedNote>,
}

impl Arrangement {
    /// The loose notes of a cell, in order.
    pub fn loose(&self, cell: &CellId) -> &[PlacedNote] {
        self.loose.get(cell).map_or(&[], Vec::as_slice)
    }

    /// The clusters of a cell, in order.
    pub fn clusters(&self, cell: &CellId) -> &[PlacedCluster] {
        self.clusters.get(cell).map_or(&[], Vec::as_slice)
    }

    /// All notes of a cell, one by one: cluster by cluster, then those that lie loose; behind each
    /// those that were merged into it.
    pub fn cell(&self, cell: &CellId) -> impl Iterator<Item = &PlacedNote> {
        let clustered = self
            .clusters(cell)
            .iter()
            .flat_map(|cluster| &cluster.notes);
        clustered.chain(self.loose(cell)).flat_map(PlacedNote::all)
    }

    /// The cells that show anything.
    pub fn cells(&self) -> BTreeSet<&CellId> {
        gather(self.loose.keys().chain(self.clusters.keys()))
    }

    /// All notes that are shown, one by one; those in the bin are not.
    pub fn notes(&self) -> impl Iterator<Item = &PlacedNote> {
        self.cells().into_iter().flat_map(|cell| self.cell(cell))
    }
}

/// Puts together what `step` shows out of the documents at hand: notes written in the step, and
/// notes of other steps that have been placed into it. A note or cluster whose cell `is_cell` does
/// not know (a cell removed since, or a foreign client's) is shown in `fallback`, so that none is lost;
/// for the same reason a note lies loose whose cluster is not there, and stands by itself where the
/// one that it was merged into is not in the picture.
pub fn arrange<'d, C: Borrow<Content>>(
    step: &StepId,
    documents: &'d BTreeMap<Scope, C>,
    is_cell: impl Fn(&CellId) -> bool,
    fallback: &CellId,
) -> Arrangement {
    let document = |scope: &Scope| documents.get(scope).map(Borrow::borrow);
    let known = |pos: &Position| {
        let cell = if is_cell(&pos.cell) {
            &pos.cell
        } else {
            fallback
        };
        Position {
            cell: cell.clone(),
            rank: pos.rank.clone(),
        }
    };
    let place = |placement: Option<&'d Placement>| placement?.pos.as_ref();
    let plenary = document(&Scope::Plenary(step.clone()));
    let by_plenary = |id: &NoteId| plenary.and_then(|content| content.placements.get(id));
    let mut clusters: BTreeMap<ClusterId, PlacedCluster> = gather(
        plenary
            .into_iter()
            .flat_map(|content| &content.clusters)
            .map(|(id, cluster)| {
                let placed = PlacedCluster {
                    id: id.clone(),
                    title: cluster.title.clone(),
                    pos: known(&cluster.pos),
                    notes: Vec::new(),
                    tables: BTreeSet::new(),
                };
                (id.clone(), placed)
            }),
    );

    let mut arrangement = Arrangement::default();
    let mut shown = Vec::new();
    for (scope, content) in documents {
        let (written, table, aside) = match scope {
            Scope::Table(written, table) => (written, *table, false),
            Scope::Aside(written, table) => (written, *table, true),
            Scope::Board | Scope::Plenary(_) => continue,
        };
        let content: &Content = content.borrow();
        let at_table = document(&Scope::Table(step.clone(), table));
        // A note that lies in both is on its way from one to the other.
        let taken_down = (!aside)
            .then(|| document(&Scope::Aside(written.clone(), table)))
            .flatten();
        for (id, note) in &content.notes {
            if taken_down.is_some_and(|aside| aside.notes.contains_key(id)) {
                continue;
            }
            let binned = note.bin.is_some();
            if binned && written != step {
                continue;
            }
            let plenary = by_plenary(id);
            let table_s = at_table.and_then(|content| content.placements.get(id));
            let placed = place(plenary).map(|pos| (pos, Placer::Plenary));
            let placed = placed.or_else(|| Some((place(table_s)?, Placer::Table)));
            let own = || (written == step).then_some((&note.pos, Placer::Author));
            let Some((pos, placer)) = placed.or_else(own) else {
                continue;
            };
            let note = PlacedNote {
                id: id.clone(),
                step: written.clone(),
                table,
                aside,
                note: Arc::clone(note),
                pos: known(pos),
                placer,
                cluster: None,
                into: None,
                retagged: plenary.and_then(|placement| retagged(note, placement)),
                merged: Vec::new(),
            };
            if binned {
                arrangement.bin.push(note);
            } else {
                shown.push(note);
            }
        }
    }

    let into = |id: &NoteId| by_plenary(id)?.into.as_ref();
    for mut note in merge(shown, into) {
        let cluster = by_plenary(&note.id).and_then(|placement| placement.cluster.as_ref());
        if let Some(cluster) = cluster.and_then(|id| clusters.get_mut(id)) {
            let (cell, id) = (&cluster.pos.cell, Some(&cluster.id));
            follow(&mut note, cell, id);
            let counted = note.all().filter(|note| !note.aside);
            cluster.tables.extend(counted.map(|note| note.table));
            cluster.notes.push(note);
        } else {
            let notes = arrangement.loose.entry(note.pos.cell.clone());
            notes.or_default().push(note);
        }
    }
    for (_, mut cluster) in clusters {
        sort(&mut cluster.notes, &by_rank);
        let cell = arrangement.clusters.entry(cluster.pos.cell.clone());
        cell.or_default().push(cluster);
    }
    for clusters in arrangement.clusters.values_mut() {
        clusters.sort_by(|a, b| (&a.pos.rank, &a.id).cmp(&(&b.pos.rank, &b.id)));
    }
    for notes in arrangement.loose.values_mut() {
        sort(notes, &by_rank);
    }
    let thrown = |note: &PlacedNote| std::cmp::Reverse(note.note.bin);
    sort(&mut arrangement.bin, &|a, b| {
        (thrown(a), &a.id).cmp(&(thrown(b), &b.id))
    });
    arrangement
}

/// Puts the notes that were merged into others under those, which alone are given.
fn merge<'a>(
    notes: Vec<PlacedNote>,
    into: impl Fn(&NoteId) -> Option<&'a NoteId>,
) -> Vec<PlacedNote> {
    let targets: Vec<Option<&NoteId>> = notes.iter().map(|note| into(&note.id)).collect();
    if targets.iter().all(Option::is_none) {
        return notes;
    }
    let ids: Vec<&NoteId> = notes.iter().map(|note| &note.id).collect();
    let places = ids.iter().enumerate().map(|(at, id)| (*id, at));
    let places: BTreeMap<&NoteId, usize> = gather(places);
    let into = targets.iter().map(|target| places.get((*target)?).copied());
    let roots = roots(&ids, &into.collect::<Vec<_>>());
    let mut shown: Vec<Option<PlacedNote>> = notes.into_iter().map(Some).collect();
    for (at, root) in roots.into_iter().enumerate() {
        if root != at
            && let Some(mut note) = shown[at].take()
            && let Some(root) = &mut shown[root]
        {
            follow(&mut note, &root.pos.cell, None);
            note.into = Some(root.id.clone());
            root.merged.push(note);
        }
    }
    let shown = shown.into_iter().flatten().map(|mut note| {
        sort(&mut note.merged, &by_rank);
        note
    });
    shown.collect()
}

/// Shows a note, and those that were merged into it, where plenary put something else.
fn follow(note: &mut PlacedNote, cell: &CellId, cluster: Option<&ClusterId>) {
    note.pos.cell = cell.clone();
    note.placer = Placer::Plenary;
    note.cluster = cluster.cloned();
    for merged in &mut note.merged {
        follow(merged, cell, cluster);
    }
}

/// The categories of a note, where plenary says something of them that differs.
fn retagged(note: &Note, placement: &Placement) -> Option<Arc<BTreeSet<String>>> {
    let says = placement.tags.iter();
    let differs = says.filter(|(tag, on)| note.tags.contains(*tag) != **on);
    let mut tags: Option<BTreeSet<String>> = None;
    for (tag, on) in differs {
        let tags = tags.get_or_insert_with(|| note.tags.clone());
        if *on {
            tags.insert(tag.clone());
        } else {
            tags.remove(tag);
        }
    }
    tags.map(Arc::new)
}

/// The id decides between equal ranks, which only a foreign client can bring about.
fn by_rank(a: &PlacedNote, b: &PlacedNote) -> Ordering {
    (&a.pos.rank, &a.id).cmp(&(&b.pos.rank, &b.id))
}

/// One body of code for every order of notes: each weighs four kilobytes in the client.
fn sort(notes: &mut [PlacedNote], order: &dyn Fn(&PlacedNote, &PlacedNote) -> Ordering) {
    notes.sort_by(order);
}
