//! Where one writes, or why one can't.

use bordsvis_shared::id::{CellId, StepId};
use leptos::{html, prelude::*};

use super::ask::AskForDrafts;
use super::asked::Guidance;
use super::clock::LocksSoon;
use super::composer::Composer;
use super::here::use_here;
use super::own::{Own, Question};
use super::steps::Elsewhere;
use super::tray::Trays;
use crate::board::Blocked;
use crate::language::texts;
use crate::measured::measured_above;
use crate::parts::{Button, CopyButton, Icon, Look, Shape, Show};
use crate::reactive::memo;

/// Where one writes: at the thumb, or beside the cells.
#[component]
pub fn Side(
    go: Callback<StepId>,
    wide: ReadSignal<bool>,
    roomy: ReadSignal<bool>,
) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let side = NodeRef::<html::Div>::new();
    measured_above(side, "--side");
    // What passes in a moment must not take the field from under somebody's fingers.
    let closed = memo(move || {
        let blocked = here.picture.blocked.get().filter(|_| !here.is_individual());
        blocked.filter(|blocked| {
            !matches!(
                blocked,
                Blocked::Loading | Blocked::Offline | Blocked::Individual
            )
        })
    });
    let cell = Memo::new(move |before: Option<&Option<CellId>>| {
        here.chosen.get().or_else(|| before.cloned().flatten())
    });
    let writes = memo(move || closed.get().is_none() && here.chosen.get().is_some());
    view! {
        <div class="table-side" node_ref=side>
            <Elsewhere board=here.board go />
            <LocksSoon />
            <AskForDrafts />
            {move || {
                if writes.get() {
                    let cell = memo(move || cell.get().expect("a cell is chosen"));
                    view! {
                        <Show when=move || wide.get()>
                            <Trays />
                        </Show>
                        <Composer cell />
                    }
                    .into_any()
                } else {
                    (move || closed.get().map(|blocked| view! { <Closed blocked /> })).into_any()
                }
            }}
            <Show when=move || roomy.get()>
                <section class="table-guidance">
                    <h2>{t.guidance()}</h2>
                    <Guidance />
                </section>
            </Show>
        </div>
    }
}

/// Why nothing can be written, what to do about it, and what one had begun to write.
#[component]
fn Closed(blocked: Blocked) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let own: Own = expect_context();
    let another = (blocked == Blocked::TableClosed).then(|| {
        let choose = move || own.ask(Question::Table);
        view! { <Button look=Look::Primary on_press=choose>{t.choose_table()}</Button> }
    });
    let begun = move || {
        let words = here.words.get();
        (!words.trim().is_empty()).then(|| {
            view! {
                <p class="hint">{t.draft_kept()}</p>
                <blockquote class="note-text">{words.clone()}</blockquote>
                <CopyButton text=words />
            }
        })
    };
    view! {
        <div class="table-closed">
            <p role="status">
                <Icon shape=Shape::Lock />
                <span>{t.blocked(blocked)}</span>
            </p>
            {another}
            {begun}
        </div>
    }
}
