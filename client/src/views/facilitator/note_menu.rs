//! Everything that can be done to a note, or to all that are chosen, by menu.

use bordsvis_shared::board::Placer;
use leptos::prelude::*;

use super::desk::{Asked, Desk};
use super::{answering, balance};
use crate::board::NoteRef;
use crate::parts::{MenuItem, Shape};
use crate::texts::Texts;

/// The menu of a note.
pub fn items(t: Texts, desk: Desk, note: &NoteRef) -> Vec<MenuItem> {
    let id = note.id.clone();
    let item = |words: &str, act: fn(&Desk, &NoteRef)| {
        let note = note.clone();
        MenuItem::new(words, move || act(&desk, &note))
    };
    let is_shown = desk.on_screen.get_untracked().as_ref() == Some(&id);
    let is_chosen = desk.chosen.with_untracked(|chosen| chosen.contains(&id));
    let own = note.step == desk.step_id();
    let view = note.view.get_untracked();
    let moved = own && view.placer == Placer::Plenary && view.into.is_none();
    let show = if is_shown {
        t.lead_unshow()
    } else {
        t.lead_show()
    };
    let choose = if is_chosen {
        t.lead_unchoose()
    } else {
        t.lead_choose()
    };
    let ask = item(t.move_to(), |desk, note| {
        desk.ask(Asked::Move(desk.with_chosen(note)));
    });
    let out = view.cluster.is_some().then(|| {
        item(t.sort_ungather(), |desk, note| {
            desk.ungather(&desk.with_chosen(note));
        })
        .icon(Shape::Undo)
    });
    let back = moved.then(|| {
        item(t.lead_to_own_place(), |desk, note| {
            desk.put_back(std::slice::from_ref(note));
        })
        .icon(Shape::Undo)
    });
    let edit = item(t.edit(), |desk, note| {
        desk.editing.set(Some(note.id.clone()));
    });
    [
        item(show, Desk::show).icon(Shape::Screen),
        ask.icon(Shape::Move),
        item(t.sort_group_ask(), Desk::group).icon(Shape::Add),
    ]
    .into_iter()
    .chain(out)
    .chain(tags(desk, &desk.with_chosen(note)))
    .chain(answering::items(t, desk, note))
    .chain(balance::item(t, desk, note))
    .chain(later(t, desk, &desk.with_chosen(note)))
    .chain(back)
    .chain([
        edit.icon(Shape::Edit),
        item(choose, |desk, note| desk.choose(&note.id)).icon(Shape::Check),
    ])
    .chain([
        aside(t, desk, &desk.with_chosen(note)),
        remove(t, desk, &desk.with_chosen(note)),
    ])
    .collect()
}

/// The menu of all notes that are chosen, besides what has a button of its own.
pub fn items_of_chosen(t: Texts, desk: Desk) -> Vec<MenuItem> {
    let notes = desk.all_chosen();
    let gathered = |note: &NoteRef| note.view.with_untracked(|v| v.cluster.is_some());
    let out = notes.iter().any(gathered).then(|| {
        let notes = notes.clone();
        MenuItem::new(t.sort_ungather(), move || desk.ungather(&notes)).icon(Shape::Undo)
    });
    let into = {
        let notes = notes.clone();
        MenuItem::new(t.sort_group_ask(), move || {
            desk.ask(Asked::Gather(notes.clone()));
        })
        .icon(Shape::Add)
    };
    [into]
        .into_iter()
        .chain(out)
        .chain(tags(desk, &notes))
        .chain(later(t, desk, &notes))
        .chain([aside(t, desk, &notes), remove(t, desk, &notes)])
        .collect()
}

/// The categories of the step, each ticked that all of some notes have.
fn tags(desk: Desk, notes: &[NoteRef]) -> Vec<MenuItem> {
    let tags = desk.tags.get_value().into_iter().enumerate();
    let item = |(nth, tag): (usize, super::desk::Tag)| {
        let has = |note: &NoteRef| note.view.with_untracked(|v| v.tags().contains(&tag.id));
        let all = notes.iter().all(has);
        let notes = notes.to_vec();
        MenuItem::new(tag.title, move || desk.toggle_tag(&notes, nth)).checked(all)
    };
    tags.map(item).collect()
}

fn later(t: Texts, desk: Desk, notes: &[NoteRef]) -> Vec<MenuItem> {
    let steps = desk.later_steps().into_iter();
    let item = |step: bordsvis_shared::method::Step| {
        let title = t.lead_place_in(step.title.get(t.language()));
        let notes = notes.to_vec();
        let ask = move || desk.ask(Asked::Place(notes.clone(), step.id.clone()));
        MenuItem::new(title, ask).icon(Shape::Right)
    };
    steps.map(item).collect()
}

fn aside(t: Texts, desk: Desk, notes: &[NoteRef]) -> MenuItem {
    let is_aside = |note: &NoteRef| note.view.with_untracked(|view| view.aside);
    let words = if notes.iter().all(is_aside) {
        t.sort_put_up()
    } else {
        t.sort_take_down()
    };
    let notes = notes.to_vec();
    MenuItem::new(words, move || desk.set_aside(&notes)).icon(Shape::Aside)
}

fn remove(t: Texts, desk: Desk, notes: &[NoteRef]) -> MenuItem {
    let step = desk.step_id();
    let own = notes.iter().any(|note| note.step == step);
    let words = if own { t.remove() } else { t.take_away() };
    let notes = notes.to_vec();
    let item = MenuItem::new(words, move || desk.remove(&notes)).icon(Shape::Remove);
    if own { item.danger() } else { item }
}
