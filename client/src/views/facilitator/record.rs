//! What the authority's records know of the board.

use bordsvis_shared::session::RecordStatus;
use leptos::prelude::*;

use super::lead::use_lead;
use crate::language::texts;

/// As it was given when the board was created.
#[component]
pub fn RecordList() -> impl IntoView {
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
