//! How edits are taken back, and when they are not: where somebody has changed since what an edit
//! did, taking it back would undo their work.

use std::sync::Arc;

use super::super::schema::{Content, Note, Placement};
use super::Edit;
use crate::gather;
use crate::id::{ClusterId, NoteId};

impl Edit {
    /// The edit that takes this one back, for a document that says `before` when it is made;
    /// `None` where there is nothing to take back. `now` is in milliseconds since 1970.
    pub fn inverse(&self, before: &Content, now: i64) -> Option<Edit> {
        let written = |note: &NoteId| before.notes.get(note);
        let placed = |note: &NoteId| before.placements.get(note);
        let cluster = |id: &ClusterId| before.clusters.get(id);
        let inverse = match self {
            Self::Add { note, .. } | Self::Put { note, .. } if written(note).is_some() => {
                return None;
            }
            // A new note goes to the bin, where its table finds it; a copy goes for good.
            Self::Add { note, .. } => Self::Bin {
                note: note.clone(),
                at: Some(now),
            },
            Self::Put { note, .. } => Self::Erase { note: note.clone() },
            Self::Erase { note } => Self::Put {
                note: note.clone(),
                whole: Note::clone(written(note)?),
            },
            Self::SetText { note, base, text } => {
                written(note)?;
                Self::SetText {
                    note: note.clone(),
                    base: text.clone(),
                    text: base.clone(),
                }
            }
            Self::Move { note, .. } => Self::Move {
                note: note.clone(),
                pos: written(note)?.pos.clone(),
            },
            Self::Lift { note, .. } => Self::Lift {
                note: note.clone(),
                lifted: written(note)?.lifted,
            },
            Self::Tag { note, tag, .. } => Self::Tag {
                note: note.clone(),
                tag: tag.clone(),
                on: written(note)?.tags.contains(tag),
            },
            Self::Bin { note, at } => {
                let old = written(note)?.bin;
                if old.is_some() == at.is_some() {
                    return None;
                }
                Self::Bin {
                    note: note.clone(),
                    at: old,
                }
            }
            Self::Place { note, .. } => Self::Place {
                note: note.clone(),
                pos: placed(note).and_then(|old| old.pos.clone()),
            },
            Self::Gather { note, .. } => Self::Gather {
                note: note.clone(),
                cluster: placed(note).and_then(|old| old.cluster.clone()),
            },
            Self::Merge { note, .. } => Self::Merge {
                note: note.clone(),
                into: placed(note).and_then(|old| old.into.clone()),
            },
            Self::PlaceTag { note, tag, .. } => Self::PlaceTag {
                note: note.clone(),
                tag: tag.clone(),
                on: placed_tag(placed(note), tag),
            },
            Self::Cluster { cluster: id, .. } => {
                if cluster(id).is_some() {
                    return None;
                }
                Self::Dissolve {
                    cluster: id.clone(),
                }
            }
            Self::TitleCluster { cluster: id, .. } => Self::TitleCluster {
                cluster: id.clone(),
                title: cluster(id)?.title.clone(),
            },
            Self::MoveCluster { cluster: id, .. } => Self::MoveCluster {
                cluster: id.clone(),
                pos: cluster(id)?.pos.clone(),
            },
            Self::Dissolve { cluster: id } => {
                let old = cluster(id)?;
                Self::Cluster {
                    cluster: id.clone(),
                    title: old.title.clone(),
                    pos: old.pos.clone(),
                    with: gather(members(before, id).cloned()),
                }
            }
        };
        (inverse != *self).then_some(inverse)
    }

    /// Whether what this edit did is still so. Where somebody has changed it since, taking it back
    /// would undo their work.
    pub fn stands(&self, content: &Content) -> bool {
        let written = |note: &NoteId| content.notes.get(note);
        let placed = |note: &NoteId| content.placements.get(note);
        let cluster = |id: &ClusterId| content.clusters.get(id);
        match self {
            Self::Add { note, .. } => written(note).map(Arc::as_ref) == self.added().as_ref(),
            Self::Put { note, whole } => written(note).is_some_and(|note| **note == *whole),
            Self::Erase { note } => written(note).is_none(),
            // Only the stretch that it changed is taken back.
            Self::SetText { note, .. } => written(note).is_some(),
            Self::Move { note, pos } => written(note).is_some_and(|note| note.pos == *pos),
            Self::Lift { note, lifted } => written(note).is_some_and(|note| note.lifted == *lifted),
            Self::Tag { note, tag, on } => {
                written(note).is_some_and(|note| note.tags.contains(tag) == *on)
            }
            Self::Bin { note, at } => written(note).is_some_and(|note| note.bin == *at),
            Self::Place { note, pos } => {
                placed(note).and_then(|old| old.pos.as_ref()) == pos.as_ref()
            }
            Self::Gather { note, cluster } => {
                placed(note).and_then(|old| old.cluster.as_ref()) == cluster.as_ref()
            }
            Self::Merge { note, into } => {
                placed(note).and_then(|old| old.into.as_ref()) == into.as_ref()
            }
            Self::PlaceTag { note, tag, on } => placed_tag(placed(note), tag) == *on,
            Self::Cluster {
                cluster: id,
                title,
                pos,
                with,
            } => {
                cluster(id).is_some_and(|old| old.title == *title && old.pos == *pos)
                    && members(content, id).all(|note| with.contains(note))
            }
            Self::TitleCluster { cluster: id, title } => {
                cluster(id).is_some_and(|old| old.title == *title)
            }
            Self::MoveCluster { cluster: id, pos } => {
                cluster(id).is_some_and(|old| old.pos == *pos)
            }
            Self::Dissolve { cluster: id } => cluster(id).is_none(),
        }
    }

    /// The note that an [`Edit::Add`] makes.
    pub(super) fn added(&self) -> Option<Note> {
        let Self::Add {
            text,
            pos,
            by,
            at,
            tags,
            from,
            ..
        } = self
        else {
            return None;
        };
        Some(Note {
            text: text.clone(),
            pos: pos.clone(),
            by: by.clone(),
            at: *at,
            tags: tags.clone(),
            fields: Default::default(),
            lifted: false,
            from: from.clone(),
            bin: None,
        })
    }
}

fn placed_tag(placement: Option<&Placement>, tag: &str) -> Option<bool> {
    placement?.tags.get(tag).copied()
}

/// The notes that say to be in a cluster.
fn members<'a>(content: &'a Content, cluster: &ClusterId) -> impl Iterator<Item = &'a NoteId> {
    let placements = content.placements.iter();
    placements
        .filter(|(_, placement)| placement.cluster.as_ref() == Some(cluster))
        .map(|(note, _)| note)
}
