//! What well-behaved replicas write: the scanner agrees with yrs about every update.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use bordsvis_server::room::scan::{AdmitError, Scan};
use proptest::prelude::*;
use yrs::updates::decoder::Decode;
use yrs::{
    Any, ClientID, Doc, ID, IdSet, Map, MapPrelim, Out, ReadTxn, StateVector, Text, TextPrelim,
    Transact, Update, WriteTxn,
};

use crate::yrs_document::{Server, apply, copy, document, exercise, read, scanned};

const REPLICAS: usize = 3;

#[derive(Debug, Clone)]
enum Step {
    /// A replica edits one of the notes.
    Edit { at: usize, note: u8, edit: Edit },
    /// One replica hears all that another knows.
    Hear { at: usize, from: usize },
    /// The server gets an update of an edit: for the first time, again, or before others.
    Deliver(prop::sample::Index),
    /// The server gets what a replica knows, beyond what another one does.
    Sync { from: usize, beyond: usize },
}

#[derive(Debug, Clone)]
enum Edit {
    Write,
    Type { index: u32, text: &'static str },
    Erase { index: u32, length: u32 },
    Set(u8),
    Unset(u8),
    Tag(u8),
    Remove,
}

fn edit() -> impl Strategy<Value = Edit> {
    let text = prop::sample::select(vec!["a", "hej", "å", "😀", "e🔥f", "\n"]);
    prop_oneof![
        2 => Just(Edit::Write),
        6 => (0..9u32, text).prop_map(|(index, text)| Edit::Type { index, text }),
        2 => (0..9u32, 1..4u32).prop_map(|(index, length)| Edit::Erase { index, length }),
        2 => (0..2u8).prop_map(Edit::Set),
        1 => (0..2u8).prop_map(Edit::Unset),
        1 => (0..2u8).prop_map(Edit::Tag),
        1 => Just(Edit::Remove),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let at = 0..REPLICAS;
    prop_oneof![
        5 => (at.clone(), 0..2u8, edit()).prop_map(|(at, note, edit)| Step::Edit { at, note, edit }),
        1 => (at.clone(), at.clone()).prop_map(|(at, from)| Step::Hear { at, from }),
        3 => any::<prop::sample::Index>().prop_map(Step::Deliver),
        1 => (at.clone(), at).prop_map(|(from, beyond)| Step::Sync { from, beyond }),
    ]
}

proptest! {
    /// They agree about the ids inserted, the ids deleted, whether anything is missing, and whether
    /// anything is new.
    #[test]
    fn agrees_with_yrs(steps in prop::collection::vec(step(), 1..60)) {
        let replicas: Vec<_> = (0..REPLICAS).map(Replica::new).collect();
        let mut server = Server::new();
        for step in steps {
            match step {
                Step::Edit { at, note, edit } => replicas[at].edit(&format!("n{note}"), &edit),
                Step::Hear { at, from } => {
                    apply(&replicas[at].doc, &replicas[from].beyond(&replicas[at].state()));
                }
                Step::Deliver(index) => {
                    let sent: Vec<_> = replicas.iter().flat_map(Replica::sent).collect();
                    if !sent.is_empty() {
                        deliver(&mut server, index.get::<Vec<u8>>(&sent));
                    }
                }
                Step::Sync { from, beyond } => {
                    deliver(&mut server, &replicas[from].beyond(&replicas[beyond].state()));
                }
            }
        }
        for replica in &replicas {
            let state = server.doc.transact().state_vector();
            deliver(&mut server, &replica.beyond(&state));
        }
        let deleted = server.doc.transact().snapshot().delete_set;
        for replica in &replicas {
            let whole = scanned(&replica.beyond(&StateVector::default()));
            prop_assert!(!whole.is_news(&server.known, &deleted));
        }
        prop_assert_eq!(read(&server.doc), read(&copy(&server.doc)));
        exercise(&server.doc);
    }
}

fn deliver(server: &mut Server, update: &[u8]) {
    let scan = scanned(update);
    let decoded = Update::decode_v1(update).unwrap();
    assert_eq!(inserted(&scan), decoded.insertions(true));
    assert_eq!(deleted(&scan), *decoded.delete_set());

    let before = server.doc.transact().snapshot();
    let news = scan.is_news(&server.known, &before.delete_set);
    match server.offer(update) {
        Ok(()) => assert_eq!(news, server.doc.transact().snapshot() != before),
        Err(error) => assert!(matches!(error, AdmitError::Missing(_)), "{error}"),
    }
}

fn inserted(scan: &Scan) -> IdSet {
    let mut ids = IdSet::new();
    for section in &scan.sections {
        for part in &section.structs {
            ids.insert(id(section.client, part.start), part.end - part.start);
        }
    }
    ids
}

fn deleted(scan: &Scan) -> IdSet {
    let mut ids = IdSet::new();
    for (client, spans) in &scan.deletions {
        for span in spans {
            ids.insert(id(*client, span.start), span.end - span.start);
        }
    }
    ids
}

fn id(client: u32, clock: u32) -> ID {
    ID::new(ClientID::new(u64::from(client)), clock)
}

struct Replica {
    doc: Doc,
    sent: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Replica {
    fn new(number: usize) -> Self {
        // Of five bytes, as nearly all that Yjs draws.
        let doc = document(u64::from(u32::MAX) - number as u64);
        let sent = Arc::new(Mutex::new(Vec::new()));
        let keep = sent.clone();
        doc.observe_update_v1("sent", move |txn, event| {
            if txn.origin().is_some() {
                keep.lock().unwrap().push(event.update.clone());
            }
        })
        .unwrap();
        Self { doc, sent }
    }

    fn sent(&self) -> Vec<Vec<u8>> {
        self.sent.lock().unwrap().clone()
    }

    fn state(&self) -> StateVector {
        self.doc.transact().state_vector()
    }

    fn beyond(&self, state: &StateVector) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(state)
    }

    fn edit(&self, note: &str, edit: &Edit) {
        let mut txn = self.doc.transact_mut_with("own");
        let notes = txn.get_or_insert_map("notes");
        match edit {
            Edit::Write => {
                let note = notes.insert(&mut txn, note, MapPrelim::default());
                note.insert(&mut txn, "text", TextPrelim::new("ny"));
                note.insert(&mut txn, "tags", MapPrelim::default());
                note.insert(&mut txn, "at", 1.7e12);
                return;
            }
            Edit::Remove => {
                notes.remove(&mut txn, note);
                return;
            }
            _ => {}
        }
        let Some(Out::YMap(note)) = notes.get(&txn, note) else {
            return;
        };
        let (Some(Out::YText(text)), Some(Out::YMap(tags))) =
            (note.get(&txn, "text"), note.get(&txn, "tags"))
        else {
            return;
        };
        let end = text.len(&txn);
        match edit {
            Edit::Type { index, text: typed } => text.insert(&mut txn, end.min(*index), typed),
            Edit::Erase { index, length } => {
                let index = end.min(*index);
                text.remove_range(&mut txn, index, (end - index).min(*length));
            }
            Edit::Set(key) => {
                let place = [("cell", "threats"), ("rank", "a0")];
                let place = place.map(|(key, value)| (key.to_owned(), Any::from(value)));
                note.insert(&mut txn, format!("k{key}"), HashMap::from(place));
            }
            Edit::Unset(key) => drop(note.remove(&mut txn, &format!("k{key}"))),
            Edit::Tag(tag) => drop(tags.insert(&mut txn, format!("t{tag}"), true)),
            Edit::Write | Edit::Remove => {}
        }
    }
}
