//! The next thing to do, and what may be needed at any moment beside it.

use bordsvis_shared::protocol::{Tables, ToServer};
use bordsvis_shared::session::{ScreenView, Session};
use leptos::prelude::*;

use super::lead::{Lead, use_lead};
use super::menu::BoardMenu;
use super::progress::{self, Next};
use crate::board::Saving;
use crate::language::texts;
use crate::parts::{Button, Icon, Shape, Show};
use crate::reactive::memo;

/// The head of the page.
#[component]
pub fn Head(
    /// The facilitator's own token.
    key: String,
) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let blanked = memo(move || lead.board.session.with(|session| session.screen.blanked));
    let blank = move || {
        let blanked = !blanked.get_untracked();
        lead.command(ToServer::Blank { blanked });
    };
    view! {
        <header class="lead-head" aria-label=t.lead_meeting()>
            <Primary />
            <div class="actions">
                <StepControls />
                <Button icon=Shape::Screen on_press=blank>
                    {move || if blanked.get() { t.lead_light() } else { t.lead_blank() }}
                </Button>
            </div>
            <Saved />
            <BoardMenu key />
        </header>
    }
}

/// The one large button, or why there is nothing for it to do.
#[component]
fn Primary() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let next = memo(move || lead.board.session.with(|session| progress::next(session)));
    let off = memo(move || lead.board.session.with(|session| session.closed));
    let go = move |_| {
        if !off.get_untracked() {
            lead.commands(commands(&lead, next.get_untracked()));
        }
    };
    let words = move || {
        let next = next.get();
        let title = |step| {
            lead.board
                .session
                .with_untracked(|session: &std::sync::Arc<Session>| {
                    let step = session.method.step(step);
                    step.map(|step| step.title.get(t.language()).to_owned())
                        .unwrap_or_default()
                })
        };
        match &next {
            Next::Reveal { step, some } => {
                let hint = if *some {
                    t.lead_reveal_rest_hint()
                } else {
                    t.lead_reveal_hint()
                };
                Some((t.lead_reveal_step(&title(step)), hint.to_owned()))
            }
            Next::Go { step, number } => {
                Some((t.lead_next_step(&title(step)), t.lead_next_hint(*number)))
            }
            Next::Nothing => None,
        }
    };
    let words = memo(words);
    view! {
        <button
            class="button primary lead-primary"
            type="button"
            hidden=move || words.read().is_none()
            aria-disabled=move || off.get().then_some("true")
            on:click=go
        >
            <strong>{move || words.get().map(|(does, _)| does)}</strong>
            <span>{move || words.get().map(|(_, hint)| hint)}</span>
        </button>
        <p class="lead-last" hidden=move || words.read().is_some()>
            <strong>{t.lead_last()}</strong>
            <span>{t.lead_last_hint()}</span>
        </p>
    }
}

/// What the large button commands. Whatever was chosen for the big screen before, it follows along.
fn commands(lead: &Lead, next: Next) -> Vec<ToServer> {
    let (command, leads) = match next {
        Next::Reveal { step, .. } => {
            let (tables, revealed) = (Tables::ALL, true);
            let reveal = ToServer::Reveal {
                step,
                tables,
                revealed,
            };
            (Some(reveal), true)
        }
        Next::Go { step, .. } => (Some(ToServer::Go { step }), true),
        Next::Nothing => (None, false),
    };
    let view = lead
        .board
        .session
        .with_untracked(|session| session.screen.view.clone());
    let follow = (leads && view != ScreenView::Follow).then_some(ToServer::Screen {
        view: ScreenView::Follow,
    });
    command.into_iter().chain(follow).collect()
}

/// What concerns the step that one looks at.
#[component]
fn StepControls() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let any_shown =
        memo(move || session.with(|session| progress::shown(session, &lead.viewed.get()) > 0));
    let locked = memo(move || session.with(|session| session.is_locked(&lead.viewed.get())));
    let other = memo(move || {
        let number = || session.with(|session| progress::number(session, &lead.viewed.get()));
        lead.is_elsewhere().then(number)
    });
    let hide = move || {
        lead.command(ToServer::Reveal {
            step: lead.viewed.get_untracked(),
            tables: Tables::ALL,
            revealed: false,
        });
    };
    let lock = move || {
        lead.command(ToServer::Lock {
            grace: None,
            step: lead.viewed.get_untracked(),
            locked: !locked.get_untracked(),
        });
    };
    view! {
        <Show when=move || any_shown.get()>
            <Button icon=Shape::Hidden on_press=hide>{t.lead_hide_again()}</Button>
        </Show>
        <button class="button" type="button" on:click=move |_| lock()>
            {move || {
                let shape = if locked.get() { Shape::Unlock } else { Shape::Lock };
                view! { <Icon shape /> }
            }}
            {move || if locked.get() { t.lead_unlock(other.get()) } else { t.lead_lock(other.get()) }}
        </button>
    }
}

/// Whether what one did is safe.
#[component]
fn Saved() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let saving = lead.board.saving;
    let offline = memo(move || matches!(saving.get(), Saving::Offline(_)));
    view! {
        <p class="saving-state" class:offline=offline role="status">
            {move || {
                let shape = if offline.get() { Shape::Offline } else { Shape::Check };
                view! { <Icon shape /> }
            }}
            {move || t.saving(saving.get())}
        </p>
    }
}
