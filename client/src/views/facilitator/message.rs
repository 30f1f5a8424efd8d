//! A message to everybody: one line, which stands until it is taken back.

use bordsvis_shared::protocol::{MAX_NOTICE, ToServer};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::lead::use_lead;
use crate::language::texts;
use crate::parts::{Button, Field, Look, Shape, Show};
use crate::reactive::{memo, state};

/// Writes it, in place of the one that stands.
#[component]
pub fn Message(open: RwSignal<bool>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let told = lead.board.session.with_untracked(|session| {
        let notice = session.notice.as_ref();
        notice.map(|notice| notice.text.clone()).unwrap_or_default()
    });
    let text = state(told);
    let refused = state(None::<&'static str>);
    let empty = Signal::derive(move || text.read().trim().is_empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked().trim().to_owned();
        if !text.is_empty() {
            lead.settle(ToServer::Notice { text }, open, refused);
        }
    };
    let node = NodeRef::<leptos::html::Input>::new();
    node.on_load(|field| {
        let _ = field.focus();
    });
    view! {
        <form class="lead-form" on:submit=submit>
            <Field
                label=t.lead_message_text()
                hint=t.lead_message_hint()
                value=text
                on_input=move |written| text.set(written)
                most=MAX_NOTICE
                node
            />
            <p class="error" role="alert">{move || refused.get()}</p>
            <div class="actions">
                <Button look=Look::Primary submit=true off=empty>{t.lead_message_send()}</Button>
                <Button on_press=move || open.set(false)>{t.cancel()}</Button>
            </div>
        </form>
    }
}

/// The message that stands, for the facilitator, with a way to take it back.
#[component]
pub fn Told() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let told = memo(move || {
        let notice = lead.board.session.with(|session| session.notice.clone());
        notice.map(|notice| notice.text).unwrap_or_default()
    });
    let take_back = move || {
        let text = String::new();
        lead.command(ToServer::Notice { text });
    };
    view! {
        <Show when=move || !told.read().is_empty()>
            <div class="notice lead-told">
                <p><strong>{t.lead_message_told()}</strong> " " {move || told.get()}</p>
                <Button icon=Shape::Close on_press=take_back>{t.lead_message_remove()}</Button>
            </div>
        </Show>
    }
}
