//! From "before that note" to a position. Pure.

use bordsvis_shared::board::{Position, Rank};
use bordsvis_shared::id::{CellId, NoteId};

use crate::random;

/// Where among the notes of a cell, or among its clusters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place<Id = NoteId> {
    /// Before all others.
    First,
    /// Behind all others.
    Last,
    /// Just before one; if it is gone by then, last.
    Before(Id),
    /// Just behind one; if it is gone by then, last.
    After(Id),
}

/// Positions for `count` notes or clusters that are put, in order and side by side, at a place in a
/// cell that shows `there`, in order. Those that are `moving` leave a gap that counts as closed.
pub fn positions<Id: Ord>(
    cell: &CellId,
    there: &[(&Id, &Rank)],
    place: &Place<Id>,
    moving: &[Id],
    count: usize,
) -> Vec<Position> {
    let staying: Vec<_> = there
        .iter()
        .filter(|(id, _)| !moving.contains(id))
        .collect();
    let index = |id: &Id| staying.iter().position(|(other, _)| *other == id);
    let at = match place {
        Place::First => 0,
        Place::Last => staying.len(),
        Place::Before(id) => index(id).unwrap_or(staying.len()),
        Place::After(id) => index(id).map_or(staying.len(), |index| index + 1),
    };
    let rank = |index: usize| staying.get(index).map(|(_, rank)| *rank);
    let high = rank(at);
    let mut low = at.checked_sub(1).and_then(rank).cloned();
    let mut position = || {
        let rank = Rank::between(low.as_ref(), high, random::rank());
        low = Some(rank.clone());
        Position {
            cell: cell.clone(),
            rank,
        }
    };
    (0..count).map(|_| position()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> NoteId {
        text.parse().unwrap()
    }

    /// The order of a cell of a, b, c and d after `moving` have been put at `place`.
    fn after(place: Place, moving: &[&str]) -> String {
        let cell = "strengths".parse().unwrap();
        let old = positions::<NoteId>(&cell, &[], &Place::Last, &[], 4);
        let names = ["a", "b", "c", "d"].map(id);
        let mut notes: Vec<(NoteId, Rank)> = names
            .into_iter()
            .zip(old.into_iter().map(|pos| pos.rank))
            .collect();
        let shown: Vec<_> = notes.iter().map(|(id, rank)| (id, rank)).collect();
        let moving: Vec<NoteId> = moving.iter().map(|name| id(name)).collect();
        let new = positions(&cell, &shown, &place, &moving, moving.len());
        notes.retain(|(id, _)| !moving.contains(id));
        notes.extend(moving.into_iter().zip(new.into_iter().map(|pos| pos.rank)));
        notes.sort_by(|a, b| a.1.cmp(&b.1));
        notes.iter().map(|(id, _)| id.as_str()).collect()
    }

    #[test]
    fn notes_come_where_they_were_put() {
        assert_eq!(after(Place::First, &["x"]), "xabcd");
        assert_eq!(after(Place::Last, &["x", "y"]), "abcdxy");
        assert_eq!(after(Place::Before(id("b")), &["d"]), "adbc");
        assert_eq!(after(Place::After(id("b")), &["a"]), "bacd");
        assert_eq!(after(Place::Before(id("c")), &["x", "y", "z"]), "abxyzcd");
        assert_eq!(after(Place::First, &["c", "a"]), "cabd");
    }

    #[test]
    fn beside_itself_a_note_keeps_its_place_and_beside_a_lost_one_it_goes_last() {
        assert_eq!(after(Place::After(id("a")), &["b"]), "abcd");
        assert_eq!(after(Place::Before(id("gone")), &["a"]), "bcda");
    }
}
