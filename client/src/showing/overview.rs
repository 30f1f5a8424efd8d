//! A step as a whole: four cells as quadrants, more as rows. Clusters first, those of most tables
//! before the others, then what tables chose for plenary. Never a wall of notes.

use std::cmp::Reverse;

use bordsvis_shared::board::PlacedNote;
use bordsvis_shared::id::CellId;
use bordsvis_shared::method::{Cell, Heading, Layout};

use super::room::{self, Fitted, HEIGHT, SMALLEST, Space, fit, fit_whole};
use super::{Board, By, GAP, Showing, Shown};

/// The cells of a step, each as they are laid out.
#[derive(Debug, Clone, PartialEq)]
pub enum Overview {
    /// Four cells or fewer: each with its count, and what most tables have in common.
    Quadrants(Vec<Summed>),
    /// More cells: a row for each heading, a count and a title for each column.
    Rows {
        /// What stands above the columns; nothing where there is but one.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// What is ticked off, and what is not yet.
    Checks(Vec<(String, bool)>),
}

/// A step that fills on one side while the other stays nearly empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Tilt {
    /// The side that is nearly empty, and how many notes it has.
    pub scarce: (String, usize),
    /// The side that fills by itself.
    pub common: (String, usize),
    /// What is said of it, kindly.
    pub reminder: Fitted,
}

/// A cell in an overview.
#[derive(Debug, Clone, PartialEq)]
pub struct Summed {
    /// The cell.
    pub cell: CellId,
    /// Its title.
    pub title: Fitted,
    /// How many notes it has.
    pub count: usize,
    /// What fits.
    pub shown: Vec<Shown>,
    /// How many notes there are beside those.
    pub more: usize,
}

/// A row of an overview.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its heading.
    pub title: Fitted,
    /// Its cells.
    pub cells: Vec<Summed>,
}

/// The most cells that are shown as quadrants.
const MOST_QUADRANTS: usize = 4;
/// How many clusters or notes a quadrant holds at the most: fewer are read.
const QUADRANT_HOLDS: usize = 4;
/// What stands in a quadrant, without its frame, the band of a slip and a count of three digits.
const QUADRANT_WIDTH: u32 = 818;
const QUADRANT_TITLE: u32 = 690;
/// What a quadrant needs of its height besides: its frame, its heading, "+ 31 lappar till" and the gaps.
const QUADRANT_FRAME: u32 = 170;
/// Between quadrants.
const QUADRANT_GAP: u32 = 20;
/// A line of 40 px type, where lines stand close.
const LINE: u32 = 46;
/// The label before a row, and what a cell in it needs for its count and padding.
const LABEL: u32 = room::heavy(516);
const ROW_COUNT: u32 = 150;
/// The columns of a row share what its label leaves.
const ROW_WIDTH: u32 = room::WIDTH - 540;
/// What is said at the foot of a step that has lost its balance: two lines beside the counts.
const TILT: u32 = 100;
const REMINDER: [Space; 2] = [reminder(36), reminder(SMALLEST)];

const fn reminder(size: u32) -> Space {
    let (width, lines) = (room::WIDTH - 620, 2);
    Space { size, width, lines }
}

/// The line above the rows.
const COLUMNS: u32 = 56;

impl Board<'_> {
    pub(super) fn overview(&self) -> Showing {
        let cells: Vec<Cell> = self.step.cells().collect();
        let tilt = self.tilt();
        let height = self.height() - if tilt.is_some() { TILT } else { 0 };
        let overview = match &self.step.layout {
            Layout::Cells(_) if cells.len() <= MOST_QUADRANTS => self.quadrants(&cells, height),
            Layout::Cells(headings) => self.rows(headings, &cells, &[], height),
            Layout::Grid { rows, columns } => self.rows(rows, &cells, columns, height),
            Layout::Checklist(items) => self.checks(items),
        };
        Showing::Overview { overview, tilt }
    }

    fn tilt(&self) -> Option<Tilt> {
        let balance = self.step.balance.as_ref()?;
        let side = |heading: &CellId| {
            let cells: Vec<_> = self.step.cells_under(heading).collect();
            let title = cells.first()?.heading.label(self.language).to_owned();
            let count = cells
                .iter()
                .map(|cell| self.arrangement.cell(&cell.id).count());
            Some((title, count.sum()))
        };
        let (scarce, common) = (side(&balance.scarce)?, side(&balance.common)?);
        balance.is_lost(scarce.1, common.1).then(|| Tilt {
            scarce,
            common,
            reminder: fit_whole(balance.reminder.get(self.language), &REMINDER),
        })
    }

    fn checks(&self, items: &[Heading]) -> Overview {
        let state = self.session.steps.get(&self.step.id);
        let check = |item: &Heading| {
            let checked = state.is_some_and(|state| state.checked.contains(&item.id));
            (item.title.get(self.language).to_owned(), checked)
        };
        Overview::Checks(items.iter().map(check).collect())
    }

    fn quadrants(&self, cells: &[Cell], height: u32) -> Overview {
        // One cell alone has the width to itself, and two have the height.
        let rows = (cells.len() as u32).div_ceil(2).max(1);
        let wide = if cells.len() == 1 { room::WIDTH / 2 } else { 0 };
        let height = (height - QUADRANT_GAP * (rows - 1)) / rows;
        let space = Space {
            size: 40,
            width: QUADRANT_WIDTH + wide,
            lines: 3,
        };
        let title = Space {
            size: 48,
            width: room::heavy(QUADRANT_TITLE + wide),
            lines: 1,
        };
        let quadrant = |cell: &Cell| {
            let title = self.title(cell, title);
            self.summed(cell, title, space, height - QUADRANT_FRAME, QUADRANT_HOLDS)
        };
        Overview::Quadrants(cells.iter().map(quadrant).collect())
    }

    fn rows(
        &self,
        headings: &[Heading],
        cells: &[Cell],
        columns: &[Heading],
        height: u32,
    ) -> Overview {
        let width = columns.len().max(1);
        let above = if columns.is_empty() { 0 } else { COLUMNS };
        let height = (height - above) / headings.len().max(1) as u32;
        let lines = (height / LINE).clamp(1, 2);
        let across = ROW_WIDTH / width as u32;
        let space = Space {
            size: 40,
            width: across - ROW_COUNT,
            lines,
        };
        let label = Space {
            size: 40,
            width: LABEL,
            lines,
        };
        let heading = |heading: &Heading, space: Space| {
            let title = heading.title.get(self.language);
            let title = if space.holds(title) {
                title
            } else {
                heading.label(self.language)
            };
            fit(title, space)
        };
        let above = Space {
            size: 36,
            width: room::heavy(across - GAP),
            lines: 1,
        };
        let rows = headings.iter().zip(cells.chunks(width));
        let rows = rows.map(|(row, cells)| Row {
            title: heading(row, label),
            cells: cells
                .iter()
                .map(|cell| {
                    let title = self.title(cell, label);
                    self.summed(cell, title, space, lines * LINE, 1)
                })
                .collect(),
        });
        Overview::Rows {
            columns: columns.iter().map(|c| heading(c, above).text).collect(),
            rows: rows.collect(),
        }
    }

    /// What a cell comes to: so many clusters and notes at the most, and no more than fit the height.
    fn summed(&self, cell: &Cell, title: Fitted, space: Space, height: u32, most: usize) -> Summed {
        let count = self.arrangement.cell(&cell.id).count();
        let (mut left, mut hidden) = (height, count);
        let mut shown = Vec::new();
        let mut ranked = self.ranked(&cell.id);
        ranked.truncate(most);
        let mut waiting = ranked.len() as u32;
        for (text, by, notes) in ranked {
            // What is short leaves its lines to what comes after it.
            let lines = (left / LINE).div_ceil(waiting).clamp(1, space.lines);
            let next = self.beside(text, by, Space { lines, ..space });
            waiting -= 1;
            if let Some(rest) = left.checked_sub(next.height(LINE)) {
                (left, hidden) = (rest, hidden - notes);
                shown.push(next);
            }
        }
        Summed {
            cell: cell.id.clone(),
            title,
            count,
            shown,
            more: hidden,
        }
    }

    /// What a cell holds, what says most first, each with how many notes it stands for.
    fn ranked(&self, cell: &CellId) -> Vec<(&str, By, usize)> {
        let mut clusters: Vec<_> = self.arrangement.clusters(cell).iter().collect();
        clusters.retain(|cluster| !cluster.notes.is_empty());
        clusters.sort_by_key(|cluster| Reverse(cluster.tables.len()));
        let clusters = clusters.into_iter().map(|cluster| {
            let notes = cluster.notes.iter().flat_map(PlacedNote::all).count();
            (cluster.title.as_str(), self.by_tables(cluster), notes)
        });
        let mut loose: Vec<_> = self.arrangement.loose(cell).iter().collect();
        loose.sort_by_key(|placed| !placed.note.lifted);
        let loose = loose.into_iter().map(|placed| {
            let text = placed.note.text.as_str();
            (text, self.by(placed.table), placed.all().count())
        });
        clusters.chain(loose).collect()
    }

    /// The height of the body that is left for what the way itself shows.
    pub(super) fn height(&self) -> u32 {
        let notice = self.session.notice.is_some();
        HEIGHT - if notice { room::NOTICE } else { 0 }
    }
}
