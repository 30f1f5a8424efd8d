//! What the big screen shows, as text: for those who can't see the wall.

use bordsvis_shared::id::StepId;
use leptos::prelude::*;

use crate::board::Board;
use crate::language::texts;
use crate::links;
use crate::parts::TableBadge;
use crate::showing::{Row, Showing, Shown, Summed};
use crate::views::screen::on_screen;

/// What the big screen shows at the moment.
#[component]
pub fn Reading(board: Board) -> impl IntoView {
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
        Showing::Writing { notes, tables } => {
            view! { <p class="reading-sum">{t.screen_written(notes, tables)}</p> }.into_any()
        }
        Showing::Quadrants(cells) => {
            let cells = cells.into_iter().map(|cell| view! { <Cell board cell /> });
            view! { <div class="reading-cells">{cells.collect_view()}</div> }.into_any()
        }
        Showing::Rows { columns, rows } => view! { <Rows board columns rows /> }.into_any(),
        Showing::Cell {
            title,
            columns,
            page,
            pages,
            notes,
        } => {
            let page =
                (pages > 1).then(|| view! { <p class="hint">{t.screen_page(page, pages)}</p> });
            let none = (notes == 0).then(|| view! { <p class="notes-empty">{t.nothing_yet()}</p> });
            view! {
                <h2>{title} " " <span class="count">{notes}</span></h2>
                {page}
                {none}
                <Slips board notes=columns.concat() />
            }
            .into_any()
        }
        Showing::Note(note) => view! { <Slips board notes=vec![note] /> }.into_any(),
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

#[component]
fn Rows(board: Board, columns: Vec<String>, rows: Vec<Row>) -> impl IntoView {
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
                    <Notes board cell />
                </div>
            }
        });
        view! {
            <section class="slip reading-row">
                <h2>{row.title} " " {count}</h2>
                {cells.collect_view()}
            </section>
        }
    });
    view! { <div class="reading-rows">{rows.collect_view()}</div> }
}

#[component]
fn Cell(board: Board, cell: Summed) -> impl IntoView {
    view! {
        <section class="reading-cell">
            <h2>{cell.title.clone()} " " <span class="count">{cell.count}</span></h2>
            <Notes board cell />
        </section>
    }
}

/// The notes of a cell that fit on the screen, and how many more there are.
#[component]
fn Notes(board: Board, cell: Summed) -> impl IntoView {
    let t = texts();
    view! {
        {(cell.count == 0).then(|| view! { <p class="notes-empty">{t.nothing_yet()}</p> })}
        <Slips board notes=cell.notes />
        {(cell.more > 0).then(|| view! { <p class="hint">{t.screen_more(cell.more)}</p> })}
    }
}

#[component]
fn Slips(board: Board, notes: Vec<Shown>) -> impl IntoView {
    let slips = notes.into_iter().map(|note| {
        let name = board
            .session
            .with_untracked(|session| session.table(note.table).map(|table| table.name.clone()));
        view! {
            <li class="slip">
                <p class="note-text">{note.text}</p>
                <TableBadge table=note.table name=name.unwrap_or_default() />
            </li>
        }
    });
    view! { <ul class="slips">{slips.collect_view()}</ul> }
}
