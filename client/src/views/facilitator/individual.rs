//! What is said of a step in which everybody writes by themselves: how many tables have, and no more.

use bordsvis_shared::method::Phase;
use leptos::prelude::*;

use super::lead::use_lead;
use crate::language::texts;
use crate::parts::{Icon, Shape, Show};
use crate::reactive::memo;

/// Says it, where the step that one looks at is such a one.
#[component]
pub fn Individually() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let alone = memo(move || {
        let step = lead.viewed.get();
        session.with(|session| session.phase(&step) == Phase::Individual)
    });
    let wrote = memo(move || {
        let step = lead.viewed.get();
        let drafting = |summary: &bordsvis_shared::protocol::Summary| {
            summary.drafting.get(&step).copied().unwrap_or_default()
        };
        let wrote = lead.board.summary.with(drafting);
        let tables = session.with(|session| session.presenting_order().len());
        t.lead_drafting(wrote as usize, tables)
    });
    view! {
        <Show when=move || alone.get()>
            <div class="lead-alone slip">
                <Icon shape=Shape::Hidden />
                <div>
                    <p class="lead-alone-count">{move || wrote.get()}</p>
                    <p class="hint">{t.lead_alone_hint()}</p>
                </div>
            </div>
        </Show>
    }
}
