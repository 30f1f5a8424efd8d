//! "Ändra metoden": steps and headings renamed, added, removed, before and during the workshop. Each change
//! is a command of its own, so that two who lead see what the other does.

use bordsvis_shared::id::{CellId, StepId};
use bordsvis_shared::method::{
    Layout, MAX_COLUMN_LABEL, MAX_COLUMNS, MAX_LABEL, MAX_QUESTION, MAX_ROWS, MAX_STEPS, MAX_TITLE,
    MethodChange, Part, Step, Text,
};
use bordsvis_shared::protocol::ToServer;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lead::{Lead, use_lead};
use super::naming::{Adding, Name, Removing};
use crate::language::texts;
use crate::parts::{For, Show};
use crate::random;
use crate::reactive::{memo, state, stored};
use crate::texts::Texts;

/// Where changes are sent from, and why the last one was refused: a dialog hides what is said behind it.
#[derive(Clone, Copy)]
struct Changes {
    lead: Lead,
    refused: RwSignal<Option<&'static str>>,
    t: Texts,
}

impl Changes {
    fn make(self, change: MethodChange) {
        let Self { lead, refused, t } = self;
        spawn_local(async move {
            let made = lead.board.command(ToServer::Method { change }).await;
            refused.try_set(made.err().map(|reason| t.lead_refused(reason)));
        });
    }
}

/// All steps, each folded.
#[component]
pub fn MethodEditor() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let refused = state(None);
    let changes = Changes { lead, refused, t };
    provide_context(changes);
    let steps = memo(move || {
        lead.board
            .session
            .with(|session| session.method.steps.clone())
    });
    let full = memo(move || steps.with(|steps| steps.len() >= MAX_STEPS));
    let several = memo(move || steps.with(|steps| steps.len() > 1));
    let add = Callback::new(move |title: String| {
        let (Ok(step), Ok(cell)) = (fresh("step").parse(), fresh("cell").parse()) else {
            return;
        };
        let last = steps.with_untracked(|steps| steps.last().map(|step| step.id.clone()));
        changes.make(MethodChange::AddStep {
            step,
            question: title.clone(),
            after: last,
            cells: vec![(cell, t.sort_notes().to_owned())],
            title,
        });
    });
    view! {
        <p class="hint">{t.sort_method_hint()}</p>
        <p class="error" role="alert" hidden=move || refused.read().is_none()>
            {move || refused.get()}
        </p>
        <div class="lead-method">
            <For each=move || steps.get() key=|step| step.id.clone() let(step)>
                <StepEditor id=step.id steps several />
            </For>
        </div>
        <Adding label=t.sort_add_step() most=MAX_TITLE full full_words=t.sort_most_steps(MAX_STEPS) add />
    }
}

/// A step, by what the method says of it now.
#[component]
fn StepEditor(id: StepId, steps: Memo<Vec<Step>>, several: Memo<bool>) -> impl IntoView {
    let (t, changes) = (texts(), expect_context::<Changes>());
    let language = t.language();
    let id = stored(id);
    let step = memo(move || {
        steps.with(|steps| {
            let found = steps.iter().find(|step| id.with_value(|id| step.id == *id));
            found.cloned()
        })
    });
    let text = move |read: fn(&Step) -> &Text| {
        memo(move || {
            step.with(|step| {
                let text = step
                    .as_ref()
                    .map(|step| read(step).get(language).to_owned());
                text.unwrap_or_default()
            })
        })
    };
    let (title, question) = (text(|step| &step.title), text(|step| &step.question));
    let rename = Callback::new(move |title: String| {
        let (step, question) = (id.get_value(), None);
        changes.make(MethodChange::RenameStep {
            step,
            title,
            question,
        });
    });
    let ask = Callback::new(move |question: String| {
        let (step, title) = (id.get_value(), title.get_untracked());
        let question = Some(question);
        changes.make(MethodChange::RenameStep {
            step,
            title,
            question,
        });
    });
    let remove = Callback::new(move |()| {
        let step = id.get_value();
        changes.make(MethodChange::RemoveStep { step });
    });
    let parts = step.with_untracked(|step| step.as_ref().map(|step| parts_of(&step.layout)));
    let parts = parts.unwrap_or_default().into_iter();
    let parts = parts.map(|part| view! { <PartEditor id part step /> });
    view! {
        <details class="slip">
            <summary>{move || title.get()}</summary>
            <div class="lead-method-step">
                <Name label=t.sort_step_title() value=title most=MAX_TITLE rename />
                <Name label=t.sort_question() value=question most=MAX_QUESTION rename=ask />
                {parts.collect_view()}
                <Show when=move || several.get()>
                    <Removing
                        label=t.sort_remove_step()
                        warning=t.sort_remove_step_hint().to_owned()
                        remove
                    />
                </Show>
            </div>
        </details>
    }
}

/// The headings of one kind: cells, rows, columns, or what is ticked off.
#[component]
fn PartEditor(id: StoredValue<StepId>, part: Part, step: Memo<Option<Step>>) -> impl IntoView {
    let (t, changes) = (texts(), expect_context::<Changes>());
    let headings = memo(move || {
        step.with(|step| {
            let headings = step.as_ref().map(|step| headings_of(&step.layout, part));
            headings.unwrap_or_default()
        })
    });
    let (most, longest) = match part {
        Part::Cell | Part::Row => (MAX_ROWS, MAX_LABEL),
        Part::Column => (MAX_COLUMNS, MAX_COLUMN_LABEL),
        Part::Check => (MAX_ROWS, MAX_TITLE),
    };
    let full = memo(move || headings.with(|headings| headings.len() >= most));
    let several = memo(move || headings.with(|headings| headings.len() > 1));
    let add = Callback::new(move |title: String| {
        if let Ok(heading) = fresh("cell").parse() {
            let step = id.get_value();
            changes.make(MethodChange::AddHeading {
                step,
                heading,
                title,
                part,
            });
        }
    });
    view! {
        <fieldset>
            <legend>{t.sort_part(part)}</legend>
            <For each=move || headings.get() key=|(heading, _)| heading.clone() let(heading)>
                <HeadingEditor id heading=heading.0 headings several longest part />
            </For>
            <Adding
                label=t.sort_add_part(part)
                most=longest
                full
                full_words=t.sort_most_parts(part, most)
                add
            />
        </fieldset>
    }
}

#[component]
fn HeadingEditor(
    id: StoredValue<StepId>,
    heading: CellId,
    headings: Memo<Vec<(CellId, Text)>>,
    several: Memo<bool>,
    longest: usize,
    part: Part,
) -> impl IntoView {
    let (t, changes) = (texts(), expect_context::<Changes>());
    let heading = stored(heading);
    let value = memo(move || {
        headings
            .with(|headings| {
                let is = |(other, _): &&(CellId, _)| heading.with_value(|id| id == other);
                let found = headings.iter().find(is);
                found.map(|(_, title)| title.get(t.language()).to_owned())
            })
            .unwrap_or_default()
    });
    let rename = Callback::new(move |title: String| {
        let (step, heading) = (id.get_value(), heading.get_value());
        changes.make(MethodChange::RenameHeading {
            step,
            heading,
            title,
        });
    });
    let remove = Callback::new(move |()| {
        let (step, heading) = (id.get_value(), heading.get_value());
        changes.make(MethodChange::RemoveHeading { step, heading });
    });
    view! {
        <div class="lead-method-heading">
            <Name label=t.sort_heading() value most=longest rename />
            <Show when=move || several.get()>
                <Removing label=t.remove() warning=t.sort_remove_part_hint(part).to_owned() remove />
            </Show>
        </div>
    }
}

/// An id that nobody has drawn.
fn fresh(kind: &str) -> String {
    format!("{kind}-{:x}", random::number())
}

fn parts_of(layout: &Layout) -> Vec<Part> {
    match layout {
        Layout::Cells(_) => vec![Part::Cell],
        Layout::Grid { .. } => vec![Part::Row, Part::Column],
        Layout::Checklist(_) => vec![Part::Check],
    }
}

fn headings_of(layout: &Layout, part: Part) -> Vec<(CellId, Text)> {
    let headings = match (layout, part) {
        (Layout::Cells(headings) | Layout::Checklist(headings), _) => headings,
        (Layout::Grid { columns, .. }, Part::Column) => columns,
        (Layout::Grid { rows, .. }, _) => rows,
    };
    let named = headings.iter();
    named.map(|h| (h.id.clone(), h.title.clone())).collect()
}
