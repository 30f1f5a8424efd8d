//! Everybody who has a seat, table by table, and a way to take it away.

use bordsvis_shared::api::{People, Person};
use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lead::{Lead, use_lead};
use crate::api;
use crate::fetched::Fetched;
use crate::focus::focus_soon;
use crate::language::texts;
use crate::parts::{Button, Look, Show};
use crate::reactive::{state, stored};

/// Everybody who has a seat, as the server knows.
pub fn fetched(lead: &Lead) -> Fetched<People> {
    let (board, key) = (stored(lead.board_id()), lead.key);
    Fetched::new(move || {
        let (board, key) = (board.get_value(), key.get_value());
        async move { api::people(&board, &key).await }
    })
}

/// Everybody who sits at a table.
#[component]
pub fn PeopleList() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let people = fetched(&lead);
    let list = people.show(t.lead_people_loading(), move |People { people: all }| {
        let tables = lead
            .board
            .session
            .with_untracked(|session| session.table_numbers());
        let at = |table: TableNo| {
            let sit_here = all.iter().filter(|person| person.table == Some(table));
            let rows = sit_here.cloned().map(|person| {
                view! { <PersonRow person does=t.remove() asks=t.lead_people_ask() people /> }
            });
            let rows = rows.collect::<Vec<_>>();
            (!rows.is_empty()).then(|| {
                view! {
                    <section class="lead-people">
                        <h3>{untrack(|| lead.table_name(table))}</h3>
                        <ul>{rows}</ul>
                    </section>
                }
            })
        };
        let tables = tables.filter_map(at).collect::<Vec<_>>();
        if tables.is_empty() {
            view! { <p>{t.lead_people_none()}</p> }.into_any()
        } else {
            tables.into_any()
        }
    });
    view! { <div class="lead-people-list">{list}</div> }
}

/// Somebody, with a way to take the seat away: asked twice, since it can't be given back.
#[component]
pub fn PersonRow(
    person: Person,
    /// What taking it away is called.
    does: &'static str,
    /// What is asked before.
    asks: &'static str,
    /// Where the row stands: asked for anew once somebody is gone.
    people: Fetched<People>,
) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let about = t.lead_person(&person);
    let name = person.name.unwrap_or_else(|| t.lead_nameless().to_owned());
    let label = [does, ": ", &name].concat();
    let participant = stored(person.participant);
    let asking = state(false);
    let remove = move || {
        let participant = participant.get_value();
        spawn_local(async move {
            match lead.board.command(ToServer::Remove { participant }).await {
                Ok(()) => {
                    people.again();
                    // The button that had the focus goes with its row.
                    focus_soon(["dialog[open] header button".to_owned()]);
                }
                Err(reason) => lead.toasts.say(t.lead_refused(reason)),
            }
        });
    };
    view! {
        <li class="lead-person">
            <div>
                <strong>{name}</strong>
                <p class="hint">{about}</p>
            </div>
            <button
                class="button"
                type="button"
                aria-label=label
                aria-expanded=move || asking.get().to_string()
                on:click=move |_| asking.update(|asking| *asking = !*asking)
            >
                {does}
            </button>
            <Show when=move || asking.get()>
                <div class="lead-person-ask">
                    <p>{asks}</p>
                    <div class="actions">
                        <Button look=Look::Danger on_press=remove>{does}</Button>
                        <Button on_press=move || asking.set(false)>{t.cancel()}</Button>
                    </div>
                </div>
            </Show>
        </li>
    }
}
