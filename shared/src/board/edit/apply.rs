//! Edits as they are written into a document. Each changes nothing where the document says so already.

use std::collections::{BTreeSet, HashMap};

use yrs::{
    Any, GetString, Map, MapPrelim, MapRef, Out, Text, TextPrelim, TransactionMut, WriteTxn,
};

use super::super::schema::{
    AT, BIN, BY, CELL, FIELDS, FROM, LIFTED, NOTES, Note, POS, Position, RANK, TAGS, TEXT,
    read_note,
};
use super::super::splice::{Splice, utf16_len};
use super::arrange;
use super::{Edit, EditError, MAX_NOTE_TEXT};
use crate::id::NoteId;

/// Makes `edit` in the document of `txn`.
pub(in crate::board) fn apply(edit: &Edit, txn: &mut TransactionMut) -> Result<(), EditError> {
    match edit {
        Edit::Add { note, text, .. } => {
            if utf16_len(text) > MAX_NOTE_TEXT && !is_here(txn, note) {
                return Err(EditError::TooLong);
            }
            if let Some(whole) = edit.added() {
                put(txn, note, &whole);
            }
        }
        Edit::Put { note, whole } => put(txn, note, whole),
        Edit::Erase { note } => {
            txn.get_or_insert_map(NOTES).remove(txn, note.as_str());
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
        Edit::Tag { note, tag, on } => {
            let map = find(txn, note)?;
            set_tag(txn, &map, tag, on.then_some(true));
        }
        Edit::Bin { note, at } => {
            let map = find(txn, note)?;
            let binned = read_note(txn, &map).is_some_and(|old| old.bin.is_some());
            match at {
                Some(at) if !binned => {
                    map.insert(txn, BIN, bin_value(*at));
                }
                None if binned => {
                    map.remove(txn, BIN);
                }
                _ => {}
            }
        }
        Edit::Place { note, pos } => arrange::place(txn, note, pos.as_ref()),
        Edit::Gather { note, cluster } => arrange::gather(txn, note, cluster.as_ref()),
        Edit::Merge { note, into } => arrange::merge(txn, note, into.as_ref()),
        Edit::PlaceTag { note, tag, on } => arrange::tag(txn, note, tag, *on),
        Edit::Cluster {
            cluster,
            title,
            pos,
            ..
        } => arrange::make_cluster(txn, cluster, title, pos)?,
        Edit::TitleCluster { cluster, title } => arrange::title_cluster(txn, cluster, title)?,
        Edit::MoveCluster { cluster, pos } => arrange::move_cluster(txn, cluster, pos)?,
        Edit::Dissolve { cluster } => arrange::dissolve(txn, cluster),
    }
    Ok(())
}

fn put(txn: &mut TransactionMut, id: &NoteId, note: &Note) {
    if is_here(txn, id) {
        return;
    }
    let notes = txn.get_or_insert_map(NOTES);
    let map = notes.insert(txn, id.as_str(), MapPrelim::default());
    map.insert(txn, TEXT, TextPrelim::new(note.text.as_str()));
    map.insert(txn, POS, position_value(&note.pos));
    map.insert(txn, BY, note.by.as_str());
    map.insert(txn, AT, note.at as f64);
    map.insert(txn, TAGS, tags_value(&note.tags));
    let fields = note.fields.iter();
    let fields: MapPrelim = fields
        .map(|(field, value)| (field.as_str(), Any::from(value.as_str())))
        .collect();
    map.insert(txn, FIELDS, fields);
    if note.lifted {
        map.insert(txn, LIFTED, true);
    }
    if !note.from.is_empty() {
        let from: Vec<&str> = note.from.iter().map(NoteId::as_str).collect();
        map.insert(txn, FROM, Any::from(from));
    }
    if let Some(at) = note.bin {
        map.insert(txn, BIN, bin_value(at));
    }
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

fn is_here(txn: &mut TransactionMut, note: &NoteId) -> bool {
    let notes = txn.get_or_insert_map(NOTES);
    notes.contains_key(txn, note.as_str())
}

fn find(txn: &mut TransactionMut, note: &NoteId) -> Result<MapRef, EditError> {
    let notes = txn.get_or_insert_map(NOTES);
    match notes.get(txn, note.as_str()) {
        Some(Out::YMap(map)) => Ok(map),
        _ => Err(EditError::NoSuchNote(note.clone())),
    }
}

/// Writes what a note or a placement says of a category; `None` leaves it out.
pub(super) fn set_tag(txn: &mut TransactionMut, holder: &MapRef, tag: &str, on: Option<bool>) {
    let tags = match holder.get(txn, TAGS) {
        Some(Out::YMap(tags)) => tags,
        _ if on.is_none() => return,
        _ => holder.insert(txn, TAGS, MapPrelim::default()),
    };
    match (on, tags.get(txn, tag)) {
        (Some(on), old) if !matches!(old, Some(Out::Any(Any::Bool(old))) if old == on) => {
            tags.insert(txn, tag, on);
        }
        (None, Some(_)) => {
            tags.remove(txn, tag);
        }
        _ => {}
    }
}

pub(super) fn position_value(pos: &Position) -> HashMap<String, Any> {
    HashMap::from([
        (CELL.to_owned(), Any::from(pos.cell.as_str())),
        (RANK.to_owned(), Any::from(pos.rank.as_str())),
    ])
}

fn bin_value(at: i64) -> HashMap<String, Any> {
    HashMap::from([(AT.to_owned(), Any::from(at as f64))])
}

fn tags_value(tags: &BTreeSet<String>) -> MapPrelim {
    let tags = tags.iter().map(|tag| (tag.as_str(), Any::Bool(true)));
    tags.collect()
}
