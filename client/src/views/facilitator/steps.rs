//! The steps of the method, with how far each of them is.

use bordsvis_shared::id::StepId;
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use super::lead::use_lead;
use super::progress;
use crate::language::texts;
use crate::parts::{Button, Show};
use crate::reactive::{memo, stored};
use crate::texts::Texts;

/// The list of steps, below the board's name and code.
#[component]
pub fn Steps() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let title = lead
        .board
        .session
        .with_untracked(|session| session.title.clone());
    let code = lead
        .board
        .session
        .with_untracked(|session| session.code.to_string());
    let steps = lead.board.session.with_untracked(|session| {
        let steps = session.method.steps.iter();
        steps
            .map(|step| (step.id.clone(), step.title.get(t.language()).to_owned()))
            .collect::<Vec<_>>()
    });
    let rows = steps.into_iter().zip(1..).map(|((step, title), number)| {
        view! { <StepRow step title number /> }
    });
    view! {
        <nav class="lead-steps" aria-label=t.lead_steps()>
            <h1>{title}</h1>
            <p class="lead-code">{t.lead_code()} " " <strong>{code}</strong></p>
            <ol>{rows.collect_view()}</ol>
        </nav>
    }
}

#[component]
fn StepRow(step: StepId, title: String, number: usize) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let id = stored(step.clone());
    let viewed = memo(move || lead.viewed.get() == id.get_value());
    let state = memo(move || {
        let summary = lead.board.summary.get();
        let step = id.get_value();
        let written = summary.written.get(&step);
        let notes = written.map_or(0, |tables| tables.iter().sum::<u32>());
        lead.board
            .session
            .with(|session| state(t, session, &step, notes as usize))
    });
    let now = memo(move || lead.led.get() == id.get_value());
    let bring = move || lead.go(id.get_value());
    view! {
        <li class:viewed=viewed class:now=now>
            <button
                class="lead-step"
                type="button"
                aria-current=move || viewed.get().then_some("step")
                on:click=move |_| lead.look(&id.get_value())
            >
                <span class="lead-number" aria-hidden="true">{number}</span>
                <span class="lead-step-title">{title}</span>
                <span class="lead-state">{move || state.get()}</span>
            </button>
            <Show when=move || viewed.get() && !now.get()>
                <Button on_press=bring>{t.lead_bring()}</Button>
            </Show>
        </li>
    }
}

/// How far a step is, in words.
fn state(t: Texts, session: &Session, step: &StepId, notes: usize) -> String {
    let (shown, tables) = (progress::shown(session, step), session.tables.len());
    let revealed = match shown {
        0 => None,
        _ if shown == tables => Some(t.lead_state_shown().to_owned()),
        _ => Some(t.lead_state_some(shown, tables)),
    };
    let states = [
        (session.step == *step).then(|| t.lead_state_now().to_owned()),
        revealed,
        session
            .is_locked(step)
            .then(|| t.lead_state_locked().to_owned()),
        (notes > 0).then(|| t.lead_notes(notes)),
    ];
    // A line is broken behind a dot, not before it.
    states
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\u{a0}· ")
}
