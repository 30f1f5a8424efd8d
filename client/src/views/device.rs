//! Coming from another device by a link that works once: the same participant, at the same table.

use bordsvis_shared::session::Role;
use leptos::{prelude::*, task::spawn_local};

use super::join::Seated;
use crate::api::Failure;
use crate::device;
use crate::joining;
use crate::language::texts;
use crate::links::{self, Entrance};
use crate::parts::{Button, Loading, Message, Page, page_title};
use crate::reactive::state;

/// The page `/device#<board>/<ticket>`.
#[component]
pub fn DevicePage() -> impl IntoView {
    let t = texts();
    page_title(t.other_device());
    let entrance = Entrance::read(&location().hash().unwrap_or_default());
    let Some(entrance) = entrance.filter(|entrance| !entrance.rest.is_empty()) else {
        return view! { <Page class="narrow"><Spent board=None /></Page> }.into_any();
    };
    let failure = state(None::<Failure>);
    let board = entrance.board.clone();
    let come = Callback::new(move |()| {
        failure.set(None);
        let Entrance { board, rest } = entrance.clone();
        spawn_local(async move {
            match joining::move_seat(&board, rest).await {
                // What was used must not be come back to.
                Ok(()) => drop(location().replace(&links::table(&board))),
                Err(reason) => drop(failure.try_set(Some(reason))),
            }
        });
    });
    come.run(());
    let content = move || match failure.get() {
        None => view! { <Loading what=t.moving_in() /> }.into_any(),
        Some(Failure::Refused {
            status: 404 | 410 | 422,
            ..
        }) => view! { <Spent board=Some(board.clone()) /> }.into_any(),
        Some(failure) => view! {
            <Message title=t.other_device() text=failure.sentence(t)>
                <Button on_press=come>{t.try_again()}</Button>
            </Message>
        }
        .into_any(),
    };
    view! { <Page class="narrow join">{content}</Page> }.into_any()
}

/// The link leads nowhere any longer.
#[component]
fn Spent(board: Option<bordsvis_shared::id::BoardId>) -> impl IntoView {
    let t = texts();
    let seated = board.filter(|board| device::known(board, Role::Participant).is_some());
    view! {
        <Message title=t.link_spent() text=t.link_spent_help()>
            <a class="button" href="/join">{t.to_join()}</a>
        </Message>
        {seated.map(|board| view! { <Seated board /> })}
    }
}
