//! What is ticked off in a step that is a checklist, for those who read it.

use leptos::prelude::*;

use crate::language::texts;
use crate::parts::{Icon, Shape};

/// What is to be ticked off, each with whether it is.
#[component]
pub fn Checks(items: Vec<(String, bool)>) -> impl IntoView {
    let t = texts();
    let items = items.into_iter().map(|(title, checked)| {
        let state = if checked { t.checked() } else { t.unchecked() };
        view! {
            <li class="check" class:checked=checked>
                <span class="check-box">{checked.then(|| view! { <Icon shape=Shape::Check /> })}</span>
                <span>{title}</span>
                <span class="unseen">{state}</span>
            </li>
        }
    });
    view! { <ul class="checks">{items.collect_view()}</ul> }
}
