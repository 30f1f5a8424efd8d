//! The keys that do something at the desk. Each can be done by menu as well.

use leptos::prelude::*;

use crate::language::texts;

/// All of them, with what they do.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let t = texts();
    let rows = t.lead_shortcut_keys().into_iter().map(|(keys, does)| {
        view! { <div><dt><kbd>{keys}</kbd></dt> <dd>{does}</dd></div> }
    });
    view! {
        <p>{t.lead_shortcuts_hint()}</p>
        <dl class="lead-shortcuts">{rows.collect_view()}</dl>
    }
}
