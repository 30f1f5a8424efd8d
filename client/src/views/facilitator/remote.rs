//! The remote control: a key of its own for a phone, which can be taken back like any other.

use bordsvis_shared::api::KeyMade;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lead::use_lead;
use super::leaders::KeyCard;
use crate::api;
use crate::language::texts;
use crate::links;
use crate::parts::{Button, Look, Shape, Show};
use crate::reactive::{memo, state};

/// Makes the key at a press, and shows where it leads.
#[component]
pub fn RemoteControl() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let made = state(None::<String>);
    let failed = state(None::<&'static str>);
    let none = memo(move || made.read().is_none());
    let make = move || {
        let (board, key) = (lead.board_id(), lead.key.get_value());
        let origin = location().origin().unwrap_or_default();
        failed.set(None);
        spawn_local(async move {
            match api::make_key(&board, &key, t.lead_remote()).await {
                Ok(KeyMade { key, .. }) => {
                    let path = links::remote(&board, &key.token);
                    made.try_set(Some([origin, path].concat()));
                }
                Err(failure) => {
                    failed.try_set(Some(failure.sentence(t)));
                }
            }
        });
    };
    view! {
        <p>{t.lead_remote_hint()}</p>
        <p class="error" role="alert">{move || failed.get()}</p>
        <Show when=move || none.get()>
            <Button look=Look::Primary icon=Shape::Add on_press=make>{t.lead_remote_make()}</Button>
        </Show>
        <div role="status">
            {move || made.get().map(|url| view! { <KeyCard name=t.lead_remote().to_owned() url /> })}
        </div>
    }
}
