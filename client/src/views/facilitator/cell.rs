//! A cell: its heading, its clusters, the notes that lie loose, and what is covered.

use std::collections::BTreeMap;

use bordsvis_shared::id::{CellId, NoteId, TableNo};
use bordsvis_shared::session::ScreenView;
use leptos::prelude::*;

use super::cluster::Cluster;
use super::desk::{Asked, Desk, Group, use_desk};
use super::few::Few;
use super::note::Slip;
use super::windowed::Windowed;
use crate::board::NoteRef;
use crate::language::texts;
use crate::parts::{For, Icon, IconButton, Shape, Show, TableBadge};
use crate::pixels::px;
use crate::reactive::{memo, state, stored};

/// The notes of a list on the page, of which one is reached by Tab, the others from there by arrows.
#[derive(Clone, Copy)]
pub struct Stops {
    /// All of them, drawn or not.
    pub shown: Memo<Vec<NoteRef>>,
    /// The note that last had the focus.
    pub last: RwSignal<Option<NoteId>>,
    /// The note that is reached by Tab.
    pub stop: Few,
}

impl Stops {
    /// Of the notes that `shown` gives. It is reactive.
    pub fn of(shown: Memo<Vec<NoteRef>>) -> Self {
        let last = state(None::<NoteId>);
        let stop = Few::new(move || {
            let last = last.get();
            shown.with(|shown| {
                let there = shown.iter().find(|note| Some(&note.id) == last.as_ref());
                let stop = there.or(shown.first()).map(|note| note.id.clone());
                stop.into_iter().collect()
            })
        });
        Self { shown, last, stop }
    }
}

/// A cell.
#[component]
pub fn Cell(
    cell: CellId,
    /// Whether the heading of its row stands before it.
    #[prop(optional)]
    within_row: bool,
) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let info = desk
        .cells
        .with_value(|cells| cells.get(&cell).cloned())
        .expect("a cell of this step");
    let clusters = desk.picture.clusters(&cell);
    let all = desk.picture.cell(&cell);
    let shown = desk.shown(all.clone());
    let loose = desk.shown(desk.picture.loose(&cell));
    let covered = {
        let all = all.clone();
        memo(move || all.with(|notes| covered(&desk, notes)))
    };
    let count = memo(move || (shown.with(Vec::len), all.with(Vec::len)));
    let counted = move || match count.get() {
        (shown, all) if shown == all || !desk.is_sifting() => all.to_string(),
        (shown, all) => t.lead_some_of(shown, all),
    };
    // What lies open: clusters may be folded.
    let open = {
        let clusters = clusters.clone();
        memo(move || {
            let (shows, folded) = (desk.showing(), desk.folded.read());
            let mut open = Vec::new();
            clusters.with(|clusters| {
                for cluster in clusters.iter().filter(|c| !folded.contains(&c.id)) {
                    let notes = cluster.notes.get();
                    open.extend(notes.into_iter().filter(&shows));
                }
            });
            loose.with(|loose| open.extend_from_slice(loose));
            open
        })
    };
    let stops = Stops::of(open);
    let dropped_in = {
        let cell = cell.clone();
        memo(move || desk.drag.is_over(&cell) && desk.drag.onto.with(Option::is_none))
    };
    let title = info.title.clone();
    let heading = if within_row {
        view! { <h4>{info.label} " " <span class="count">{counted}</span></h4> }.into_any()
    } else {
        view! { <h3>{info.title} " " <span class="count">{counted}</span></h3> }.into_any()
    };
    let guidance = info.guidance.map(|guidance| {
        view! { <p class="lead-guidance" hidden=move || !desk.guided.get()>{guidance}</p> }
    });
    let write = {
        let cell = cell.clone();
        move || desk.ask(Asked::Write(cell.clone()))
    };
    let id = cell.to_string();
    let (named, listed) = (title.clone(), title.clone());
    let write_label = t.sort_write_in(&title);
    let has_clusters = {
        let clusters = clusters.clone();
        memo(move || !clusters.with(Vec::is_empty))
    };
    view! {
        <section
            class="lead-cell"
            class:drop=dropped_in
            data-cell=id
            data-list
            aria-label=named
        >
            <div class="lead-cell-head">
                {heading}
                <div class="lead-cell-tools">
                    <IconButton label=write_label icon=Shape::Add on_press=write />
                    <ShowCell cell title />
                </div>
            </div>
            {guidance}
            <div class="lead-notes" data-scrolls>
                <Show when=move || has_clusters.get()>
                    <ul class="lead-clusters" aria-label=t.sort_clusters()>
                        <For
                            each={
                                let clusters = clusters.clone();
                                move || clusters.get()
                            }
                            key=|cluster| cluster.id.clone()
                            let(cluster)
                        >
                            <Cluster cluster stops />
                        </For>
                    </ul>
                </Show>
                <Slips notes=loose label=listed stops />
                <ul class="slips lead-covered" hidden=move || covered.read().is_empty()>
                    {move || {
                        let row = |(table, count)| covered_row(&desk, table, count);
                        covered.get().into_iter().map(row).collect_view()
                    }}
                </ul>
                <p class="lead-empty" hidden=move || count.get().1 != 0 || has_clusters.get()>
                    {t.screen_empty()}
                </p>
            </div>
        </section>
    }
}

/// A list of notes, drawn as far as one sees it.
#[component]
pub fn Slips(
    notes: Memo<Vec<NoteRef>>,
    label: String,
    stops: Stops,
    /// The group whose notes they are, where they are not laid by cell.
    #[prop(optional, into)]
    group: Option<StoredValue<Group>>,
) -> impl IntoView {
    let desk = use_desk();
    let window = NodeRef::new();
    let drawn = Windowed::of(desk, notes, stops, window);
    let [above, below] = [|(above, _)| above, |(_, below)| below]
        .map(|side: fn((f64, f64)) -> f64| move || px(side(drawn.outside.get())));
    let copy = move |note: &NoteRef| {
        let is_first = |group: &Group| {
            desk.tags.with_value(|tags| {
                note.view
                    .with_untracked(|view| group.is_first(tags, view.tags()))
            })
        };
        group.is_some_and(|group| !group.with_value(is_first))
    };
    view! {
        // What is not drawn takes its place beside the list: a browser that keeps the notes in view where they are
        // does not do so where the list itself is given another measure.
        <div class="lead-window" node_ref=window hidden=move || notes.with(Vec::is_empty)>
            <div style:height=above></div>
            <ul class="slips" aria-label=label>
                <For each=move || drawn.notes.get() key=|note| note.id.clone() let(note)>
                    <Slip copy=copy(&note) note stops elsewhere=group.is_some() />
                </For>
            </ul>
            <div style:height=below></div>
        </div>
    }
}

fn covered_row(desk: &Desk, table: TableNo, count: usize) -> impl IntoView + use<> {
    let t = texts();
    let name = desk.table_name(table);
    let words = t.lead_covered(&name, count);
    view! {
        <li>
            <Icon shape=Shape::Hidden />
            <TableBadge table name=words />
        </li>
    }
}

/// How many notes of each table a cell has that are covered.
fn covered(desk: &Desk, notes: &[NoteRef]) -> Vec<(TableNo, usize)> {
    let mut tables = BTreeMap::new();
    if desk.peeking.get() {
        return Vec::new();
    }
    let unrevealed = desk.unrevealed.read();
    let covered = |note: &&NoteRef| {
        desk.looks_at(note.table) && unrevealed.contains(&(note.step.clone(), note.table))
    };
    for note in notes.iter().filter(covered) {
        *tables.entry(note.table).or_insert(0) += 1;
    }
    tables.into_iter().collect()
}

/// Shows the cell on the big screen, or no longer.
#[component]
fn ShowCell(cell: CellId, title: String) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let id = stored(cell);
    let step = desk.step_id();
    let pressed = {
        let step = step.clone();
        memo(move || {
            desk.board
                .session
                .with(|session| match &session.screen.view {
                    ScreenView::Cell { step: s, cell, .. } => {
                        *s == step && id.with_value(|id| id == cell)
                    }
                    _ => false,
                })
        })
    };
    let show = move |_| {
        let view = ScreenView::Cell {
            step: step.clone(),
            cell: id.get_value(),
            page: 0,
        };
        desk.put_on_screen(view, pressed.get_untracked());
    };
    let label = t.lead_show_cell(&title);
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=label.clone()
            title=label
            aria-pressed=move || pressed.get().to_string()
            on:click=show
        >
            <Icon shape=Shape::Screen />
        </button>
    }
}
