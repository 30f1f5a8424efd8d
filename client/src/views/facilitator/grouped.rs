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
    // One list for all groups: each would otherwise go through all notes of the step by itself.
    let all = memo(move || desk.all_shown());
    let groups = memo(move || {
        let by = desk.by.get();
        let tables = desk.board.session.with(|session| session.tables.clone());
        desk.tags.with_value(|tags| by.groups(&tables, tags))
    });
    view! {
        <div class="lead-cells lead-groups">
            {move || {
                let groups = groups.get().into_iter();
                groups.map(|group| view! { <One group all /> }).collect_view()
            }}
        </div>
    }
}

#[component]
fn One(group: Group, all: Memo<Vec<NoteRef>>) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let title = title(t, &desk, &group);
    let group = stored(group);
    let notes = memo(move || {
        // Categories change without the list of all notes changing.
        desk.picture.track();
        let tables = desk.board.session.with_untracked(|s| s.tables.clone());
        desk.tags.with_value(|tags| {
            let has = |note: &&NoteRef| {
                note.view.with_untracked(|view| {
                    view.into.is_none()
                        && group.with_value(|g| g.has(&tables, tags, note.table, view.tags()))
                })
            };
            all.with(|all| all.iter().filter(has).cloned().collect::<Vec<_>>())
        })
    });
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
