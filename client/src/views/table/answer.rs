//! "+ Orsak", "+ Åtgärd", "Vad hade vi kunnat göra före?": what is written from a note, and what a note
//! says of that.

use bordsvis_shared::id::{CellId, NoteId, StepId};
use bordsvis_shared::method::Step;
use leptos::{ev, html, prelude::*};

use super::here::{Here, menu_of, use_here};
use super::personal::looks_personal;
use crate::board::NoteRef;
use crate::cells::{self, Cells};
use crate::focus::focus_soon;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, Dialog, Look, MenuItem, Shape, unique_id};
use crate::reactive::{memo, state, stored};
use crate::texts::Texts;

/// What is to be written from a note.
#[derive(Clone)]
pub struct Answer {
    from: NoteRef,
    /// What asks for it.
    title: String,
    step: Step,
    /// The cell that it most likely belongs in.
    cell: Option<CellId>,
}

/// What can be written from a note, for its menu.
pub fn items(t: Texts, here: Here, note: &NoteRef) -> Vec<MenuItem> {
    let cell = note.view.with_untracked(|view| view.cell.clone());
    let own = here.step.get_value();
    let before = balance(t, &own, &cell).map(|(title, cell)| (title, own.clone(), Some(cell)));
    let later = here.board.session.with_untracked(|session| {
        let later = session.method.steps.iter();
        let later = later.filter(|later| later.draws_from.contains(&own.id));
        let later = later.filter_map(|later| {
            let title = later.answer.as_ref()?.get(t.language()).to_owned();
            Some((title, later.clone(), cells::meant(&own, later, &cell)))
        });
        later.collect::<Vec<_>>()
    });
    let item = |(title, step, cell): (String, Step, Option<CellId>)| {
        let answer = Answer {
            from: note.clone(),
            title: title.clone(),
            step,
            cell,
        };
        let ask = move || {
            here.answering.set(Some(answer.clone()));
            here.asking_answer.set(true);
        };
        MenuItem::new(title, ask).icon(Shape::Add)
    };
    before.into_iter().chain(later).map(item).collect()
}

/// What a note of the kind that fills up by itself is asked, and the cell for what is said to it.
fn balance(t: Texts, step: &Step, cell: &CellId) -> Option<(String, CellId)> {
    let question = &step.balance.as_ref()?.question;
    let scarce = step.counterpart(cell)?;
    Some((question.get(t.language()).to_owned(), scarce))
}

/// Asks for what is written from a note, while that is being asked.
#[component]
pub fn AnswerDialog() -> impl IntoView {
    let here = use_here();
    let title = move || {
        here.answering
            .with(|answer| answer.as_ref().map(|answer| answer.title.clone()))
    };
    view! {
        <Dialog title=Signal::derive(move || title().unwrap_or_default()) open=here.asking_answer>
            <Later part=asked />
        </Dialog>
    }
}

#[wasm_split(aside, fallible)]
fn asked() -> Late {
    late(|| {
        let answer = use_here().answering.get_untracked();
        answer
            .map(|answer| view! { <AnswerForm answer /> })
            .into_any()
    })
}

#[component]
fn AnswerForm(answer: Answer) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let Answer {
        from, step, cell, ..
    } = answer;
    let cells = Cells::of(&step, t.language());
    let first = cells.own().first().map(|cell| cell.id.clone());
    let chosen = state(cell.or(first).unwrap_or_else(|| cells.parking().id.clone()));
    let words = state(String::new());
    let [area, select] = [(); 2].map(|()| unique_id("answer-"));
    let field = NodeRef::<html::Textarea>::new();
    field.on_load(|field| {
        let _ = field.focus();
    });
    let options = cells.all().iter().cloned().map(|cell| {
        let selected = chosen.with_untracked(|chosen| *chosen == cell.id);
        view! { <option value=cell.id.to_string() selected=selected>{cell.title}</option> }
    });
    let title = step.title.get(t.language()).to_owned();
    let text = from.view.with_untracked(|view| view.note.text.clone());
    let (from, step) = (stored(from), stored(step.id));
    let personal = memo(move || words.with(|words| looks_personal(words)));
    let put = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let words = words.get_untracked();
        if words.trim().is_empty() {
            return;
        }
        let (from, step) = (from.get_value(), step.get_value());
        let cell = chosen.get_untracked();
        let added = here.picture.add_answer(&from, &step, &cell, words.trim());
        if here.tell(t, added) {
            here.asking_answer.set(false);
            here.offers.say(t.answer_lies_in(&title));
            focus_soon([menu_of(&from.id)]);
        }
    };
    let choose = move |event| {
        if let Ok(cell) = event_target_value(&event).parse() {
            chosen.set(cell);
        }
    };
    view! {
        <p class="note-text">{text}</p>
        <form class="answer" on:submit=put>
            <div class="field">
                <label for=area.clone()>{t.write_note()}</label>
                <textarea
                    id=area
                    node_ref=field
                    rows="3"
                    maxlength=bordsvis_shared::board::MAX_NOTE_TEXT.to_string()
                    prop:value=words
                    on:input=move |event| words.set(event_target_value(&event))
                ></textarea>
                <p class="hint" role="status">{move || personal.get().then(|| t.looks_personal())}</p>
            </div>
            <div class="field">
                <label for=select.clone()>{t.choose_cell()}</label>
                <select id=select on:change=choose>{options.collect_view()}</select>
            </div>
            <Button look=Look::Primary submit=true>{t.put_on_table()}</Button>
        </form>
    }
}

/// What a note was written from and what was written from it, in words. Reactive.
pub fn links(t: Texts, here: Here, note: &NoteId) -> Vec<String> {
    here.picture.track();
    let origins = here.picture.origins(note).into_iter();
    let origins = origins.map(|origin| t.written_from(&origin.note.text));
    let answers = here.picture.answers(note).into_iter().map(|answer| {
        let label = here
            .board
            .session
            .with_untracked(|session| label(t, session, &answer.step));
        [&label, ": ", &answer.note.text].concat()
    });
    origins.chain(answers).collect()
}

/// What a note of a step is called that answers another.
fn label(t: Texts, session: &bordsvis_shared::session::Session, step: &StepId) -> String {
    let step = session.method.step(step);
    let label = step.map(|step| step.answer.as_ref().unwrap_or(&step.title));
    label
        .map(|label| label.get(t.language()).to_owned())
        .unwrap_or_default()
}
