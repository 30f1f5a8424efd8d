//! A step that is a checklist: the tables read it, a facilitator ticks.

use bordsvis_shared::method::Heading;
use leptos::prelude::*;

use super::here::use_here;
use crate::language::texts;
use crate::parts::{Icon, Shape};
use crate::reactive::memo;

/// What there is to tick off, and what has been.
#[component]
pub fn Checklist() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let items = here.step.with_value(|step| step.checks().to_vec());
    let item = |item: Heading| {
        let id = item.id.clone();
        let checked = memo(move || here.progress.with(|step| step.checked.contains(&id)));
        let guidance = item.guidance.as_ref();
        let guidance = guidance.map(|text| text.get(t.language()).to_owned());
        view! {
            <li class="slip check" class:checked=checked>
                <span class="check-mark">
                    {move || checked.get().then(|| view! { <Icon shape=Shape::Check /> })}
                </span>
                <div>
                    <p>{item.title.get(t.language()).to_owned()}</p>
                    {guidance.map(|guidance| view! { <p class="hint">{guidance}</p> })}
                    <p class="hint">{move || if checked.get() { t.is_done() } else { t.is_not_done() }}</p>
                </div>
            </li>
        }
    };
    let some = !items.is_empty();
    let items = items.into_iter().map(item).collect_view();
    some.then(|| {
        view! {
            <ul class="slips checklist">{items}</ul>
            <p class="hint">{t.facilitator_ticks()}</p>
        }
    })
}
