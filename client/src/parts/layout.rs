//! A small picture of the board: the cells of a step, with a few slips of paper in them.

use bordsvis_shared::method::Layout;
use leptos::prelude::*;

/// A rectangle in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

const WIDTH: f64 = 64.0;
const HEIGHT: f64 = 48.0;
const GAP: f64 = 2.0;
/// What the labels of a grid's rows take.
const LABELS: f64 = 12.0;
/// Up to this many, cells are large enough for a slip of paper each.
const FEW: usize = 4;

/// The picture of a layout. It decorates: the step's title stands beside it.
#[component]
pub fn LayoutPicture<'a>(layout: &'a Layout) -> impl IntoView + use<> {
    let cells = cells(layout);
    let slips = slips(&cells);
    let draw = |class: &'static str, areas: Vec<Area>| {
        let draw = move |area: Area| {
            view! { <rect class=class x=area.x y=area.y width=area.width height=area.height rx="1" /> }
        };
        areas.into_iter().map(draw).collect_view()
    };
    view! {
        <svg class="layout-picture" viewBox="0 0 64 48" aria-hidden="true">
            {draw("layout-label", labels(layout))}
            {draw("layout-cell", cells)}
            {draw("layout-slip", slips)}
        </svg>
    }
}

fn cells(layout: &Layout) -> Vec<Area> {
    match layout {
        Layout::Cells { cells } => {
            let columns = match cells.len() {
                0..=3 => cells.len(),
                _ => 2,
            };
            table(0.0, cells.len(), columns)
        }
        Layout::Grid { rows, columns } => table(LABELS, rows.len() * columns.len(), columns.len()),
    }
}

fn labels(layout: &Layout) -> Vec<Area> {
    match layout {
        Layout::Cells { .. } => Vec::new(),
        Layout::Grid { rows, .. } => table(0.0, rows.len(), 1)
            .into_iter()
            .map(|area| Area {
                y: area.y + area.height / 2.0 - 0.75,
                width: LABELS - GAP,
                height: 1.5,
                ..area
            })
            .collect(),
    }
}

/// `count` cells in `columns`, filling the picture from `left` on.
fn table(left: f64, count: usize, columns: usize) -> Vec<Area> {
    if columns == 0 {
        return Vec::new();
    }
    let rows = count.div_ceil(columns);
    let side = |room: f64, parts: usize| (room - GAP * (parts - 1) as f64) / parts as f64;
    let (width, height) = (side(WIDTH - left, columns), side(HEIGHT, rows));
    (0..count)
        .map(|at| Area {
            x: left + (at % columns) as f64 * (width + GAP),
            y: (at / columns) as f64 * (height + GAP),
            width,
            height,
        })
        .collect()
}

/// A slip in some of the cells, in no order that looks like one.
fn slips(cells: &[Area]) -> Vec<Area> {
    let wanted = |at: usize| cells.len() <= FEW || at % 3 != 2;
    let slip = |(at, cell): (usize, &Area)| {
        let height = (cell.height * 0.5).min(8.0);
        let width = (cell.width * 0.4).min(12.0);
        Area {
            x: cell.x + 2.0 + (at * 5 % 4) as f64 * (cell.width - width - 4.0) / 4.0,
            y: cell.y + (cell.height - height) * if at % 2 == 0 { 0.3 } else { 0.6 },
            width,
            height,
        }
    };
    let kept = cells.iter().enumerate().filter(|(at, _)| wanted(*at));
    kept.map(slip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bordsvis_shared::method;

    #[test]
    fn every_cell_of_every_method_is_drawn_within_the_picture() {
        for step in method::all().iter().flat_map(|method| &method.steps) {
            let drawn = cells(&step.layout);
            assert_eq!(drawn.len(), step.cells().count());
            for area in drawn
                .iter()
                .chain(&slips(&drawn))
                .chain(&labels(&step.layout))
            {
                assert!(area.x >= 0.0 && area.y >= 0.0, "{area:?}");
                assert!(area.x + area.width <= WIDTH + 0.01, "{area:?}");
                assert!(area.y + area.height <= HEIGHT + 0.01, "{area:?}");
                assert!(area.width > 0.0 && area.height > 0.0, "{area:?}");
            }
        }
    }
}
