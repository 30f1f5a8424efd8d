//! What lies in one cell or one cluster, a few at a time.

use bordsvis_shared::board::{PlacedCluster, PlacedNote};
use bordsvis_shared::id::{CellId, ClusterId};

use super::room::{self, Fitted, Space, fit};
use super::{Board, By, Showing, Shown};

/// How many columns a page has, and how many notes and clusters one holds at the most.
const COLUMNS: usize = 2;
const COLUMN_HOLDS: usize = 5;
/// A column, without the band of a slip. What takes more than six lines is shown by itself.
const COLUMN: Space = Space {
    size: 40,
    width: 860,
    lines: 6,
};
/// A line of its type, and the gap beneath whatever stands there.
const LINE: u32 = 50;
const GAP: u32 = 20;
/// The heading above the columns, and its room beside the count and "1 av 3".
const HEADING: u32 = 90;
const TITLE: Space = Space {
    size: 56,
    width: room::heavy(1_050),
    lines: 1,
};

impl Board<'_> {
    pub(super) fn cell_page(&self, cell: &CellId, page: usize) -> Option<Showing> {
        let mut titles = self.titled_cells().into_iter();
        let (_, title) = titles.find(|(id, _)| id == cell)?;
        let clusters = self.arrangement.clusters(cell).iter();
        let clusters = clusters.filter(|cluster| !cluster.notes.is_empty());
        let clusters = clusters.map(|cluster| self.grouped(cluster, COLUMN));
        let loose = self.arrangement.loose(cell).iter();
        let loose = loose.map(|note| self.shown(note, COLUMN));
        let shown = clusters.chain(loose).collect();
        let count = self.arrangement.cell(cell).count();
        Some(self.page(&title, None, shown, count, page))
    }

    pub(super) fn cluster_page(&self, cluster: &ClusterId, page: usize) -> Option<Showing> {
        let cluster = self.cluster(cluster)?;
        let notes = cluster.notes.iter().flat_map(PlacedNote::all);
        let shown: Vec<_> = notes.map(|note| self.shown(note, COLUMN)).collect();
        let (count, tables) = (shown.len(), self.by_tables(cluster));
        Some(self.page(&cluster.title, Some(tables), shown, count, page))
    }

    fn cluster(&self, cluster: &ClusterId) -> Option<&PlacedCluster> {
        let mut clusters = self.arrangement.clusters.values().flatten();
        clusters.find(|placed| placed.id == *cluster)
    }

    fn page(
        &self,
        title: &str,
        tables: Option<By>,
        shown: Vec<Shown>,
        notes: usize,
        page: usize,
    ) -> Showing {
        let pages = paged(shown, self.height() - HEADING);
        let count = pages.len().max(1);
        let page = page.min(count - 1);
        Showing::Cell {
            title: heading(title),
            tables,
            columns: pages.into_iter().nth(page).unwrap_or_default(),
            page: page + 1,
            pages: count,
            notes,
        }
    }
}

/// A long title stands in smaller type before it is shortened.
fn heading(title: &str) -> Fitted {
    if TITLE.holds(title) {
        return fit(title, TITLE);
    }
    let (size, lines) = (36, 2);
    fit(
        title,
        Space {
            size,
            lines,
            ..TITLE
        },
    )
}

/// Page by page and column by column, no column higher than `height`.
fn paged(shown: Vec<Shown>, height: u32) -> Vec<Vec<Vec<Shown>>> {
    let mut columns: Vec<Vec<Shown>> = Vec::new();
    let mut left = 0;
    for next in shown {
        let needed = next.height(LINE);
        match columns.last_mut() {
            Some(column) if column.len() < COLUMN_HOLDS && needed <= left => {
                left = left.saturating_sub(needed + GAP);
                column.push(next);
            }
            _ => {
                left = height.saturating_sub(needed + GAP);
                columns.push(vec![next]);
            }
        }
    }
    let pages = columns.chunks(COLUMNS);
    pages.map(<[_]>::to_vec).collect()
}

const _: () = assert!(COLUMN.width * COLUMNS as u32 <= room::WIDTH);
