//! A step that is a checklist: the tables read it, a facilitator ticks.

use leptos::prelude::*;

use super::here::use_here;
use crate::language::texts;
use crate::parts::Checks;
use crate::reactive::memo;

/// What there is to tick off, and what has been; nothing in another step.
#[component]
pub fn Checklist() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let items = memo(move || {
        let checked = here.progress.with(|step| step.checked.clone());
        here.step.with_value(|step| {
            let items = step.checks().iter();
            let items = items.map(|item| {
                let title = item.title.get(t.language()).to_owned();
                (title, checked.contains(&item.id))
            });
            items.collect::<Vec<_>>()
        })
    });
    move || {
        let items = items.get();
        (!items.is_empty()).then(|| {
            view! {
                <div class="checklist">
                    <Checks items />
                    <p class="hint">{t.facilitator_ticks()}</p>
                </div>
            }
        })
    }
}
