//! How notes, placements and clusters lie in a Yjs document, and how they are read from it.
//! Reading is total: what a foreign client wrote amiss is skipped, and never a panic.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use yrs::any::Number;
use yrs::encoding::read::{Cursor, Read};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, ClientID, Doc, GetString, Map, MapRef, OffsetKind, Options, Out, ReadTxn, StateVector,
    Transact, Update,
};

use super::edit::{Edit, EditError, apply};
use super::rank::Rank;
use crate::gather;
use crate::id::{CellId, ClusterId, NoteId};

/// The root maps of every document; an update that names another root is refused.
pub const ROOTS: [&str; 3] = [NOTES, PLACEMENTS, CLUSTERS];

pub(super) const NOTES: &str = "notes";
pub(super) const PLACEMENTS: &str = "placements";
pub(super) const CLUSTERS: &str = "clusters";
pub(super) const TEXT: &str = "text";
pub(super) const POS: &str = "pos";
pub(super) const BY: &str = "by";
pub(super) const AT: &str = "at";
pub(super) const TAGS: &str = "tags";
pub(super) const FIELDS: &str = "fields";
pub(super) const LIFTED: &str = "lifted";
pub(super) const FROM: &str = "from";
pub(super) const BIN: &str = "bin";
pub(super) const CELL: &str = "cell";
pub(super) const RANK: &str = "rank";
pub(super) const CLUSTER: &str = "cluster";
pub(super) const INTO: &str = "into";
pub(super) const TITLE: &str = "title";

/// Where a note lies: its cell, and its place there. One value, so that a move is atomic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// The cell within the step of the document.
    pub cell: CellId,
    /// The order within the cell.
    pub rank: Rank,
}

/// A note as it was written at a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its text, as all who type in it have made it.
    pub text: String,
    /// Where its table put it.
    pub pos: Position,
    /// Who says to have written it: a claim, the record uses the server's binding.
    pub by: String,
    /// When, by the author's clock, in milliseconds since 1970: a claim.
    pub at: i64,
    /// Its categories, such as `risk`.
    pub tags: BTreeSet<String>,
    /// What later steps fill in, such as who is responsible.
    pub fields: BTreeMap<String, String>,
    /// Whether its table chose it for plenary.
    pub lifted: bool,
    /// The notes that it was written from.
    pub from: Vec<NoteId>,
    /// When it was put in the bin, if it lies there.
    pub bin: Option<i64>,
}

/// Where a note has been put without being moved from where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Where it is shown; `None` after a placement that has been taken back.
    pub pos: Option<Position>,
    /// The cluster that it belongs to.
    pub cluster: Option<ClusterId>,
    /// Categories that plenary gave it or denied it, over those of its table.
    pub tags: BTreeMap<String, bool>,
    /// The note that it was merged into.
    pub into: Option<NoteId>,
}

/// Notes that plenary found to say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// What they have in common.
    pub title: String,
    /// Where the cluster is shown.
    pub pos: Position,
}

/// Everything that one document says. Notes are shared, so that pictures of many documents are
/// cheap to put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The notes that were written here, those in the bin among them.
    pub notes: BTreeMap<NoteId, Arc<Note>>,
    /// Where notes, of this document or another, have been put.
    pub placements: BTreeMap<NoteId, Placement>,
    /// The clusters of this document.
    pub clusters: BTreeMap<ClusterId, Cluster>,
}

/// One replica of one document.
pub struct Replica {
    doc: Doc,
}

impl Replica {
    /// An empty replica that writes as `client`, which no other replica may ever have used.
    pub fn new(client: u32) -> Self {
        let mut options = Options::with_client_id(ClientID::new(u64::from(client)));
        options.offset_kind = OffsetKind::Utf16;
        Self {
            doc: Doc::with_options(options),
        }
    }

    /// The yrs document, for those who exchange updates without looking into it.
    pub fn doc(&self) -> &Doc {
        &self.doc
    }

    /// Applies an update from another replica, in the v1 encoding.
    pub fn apply_update(&self, update: &[u8]) -> Result<(), yrs::error::Error> {
        let update = Update::decode_v1(update)?;
        Ok(self.doc.transact_mut().apply_update(update)?)
    }

    /// How far this replica knows each client, v1 encoded.
    pub fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What a replica with `state_vector` (v1 encoded) lacks, as an update; `None` where the bytes
    /// are no state vector.
    pub fn diff(&self, state_vector: &[u8]) -> Option<Vec<u8>> {
        let known = read_state_vector(state_vector)?;
        Some(self.doc.transact().encode_state_as_update_v1(&known))
    }

    /// The whole document as one update.
    pub fn whole(&self) -> Vec<u8> {
        self.doc
            .transact()
            .encode_state_as_update_v1(&StateVector::default())
    }

    /// Makes an edit here, and gives the update that tells others of it; `None` where the document
    /// says so already, as when an edit is made again after a reload.
    pub fn edit(&self, edit: &Edit) -> Result<Option<Vec<u8>>, EditError> {
        let mut txn = self.doc.transact_mut();
        apply(edit, &mut txn)?;
        let changed = !txn.insert_set().is_empty() || !txn.delete_set().is_empty();
        Ok(changed.then(|| txn.encode_update_v1()))
    }

    /// Everything that the document says.
    pub fn content(&self) -> Content {
        let txn = self.doc.transact();
        Content {
            notes: entries(&txn, NOTES, |map| read_note(&txn, map).map(Arc::new)),
            placements: entries(&txn, PLACEMENTS, |map| Some(read_placement(&txn, map))),
            clusters: entries(&txn, CLUSTERS, |map| read_cluster(&txn, map)),
        }
    }
}

/// Reads a v1 state vector from a stranger. The decoder of yrs would reserve whatever memory the
/// bytes ask for, and fail an assertion on a client id that it can't hold.
fn read_state_vector(bytes: &[u8]) -> Option<StateVector> {
    let mut cursor = Cursor::new(bytes);
    let length: u32 = cursor.read_var().ok()?;
    let mut known = StateVector::default();
    for _ in 0..length {
        let client: u32 = cursor.read_var().ok()?;
        let clock: u32 = cursor.read_var().ok()?;
        known.set_max(ClientID::new(u64::from(client)), clock);
    }
    Some(known)
}

/// The entries of a root map whose key is an id and whose value can be read.
fn entries<K, V>(
    txn: &impl ReadTxn,
    root: &str,
    read: impl Fn(&MapRef) -> Option<V>,
) -> BTreeMap<K, V>
where
    K: std::str::FromStr + Ord,
{
    let Some(map) = txn.get_map(root) else {
        return BTreeMap::new();
    };
    gather(map.iter(txn).filter_map(|(key, value)| match value {
        Out::YMap(map) => Some((key.parse().ok()?, read(&map)?)),
        _ => None,
    }))
}

pub(super) fn read_note(txn: &impl ReadTxn, note: &MapRef) -> Option<Note> {
    let Some(Out::YText(text)) = note.get(txn, TEXT) else {
        return None;
    };
    Some(Note {
        text: text.get_string(txn),
        pos: any(txn, note, POS).as_ref().and_then(read_position)?,
        by: text_value(txn, note, BY).unwrap_or_default(),
        at: any(txn, note, AT)
            .as_ref()
            .and_then(read_number)
            .unwrap_or_default(),
        tags: gather(given(read_tags(txn, note))),
        fields: read_fields(txn, note),
        lifted: matches!(any(txn, note, LIFTED), Some(Any::Bool(true))),
        from: any(txn, note, FROM)
            .as_ref()
            .map(read_ids)
            .unwrap_or_default(),
        bin: any(txn, note, BIN).as_ref().and_then(read_bin),
    })
}

pub(super) fn read_placement(txn: &impl ReadTxn, placement: &MapRef) -> Placement {
    Placement {
        pos: any(txn, placement, POS).as_ref().and_then(read_position),
        cluster: text_value(txn, placement, CLUSTER).and_then(|id| id.parse().ok()),
        tags: read_tags(txn, placement),
        into: text_value(txn, placement, INTO).and_then(|id| id.parse().ok()),
    }
}

pub(super) fn read_cluster(txn: &impl ReadTxn, cluster: &MapRef) -> Option<Cluster> {
    Some(Cluster {
        title: text_value(txn, cluster, TITLE)?,
        pos: any(txn, cluster, POS).as_ref().and_then(read_position)?,
    })
}

/// A plain text, written as a value or as a shared text that several may type in.
fn text_value(txn: &impl ReadTxn, map: &MapRef, key: &str) -> Option<String> {
    match map.get(txn, key)? {
        Out::Any(Any::String(text)) => Some(text.to_string()),
        Out::YText(text) => Some(text.get_string(txn)),
        _ => None,
    }
}

fn any(txn: &impl ReadTxn, map: &MapRef, key: &str) -> Option<Any> {
    match map.get(txn, key)? {
        Out::Any(value) => Some(value),
        _ => None,
    }
}

fn read_position(value: &Any) -> Option<Position> {
    let Any::Map(map) = value else { return None };
    match (map.get(CELL)?, map.get(RANK)?) {
        (Any::String(cell), Any::String(rank)) => Some(Position {
            // The cell's full name serves as well: its step is that of the document.
            cell: cell.rsplit('/').next()?.parse().ok()?,
            rank: Rank::read(rank),
        }),
        _ => None,
    }
}

fn read_bin(value: &Any) -> Option<i64> {
    match value {
        Any::Map(map) => Some(map.get(AT).and_then(read_number).unwrap_or_default()),
        _ => None,
    }
}

fn read_number(value: &Any) -> Option<i64> {
    match value {
        Any::Number(Number::Int(number)) => Some(*number),
        Any::Number(Number::Float(number)) => Some(*number as i64),
        _ => None,
    }
}

fn read_ids(value: &Any) -> Vec<NoteId> {
    let Any::Array(values) = value else {
        return Vec::new();
    };
    let id = |value: &Any| match value {
        Any::String(id) => id.parse().ok(),
        _ => None,
    };
    values.iter().filter_map(id).collect()
}

fn read_tags(txn: &impl ReadTxn, map: &MapRef) -> BTreeMap<String, bool> {
    let Some(Out::YMap(tags)) = map.get(txn, TAGS) else {
        return BTreeMap::new();
    };
    let said = |(tag, value): (&str, Out)| match value {
        Out::Any(Any::Bool(on)) => Some((tag.to_owned(), on)),
        _ => None,
    };
    gather(tags.iter(txn).filter_map(said))
}

fn given(tags: BTreeMap<String, bool>) -> impl Iterator<Item = String> {
    let given = tags.into_iter().filter(|(_, on)| *on);
    given.map(|(tag, _)| tag)
}

fn read_fields(txn: &impl ReadTxn, map: &MapRef) -> BTreeMap<String, String> {
    let Some(Out::YMap(fields)) = map.get(txn, FIELDS) else {
        return BTreeMap::new();
    };
    let field = |key: &str| Some((key.to_owned(), text_value(txn, &fields, key)?));
    gather(fields.keys(txn).filter_map(field))
}
