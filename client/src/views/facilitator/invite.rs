//! How people and machines find the board: links, codes and QR codes.

use bordsvis_shared::id::TableNo;
use bordsvis_shared::session::Role;
use leptos::prelude::*;

use super::lead::use_lead;
use crate::device;
use crate::language::texts;
use crate::links;
use crate::parts::{CopyButton, Icon, QrCode, Shape};
use crate::reactive::memo;

/// Where participants join: at a table, or wherever they choose.
#[component]
pub fn JoinLink(table: Option<TableNo>) -> impl IntoView {
    let lead = use_lead();
    // The code may be changed while it stands there.
    let way = memo(move || {
        lead.board.session.with(|session| {
            let at = table.map(|table| format!("/{table}")).unwrap_or_default();
            let name = table.and_then(|table| session.table(table));
            (
                [&session.join_url, at.as_str()].concat(),
                session.code.to_string(),
                name.map_or(session.title.clone(), |table| table.name.clone()),
            )
        })
    });
    move || {
        let (url, code, name) = way.get();
        view! { <JoinAt url code name /> }
    }
}

/// An address to join at, with its code.
#[component]
pub fn JoinAt(
    url: String,
    code: String,
    /// Where it leads, in words.
    name: String,
) -> impl IntoView {
    let t = texts();
    let address = links::spoken(&url).to_owned();
    view! {
        <div class="invite">
            <QrCode text=url.clone() label=t.lead_qr(&name) />
            <div class="invite-text">
                <p>{address}</p>
                <p class="code">{code}</p>
                <CopyButton text=url label=t.lead_copy_link() />
            </div>
        </div>
    }
}

/// Everything that leads participants and the big screen to the board.
#[component]
pub fn Invite() -> impl IntoView {
    let t = texts();
    view! {
        <section class="invite-part">
            <h3>{t.lead_invite_participants()}</h3>
            <JoinLink table=None />
        </section>
        <section class="invite-part">
            <h3>{t.lead_invite_screen()}</h3>
            <ScreenLink />
        </section>
    }
}

#[component]
fn ScreenLink() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let (board, key) = (lead.board_id(), lead.key.get_value());
    let known = device::known(&board, Role::Screen);
    let open = |href: String| {
        view! {
            <a class="button" href=href target="_blank">
                <Icon shape=Shape::Screen />
                {t.lead_open_screen()}
            </a>
        }
    };
    match known {
        Some(known) => {
            let path = links::screen(&board, &known.token);
            let url = [location().origin().unwrap_or_default(), path.clone()].concat();
            view! {
                <p class="hint">{t.lead_invite_screen_hint()}</p>
                <div class="invite">
                    <QrCode text=url.clone() label=t.lead_qr(t.lead_invite_screen()) />
                    <div class="invite-text">
                        {open(path)}
                        <CopyButton text=url label=t.lead_copy_link() />
                    </div>
                </div>
            }
            .into_any()
        }
        // The key of the facilitator opens it as well, but must not leave this device as its link.
        None => view! {
            <p class="hint">{t.lead_screen_elsewhere()}</p>
            {open(links::screen(&board, &key))}
        }
        .into_any(),
    }
}
