//! The one dialog in which something is asked about notes: where to, with what, what to write.

use bordsvis_shared::id::StepId;
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::answering::AnswerForm;
use super::desk::{Asked, Desk, use_desk};
use super::gathering::Gathering;
use super::moving::{MoveCluster, MoveNotes, PlaceNotes};
use super::writing::WriteForm;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::Dialog;
use crate::texts::Texts;

/// Asks, while something is asked.
#[component]
pub fn Asking() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let title = Signal::derive(move || {
        desk.asked
            .with(|asked| asked.as_ref().map(|asked| title(t, &desk, asked)))
            .unwrap_or_default()
    });
    view! {
        <Dialog title open=desk.asking>
            <Later part=asked />
        </Dialog>
    }
}

#[wasm_split(aside, fallible)]
fn asked() -> Late {
    late(|| form().into_any())
}

/// How what is asked is answered.
fn form() -> Option<AnyView> {
    let desk = use_desk();
    Some(match desk.asked.get_untracked()? {
        Asked::Move(notes) => view! { <MoveNotes notes /> }.into_any(),
        Asked::Place(notes, step) => {
            let step = method_step(&desk, &step)?;
            view! { <PlaceNotes notes step /> }.into_any()
        }
        Asked::Gather(notes) => view! { <Gathering notes /> }.into_any(),
        Asked::MoveCluster(cluster) => view! { <MoveCluster cluster /> }.into_any(),
        Asked::Answer { from, step, cell } => {
            let step = method_step(&desk, &step)?;
            view! { <AnswerForm from step cell /> }.into_any()
        }
        Asked::Write(cell) => view! { <WriteForm cell /> }.into_any(),
    })
}

fn title(t: Texts, desk: &Desk, asked: &Asked) -> String {
    match asked {
        Asked::Move(notes) => t.lead_move_notes(notes.len()),
        Asked::Place(_, step) => {
            let step = method_step(desk, step);
            let title = step.map(|step| t.lead_place_in(step.title.get(t.language())));
            title.unwrap_or_default()
        }
        Asked::Gather(notes) => t.sort_gather_title(notes.len()),
        Asked::MoveCluster(cluster) => cluster
            .view
            .with_untracked(|view| t.sort_move_cluster(&view.title)),
        Asked::Answer { step, .. } => {
            let own = *step == desk.step_id();
            let step = method_step(desk, step);
            let words = step.and_then(|step| match step.balance {
                Some(balance) if own => Some(balance.question),
                _ => step.answer,
            });
            let words = words.map(|words| words.get(t.language()).to_owned());
            words.unwrap_or_default()
        }
        Asked::Write(_) => t.sort_write().to_owned(),
    }
}

fn method_step(desk: &Desk, id: &StepId) -> Option<Step> {
    desk.board
        .session
        .with_untracked(|session| session.method.step(id).cloned())
}
