//! What stands above everything at a table: whose it is, the time, whether all is saved, what one can do
//! about one's seat, and what is shown.

use leptos::prelude::*;

use super::address::Address;
use super::clock::Clock;
use super::going::Going;
use super::own::OwnMenu;
use crate::board::{Board, Connection, Saving};
use crate::device::Known;
use crate::language::texts;
use crate::parts::{Icon, Live, Shape, TableBadge};
use crate::reactive::memo;

/// The table's name, the board's, the time, the state of the connection, and the menu of one's seat.
#[component]
pub fn Head(board: Board, seat: Known) -> impl IntoView {
    let title = memo(move || board.session.with(|session| session.title.clone()));
    let table = memo(move || {
        board.session.with(|session| {
            let number = session.you.table?;
            Some((number, session.table(number)?.name.clone()))
        })
    });
    view! {
        <header class="table-head">
            {move || table.get().map(|(table, name)| view! { <TableBadge table name /> })}
            <p class="table-board">{title}</p>
            <Clock board />
            <SavingState board />
            <OwnMenu board seat />
        </header>
    }
}

/// Whether what one did is safe, in words. Those who listen hear of it when the network goes or comes.
#[component]
fn SavingState(board: Board) -> impl IntoView {
    let t = texts();
    let offline = memo(move || matches!(board.connection.get(), Connection::Offline { .. }));
    let said = Memo::new(move |before: Option<&String>| {
        match (offline.get(), before) {
            (true, _) => t.saving(Saving::Offline(0)),
            // The first connection is no news.
            (false, None) => String::new(),
            (false, Some(before)) if before.is_empty() => String::new(),
            (false, Some(_)) => t.back_online().to_owned(),
        }
    });
    let shape = move || match board.saving.get() {
        Saving::Saved => Shape::Check,
        Saving::Connecting | Saving::Waiting(_) => Shape::Wait,
        Saving::Offline(_) => Shape::Offline,
    };
    view! {
        <p class="saving-state" class:offline=move || matches!(board.saving.get(), Saving::Offline(_))>
            {move || view! { <Icon shape=shape() /> }}
            <span>{move || t.saving(board.saving.get())}</span>
        </p>
        <Live text=said />
    }
}

/// The two things that the page can show.
#[component]
pub fn Tabs(going: Going) -> impl IntoView {
    let t = texts();
    let screen = memo(move || going.address.get() == Address::Screen);
    let current = move |wanted: bool| move || (screen.get() == wanted).then_some("page");
    view! {
        <nav class="table-tabs" aria-label=t.what_is_shown()>
            <a href=move || going.table_href() aria-current=current(false)>{t.our_table()}</a>
            <a href=going.screen_href() aria-current=current(true)>{t.big_screen()}</a>
        </nav>
    }
}
