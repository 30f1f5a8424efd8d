//! Another code to join by, when the one that was given has come into the wrong hands.

use bordsvis_shared::api::NewCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::invite::JoinAt;
use super::lead::use_lead;
use crate::api;
use crate::language::texts;
use crate::parts::{Button, Look, Show};
use crate::reactive::{memo, state};

/// Says what it means, asks, and shows the code from then on.
#[component]
pub fn ChangeCode(open: RwSignal<bool>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let made = state(None::<NewCode>);
    let failed = state(None::<&'static str>);
    let none = memo(move || made.read().is_none());
    let change = move || {
        let (board, key) = (lead.board_id(), lead.key.get_value());
        spawn_local(async move {
            match api::change_code(&board, &key).await {
                Ok(code) => made.try_set(Some(code)).map(drop),
                Err(failure) => failed.try_set(Some(failure.sentence(t))).map(drop),
            };
        });
    };
    view! {
        <p class="error" role="alert">{move || failed.get()}</p>
        <Show when=move || none.get()>
            <p>{t.lead_code_ask()}</p>
            <div class="actions">
                <Button look=Look::Danger on_press=change>{t.lead_code_change()}</Button>
                <Button on_press=move || open.set(false)>{t.cancel()}</Button>
            </div>
        </Show>
        <div role="status">
            {move || made.get().map(|NewCode { code, join_url }| view! {
                <p>{t.lead_code_changed()}</p>
                <JoinAt url=join_url code=code.to_string() name=t.lead_invite_participants().to_owned() />
            })}
        </div>
    }
}
