//! The step that one looks at, and the step that everyone is led to.

use bordsvis_shared::id::StepId;
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::address::Address;
use super::going::Going;
use super::here::use_here;
use crate::board::Board;
use crate::focus::is_typing;
use crate::language::texts;
use crate::parts::{Button, Notice, Tone, use_toasts};
use crate::reactive::{effect, memo, state};
use crate::texts::Texts;

/// The step that is shown: the one that the address names, else the one that everyone is led to.
/// Somebody who is in the middle of `writing` is not led away; [`Elsewhere`] offers it.
pub fn follow_steps(board: Board, going: Going, writing: RwSignal<bool>) -> Signal<StepId> {
    let t = texts();
    let toasts = use_toasts();
    let led = memo(move || board.session.with(|session| session.step.clone()));
    let step = state(led.get_untracked());
    let show = move |wanted: StepId| {
        if step.with_untracked(|step| *step != wanted) {
            step.set(wanted);
        }
    };
    let known = move |wanted: &StepId| {
        board
            .session
            .with_untracked(|session| session.method.step(wanted).is_some())
    };
    effect(move || {
        if let Address::Table { step, .. } = going.address.get() {
            let wanted = step.filter(known);
            show(wanted.unwrap_or_else(|| led.get_untracked()));
        }
    });
    Effect::new(move |before: Option<StepId>| {
        let led = led.get();
        let followed = before.is_some_and(|before| before != led && before == step.get_untracked());
        if followed && !writing.get_untracked() && !is_typing() {
            show(led.clone());
            if going.address.get_untracked() != Address::Screen {
                going.replace(Address::CURRENT);
            }
            if let Some((_, _, words)) = whereabouts(t, board) {
                toasts.say(words);
            }
        }
        led
    });
    step.into()
}

/// Chooses a step to look at.
#[component]
pub fn StepChoice(board: Board, go: Callback<StepId>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let options = move || {
        let session = board.session.get();
        let steps = &session.method.steps;
        let option = |(at, step): (usize, &Step)| {
            let name = [
                &t.step_of(at + 1, steps.len()),
                step.title.get(t.language()),
            ]
            .join(": ");
            let selected = here.step_id() == step.id;
            let name = match (step.id == session.step, session.is_locked(&step.id)) {
                // What is chosen has no room for more.
                _ if selected => name,
                (true, _) => [&name, t.everyone_is_here()].join(" – "),
                (false, true) => [&name, t.step_is_locked()].join(" – "),
                (false, false) => name,
            };
            view! { <option value=step.id.to_string() selected=selected>{name}</option> }
        };
        steps.iter().enumerate().map(option).collect_view()
    };
    let choose = move |event| {
        if let Ok(step) = event_target_value(&event).parse() {
            go.run(step);
        }
    };
    view! {
        <select class="step-choice" aria-label=t.all_steps() on:change=choose>{options}</select>
    }
}

/// Offers the way to the step that everyone is led to, to somebody who looks at another.
#[component]
pub fn Elsewhere(board: Board, go: Callback<StepId>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let led = memo(move || whereabouts(t, board).filter(|(led, ..)| *led != here.step_id()));
    move || {
        led.get().map(|(led, number, words)| {
            view! {
                <Notice tone=Tone::Info>
                    <p role="status">{words}</p>
                    <Button on_press=move || go.run(led.clone())>{t.go_to_step(number)}</Button>
                </Notice>
            }
        })
    }
}

/// The step that everyone is led to, its number, and both in words. Reactive.
fn whereabouts(t: Texts, board: Board) -> Option<(StepId, usize, String)> {
    board.session.with(|session| {
        let steps = &session.method.steps;
        let at = steps.iter().position(|step| step.id == session.step)?;
        let words = t.everyone_is_in(at + 1, steps.len(), steps[at].title.get(t.language()));
        Some((session.step.clone(), at + 1, words))
    })
}
