//! The facilitator's page: the next thing to do, the steps, what has been written, and what the big
//! screen shows.

mod cells;
mod lead;
mod note;
mod room;

use std::sync::Arc;

use bordsvis_shared::id::StepId;
use bordsvis_shared::protocol::{Tables, ToServer};
use bordsvis_shared::session::{Role, Session, StepState};
use leptos::prelude::*;

use self::cells::StepCells;
use self::lead::{Next, next, use_command};
use self::room::RoomColumn;
use crate::board::{Board, Reach, Saving, Undone};
use crate::device::{self, Known};
use crate::language::{texts, use_board_language};
use crate::links::Entrance;
use crate::parts::{
    Button, IconButton, Loading, Look, Message, Notice, Page, PageFooter, Shape, Tone, page_title,
    use_toasts,
};

/// The page `/facilitator#<board>/<token>`.
#[component]
pub fn FacilitatorPage() -> impl IntoView {
    let t = texts();
    page_title(t.lead_loading());
    let fragment = location().hash().unwrap_or_default();
    let Some(Entrance { board, rest: token }) = Entrance::read(&fragment) else {
        return denied().into_any();
    };
    let opening = Board::open(board, token.clone());
    (move || match (opening.denied(), opening.board()) {
        (Some(_), _) => denied().into_any(),
        (None, Some(board)) => {
            remember(&board.session.get_untracked(), &token);
            view! { <Facilitator board token=token.clone() /> }.into_any()
        }
        (None, None) => {
            view! { <main class="lead-wait"><Loading what=t.lead_loading() /></main> }.into_any()
        }
    })
    .into_any()
}

fn denied() -> impl IntoView {
    let t = texts();
    page_title(t.lead_denied());
    view! {
        <Page class="narrow">
            <Message title=t.lead_denied() text=t.failure_link()>
                <a class="button primary" href="/">{t.to_start()}</a>
            </Message>
        </Page>
    }
}

fn remember(session: &Session, token: &str) {
    device::remember_board(Known {
        board: session.board.clone(),
        title: session.title.clone(),
        role: Role::Facilitator,
        token: token.to_owned(),
        table: None,
        at: js_sys::Date::now(),
    });
}

#[component]
fn Facilitator(board: Board, token: String) -> impl IntoView {
    let t = texts();
    let follow_language = use_board_language();
    Effect::new(move || follow_language(board.session.with(|session| session.language)));
    let title = Memo::new(move |_| board.session.with(|session| session.title.clone()));
    Effect::new(move || page_title(&title.get()));

    // What the facilitator looks at follows where everyone is, until they look elsewhere.
    let led = Memo::new(move |_| board.session.with(|session| session.step.clone()));
    let looking = RwSignal::new(led.get_untracked());
    Effect::new(move || looking.set(led.get()));
    let covered = RwSignal::new(true);
    let closed = Memo::new(move |_| board.session.with(|session| session.closed));

    view! {
        <div class="lead">
            <header class="lead-head">
                <Primary board />
                <Actions board looking />
                <div class="lead-title">
                    <h1>{move || title.get()}</h1>
                    <SavingState board />
                </div>
            </header>
            <nav class="lead-steps" aria-label=t.lead_steps()>
                <Steps board looking />
            </nav>
            <main class="lead-main">
                {move || {
                    closed
                        .get()
                        .then(|| view! { <Notice tone=Tone::Warn><p>{t.lead_closed()}</p></Notice> })
                }}
                {move || {
                    let step = looking.get();
                    let picture = board.picture(&step, Reach::Everything);
                    view! { <StepCells board picture covered /> }
                }}
            </main>
            <aside class="lead-room" aria-label=t.lead_screen_now()>
                <RoomColumn board token looking />
            </aside>
            <PageFooter />
        </div>
    }
}

/// The one button that says what comes and what it does.
#[component]
fn Primary(board: Board) -> impl IntoView {
    let t = texts();
    let command = use_command(board);
    let coming = Memo::new(move |_| board.session.with(|session| next(session)));
    let name = move |step: &StepId| {
        board.session.with_untracked(|session| {
            let step = session.method.step(step);
            step.map(|step| step.title.get(t.language()).to_owned())
                .unwrap_or_default()
        })
    };
    move || {
        let coming = coming.get();
        let (label, hint, done) = match &coming {
            Next::Reveal(step) => (t.lead_reveal(&name(step)), t.lead_reveal_hint(), false),
            Next::Go(step) => (t.lead_go(&name(step)), t.lead_go_hint(), false),
            Next::Done => (t.lead_done().to_owned(), t.lead_done_hint(), true),
        };
        let act = move || match coming.clone() {
            Next::Reveal(step) => {
                command(ToServer::Reveal {
                    step,
                    tables: Tables::ALL,
                    revealed: true,
                });
            }
            Next::Go(step) => command(ToServer::Go { step }),
            Next::Done => {}
        };
        view! {
            <div class="lead-primary">
                <Button look=Look::Primary large=true off=done on_press=act>
                    {label}
                </Button>
                <p class="hint">{hint}</p>
            </div>
        }
    }
}

#[component]
fn Actions(board: Board, looking: RwSignal<StepId>) -> impl IntoView {
    let t = texts();
    let command = use_command(board);
    let state = Memo::new(move |_| {
        let step = looking.get();
        board
            .session
            .with(|session| session.steps.get(&step).cloned().unwrap_or_default())
    });
    let blanked = Memo::new(move |_| board.session.with(|session| session.screen.blanked));
    let step = move || looking.get_untracked();
    view! {
        <div class="lead-actions">
            {move || {
                let StepState { revealed, locked } = state.get();
                let cover = move || {
                    command(ToServer::Reveal { step: step(), tables: Tables::ALL, revealed: false });
                };
                view! {
                    {(!revealed.is_empty())
                        .then(|| view! { <Button icon=Shape::Hidden on_press=cover>{t.lead_cover()}</Button> })}
                    <Button
                        icon=Shape::Lock
                        on_press=move || command(ToServer::Lock { step: step(), locked: !locked })
                    >
                        {if locked { t.lead_unlock() } else { t.lead_lock() }}
                    </Button>
                }
            }}
            {move || {
                let blanked = blanked.get();
                let blank = move || command(ToServer::Blank { blanked: !blanked });
                view! {
                    <Button icon=Shape::Screen on_press=blank>
                        {if blanked { t.lead_light() } else { t.lead_blank() }}
                    </Button>
                }
            }}
        </div>
    }
}

/// Whether what one did is safe, in words.
#[component]
fn SavingState(board: Board) -> impl IntoView {
    let t = texts();
    view! {
        <p class="lead-saving" role="status">
            {move || match board.saving.get() {
                Saving::Connecting => t.screen_reconnecting().to_owned(),
                Saving::Saved => t.lead_online().to_owned(),
                Saving::Waiting(edits) => t.lead_waiting_edits(edits),
                Saving::Offline(_) => t.lead_offline().to_owned(),
            }}
        </p>
    }
}

#[component]
fn Steps(board: Board, looking: RwSignal<StepId>) -> impl IntoView {
    let t = texts();
    let command = use_command(board);
    let steps = Memo::new(move |_| board.session.with(|session| steps_of(session, t)));
    move || {
        let rows = steps.get().into_iter().enumerate().map(|(index, (id, title, state))| {
            let (look, lead, current, led) = (id.clone(), id.clone(), id.clone(), id);
            let led_here = Memo::new(move |_| board.session.with(|session| session.step == led));
            let shown = Memo::new(move |_| looking.get() == current);
            view! {
                <li class="lead-step" class:current=shown>
                    <button
                        class="button quiet"
                        type="button"
                        aria-current=move || shown.get().then_some("step")
                        on:click=move |_| looking.set(look.clone())
                    >
                        <span>{index + 1} ". " {title}</span>
                        <span class="hint">{state}</span>
                    </button>
                    {move || {
                        let step = lead.clone();
                        let go = move || command(ToServer::Go { step: step.clone() });
                        if led_here.get() {
                            view! { <p class="lead-led">{t.lead_here()}</p> }.into_any()
                        } else if shown.get() {
                            view! { <Button on_press=go>{t.lead_lead_here()}</Button> }.into_any()
                        } else {
                            ().into_any()
                        }
                    }}
                </li>
            }
        });
        view! { <ol>{rows.collect_view()}</ol> }
    }
}

/// Each step with its title and its state in words.
fn steps_of(session: &Session, t: crate::texts::Texts) -> Vec<(StepId, String, String)> {
    let tables = session.tables.len();
    let state = |step: &StepId| {
        let state = session.steps.get(step).cloned().unwrap_or_default();
        let shown = match state.revealed.len() {
            0 if session.step == *step => t.lead_writing(),
            0 => t.lead_waiting(),
            some if some < tables => t.lead_partly_shown(),
            _ => t.lead_shown(),
        };
        let locked = state.locked.then(|| t.lead_locked());
        [Some(shown), locked]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let step = |step: &bordsvis_shared::method::Step| {
        (
            step.id.clone(),
            step.title.get(t.language()).to_owned(),
            state(&step.id),
        )
    };
    session.method.steps.iter().map(step).collect()
}

/// Undo and redo of what one did in the step that is shown.
#[component]
fn History(picture: crate::board::Picture) -> impl IntoView {
    let t = texts();
    let toasts = use_toasts();
    let say = move |undone: Undone| match undone {
        Undone::Nothing | Undone::All => {}
        Undone::Some | Undone::None => toasts.say(t.lead_undo_changed()),
    };
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let typing = event.target().is_some_and(|target| is_text(&target));
        if !typing
            && (event.ctrl_key() || event.meta_key())
            && event.key().eq_ignore_ascii_case("z")
        {
            event.prevent_default();
            say(if event.shift_key() {
                picture.redo()
            } else {
                picture.undo()
            });
        }
    });
    on_cleanup(move || keys.remove());
    let cannot_undo = Signal::derive(move || !picture.can_undo.get());
    let cannot_redo = Signal::derive(move || !picture.can_redo.get());
    view! {
        <IconButton label=t.lead_undo() icon=Shape::Undo off=cannot_undo on_press=move || say(picture.undo()) />
        <IconButton label=t.lead_redo() icon=Shape::Redo off=cannot_redo on_press=move || say(picture.redo()) />
    }
}

fn is_text(target: &web_sys::EventTarget) -> bool {
    use wasm_bindgen::JsCast;
    target.dyn_ref::<web_sys::HtmlTextAreaElement>().is_some()
        || target.dyn_ref::<web_sys::HtmlInputElement>().is_some()
}

/// The session behind a signal, once.
fn session_now(board: Board) -> Arc<Session> {
    board.session.get_untracked()
}
