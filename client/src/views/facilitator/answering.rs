//! "+ Orsak", "+ Åtgärd": what a later step says to a note is written from it, in the document of the
//! note's own table.

use bordsvis_shared::id::CellId;
use bordsvis_shared::method::Step;
use leptos::{ev, prelude::*};

use super::desk::{Asked, Desk, use_desk};
use super::moving::Text;
use crate::board::NoteRef;
use crate::cells::{Cells, meant};
use crate::language::texts;
use crate::parts::{Button, Look, MenuItem, unique_id};
use crate::reactive::{state, stored};
use crate::texts::Texts;

/// What can be written from a note, for its menu.
pub fn items(t: Texts, desk: Desk, note: &NoteRef) -> Vec<MenuItem> {
    let steps = desk.answering_steps().into_iter();
    let item = |step: Step| {
        let words = step.answer.as_ref();
        let words = words.map(|words| t.sort_answer(words.get(t.language())));
        let cell = note.view.with_untracked(|view| view.cell.clone());
        let cell = desk.step.with_value(|own| meant(own, &step, &cell));
        let (note, step) = (note.clone(), step.id);
        let ask = move || {
            let (from, step, cell) = (note.clone(), step.clone(), cell.clone());
            desk.ask(Asked::Answer { from, step, cell });
        };
        MenuItem::new(words.unwrap_or_default(), ask)
    };
    steps.map(item).collect()
}

/// Writes what a later step says to a note.
#[component]
pub fn AnswerForm(from: NoteRef, step: Step, cell: Option<CellId>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let cells = Cells::of(&step, t.language());
    let first = cells.own().first().map(|cell| cell.id.clone());
    let chosen = state(cell.or(first).unwrap_or_else(|| cells.parking().id.clone()));
    let text = state(String::new());
    let [area, select] = [(); 2].map(|()| unique_id("answer-"));
    let options = cells.all().iter().cloned().map(|cell| {
        let selected = chosen.with_untracked(|chosen| *chosen == cell.id);
        view! { <option value=cell.id.to_string() selected=selected>{cell.title}</option> }
    });
    let title = step.title.get(t.language()).to_owned();
    let shown = vec![from.clone()];
    let (from, step) = (stored(from), stored(step.id));
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let (from, step) = (from.get_value(), step.get_value());
        let cell = chosen.get_untracked();
        let added = desk.picture.add_answer(&from, &step, &cell, text.trim());
        if desk.tell(added.map(|_| ())) {
            desk.asking.set(false);
            desk.lead.toasts.say(t.answer_lies_in(&title));
            desk.focus_on(&from.id);
        }
    };
    let choose = move |event| {
        if let Ok(cell) = event_target_value(&event).parse() {
            chosen.set(cell);
        }
    };
    view! {
        <Text notes=shown />
        <form class="lead-form" on:submit=save>
            <div class="field">
                <label for=area.clone()>{t.sort_text()}</label>
                <textarea
                    id=area
                    rows="3"
                    autofocus
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="field">
                <label for=select.clone()>{t.lead_tray_target()}</label>
                <select id=select on:change=choose>{options.collect_view()}</select>
            </div>
            <Button look=Look::Primary submit=true>{t.sort_save()}</Button>
        </form>
    }
}
