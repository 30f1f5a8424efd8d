//! The steps of the method, with how far each of them is, and the ways to lead everyone there.

use bordsvis_shared::id::StepId;
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::Summary;
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use super::lead::use_lead;
use super::lock::LockControls;
use super::phases::Phases;
use super::saved::Saved;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::leading;
use crate::parts::{For, Show};
use crate::reactive::{memo, stored};
use crate::texts::Texts;

/// The list of steps, below the board's name and code.
#[component]
pub fn Steps() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let title = session.with_untracked(|session| session.title.clone());
    let code = memo(move || session.with(|session| session.code.to_string()));
    let steps = memo(move || {
        session.with(|session| {
            let steps = session.method.steps.iter();
            steps.map(|step| step.id.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <nav class="lead-steps" aria-label=t.lead_steps()>
            <div>
                <h1>{title}</h1>
                <p class="lead-code">{t.lead_code()} " " <strong>{move || code.get()}</strong></p>
                <Saved />
            </div>
            <ol>
                <For each=move || steps.get() key=|step| step.clone() let(step)>
                    <StepRow step />
                </For>
            </ol>
        </nav>
    }
}

#[component]
fn StepRow(step: StepId) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let id = stored(step);
    // Steps are renamed, added and removed while the meeting is running.
    let title = memo(move || {
        session.with(|session| {
            let step = session.method.step(&id.get_value());
            step.map(|step| step.title.get(t.language()).to_owned())
        })
    });
    let number = memo(move || session.with(|session| leading::number(session, &id.get_value())));
    let viewed = memo(move || lead.viewed.get() == id.get_value());
    let state = memo(move || {
        let session = session.get();
        let summary = lead.board.summary.get();
        state(t, &session, &summary, &id.get_value())
    });
    let now = memo(move || lead.led.get() == id.get_value());
    view! {
        <li class:viewed=viewed class:now=now>
            <button
                class="lead-step"
                type="button"
                aria-current=move || viewed.get().then_some("step")
                on:click=move |_| lead.look(&id.get_value())
            >
                <span class="lead-number" aria-hidden="true">{move || number.get()}</span>
                <span class="lead-step-title">{move || title.get()}</span>
                <span class="lead-state">{move || state.get()}</span>
            </button>
            <Show when=move || viewed.get()>
                <div class="lead-step-controls">
                    <Later part=move || controls(id.get_value()) meanwhile=|| () />
                </div>
            </Show>
        </li>
    }
}

/// What can be done to the step that one looks at.
#[wasm_split(side, fallible)]
fn controls(step: StepId) -> Late {
    late(move || {
        view! {
            <Phases step=step.clone() />
            <LockControls step=step.clone() />
        }
        .into_any()
    })
}

/// How far a step is, in words.
fn state(t: Texts, session: &Session, summary: &Summary, step: &StepId) -> String {
    let (shown, tables) = leading::shown(session, step);
    let written = summary.written.get(step);
    let notes = written.map_or(0, |tables| tables.iter().sum::<u32>());
    let now = session.step == *step;
    let phase = match session.phase(step) {
        Phase::Plenary if shown == tables => Some(t.lead_state_shown().to_owned()),
        Phase::Plenary => Some(t.lead_state_some(shown, tables)),
        phase => now.then(|| t.lead_phase(phase).to_owned()),
    };
    let states = [
        now.then(|| t.lead_state_now().to_owned()),
        phase,
        session
            .is_locked(step)
            .then(|| t.lead_state_locked().to_owned()),
        (notes > 0).then(|| t.lead_notes(notes as usize)),
    ];
    // A line is broken behind a dot, not before it.
    states
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\u{a0}· ")
}
