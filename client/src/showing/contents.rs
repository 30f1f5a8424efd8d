//! What the screen is made of: the notes and clusters of each cell.

use std::sync::Arc;

use bordsvis_shared::board::Note;
use bordsvis_shared::id::{ClusterId, NoteId, StepId, TableNo};

/// A note as the screen is given it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: NoteId,
    /// The step that it was written in.
    pub step: StepId,
    /// The table that wrote it.
    pub table: TableNo,
    /// What it says.
    pub note: Arc<Note>,
    /// The notes that were merged into it. They have none of their own.
    pub merged: Vec<Entry>,
}

/// A cluster as the screen is given it.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: ClusterId,
    /// What its notes have in common.
    pub title: String,
    /// How many tables its notes come from.
    pub tables: usize,
    /// Its notes, in order.
    pub notes: Vec<Entry>,
}

/// What a cell holds.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// Its clusters, in order.
    pub clusters: Vec<Group>,
    /// The notes that lie in none, in order.
    pub loose: Vec<Entry>,
}

impl Entry {
    /// The note and those that were merged into it.
    pub(super) fn all(&self) -> impl Iterator<Item = &Entry> {
        [self].into_iter().chain(&self.merged)
    }
}

impl Contents {
    pub(super) fn notes(&self) -> impl Iterator<Item = &Entry> {
        let clustered = self.clusters.iter().flat_map(|cluster| &cluster.notes);
        clustered.chain(&self.loose).flat_map(Entry::all)
    }

    pub(super) fn count(&self) -> usize {
        self.notes().count()
    }
}
