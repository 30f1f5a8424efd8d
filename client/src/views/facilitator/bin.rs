//! "Papperskorgen": what has been thrown away in this step, to be brought back.

use leptos::prelude::*;

use super::desk::use_desk;
use crate::board::NoteRef;
use crate::language::texts;
use crate::parts::{Button, Dialog, For, Shape, Show, TableBadge};
use crate::reactive::{memo, state};

/// The button that opens it, and the bin.
#[component]
pub fn Bin() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let open = state(false);
    let notes = desk.picture.in_bin();
    let count = {
        let notes = notes.clone();
        memo(move || notes.with(Vec::len))
    };
    view! {
        <span hidden=move || count.get() == 0>
            <Button icon=Shape::Remove on_press=move || open.set(true)>
                {move || t.lead_bin_of(count.get())}
            </Button>
        </span>
        <Dialog title=t.lead_bin() open>
            <Thrown notes=desk.picture.in_bin() />
        </Dialog>
    }
}

#[component]
fn Thrown(notes: ArcReadSignal<Vec<NoteRef>>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let all = notes.clone();
    // Whatever one looks for elsewhere, all that was thrown away is here.
    let shown = memo(move || {
        let uncovered = desk.uncovered();
        notes.with(|notes| {
            notes
                .iter()
                .filter(|n| uncovered(n))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let covered = {
        let all = all.clone();
        memo(move || all.with(Vec::len) > shown.with(Vec::len))
    };
    view! {
        <Show when=move || all.with(Vec::is_empty)>
            <p>{t.lead_bin_empty()}</p>
        </Show>
        <Show when=move || covered.get()>
            <p class="hint">{t.lead_bin_covered()}</p>
        </Show>
        <ul class="slips">
            <For each=move || shown.get() key=|note| note.id.clone() let(note)>
                <ThrownNote note />
            </For>
        </ul>
    }
}

#[component]
fn ThrownNote(note: NoteRef) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let view = note.view.clone();
    let table = note.table;
    let restore = move || {
        desk.tell(desk.picture.restore(std::slice::from_ref(&note)));
    };
    view! {
        <li class="slip lead-tray-note">
            <p class="lead-text">{move || view.with(|view| view.note.text.clone())}</p>
            <TableBadge table name=desk.table_name(table) />
            <Button icon=Shape::Undo on_press=restore>{t.lead_restore()}</Button>
        </li>
    }
}
