//! What a step shows, as signals: one for each cell, one for each note. A new arrangement is compared
//! with the last one, and only what differs is told, so that a note that somebody types in redraws
//! itself and nothing else.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bordsvis_shared::board::{Arrangement, Note, PlacedNote, Placer};
use bordsvis_shared::id::{CellId, NoteId, StepId, TableNo};
use leptos::prelude::*;

/// A note in a cell, for keyed lists: `<For each=move || cell.get() key=|note| note.id.clone() …>`.
/// Where it comes from never changes; how it looks at the moment is in `view`.
#[derive(Debug, Clone)]
pub struct NoteRef {
    pub id: NoteId,
    /// The step that it was written in.
    pub step: StepId,
    /// The table that wrote it.
    pub table: TableNo,
    /// How it looks. Kept alive by whoever shows it, also after the note has gone.
    pub view: ArcReadSignal<NoteView>,
}

impl PartialEq for NoteRef {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// How a note looks at the moment. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteView {
    /// What it says, and all else that its table gave it.
    pub note: Arc<Note>,
    /// The cell that it is shown in; `note.pos` is where its author put it.
    pub cell: CellId,
    /// Who decided that it is shown there.
    pub placer: Placer,
    /// Whether one wrote it on this device oneself.
    pub own: bool,
    /// Whether everything that one did to it is saved. Until then it waits for the network.
    pub saved: bool,
}

/// The signals of one step.
#[derive(Default)]
pub(super) struct Shown {
    arrangement: Arrangement,
    cells: HashMap<CellId, ArcRwSignal<Vec<NoteRef>>>,
    bin: ArcRwSignal<Vec<NoteRef>>,
    notes: HashMap<NoteId, ShownNote>,
    changed: ArcTrigger,
    /// Counts the arrangements, so that what an earlier one showed can be told.
    round: u32,
}

struct ShownNote {
    note: NoteRef,
    view: ArcRwSignal<NoteView>,
    /// The last arrangement that had it.
    round: u32,
}

impl Shown {
    /// The notes of a cell, in order.
    pub fn cell(&mut self, cell: &CellId) -> ArcReadSignal<Vec<NoteRef>> {
        let cells = self.cells.entry(cell.clone());
        cells
            .or_insert_with(|| ArcRwSignal::new(Vec::new()))
            .read_only()
    }

    /// The notes in the bin, the last thrown away first.
    pub fn bin(&self) -> ArcReadSignal<Vec<NoteRef>> {
        self.bin.read_only()
    }

    /// A note, if a cell shows it.
    pub fn note(&self, note: &NoteId) -> Option<NoteRef> {
        let ShownNote { note, view, .. } = self.notes.get(note)?;
        let binned = view.with_untracked(|view| view.note.bin.is_some());
        (!binned).then(|| note.clone())
    }

    /// Told whenever anything has changed.
    pub fn changed(&self) -> ArcTrigger {
        self.changed.clone()
    }

    /// What is shown now.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Shows `arrangement`, in which the notes of `waiting` have unsaved edits and those by `me` are
    /// one's own.
    pub fn update(&mut self, arrangement: Arrangement, waiting: &HashSet<NoteId>, me: &str) {
        self.round = self.round.wrapping_add(1);
        for placed in arrangement.notes().chain(&arrangement.bin) {
            self.show_note(placed, !waiting.contains(&placed.id), me);
        }
        for cell in arrangement.cells.keys() {
            self.cell(cell);
        }
        for (cell, shown) in &self.cells {
            self.list(shown, arrangement.cell(cell));
        }
        self.list(&self.bin, &arrangement.bin);
        // The last, when no cell shows them any longer.
        let round = self.round;
        self.notes.retain(|_, shown| shown.round == round);
        self.arrangement = arrangement;
        self.changed.notify();
    }

    fn list(&self, shown: &ArcRwSignal<Vec<NoteRef>>, notes: &[PlacedNote]) {
        let same = shown.with_untracked(|shown| {
            let shown = shown.iter().map(|note| &note.id);
            shown.eq(notes.iter().map(|note| &note.id))
        });
        if !same {
            let notes = notes.iter().map(|note| self.notes[&note.id].note.clone());
            shown.set(notes.collect());
        }
    }

    fn show_note(&mut self, placed: &PlacedNote, saved: bool, me: &str) {
        let view = NoteView {
            note: Arc::clone(&placed.note),
            cell: placed.pos.cell.clone(),
            placer: placed.placer,
            own: placed.note.by == me,
            saved,
        };
        if let Some(shown) = self.notes.get_mut(&placed.id) {
            shown.round = self.round;
            if shown.view.with_untracked(|shown| *shown != view) {
                shown.view.set(view);
            }
            return;
        }
        let view = ArcRwSignal::new(view);
        let note = NoteRef {
            id: placed.id.clone(),
            step: placed.step.clone(),
            table: placed.table,
            view: view.read_only(),
        };
        let round = self.round;
        let shown = ShownNote { note, view, round };
        self.notes.insert(placed.id.clone(), shown);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use bordsvis_shared::board::{Position, Rank};

    use super::*;

    fn placed(name: &str, cell: &str, text: &str) -> PlacedNote {
        let pos = Position {
            cell: cell.parse().unwrap(),
            rank: name.parse::<Rank>().unwrap(),
        };
        let note = Note {
            text: text.to_owned(),
            pos: pos.clone(),
            by: "me".to_owned(),
            at: 0,
            tags: Default::default(),
            fields: Default::default(),
            lifted: false,
            from: Vec::new(),
            bin: None,
        };
        PlacedNote {
            id: name.parse().unwrap(),
            step: "swot".parse().unwrap(),
            table: TableNo(1),
            note: Arc::new(note),
            pos,
            placer: Placer::Author,
            cluster: None,
        }
    }

    fn arrangement(notes: &[PlacedNote]) -> Arrangement {
        let mut arrangement = Arrangement::default();
        for note in notes {
            let cell = arrangement.cells.entry(note.pos.cell.clone());
            cell.or_default().push(note.clone());
        }
        arrangement
    }

    /// How often a signal was told.
    fn count<T>(signal: ArcReadSignal<T>) -> impl Fn() -> usize
    where
        T: Clone + Send + Sync + 'static,
    {
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&runs);
        let memo = ArcMemo::new_with_compare(
            move |_| {
                counted.fetch_add(1, Ordering::Relaxed);
                signal.get();
            },
            |_, _| true,
        );
        move || {
            memo.get_untracked();
            runs.load(Ordering::Relaxed) - 1
        }
    }

    #[test]
    fn only_what_differs_is_told() {
        let owner = Owner::new();
        owner.set();
        let mut shown = Shown::default();
        let (left, right) = ("strengths".parse().unwrap(), "threats".parse().unwrap());
        let (a, b, c) = (
            placed("a", "strengths", "Närhet"),
            placed("b", "strengths", "Skola"),
            placed("c", "threats", "Buller"),
        );
        let nobody = HashSet::new();
        shown.update(
            arrangement(&[a.clone(), b.clone(), c.clone()]),
            &nobody,
            "me",
        );
        let note =
            |name: &str, shown: &Shown| count(shown.note(&name.parse().unwrap()).unwrap().view);
        let (note_a, note_b, note_c) = (note("a", &shown), note("b", &shown), note("c", &shown));
        let (left, right) = (count(shown.cell(&left)), count(shown.cell(&right)));
        let told = || [left(), right(), note_a(), note_b(), note_c()];
        assert_eq!(told(), [0; 5]);

        // Somebody types in a note.
        let b = placed("b", "strengths", "Skolan");
        shown.update(
            arrangement(&[a.clone(), b.clone(), c.clone()]),
            &nobody,
            "me",
        );
        assert_eq!(told(), [0, 0, 0, 1, 0]);

        // A note waits for the network.
        let waiting = HashSet::from([c.id.clone()]);
        shown.update(
            arrangement(&[a.clone(), b.clone(), c.clone()]),
            &waiting,
            "me",
        );
        assert_eq!(told(), [0, 0, 0, 1, 1]);

        // A note moves to the other cell, where a signal has shown it all along.
        let moved = placed("b", "threats", "Skolan");
        shown.update(
            arrangement(&[a.clone(), moved.clone(), c.clone()]),
            &waiting,
            "me",
        );
        assert_eq!(told(), [1, 1, 0, 2, 1]);

        // A note goes.
        shown.update(arrangement(&[moved.clone(), c.clone()]), &waiting, "me");
        assert_eq!(told(), [2, 1, 0, 2, 1]);
        assert_eq!(shown.note(&a.id), None);

        // A note is thrown away: it is in the bin, and in no cell.
        let bin = count(shown.bin());
        assert_eq!(bin(), 0);
        let mut note = Note::clone(&moved.note);
        note.bin = Some(1);
        let mut thrown = arrangement(&[c]);
        thrown.bin.push(PlacedNote {
            note: Arc::new(note),
            ..moved.clone()
        });
        shown.update(thrown, &waiting, "me");
        assert_eq!((told(), bin()), ([2, 2, 0, 3, 1], 1));
        assert_eq!(shown.note(&moved.id), None);
    }
}
