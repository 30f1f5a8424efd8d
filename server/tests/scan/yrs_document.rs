//! A yrs document as the server keeps one, and what it says of an update.

use std::collections::BTreeMap;

use bordsvis_server::room::scan::{AdmitError, Known, Scan, scan};
use bordsvis_shared::board::ROOTS;
use yrs::updates::decoder::Decode;
use yrs::{
    Any, ClientID, Doc, GetString, Map, MapRef, OffsetKind, Options, Out, ReadTxn, StateVector,
    Transact, Update, WriteTxn,
};

/// A document with the scanner's record of it.
pub struct Server {
    pub doc: Doc,
    pub known: Known,
}

impl Server {
    pub fn new() -> Self {
        Self {
            doc: document(0),
            known: Known::default(),
        }
    }

    /// Applies a well-formed update if it is admitted, and checks that yrs agrees.
    pub fn offer(&mut self, update: &[u8]) -> Result<(), AdmitError> {
        let before = self.known.clone();
        let admitted = self.known.admit(&scanned(update));
        match admitted {
            Ok(()) => {
                assert!(apply(&self.doc, update));
                for (client, clock) in self.doc.transact().state_vector().iter() {
                    assert_eq!(self.known.clock(client.get() as u32), *clock);
                }
            }
            Err(error) => {
                assert_eq!(self.known, before);
                if matches!(error, AdmitError::Missing(_)) {
                    assert!(!apply(&copy(&self.doc), update));
                }
            }
        }
        admitted
    }
}

/// Scans an update that must be well formed.
pub fn scanned(update: &[u8]) -> Scan {
    scan(update, &ROOTS).unwrap()
}

pub fn document(client: u64) -> Doc {
    let mut options = Options::with_client_id(ClientID::new(client));
    options.offset_kind = OffsetKind::Utf16;
    Doc::with_options(options)
}

/// Whether yrs takes all of an update in: nothing is left pending, and no gap before it.
pub fn apply(doc: &Doc, update: &[u8]) -> bool {
    let update = Update::decode_v1(update).unwrap();
    let ends: Vec<_> = update
        .insertions(true)
        .iter()
        .filter_map(|(client, ranges)| Some((*client, ranges.iter().next_back()?.end)))
        .collect();
    let mut txn = doc.transact_mut();
    let applied = txn.apply_update(update).is_ok();
    drop(txn);
    let txn = doc.transact();
    let state = txn.state_vector();
    applied
        && !txn.has_missing_updates()
        && ends.iter().all(|(client, end)| state.get(client) >= *end)
}

/// A second document of the same content.
pub fn copy(doc: &Doc) -> Doc {
    let copy = document(0);
    assert!(apply(&copy, &whole(doc)));
    copy
}

pub fn whole(doc: &Doc) -> Vec<u8> {
    doc.transact()
        .encode_state_as_update_v1(&StateVector::default())
}

/// Does with a document what a board will: a newcomer fetches it, it is read, and its content is
/// deleted, which a later newcomer fetches.
pub fn exercise(doc: &Doc) {
    read(&copy(doc));
    read(doc);
    for root in ROOTS {
        let mut txn = doc.transact_mut();
        txn.get_or_insert_map(root).clear(&mut txn);
    }
    copy(doc);
}

/// Every value and text, by its path.
pub fn read(doc: &Doc) -> BTreeMap<String, Any> {
    let txn = doc.transact();
    let mut found = BTreeMap::new();
    for root in ROOTS {
        if let Some(map) = txn.get_map(root) {
            read_map(&txn, &map, root, &mut found);
        }
    }
    found
}

fn read_map(txn: &impl ReadTxn, map: &MapRef, path: &str, found: &mut BTreeMap<String, Any>) {
    for (key, value) in map.iter(txn) {
        let path = format!("{path}/{key}");
        match value {
            Out::Any(value) => drop(found.insert(path, value)),
            Out::YText(text) => drop(found.insert(path, text.get_string(txn).into())),
            Out::YMap(map) => read_map(txn, &map, &path, found),
            other => panic!("{path} is no {other:?}"),
        }
    }
}
