use bordsvis_shared::board::ROOTS;

use super::super::CheckpointError;
use super::*;

#[test]
fn a_checkpoint_holds_everything() {
    let mut world = World::new();
    let anna = Replica::new(10);
    let first = anna.edit(&add(1, "text")).unwrap().unwrap();
    world.send("anna", &table(1), &first).unwrap();
    world.reveal(1);
    world.lock(true);
    let bytes = world.state.to_checkpoint().unwrap();
    let before = whole_picture(&world.state);
    world.state = State::from_checkpoint(&bytes).unwrap();
    assert_eq!(whole_picture(&world.state), before);
    assert!(world.state.seat(&TokenHash::of("anna")).is_ok());
    // A repeat is known as one, and a client as somebody's.
    let last = world.log[world.log.len() - 1..].to_vec();
    assert_eq!(world.state.apply(&last).unwrap(), []);
    world.lock(false);
    let forged = anna.edit(&add(2, "text")).unwrap().unwrap();
    let forged = world.send("bo", &table(1), &forged);
    assert_eq!(forged, Err(RefusalReason::ForeignClient));
}

#[test]
fn a_state_before_the_first_entry_has_a_checkpoint_too() {
    let bytes = State::new().to_checkpoint().unwrap();
    assert_eq!(State::from_checkpoint(&bytes).unwrap().created(), None);
}

#[test]
fn a_damaged_checkpoint_is_told() {
    let mut world = World::new();
    world.send("anna", &table(1), &first_note(10, 1)).unwrap();
    let bytes = world.state.to_checkpoint().unwrap();
    for end in 0..bytes.len() {
        let cut = State::from_checkpoint(&bytes.slice(..end));
        assert!(matches!(cut, Err(CheckpointError::Damaged(_))), "{end}");
    }
    // A client id within the document: what the document says no longer fits what is known of it.
    let mut other = bytes.to_vec();
    let note = b"note-1";
    let at = other.windows(note.len()).position(|window| window == note);
    let header = at.unwrap() - ROOT_HEADER;
    assert_eq!(other[header], 10);
    other[header] = 11;
    let other = State::from_checkpoint(&other.into());
    assert!(matches!(other, Err(CheckpointError::Damaged(_))));
}

/// From a client id in an update to the key of its first struct: the id, the clock, the struct's
/// flags, that its parent is a root, that root's length and name, and the length of the key.
const ROOT_HEADER: usize = 1 + 1 + 1 + 1 + 1 + ROOTS[0].len() + 1;

#[test]
fn a_checkpoint_of_newer_rules_is_not_read() {
    let mut bytes = World::new().state.to_checkpoint().unwrap().to_vec();
    assert_eq!(bytes[0], RULES as u8);
    bytes[0] += 1;
    let newer = State::from_checkpoint(&bytes.into());
    assert!(matches!(newer, Err(CheckpointError::Rules(_))));
}
