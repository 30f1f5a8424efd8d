//! "Flytta till…" and "Placera i steg…": all cells, for whoever does not drag.

use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::desk::{Asked, slip_of, use_desk};
use crate::board::Place;
use crate::cells::{Cell, Cells};
use crate::focus::focus_soon;
use crate::language::texts;
use crate::parts::Dialog;
use crate::reactive::stored;

/// Asks where notes are to go, while that is being asked.
#[component]
pub fn MoveDialog() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let title = Signal::derive(move || {
        let asked = desk.asked.get();
        let Some(asked) = asked else {
            return String::new();
        };
        let steps = desk.later_steps();
        let later = steps
            .iter()
            .find(|step| Some(&step.id) == asked.later.as_ref());
        match later {
            Some(step) => t.lead_place_in(step.title.get(t.language())),
            None => t.lead_move_notes(asked.notes.len()),
        }
    });
    view! {
        <Dialog title open=desk.asking>
            {desk.asked.get_untracked().map(|asked| view! { <Choices asked /> })}
        </Dialog>
    }
}

/// The cells as they are when it is asked: nothing moves under a finger.
#[component]
fn Choices(asked: Asked) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let later: Option<Step> = {
        let mut steps = desk.later_steps().into_iter();
        steps.find(|step| Some(&step.id) == asked.later.as_ref())
    };
    let cells = match &later {
        Some(step) => Cells::of(step, t.language()).all().to_vec(),
        None => desk.cells.with_value(|cells| cells.all().to_vec()),
    };
    let text = match asked.notes.as_slice() {
        [note] => Some(note.view.with_untracked(|view| view.note.text.clone())),
        _ => None,
    };
    let lies_in = match asked.notes.as_slice() {
        [note] if later.is_none() => Some(note.view.with_untracked(|view| view.cell.clone())),
        _ => None,
    };
    let notes = stored(asked.notes);
    let later = stored(later);
    let choice = |cell: Cell| {
        let current = lies_in.as_ref() == Some(&cell.id);
        let title = cell.title.clone();
        let go = move |_| {
            desk.asking.set(false);
            if current {
                return;
            }
            let notes = notes.get_value();
            match later.get_value() {
                Some(step) => desk.place_later(&notes, &step, &cell),
                None => desk.put(&notes, &cell.id, &Place::Last),
            }
            if let Some(first) = notes.first() {
                focus_soon([slip_of(&first.id)]);
            }
        };
        view! {
            <button class="choice" type="button" aria-current=current.then_some("true") on:click=go>
                <span>{title}</span>
                {current.then(|| view! { <span class="hint">{t.lies_here()}</span> })}
            </button>
        }
    };
    view! {
        {text.map(|text| view! { <p class="lead-text">{text}</p> })}
        <div class="choices">{cells.into_iter().map(choice).collect_view()}</div>
    }
}
