//! Random numbers and ids, from the browser's own source.

use bordsvis_shared::board::Rank;
use bordsvis_shared::id::{ClusterId, NoteId};

/// A number.
pub fn number() -> u32 {
    u32::from_le_bytes(bytes())
}

/// A client id for a replica. Each replica draws its own, and 0 is no client.
pub fn client() -> u32 {
    number().max(1)
}

/// The id of a new note.
pub fn note() -> NoteId {
    NoteId::from_random(bytes())
}

/// The id of a new cluster.
pub fn cluster() -> ClusterId {
    ClusterId::from_random(bytes())
}

/// The random end of a [`Rank`].
pub fn rank() -> [u8; Rank::RANDOM_BYTES] {
    bytes()
}

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the browser gives random bytes");
    bytes
}
