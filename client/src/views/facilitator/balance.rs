//! What is to be kept in balance: measures that come easily fill one side and leave the other empty. The
//! board says so, kindly, and asks of a measure what could have been done before.

use bordsvis_shared::id::CellId;
use bordsvis_shared::method::Step;
use leptos::prelude::*;

use super::desk::{Asked, Desk, use_desk};
use crate::board::NoteRef;
use crate::language::texts;
use crate::parts::{MenuItem, Show};
use crate::reactive::memo;
use crate::texts::Texts;

/// A calm bar, where the step has lost its balance.
#[component]
pub fn BalanceBar() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let step = desk.step.get_value();
    step.balance.clone().map(|balance| {
        let count = |heading: &CellId| {
            let cells = step.cells_under(heading);
            let notes: Vec<_> = cells.map(|cell| desk.picture.cell(&cell.id)).collect();
            memo(move || {
                notes
                    .iter()
                    .map(|notes| notes.with(Vec::len))
                    .sum::<usize>()
            })
        };
        let (scarce, common) = (count(&balance.scarce), count(&balance.common));
        let title = |heading: &CellId| title_of(&step, heading, t);
        let titles = (title(&balance.scarce), title(&balance.common));
        let reminder = balance.reminder.get(t.language()).to_owned();
        let counts = move || {
            let (scarce, common) = (scarce.get(), common.get());
            t.sort_balance((&titles.0, scarce), (&titles.1, common))
        };
        let lost = move || balance.is_lost(scarce.get(), common.get());
        let share = move || {
            let all = (scarce.get() + common.get()).max(1);
            format!("{}%", 100 * scarce.get() / all)
        };
        view! {
            <Show when=lost>
                <div class="lead-balance" role="note">
                    <p>{reminder.clone()}</p>
                    <p class="hint">{counts.clone()}</p>
                    <div class="lead-balance-bar" aria-hidden="true">
                        <div style:width=share></div>
                    </div>
                </div>
            </Show>
        }
    })
}

/// "Vad hade vi kunnat göra före?", of a note of the kind that fills up by itself.
pub fn item(t: Texts, desk: Desk, note: &NoteRef) -> Option<MenuItem> {
    let cell = note.view.with_untracked(|view| view.cell.clone());
    let (words, step, scarce) = desk.step.with_value(|step| {
        let balance = step.balance.as_ref()?;
        let scarce = step.counterpart(&cell)?;
        let words = balance.question.get(t.language()).to_owned();
        Some((words, step.id.clone(), scarce))
    })?;
    let note = note.clone();
    let ask = move || {
        desk.ask(Asked::Answer {
            from: note.clone(),
            step: step.clone(),
            cell: Some(scarce.clone()),
        });
    };
    Some(MenuItem::new(words, ask))
}

fn title_of(step: &Step, heading: &CellId, t: Texts) -> String {
    let found = step.cells_under(heading).next();
    let title = found.map(|cell| cell.heading.title.get(t.language()).to_owned());
    title.unwrap_or_default()
}
