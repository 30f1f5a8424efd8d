//! What is ticked off in a step that is a checklist.

use bordsvis_shared::id::CellId;
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;

use super::desk::use_desk;
use crate::language::texts;
use crate::reactive::{memo, stored};

/// The list, where the step has one.
#[component]
pub fn Checklist() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let checks = desk.step.with_value(|step| step.checks().to_vec());
    (!checks.is_empty()).then(|| {
        let rows = checks.into_iter().map(|check| {
            let title = check.title.get(t.language()).to_owned();
            let guidance = check.guidance.map(|text| text.get(t.language()).to_owned());
            view! { <Check item=check.id title guidance /> }
        });
        view! { <ul class="lead-checks">{rows.collect_view()}</ul> }
    })
}

#[component]
fn Check(item: CellId, title: String, guidance: Option<String>) -> impl IntoView {
    let desk = use_desk();
    let step = desk.step_id();
    let item = stored(item);
    let checked = {
        let step = step.clone();
        memo(move || {
            desk.board.session.with(|session| {
                let state = session.steps.get(&step);
                state.is_some_and(|state| item.with_value(|item| state.checked.contains(item)))
            })
        })
    };
    let check = move |event| {
        desk.lead.command(ToServer::Check {
            step: step.clone(),
            item: item.get_value(),
            checked: event_target_checked(&event),
        });
    };
    view! {
        <li>
            <label class="lead-check slip">
                <input type="checkbox" prop:checked=checked on:change=check />
                <span>
                    {title}
                    {guidance.map(|text| view! { <span class="hint">{text}</span> })}
                </span>
            </label>
        </li>
    }
}
