//! The tables: who is there, how much they have written, and whether everyone may read it.

use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::{Tables as Which, ToServer};
use leptos::prelude::*;

use super::invite::JoinLink;
use super::lead::use_lead;
use crate::language::texts;
use crate::parts::{Dialog, Icon, Menu, MenuItem, Shape, TableBadge};
use crate::reactive::{memo, state, stored};

/// All tables.
#[component]
pub fn Tables() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let tables = lead
        .board
        .session
        .with_untracked(|session| session.table_numbers());
    let linked = state(None::<TableNo>);
    let open = state(false);
    let link = Callback::new(move |table| {
        linked.set(Some(table));
        open.set(true);
    });
    let name = Signal::derive(move || {
        let table = linked.get();
        let session = lead.board.session.get();
        let table = table.and_then(|table| session.table(table));
        table
            .map(|table| t.lead_link_of(&table.name))
            .unwrap_or_default()
    });
    let rows = tables.map(|table| view! { <TableRow table link /> });
    view! {
        <section class="lead-tables" aria-labelledby="lead-tables">
            <h2 id="lead-tables">{t.lead_tables()}</h2>
            <ul>{rows.collect_view()}</ul>
            <Dialog title=name open>
                {move || linked.get().map(|table| view! { <JoinLink table=Some(table) /> })}
            </Dialog>
        </section>
    }
}

#[component]
fn TableRow(table: TableNo, link: Callback<TableNo>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let (name, remote) = session.with_untracked(|session| {
        let table = session.table(table);
        table
            .map(|table| (table.name.clone(), table.remote))
            .unwrap_or_default()
    });
    let at = usize::from(table.0).saturating_sub(1);
    let here = memo(move || {
        let here =
            |summary: &bordsvis_shared::protocol::Summary| summary.tables.get(at).map(|p| p.here);
        lead.board.summary.with(here).unwrap_or_default()
    });
    let notes = memo(move || {
        let step = lead.viewed.get();
        let written = lead.board.summary.with(|summary| {
            let tables = summary.written.get(&step)?;
            tables.get(at).copied()
        });
        written.unwrap_or_default() as usize
    });
    let shown = memo(move || {
        let step = lead.viewed.get();
        session.with(|session| session.is_revealed(&step, table))
    });
    let reveal = move |_| {
        lead.command(ToServer::Reveal {
            step: lead.viewed.get_untracked(),
            tables: Which::These(vec![table]),
            revealed: !shown.get_untracked(),
        });
    };
    let does = move || {
        if shown.get() {
            t.lead_cover()
        } else {
            t.lead_reveal()
        }
    };
    let items = move |()| {
        let link = move || link.run(table);
        let alone = lead.only.get_untracked() == Some(table);
        let look = move || lead.only.set((!alone).then_some(table));
        let words = if alone {
            t.lead_every_table()
        } else {
            t.lead_only_table()
        };
        vec![
            MenuItem::new(t.lead_link(), link).icon(Shape::Lift),
            MenuItem::new(words, look).icon(Shape::Search),
        ]
    };
    let called = stored(name.clone());
    view! {
        <li class="lead-table">
            <div class="lead-table-text">
                <TableBadge table name=name.clone() />
                {remote.then(|| view! {
                    <p class="lead-table-state lead-remote"><Icon shape=Shape::Remote />{t.remote()}</p>
                })}
                <p class="lead-table-state">
                    {move || t.lead_here(here.get())} " · " {move || t.lead_notes(notes.get())}
                </p>
            </div>
            <button
                class="button"
                type="button"
                aria-label=move || called.with_value(|name| t.lead_of_table(does(), name))
                on:click=reveal
            >
                {does}
            </button>
            <Menu label=t.lead_table_menu(&name) items />
        </li>
    }
}
