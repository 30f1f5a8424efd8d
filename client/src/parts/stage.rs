//! What the big screen shows, drawn on a stage of 1920 × 1080 that is as large as its frame allows:
//! the projector itself, or the facilitator's thumbnail. See `screen.css` for how it scales.

use bordsvis_shared::id::StepId;
use leptos::prelude::*;

use crate::board::Board;
use crate::countdown::{Left, timer};
use crate::language::texts;
use crate::reactive::memo;
use crate::showing::{Showing, head};

mod overview;
mod ways;

/// The stage. `showing` is what it shows, in the step `step`.
#[component]
pub fn Stage(board: Board, step: StepId, showing: Signal<Showing>) -> impl IntoView {
    let t = texts();
    let is_blank = memo(move || showing.with(|showing| *showing == Showing::Blank));
    let notice = memo(move || {
        let notice = board.session.with(|session| session.notice.clone());
        notice.map(|notice| notice.text)
    });
    let shown = move || {
        let step = step.clone();
        view! {
            <Header board step showing />
            <div class="stage-body">{move || ways::body(board, showing.get())}</div>
            {move || notice.get().map(|text| view! { <p class="stage-notice">{text}</p> })}
        }
    };
    view! {
        <div class="stage" class:stage-blank=is_blank>
            {move || {
                if is_blank.get() {
                    view! { <p class="stage-pause">{t.screen_pause()}</p> }.into_any()
                } else {
                    shown().into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Header(board: Board, step: StepId, showing: Signal<Showing>) -> impl IntoView {
    let t = texts();
    let left = timer(board);
    let timed = memo(move || left.get().is_some());
    let head = memo(move || {
        let session = board.session.get();
        showing.with(|showing| head(&session, &step, showing, timed.get(), t.language()))
    });
    let code = memo(move || board.session.with(|session| session.code.to_string()));
    let step = move || {
        let step = head.get().step?;
        Some(view! { <p class="stage-step">{step.text}</p> })
    };
    view! {
        <header class="stage-header">
            {step}
            <h1 class="stage-question" style:--size=move || head.read().title.size.to_string()>
                {move || head.get().title.text}
            </h1>
            {move || timed.get().then(|| view! { <Time left /> })}
            {move || {
                head.read()
                    .code
                    .then(|| {
                        view! {
                            <p class="stage-code">
                                {t.screen_code()} " " <strong>{code}</strong>
                            </p>
                        }
                    })
            }}
        </header>
    }
}

/// The time that is left. It ends without a start: nothing blinks.
#[component]
fn Time(left: Memo<Option<Left>>) -> impl IntoView {
    let t = texts();
    let over = memo(move || left.get().is_some_and(Left::is_over));
    let paused = memo(move || {
        left.get()
            .is_some_and(|left| !left.running && !left.is_over())
    });
    let words = move || {
        let left = left.get()?;
        Some(if left.is_over() {
            t.screen_time_over().to_owned()
        } else {
            left.read()
        })
    };
    view! {
        <p class="stage-time" class:over=over>
            {move || paused.get().then(|| view! { <span class="stage-paused">{t.screen_time_paused()}</span> })}
            {words}
        </p>
    }
}
