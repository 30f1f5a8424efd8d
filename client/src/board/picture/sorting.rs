//! Intents by which plenary sorts: clusters, merging, categories. Each is one action, however many
//! notes it concerns.

use bordsvis_shared::board::{Edit, Position, Rank};
use bordsvis_shared::id::{CellId, ClusterId, NoteId, Scope};
use bordsvis_shared::session::Role;
use leptos::prelude::*;

use super::super::place::{Place, positions};
use super::super::scopes::Blocked;
use super::super::shown::{ClusterRef, NoteRef};
use super::moving::{apart, place_edit};
use super::{Picture, only_own};
use crate::random;

impl Picture {
    /// Makes a cluster of notes, at the place of the first of them.
    pub fn cluster(&self, notes: &[NoteRef], title: &str) -> Result<ClusterId, Blocked> {
        let scope = self.plenary()?;
        let first = notes.first().and_then(|note| self.note(&note.id));
        let first = first.ok_or(Blocked::Gone)?;
        let cell = first.view.with_untracked(|view| view.cell.clone());
        let rank = self.shown_now(|shown| {
            let mut notes = shown.arrangement().cell(&cell);
            let low = notes.find(|note| note.id == first.id);
            let low = low.map(|note| &note.pos.rank);
            let clusters = shown.arrangement().clusters(&cell).iter();
            let behind = clusters.map(|cluster| &cluster.pos.rank);
            let high = behind.filter(|rank| Some(*rank) > low).min();
            Rank::between(low, high, random::rank())
        });
        let pos = Position { cell, rank };
        let cluster = random::cluster();
        let make = Edit::Cluster {
            cluster: cluster.clone(),
            title: title.to_owned(),
            pos: pos.clone(),
            with: notes.iter().map(|note| note.id.clone()).collect(),
        };
        let mut edits = vec![(scope, make)];
        edits.extend(self.gathered(notes, &cluster, &pos.cell)?);
        self.make(edits)?;
        Ok(cluster)
    }

    /// Puts notes in a cluster.
    pub fn gather(&self, notes: &[NoteRef], cluster: &ClusterRef) -> Result<(), Blocked> {
        let cell = cluster.view.with_untracked(|view| view.cell.clone());
        self.make(self.gathered(notes, &cluster.id, &cell)?)
    }

    /// Takes notes out of their clusters. They lie loose in the same cell, last.
    pub fn ungather(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        let mut edits = Vec::new();
        for (cell, notes) in by(notes, |note| note.view.with_untracked(|v| v.cell.clone())) {
            edits.extend(self.laid(&notes, &cell, &Place::Last)?);
        }
        self.make(edits)
    }

    /// Calls a cluster something else.
    pub fn rename_cluster(&self, cluster: &ClusterId, title: &str) -> Result<(), Blocked> {
        let edit = Edit::TitleCluster {
            cluster: cluster.clone(),
            title: title.to_owned(),
        };
        self.make(vec![(self.plenary()?, edit)])
    }

    /// Moves a cluster with all its notes to a place among the clusters of a cell.
    pub fn move_cluster(
        &self,
        cluster: &ClusterId,
        cell: &CellId,
        place: &Place<ClusterId>,
    ) -> Result<(), Blocked> {
        let scope = self.plenary()?;
        let mut positions = self.shown_now(|shown| {
            let there = shown.arrangement().clusters(cell).iter();
            let there: Vec<_> = there.map(|c| (&c.id, &c.pos.rank)).collect();
            positions(cell, &there, place, std::slice::from_ref(cluster), 1)
        });
        let edit = Edit::MoveCluster {
            cluster: cluster.clone(),
            pos: positions.remove(0),
        };
        self.make(vec![(scope, edit)])
    }

    /// Takes a cluster away. Its notes lie loose in the same cell, last.
    pub fn dissolve(&self, cluster: &ClusterRef) -> Result<(), Blocked> {
        let scope = self.plenary()?;
        let cell = cluster.view.with_untracked(|view| view.cell.clone());
        let notes = cluster.notes.get_untracked();
        let (positions, _) = self.spot(&cell, &Place::Last, &[], notes.len());
        let id = cluster.id.clone();
        let dissolve = Edit::Dissolve { cluster: id };
        // They go on saying that they are in it, for when it is made again.
        let placed = notes.iter().zip(positions);
        let placed = placed.map(|(note, pos)| place_edit(note, Some(pos)));
        let edits = [dissolve].into_iter().chain(placed);
        self.make(edits.map(|edit| (scope.clone(), edit)).collect())
    }

    /// Shows notes under another one that says the same.
    pub fn merge(&self, notes: &[NoteRef], into: &NoteRef) -> Result<(), Blocked> {
        let scope = self.plenary()?;
        let (cell, root) = into
            .view
            .with_untracked(|v| (v.cell.clone(), v.into.clone()));
        let merged = notes.iter().filter(|note| note.id != into.id).cloned();
        let merged: Vec<NoteRef> = merged.collect();
        let mut edits = self.placed_here(&merged, &cell)?;
        // It would be merged into itself by way of that one.
        if root.is_some_and(|root| merged.iter().any(|note| note.id == root)) {
            edits.push((scope.clone(), merge_edit(into, None)));
        }
        let merged = merged
            .iter()
            .map(|note| merge_edit(note, Some(into.id.clone())));
        edits.extend(merged.map(|edit| (scope.clone(), edit)));
        self.make(edits)
    }

    /// Lets notes stand by themselves again that were merged into others, just behind those.
    pub fn split(&self, notes: &[NoteRef]) -> Result<(), Blocked> {
        let into = |note: &NoteRef| note.view.with_untracked(|view| view.into.clone());
        let mut edits = Vec::new();
        for (root, notes) in by(notes, into) {
            let root = root.and_then(|root| self.note(&root));
            if let Some(root) = root {
                let cell = root.view.with_untracked(|view| view.cell.clone());
                edits.extend(self.laid(&notes, &cell, &Place::After(root.id))?);
            }
        }
        self.make(edits)
    }

    /// Gives notes a category or denies it them: for a facilitator in plenary, whatever their tables
    /// gave them; for a participant at the table.
    pub fn tag(&self, notes: &[NoteRef], tag: &str, on: bool) -> Result<(), Blocked> {
        let (_, session, step) = self.here();
        only_own(&session, notes)?;
        let leads = session.you.role == Role::Facilitator;
        let edits = notes.iter().map(|note| {
            let (id, tag) = (note.id.clone(), tag.to_owned());
            if !leads {
                return (note.lies_in(), Edit::Tag { note: id, tag, on });
            }
            let own = note.view.with_untracked(|v| v.note.tags.contains(&tag));
            let on = (own != on).then_some(on);
            let scope = Scope::Plenary(step.clone());
            (scope, Edit::PlaceTag { note: id, tag, on })
        });
        self.make(edits.collect())
    }

    fn gathered(
        &self,
        notes: &[NoteRef],
        cluster: &ClusterId,
        cell: &CellId,
    ) -> Result<Vec<(Scope, Edit)>, Blocked> {
        let scope = self.plenary()?;
        let mut edits = self.placed_here(notes, cell)?;
        let gathered = notes
            .iter()
            .flat_map(|note| apart(note, Some(cluster.clone())));
        edits.extend(gathered.map(|edit| (scope.clone(), edit)));
        Ok(edits)
    }

    /// Places those notes in a cell that are not shown here yet, since they come from an earlier step.
    fn placed_here(&self, notes: &[NoteRef], cell: &CellId) -> Result<Vec<(Scope, Edit)>, Blocked> {
        let scope = self.plenary()?;
        let foreign = |note: &&NoteRef| self.note(&note.id).is_none();
        let foreign: Vec<_> = notes.iter().filter(foreign).collect();
        let (positions, _) = self.spot(cell, &Place::Last, &[], foreign.len());
        let placed = foreign.into_iter().zip(positions);
        let placed = placed.map(|(note, pos)| (scope.clone(), place_edit(note, Some(pos))));
        Ok(placed.collect())
    }
}

fn merge_edit(note: &NoteRef, into: Option<NoteId>) -> Edit {
    let note = note.id.clone();
    Edit::Merge { note, into }
}

/// Notes by what `key` says of them, each group in order.
fn by<K: PartialEq>(notes: &[NoteRef], key: impl Fn(&NoteRef) -> K) -> Vec<(K, Vec<NoteRef>)> {
    let mut groups: Vec<(K, Vec<NoteRef>)> = Vec::new();
    for note in notes {
        let key = key(note);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, group)) => group.push(note.clone()),
            None => groups.push((key, vec![note.clone()])),
        }
    }
    groups
}
