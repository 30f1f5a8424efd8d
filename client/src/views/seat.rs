//! Who one is at the table, and what one finds on coming late.

use bordsvis_shared::api::{Found, MAX_NAME, MAX_PEOPLE};
use bordsvis_shared::id::{JoinCode, TableNo};
use leptos::{ev, html, prelude::*, task::spawn_local};

use super::join::Seated as AlreadySeated;
use crate::reactive::{effect, state};
use crate::{
    device,
    joining::{Seat, Seated, Whereabouts, take_seat},
    language::texts,
    links,
    parts::{Button, Field, Look, Notice, Stepper, TableBadge, Tone},
};

/// Where the tab keeps what has been filled in.
const DRAFT: &str = "seat";

/// The form; then, for those who come late, a welcome.
#[component]
pub fn SeatForm(
    code: JoinCode,
    found: Found,
    table: (TableNo, String),
    /// Whether there are other tables to choose.
    other: bool,
) -> impl IntoView {
    let t = texts();
    let seat = state(device::draft(DRAFT).unwrap_or_else(|| Seat {
        organisation: device::organisation(),
        ..Seat::default()
    }));
    effect(move || device::keep_draft(DRAFT, &*seat.read()));
    let problem = state(None);
    let busy = state(false);
    let welcome = state(None);
    let actors = found.actors.clone();
    let board = found.board.clone();
    let back = links::join(code.as_str(), None);
    let (number, name) = table.clone();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let (code, found, table) = (code.clone(), found.clone(), table.clone());
        spawn_local(async move {
            let place = (table.0, table.1.as_str());
            match take_seat(code.as_str(), &found, place, &seat.get_untracked()).await {
                Ok(Seated {
                    board,
                    late: Some(late),
                }) => welcome.set(Some((board, late))),
                Ok(Seated { board, late: None }) => {
                    let _ = location().set_href(&links::table(&board));
                }
                Err(failure) => {
                    problem.set(Some(failure.sentence(t)));
                    busy.set(false);
                }
            }
        });
    };
    let form = view! {
        <AlreadySeated board />
        <form class="slip seat" novalidate on:submit=submit>
            <div class="seat-head">
                <h2><TableBadge table=number name /></h2>
                {other.then(|| view! { <a class="button quiet" href=back>{t.join_other_table()}</a> })}
            </div>
            <Field
                label=t.join_name()
                value=Signal::derive(move || seat.read().name.clone())
                on_input=move |text| seat.write().name = text
                most=MAX_NAME
                autocomplete="name"
            />
            <Field
                label=t.join_organisation()
                value=Signal::derive(move || seat.read().organisation.clone())
                on_input=move |text| seat.write().organisation = text
                most=MAX_NAME
                autocomplete="organization"
                suggestions=actors
            />
            <Stepper
                label=t.join_people()
                value=Signal::derive(move || u32::from(seat.read().people))
                least=0u32
                most=u32::from(MAX_PEOPLE)
                on_change=move |people| seat.write().people = people as u8
            />
            {move || problem.get().map(|sentence| view! { <Notice tone=Tone::Danger>{sentence}</Notice> })}
            <Button look=Look::Primary large=true submit=true off=busy>
                {move || if busy.get() { t.join_entering() } else { t.join_enter() }}
            </Button>
            <p class="hint">{t.join_public()}</p>
        </form>
    };
    view! {
        <div hidden=move || welcome.read().is_some()>{form}</div>
        {move || welcome.get().map(|(board, late)| view! { <Welcome board late /> })}
    }
}

#[component]
fn Welcome(board: bordsvis_shared::id::BoardId, late: Whereabouts) -> impl IntoView {
    let t = texts();
    let heading = NodeRef::<html::H2>::new();
    heading.on_load(|heading| {
        let _ = heading.focus();
    });
    view! {
        <div class="slip welcome">
            <h2 tabindex="-1" node_ref=heading>{t.join_welcome()}</h2>
            <p role="status">{t.join_whereabouts(&late)}</p>
            <div class="actions">
                <a class="button large" href=links::table_reading(&board)>{t.join_read()}</a>
                <a class="button primary large" href=links::table(&board)>{t.join_write()}</a>
            </div>
        </div>
    }
}
