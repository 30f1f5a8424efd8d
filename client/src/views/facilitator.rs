//! Leading a workshop: the next thing to do, what the tables wrote, and what the big screen shows.

use bordsvis_shared::protocol::RefusalReason;
use bordsvis_shared::session::Role;
use leptos::prelude::*;

use crate::board::{Board, Connection, Opening};
use crate::device::{self, Known};
use crate::language::{texts, use_board_language};
use crate::later::{Late, Later, late, wasm_split};
use crate::links::Entrance;
use crate::parts::{Loading, Message, Notice, Show, Tone, page_title};

mod acts;
mod answering;
mod asking;
mod balance;
mod bin;
mod board_dialog;
mod cell;
mod checklist;
mod cluster;
mod code;
mod desk;
mod few;
mod gathering;
mod grouped;
mod growth;
mod hands;
mod head;
mod held;
mod individual;
mod invite;
mod keys;
pub(super) mod lead;
mod leaders;
mod lock;
mod marks;
mod menu;
mod message;
mod method;
mod middle;
mod moving;
mod naming;
mod note;
mod note_menu;
mod one;
mod people;
mod phases;
mod record;
mod remote;
mod saved;
pub(super) mod screen;
mod shortcuts;
mod sifting;
mod steps;
mod surface;
mod table_form;
mod table_row;
mod tables;
mod timer;
mod tools;
mod tray;
mod wanted;
mod windowed;
mod writing;

use self::head::Head;
use self::lead::Lead;
use self::message::Told;
use self::middle::Middle;
use self::screen::ScreenChoice;
use self::steps::Steps;
use self::tables::Tables;
use super::said::RefusedEdits;
use crate::reactive::{effect, memo};

/// The page `/facilitator#<board>/<token>`.
#[component]
pub fn FacilitatorPage() -> impl IntoView {
    led(|board, key| view! { <Leading board key /> }.into_any())
}

/// A page for whoever may lead the board that its address names, with their key, or why they may not.
pub fn led(page: fn(Board, String) -> AnyView) -> AnyView {
    let t = texts();
    let fragment = location().hash().unwrap_or_default();
    let entrance = Entrance::read(&fragment).filter(|entrance| !entrance.rest.is_empty());
    let Some(Entrance { board, rest: token }) = entrance else {
        return view! { <Denied text=t.failure_link() /> }.into_any();
    };
    page_title("");
    let opening = Board::open(board, token.clone());
    (move || match (opening.denied(), opening.board()) {
        (Some(RefusalReason::NotFound), _) => {
            view! { <Denied text=t.failure_no_board() /> }.into_any()
        }
        (Some(RefusalReason::Removed), _) => view! { <Denied text=t.lead_revoked() /> }.into_any(),
        (Some(_), _) => view! { <Denied text=t.failure_link() /> }.into_any(),
        (None, Some(board)) => {
            let leads = board
                .session
                .with_untracked(|session| session.you.role == Role::Facilitator);
            if leads {
                page(board, token.clone())
            } else {
                view! { <Denied text=t.failure_link() /> }.into_any()
            }
        }
        (None, None) => view! { <Waiting opening /> }.into_any(),
    })
    .into_any()
}

#[component]
fn Denied(text: &'static str) -> impl IntoView {
    let t = texts();
    view! {
        <main class="page narrow">
            <Message title=t.lead_denied() text=text>
                <a class="button primary" href="/">{t.to_start()}</a>
            </Message>
        </main>
    }
}

#[component]
fn Waiting(opening: Opening) -> impl IntoView {
    let t = texts();
    let offline = memo(move || matches!(opening.connection(), Connection::Offline { .. }));
    view! {
        <main class="page narrow">
            <Loading what=t.opening() />
            <Show when=move || offline.get()>
                <Notice tone=Tone::Warn>{t.opening_offline()}</Notice>
            </Show>
        </main>
    }
}

#[component]
fn Leading(board: Board, key: String) -> impl IntoView {
    let t = texts();
    let follow_language = use_board_language();
    effect(move || follow_language(board.session.with(|session| session.language)));
    board.session.with_untracked(|session| {
        page_title(&session.title);
        device::remember_board(Known {
            board: session.board.clone(),
            title: session.title.clone(),
            role: Role::Facilitator,
            token: key.clone(),
            table: None,
            at: js_sys::Date::now(),
        });
    });
    let lead = Lead::new(board, key);
    provide_context(lead);
    let closed = memo(move || board.session.with(|session| session.closed));
    let offline = memo(move || matches!(board.connection.get(), Connection::Offline { .. }));
    view! {
        <main class="lead">
            <Head />
            <div class="lead-notices">
                <Show when=move || offline.get()>
                    <Notice tone=Tone::Warn>{t.lead_offline()}</Notice>
                </Show>
                <Show when=move || closed.get()>
                    <Notice tone=Tone::Warn>{t.lead_closed()}</Notice>
                </Show>
                <Told />
                <RefusedEdits board />
            </div>
            <Steps />
            <Middle />
            <aside class="lead-side" aria-label=t.lead_tables()>
                <Later part=side meanwhile=|| () />
            </aside>
        </main>
    }
}

/// What the big screen shows and what the tables do, beside what one works with.
#[wasm_split(side, fallible)]
fn side() -> Late {
    late(|| {
        view! {
            <ScreenChoice />
            <Tables />
        }
        .into_any()
    })
}
