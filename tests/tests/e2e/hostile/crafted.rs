//! Updates that no honest client writes, in the v1 encoding of Yjs.

use bordsvis_shared::board::{Edit, Replica};
use yrs::encoding::write::Write;
use yrs::{Map, MapPrelim, MapRef, Transact, WriteTxn};

/// The content of an item in the v1 encoding: any value, under a key of its parent.
const VALUE_UNDER_KEY: u8 = 0x28;
/// How a text and an array among values begin, and a null.
const STRING: u8 = 119;
const ARRAY: u8 = 117;
const NULL: u8 = 126;

/// An update that yrs takes without an error, and after which every encoding of the document panics;
/// also with the name of its root changed, so that the root is not what is wrong with it.
pub fn poison(root: &str) -> Vec<u8> {
    const CARDS: &str = "cards";
    let bytes = "0106170027010563617264730263300128000700017901770568656c6c6f280007000178017c\
        0000005028000700017a0175027c3f8000007e0801056f72646572017f026330040101740761\
        62f09f98806300";
    let digits = bytes.as_bytes().chunks(2);
    let mut update: Vec<u8> = digits
        .map(|digits| {
            let digits = std::str::from_utf8(digits).expect("digits");
            u8::from_str_radix(digits, 16).expect("hexadecimal digits")
        })
        .collect();
    let at = update
        .windows(CARDS.len())
        .position(|window| window == CARDS.as_bytes());
    let at = at.expect("its root is named");
    update.splice(at..at + CARDS.len(), root.bytes());
    update
}

/// One value of so many arrays within one another.
pub fn nested_values(client: u64, depth: usize) -> Vec<u8> {
    let mut value = [ARRAY, 1].repeat(depth);
    value.push(NULL);
    entry(client, "notes", &value)
}

/// A value under a key of a root, by any client id.
pub fn entry(client: u64, root: &str, value: &[u8]) -> Vec<u8> {
    let mut update = Vec::new();
    // One client with one struct, from its clock 0, whose parent is a root.
    update.write_var(1u32);
    update.write_var(1u32);
    update.write_var(client);
    update.write_var(0u32);
    update.push(VALUE_UNDER_KEY);
    update.write_var(1u32);
    update.write_string(root);
    update.write_string("key");
    update.write_var(1u32);
    update.extend_from_slice(value);
    update.push(0);
    update
}

/// Maps within maps: one update for each level.
pub fn nested_types(client: u32, depth: usize) -> Vec<Vec<u8>> {
    let replica = Replica::new(client);
    let mut parent: Option<MapRef> = None;
    let mut updates = Vec::new();
    for _ in 0..depth {
        let mut txn = replica.doc().transact_mut();
        let within = match parent.take() {
            Some(parent) => parent,
            None => txn.get_or_insert_map("notes"),
        };
        parent = Some(within.insert(&mut txn, "deeper", MapPrelim::default()));
        updates.push(txn.encode_update_v1());
    }
    updates
}

/// All of these in one.
pub fn merged(updates: &[Vec<u8>]) -> Vec<u8> {
    yrs::merge_updates_v1(updates).expect("they are updates")
}

/// The updates of two edits, the second of which needs the first.
pub fn two(client: u32, edits: [Edit; 2]) -> [Vec<u8>; 2] {
    let replica = Replica::new(client);
    edits.map(|edit| {
        let update = replica.edit(&edit).expect("it can be made");
        update.expect("it changes something")
    })
}

/// The update of an edit by a client id whose first update is known.
pub fn continued(client: u32, first: &[u8], edit: Edit) -> Vec<u8> {
    let replica = Replica::new(client);
    replica.apply_update(first).expect("it is an update");
    let update = replica.edit(&edit).expect("it can be made");
    update.expect("it changes something")
}

/// A value that is so many letters long.
pub fn text(length: usize) -> Vec<u8> {
    let mut value = vec![STRING];
    value.write_string(&"a".repeat(length));
    value
}

/// The deletion of so many clocks of a client, from its first.
pub fn deletion(client: u32, clocks: u32) -> Vec<u8> {
    let mut update = Vec::new();
    // No structs; one client with one deleted range.
    for number in [0, 1, client, 1, 0, clocks] {
        update.write_var(number);
    }
    update
}

/// An update that says it holds billions of structs.
pub fn billions_of_structs() -> Vec<u8> {
    let mut update = Vec::new();
    for number in [1, u32::MAX, 7, 0] {
        update.write_var(number);
    }
    update
}

/// A state vector that says it holds billions of clients.
pub fn billions_of_clients() -> Vec<u8> {
    let mut state_vector = Vec::new();
    state_vector.write_var(u32::MAX);
    state_vector
}
