//! One table among the others.

use bordsvis_shared::id::{StepId, TableNo};
use bordsvis_shared::protocol::{Presence, Summary, Tables as Which, ToServer};
use bordsvis_shared::session::{Session, Table};
use leptos::prelude::*;

use super::lead::{Lead, use_lead};
use super::tables::Asked;
use crate::language::texts;
use crate::leading;
use crate::parts::{Icon, Menu, MenuItem, Shape, TableBadge};
use crate::reactive::memo;
use crate::texts::Texts;

/// A table, with its state in words.
#[component]
pub fn TableRow(table: TableNo, writing: Memo<Vec<bool>>, ask: Callback<Asked>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let about = memo(move || session.with(|session| session.table(table).cloned()));
    let name = memo(move || lead.table_name(table));
    let remote = memo(move || about.with(|about| about.as_ref().is_some_and(|about| about.remote)));
    let at = usize::from(table.0).saturating_sub(1);
    let state = memo(move || {
        let writes = writing.with(|writing| writing.get(at).copied().unwrap_or_default());
        let here = lead.board.summary.with(|summary| presence(summary, at));
        let step = lead.viewed.get();
        session.with(|session| states(session, &step, table, here, writes))
    });
    let counts = memo(move || {
        let step = lead.viewed.get();
        lead.board.summary.with(|summary| {
            let written = summary.written.get(&step);
            let notes = written.and_then(|tables| tables.get(at)).copied();
            let notes = t.lead_notes(notes.unwrap_or_default() as usize);
            [t.lead_here(presence(summary, at)), notes].join(" · ")
        })
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
        let about = about.get_untracked();
        about.map_or_else(Vec::new, |about| items(t, lead, table, about, ask))
    };
    view! {
        <li class="lead-table">
            <div class="lead-table-text">
                {move || view! { <TableBadge table name=name.get() /> }}
                <p class="lead-table-state lead-remote" hidden=move || !remote.get()>
                    <Icon shape=Shape::Remote />{t.remote()}
                </p>
                <p class="lead-table-doing" hidden=move || state.read().is_empty()>
                    {move || words(t, &state.get())}
                </p>
                <p class="lead-table-state">{move || counts.get()}</p>
            </div>
            <button
                class="button"
                type="button"
                aria-label=move || t.lead_of_table(does(), &name.get())
                on:click=reveal
            >
                {does}
            </button>
            <Menu label=Signal::derive(move || t.lead_table_menu(&name.get())) items />
        </li>
    }
}

/// What can be done with a table.
fn items(
    t: Texts,
    lead: Lead,
    table: TableNo,
    about: Table,
    ask: Callback<Asked>,
) -> Vec<MenuItem> {
    let alone = lead.only.get_untracked() == Some(table);
    let look = move || lead.only.set((!alone).then_some(table));
    let only = if alone {
        t.lead_every_table()
    } else {
        t.lead_only_table()
    };
    let present = move || {
        let step = lead.viewed.get_untracked();
        let session = lead.board.session;
        lead.commands(session.with_untracked(|session| leading::present(session, &step, table)));
    };
    let closes = if about.closed {
        t.lead_open_table()
    } else {
        t.lead_close_table()
    };
    let close = move || {
        let closed = !about.closed;
        lead.command(ToServer::ChangeTable {
            number: table,
            table: Table {
                closed,
                ..about.clone()
            },
        });
    };
    vec![
        MenuItem::new(t.lead_screen_present(), present).icon(Shape::Screen),
        MenuItem::new(only, look).icon(Shape::Search),
        MenuItem::new(t.lead_link(), move || ask.run(Asked::Link(table))).icon(Shape::Lift),
        MenuItem::new(t.lead_change(), move || ask.run(Asked::Change(table))).icon(Shape::Edit),
        MenuItem::new(closes, close).icon(Shape::Lock),
    ]
}

/// What a table is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// It raises its hand.
    Hand,
    /// It says that it is done.
    Ready,
    /// Its notes have become more of late.
    Writing,
    /// Somebody has sat there, and nobody does now.
    Away,
    /// It was closed.
    Closed,
}

impl Doing {
    fn said(self, t: Texts) -> &'static str {
        match self {
            Self::Hand => t.lead_doing_hand(),
            Self::Ready => t.lead_doing_ready(),
            Self::Writing => t.lead_doing_writing(),
            Self::Away => t.lead_doing_away(),
            Self::Closed => t.lead_doing_closed(),
        }
    }
}

fn states(
    session: &Session,
    step: &StepId,
    table: TableNo,
    here: Presence,
    writes: bool,
) -> Vec<Doing> {
    if session.table(table).is_some_and(|table| table.closed) {
        return vec![Doing::Closed];
    }
    let ready = session
        .steps
        .get(step)
        .is_some_and(|state| state.ready.contains(&table));
    let states = [
        (session.hands.contains(&table), Doing::Hand),
        (ready, Doing::Ready),
        (writes && !ready, Doing::Writing),
        (here.joined > 0 && here.here == 0, Doing::Away),
    ];
    let states = states.into_iter().filter(|(is, _)| *is);
    states.map(|(_, doing)| doing).collect()
}

fn words(t: Texts, states: &[Doing]) -> String {
    let words = states.iter().map(|doing| doing.said(t));
    words.collect::<Vec<_>>().join(", ")
}

fn presence(summary: &Summary, at: usize) -> Presence {
    summary.tables.get(at).copied().unwrap_or_default()
}
