//! What a board can be told besides title, method and number of tables: folded away, since most don't.

use bordsvis_shared::api::{MAX_NAME, MAX_RECORD_FIELD, MAX_TABLE_NAME};
use bordsvis_shared::id::TableNo;
use bordsvis_shared::session::Record;
use leptos::{html, prelude::*};

use crate::parts::For;

use crate::reactive::{memo, state};
use crate::{
    creating::{Draft, DraftTable},
    language::texts,
    parts::{Button, Field, IconButton, Shape, TableBadge},
};

/// The button for one more table that takes part from elsewhere, what is said of those, and, folded
/// away, of those in the room.
#[component]
pub fn TableRows(draft: RwSignal<Draft>) -> impl IntoView {
    let t = texts();
    let full = Signal::derive(move || draft.read().most_in_room() <= draft.read().in_room());
    let added = state(None);
    let add_remote = move || added.set(draft.write().add_remote());
    let rows = move |remote: bool| {
        let each = move || {
            let tables = draft.get().tables.into_iter();
            tables
                .filter(move |table| table.remote == remote)
                .map(|table| table.row)
                .collect()
        };
        view! {
            <ul>
                <For each=each key=|row| row.to_string() let(row)>
                    <TableRow draft row remote new=added.get_untracked() == Some(row) />
                </For>
            </ul>
        }
    };
    let open = draft
        .read_untracked()
        .tables
        .iter()
        .any(|table| !table.remote && is_told(table));
    view! {
        <Button icon=Shape::Add off=full on_press=add_remote>
            {t.create_remote()}
        </Button>
        <div class="table-rows">{rows(true)}</div>
        <details class="table-rows" open=open>
            <summary>{t.create_tables_names()}</summary>
            {rows(false)}
        </details>
    }
}

#[component]
fn TableRow(
    draft: RwSignal<Draft>,
    row: u32,
    remote: bool,
    /// Whether it was added just now, so that one goes on writing there.
    new: bool,
) -> impl IntoView {
    let t = texts();
    let node = NodeRef::<html::Input>::new();
    if new {
        node.on_load(|name| {
            let _ = name.focus();
        });
    }
    let number = memo(move || draft.read().table(row).map_or(0, |(number, _)| number));
    let usual = Signal::derive(move || t.table(number.get()));
    let field = move |part: fn(&mut DraftTable) -> &mut String| {
        let get = Signal::derive(move || {
            let table = draft.read().table(row).map(|(_, table)| table.clone());
            table
                .map(|mut table| std::mem::take(part(&mut table)))
                .unwrap_or_default()
        });
        let set = move |text: String| {
            if let Some(table) = draft.write().table_mut(row) {
                *part(table) = text;
            }
        };
        (get, set)
    };
    let (name, set_name) = field(|table| &mut table.name);
    let (municipality, set_municipality) = field(|table| &mut table.municipality);
    let (county, set_county) = field(|table| &mut table.county);
    let alone = Signal::derive(move || draft.read().tables.len() == 1);
    view! {
        <li class="table-row">
            <div class="table-row-head">
                {move || view! { <TableBadge table=TableNo(number.get()) name=usual.get() /> }}
                {remote.then(|| view! { <span class="hint">{t.remote()}</span> })}
                <IconButton
                    label=Signal::derive(move || t.create_remove_table(&usual.get()))
                    icon=Shape::Close
                    off=alone
                    on_press=move || draft.write().remove(row)
                />
            </div>
            <Field label=t.create_table_name() value=name on_input=set_name placeholder=usual node most=MAX_TABLE_NAME />
            <Field label=t.create_municipality() value=municipality on_input=set_municipality most=MAX_NAME />
            <Field label=t.create_county() value=county on_input=set_county most=MAX_NAME />
        </li>
    }
}

/// "Uppgifter för diariet".
#[component]
pub fn RecordFields(draft: RwSignal<Draft>) -> impl IntoView {
    let t = texts();
    let open = draft.read_untracked().record != Record::default();
    let field =
        move |label: &'static str, kind: &'static str, part: fn(&mut Record) -> &mut String| {
            let get = Signal::derive(move || std::mem::take(part(&mut draft.get().record)));
            let set = move |text: String| *part(&mut draft.write().record) = text;
            view! { <Field label kind value=get on_input=set most=MAX_RECORD_FIELD /> }
        };
    view! {
        <details class="record" open=open>
            <summary>{t.create_record()}</summary>
            <p class="hint">{t.create_record_hint()}</p>
            <div class="record-fields">
                {field(t.create_authority(), "text", |record| &mut record.authority)}
                {field(t.create_registry_number(), "text", |record| &mut record.registry_number)}
                {field(t.create_place(), "text", |record| &mut record.place)}
                {field(t.create_date(), "date", |record| &mut record.date)}
                {field(t.create_contact(), "text", |record| &mut record.contact)}
                {field(t.create_dispose_after(), "date", |record| &mut record.dispose_after)}
            </div>
        </details>
    }
}

/// Whether there is more to say of a table than that it is there.
fn is_told(table: &DraftTable) -> bool {
    let texts = [&table.name, &table.municipality, &table.county];
    texts.iter().any(|text| !text.is_empty())
}
