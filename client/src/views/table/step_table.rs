//! One step as a table works in it: what is asked, the cells with their notes, and where one writes.

use bordsvis_shared::id::{CellId, StepId};
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::address::Address;
use super::answer::AnswerDialog;
use super::asked::Asked;
use super::checklist::Checklist;
use super::done::Done;
use super::going::Going;
use super::here::{Here, use_here};
use super::list::NoteList;
use super::move_dialog::MoveDialog;
use super::rows::{OneCell, Overview};
use super::side::Side;
use super::tiles::Tiles;
use super::tools::{Ghost, undo_by_keys};
use super::tray::Trays;
use super::wall::Wall;
use crate::board::{Board, Reach};
use crate::cells::{Cells, Chooser};
use crate::language::texts;
use crate::media::{ROOMY, WIDE, media};
use crate::reactive::{effect, memo};
use crate::views::said::NewsOf;

/// A step. `writing` is set while one is in the middle of writing; `go` shows another step.
#[component]
pub fn StepTable(
    board: Board,
    going: Going,
    step: Step,
    writing: RwSignal<bool>,
    go: Callback<StepId>,
) -> impl IntoView {
    let (wide, roomy) = (media(WIDE), media(ROOMY));
    let picture = board.picture(&step.id, Reach::Table);
    let (chosen, choose) = choosing(going, &step, wide);
    let here = Here::new(board, picture, step, chosen, choose);
    provide_context(here);
    undo_by_keys(here);
    effect(move || {
        if !here.is_open() {
            here.editing.set(None);
        }
    });
    effect(move || {
        let composing = here.words.with(|words| !words.trim().is_empty());
        writing.set(composing || here.editing.with(Option::is_some));
    });
    on_cleanup(move || {
        writing.try_set(false);
    });
    view! {
        <div class="table-our">
            <Asked board go roomy />
            <div class="table-cells">
                <Checklist />
                {move || {
                    if wide.get() {
                        view! { <Wall /> }.into_any()
                    } else {
                        view! { <OneAtATime /> }.into_any()
                    }
                }}
                <Done />
            </div>
            <Side go wide roomy />
        </div>
        <MoveDialog />
        <AnswerDialog />
        <NewsOf picture cells=here.all_cells() />
        <Ghost />
    }
}

/// Which cell one writes in, as the address says; and how another is chosen.
fn choosing(
    going: Going,
    step: &Step,
    wide: ReadSignal<bool>,
) -> (Signal<Option<CellId>>, Callback<Option<CellId>>) {
    let cells = Cells::of(step, texts().language());
    let tiles = cells.chooser == Chooser::Tiles;
    let first = cells.own().first().map(|cell| cell.id.clone());
    let id = step.id.clone();
    let chosen = memo(move || {
        let Address::Table { cell, .. } = going.address.get() else {
            return None;
        };
        let cell = cell.filter(|cell| cells.get(cell).is_some());
        // Where all cells are in sight, one of them is always written in.
        cell.or_else(|| first.clone().filter(|_| tiles || wide.get()))
    });
    let choose = Callback::new(move |cell: Option<CellId>| {
        let opens = cell.is_some() && chosen.get_untracked().is_none();
        let closes = cell.is_none();
        let address = Address::Table {
            step: Some(id.clone()),
            cell,
        };
        match (opens, closes) {
            (true, _) => going.open(address),
            (_, true) => going.close(address),
            _ => going.replace(address),
        }
    });
    (chosen.into(), choose)
}

/// The cells of a narrow screen: tiles above the notes of one, or all of them until one is opened.
#[component]
fn OneAtATime() -> impl IntoView {
    let here = use_here();
    let chosen = move || {
        let cell = here.chosen.get()?;
        here.cells.with_value(|cells| cells.get(&cell).cloned())
    };
    match here.cells.with_value(|cells| cells.chooser.clone()) {
        Chooser::Tiles => {
            let cell = move || {
                chosen().map(|cell| {
                    view! {
                        <h2 class="unseen">{cell.title}</h2>
                        {cell.guidance.map(|guidance| view! { <p class="hint">{guidance}</p> })}
                        <Trays />
                        <NoteList cell=cell.id />
                    }
                })
            };
            view! {
                <Tiles />
                {cell}
            }
            .into_any()
        }
        Chooser::Rows { columns, rows } => (move || match chosen() {
            Some(cell) => view! { <OneCell cell /> }.into_any(),
            None => view! { <Overview columns=columns.clone() rows=rows.clone() /> }.into_any(),
        })
        .into_any(),
    }
}
