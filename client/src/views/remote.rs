//! The remote control: the meeting led from a phone in one hand, by whoever walks about in the room. It
//! says where the meeting is, and has no more than what is needed there.

use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::{TimerChange, ToServer};
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use super::facilitator::lead::{Lead, use_lead};
use super::facilitator::led;
use super::facilitator::screen::words;
use crate::board::{Board, Connection};
use crate::countdown::{Left, timer};
use crate::language::{texts, use_board_language};
use crate::leading::{self, Way};
use crate::parts::{Button, Dialog, Icon, Look, Shape, page_title};
use crate::reactive::{effect, memo, state};
use crate::wake::keep_awake;

mod down;

use self::down::TakeDown;

/// How much longer the time gets at a press, in seconds.
const LONGER: u32 = 120;

/// The page `/remote#<board>/<token>`.
#[component]
pub fn RemotePage() -> impl IntoView {
    led(|board, key| view! { <Remote board key /> }.into_any())
}

#[component]
fn Remote(board: Board, key: String) -> impl IntoView {
    let t = texts();
    let follow_language = use_board_language();
    effect(move || follow_language(board.session.with(|session| session.language)));
    page_title(t.remote_title());
    keep_awake();
    provide_context(Lead::new(board, key));
    view! {
        <main class="remote">
            <Where />
            <div class="remote-keys">
                <div class="remote-pair">
                    <Longer />
                    <NextTable />
                    <Blank />
                    <TakeDown />
                </div>
                <Back />
                <Next />
            </div>
        </main>
    }
}

/// Where the meeting is, in words.
#[component]
fn Where() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let board = lead.board;
    let session = board.session;
    let left = timer(board);
    let step = memo(move || {
        session.with(|session| {
            let step = session.method.step(&session.step);
            let title = step.map(|step| step.title.get(t.language()).to_owned());
            let steps = session.method.steps.len();
            let number = leading::number(session, &session.step);
            (title, t.lead_step_of(number, steps))
        })
    });
    let phase = memo(move || {
        session.with(|session| {
            if session.closed {
                return t.remote_closed();
            }
            t.lead_phase(session.phase(&session.step))
        })
    });
    let time = memo(move || match left.get() {
        None => t.remote_no_time().to_owned(),
        Some(left) if left.is_over() => t.lead_time_over().to_owned(),
        Some(left) if left.running => left.read(),
        Some(left) => t.remote_paused(&left.read()),
    });
    let shows = memo(move || {
        session.with(|session| {
            let view = board.summary.with(|summary| session.on_screen(summary));
            words(t, session, &view)
        })
    });
    let offline = memo(move || matches!(board.connection.get(), Connection::Offline { .. }));
    view! {
        <header class="remote-where">
            <p class="remote-connection" class:offline=offline role="status">
                {move || {
                    let shape = if offline.get() { Shape::Offline } else { Shape::Check };
                    view! { <Icon shape /> }
                }}
                {move || if offline.get() { t.remote_offline() } else { t.remote_online() }}
            </p>
            <h1>{move || step.get().0}</h1>
            <p>{move || step.get().1} " · " {phase}</p>
            <dl>
                <dt>{t.lead_time()}</dt>
                <dd class="remote-time">{time}</dd>
                <dt>{t.lead_screen_now()}</dt>
                <dd><span role="status">{shows}</span></dd>
            </dl>
        </header>
    }
}

/// A large key: what it does, and beneath that what comes of it.
#[component]
fn Key(
    #[prop(into)] does: Signal<String>,
    #[prop(into)] hint: Signal<String>,
    #[prop(optional, into)] off: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <button
            class=["button remote-key ", class].concat()
            type="button"
            aria-disabled=move || off.get().then_some("true")
            on:click=move |_| {
                if !off.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <strong>{move || does.get()}</strong>
            <span hidden=move || hint.read().is_empty()>{move || hint.get()}</span>
        </button>
    }
}

/// On, as the facilitator's laptop does.
#[component]
fn Next() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let next = memo(move || session.with(|session| leading::next(session)));
    let words = memo(move || {
        let next = next.get();
        session.with(|session| match &next {
            Some(next) => {
                let (what, hint) = leading::words(t, session, next);
                (t.lead_next(&what), hint)
            }
            None => (t.lead_last().to_owned(), t.lead_last_hint().to_owned()),
        })
    });
    let off =
        Signal::derive(move || next.read().is_none() || session.with(|session| session.closed));
    let go = move || {
        if let Some(next) = next.get_untracked() {
            lead.commands(session.with_untracked(|session| leading::commands(session, &next)));
        }
    };
    view! {
        <Key
            class="primary"
            does=Signal::derive(move || words.get().0)
            hint=Signal::derive(move || words.get().1)
            off
            on_press=go
        />
    }
}

/// Back. What covers notes that everyone reads is asked about first.
#[component]
fn Back() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let back = memo(move || session.with(|session| leading::back(session)));
    let hint = move || {
        let back = back.get();
        session.with(|session| match &back {
            Some(back) => leading::words(t, session, back).0,
            None => t.remote_first().to_owned(),
        })
    };
    let off =
        Signal::derive(move || back.read().is_none() || session.with(|session| session.closed));
    let asking = state(false);
    let go = move || {
        asking.set(false);
        if let Some(back) = back.get_untracked() {
            lead.commands(session.with_untracked(|session| leading::commands(session, &back)));
        }
    };
    let press = move || {
        let covers = |back: &Way| session.with_untracked(|session| leading::covers(session, back));
        if back.get_untracked().as_ref().is_some_and(covers) {
            asking.set(true);
        } else {
            go();
        }
    };
    let title = Signal::derive(move || match back.get() {
        Some(Way::Phase(phase)) => t.lead_cover_to(phase),
        _ => t.remote_back().to_owned(),
    });
    view! {
        <Key does=t.remote_back().to_owned() hint=Signal::derive(hint) off on_press=press />
        <Dialog title open=asking>
            <p>{t.lead_cover_ask()}</p>
            <div class="actions">
                <Button look=Look::Primary on_press=go>{t.lead_cover_yes()}</Button>
                <Button on_press=move || asking.set(false)>{t.cancel()}</Button>
            </div>
        </Dialog>
    }
}

/// Two minutes more; where no time is taken, two minutes.
#[component]
fn Longer() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let left = timer(lead.board);
    let none = memo(move || left.get().is_none());
    let over = memo(move || left.get().is_some_and(Left::is_over));
    let hint = move || {
        if none.get() {
            t.remote_starts()
        } else if over.get() {
            t.lead_time_over()
        } else {
            ""
        }
    };
    let longer = move || {
        let seconds = LONGER;
        let change = if none.get_untracked() {
            TimerChange::Start { seconds }
        } else {
            TimerChange::Extend { seconds }
        };
        lead.command(ToServer::Timer { change });
    };
    view! {
        <Key
            does=t.lead_time_longer().to_owned()
            hint=Signal::derive(move || hint().to_owned())
            on_press=longer
        />
    }
}

/// The table that presents next.
#[component]
fn NextTable() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let next = memo(move || session.with(|session| next_table(session)));
    let hint = move || match next.get() {
        Some(table) => lead.table_name(table),
        None => t.remote_last_table().to_owned(),
    };
    let go = move || {
        let commands = next.get_untracked().map(|table| {
            session.with_untracked(|session| leading::present(session, &session.step, table))
        });
        lead.commands(commands.unwrap_or_default());
    };
    view! {
        <Key
            does=t.remote_next_table().to_owned()
            hint=Signal::derive(hint)
            off=Signal::derive(move || next.get().is_none())
            on_press=go
        />
    }
}

fn next_table(session: &Session) -> Option<TableNo> {
    session.presents_after(leading::presenting(session, &session.step))
}

/// The big screen, blank or lit.
#[component]
fn Blank() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let blanked = memo(move || lead.board.session.with(|session| session.screen.blanked));
    let does = move || {
        if blanked.get() {
            t.remote_light()
        } else {
            t.remote_blank()
        }
    };
    let blank = move || {
        let blanked = !blanked.get_untracked();
        lead.command(ToServer::Blank { blanked });
    };
    view! {
        <Key
            does=Signal::derive(move || does().to_owned())
            hint=t.remote_blank_hint().to_owned()
            on_press=blank
        />
    }
}
