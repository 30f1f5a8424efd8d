//! The board's own menu: inviting, printing, the key, the record, closing, the language.

use bordsvis_shared::method::Language;
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::RecordStatus;
use leptos::prelude::*;

use super::invite::Invite;
use super::lead::use_lead;
use crate::language::{texts, use_choice};
use crate::links;
use crate::parts::{Button, CopyButton, Dialog, Look, Menu, MenuItem, Shape};
use crate::reactive::state;
use crate::texts::Texts;

/// The menu, and the dialogs that it opens.
#[component]
pub fn BoardMenu(
    /// The facilitator's own token.
    key: String,
) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let speak = use_choice();
    let board = lead
        .board
        .session
        .with_untracked(|session| session.board.clone());
    let [inviting, showing_key, showing_record, closing] = [(); 4].map(|()| state(false));
    let cards = links::cards(&board, &key);
    let own = [
        location().origin().unwrap_or_default(),
        links::facilitator(&board, &key),
    ]
    .concat();
    let items = move |()| {
        let closed = lead.board.session.with_untracked(|session| session.closed);
        let open = |dialog: RwSignal<bool>| move || dialog.set(true);
        let print = {
            let cards = cards.clone();
            move || {
                let _ = window().open_with_url_and_target(&cards, "_blank");
            }
        };
        let close = move || match closed {
            true => lead.command(ToServer::Close { closed: false }),
            false => closing.set(true),
        };
        let close_words = if closed {
            t.lead_reopen()
        } else {
            t.lead_close()
        };
        let language = match t.language() {
            Language::Sv => Language::En,
            Language::En => Language::Sv,
        };
        let accessibility = || {
            let _ = window().open_with_url_and_target("/accessibility", "_blank");
        };
        let close_item = MenuItem::new(close_words, close).icon(Shape::Lock);
        vec![
            MenuItem::new(t.lead_invite(), open(inviting)).icon(Shape::Add),
            MenuItem::new(t.lead_cards(), print).icon(Shape::Print),
            MenuItem::new(t.lead_key(), open(showing_key)).icon(Shape::Copy),
            MenuItem::new(t.lead_record(), open(showing_record)),
            MenuItem::new(Texts::endonym(language), move || speak(language)),
            MenuItem::new(t.accessibility(), accessibility),
            if closed {
                close_item
            } else {
                close_item.danger()
            },
        ]
    };
    let close_board = move || {
        closing.set(false);
        lead.command(ToServer::Close { closed: true });
    };
    view! {
        <Menu label=t.lead_menu() items />
        <Dialog title=t.lead_invite() open=inviting>
            <Invite key=key.clone() />
        </Dialog>
        <Dialog title=t.lead_key() open=showing_key>
            <p>{t.lead_key_hint()}</p>
            <CopyButton text=own.clone() label=t.lead_copy_key() />
        </Dialog>
        <Dialog title=t.lead_record() open=showing_record>
            <RecordList />
        </Dialog>
        <Dialog title=t.lead_close() open=closing>
            <p>{t.lead_close_ask()}</p>
            <div class="actions">
                <Button look=Look::Danger on_press=close_board>{t.lead_close()}</Button>
                <Button on_press=move || closing.set(false)>{t.cancel()}</Button>
            </div>
        </Dialog>
    }
}

/// What the authority's records know of the board.
#[component]
fn RecordList() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let record = lead
        .board
        .session
        .with_untracked(|session| session.record.clone());
    let status = match record.status {
        RecordStatus::Draft => t.lead_record_draft(),
        RecordStatus::Finalised => t.lead_record_finalised(),
    };
    let rows = [
        (t.lead_record_status(), status.to_owned()),
        (t.lead_record_authority(), record.authority),
        (t.lead_record_number(), record.registry_number),
        (t.lead_record_place(), record.place),
        (t.lead_record_date(), record.date),
        (t.lead_record_contact(), record.contact),
        (t.lead_record_dispose(), record.dispose_after),
    ];
    let rows = rows.into_iter().map(|(name, value)| {
        let unset = value.is_empty();
        let value = if unset {
            t.lead_record_unset().to_owned()
        } else {
            value
        };
        view! { <div><dt>{name}</dt> <dd class:hint=unset>{value}</dd></div> }
    });
    view! { <dl class="lead-record">{rows.collect_view()}</dl> }
}
