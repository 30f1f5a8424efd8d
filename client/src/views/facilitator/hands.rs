//! The tables that raise their hand, the first to do so first.

use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;

use super::lead::use_lead;
use crate::language::texts;
use crate::parts::{Button, For, Icon, Live, Shape};
use crate::reactive::memo;

/// Those tables, each with a way to take its hand down.
#[component]
pub fn Hands() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let hands = memo(move || lead.board.session.with(|session| session.hands.clone()));
    let said = move || {
        let names = hands.get().into_iter().map(|table| lead.table_name(table));
        let names = names.collect::<Vec<_>>().join(", ");
        if names.is_empty() {
            names
        } else {
            t.lead_hands_said(&names)
        }
    };
    view! {
        <Live text=Signal::derive(said) />
        <ol class="lead-hands" aria-label=t.lead_hands() hidden=move || hands.read().is_empty()>
            <For each=move || hands.get() key=|table| table.to_string() let(table)>
                <Hand table />
            </For>
        </ol>
    }
}

#[component]
fn Hand(table: TableNo) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let down = move || {
        lead.command(ToServer::Hand {
            table: Some(table),
            raised: false,
        });
    };
    view! {
        <li>
            <Icon shape=Shape::Hand />
            <span>{move || lead.table_name(table)}</span>
            <Button on_press=down>
                {t.lead_hand_down()} <span class="unseen">{move || [" ", &lead.table_name(table)].concat()}</span>
            </Button>
        </li>
    }
}
