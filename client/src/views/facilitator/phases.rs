//! The phases of a step: where it is, and where everyone may be led at once, forwards or backwards.

use std::collections::BTreeSet;

use bordsvis_shared::id::StepId;
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::{Tables, ToServer};
use leptos::prelude::*;

use super::lead::use_lead;
use crate::language::texts;
use crate::leading;
use crate::parts::{Button, Dialog, Look, Shape, Show};
use crate::reactive::{memo, state, stored};

/// The phases of the step that one looks at.
#[component]
pub fn Phases(step: StepId) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let id = stored(step);
    let phases = memo(move || {
        session.with(|session| {
            let step = session.method.step(&id.get_value());
            step.map(|step| step.phases.clone()).unwrap_or_default()
        })
    });
    let here = memo(move || {
        let step = id.get_value();
        let here = |session: &bordsvis_shared::session::Session| {
            (session.step == step).then(|| session.phase(&step))
        };
        session.with(|session| here(session))
    });
    let covering = state(Phase::Table);
    let asking = state(false);
    let go = move |phase: Phase| {
        let commands =
            session.with_untracked(|session| leading::lead_to(session, &id.get_value(), phase));
        lead.along(commands);
    };
    let choose = move |phase: Phase| {
        let covers =
            session.with_untracked(|session| leading::would_cover(session, &id.get_value(), phase));
        if covers {
            covering.set(phase);
            asking.set(true);
        } else {
            go(phase);
        }
    };
    let confirm = move || {
        asking.set(false);
        go(covering.get_untracked());
    };
    let choice = move |phase: Phase| {
        let current = memo(move || here.get() == Some(phase));
        view! {
            <button
                class="lead-phase"
                type="button"
                aria-current=move || current.get().then_some("true")
                on:click=move |_| choose(phase)
            >
                {t.lead_phase(phase)}
            </button>
        }
    };
    let label = move || match here.get() {
        Some(_) => t.lead_phases(),
        None => t.lead_bring(),
    };
    view! {
        <div class="lead-phases" role="group" aria-label=label>
            <p aria-hidden="true" hidden=move || here.get().is_some()>{t.lead_bring()}</p>
            {move || phases.get().into_iter().map(choice).collect_view()}
        </div>
        <Holding step=id.get_value() />
        <Dialog title=Signal::derive(move || t.lead_cover_to(covering.get())) open=asking>
            <p>{t.lead_cover_ask()}</p>
            <div class="actions">
                <Button look=Look::Primary on_press=confirm>{t.lead_cover_yes()}</Button>
                <Button on_press=move || asking.set(false)>{t.cancel()}</Button>
            </div>
        </Dialog>
    }
}

/// Whether what shown tables write waits until it is shown anew.
#[component]
fn Holding(step: StepId) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let id = stored(step);
    let state = memo(move || {
        session.with(|session| {
            session
                .steps
                .get(&id.get_value())
                .cloned()
                .unwrap_or_default()
        })
    });
    let holding = memo(move || state.with(|state| state.holding));
    let plenary = memo(move || state.with(|state| state.phase == Phase::Plenary));
    let hold = move || {
        lead.command(ToServer::Hold {
            step: id.get_value(),
            holding: !holding.get_untracked(),
        });
    };
    let show = move || {
        let revealed = state.with_untracked(|state| state.revealed.clone());
        lead.command(anew(id.get_value(), revealed));
    };
    view! {
        <Show when=move || plenary.get()>
            <Button pressed=Signal::from(holding) on_press=hold>{t.lead_hold()}</Button>
            <Show when=move || holding.get()>
                <Button icon=Shape::Shown on_press=show>{t.lead_show_new()}</Button>
            </Show>
        </Show>
    }
}

fn anew(step: StepId, revealed: BTreeSet<bordsvis_shared::id::TableNo>) -> ToServer {
    ToServer::Reveal {
        step,
        tables: Tables::These(revealed.into_iter().collect()),
        revealed: true,
    }
}
