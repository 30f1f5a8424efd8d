//! The boards that were used on this device.

use bordsvis_shared::session::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::reactive::state;
use crate::{
    board::forget as forget_seat,
    device::{self, Known},
    language::texts,
    links,
    parts::{Button, Dialog, IconButton, Look, Shape, TableBadge},
};

/// The list; nothing when there are none.
#[component]
pub fn KnownBoards() -> impl IntoView {
    let t = texts();
    let boards = state(device::boards());
    let asked = state(None::<Known>);
    let asking = state(false);
    let forget = move || {
        if let Some(known) = asked.get_untracked() {
            device::forget_board(&known.board, known.role);
            spawn_local(forget_seat(known.board, known.token));
            boards.set(device::boards());
        }
        asking.set(false);
    };
    let row = move |known: Known| {
        let ask = {
            let known = known.clone();
            move || {
                asked.set(Some(known.clone()));
                asking.set(true);
            }
        };
        view! { <KnownBoard known on_remove=ask /> }
    };
    let warning = move || match asked.get()?.role {
        Role::Participant => Some(t.home_forget_seat()),
        _ => Some(t.home_forget_key()),
    };
    view! {
        <section class="known" aria-labelledby="known-heading" hidden=move || boards.read().is_empty()>
            <h2 id="known-heading">{t.home_boards()}</h2>
            <ul>{move || boards.get().into_iter().map(row).collect_view()}</ul>
            <Dialog title=t.home_forget_title() open=asking>
                <p>{move || asked.get().map(|known| known.title)}</p>
                <p>{warning}</p>
                <div class="actions">
                    <Button look=Look::Danger on_press=forget>{t.remove()}</Button>
                    <Button on_press=move || asking.set(false)>{t.cancel()}</Button>
                </div>
            </Dialog>
        </section>
    }
}

#[component]
fn KnownBoard(known: Known, #[prop(into)] on_remove: Callback<()>) -> impl IntoView {
    let t = texts();
    let href = match known.role {
        Role::Facilitator => links::facilitator(&known.board, &known.token),
        Role::Screen => links::screen(&known.board, &known.token),
        Role::Participant => links::table(&known.board),
    };
    let what = match (known.role, known.table) {
        (Role::Participant, Some((table, name))) => view! { <TableBadge table name /> }.into_any(),
        (Role::Screen, _) => t.home_screen().into_any(),
        _ => t.home_lead().into_any(),
    };
    let options = js_sys::Object::new();
    let used = js_sys::Date::new(&known.at.into())
        .to_locale_date_string(t.language().code(), &options)
        .as_string();
    view! {
        <li class="slip known-board">
            <a href=href>
                <span class="known-title">{known.title.clone()}</span>
                <span class="known-what">{what} <span>{used}</span></span>
            </a>
            <IconButton label=t.home_forget(&known.title) icon=Shape::Close on_press=on_remove />
        </li>
    }
}
