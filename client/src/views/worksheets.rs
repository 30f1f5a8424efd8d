//! The printed worksheets: a sheet for each step, for tables that write by hand. What they write is
//! typed in afterwards, so each sheet says by whom.

use bordsvis_shared::method::{Heading, Language, Layout, Step, parking};
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use crate::{
    language::texts,
    parts::{Button, Icon, Look, Shape, page_title},
    reactive::state,
    views::printed::printed,
};

/// The page.
#[component]
pub fn WorksheetsPage() -> impl IntoView {
    let t = texts();
    printed(
        "sheets",
        t.sheets_title(),
        t.sheets_loading(),
        |session, lead| view! { <Sheets session lead /> }.into_any(),
    )
}

#[component]
fn Sheets(session: Session, lead: String) -> impl IntoView {
    let t = texts();
    page_title(&session.title);
    let each = state(false);
    let choices = [(false, t.sheets_one()), (true, t.sheets_each())].map(|(value, label)| {
        view! {
            <button
                class="button"
                type="button"
                aria-pressed=move || (each.get() == value).to_string()
                on:click=move |_| each.set(value)
            >
                {label}
            </button>
        }
    });
    let sheets = move || {
        let tables = session.tables.iter().filter(|table| !table.closed);
        let names: Vec<_> = if each.get() {
            tables.map(|table| Some(table.name.clone())).collect()
        } else {
            vec![None]
        };
        let sheets = names.iter().flat_map(|name| {
            let steps = session.method.steps.iter().zip(1..);
            steps.map(|(step, number)| sheet(&session, step, number, name.clone()))
        });
        sheets.collect_view()
    };
    view! {
        <p class="screen-only">{t.sheets_hint()}</p>
        <p class="screen-only">{t.sheets_typed_in()}</p>
        <div class="actions screen-only" role="group" aria-label=t.sheets_which()>{choices}</div>
        <div class="actions screen-only">
            <Button
                look=Look::Primary
                icon=Shape::Print
                on_press=|| {
                    let _ = window().print();
                }
            >
                {t.print()}
            </Button>
            <a class="button" href=lead>
                <Icon shape=Shape::Left />
                {t.cards_lead()}
            </a>
        </div>
        <ol class="sheet-list">{sheets}</ol>
    }
}

fn sheet(
    session: &Session,
    step: &Step,
    number: usize,
    table: Option<String>,
) -> impl IntoView + use<> {
    let t = texts();
    let language = t.language();
    // The rest of it is on the phones; a sheet has room for what comes first.
    let guidance = step.guidance.get(language).trim().split("\n\n").next();
    let guidance = guidance.unwrap_or_default().to_owned();
    let parking = parking();
    let hint = parking.guidance.as_ref().map(|text| text.get(language));
    view! {
        <li class="sheet" class:tall=is_tall(&step.layout)>
            <header>
                <p class="sheet-board">{session.title.clone()}</p>
                <p class="sheet-table">
                    {t.sheets_table()} " " <span class="sheet-blank">{table}</span>
                </p>
                <h2>
                    {t.lead_step_of(number, session.method.steps.len())} ": "
                    {step.title.get(language).to_owned()}
                </h2>
                <p class="sheet-question">{step.question.get(language).to_owned()}</p>
                <p class="sheet-guidance">{guidance}</p>
            </header>
            {boxes(&step.layout, language)}
            <footer>
                <p class="sheet-parking">
                    <strong>{parking.title.get(language)}</strong> " " {hint}
                </p>
                <p>{t.sheets_by()} " " <span class="sheet-blank"></span></p>
            </footer>
        </li>
    }
}

/// Rows of one column are written in across the whole of an upright page.
fn is_tall(layout: &Layout) -> bool {
    matches!(layout, Layout::Cells(cells) if cells.len() > 4)
}

fn boxes(layout: &Layout, language: Language) -> AnyView {
    let title = |heading: &Heading| heading.title.get(language).to_owned();
    let hint = |heading: &Heading| {
        let guidance = heading.guidance.as_ref();
        guidance
            .map(|text| view! { <span class="sheet-hint">{text.get(language).to_owned()}</span> })
    };
    match layout {
        Layout::Cells(cells) => {
            let cells = cells.iter().map(|cell| {
                view! {
                    <section class="sheet-box">
                        <h3>{title(cell)}</h3>
                        {hint(cell)}
                    </section>
                }
            });
            view! { <div class="sheet-boxes">{cells.collect_view()}</div> }.into_any()
        }
        Layout::Checklist(items) => {
            let items = items.iter().map(|item| view! { <li>{title(item)}</li> });
            view! { <ul class="sheet-checks">{items.collect_view()}</ul> }.into_any()
        }
        Layout::Grid { rows, columns } => {
            let above = columns.iter().map(|column| {
                view! { <th scope="col">{title(column)} {hint(column)}</th> }
            });
            let width = columns.len();
            let rows = rows.iter().map(|row| {
                let cells = (0..width).map(|_| view! { <td></td> });
                view! { <tr><th scope="row">{row.label(language).to_owned()}</th>{cells.collect_view()}</tr> }
            });
            view! {
                <table class="sheet-grid">
                    <thead><tr><td></td>{above.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            }
            .into_any()
        }
    }
}
