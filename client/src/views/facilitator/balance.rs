//! What is to be kept in balance: measures that come easily fill one side and leave the other empty. The
//! board says so, kindly, and asks of a measure what could have been done before.

use bordsvis_shared::id::CellId;
use bordsvis_shared::method::{Balance, Step};
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
            let cells = cells_of(&step, heading).into_iter();
            let notes: Vec<_> = cells.map(|cell| desk.picture.cell(&cell)).collect();
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
        let scarce = counterpart(step, balance, &cell)?;
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

/// The cells under a heading: itself, or those of its column.
fn cells_of(step: &Step, heading: &CellId) -> Vec<CellId> {
    let cells = step.cells().filter(|cell| cell.heading.id == *heading);
    cells.map(|cell| cell.id).collect()
}

fn title_of(step: &Step, heading: &CellId, t: Texts) -> String {
    let found = step.cells().find(|cell| cell.heading.id == *heading);
    let title = found.map(|cell| cell.heading.title.get(t.language()).to_owned());
    title.unwrap_or_default()
}

/// The cell of the same row that tends to stay empty, of one that fills up by itself.
fn counterpart(step: &Step, balance: &Balance, cell: &CellId) -> Option<CellId> {
    let own = step.cells().find(|own| own.id == *cell)?;
    if own.heading.id != balance.common {
        return None;
    }
    let mut cells = step.cells();
    let row = |cell: &bordsvis_shared::method::Cell| cell.row.map(|row| row.id.clone());
    let scarce =
        cells.find(|other| other.heading.id == balance.scarce && row(other) == row(&own))?;
    Some(scarce.id)
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::method::find;

    use super::*;

    fn check(method: &str, cell: &str, expected: Option<&str>) {
        let method = find(&method.parse().unwrap()).unwrap();
        let step = method.steps.iter().find(|step| step.balance.is_some());
        let step = step.unwrap();
        let balance = step.balance.as_ref().unwrap();
        let found = counterpart(step, balance, &cell.parse().unwrap());
        assert_eq!(found.as_ref().map(CellId::as_str), expected, "{cell}");
    }

    #[test]
    fn what_lacks_is_written_in_the_same_row() {
        check("grund", "education-reactive", Some("education-proactive"));
        check("grund", "democracy-reactive", Some("democracy-proactive"));
        check("grund", "education-proactive", None);
        check("grund", "parking", None);
        check("riskfaktorer", "reactive", Some("proactive"));
    }
}
