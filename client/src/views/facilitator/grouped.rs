//! All notes of the step, laid side by side by something else than their cells.

use leptos::prelude::*;

use super::cell::{Slips, Stops};
use super::desk::{Desk, Group, use_desk};
use crate::board::NoteRef;
use crate::language::texts;
use crate::later::{Late, late, wasm_split};
use crate::reactive::{memo, stored};
use crate::texts::Texts;

/// The groups, by what one has chosen.
#[wasm_split(sorting, fallible)]
pub fn groups() -> Late {
    late(|| view! { <Groups /> }.into_any())
}

#[component]
fn Groups() -> impl IntoView {
    let desk = use_desk();
    // In one go for all groups: each would otherwise go through all notes of the step by itself.
    let all = memo(move || desk.all_shown());
    let groups = memo(move || {
        let by = desk.by.get();
        let tables = desk.board.session.with(|session| session.tables.clone());
        desk.tags.with_value(|tags| by.groups(&tables, tags))
    });
    let laid = memo(move || {
        // Categories change without the list of all notes changing.
        desk.picture.track();
        let tables = desk.board.session.with_untracked(|s| s.tables.clone());
        let groups = groups.read();
        let mut laid = vec![Vec::new(); groups.len()];
        for note in all.read().iter() {
            note.view.with_untracked(|view| {
                let has = |group: &Group| {
                    desk.tags
                        .with_value(|tags| group.has(&tables, tags, note.table, view.tags()))
                };
                let own = groups.iter().zip(&mut laid).filter(|(group, _)| has(group));
                for (_, notes) in own.filter(|_| view.into.is_none()) {
                    notes.push(note.clone());
                }
            });
        }
        laid
    });
    view! {
        <div class="lead-cells lead-groups">
            {move || {
                let groups = groups.get().into_iter().enumerate();
                groups.map(|(at, group)| view! { <One at group laid /> }).collect_view()
            }}
        </div>
    }
}

#[component]
fn One(at: usize, group: Group, laid: Memo<Vec<Vec<NoteRef>>>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let title = title(t, &desk, &group);
    let group = stored(group);
    let notes = memo(move || laid.with(|laid| laid.get(at).cloned().unwrap_or_default()));
    let stops = Stops::of(notes);
    let [named, listed] = [(); 2].map(|()| title.clone());
    view! {
        <section class="lead-cell" data-list aria-label=named>
            <div class="lead-cell-head">
                <h3>{title} " " <span class="count">{move || notes.with(Vec::len)}</span></h3>
            </div>
            <div class="lead-notes" data-scrolls>
                <Slips notes label=listed stops group />
                <p class="lead-empty" hidden=move || !notes.with(Vec::is_empty)>{t.screen_empty()}</p>
            </div>
        </section>
    }
}

fn title(t: Texts, desk: &Desk, group: &Group) -> String {
    match group {
        Group::Tag(tag) => desk.tag_title(tag).unwrap_or_default(),
        Group::Untagged => t.sort_untagged().to_owned(),
        Group::Table(table) => desk.table_name(*table),
        Group::Municipality(name) => name.clone(),
        Group::Elsewhere => t.sort_no_municipality().to_owned(),
    }
}
