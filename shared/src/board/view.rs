//! The picture that the documents of a step make together. Plenary's placement wins over the
//! table's, the table's over the note's own position; a note itself never moves out of the document
//! where it was written.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::schema::{Content, Note, Position};
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
    /// What it says.
    pub note: Arc<Note>,
    /// Where it is shown in the step of the picture.
    pub pos: Position,
    /// Who put it there.
    pub placer: Placer,
    /// The cluster that plenary put it in.
    pub cluster: Option<ClusterId>,
}

/// What a step shows: its notes by cell, in order, and apart from them those in the bin.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrangement {
    /// The notes of each cell that has any, in order.
    pub cells: BTreeMap<CellId, Vec<PlacedNote>>,
    /// The notes of the step itself that lie in the bin, the last thrown away first.
    pub bin: Vec<PlacedNote>,
}

impl Arrangement {
    /// The notes of a cell, in order.
    pub fn cell(&self, cell: &CellId) -> &[PlacedNote] {
        self.cells.get(cell).map_or(&[], Vec::as_slice)
    }

    /// All notes in cells, cell by cell.
    pub fn notes(&self) -> impl Iterator<Item = &PlacedNote> {
        self.cells.values().flatten()
    }
}

/// Puts together what `step` shows out of the documents at hand: notes written in the step, and
/// notes of other steps that have been placed into it. A note whose cell `is_cell` does not know
/// (a cell removed since, or a foreign client's) is shown in `fallback`, so that none is lost.
pub fn arrange<C: Borrow<Content>>(
    step: &StepId,
    documents: &BTreeMap<Scope, C>,
    is_cell: impl Fn(&CellId) -> bool,
    fallback: &CellId,
) -> Arrangement {
    let document = |scope: &Scope| documents.get(scope).map(Borrow::borrow);
    let plenary = document(&Scope::Plenary(step.clone()));
    let mut arrangement = Arrangement::default();
    for (scope, content) in documents {
        let content: &Content = content.borrow();
        let Scope::Table(written, table) = scope else {
            continue;
        };
        let at_table = document(&Scope::Table(step.clone(), *table));
        for (id, note) in &content.notes {
            let binned = note.bin.is_some();
            if binned && written != step {
                continue;
            }
            let by_plenary = plenary.and_then(|content| content.placements.get(id));
            let by_table = at_table.and_then(|content| content.placements.get(id));
            let placed = by_plenary
                .and_then(|p| p.pos.clone())
                .map(|pos| (pos, Placer::Plenary));
            let placed = placed.or_else(|| {
                by_table
                    .and_then(|p| p.pos.clone())
                    .map(|pos| (pos, Placer::Table))
            });
            let own = || (written == step).then(|| (note.pos.clone(), Placer::Author));
            let Some((mut pos, placer)) = placed.or_else(own) else {
                continue;
            };
            if !is_cell(&pos.cell) {
                pos.cell = fallback.clone();
            }
            let notes = if binned {
                &mut arrangement.bin
            } else {
                arrangement.cells.entry(pos.cell.clone()).or_default()
            };
            notes.push(PlacedNote {
                id: id.clone(),
                step: written.clone(),
                table: *table,
                note: note.clone(),
                pos,
                placer,
                cluster: by_plenary.and_then(|placement| placement.cluster.clone()),
            });
        }
    }
    for notes in arrangement.cells.values_mut() {
        // The id decides between equal ranks, which only a foreign client can bring about.
        sort(notes, &|a, b| {
            (&a.pos.rank, &a.id).cmp(&(&b.pos.rank, &b.id))
        });
    }
    let thrown = |note: &PlacedNote| std::cmp::Reverse(note.note.bin);
    sort(&mut arrangement.bin, &|a, b| {
        (thrown(a), &a.id).cmp(&(thrown(b), &b.id))
    });
    arrangement
}

/// One body of code for every order of notes: each weighs four kilobytes in the client.
fn sort(notes: &mut [PlacedNote], order: &dyn Fn(&PlacedNote, &PlacedNote) -> Ordering) {
    notes.sort_by(order);
}
