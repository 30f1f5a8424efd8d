//! More cells than fit as tiles: on a phone one screen with all of them and their counts, and one cell
//! at a time with the way to its neighbours.

use bordsvis_shared::id::CellId;
use leptos::prelude::*;

use super::here::use_here;
use super::list::NoteList;
use super::tiles::Count;
use super::tools::Tools;
use super::tray::Trays;
use crate::cells::{Cell, Row};
use crate::focus::focus_soon;
use crate::language::texts;
use crate::parts::{Button, Icon, IconButton, Look, Shape};
use crate::reactive::{memo, stored};
use crate::texts::Texts;

/// The selector of the open cell's heading, which takes the focus of what led there.
const TITLE: &str = "#cell-title";

/// All cells, a row for each heading.
#[component]
pub fn Overview(columns: Vec<String>, rows: Vec<Row>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let head = (!columns.is_empty()).then(|| {
        let columns = columns
            .iter()
            .map(|column| view! { <th scope="col">{column.clone()}</th> });
        view! { <thead><tr><td></td>{columns.collect_view()}</tr></thead> }
    });
    let one = columns.is_empty();
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter();
        let cells = cells
            .map(|cell| view! { <td><OpenCell cell /></td> })
            .collect_view();
        view! { <tr><th scope="row">{row.label}</th>{cells}</tr> }
    });
    let parking = here.cells.with_value(|cells| cells.parking().clone());
    view! {
        <div class="overview-head">
            <p class="hint">{move || here.can_write().then(|| t.choose_cell_to_write())}</p>
            <Tools />
        </div>
        <table class="overview" class:one=one>
            {head}
            <tbody>
                {rows.collect_view()}
                <tr class="parking">
                    <th scope="row">{parking.title}</th>
                    <td colspan=columns.len().max(1).to_string()><OpenCell cell=parking.id /></td>
                </tr>
            </tbody>
        </table>
    }
}

#[component]
fn OpenCell(cell: CellId) -> impl IntoView {
    let here = use_here();
    let count = here.count(&cell);
    let title = here.title(&cell);
    view! {
        <button
            class="choice open-cell"
            class:none=move || count.get() == 0
            type="button"
            id=["open-", cell.as_str()].concat()
            on:click=move |_| {
                here.choose.run(Some(cell.clone()));
                focus_soon([TITLE.to_owned()]);
            }
        >
            <span class="unseen">{title} " "</span>
            <Count count />
            <Icon shape=Shape::Right />
        </button>
    }
}

/// One cell, its neighbours, and the way back to all of them.
#[component]
pub fn OneCell(cell: Cell) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let (before, behind) = here.cells.with_value(|cells| {
        let (before, behind) = cells.beside(&cell.id);
        (before.cloned(), behind.cloned())
    });
    let count = here.count(&cell.id);
    let opened = format!("#open-{}", cell.id);
    let all = move || {
        here.choose.run(None);
        focus_soon([opened.clone()]);
    };
    view! {
        <div class="all-cells">
            <Button look=Look::Quiet on_press=all>{t.all_cells()}</Button>
        </div>
        <div class="cell-bar">
            <Beside cell=before icon=Shape::Left label=Texts::previous_cell />
            <h2 class="cell-bar-title" id=&TITLE[1..] tabindex="-1">{cell.title} " " <Count count /></h2>
            <Beside cell=behind icon=Shape::Right label=Texts::next_cell />
        </div>
        {cell.guidance.map(|guidance| view! { <p class="hint">{guidance}</p> })}
        <Trays />
        <NoteList cell=cell.id />
    }
}

#[component]
fn Beside(cell: Option<Cell>, icon: Shape, label: fn(Texts, &str) -> String) -> impl IntoView {
    let here = use_here();
    let Some(cell) = cell else {
        return view! { <span class="cell-bar-end"></span> }.into_any();
    };
    let id = stored(cell.id);
    let over = memo(move || id.with_value(|id| here.drag.is_over(id)));
    view! {
        <div class="cell-bar-end" class:drop=over data-cell=id.with_value(|id| id.to_string())>
            <IconButton
                label=label(texts(), &cell.title)
                icon
                on_press=move || {
                    here.choose.run(Some(id.get_value()));
                    focus_soon([TITLE.to_owned()]);
                }
            />
        </div>
    }
    .into_any()
}
