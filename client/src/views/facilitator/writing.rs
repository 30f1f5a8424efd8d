//! "Ny lapp" and "Skriv in från blad": the facilitator writes what a table has on paper. The table and
//! the cell stay chosen, and Enter puts down one note after the other.

use bordsvis_shared::id::{CellId, TableNo};
use leptos::{ev, html, prelude::*};

use super::desk::use_desk;
use crate::language::texts;
use crate::parts::{Button, Look, unique_id};
use crate::reactive::state;

/// Writes notes for a table.
#[component]
pub fn WriteForm(cell: CellId) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let first = desk.lead.only.get_untracked();
    let first = desk.writing_for.get_value().or(first);
    let table = state(first.unwrap_or(TableNo(1)));
    let cell = state(cell);
    let written = state(0_usize);
    let area = NodeRef::<html::Textarea>::new();
    let [text_id, table_id, cell_id] = [(); 3].map(|()| unique_id("write-"));
    let tables = desk.board.session.with_untracked(|session| {
        let numbers = session.table_numbers();
        let named = numbers.zip(session.tables.iter().map(|table| table.name.clone()));
        named.collect::<Vec<_>>()
    });
    let tables = tables.into_iter().map(|(number, name)| {
        let selected = table.get_untracked() == number;
        view! { <option value=number.0 selected=selected>{name}</option> }
    });
    let cells = desk.cells.with_value(|cells| cells.all().to_vec());
    let cells = cells.into_iter().map(|one| {
        let selected = cell.with_untracked(|cell| *cell == one.id);
        view! { <option value=one.id.to_string() selected=selected>{one.title}</option> }
    });
    let put = move || {
        let Some(area) = area.get_untracked() else {
            return;
        };
        let text = area.value();
        if text.trim().is_empty() {
            return;
        }
        let (table, cell) = (table.get_untracked(), cell.get_untracked());
        let added = desk.picture.add_at(table, &cell, text.trim());
        if desk.tell(added.map(|_| ())) {
            desk.writing_for.set_value(Some(table));
            written.update(|written| *written += 1);
            area.set_value("");
            let _ = area.focus();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            put();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        put();
    };
    view! {
        <form class="lead-form" on:submit=submit>
            <p class="hint">{t.sort_write_hint()}</p>
            <div class="field">
                <label for=table_id.clone()>{t.sort_for_table()}</label>
                <select
                    id=table_id
                    on:change=move |event| {
                        if let Ok(number) = event_target_value(&event).parse() {
                            table.set(TableNo(number));
                        }
                    }
                >
                    {tables.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for=cell_id.clone()>{t.lead_tray_target()}</label>
                <select
                    id=cell_id
                    on:change=move |event| {
                        if let Ok(one) = event_target_value(&event).parse() {
                            cell.set(one);
                        }
                    }
                >
                    {cells.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for=text_id.clone()>{t.sort_text()}</label>
                <textarea id=text_id node_ref=area rows="3" autofocus on:keydown=on_key></textarea>
            </div>
            <p class="hint" role="status">
                {move || (written.get() != 0).then(|| t.sort_written(written.get()))}
            </p>
            <div class="actions">
                <Button look=Look::Primary submit=true>{t.sort_put_next()}</Button>
                <Button on_press=move || desk.asking.set(false)>{t.done()}</Button>
            </div>
        </form>
    }
}
