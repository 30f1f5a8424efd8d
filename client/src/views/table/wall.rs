//! All cells with their notes at once, where there is room for them side by side.

use bordsvis_shared::id::CellId;
use leptos::prelude::*;

use super::here::use_here;
use super::list::NoteList;
use super::tiles::Count;
use crate::cells::{Chooser, Row};
use crate::focus::focus_soon;
use crate::parts::{Icon, Shape};
use crate::reactive::{memo, stored};

/// All cells with their notes.
#[component]
pub fn Wall() -> impl IntoView {
    let here = use_here();
    let chooser = here.cells.with_value(|cells| cells.chooser.clone());
    let own = || {
        here.cells
            .with_value(|cells| cells.own().to_vec())
            .into_iter()
    };
    let parking = here.cells.with_value(|cells| cells.parking().id.clone());
    let wall = match chooser {
        Chooser::Rows { columns, rows } if !columns.is_empty() => {
            view! { <Matrix columns=columns.len() rows /> }.into_any()
        }
        Chooser::Tiles | Chooser::Rows { .. } => {
            let panels = own().map(|cell| view! { <Panel cell=cell.id /> });
            view! { <div class="wall">{panels.collect_view()}</div> }.into_any()
        }
    };
    view! {
        {wall}
        <Panel cell=parking />
    }
}

#[component]
fn Matrix(columns: usize, rows: Vec<Row>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let panels = row
            .cells
            .into_iter()
            .map(|cell| view! { <Panel cell within_row=true /> });
        view! {
            <section class="matrix-row">
                <h2>{row.title}</h2>
                {panels.collect_view()}
            </section>
        }
    });
    view! {
        <div class="matrix" style:--columns=columns.to_string()>{rows.collect_view()}</div>
    }
}

/// A cell with its notes. Its heading chooses it, and so does a press anywhere on it.
#[component]
fn Panel(
    cell: CellId,
    /// Whether the heading of its row stands before it.
    #[prop(optional)]
    within_row: bool,
) -> impl IntoView {
    let here = use_here();
    let info = here
        .cells
        .with_value(|cells| cells.get(&cell).cloned())
        .expect("a cell of this step");
    let count = here.count(&cell);
    let id = stored(cell.clone());
    let chosen = memo(move || id.with_value(|id| here.is_chosen(id)));
    let over = memo(move || id.with_value(|id| here.drag.is_over(id)));
    let choose = move || {
        if !chosen.get_untracked() {
            here.choose.run(Some(id.get_value()));
        }
    };
    let title = if within_row {
        let row = info
            .title
            .strip_suffix(&info.label)
            .unwrap_or_default()
            .to_owned();
        view! { <span class="unseen">{row}</span> {info.label} }.into_any()
    } else {
        info.title.into_any()
    };
    let head = view! {
        <button
            class="panel-head"
            type="button"
            aria-pressed=move || chosen.get().to_string()
            on:click=move |_| {
                choose();
                focus_soon([super::composer::FIELD.to_owned()]);
            }
        >
            {move || chosen.get().then(|| view! { <Icon shape=Shape::Check /> })}
            <span>{title}</span>
            <Count count />
        </button>
    };
    let head = if within_row {
        view! { <h3>{head}</h3> }.into_any()
    } else {
        view! { <h2>{head}</h2> }.into_any()
    };
    let guidance = (!within_row).then_some(info.guidance).flatten();
    view! {
        <section
            class="panel"
            class:chosen=chosen
            class:drop=over
            data-cell=id.with_value(|id| id.to_string())
            on:click=move |_| choose()
        >
            {head}
            {guidance.map(|guidance| view! { <p class="hint">{guidance}</p> })}
            <NoteList cell />
        </section>
    }
}
