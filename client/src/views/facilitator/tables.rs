//! The tables: who is there, what they do, and whether everyone may read what they wrote.

use bordsvis_shared::api::MAX_TABLES;
use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::Summary;
use gloo_timers::callback::Interval;
use js_sys::Date;
use leptos::prelude::*;

use super::growth::Growth;
use super::hands::Hands;
use super::invite::JoinLink;
use super::lead::use_lead;
use super::table_form::TableForm;
use super::table_row::TableRow;
use crate::language::texts;
use crate::parts::{Button, Dialog, For, Shape};
use crate::reactive::{effect, memo, state, stored};

/// How often it is looked whether a table still writes, in milliseconds.
const OFTEN: u32 = 10_000;

/// What is asked about one table, in a dialog.
#[derive(Clone, Copy, PartialEq)]
pub enum Asked {
    /// Its link and QR code.
    Link(TableNo),
    /// What it is called, and where it sits.
    Change(TableNo),
}

/// All tables.
#[component]
pub fn Tables() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let count = memo(move || session.with(|session| session.tables.len()));
    let tables = move || (1..=count.get() as u16).map(TableNo).collect::<Vec<_>>();
    let writing = writing(lead.board.summary);
    let asked = state(None::<Asked>);
    let open = state(false);
    let ask = Callback::new(move |about| {
        asked.set(Some(about));
        open.set(true);
    });
    let title = Signal::derive(move || match asked.get() {
        Some(Asked::Link(table)) => t.lead_link_of(&lead.table_name(table)),
        Some(Asked::Change(table)) => t.lead_change_table(&lead.table_name(table)),
        None => String::new(),
    });
    let adding = state(false);
    let full = Signal::derive(move || count.get() >= MAX_TABLES);
    view! {
        <section class="lead-tables" aria-labelledby="lead-tables">
            <h2 id="lead-tables">{t.lead_tables()}</h2>
            <Hands />
            <ul>
                <For each=tables key=|table| table.to_string() let(table)>
                    <TableRow table writing ask />
                </For>
            </ul>
            <Button icon=Shape::Add off=full on_press=move || adding.set(true)>{t.lead_add_table()}</Button>
            <Dialog title open>
                {move || asked.get().map(|asked| match asked {
                    Asked::Link(table) => view! { <JoinLink table=Some(table) /> }.into_any(),
                    Asked::Change(number) => view! { <TableForm number=Some(number) open /> }.into_any(),
                })}
            </Dialog>
            <Dialog title=t.lead_add_table() open=adding>
                <p>{t.lead_add_table_hint()}</p>
                <TableForm number=None open=adding />
            </Dialog>
        </section>
    }
}

/// Whether each table writes at the moment, from table 1.
fn writing(summary: Signal<Summary>) -> Memo<Vec<bool>> {
    let growth = stored(Growth::default());
    let now = state(Date::now());
    let tick = Interval::new(OFTEN, move || {
        now.try_set(Date::now());
    });
    StoredValue::new_local(tick);
    effect(move || {
        let counts = summary.with(|summary| {
            let of_table = |at: usize| {
                let steps = summary.written.values();
                steps.filter_map(|tables| tables.get(at)).sum()
            };
            (0..summary.tables.len())
                .map(of_table)
                .collect::<Vec<u32>>()
        });
        growth.update_value(|growth| growth.see(&counts, Date::now()));
        now.set(Date::now());
    });
    memo(move || growth.with_value(|growth| growth.writing(now.get())))
}
