//! Whether what one did is safe.

use leptos::prelude::*;

use super::lead::use_lead;
use crate::board::Saving;
use crate::language::texts;
use crate::parts::{Icon, Shape};
use crate::reactive::memo;

/// In words.
#[component]
pub fn Saved() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let saving = lead.board.saving;
    let offline = memo(move || matches!(saving.get(), Saving::Offline(_)));
    view! {
        <p class="saving-state" class:offline=offline role="status">
            {move || {
                let shape = if offline.get() { Shape::Offline } else { Shape::Check };
                view! { <Icon shape /> }
            }}
            {move || t.saving(saving.get())}
        </p>
    }
}
