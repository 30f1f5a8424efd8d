//! What a step asks, what helps to answer it, and who sees what is written.

use bordsvis_shared::id::StepId;
use leptos::prelude::*;

use super::here::use_here;
use super::steps::StepChoice;
use crate::board::Board;
use crate::language::texts;
use crate::parts::{Icon, Shape, Show};
use crate::reactive::{memo, state};

/// The step's question. What helps to answer it is folded away, unless it has a place at the side.
#[component]
pub fn Asked(board: Board, go: Callback<StepId>, roomy: ReadSignal<bool>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let unfolded = state(false);
    let question = here
        .step
        .with_value(|step| step.question.get(t.language()).to_owned());
    let fold = move || {
        view! {
            <button
                class="button quiet fold"
                type="button"
                aria-expanded=move || unfolded.get().to_string()
                on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
            >
                {t.guidance()}
                <Icon shape=Shape::Down />
            </button>
        }
    };
    view! {
        <div class="table-ask">
            <div class="table-step">
                <StepChoice board go />
                <Show when=move || !roomy.get()>{fold}</Show>
            </div>
            <h1 class="question">{question}</h1>
            <PhaseLine />
            <Show when=move || unfolded.get() && !roomy.get()>
                <Guidance />
            </Show>
        </div>
    }
}

/// Who sees what one writes, where that is not the table alone.
#[component]
fn PhaseLine() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let written = memo(move || {
        let cells = here.all_cells().into_iter();
        cells
            .map(|cell| here.picture.cell(&cell.id))
            .any(|notes| !notes.with(Vec::is_empty))
    });
    let shown = memo(move || {
        let table = here.board.session.with(|session| session.you.table);
        here.progress
            .with(|step| table.is_some_and(|table| step.revealed.contains(&table)))
    });
    let words = move || match (here.is_individual(), shown.get()) {
        (true, _) => Some((Shape::Hidden, t.each_alone())),
        (false, true) => Some((Shape::Shown, t.all_see())),
        (false, false) => None,
    };
    let lies = move || {
        let lies = here.is_individual() && written.get();
        lies.then(|| view! { <p class="hint">{t.lies_on_table()}</p> })
    };
    view! {
        <div class="phase" role="status">
            {move || {
                words().map(|(shape, words)| {
                    view! { <p class="hint phase-line"><Icon shape /><span>{words}</span></p> }
                })
            }}
            {lies}
        </div>
    }
}

/// What helps to answer the question.
#[component]
pub fn Guidance() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let guidance = here
        .step
        .with_value(|step| step.guidance.get(t.language()).to_owned());
    let paragraphs = guidance
        .trim()
        .split("\n\n")
        .map(|text| view! { <p>{text.to_owned()}</p> });
    view! { <div class="guidance">{paragraphs.collect_view()}</div> }
}
