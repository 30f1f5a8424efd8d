//! What a person does to a document, said in the person's terms. Edits rather than updates are what
//! a client keeps until they are saved: they can be made again on a fresh replica after a refusal or
//! a reload, and making one twice is the same as making it once.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use yrs::{
    Any, GetString, Map, MapPrelim, MapRef, Out, Text, TextPrelim, TransactionMut, WriteTxn,
};

use super::schema::{
    AT, BIN, BY, CELL, Content, FIELDS, FROM, LIFTED, NOTES, PLACEMENTS, POS, Position, RANK, TAGS,
    TEXT, read_note, read_placement,
};
use super::splice::{Splice, utf16_len};
use crate::id::NoteId;

/// The longest text of a note, in UTF-16 code units. A slip of paper holds a tenth of it; the rest
/// is for what people paste.
pub const MAX_NOTE_TEXT: u32 = 2_000;

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
}

/// Why an edit can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The note is not in the document.
    #[error("the note {0} is not here")]
    NoSuchNote(NoteId),
    /// The text is too long.
    #[error("a note holds at most {MAX_NOTE_TEXT} characters")]
    TooLong,
}

impl Edit {
    /// The note that is changed.
    pub fn note(&self) -> &NoteId {
        match self {
            Self::Add { note, .. }
            | Self::SetText { note, .. }
            | Self::Move { note, .. }
            | Self::Lift { note, .. }
            | Self::Bin { note, .. }
            | Self::Place { note, .. } => note,
        }
    }

    /// The edit that takes this one back, for a document that says `before` when it is made;
    /// `None` where there is nothing to take back. `now` is in milliseconds since 1970.
    pub fn inverse(&self, before: &Content, now: i64) -> Option<Edit> {
        if let Self::Place { note, pos } = self {
            let old = before
                .placements
                .get(note)
                .and_then(|placement| placement.pos.clone());
            return (old != *pos).then(|| Self::Place {
                note: note.clone(),
                pos: old,
            });
        }
        let old = before.notes.get(self.note());
        let note = self.note().clone();
        match (self, old) {
            (Self::Add { .. }, None) => Some(Self::Bin {
                note,
                at: Some(now),
            }),
            (Self::SetText { base, text, .. }, Some(_)) if base != text => Some(Self::SetText {
                note,
                base: text.clone(),
                text: base.clone(),
            }),
            (Self::Move { pos, .. }, Some(old)) if old.pos != *pos => Some(Self::Move {
                note,
                pos: old.pos.clone(),
            }),
            (Self::Lift { lifted, .. }, Some(old)) if old.lifted != *lifted => Some(Self::Lift {
                note,
                lifted: old.lifted,
            }),
            (Self::Bin { at, .. }, Some(old)) if old.bin.is_some() != at.is_some() => {
                Some(Self::Bin { note, at: old.bin })
            }
            _ => None,
        }
    }

    /// Whether what this edit did is still so. Where somebody has changed it since, taking it back
    /// would undo their work.
    pub fn stands(&self, content: &Content) -> bool {
        let note = content.notes.get(self.note());
        match self {
            Self::Place { note, pos } => {
                let placed = content.placements.get(note).and_then(|p| p.pos.as_ref());
                placed == pos.as_ref()
            }
            Self::Add { .. } => note.is_some_and(|note| note.bin.is_none()),
            Self::SetText { .. } => note.is_some(),
            Self::Move { pos, .. } => note.is_some_and(|note| note.pos == *pos),
            Self::Lift { lifted, .. } => note.is_some_and(|note| note.lifted == *lifted),
            Self::Bin { at, .. } => note.is_some_and(|note| note.bin.is_some() == at.is_some()),
        }
    }
}

/// Makes `edit` in the document of `txn`; changes nothing where the document says so already.
pub(super) fn apply(edit: &Edit, txn: &mut TransactionMut) -> Result<(), EditError> {
    match edit {
        Edit::Add {
            note,
            text,
            pos,
            by,
            at,
            tags,
            from,
        } => {
            let notes = txn.get_or_insert_map(NOTES);
            if notes.contains_key(txn, note.as_str()) {
                return Ok(());
            }
            check_length(text)?;
            let map = notes.insert(txn, note.as_str(), MapPrelim::default());
            map.insert(txn, TEXT, TextPrelim::new(text.as_str()));
            map.insert(txn, POS, position_value(pos));
            map.insert(txn, BY, by.as_str());
            map.insert(txn, AT, *at as f64);
            let tags: MapPrelim = tags
                .iter()
                .map(|tag| (tag.as_str(), Any::Bool(true)))
                .collect();
            map.insert(txn, TAGS, tags);
            map.insert(txn, FIELDS, MapPrelim::default());
            if !from.is_empty() {
                let from: Vec<&str> = from.iter().map(NoteId::as_str).collect();
                map.insert(txn, FROM, Any::from(from));
            }
        }
        Edit::SetText { note, base, text } => set_text(txn, note, base, text)?,
        Edit::Move { note, pos } => {
            let map = find(txn, note)?;
            if read_note(txn, &map).is_none_or(|old| old.pos != *pos) {
                map.insert(txn, POS, position_value(pos));
            }
        }
        Edit::Lift { note, lifted } => {
            let map = find(txn, note)?;
            if read_note(txn, &map).is_none_or(|old| old.lifted != *lifted) {
                map.insert(txn, LIFTED, *lifted);
            }
        }
        Edit::Bin { note, at } => {
            let map = find(txn, note)?;
            let binned = read_note(txn, &map).is_some_and(|old| old.bin.is_some());
            match at {
                Some(at) if !binned => {
                    map.insert(
                        txn,
                        BIN,
                        HashMap::from([(AT.to_owned(), Any::from(*at as f64))]),
                    );
                }
                None if binned => {
                    map.remove(txn, BIN);
                }
                _ => {}
            }
        }
        Edit::Place { note, pos } => place(txn, note, pos.as_ref()),
    }
    Ok(())
}

fn set_text(
    txn: &mut TransactionMut,
    note: &NoteId,
    base: &str,
    text: &str,
) -> Result<(), EditError> {
    let map = find(txn, note)?;
    let Some(Out::YText(shared)) = map.get(txn, TEXT) else {
        return Err(EditError::NoSuchNote(note.clone()));
    };
    let current = shared.get_string(txn);
    if current == text {
        return Ok(());
    }
    let splice = Splice::between(base, text).over(&Splice::between(base, &current));
    let length = utf16_len(&current);
    let at = splice.at.min(length);
    let delete = splice.delete.min(length - at);
    if length - delete + utf16_len(&splice.insert) > MAX_NOTE_TEXT {
        return Err(EditError::TooLong);
    }
    if delete > 0 {
        shared.remove_range(txn, at, delete);
    }
    if !splice.insert.is_empty() {
        shared.insert(txn, at, &splice.insert);
    }
    Ok(())
}

fn place(txn: &mut TransactionMut, note: &NoteId, pos: Option<&Position>) {
    let placements = txn.get_or_insert_map(PLACEMENTS);
    let map = match placements.get(txn, note.as_str()) {
        Some(Out::YMap(map)) => map,
        _ if pos.is_none() => return,
        _ => placements.insert(txn, note.as_str(), MapPrelim::default()),
    };
    match (pos, read_placement(txn, &map).pos) {
        (Some(pos), old) if old.as_ref() != Some(pos) => {
            map.insert(txn, POS, position_value(pos));
        }
        (None, Some(_)) => {
            map.remove(txn, POS);
        }
        _ => {}
    }
}

fn find(txn: &mut TransactionMut, note: &NoteId) -> Result<MapRef, EditError> {
    let notes = txn.get_or_insert_map(NOTES);
    match notes.get(txn, note.as_str()) {
        Some(Out::YMap(map)) => Ok(map),
        _ => Err(EditError::NoSuchNote(note.clone())),
    }
}

fn check_length(text: &str) -> Result<(), EditError> {
    if utf16_len(text) > MAX_NOTE_TEXT {
        Err(EditError::TooLong)
    } else {
        Ok(())
    }
}

fn position_value(pos: &Position) -> HashMap<String, Any> {
    HashMap::from([
        (CELL.to_owned(), Any::from(pos.cell.as_str())),
        (RANK.to_owned(), Any::from(pos.rank.as_str())),
    ])
}
