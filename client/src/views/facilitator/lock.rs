//! Closing a step for the tables' writing: with some seconds to finish, so that nobody is cut short.

use bordsvis_shared::id::StepId;
use bordsvis_shared::protocol::{MAX_GRACE, ToServer};
use leptos::prelude::*;

use super::lead::use_lead;
use crate::countdown::{Left, until};
use crate::language::texts;
use crate::parts::{Button, Icon, Live, Shape, Show};
use crate::reactive::{memo, stored};

/// How long whoever writes is given, and how much longer at a press; in seconds.
const GRACE: u16 = 30;

/// The lock of a step.
#[component]
pub fn LockControls(step: StepId) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let id = stored(step);
    let locked = memo(move || session.with(|session| session.is_locked(&id.get_value())));
    let left = until(lead.board, move || {
        session.with(|session| session.steps.get(&id.get_value())?.locks_at)
    });
    let waiting = memo(move || left.get().is_some());
    let lock = move |locked: bool, grace: Option<u16>| {
        let step = id.get_value();
        lead.command(ToServer::Lock {
            step,
            locked,
            grace,
        });
    };
    let longer = move || {
        let left = left.get_untracked().unwrap_or_default();
        let grace = u16::try_from(left)
            .unwrap_or(MAX_GRACE)
            .saturating_add(GRACE);
        lock(true, Some(grace.min(MAX_GRACE)));
    };
    let read = move || {
        let seconds = left.get().unwrap_or_default();
        let running = true;
        t.lead_locks_in(&Left { seconds, running }.read())
    };
    let said = move || {
        let said = match (waiting.get(), locked.get()) {
            (true, _) => t.lead_lock_waits(),
            (false, true) => t.lead_lock_is(),
            (false, false) => "",
        };
        said.to_owned()
    };
    view! {
        <div class="lead-lock" role="group" aria-label=t.lead_lock()>
            <Live text=Signal::derive(said) />
            <Show when=move || waiting.get()>
                <p class="lead-lock-state"><Icon shape=Shape::Wait />{read}</p>
                <Button on_press=longer>{t.lead_lock_longer()}</Button>
                <Button icon=Shape::Lock on_press=move || lock(true, None)>{t.lead_lock_now()}</Button>
            </Show>
            <Show when=move || locked.get()>
                <p class="lead-lock-state"><Icon shape=Shape::Lock />{t.lead_lock_is()}</p>
            </Show>
            <Show when=move || waiting.get() || locked.get()>
                <Button icon=Shape::Unlock on_press=move || lock(false, None)>
                    {move || if locked.get() { t.lead_unlock() } else { t.lead_lock_cancel() }}
                </Button>
            </Show>
            <Show when=move || !(waiting.get() || locked.get())>
                <Button icon=Shape::Lock on_press=move || lock(true, Some(GRACE))>{t.lead_lock_soon()}</Button>
            </Show>
        </div>
    }
}
