//! What the big screen shows, worked out from the board: the same picture on the projector, in the
//! facilitator's thumbnail and, as text, on the phones. Pure. It holds as much as can be read from
//! the last row, and says how much more there is; it never makes the text smaller.

use std::sync::Arc;

use bordsvis_shared::board::Note;
use bordsvis_shared::id::{CellId, NoteId, StepId, TableNo};
use bordsvis_shared::method::{Cell, Language, Layout, Step, parking};
use bordsvis_shared::protocol::Summary;
use bordsvis_shared::session::{ScreenView, Session};

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Showing {
    /// Nothing, as in a break.
    Blank,
    /// How to join.
    Join {
        /// How many are here.
        here: u32,
    },
    /// The question, and how much has been written.
    Writing {
        /// How many notes there are in the step.
        notes: u32,
        /// How many tables wrote them.
        tables: u32,
    },
    /// Four cells or fewer: each with its count and a few notes.
    Quadrants(Vec<Summed>),
    /// More cells: a row for each heading, a count and a title for each column.
    Rows {
        /// What stands above the columns; nothing where there is but one.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// The notes of one cell, a page of them.
    Cell {
        /// The cell's title.
        title: String,
        /// The notes, column by column.
        columns: Vec<Vec<Shown>>,
        /// Which page, counted from 1.
        page: usize,
        /// How many pages there are.
        pages: usize,
        /// How many notes the cell has.
        notes: usize,
    },
    /// One note.
    Note(Shown),
    /// What was to be shown is not there any more.
    Gone,
}

/// A note as the screen is given it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: NoteId,
    /// The table that wrote it.
    pub table: TableNo,
    /// What it says.
    pub note: Arc<Note>,
}

/// The notes of each cell, in order.
pub type Cells<'a> = &'a dyn Fn(&CellId) -> Vec<Entry>;

/// A cell in an overview.
#[derive(Debug, Clone, PartialEq)]
pub struct Summed {
    /// The cell.
    pub cell: CellId,
    /// Its title.
    pub title: String,
    /// How many notes it has.
    pub count: usize,
    /// Those that fit, the ones that tables chose for plenary first.
    pub notes: Vec<Shown>,
    /// How many more there are.
    pub more: usize,
}

/// A row of an overview.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its heading.
    pub title: String,
    /// Its cells.
    pub cells: Vec<Summed>,
}

/// A note on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The note.
    pub id: NoteId,
    /// What it says; shortened, at a word's end, where it would not fit.
    pub text: String,
    /// The table that wrote it.
    pub table: TableNo,
}

/// How many lines of text a quadrant holds, and characters a line: 40 px type on 1920×1080, where
/// the header takes 96 px and the cell's heading 80.
const QUADRANT: Space = Space {
    lines: 5,
    characters: 28,
};
/// How many notes a quadrant holds at the most: fewer are read.
const QUADRANT_NOTES: usize = 4;
/// The one title that a row's cell holds, where two columns share 1,300 px beside the label; a row
/// is 107 px high.
const ROW: Space = Space {
    lines: 2,
    characters: 22,
};
/// The same where one column has the width to itself.
const WIDE_ROW: Space = Space {
    lines: 2,
    characters: 42,
};
/// How much a column of a cell's page holds.
const COLUMN: Space = Space {
    lines: 13,
    characters: 35,
};
/// How many notes a column holds at the most.
const COLUMN_NOTES: usize = 5;
/// How many columns a page of a cell has.
const COLUMNS: usize = 2;
/// How much of one note fits the whole screen at 80 px.
const WHOLE: Space = Space {
    lines: 8,
    characters: 36,
};

/// Room for text: whole lines of so many characters. The counts are on the safe side of what the
/// typeface needs on average, so that no line is cut.
#[derive(Clone, Copy)]
struct Space {
    lines: usize,
    characters: usize,
}

/// The step whose notes the picture is made of.
pub fn step_on_screen<'a>(view: &'a ScreenView, session: &'a Session) -> &'a StepId {
    view.step().unwrap_or(&session.step)
}

/// What the screen shows, given the notes of the step that it shows.
pub fn showing(session: &Session, summary: &Summary, cells: Cells, language: Language) -> Showing {
    if session.screen.blanked {
        return Showing::Blank;
    }
    let view = session.on_screen(summary);
    let Some(step) = session.method.step(step_on_screen(&view, session)) else {
        return Showing::Gone;
    };
    match &view {
        ScreenView::Follow | ScreenView::Join => Showing::Join {
            here: summary.tables.iter().map(|table| table.here).sum(),
        },
        ScreenView::Writing { step } => {
            let written = summary
                .written
                .get(step)
                .map_or(&[] as &[u32], Vec::as_slice);
            Showing::Writing {
                notes: written.iter().sum(),
                tables: written.iter().filter(|count| **count > 0).count() as u32,
            }
        }
        ScreenView::Overview { .. } => overview(step, cells, language),
        ScreenView::Cell { cell, page, .. } => {
            cell_page(step, cell, usize::from(*page), cells, language)
        }
        ScreenView::Cluster { .. } | ScreenView::Present { .. } => Showing::Gone,
        ScreenView::Note { note, .. } => step
            .cells()
            .map(|cell| cell.id)
            .chain([parking().id.clone()])
            .flat_map(|cell| cells(&cell))
            .find(|entry| entry.id == *note)
            .map_or(Showing::Gone, |entry| Showing::Note(shown(&entry, WHOLE))),
    }
}

/// How many pages a cell has on the screen.
pub fn pages(notes: &[Entry]) -> usize {
    paged(notes).len().max(1)
}

fn overview(step: &Step, notes: Cells, language: Language) -> Showing {
    let sum = |cell: &Cell, title: String, space: Space, most: usize| {
        // What tables chose for plenary comes first; the order is else that of the cell.
        let (mut notes, rest): (Vec<_>, Vec<_>) = notes(&cell.id)
            .into_iter()
            .partition(|note| note.note.lifted);
        notes.extend(rest);
        let mut lines = space.lines;
        let fitting = notes.iter().take(most).map_while(|note| {
            let shown = shown(note, space);
            lines = lines.checked_sub(lines_of(&shown.text, space.characters))?;
            Some(shown)
        });
        let shown: Vec<Shown> = fitting.collect();
        let more = notes.len() - shown.len();
        Summed {
            cell: cell.id.clone(),
            title,
            count: notes.len(),
            notes: shown,
            more,
        }
    };
    let cells: Vec<Cell> = step.cells().collect();
    match &step.layout {
        Layout::Cells(_) if cells.len() <= 4 => Showing::Quadrants(
            cells
                .iter()
                .map(|c| sum(c, c.title(language), QUADRANT, QUADRANT_NOTES))
                .collect(),
        ),
        Layout::Cells(_) => Showing::Rows {
            columns: Vec::new(),
            rows: cells
                .iter()
                .map(|cell| Row {
                    title: cell.title(language),
                    cells: vec![sum(cell, cell.title(language), WIDE_ROW, 1)],
                })
                .collect(),
        },
        Layout::Grid { rows, columns } => Showing::Rows {
            columns: columns
                .iter()
                .map(|c| c.title.get(language).to_owned())
                .collect(),
            rows: rows
                .iter()
                .zip(cells.chunks(columns.len().max(1)))
                .map(|(row, cells)| Row {
                    title: row.title.get(language).to_owned(),
                    cells: cells
                        .iter()
                        .map(|c| sum(c, c.title(language), ROW, 1))
                        .collect(),
                })
                .collect(),
        },
    }
}

fn cell_page(step: &Step, cell: &CellId, page: usize, cells: Cells, language: Language) -> Showing {
    let own = step
        .cells()
        .find(|candidate| candidate.id == *cell)
        .map(|c| c.title(language));
    let park = (parking().id == *cell).then(|| parking().title.get(language).to_owned());
    let Some(title) = own.or(park) else {
        return Showing::Gone;
    };
    let notes = cells(cell);
    let pages = paged(&notes);
    let count = pages.len().max(1);
    let page = page.min(count - 1);
    let columns = pages.into_iter().nth(page).unwrap_or_default();
    Showing::Cell {
        title,
        columns,
        page: page + 1,
        pages: count,
        notes: notes.len(),
    }
}

/// The notes of a cell, page by page and column by column.
fn paged(notes: &[Entry]) -> Vec<Vec<Vec<Shown>>> {
    let mut columns: Vec<Vec<Shown>> = Vec::new();
    let mut lines = 0;
    for note in notes {
        let note = shown(note, COLUMN);
        // The table's name and the gap take the room of about one line.
        let needed = lines_of(&note.text, COLUMN.characters) + 1;
        match columns.last_mut() {
            Some(column) if column.len() < COLUMN_NOTES && needed <= lines => {
                lines -= needed;
                column.push(note);
            }
            _ => {
                lines = (COLUMN.lines + 1).saturating_sub(needed);
                columns.push(vec![note]);
            }
        }
    }
    columns.chunks(COLUMNS).map(<[_]>::to_vec).collect()
}

fn shown(entry: &Entry, space: Space) -> Shown {
    let text = shorten(&entry.note.text, space);
    Shown {
        id: entry.id.clone(),
        text,
        table: entry.table,
    }
}

/// The text as far as it fits, ended at a word.
fn shorten(text: &str, space: Space) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if lines_of(&text, space.characters) <= space.lines {
        return text;
    }
    let mut short = String::new();
    for word in text.split(' ') {
        let longer = if short.is_empty() {
            word.to_owned()
        } else {
            [&short, " ", word].concat()
        };
        if lines_of(&longer, space.characters) > space.lines {
            break;
        }
        short = longer;
    }
    if short.is_empty() {
        // One word that fills everything: it is cut where the room ends.
        short = text
            .chars()
            .take(space.lines * space.characters - 1)
            .collect();
    }
    short.push('…');
    short
}

/// How many lines a text takes when it is broken between words, as a browser does it.
fn lines_of(text: &str, characters: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > characters {
            lines += 1;
            used = 0;
        }
        // A word that is longer than a line is broken.
        let from = if used > 0 { used + 1 } else { 0 };
        lines += (from + length).saturating_sub(1) / characters;
        used = (from + length).saturating_sub(1) % characters + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(lines_of("", 10), 1);
        assert_eq!(lines_of("Stora resurser", 14), 1);
        assert_eq!(lines_of("Stora resurser", 13), 2);
        assert_eq!(lines_of("Fyraårscykler hämmar långsiktighet", 13), 3);
        assert_eq!(lines_of("abcdefghij", 5), 2);
        assert_eq!(lines_of("a abcdefghij", 5), 3);
    }

    #[test]
    fn a_long_text_ends_at_a_word() {
        let space = Space {
            lines: 2,
            characters: 12,
        };
        assert_eq!(shorten("Närhet och snabba", space), "Närhet och snabba");
        assert_eq!(
            shorten("Närhet och snabba beslut alltid", space),
            "Närhet och snabba…"
        );
        assert_eq!(
            shorten("abcdefghijklmnopqrstuvwxyzåäö", space),
            "abcdefghijklmnopqrstuvw…"
        );
    }
}
