//! Who leads: the keys of the board, each of which opens it to lead. They can be handed out, printed
//! and taken back.

use bordsvis_shared::api::{Key, KeyMade, MAX_NAME, People};
use bordsvis_shared::session::Role;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lead::use_lead;
use super::people::{PersonRow, fetched};
use crate::api;
use crate::fetched::Fetched;
use crate::language::texts;
use crate::links;
use crate::parts::{Button, CopyButton, Field, Look, QrCode, Shape};
use crate::reactive::state;

/// One's own key, those of others, and a new one.
#[component]
pub fn Leaders() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let people = fetched(&lead);
    let you = lead
        .board
        .session
        .with_untracked(|session| session.you.participant.clone());
    let list = people.show(t.lead_people_loading(), move |People { people: all }| {
        let others = all.into_iter().filter(|person| {
            person.role == Role::Facilitator && person.participant != you
        });
        let rows = others.map(|person| {
            view! { <PersonRow person does=t.lead_key_revoke() asks=t.lead_key_revoke_ask() people /> }
        });
        let rows = rows.collect::<Vec<_>>();
        if rows.is_empty() {
            view! { <p class="hint">{t.lead_key_none()}</p> }.into_any()
        } else {
            view! { <ul>{rows}</ul> }.into_any()
        }
    });
    let shows_own = state(false);
    let own = [
        location().origin().unwrap_or_default(),
        links::facilitator(&lead.board_id(), &lead.key.get_value()),
    ]
    .concat();
    view! {
        <section class="lead-keys">
            <h3>{t.lead_key_invite()}</h3>
            <NewLeader people />
        </section>
        <section class="lead-keys">
            <h3>{t.lead_key_others()}</h3>
            {list}
        </section>
        <section class="lead-keys">
            <h3>{t.lead_key()}</h3>
            <p>{t.lead_key_hint()}</p>
            <Button
                pressed=Signal::from(shows_own)
                on_press=move || shows_own.update(|shows| *shows = !*shows)
            >
                {t.lead_key_show()}
            </Button>
            {move || shows_own.get().then(|| view! { <KeyCard name=t.lead_key().to_owned() url=own.clone() /> })}
        </section>
    }
}

/// Makes a key for somebody.
#[component]
fn NewLeader(people: Fetched<People>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let name = state(String::new());
    let error = state(None::<String>);
    let made = state(None::<(String, Key)>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let called = name.get_untracked().trim().to_owned();
        if called.is_empty() {
            return error.set(Some(t.lead_key_nameless().to_owned()));
        }
        error.set(None);
        let (board, key) = (lead.board_id(), lead.key.get_value());
        spawn_local(async move {
            match api::make_key(&board, &key, &called).await {
                Ok(KeyMade { key, .. }) => {
                    made.try_set(Some((called, key)));
                    name.try_set(String::new());
                    people.again();
                }
                Err(failure) => {
                    error.try_set(Some(failure.sentence(t).to_owned()));
                }
            }
        });
    };
    view! {
        <form class="lead-form" novalidate on:submit=submit>
            <Field
                label=t.lead_key_whose()
                hint=t.lead_key_once()
                value=name
                on_input=move |text| name.set(text)
                error
                most=MAX_NAME
                required=true
            />
            <Button look=Look::Primary submit=true>{t.lead_key_make()}</Button>
        </form>
        <div role="status">
            {move || made.get().map(|(name, key)| view! { <KeyCard name url=key.url /> })}
        </div>
    }
}

/// A key, to be scanned, copied or printed.
#[component]
pub fn KeyCard(name: String, url: String) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let title = lead
        .board
        .session
        .with_untracked(|session| session.title.clone());
    let print = || {
        let _ = window().print();
    };
    view! {
        // Whichever holds the focus is printed: a button does not take it everywhere, but this does.
        <div class="lead-key-card" tabindex="-1">
            <p class="print-only">{title}</p>
            <h4>{name.clone()}</h4>
            <div class="invite">
                <QrCode text=url.clone() label=t.lead_qr(&name) />
                <div class="invite-text">
                    <p class="hint">{t.lead_key_keep()}</p>
                    <p class="print-only">{url.clone()}</p>
                    <CopyButton text=url label=t.lead_copy_link() />
                    <Button icon=Shape::Print on_press=print>{t.print()}</Button>
                </div>
            </div>
        </div>
    }
}
