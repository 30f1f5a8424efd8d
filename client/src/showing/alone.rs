//! What has the screen to itself: a table that presents, and a note.

use bordsvis_shared::board::PlacedNote;
use bordsvis_shared::id::{CellId, NoteId, TableNo};

use super::room::{self, Fitted, Space, fit_whole};
use super::{Board, Showing, Shown};

/// What a table presents.
#[derive(Debug, Clone, PartialEq)]
pub struct Presented {
    /// The table.
    pub table: TableNo,
    /// What it is called.
    pub name: Fitted,
    /// What it presents, each with the cell that it lies in. Nothing while its notes may not be read.
    pub notes: Option<Vec<(Shown, String)>>,
    /// Whether the table chose them for plenary itself, rather than having written them first.
    pub chosen: bool,
    /// The table that presents after it.
    pub next: Option<String>,
}

/// How many notes a table presents.
const PRESENTS: usize = 3;
/// A line of 56 px type.
const LINE: u32 = 70;
/// What the table's name and the next one's need of the height.
const NAMES: u32 = 240;
/// The cell of a note beneath it, and the gap.
const BENEATH: u32 = room::NAME_LINE + 24;
/// The table's name: large, and smaller before it is shortened.
const NAMES_OF_TABLE: [Space; 2] = [name(96), name(56)];
/// A note alone: as large as it can be read, and no smaller than must be.
const NOTE: [Space; 4] = [
    across(80, 7),
    across(56, 10),
    across(40, 15),
    across(32, 18),
];
/// What a note alone has less of while something is told to everybody, in parts of its lines.
const WITH_NOTICE: (u32, u32) = (5, 6);

/// Type of a size in lines across the whole screen, without the band of a slip.
const fn across(size: u32, lines: u32) -> Space {
    let width = room::WIDTH - 64;
    Space { size, width, lines }
}

const fn name(size: u32) -> Space {
    let (width, lines) = (room::heavy(room::WIDTH), 1);
    Space { size, width, lines }
}

impl Board<'_> {
    pub(super) fn present(&self, table: TableNo) -> Option<Showing> {
        let session = self.session;
        let name = &session.table(table)?.name;
        let next = session.presents_after(Some(table));
        let next = next.and_then(|next| session.table(next));
        let (mut notes, chosen) = self.notes_of(table);
        notes.truncate(PRESENTS);
        let revealed = session.is_revealed(&self.step.id, table);
        Some(Showing::Present(Presented {
            table,
            name: fit_whole(name, &NAMES_OF_TABLE),
            notes: revealed.then(|| self.presented(&notes)),
            chosen,
            next: next.map(|next| next.name.clone()),
        }))
    }

    /// What a table has to present, that of the step itself first: what it chose, and whether it chose anything.
    /// Otherwise what it wrote in the step, or where that is nothing, what was placed in it.
    fn notes_of(&self, table: TableNo) -> (Vec<(&PlacedNote, String)>, bool) {
        let cells = self.titled_cells().into_iter();
        let mut notes: Vec<_> = cells
            .flat_map(|(cell, title)| {
                let notes = self.arrangement.cell(&cell);
                let of_table = notes.filter(|placed| placed.table == table);
                let titled = of_table.map(|placed| (placed, title.clone()));
                titled.collect::<Vec<_>>()
            })
            .collect();
        let own = |placed: &PlacedNote| placed.step == self.step.id;
        notes.sort_by_key(|(placed, _)| !own(placed));
        let chosen = notes.iter().any(|(placed, _)| placed.note.lifted);
        let has_own = notes.iter().any(|(placed, _)| own(placed));
        notes.retain(|(placed, _)| match chosen {
            true => placed.note.lifted,
            false => own(placed) || !has_own,
        });
        (notes, chosen)
    }

    /// Each gets as many lines as those before it leave.
    fn presented(&self, notes: &[(&PlacedNote, String)]) -> Vec<(Shown, String)> {
        let names = NAMES + BENEATH * PRESENTS as u32;
        let mut lines = self.height().saturating_sub(names) / LINE;
        let mut waiting = notes.len() as u32;
        let presented = notes.iter().map(|(placed, cell)| {
            let space = across(56, (lines / waiting).max(1));
            let shown = self.shown(placed, space);
            (lines, waiting) = (lines.saturating_sub(shown.text.lines), waiting - 1);
            (shown, cell.clone())
        });
        presented.collect()
    }

    pub(super) fn note(&self, note: &NoteId) -> Option<Showing> {
        let (placed, place) = self.titled_cells().into_iter().find_map(|(cell, title)| {
            let mut notes = self.arrangement.cell(&cell);
            let placed = notes.find(|placed| placed.id == *note)?;
            let cluster = self.cluster_of(&cell, note);
            let place = [Some(title), cluster].into_iter().flatten();
            Some((placed, place.collect::<Vec<_>>().join(" · ")))
        })?;
        let (part, of) = WITH_NOTICE;
        let spaces = NOTE.map(|space| match self.session.notice {
            Some(_) => Space {
                lines: space.lines * part / of,
                ..space
            },
            None => space,
        });
        let text = fit_whole(&placed.note.text, &spaces);
        let note = Shown {
            text,
            by: self.by(placed.table),
            beneath: true,
        };
        Some(Showing::Note { note, place })
    }

    fn cluster_of(&self, cell: &CellId, note: &NoteId) -> Option<String> {
        let mut clusters = self.arrangement.clusters(cell).iter();
        let holds = |placed: &PlacedNote| placed.all().any(|placed| placed.id == *note);
        let cluster = clusters.find(|cluster| cluster.notes.iter().any(holds))?;
        Some(cluster.title.clone())
    }
}
