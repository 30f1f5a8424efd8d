//! What the big screen shows, drawn on a stage of 1920 × 1080 that is as large as its frame allows:
//! the projector itself, or the facilitator's thumbnail. See `screen.css` for how it scales.

use std::sync::Arc;

use bordsvis_shared::id::StepId;
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use crate::language::texts;
use crate::links;
use crate::parts::{QrCode, edge_class};
use crate::reactive::memo;
use crate::showing::{Row, Showing, Shown, Summed};

/// The stage. `showing` is what it shows, in the step `step`, of the board that `session` describes.
#[component]
pub fn Stage(
    session: Signal<Arc<Session>>,
    step: StepId,
    showing: Signal<Showing>,
) -> impl IntoView {
    let t = texts();
    let heading = memo(move || {
        let language = t.language();
        session.with(|session| {
            let step = session.method.step(&step)?;
            Some((
                step.title.get(language).to_owned(),
                step.question.get(language).to_owned(),
            ))
        })
    });
    let title = memo(move || session.with(|session| session.title.clone()));
    let code = memo(move || session.with(|session| session.code.to_string()));
    let join_url = memo(move || session.with(|session| session.join_url.clone()));
    let names = memo(move || {
        session.with(|session| {
            session
                .tables
                .iter()
                .map(|t| t.name.clone())
                .collect::<Vec<_>>()
        })
    });
    let is_join = memo(move || showing.with(|p| matches!(p, Showing::Join { .. })));
    let is_writing = memo(move || showing.with(|p| matches!(p, Showing::Writing { .. })));
    let is_blank = memo(move || showing.with(|p| matches!(p, Showing::Blank)));

    let header = move || {
        let (step, question) = heading.get().unwrap_or_default();
        // While people write, the question has the whole screen.
        let (step, question) = match (is_join.get(), is_writing.get()) {
            (true, _) => (None, title.get()),
            (_, true) => (None, step),
            _ => (Some(step), question),
        };
        view! {
            <header class="stage-header">
                {step.map(|step| view! { <p class="stage-step">{step}</p> })}
                <h1 class="stage-question">{question}</h1>
                <p class="stage-code" class:unseen=is_join.get()>
                    {t.screen_code()} " " <strong>{code.get()}</strong>
                </p>
            </header>
        }
    };
    let body = move || {
        match showing.get() {
        Showing::Blank => ().into_any(),
        Showing::Join { here } => join(&join_url.get(), &code.get(), here).into_any(),
        Showing::Writing { notes, tables } => view! {
            <div class="stage-writing">
                <div>
                    <h2 class="stage-asked">{heading.get().map(|(_, question)| question)}</h2>
                    <p class="stage-written">{t.screen_written(notes, tables)}</p>
                </div>
                <QrCode text=join_url.get() label=t.screen_scan() />
            </div>
        }
        .into_any(),
        Showing::Quadrants(cells) => view! {
            <div class="stage-quadrants">
                {cells.into_iter().map(|cell| quadrant(cell, &names.get())).collect_view()}
            </div>
        }
        .into_any(),
        Showing::Rows { columns, rows } => rows_view(columns, rows, &names.get()).into_any(),
        Showing::Cell { title, columns, page, pages, notes } => view! {
            <section class="stage-cell">
                <h2>
                    {title} " " <span class="stage-count">{notes}</span>
                    {(pages > 1)
                        .then(|| view! { <span class="stage-page">{t.screen_page(page, pages)}</span> })}
                </h2>
                <div class="stage-columns">
                    {columns
                        .into_iter()
                        .map(|column| {
                            let notes = column.into_iter().map(|note| slip(note, &names.get()));
                            view! { <ul class="stage-column">{notes.collect_view()}</ul> }
                        })
                        .collect_view()}
                </div>
                {(notes == 0).then(|| view! { <p class="stage-nothing">{t.screen_empty()}</p> })}
            </section>
        }
        .into_any(),
        Showing::Note(note) => view! {
            <ul class="stage-note">{slip(note, &names.get())}</ul>
        }
        .into_any(),
        Showing::Gone => view! { <p class="stage-nothing">{t.screen_gone()}</p> }.into_any(),
    }
    };
    view! {
        <div class="stage" class:stage-blank=is_blank>
            {move || {
                if is_blank.get() {
                    view! { <p class="stage-pause">{t.screen_pause()}</p> }.into_any()
                } else {
                    view! {
                        {header}
                        <div class="stage-body">{body}</div>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

fn join(join_url: &str, code: &str, here: u32) -> impl IntoView + use<> {
    let t = texts();
    view! {
        <div class="stage-join">
            <QrCode text=join_url.to_owned() label=t.screen_scan() />
            <div>
                <p>{t.screen_scan()} ","</p>
                <p>{t.screen_or_go_to()}</p>
                <p class="stage-address">{links::spoken(join_url).to_owned()}</p>
                <p>{t.screen_or_code()}</p>
                <p class="stage-large-code">{code.to_owned()}</p>
                {(here > 0).then(|| view! { <p class="stage-here">{t.screen_here(here)}</p> })}
            </div>
        </div>
    }
}

fn quadrant(cell: Summed, names: &[String]) -> impl IntoView + use<> {
    let t = texts();
    let empty = cell.count == 0;
    let notes = cell
        .notes
        .into_iter()
        .map(|note| slip(note, names))
        .collect_view();
    view! {
        <section class="stage-quadrant" class:stage-empty=empty>
            <h2>{cell.title} " " <span class="stage-count">{cell.count}</span></h2>
            {empty.then(|| view! { <p class="stage-nothing">{t.screen_empty()}</p> })}
            <ul>{notes}</ul>
            {(cell.more > 0)
                .then(|| view! { <p class="stage-more">{t.screen_more(cell.more)}</p> })}
        </section>
    }
}

fn rows_view(columns: Vec<String>, rows: Vec<Row>, names: &[String]) -> impl IntoView + use<> {
    let t = texts();
    let one = rows.first().is_none_or(|row| row.cells.len() < 2);
    let cell = |cell: Summed| {
        let empty = cell.count == 0;
        let note = cell.notes.into_iter().next();
        let name = note.as_ref().and_then(|note| name_of(note, names));
        view! {
            <td class:stage-empty=empty>
                {if empty {
                    view! { <p class="stage-nothing">{t.screen_empty()}</p> }.into_any()
                } else {
                    view! {
                        <div class="stage-row-cell">
                            <span class="stage-count">{cell.count}</span>
                            <span class="stage-row-text">{note.map(|note| note.text)}</span>
                            {one.then(|| view! { <span class="stage-table">{name}</span> })}
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
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(cell).collect_view();
        view! { <tr><th scope="row">{row.title}</th>{cells}</tr> }
    });
    view! { <table class="stage-rows">{head}<tbody>{rows.collect_view()}</tbody></table> }
}

/// A note as a slip of paper with its table's edge and name.
fn slip(note: Shown, names: &[String]) -> impl IntoView + use<> {
    let name = name_of(&note, names);
    view! {
        <li class=format!("stage-slip {}", edge_class(note.table))>
            <p class="stage-text">{note.text}</p>
            <p class="stage-table">{name}</p>
        </li>
    }
}

fn name_of(note: &Shown, names: &[String]) -> Option<String> {
    names
        .get(usize::from(note.table.0).checked_sub(1)?)
        .cloned()
}
