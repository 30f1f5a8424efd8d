//! The overview of a step: quadrants, or rows.

use leptos::prelude::*;

use super::ways::slip;
use crate::language::texts;
use crate::parts::Checks;
use crate::showing::{Overview, Row, Summed, Tilt};

/// The cells of a step, and what is said at their foot where they have lost their balance.
pub fn overview_view(overview: Overview, tilt: Option<Tilt>) -> impl IntoView {
    let cells = match overview {
        Overview::Quadrants(cells) => quadrants(cells).into_any(),
        Overview::Rows { columns, rows } => rows_view(columns, rows).into_any(),
        Overview::Checks(items) => view! { <Checks items /> }.into_any(),
    };
    view! {
        <div class="stage-overview">
            {cells}
            {tilt.map(tilted)}
        </div>
    }
}

fn tilted(tilt: Tilt) -> impl IntoView {
    let t = texts();
    let Tilt {
        scarce: (scarce, few),
        common: (common, many),
        reminder,
    } = tilt;
    let share = format!("{}%", 100 * few / (few + many).max(1));
    view! {
        <div class="stage-tilt">
            <div>
                <p class="stage-table">{t.sort_balance((&scarce, few), (&common, many))}</p>
                <div class="stage-balance" aria-hidden="true"><div style:width=share></div></div>
            </div>
            <p style:--size=reminder.size.to_string()>{reminder.text}</p>
        </div>
    }
}

/// Four cells or fewer.
fn quadrants(cells: Vec<Summed>) -> impl IntoView {
    let alone = cells.len() == 1;
    let cells = cells.into_iter().map(quadrant);
    view! {
        <div class="stage-quadrants" class:stage-alone=alone>{cells.collect_view()}</div>
    }
}

fn quadrant(cell: Summed) -> impl IntoView {
    let t = texts();
    let empty = cell.count == 0;
    let shown = cell.shown.into_iter().map(slip).collect_view();
    view! {
        <section class="stage-quadrant" class:stage-empty=empty>
            <h2>
                <span style:--size=cell.title.size.to_string()>{cell.title.text}</span>
                " "
                <span class="stage-count">{cell.count}</span>
            </h2>
            {empty.then(|| view! { <p class="stage-nothing">{t.screen_empty()}</p> })}
            <ul>{shown}</ul>
            {(cell.more > 0).then(|| view! { <p class="stage-more">{t.screen_more(cell.more)}</p> })}
        </section>
    }
}

/// A row for each heading. What is empty stands out: it is the map of what nobody has thought of.
fn rows_view(columns: Vec<String>, rows: Vec<Row>) -> impl IntoView {
    let t = texts();
    let one = columns.len() < 2;
    let cell = move |cell: Summed| {
        let empty = cell.count == 0;
        let first = cell.shown.into_iter().next();
        view! {
            <td class:stage-empty=empty>
                {if empty {
                    view! { <p class="stage-nothing">{t.screen_empty()}</p> }.into_any()
                } else {
                    let beneath = first.as_ref().is_some_and(|first| first.beneath);
                    let by = first.as_ref().filter(|_| one).map(|first| t.screen_by(&first.by));
                    let size = first.as_ref().map(|first| first.text.size.to_string());
                    view! {
                        <div class="stage-row-cell" class:stage-beneath=beneath>
                            <span class="stage-count">{cell.count}</span>
                            <span class="stage-row-text" style:--size=size>
                                {first.map(|first| first.text.text)}
                            </span>
                            {by.map(|by| view! { <span class="stage-table">{by}</span> })}
                        </div>
                    }
                    .into_any()
                }}
            </td>
        }
    };
    let head = (!columns.is_empty()).then(|| {
        let columns = columns
            .into_iter()
            .map(|column| view! { <th scope="col">{column}</th> });
        view! { <thead><tr><td></td>{columns.collect_view()}</tr></thead> }
    });
    let count = rows.len().to_string();
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(cell).collect_view();
        view! {
            <tr>
                <th scope="row" style:--size=row.title.size.to_string()>{row.title.text}</th>
                {cells}
            </tr>
        }
    });
    view! { <table class="stage-rows" style:--rows=count>{head}<tbody>{rows.collect_view()}</tbody></table> }
}
