//! A seat at a table: what the table wrote, step by step, and where it writes. One screen of a phone,
//! and wide enough a laptop.

use bordsvis_shared::id::StepId;
use bordsvis_shared::session::Role;
use leptos::prelude::*;

use super::said::RefusedEdits;
use crate::board::{Board, Connection, Opening};
use crate::device::{self, Known};
use crate::language::{texts, use_board_language};
use crate::later::Later;
use crate::links::Entrance;
use crate::parts::{Loading, Message, Notice, Page, PageFooter, Show, Tone, page_title};
use crate::reactive::{effect, memo, state};

mod address;
mod answer;
mod ask;
mod asked;
mod checklist;
mod clock;
mod composer;
mod done;
mod draft;
mod going;
mod gone;
mod head;
mod here;
mod keys;
mod list;
mod move_dialog;
mod note;
mod offers;
mod own;
mod personal;
mod piles;
mod reading;
mod rows;
mod side;
mod step_table;
mod steps;
mod tiles;
mod told;
mod tools;
mod tray;
mod wall;

use self::address::Address;
use self::going::Going;
use self::gone::Gone;
use self::head::{Head, Tabs};
use self::own::{Own, remember_seat};
use self::piles::Piles;
use self::reading::reading;
use self::step_table::StepTable;
use self::steps::follow_steps;
use self::told::Told;

/// The page `/table#<board>`.
#[component]
pub fn TablePage() -> impl IntoView {
    let fragment = location().hash().unwrap_or_default();
    let entrance = Entrance::read(&fragment);
    let seat = entrance.and_then(|entrance| device::known(&entrance.board, Role::Participant));
    match seat {
        Some(seat) => view! { <Seat seat /> }.into_any(),
        None => {
            let t = texts();
            page_title(t.no_seat());
            view! { <NoSeat /> }.into_any()
        }
    }
}

/// What somebody sees who has no seat at the board, and the way to one.
#[component]
fn NoSeat() -> impl IntoView {
    let t = texts();
    view! {
        <Page class="narrow">
            <Message title=t.no_seat() text=t.no_seat_help()>
                <a class="button primary" href="/join">{t.to_join()}</a>
            </Message>
        </Page>
    }
}

#[component]
fn Seat(seat: Known) -> impl IntoView {
    page_title(&seat.title);
    let opening = Board::open(seat.board.clone(), seat.token.clone());
    move || match (opening.denied(), opening.board()) {
        (Some(reason), _) => view! { <Gone opening reason /> }.into_any(),
        (None, Some(board)) => view! {
            <main class="table"><Table board seat=seat.clone() /></main>
            <PageFooter />
        }
        .into_any(),
        (None, None) => view! { <Waiting opening /> }.into_any(),
    }
}

#[component]
fn Waiting(opening: Opening) -> impl IntoView {
    let t = texts();
    let offline = memo(move || matches!(opening.connection(), Connection::Offline { .. }));
    view! {
        <Page class="narrow">
            <Loading what=t.opening() />
            <Show when=move || offline.get()>
                <Notice tone=Tone::Warn>{t.opening_offline()}</Notice>
            </Show>
        </Page>
    }
}

#[component]
fn Table(board: Board, seat: Known) -> impl IntoView {
    let follow_language = use_board_language();
    effect(move || follow_language(board.session.with(|session| session.language)));
    name_page(board);
    mark_page();
    remember_seat(board, &seat);
    provide_context(Piles::of(board));
    provide_context(Own::new());
    let going = Going::new(
        board
            .session
            .with_untracked(|session| session.board.clone()),
    );
    let writing = state(false);
    let step = follow_steps(board, going, writing);
    let go = Callback::new(move |wanted: StepId| {
        let led = board.session.with_untracked(|session| session.step.clone());
        let step = (wanted != led).then_some(wanted);
        going.replace(Address::Table { step, cell: None });
    });
    let reads = memo(move || going.address.get() == Address::Screen);
    view! {
        <Head board seat=seat.clone() />
        <Tabs going />
        <Told board going seat />
        <RefusedEdits board />
        {move || {
            if reads.get() {
                return view! { <Later part=move || reading(board) /> }.into_any();
            }
            let shown = board.session.with_untracked(|session| session.method.step(&step.get()).cloned());
            match shown {
                Some(shown) => view! { <StepTable board going step=shown writing go /> }.into_any(),
                None => ().into_any(),
            }
        }}
    }
}

/// Says on the page's root that it is a table's. Were a style sheet to ask the root what the page holds
/// (`:root:has(…)`), the browser would look again at every change, on all pages.
fn mark_page() {
    const MARK: &str = "data-table";
    let root = || document().document_element();
    if let Some(root) = root() {
        let _ = root.set_attribute(MARK, "");
    }
    on_cleanup(move || {
        if let Some(root) = root() {
            let _ = root.remove_attribute(MARK);
        }
    });
}

/// Names the browser's tab after the table and the board.
fn name_page(board: Board) {
    let name = memo(move || {
        board.session.with(|session| {
            let table = session.you.table.and_then(|table| session.table(table));
            let table = table.map(|table| table.name.as_str()).unwrap_or_default();
            [table, &session.title].join(" · ")
        })
    });
    effect(move || page_title(&name.read()));
}
