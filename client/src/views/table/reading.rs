//! What the big screen shows, as text: for those who can't see the wall.

use bordsvis_shared::id::StepId;
use leptos::prelude::*;

use crate::board::Board;
use crate::language::texts;
use crate::later::{Late, late, wasm_split};
use crate::links;
use crate::parts::{Checks, TableBadge};
use crate::showing::{By, Overview, Presented, Row, Showing, Shown, Summed};
use crate::views::screen::on_screen;

/// What the big screen shows at the moment.
#[wasm_split(aside, fallible)]
pub fn reading(board: Board) -> Late {
    late(move || view! { <Reading board /> }.into_any())
}

#[component]
fn Reading(board: Board) -> impl IntoView {
    view! {
        <div class="reading">
            {on_screen(board, move |step, showing| view! { <Text board step showing /> })}
        </div>
    }
}

#[component]
fn Text(board: Board, step: StepId, showing: Signal<Showing>) -> impl IntoView {
    let t = texts();
    let question = move || {
        board.session.with(|session| {
            let step = session.method.step(&step)?;
            Some(step.question.get(t.language()).to_owned())
        })
    };
    let title = move || match showing.read() {
        shown if matches!(*shown, Showing::Blank) => Some(t.screen_pause().to_owned()),
        shown if matches!(*shown, Showing::Join { .. }) => {
            Some(board.session.with(|session| session.title.clone()))
        }
        _ => question(),
    };
    let body = move || match showing.get() {
        Showing::Blank => view! { <p>{t.screen_paused()}</p> }.into_any(),
        Showing::Join { here } => view! { <Join board here /> }.into_any(),
        Showing::Writing { written, .. } => {
            view! { <p class="reading-sum">{t.screen_written(written)}</p> }.into_any()
        }
        Showing::Overview { overview, tilt } => {
            let tilt = tilt.map(|tilt| view! { <p class="hint">{tilt.reminder.whole}</p> });
            let cells = match overview {
                Overview::Checks(items) => view! { <Checks items /> }.into_any(),
                Overview::Quadrants(cells) => {
                    let cells = cells.into_iter().map(|cell| view! { <Cell cell /> });
                    view! { <div class="reading-cells">{cells.collect_view()}</div> }.into_any()
                }
                Overview::Rows { columns, rows } => view! { <Rows columns rows /> }.into_any(),
            };
            view! {
                {tilt}
                {cells}
            }
            .into_any()
        }
        Showing::Cell {
            title,
            tables,
            columns,
            page,
            pages,
            notes,
        } => {
            let page =
                (pages > 1).then(|| view! { <p class="hint">{t.screen_page(page, pages)}</p> });
            let none = (notes == 0).then(|| view! { <p class="notes-empty">{t.nothing_yet()}</p> });
            let tables = tables.map(|tables| view! { <p class="hint">{t.screen_by(&tables)}</p> });
            view! {
                <h2>{title.whole} " " <span class="count">{notes}</span></h2>
                {tables}
                {page}
                {none}
                <Slips shown=columns.concat() />
            }
            .into_any()
        }
        Showing::Present(presented) => view! { <Present presented /> }.into_any(),
        Showing::Note { note, place } => view! {
            <Slips shown=vec![note] />
            <p class="hint">{place}</p>
        }
        .into_any(),
        Showing::Gone => view! { <p>{t.screen_gone()}</p> }.into_any(),
    };
    view! {
        <h1 class="question">{title}</h1>
        {body}
    }
}

#[component]
fn Join(board: Board, here: u32) -> impl IntoView {
    let t = texts();
    let (address, code) = board.session.with_untracked(|session| {
        (
            links::spoken(&session.join_url).to_owned(),
            session.code.to_string(),
        )
    });
    view! {
        <p>{t.screen_join_at()} " " <strong>{address}</strong></p>
        <p>{t.screen_code()} " " <strong>{code}</strong></p>
        <p class="reading-sum">{t.screen_here(here)}</p>
    }
}

/// What a table presents, and who comes next.
#[component]
fn Present(presented: Presented) -> impl IntoView {
    let t = texts();
    let next = t.screen_present_next(presented.next.as_deref());
    let chosen = presented.chosen;
    let body = match presented.notes {
        None => view! { <p>{t.screen_present_soon()}</p> }.into_any(),
        Some(notes) if notes.is_empty() => {
            view! { <p class="notes-empty">{t.nothing_yet()}</p> }.into_any()
        }
        Some(notes) => {
            let shown = notes.into_iter().map(|(note, _)| note).collect::<Vec<_>>();
            let first = (!chosen).then(|| view! { <p class="hint">{t.screen_present_first()}</p> });
            view! {
                {first}
                <Slips shown />
            }
            .into_any()
        }
    };
    view! {
        <h2>{presented.name.whole}</h2>
        {body}
        <p class="hint">{next}</p>
    }
}

#[component]
fn Rows(columns: Vec<String>, rows: Vec<Row>) -> impl IntoView {
    let one = columns.is_empty();
    let rows = rows.into_iter().map(|row| {
        let count: usize = row.cells.iter().map(|cell| cell.count).sum();
        let count = one.then(|| view! { <span class="count">{count}</span> });
        let cells = row.cells.into_iter().enumerate().map(|(at, cell)| {
            let title = columns.get(at).cloned();
            let title = title.map(
                |title| view! { <h3>{title} " " <span class="count">{cell.count}</span></h3> },
            );
            view! {
                <div>
                    {title}
                    <Notes cell />
                </div>
            }
        });
        view! {
            <section class="slip reading-row">
                <h2>{row.title.whole} " " {count}</h2>
                {cells.collect_view()}
            </section>
        }
    });
    view! { <div class="reading-rows">{rows.collect_view()}</div> }
}

#[component]
fn Cell(cell: Summed) -> impl IntoView {
    view! {
        <section class="reading-cell">
            <h2>{cell.title.whole.clone()} " " <span class="count">{cell.count}</span></h2>
            <Notes cell />
        </section>
    }
}

/// What of a cell fits on the screen, and how many more notes there are.
#[component]
fn Notes(cell: Summed) -> impl IntoView {
    let t = texts();
    view! {
        {(cell.count == 0).then(|| view! { <p class="notes-empty">{t.nothing_yet()}</p> })}
        <Slips shown=cell.shown />
        {(cell.more > 0).then(|| view! { <p class="hint">{t.screen_more(cell.more)}</p> })}
    }
}

#[component]
fn Slips(shown: Vec<Shown>) -> impl IntoView {
    let t = texts();
    let slips = shown.into_iter().map(|shown| {
        let by = match shown.by {
            By::Table(table, name) => view! { <TableBadge table name /> }.into_any(),
            tables => view! { <p class="reading-tables">{t.screen_by(&tables)}</p> }.into_any(),
        };
        view! {
            <li class="slip">
                <p class="note-text">{shown.text.whole}</p>
                {by}
            </li>
        }
    });
    view! { <ul class="slips">{slips.collect_view()}</ul> }
}
