//! The time that is left, and how soon writing ends. It is told to those who listen when it matters,
//! not every second.

use leptos::prelude::*;

use super::here::use_here;
use crate::board::Board;
use crate::countdown::{Left, timer, until};
use crate::language::texts;
use crate::parts::{Icon, Live, Shape, Show};
use crate::reactive::memo;

/// From so many seconds on it is told that the time will soon be over.
const SOON: u32 = 60;
/// With so many seconds left it is told again that writing ends.
const HURRY: u32 = 10;

/// The time of the whole board.
#[component]
pub fn Clock(board: Board) -> impl IntoView {
    let t = texts();
    let left = timer(board);
    let over = memo(move || left.get().is_some_and(Left::is_over));
    let paused = memo(move || {
        left.get()
            .is_some_and(|left| !left.running && !left.is_over())
    });
    let words = move || match left.get() {
        Some(left) if left.is_over() => t.time_is_up().to_owned(),
        Some(left) => left.read(),
        None => String::new(),
    };
    let said = memo(move || match left.get() {
        Some(left) if left.is_over() => t.time_is_up(),
        Some(left) if left.running && left.seconds <= SOON => t.one_minute_left(),
        _ => "",
    });
    view! {
        <Show when=move || left.get().is_some()>
            <p class="clock" class:over=over role="timer">
                <Show when=move || paused.get()>
                    <Icon shape=Shape::Pause />
                </Show>
                <Show when=move || !over.get()>
                    <span class="unseen">{move || t.time_left(paused.get())} " "</span>
                </Show>
                {words}
            </p>
        </Show>
        <Live text=Signal::derive(move || said.get().to_owned()) />
    }
}

/// How soon the tables can no longer write in the step that is shown.
#[component]
pub fn LocksSoon() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let left = until(here.board, move || here.progress.with(|step| step.locks_at));
    let left = memo(move || {
        let seconds = left.get().filter(|_| here.is_open())?;
        let running = true;
        Some(Left { seconds, running })
    });
    let said = Memo::new(move |before: Option<&String>| match (left.get(), before) {
        (None, _) => String::new(),
        (Some(left), Some(said)) if left.seconds != HURRY && !said.is_empty() => said.clone(),
        (Some(left), _) => t.locks_in(left),
    });
    view! {
        <Show when=move || left.get().is_some()>
            <p class="locks-soon" aria-hidden="true">
                <Icon shape=Shape::Lock />
                <span>{move || left.get().map(|left| t.locks_in(left))}</span>
            </p>
        </Show>
        <Live text=said />
    }
}
