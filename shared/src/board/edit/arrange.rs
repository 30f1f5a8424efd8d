//! Edits of how notes are arranged: placements, and clusters.

use yrs::{Any, Map, MapPrelim, MapRef, Out, TransactionMut, WriteTxn};

use super::super::schema::{
    CLUSTER, CLUSTERS, INTO, PLACEMENTS, POS, Placement, Position, TITLE, read_cluster,
    read_placement,
};
use super::super::splice::utf16_len;
use super::apply::{position_value, set_tag};
use super::{EditError, MAX_CLUSTER_TITLE};
use crate::id::{ClusterId, NoteId};

pub(super) fn place(txn: &mut TransactionMut, note: &NoteId, pos: Option<&Position>) {
    let value = pos.map(|pos| Any::from(position_value(pos)));
    set(txn, note, POS, value, |old| old.pos.as_ref() == pos);
}

pub(super) fn gather(txn: &mut TransactionMut, note: &NoteId, cluster: Option<&ClusterId>) {
    let value = cluster.map(|id| Any::from(id.as_str()));
    set(txn, note, CLUSTER, value, |old| {
        old.cluster.as_ref() == cluster
    });
}

pub(super) fn merge(txn: &mut TransactionMut, note: &NoteId, into: Option<&NoteId>) {
    let value = into.map(|id| Any::from(id.as_str()));
    set(txn, note, INTO, value, |old| old.into.as_ref() == into);
}

pub(super) fn tag(txn: &mut TransactionMut, note: &NoteId, tag: &str, on: Option<bool>) {
    if let Some(map) = placement(txn, note, on.is_some()) {
        set_tag(txn, &map, tag, on);
    }
}

pub(super) fn make_cluster(
    txn: &mut TransactionMut,
    cluster: &ClusterId,
    title: &str,
    pos: &Position,
) -> Result<(), EditError> {
    let clusters = txn.get_or_insert_map(CLUSTERS);
    if clusters.contains_key(txn, cluster.as_str()) {
        return Ok(());
    }
    check_title(title)?;
    let map = clusters.insert(txn, cluster.as_str(), MapPrelim::default());
    map.insert(txn, TITLE, title);
    map.insert(txn, POS, position_value(pos));
    Ok(())
}

pub(super) fn title_cluster(
    txn: &mut TransactionMut,
    cluster: &ClusterId,
    title: &str,
) -> Result<(), EditError> {
    let map = find(txn, cluster)?;
    check_title(title)?;
    if read_cluster(txn, &map).is_none_or(|old| old.title != title) {
        map.insert(txn, TITLE, title);
    }
    Ok(())
}

pub(super) fn move_cluster(
    txn: &mut TransactionMut,
    cluster: &ClusterId,
    pos: &Position,
) -> Result<(), EditError> {
    let map = find(txn, cluster)?;
    if read_cluster(txn, &map).is_none_or(|old| old.pos != *pos) {
        map.insert(txn, POS, position_value(pos));
    }
    Ok(())
}

pub(super) fn dissolve(txn: &mut TransactionMut, cluster: &ClusterId) {
    let clusters = txn.get_or_insert_map(CLUSTERS);
    clusters.remove(txn, cluster.as_str());
}

/// Sets a value of a placement, or takes it out, unless `same` says that it is so already.
fn set(
    txn: &mut TransactionMut,
    note: &NoteId,
    key: &'static str,
    value: Option<Any>,
    same: impl FnOnce(&Placement) -> bool,
) {
    let Some(map) = placement(txn, note, value.is_some()) else {
        return;
    };
    if same(&read_placement(txn, &map)) {
        return;
    }
    match value {
        Some(value) => {
            map.insert(txn, key, value);
        }
        None => {
            map.remove(txn, key);
        }
    }
}

/// The placement of a note, made if need be and if `make` says so.
fn placement(txn: &mut TransactionMut, note: &NoteId, make: bool) -> Option<MapRef> {
    let placements = txn.get_or_insert_map(PLACEMENTS);
    match placements.get(txn, note.as_str()) {
        Some(Out::YMap(map)) => Some(map),
        _ => make.then(|| placements.insert(txn, note.as_str(), MapPrelim::default())),
    }
}

fn find(txn: &mut TransactionMut, cluster: &ClusterId) -> Result<MapRef, EditError> {
    let clusters = txn.get_or_insert_map(CLUSTERS);
    match clusters.get(txn, cluster.as_str()) {
        Some(Out::YMap(map)) => Ok(map),
        _ => Err(EditError::NoSuchCluster(cluster.clone())),
    }
}

fn check_title(title: &str) -> Result<(), EditError> {
    if utf16_len(title) > MAX_CLUSTER_TITLE {
        Err(EditError::TooLong)
    } else {
        Ok(())
    }
}
