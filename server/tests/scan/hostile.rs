//! What nobody's library writes: whatever the scanner lets through, yrs takes in whole.

use std::collections::BTreeMap;

use bordsvis_server::room::scan::{Known, scan};
use bordsvis_shared::board::ROOTS;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::stock_yjs;
use crate::write::{self, Holds, Id, Spot};
use crate::yrs_document::{Server, exercise};

/// One update: its sections, and its deletions.
type Frame = (BTreeMap<u64, Section>, Vec<Deletion>);

/// A client's structs, which begin so far before or after what the document holds.
type Section = (i32, Vec<Struct>);

/// A client, a first clock and a length.
type Deletion = (u64, Index, u32);

#[derive(Debug, Clone)]
enum Struct {
    Collected(u32),
    Item(Place, Holds),
}

#[derive(Debug, Clone)]
enum Place {
    Root(&'static str, Option<&'static str>),
    Type(Pick, Option<&'static str>),
    Left(Pick),
    Right(Pick),
    Between(Pick, Pick),
}

/// An id that the document may hold.
type Pick = (u64, Index);

fn client() -> std::ops::Range<u64> {
    1..4
}

fn pick() -> impl Strategy<Value = Pick> {
    (client(), any::<Index>())
}

fn place() -> impl Strategy<Value = Place> {
    let key = || option::of(select(vec!["a", "b"]));
    prop_oneof![
        1 => (select(&ROOTS[..2]), key()).prop_map(|(root, key)| Place::Root(root, key)),
        3 => (pick(), key()).prop_map(|(parent, key)| Place::Type(parent, key)),
        3 => pick().prop_map(Place::Left),
        2 => pick().prop_map(Place::Right),
        2 => (pick(), pick()).prop_map(|(left, right)| Place::Between(left, right)),
    ]
}

fn holds() -> impl Strategy<Value = Holds> {
    prop_oneof![
        1 => (1..4u32).prop_map(Holds::Deleted),
        2 => select(vec!["a", "hej", "😀å"]).prop_map(Holds::Text),
        2 => (1..4u32).prop_map(Holds::Values),
        3 => Just(Holds::Map),
        2 => Just(Holds::YText),
    ]
}

fn frame() -> impl Strategy<Value = Frame> {
    let content = prop_oneof![
        1 => (1..3u32).prop_map(Struct::Collected),
        20 => (place(), holds()).prop_map(|(place, holds)| Struct::Item(place, holds)),
    ];
    let offset = prop_oneof![20 => Just(0), 4 => -3..0, 1 => 1..2];
    let one = (offset.clone(), vec(content.clone(), 1..2));
    let several = (offset, vec(content, 1..4));
    let sections = prop_oneof![
        20 => btree_map(client(), one, 1),
        3 => btree_map(client(), several, 0..4),
    ];
    let deletions = prop_oneof![
        4 => Just(vec![]),
        1 => vec((client(), any::<Index>(), 1..4u32), 1),
    ];
    (sections, deletions)
}

fn written((sections, deletions): &Frame, known: &Known) -> Vec<u8> {
    let clock = |client: u64| known.clock(client as u32);
    // Mostly what is held, sometimes what comes next.
    let id = |(client, index): &Pick| -> Id {
        (*client, index.index(clock(*client) as usize + 2) as u32)
    };
    let spot = |place: &Place| match place {
        Place::Root(name, key) => Spot::Root(name, *key),
        Place::Type(parent, key) => Spot::Type(id(parent), *key),
        Place::Left(left) => Spot::Beside(Some(id(left)), None),
        Place::Right(right) => Spot::Beside(None, Some(id(right))),
        Place::Between(left, right) => Spot::Beside(Some(id(left)), Some(id(right))),
    };
    let sections: Vec<_> = sections
        .iter()
        .map(|(client, (offset, structs))| {
            let structs = structs.iter().map(|part| match part {
                Struct::Collected(length) => write::collected(*length),
                Struct::Item(place, holds) => write::item(&spot(place), holds),
            });
            (
                *client,
                clock(*client).saturating_add_signed(*offset),
                structs.collect(),
            )
        })
        .collect();
    let deletions: Vec<_> = deletions
        .iter()
        .map(|(client, index, length)| (*client, vec![(id(&(*client, *index)).1, *length)]))
        .collect();
    write::update(&sections, &deletions)
}

/// A server that holds one note.
fn server() -> Server {
    let mut server = Server::new();
    let structs = vec![
        write::item(&Spot::Root("notes", Some("a")), &Holds::Map),
        write::item(&Spot::Type((1, 0), Some("text")), &Holds::YText),
        write::item(&Spot::Type((1, 1), None), &Holds::Text("hej")),
        write::item(&Spot::Type((1, 0), Some("tags")), &Holds::Map),
    ];
    server.offer(&write::structs(1, 0, structs)).unwrap();
    server
}

/// Changes to bytes: at a place, some are removed and others put in.
type Mutation = (Index, usize, Vec<u8>);

fn mutation() -> impl Strategy<Value = Mutation> {
    (any::<Index>(), 0..3usize, vec(any::<u8>(), 0..3))
}

/// A server that holds the first so many of the updates of `stock_yjs`.
fn server_after(count: usize) -> Server {
    let mut server = Server::new();
    for update in &stock_yjs::UPDATES[..count] {
        server.offer(&stock_yjs::bytes(update)).unwrap();
    }
    server
}

fn offer_if_well_formed(server: &mut Server, update: &[u8]) {
    if scan(update, &ROOTS).is_ok() && server.offer(update).is_ok() {
        exercise(&server.doc);
    }
}

proptest! {
    /// Structs that lie where they please: in each other, between strangers, over each other.
    #[test]
    fn takes_in_whole_what_is_admitted(frames in vec(frame(), 1..40)) {
        let mut server = server();
        for frame in frames {
            let update = written(&frame, &server.known);
            // Refusals are as good: they say what would have been left pending.
            let _ = server.offer(&update);
        }
        exercise(&server.doc);
    }

    #[test]
    fn survives_any_bytes(update in vec(any::<u8>(), 0..200)) {
        offer_if_well_formed(&mut server(), &update);
    }

    #[test]
    fn survives_what_is_nearly_an_update(
        at in 0..stock_yjs::UPDATES.len(),
        mutations in vec(mutation(), 1..4),
    ) {
        let mut update = stock_yjs::bytes(stock_yjs::UPDATES[at]);
        for (place, removed, added) in mutations {
            let start = place.index(update.len() + 1);
            let end = update.len().min(start + removed);
            update.splice(start..end, added);
        }
        offer_if_well_formed(&mut server_after(at), &update);
    }
}
