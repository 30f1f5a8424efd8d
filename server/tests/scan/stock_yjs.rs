//! What Yjs 13.6 wrote, for those updates that yrs would write otherwise.

use crate::yrs_document::{Server, exercise};

/// The updates of a replica that writes a note, types in it, moves it three times, erases a part of
/// its text, undoes that, and writes and deletes another note.
pub const UPDATES: [&str; 9] = [
    "010481deb7de0a002701056e6f746573026e3101270081deb7de0a00047465787402040081deb7de0a0108456c6420f09f94a5280081deb7de0a0003706f730176020463656c6c7701610472616e6b77016200",
    "010181deb7de0a09c481deb7de0a0481deb7de0a05047374616400",
    "010181deb7de0a0da881deb7de0a080176020463656c6c7701630472616e6b7701620181deb7de0a010801",
    "010181deb7de0a0ea881deb7de0a0d0176020463656c6c7701640472616e6b7701620181deb7de0a010d01",
    "010181deb7de0a0fa881deb7de0a0e0176020463656c6c7701650472616e6b7701620181deb7de0a010e01",
    "000181deb7de0a0203020902",
    "010281deb7de0a10c481deb7de0a0281deb7de0a03026c64c481deb7de0a0481deb7de0a0902737400",
    "010181deb7de0a142701056e6f746573026e320100",
    "000181deb7de0a011401",
];

/// All of a replica that moved a note while an undo manager kept its former places: two of them
/// have become one item of two values, both deleted.
const KEPT_BY_UNDO: &str = "010881deb7de0a002701056e6f746573026e3101270081deb7de0a00047465787402040081deb7de0a0103456c648481deb7de0a040520f09f94a5280081deb7de0a0003706f730176020463656c6c7701610472616e6b770162c481deb7de0a0481deb7de0a050473746164a881deb7de0a080276020463656c6c7701630472616e6b77016276020463656c6c7701640472616e6b770162a881deb7de0a0e0176020463656c6c7701650472616e6b7701620181deb7de0a0208010d02";

pub fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

#[test]
fn takes_in_what_yjs_writes() {
    let mut server = Server::new();
    for update in UPDATES.map(bytes) {
        server.offer(&update).unwrap();
    }
    exercise(&server.doc);
}

#[test]
fn takes_in_deleted_values_that_yjs_has_joined() {
    let mut server = Server::new();
    server.offer(&bytes(KEPT_BY_UNDO)).unwrap();
    exercise(&server.doc);
}
