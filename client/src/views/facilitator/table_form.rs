//! What is known of a table, to be changed; and a table more while the meeting is running.

use bordsvis_shared::api::{MAX_NAME, MAX_TABLE_NAME};
use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::Table;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::lead::use_lead;
use crate::language::texts;
use crate::parts::{Button, Field, Look};
use crate::reactive::{memo, state, stored};

/// All about a table: one that is there, or one to be added.
#[component]
pub fn TableForm(number: Option<TableNo>, open: RwSignal<bool>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let given = lead.board.session.with_untracked(|session| match number {
        Some(number) => session.table(number).cloned(),
        None => Some(Table::named(&t.table(session.tables.len() as u16 + 1))),
    });
    let given = stored(given.unwrap_or_else(|| Table::named("")));
    let [name, municipality, county] = given.with_value(|given| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            given.name.clone(),
            text(&given.municipality),
            text(&given.county),
        ]
        .map(state)
    });
    let remote = state(given.with_value(|given| given.remote));
    let refused = state(None::<&'static str>);
    let nameless = state(false);
    let name_error = memo(move || nameless.get().then(|| t.lead_table_nameless().to_owned()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let some = |text: String| (!text.is_empty()).then_some(text);
        nameless.set(text(name).is_empty());
        if nameless.get_untracked() {
            return;
        }
        let table = Table {
            name: text(name),
            municipality: some(text(municipality)),
            county: some(text(county)),
            remote: remote.get_untracked(),
            ..given.get_value()
        };
        let command = match number {
            Some(number) => ToServer::ChangeTable { number, table },
            None => ToServer::AddTable { table },
        };
        lead.settle(command, open, refused);
    };
    let does = match number {
        Some(_) => t.lead_save(),
        None => t.lead_add_table(),
    };
    view! {
        <form class="lead-form" novalidate on:submit=submit>
            <Field
                label=t.create_table_name()
                value=name
                on_input=move |text| name.set(text)
                error=name_error
                most=MAX_TABLE_NAME
                required=true
            />
            <Field
                label=t.create_municipality()
                value=municipality
                on_input=move |text| municipality.set(text)
                most=MAX_NAME
            />
            <Field label=t.create_county() value=county on_input=move |text| county.set(text) most=MAX_NAME />
            <label class="lead-check">
                <input
                    type="checkbox"
                    prop:checked=remote
                    on:change=move |event| remote.set(event_target_checked(&event))
                />
                {t.lead_table_remote()}
            </label>
            <p class="error" role="alert">{move || refused.get()}</p>
            <div class="actions">
                <Button look=Look::Primary submit=true>{does}</Button>
                <Button on_press=move || open.set(false)>{t.cancel()}</Button>
            </div>
        </form>
    }
}
