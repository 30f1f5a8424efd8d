//! Foreign clients write into the same documents. Whatever they write, reading gives every note
//! that is whole, skips the rest, and never panics.

use std::collections::{BTreeSet, HashMap};

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
        "cluster", "into", "title", "ours", "k1", "",
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
            Just("ours".to_owned()),
            Just("k1".to_owned()),
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

/// What nearly is as it should be, so that more than its outside is read.
fn plausible() -> impl Strategy<Value = (&'static str, String, Value)> {
    let id = || prop::sample::select(&["ours", "n1", "n2", "k1"]).prop_map(str::to_owned);
    let text = || id().prop_map(|id| Value::Any(Any::from(id)));
    let pos = Just([("cell", "strengths"), ("rank", "V")]).prop_map(|pos| {
        let pos = pos.map(|(key, text)| (key.to_owned(), Any::from(text)));
        Value::Any(Any::from(HashMap::from(pos)))
    });
    let either = |right: BoxedStrategy<Value>| prop_oneof![4 => right, 1 => value()];
    let note = (
        either(any::<String>().prop_map(Value::Text).boxed()),
        pos.clone(),
    )
        .prop_map(|(text, pos)| ("notes", vec![("text", text), ("pos", pos)]));
    let placement = (either(text().boxed()), either(text().boxed()), value()).prop_map(
        |(cluster, into, tags)| {
            let said = vec![("cluster", cluster), ("into", into), ("tags", tags)];
            ("placements", said)
        },
    );
    let cluster = (either(text().boxed()), either(pos.boxed()))
        .prop_map(|(title, pos)| ("clusters", vec![("title", title), ("pos", pos)]));
    (id(), prop_oneof![note, placement, cluster]).prop_map(|(id, (root, said))| {
        let said = said.into_iter().map(|(key, value)| (key.to_owned(), value));
        (root, id, Value::Map(said.collect()))
    })
}

fn entry() -> impl Strategy<Value = (&'static str, String, Value)> {
    prop_oneof![plausible(), (prop::sample::select(&ROOTS), key(), value())]
}

proptest! {
    #[test]
    fn whatever_is_written_can_be_read(entries in prop::collection::vec(entry(), 0..20)) {
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
        let written_over = entries.iter().any(|(root, key, _)| *root == "notes" && key == "ours");
        prop_assert!(written_over || content.notes.contains_key(&ours));
        let binned = content.notes.values().filter(|note| note.bin.is_some()).count();
        let notes = content.notes.len();
        let clusters = content.clusters.len();
        let step: StepId = "swot".parse().unwrap();
        // The same may stand in plenary's document: how it arranges the notes is as foreign as they are.
        let documents = [
            (Scope::Plenary(step.clone()), content.clone()),
            (Scope::Table(step.clone(), TableNo(1)), content),
        ];
        let parking: CellId = "parking".parse().unwrap();
        let picture = arrange(&step, &documents.into(), |c| *c == cell, &parking);
        let shown: BTreeSet<_> = picture.notes().map(|note| &note.id).collect();
        prop_assert_eq!(shown.len(), notes - binned, "a note is shown or binned");
        prop_assert_eq!(picture.notes().count(), notes - binned, "and once");
        prop_assert_eq!(picture.bin.len(), binned, "what is binned lies in the bin");
        prop_assert_eq!(picture.clusters.values().flatten().count(), clusters);
    }

    #[test]
    fn a_state_vector_of_arbitrary_bytes_is_refused_or_answered(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let replica = Replica::new(3);
        let _ = replica.diff(&bytes);
        let _ = replica.content();
    }
}
