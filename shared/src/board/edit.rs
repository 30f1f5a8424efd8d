//! What a person does to a document, said in the person's terms. Edits rather than updates are what
//! a client keeps until they are saved: they can be made again on a fresh replica after a refusal or
//! a reload, and making one twice is the same as making it once.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::schema::{Note, Position};
use crate::id::{ClusterId, NoteId};

mod apply;
mod arrange;
mod back;

pub(super) use apply::apply;

/// The longest text of a note, in UTF-16 code units. A slip of paper holds a tenth of it; the rest
/// is for what people paste.
pub const MAX_NOTE_TEXT: u32 = 2_000;

/// The longest title of a cluster, in UTF-16 code units. It is read from the last row: two lines on
/// the big screen.
pub const MAX_CLUSTER_TITLE: u32 = 80;

/// A change to one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A new note is put on the table.
    Add {
        /// Its id, drawn by the author.
        note: NoteId,
        /// Its text.
        text: String,
        /// Where it lies.
        pos: Position,
        /// Who wrote it, as the author's own device says.
        by: String,
        /// When, in milliseconds since 1970.
        at: i64,
        /// Its categories.
        #[serde(default)]
        tags: BTreeSet<String>,
        /// The notes that it was written from.
        #[serde(default)]
        from: Vec<NoteId>,
    },
    /// A note that lay in another document lies here too, whole: it is taken down, or put up again.
    Put {
        /// Its id, which it keeps.
        note: NoteId,
        /// All of it.
        whole: Note,
    },
    /// A note is taken out of this document with all that it says: nobody is sent it anew.
    Erase {
        /// Which note.
        note: NoteId,
    },
    /// The text of a note is changed from `base` to `text`. Where the note says something else than
    /// `base` by then, only the stretch that differs is changed in it.
    SetText {
        /// Which note.
        note: NoteId,
        /// What its author saw before.
        base: String,
        /// What its author made of it.
        text: String,
    },
    /// A note is moved within its document.
    Move {
        /// Which note.
        note: NoteId,
        /// Where to.
        pos: Position,
    },
    /// A note is chosen for plenary, or no longer.
    Lift {
        /// Which note.
        note: NoteId,
        /// Chosen or not.
        lifted: bool,
    },
    /// A note of this document gets a category of its own, or loses it.
    Tag {
        /// Which note.
        note: NoteId,
        /// The category.
        tag: String,
        /// Whether it has it.
        on: bool,
    },
    /// A note is put in the bin, or taken out of it.
    Bin {
        /// Which note.
        note: NoteId,
        /// When, in milliseconds since 1970; `None` takes it out.
        at: Option<i64>,
    },
    /// A note, of this document or another, is shown elsewhere without being moved.
    Place {
        /// Which note.
        note: NoteId,
        /// Where it is shown; `None` takes the placement back.
        pos: Option<Position>,
    },
    /// A note is put in a cluster of this document.
    Gather {
        /// Which note.
        note: NoteId,
        /// The cluster; `None` takes it out.
        cluster: Option<ClusterId>,
    },
    /// A note is shown under another one that says the same. It stays what it is.
    Merge {
        /// Which note.
        note: NoteId,
        /// The other one; `None` splits them again.
        into: Option<NoteId>,
    },
    /// A category is given to a note or denied it where it is shown, whatever its table gave it.
    PlaceTag {
        /// Which note.
        note: NoteId,
        /// The category.
        tag: String,
        /// Whether it has it; `None` leaves it to the table again.
        on: Option<bool>,
    },
    /// A cluster is made.
    Cluster {
        /// Its id, drawn by whoever makes it.
        cluster: ClusterId,
        /// What its notes have in common.
        title: String,
        /// Where it is shown.
        pos: Position,
        /// The notes that whoever makes it puts in it at the same time. The cluster can't be taken
        /// back any longer once others lie there.
        #[serde(default)]
        with: BTreeSet<NoteId>,
    },
    /// A cluster is called something else.
    TitleCluster {
        /// Which cluster.
        cluster: ClusterId,
        /// What it is called now.
        title: String,
    },
    /// A cluster is moved with all its notes.
    MoveCluster {
        /// Which cluster.
        cluster: ClusterId,
        /// Where to.
        pos: Position,
    },
    /// A cluster is taken away. Its notes lie loose until it is made again.
    Dissolve {
        /// Which cluster.
        cluster: ClusterId,
    },
}

/// What an edit changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A note, in this document or as this document shows it.
    Note(NoteId),
    /// A cluster.
    Cluster(ClusterId),
}

/// Why an edit can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The note is not in the document.
    #[error("the note {0} is not here")]
    NoSuchNote(NoteId),
    /// The cluster is not in the document.
    #[error("the cluster {0} is not here")]
    NoSuchCluster(ClusterId),
    /// The text of a note or the title of a cluster is too long.
    #[error("a note holds at most {MAX_NOTE_TEXT} characters, a title {MAX_CLUSTER_TITLE}")]
    TooLong,
}

impl Edit {
    /// What is changed.
    pub fn target(&self) -> Target {
        match self {
            Self::Add { note, .. }
            | Self::Put { note, .. }
            | Self::Erase { note }
            | Self::SetText { note, .. }
            | Self::Move { note, .. }
            | Self::Lift { note, .. }
            | Self::Tag { note, .. }
            | Self::Bin { note, .. }
            | Self::Place { note, .. }
            | Self::Gather { note, .. }
            | Self::Merge { note, .. }
            | Self::PlaceTag { note, .. } => Target::Note(note.clone()),
            Self::Cluster { cluster, .. }
            | Self::TitleCluster { cluster, .. }
            | Self::MoveCluster { cluster, .. }
            | Self::Dissolve { cluster } => Target::Cluster(cluster.clone()),
        }
    }

    /// The text that would be lost with it, if it brings one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Add { text, .. } | Self::SetText { text, .. } => Some(text),
            Self::Put { whole, .. } => Some(&whole.text),
            _ => None,
        }
    }
}
