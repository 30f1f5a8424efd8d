//! Foreign clients write into the same documents. Whatever they write, reading gives every note
//! that is whole, skips the rest, and never panics.

use std::collections::HashMap;

use bordsvis_shared::board::{Edit, Position, ROOTS, Rank, Replica, arrange};
use bordsvis_shared::id::{CellId, NoteId, Scope, StepId, TableNo};
use proptest::prelude::*;
use yrs::{Any, Map, MapPrelim, MapRef, TextPrelim, Transact, TransactionMut, WriteTxn};

/// A value as a foreign client may write it.
#[derive(Debug, Clone)]
enum Value {
    Any(Any),
    Text(String),
    Map(Vec<(String, Value)>),
}

/// Keys of the schema, keys of our ids, and keys of nobody.
fn key() -> impl Strategy<Value = String> {
    const SCHEMA: [&str; 17] = [
        "text", "pos", "by", "at", "tags", "fields", "lifted", "from", "bin", "cell", "rank",
        "cluster", "into", "title", "n1", "n2", "",
    ];
    prop_oneof![8 => prop::sample::select(&SCHEMA).prop_map(str::to_owned), 1 => any::<String>()]
}

fn any_value() -> impl Strategy<Value = Any> {
    let leaf = prop_oneof![
        Just(Any::Null),
        Just(Any::Undefined),
        any::<bool>().prop_map(Any::from),
        any::<f64>().prop_map(Any::from),
        prop_oneof![
            Just("strengths".to_owned()),
            Just("V".to_owned()),
            any::<String>()
        ]
        .prop_map(Any::from),
        any::<Vec<u8>>().prop_map(Any::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Any::from),
            prop::collection::hash_map(key(), inner, 0..4)
                .prop_map(|map: HashMap<String, Any>| Any::from(map)),
        ]
    })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any_value().prop_map(Value::Any),
        any::<String>().prop_map(Value::Text)
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop::collection::vec((key(), inner), 0..6).prop_map(Value::Map)
    })
}

fn write(map: &MapRef, txn: &mut TransactionMut, key: &str, value: &Value) {
    match value {
        Value::Any(any) => {
            map.insert(txn, key, any.clone());
        }
        Value::Text(text) => {
            map.insert(txn, key, TextPrelim::new(text.as_str()));
        }
        Value::Map(entries) => {
            let nested = map.insert(txn, key, MapPrelim::default());
            for (key, value) in entries {
                write(&nested, txn, key, value);
            }
        }
    }
}

#[test]
fn notes_are_found_however_a_foreign_client_says_where_they_lie() {
    let check = |cell: &str, rank: &str| {
        let pos = HashMap::from([("cell", cell), ("rank", rank)]);
        let pos = pos
            .into_iter()
            .map(|(key, text)| (key.to_owned(), Any::from(text)));
        let pos: HashMap<_, _> = pos.collect();
        let note = [
            ("text".to_owned(), Value::Text("Skolk".to_owned())),
            ("pos".to_owned(), Value::Any(Any::from(pos))),
        ];
        let replica = Replica::new(2);
        {
            let mut txn = replica.doc().transact_mut();
            let notes = txn.get_or_insert_map("notes");
            write(&notes, &mut txn, "n1", &Value::Map(note.into()));
        }
        let content = replica.content();
        let id: NoteId = "n1".parse().unwrap();
        let pos = &content.notes.get(&id).expect("it is read").pos;
        assert_eq!(pos.cell.as_str(), "strengths", "{cell}");
        // It is a rank, so that there is room beside it.
        assert_eq!(pos.rank.as_str().parse(), Ok(pos.rank.clone()), "{rank}");
    };
    check("strengths", "a0");
    check("swot/strengths", "0|hzzzzz:");
    check("strengths", "1.5");
    check("strengths", "");
    check("strengths", &"0".repeat(5_000));
}

proptest! {
    #[test]
    fn whatever_is_written_can_be_read(
        entries in prop::collection::vec((prop::sample::select(&ROOTS), key(), value()), 0..20)
    ) {
        let replica = Replica::new(2);
        let ours: NoteId = "ours".parse().unwrap();
        let cell: CellId = "strengths".parse().unwrap();
        let pos = Position { cell: cell.clone(), rank: Rank::between(None, None, [1; 7]) };
        let (text, by, at) = ("Närhet och snabba beslut".to_owned(), "p".to_owned(), 0);
        let (tags, from) = Default::default();
        let add = Edit::Add { note: ours.clone(), text, pos, by, at, tags, from };
        replica.edit(&add).unwrap();
        {
            let mut txn = replica.doc().transact_mut();
            for (root, key, value) in &entries {
                let map = txn.get_or_insert_map(*root);
                write(&map, &mut txn, key, value);
            }
        }

        let content = replica.content();
        prop_assert!(content.notes.contains_key(&ours));
        let binned = content.notes.values().filter(|note| note.bin.is_some()).count();
        let notes = content.notes.len();
        let step: StepId = "swot".parse().unwrap();
        let documents = [(Scope::Table(step.clone(), TableNo(1)), content)].into();
        let parking: CellId = "parking".parse().unwrap();
        let picture = arrange(&step, &documents, |c| *c == cell, &parking);
        prop_assert_eq!(picture.notes().count(), notes - binned, "a note is shown once or binned");
        prop_assert_eq!(picture.bin.len(), binned, "what is binned lies in the bin");
    }

    #[test]
    fn a_state_vector_of_arbitrary_bytes_is_refused_or_answered(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let replica = Replica::new(3);
        let _ = replica.diff(&bytes);
        let _ = replica.content();
    }
}
