//! How a note stands: where it comes from, its categories, whether it is shown, chosen, taken down,
//! saved; what it is linked with, and what was merged into it.

use bordsvis_shared::id::NoteId;
use leptos::prelude::*;

use super::desk::use_desk;
use super::wanted::use_wanted;
use crate::board::{NoteRef, NoteView, Saving};
use crate::language::texts;
use crate::parts::{Icon, Shape, TableBadge};
use crate::reactive::memo;

/// What is marked of how a note looks. One signal for all of it: a thousand notes have one each.
#[derive(Clone, PartialEq)]
struct Looks {
    lifted: bool,
    aside: bool,
    unsaved: bool,
    tags: Vec<String>,
    cell: Option<String>,
}

/// The marks below a note.
#[component]
pub fn Marks(note: NoteRef, chosen: ReadSignal<bool>, elsewhere: bool) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let from = (note.step != desk.step_id())
        .then(|| {
            desk.board.session.with_untracked(|session| {
                let step = session.method.step(&note.step)?;
                Some(t.from_step(step.title.get(t.language())))
            })
        })
        .flatten();
    let on_screen = desk.is.on_screen.has(&note.id);
    let view = note.view.clone();
    let looks = memo(move || {
        view.with(|view: &NoteView| Looks {
            lifted: view.note.lifted,
            aside: view.aside,
            unsaved: !view.saved,
            tags: view
                .tags()
                .iter()
                .filter_map(|tag| desk.tag_title(tag))
                .collect(),
            cell: elsewhere.then(|| desk.title(&view.cell)),
        })
    });
    let looked = move || {
        let looks = looks.get();
        // Only a note that waits asks why: the others would all look again at each edit.
        let unsaved = looks.unsaved.then(|| match desk.board.saving.get() {
            Saving::Offline(_) => t.waiting(),
            _ => t.being_saved(),
        });
        let tags = looks.tags.into_iter();
        let tags = tags.map(|tag| view! { <span class="lead-tag">{tag}</span> });
        view! {
            {looks.cell.map(|cell| view! { <span>{cell}</span> })}
            {tags.collect_view()}
            {looks.aside.then(|| mark(Shape::Aside, t.sort_is_aside().to_owned()))}
            {looks.lifted.then(|| mark(Shape::Lift, t.lifted().to_owned()))}
            {unsaved.map(|words| mark(Shape::Wait, words.to_owned()))}
        }
    };
    view! {
        {from.map(|words| mark(Shape::Left, words))}
        {looked}
        {move || desk.is_unrevealed(&note).then(|| mark(Shape::Hidden, t.lead_uncovered().to_owned()))}
        {move || on_screen.get().then(|| mark(Shape::Screen, t.lead_is_shown().to_owned()))}
        {move || chosen.get().then(|| mark(Shape::Check, t.lead_is_chosen().to_owned()))}
    }
}

fn mark(shape: Shape, words: String) -> impl IntoView + use<> {
    view! { <span class="mark"><Icon shape />{words}</span> }
}

/// What a note was written from, and what was written from it: each leads there.
#[component]
pub fn Linked(note: NoteId) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let wanted = use_wanted();
    let linked = desk.is.linked.has(&note);
    move || {
        let links = linked.get()?;
        let from = links.from.iter().cloned().map(|link| {
            let words = t.sort_from(&link.text);
            let go = move |_| wanted.go(&link.step, &link.note);
            view! { <button class="lead-link" type="button" on:click=go>{words}</button> }
        });
        let answers = links.answers.iter().cloned().map(|(link, count)| {
            let title = desk.board.session.with_untracked(|session| {
                let step = session.method.step(&link.step);
                let title = step.map(|step| step.title.get(t.language()).to_owned());
                title.unwrap_or_default()
            });
            let words = format!("{title} ({count})");
            let go = move |_| wanted.go(&link.step, &link.note);
            view! { <button class="lead-link" type="button" on:click=go>{words}</button> }
        });
        let all: Vec<_> = from
            .map(IntoAny::into_any)
            .chain(answers.map(IntoAny::into_any))
            .collect();
        Some(view! { <div class="lead-links">{all}</div> })
    }
}

/// The notes that were merged into one, as they were written.
#[component]
pub fn Merged(note: NoteRef) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let view = note.view.clone();
    let merged = memo(move || view.with(|view| view.merged.clone()));
    let rows = move || {
        let merged = merged.get();
        let shows = desk.showing();
        let notes = merged.iter().filter_map(|id| desk.picture.note(id));
        let notes: Vec<_> = notes.filter(|note| shows(note)).collect();
        notes
            .into_iter()
            .map(|note| view! { <Under note /> })
            .collect_view()
    };
    move || {
        let count = merged.with(|merged| merged.len());
        (count != 0).then(|| {
            view! {
                <details class="lead-merged">
                    <summary>{t.sort_merged_here(count)}</summary>
                    <ul>{rows}</ul>
                </details>
            }
        })
    }
}

#[component]
fn Under(note: NoteRef) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let view = note.view.clone();
    let table = note.table;
    let split = move |_| desk.split(std::slice::from_ref(&note));
    view! {
        <li>
            <p class="lead-text">{move || view.with(|view| view.note.text.clone())}</p>
            <p class="lead-by">
                <TableBadge table name=desk.table_name(table) />
                <button class="lead-link" type="button" on:click=split>{t.sort_split_one()}</button>
            </p>
        </li>
    }
}
