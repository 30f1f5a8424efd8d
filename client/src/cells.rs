//! The cells of a step as people meet them: which there are, how one chooses among them, and which
//! lie side by side. Pure.

use bordsvis_shared::id::CellId;
use bordsvis_shared::method::{Heading, Language, Layout, Step, parking};

/// The most cells that are chosen by tiles: what a thumb and an eye take in at once. More make rows.
const MOST_TILES: usize = 4;

/// A cell with its wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub id: CellId,
    /// Where it stands by itself: `Utbildning · Före`.
    pub title: String,
    /// Where its row stands beside it: `Före`.
    pub label: String,
    /// What belongs here.
    pub guidance: Option<String>,
}

/// The cells of a step, parking last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    all: Vec<Cell>,
    pub chooser: Chooser,
}

/// How one chooses among the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chooser {
    /// A few tiles; one of them is always chosen.
    Tiles,
    /// A row for each heading, with the cell of each column; one opens a cell and comes back.
    Rows {
        /// What stands above the columns; nothing where there is but one.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its heading.
    pub title: String,
    /// For a narrow place.
    pub label: String,
    /// Its cells, from the left.
    pub cells: Vec<CellId>,
}

impl Cells {
    /// The cells of a step.
    pub fn of(step: &Step, language: Language) -> Self {
        let text = |heading: &Heading| {
            let guidance = heading.guidance.as_ref();
            guidance.map(|guidance| guidance.get(language).to_owned())
        };
        let own = step.cells().map(|cell| Cell {
            title: cell.title(language),
            label: cell.heading.label(language).to_owned(),
            // In a grid the row says what it is about, and the column what kind of thing is wanted.
            guidance: both(cell.row.and_then(text), text(cell.heading)),
            id: cell.id,
        });
        let parking = Cell {
            id: parking().id.clone(),
            title: parking().title.get(language).to_owned(),
            label: parking().label(language).to_owned(),
            guidance: text(parking()),
        };
        Self {
            all: own.chain([parking]).collect(),
            chooser: Chooser::of(step, language),
        }
    }

    /// The step's own cells, without parking.
    pub fn own(&self) -> &[Cell] {
        &self.all[..self.all.len() - 1]
    }

    /// All of them, parking last.
    pub fn all(&self) -> &[Cell] {
        &self.all
    }

    /// Parking.
    pub fn parking(&self) -> &Cell {
        &self.all[self.all.len() - 1]
    }

    /// One cell.
    pub fn get(&self, cell: &CellId) -> Option<&Cell> {
        self.all.iter().find(|candidate| candidate.id == *cell)
    }

    /// The cells before and behind one, in reading order.
    pub fn beside(&self, cell: &CellId) -> (Option<&Cell>, Option<&Cell>) {
        match self.all.iter().position(|candidate| candidate.id == *cell) {
            Some(at) => (
                at.checked_sub(1).and_then(|before| self.all.get(before)),
                self.all.get(at + 1),
            ),
            None => (None, None),
        }
    }
}

/// The cell of a later step that is meant by one of an earlier: the first of the same row, else the same
/// cell.
pub fn meant(own: &Step, later: &Step, cell: &CellId) -> Option<CellId> {
    let row = own.cells().find(|own| own.id == *cell);
    let row = row.map(|own| own.row.map_or(own.heading.id.clone(), |row| row.id.clone()))?;
    let mut cells = later.cells();
    let found = cells.find(|later| match &later.row {
        Some(heading) => heading.id == row,
        None => later.id == row,
    });
    found.map(|found| found.id)
}

/// Two texts, one below the other, as far as they are there.
fn both(above: Option<String>, below: Option<String>) -> Option<String> {
    match (above, below) {
        (Some(above), Some(below)) => Some([above, below].join("\n")),
        (above, below) => above.or(below),
    }
}

impl Chooser {
    fn of(step: &Step, language: Language) -> Self {
        let label = |heading: &Heading| heading.label(language).to_owned();
        let mut cells = step.cells().map(|cell| cell.id);
        let (headings, columns) = match &step.layout {
            Layout::Checklist(_) => return Self::Tiles,
            Layout::Cells(cells) if cells.len() <= MOST_TILES => return Self::Tiles,
            Layout::Cells(cells) => (cells, Vec::new()),
            Layout::Grid { rows, columns } => (rows, columns.iter().map(label).collect()),
        };
        let width = columns.len().max(1);
        let rows = headings.iter().map(|heading| Row {
            title: heading.title.get(language).to_owned(),
            label: label(heading),
            cells: cells.by_ref().take(width).collect(),
        });
        Self::Rows {
            rows: rows.collect(),
            columns,
        }
    }
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::method::find;

    use super::*;

    fn cells(step: usize) -> Cells {
        let method = find(&"grund".parse().unwrap()).unwrap();
        Cells::of(&method.steps[step], Language::Sv)
    }

    fn id(text: &str) -> CellId {
        text.parse().unwrap()
    }

    #[test]
    fn four_cells_are_tiles_and_more_are_rows() {
        assert_eq!(cells(0).chooser, Chooser::Tiles);
        let Chooser::Rows { columns, rows } = cells(1).chooser else {
            panic!("eight cells are rows");
        };
        assert!(columns.is_empty());
        assert_eq!(rows.len(), 8);
        assert_eq!(rows[3].title, "Ekonomiska förutsättningar");
        assert_eq!(rows[3].label, "Ekonomi");
        assert_eq!(rows[3].cells, [id("economic-conditions")]);
        let Chooser::Rows { columns, rows } = cells(2).chooser else {
            panic!("a grid is rows");
        };
        assert_eq!(columns, ["Proaktivt", "Reaktivt"]);
        assert_eq!(
            rows[0].cells,
            [id("education-proactive"), id("education-reactive")]
        );
        assert_eq!(
            rows[7].cells,
            [id("democracy-proactive"), id("democracy-reactive")]
        );
    }

    #[test]
    fn the_guidance_of_a_row_stands_before_that_of_its_column() {
        let of = |above: Option<&str>, below: Option<&str>| {
            both(above.map(str::to_owned), below.map(str::to_owned))
        };
        assert_eq!(
            of(Some("row"), Some("column")).as_deref(),
            Some("row\ncolumn")
        );
        assert_eq!(of(None, Some("column")).as_deref(), Some("column"));
        assert_eq!(of(Some("row"), None).as_deref(), Some("row"));
        assert_eq!(of(None, None), None);
    }

    #[test]
    fn parking_is_behind_the_last_cell() {
        let cells = cells(0);
        let beside = |cell: &str| {
            let (before, behind) = cells.beside(&id(cell));
            [before, behind].map(|cell| cell.map(|cell| cell.id.as_str()))
        };
        assert_eq!(beside("strengths"), [None, Some("weaknesses")]);
        assert_eq!(beside("threats"), [Some("opportunities"), Some("parking")]);
        assert_eq!(beside("parking"), [Some("threats"), None]);
        assert_eq!(beside("nothing"), [None, None]);
        assert_eq!(cells.own().len(), 4);
        assert_eq!(cells.parking().title, "Parkeringen");
    }

    #[test]
    fn a_cell_of_a_grid_is_named_by_row_and_column() {
        let cells = cells(2);
        let cell = cells.get(&id("education-reactive")).unwrap();
        assert_eq!(cell.title, "Utbildning · Reaktivt");
        assert_eq!(cell.label, "Reaktivt");
    }
}
