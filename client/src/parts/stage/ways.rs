//! The ways of the big screen, each as it fills the body of the stage.

use leptos::prelude::*;

use super::overview::overview_view;
use crate::board::Board;
use crate::language::texts;
use crate::links;
use crate::parts::{QrCode, edge_class};
use crate::showing::{By, Fitted, Presented, Showing, Shown, Written};

/// What fills the body of the stage.
pub fn body(board: Board, showing: Showing) -> AnyView {
    let t = texts();
    match showing {
        Showing::Blank => ().into_any(),
        Showing::Join { here } => join(board, here).into_any(),
        Showing::Writing {
            question,
            written,
            joining,
        } => writing(board, question, written, joining).into_any(),
        Showing::Overview { overview, tilt } => overview_view(overview, tilt).into_any(),
        Showing::Cell {
            title,
            tables,
            columns,
            page,
            pages,
            notes,
        } => {
            let columns = columns.into_iter().map(|column| {
                let shown = column.into_iter().map(slip);
                view! { <ul class="stage-column">{shown.collect_view()}</ul> }
            });
            let page = (pages > 1)
                .then(|| view! { <span class="stage-page">{t.screen_page(page, pages)}</span> });
            let tables = tables
                .map(|tables| view! { <span class="stage-tables">{t.screen_by(&tables)}</span> });
            let none =
                (notes == 0).then(|| view! { <p class="stage-nothing">{t.screen_empty()}</p> });
            view! {
                <section class="stage-cell">
                    <h2>
                        <span style:--size=title.size.to_string()>{title.text}</span>
                        " "
                        <span class="stage-count">{notes}</span>
                        {tables}
                        {page}
                    </h2>
                    <div class="stage-columns">{columns.collect_view()}</div>
                    {none}
                </section>
            }
            .into_any()
        }
        Showing::Present(presented) => present(presented).into_any(),
        Showing::Note { note, place } => view! {
            <ul class="stage-note">
                <li class=["stage-slip ", edge_of(&note.by)].concat()>
                    <p class="stage-text" style:--size=note.text.size.to_string()>{note.text.text}</p>
                    <p class="stage-table">{t.screen_by(&note.by)} " · " {place}</p>
                </li>
            </ul>
        }
        .into_any(),
        Showing::Gone => view! { <p class="stage-nothing">{t.screen_gone()}</p> }.into_any(),
    }
}

fn join(board: Board, here: u32) -> impl IntoView {
    let t = texts();
    let (join_url, code) = board
        .session
        .with(|session| (session.join_url.clone(), session.code.to_string()));
    let address = links::spoken(&join_url).to_owned();
    view! {
        <div class="stage-join">
            <QrCode text=join_url label=t.screen_scan() />
            <div>
                <p>{t.screen_scan()} ","</p>
                <p>{t.screen_or_go_to()}</p>
                <p class="stage-address">{address}</p>
                <p>{t.screen_or_code()}</p>
                <p class="stage-large-code">{code}</p>
                {(here > 0).then(|| view! { <p class="stage-here">{t.screen_here(here)}</p> })}
            </div>
        </div>
    }
}

fn writing(board: Board, question: Fitted, written: Written, joining: bool) -> impl IntoView {
    let t = texts();
    let scan = joining.then(|| {
        let join_url = board.session.with(|session| session.join_url.clone());
        view! {
            <div class="stage-scan">
                <QrCode text=join_url label=t.screen_scan() />
                <p>{t.screen_scan()}</p>
            </div>
        }
    });
    view! {
        <div class="stage-writing">
            <div>
                <h2 class="stage-asked" style:--size=question.size.to_string()>{question.text}</h2>
                <p class="stage-written">{t.screen_written(written)}</p>
            </div>
            {scan}
        </div>
    }
}

fn present(presented: Presented) -> impl IntoView {
    let t = texts();
    let Presented {
        table,
        name,
        notes,
        chosen,
        next,
    } = presented;
    let none = match &notes {
        None => Some(t.screen_present_soon()),
        Some(notes) if notes.is_empty() => Some(t.screen_empty()),
        Some(_) => None,
    };
    let unchosen = notes.as_ref().is_some_and(|notes| !notes.is_empty()) && !chosen;
    let notes = notes.unwrap_or_default().into_iter().map(|(note, place)| {
        view! {
            <li class=["stage-slip ", edge_of(&note.by)].concat()>
                <p class="stage-text" style:--size=note.text.size.to_string()>{note.text.text}</p>
                <p class="stage-table">{place}</p>
            </li>
        }
    });
    view! {
        <section class=["stage-present ", edge_class(table)].concat()>
            <h2 style:--size=name.size.to_string()>{name.text}</h2>
            {none.map(|text| view! { <p class="stage-nothing">{text}</p> })}
            <ul>{notes.collect_view()}</ul>
            <p class="stage-next">
                {unchosen.then(|| view! { <span>{t.screen_present_first()}</span> })}
                <strong>{t.screen_present_next(next.as_deref())}</strong>
            </p>
        </section>
    }
}

/// A note or a cluster: the band is its table's colour, and its name stands with it.
pub fn slip(shown: Shown) -> impl IntoView {
    let t = texts();
    view! {
        <li class=["stage-slip ", edge_of(&shown.by)].concat() class:stage-beneath=shown.beneath>
            <p class="stage-text" style:--size=shown.text.size.to_string()>{shown.text.text}</p>
            <p class="stage-table">{t.screen_by(&shown.by)}</p>
        </li>
    }
}

/// The edge of whoever wrote it; a cluster has none, as it is of many.
fn edge_of(by: &By) -> &'static str {
    match by {
        By::Table(table, _) => edge_class(*table),
        By::Tables(..) => "stage-cluster",
    }
}
