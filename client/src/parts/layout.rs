//! A small picture of the board: the cells of a step, with a few slips of paper in them, or what is
//! ticked off.

use std::fmt::Write;

use bordsvis_shared::method::Layout;
use leptos::prelude::*;

/// A rectangle in the picture, in whole units of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
}

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
const GAP: usize = 20;
/// What the labels of a grid's rows take.
const LABELS: usize = 120;
/// How thick the line is that stands for a label.
const LINE: usize = 15;
/// How large a box is drawn that is ticked off; eight of them fit.
const BOX: usize = 40;
/// Up to this many, cells are large enough for a slip of paper each.
const FEW: usize = 4;

/// The picture of a layout. It decorates: the step's title stands beside it.
#[component]
pub fn LayoutPicture<'a>(layout: &'a Layout) -> impl IntoView + use<> {
    let cells = cells(layout);
    view! {
        <svg class="layout-picture" viewBox="0 0 640 480" aria-hidden="true">
            <path class="layout-label" d=path(&labels(layout)) />
            <path class="layout-cell" d=path(&cells) />
            <path class="layout-slip" d=path(&slips(layout, &cells)) />
        </svg>
    }
}

fn path(areas: &[Area]) -> String {
    let mut path = String::new();
    for Area {
        x,
        y,
        width,
        height,
    } in areas
    {
        let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
    }
    path
}

fn cells(layout: &Layout) -> Vec<Area> {
    match layout {
        Layout::Cells(cells) => {
            let columns = match cells.len() {
                0..=3 => cells.len(),
                _ => 2,
            };
            table(0, cells.len(), columns)
        }
        Layout::Checklist(items) => {
            let tick = |row: Area| Area {
                y: row.y + (row.height - BOX) / 2,
                width: BOX,
                height: BOX,
                ..row
            };
            table(0, items.len(), 1).into_iter().map(tick).collect()
        }
        Layout::Grid { rows, columns } => table(LABELS, rows.len() * columns.len(), columns.len()),
    }
}

/// A line for each row of a grid, before its cells, and for each thing to tick off, behind its box.
fn labels(layout: &Layout) -> Vec<Area> {
    let (count, x, width) = match layout {
        Layout::Cells(_) => return Vec::new(),
        Layout::Grid { rows, .. } => (rows.len(), 0, LABELS - GAP),
        Layout::Checklist(items) => (items.len(), BOX + GAP, WIDTH - BOX - GAP),
    };
    let line = |row: Area| Area {
        x,
        y: row.y + (row.height - LINE) / 2,
        width,
        height: LINE,
    };
    table(0, count, 1).into_iter().map(line).collect()
}

/// `count` cells in `columns`, filling the picture from `left` on.
fn table(left: usize, count: usize, columns: usize) -> Vec<Area> {
    if columns == 0 {
        return Vec::new();
    }
    let rows = count.div_ceil(columns);
    let side = |room: usize, parts: usize| (room + GAP) / parts - GAP;
    let (width, height) = (side(WIDTH - left, columns), side(HEIGHT, rows));
    let cell = |at: usize| Area {
        x: left + at % columns * (width + GAP),
        y: at / columns * (height + GAP),
        width,
        height,
    };
    (0..count).map(cell).collect()
}

/// A slip in some of the cells, in no order that looks like one; none where nothing is written.
fn slips(layout: &Layout, cells: &[Area]) -> Vec<Area> {
    if matches!(layout, Layout::Checklist(_)) {
        return Vec::new();
    }
    let wanted = |at: &usize| cells.len() <= FEW || at % 3 != 2;
    let slip = |at: usize| {
        let cell = cells[at];
        let height = (cell.height / 2).min(80);
        let width = (cell.width / 5 * 2).min(120);
        Area {
            x: cell.x + 20 + at * 5 % 4 * (cell.width - width - 40) / 4,
            y: cell.y + (cell.height - height) * (3 + at % 2 * 3) / 10,
            width,
            height,
        }
    };
    (0..cells.len()).filter(wanted).map(slip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bordsvis_shared::method;

    #[test]
    fn every_cell_and_box_of_every_method_is_drawn_within_the_picture() {
        for step in method::all().iter().flat_map(|method| &method.steps) {
            let drawn = cells(&step.layout);
            assert_eq!(drawn.len(), step.cells().count() + step.checks().len());
            let slips = slips(&step.layout, &drawn);
            assert_eq!(slips.is_empty(), !step.checks().is_empty());
            for area in drawn.iter().chain(&slips).chain(&labels(&step.layout)) {
                assert!(area.x + area.width <= WIDTH, "{area:?}");
                assert!(area.y + area.height <= HEIGHT, "{area:?}");
                assert!(area.width > 0 && area.height > 0, "{area:?}");
            }
        }
    }
}
