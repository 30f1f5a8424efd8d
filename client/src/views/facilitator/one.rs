//! "Sortera lapp för lapp": one note at a time, large, for whoever sorts alone when everyone has left.
//! All of it is done by single keys, and by buttons that say the same.

use std::collections::HashSet;

use bordsvis_shared::board::Placer;
use bordsvis_shared::id::{CellId, NoteId};
use bordsvis_shared::method::{Layout, Step};
use leptos::{ev, html, prelude::*};

use super::desk::{Asked, Desk, use_desk};
use super::keys::{SortDeed, sort_deed};
use crate::board::{NoteRef, NoteView, Place};
use crate::focus::is_typing;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, Dialog, Live, Look, Show, TableBadge, edge_class};
use crate::reactive::{effect, memo, state, stored};

/// The most choices that a key stands for: nine digits, of which 0 parks.
const MOST_PICKS: usize = 9;

/// The button that opens it, and the desk.
#[component]
pub fn OneByOne() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let open = state(false);
    let start = move || {
        desk.clear();
        open.set(true);
    };
    let checks = |step: &Step| matches!(step.layout, Layout::Checklist(_));
    // Where things are ticked off, there is nothing to sort into.
    desk.step.with_value(|step| !checks(step)).then(|| {
        view! {
            <Button on_press=start>{t.sort_one_by_one()}</Button>
            <Dialog title=t.sort_one_by_one() open>
                <Later part=sorting />
            </Dialog>
        }
    })
}

/// What a digit stands for: a category of the step, or else one of its cells.
#[derive(Clone, PartialEq)]
enum Pick {
    Tag(String),
    Cell(CellId),
}

/// The notes that are gone through, and how far one has come. They are those that were shown when it
/// was opened, so that none moves away under one's hands.
#[derive(Clone, Copy)]
struct Pile {
    notes: RwSignal<Vec<NoteRef>>,
    at: RwSignal<usize>,
    unsorted: RwSignal<bool>,
}

impl Pile {
    fn current(&self) -> Option<NoteRef> {
        self.notes.with(|notes| notes.get(self.at.get()).cloned())
    }

    fn turn(&self, by: isize) {
        let last = self.notes.with_untracked(Vec::len).saturating_sub(1);
        let at = self.at.get_untracked().saturating_add_signed(by).min(last);
        self.at.set(at);
    }
}

#[wasm_split(sorting, fallible)]
fn sorting() -> Late {
    late(|| view! { <Sorting /> }.into_any())
}

#[component]
fn Sorting() -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let pile = Pile {
        notes: state(untrack(|| lay(&desk, false))),
        at: state(0),
        unsorted: state(false),
    };
    let picks = stored(picks(&desk));
    let root = NodeRef::<html::Div>::new();
    effect(move || {
        if let Some(root) = root.get() {
            request_animation_frame(move || {
                let _ = root.focus();
            });
        }
    });
    let do_deed = move |deed: SortDeed| {
        if let Some(note) = untrack(|| pile.current()) {
            act(&desk, pile, &note, deed, picks);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let ctrl = event.ctrl_key() || event.meta_key();
        if is_typing() {
            return;
        }
        if let Some(deed) = sort_deed(&event.key(), event.alt_key(), ctrl) {
            event.prevent_default();
            do_deed(deed);
        }
    };
    let narrow = move |event| {
        let unsorted = event_target_checked(&event);
        pile.unsorted.set(unsorted);
        pile.notes.set(untrack(|| lay(&desk, unsorted)));
        pile.at.set(0);
    };
    let progress = move || {
        let of = pile.notes.with(Vec::len);
        t.sort_progress((pile.at.get() + 1).min(of), of)
    };
    let empty = memo(move || pile.notes.with(Vec::is_empty));
    let end = move |by: isize| {
        Signal::derive(move || match by {
            -1 => pile.at.get() == 0,
            _ => pile.at.get() + 1 >= pile.notes.with(Vec::len),
        })
    };
    view! {
        <div class="lead-one" node_ref=root tabindex="-1" on:keydown=on_key>
            <div class="lead-one-head">
                <p role="status">{progress}</p>
                <label class="lead-one-only">
                    <input type="checkbox" prop:checked=pile.unsorted on:change=narrow />
                    {t.sort_only_unsorted()}
                </label>
            </div>
            // What is said on the page behind is not heard here.
            <Live text=desk.said />
            <Show when=move || empty.get()>
                <p>{t.sort_nothing_left()}</p>
            </Show>
            <Show when=move || !empty.get()>
                <div aria-live="polite">{move || pile.current().map(|note| view! { <Large note /> })}</div>
                <Picks pile picks act=do_deed />
                <div class="actions lead-one-turn">
                    <Button off=end(-1) on_press=move || do_deed(SortDeed::Previous)>
                        {t.sort_previous()} <kbd>"K"</kbd>
                    </Button>
                    <Button look=Look::Primary off=end(1) on_press=move || do_deed(SortDeed::Next)>
                        {t.sort_next()} <kbd>"J"</kbd>
                    </Button>
                    <Button on_press=move || do_deed(SortDeed::Group)>
                        {t.sort_group_ask()} <kbd>"G"</kbd>
                    </Button>
                    <Button on_press=move || do_deed(SortDeed::Move)>
                        {t.move_to()} <kbd>"M"</kbd>
                    </Button>
                </div>
            </Show>
        </div>
    }
}

/// The note, its table, its cell.
#[component]
fn Large(note: NoteRef) -> impl IntoView {
    let (t, desk) = (texts(), use_desk());
    let (table, name) = (note.table, desk.table_name(note.table));
    let class = ["lead-one-note slip ", edge_class(table)].concat();
    let view = note.view.clone();
    let text = move || view.with(|view| view.note.text.clone());
    let view = note.view.clone();
    let lies = memo(move || {
        let (cell, cluster, aside) =
            view.with(|view| (view.cell.clone(), view.cluster.clone(), view.aside));
        let cluster = cluster.and_then(|id| desk.picture.shown_cluster(&id));
        let cluster = cluster.map(|cluster| cluster.view.with(|view| view.title.clone()));
        let aside = aside.then(|| t.sort_is_aside().to_owned());
        let all = [Some(desk.title(&cell)), cluster, aside];
        all.into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\u{a0}· ")
    });
    view! {
        <div class=class>
            <p class="lead-text">{text}</p>
            <p class="lead-by"><TableBadge table name />{move || lies.get()}</p>
        </div>
    }
}

/// A button for each choice, pressed where the note has it.
#[component]
fn Picks(
    pile: Pile,
    picks: StoredValue<Vec<(Pick, String)>>,
    act: impl Fn(SortDeed) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let t = texts();
    let button = |(nth, (pick, title)): (usize, (Pick, String))| {
        let pressed = memo(move || {
            let note = pile.current();
            note.is_some_and(|note| note.view.with(|view| has(view, &pick)))
        });
        view! {
            <Button pressed=Signal::from(pressed) on_press=move || act(SortDeed::Pick(nth))>
                <kbd>{nth + 1}</kbd>
                {title}
            </Button>
        }
    };
    let buttons = picks.get_value().into_iter().enumerate().map(button);
    let parking = use_desk()
        .cells
        .with_value(|cells| Pick::Cell(cells.parking().id.clone()));
    let parked = memo(move || {
        let note = pile.current();
        note.is_some_and(|note| note.view.with(|view| has(view, &parking)))
    });
    view! {
        <div class="lead-one-picks" role="group" aria-label=t.sort_choices()>
            {buttons.collect_view()}
            <Button pressed=Signal::from(parked) on_press=move || act(SortDeed::Park)>
                <kbd>"0"</kbd>
                {t.sort_park()}
            </Button>
        </div>
    }
}

fn picks(desk: &Desk) -> Vec<(Pick, String)> {
    let tags = desk.tags.get_value().into_iter();
    let tags: Vec<_> = tags.map(|tag| (Pick::Tag(tag.id), tag.title)).collect();
    if !tags.is_empty() {
        return tags;
    }
    desk.cells.with_value(|cells| {
        let cells = cells.own().iter().take(MOST_PICKS);
        let picks = cells.map(|cell| (Pick::Cell(cell.id.clone()), cell.title.clone()));
        picks.collect()
    })
}

fn has(view: &NoteView, pick: &Pick) -> bool {
    match pick {
        Pick::Tag(tag) => view.tags().contains(tag),
        Pick::Cell(cell) => view.cell == *cell,
    }
}

/// The notes to go through: all that are shown, or those that nobody has sorted yet.
fn lay(desk: &Desk, unsorted: bool) -> Vec<NoteRef> {
    let tagged = desk.tags.with_value(|tags| !tags.is_empty());
    let parking = desk.cells.with_value(|cells| cells.parking().id.clone());
    let mut notes = desk.all_shown();
    let mut seen = HashSet::<NoteId>::new();
    notes.retain(|note| {
        note.view.with_untracked(|view| {
            let sorted = view.cell == parking
                || if tagged {
                    !view.tags().is_empty()
                } else {
                    view.placer == Placer::Plenary
                };
            view.into.is_none() && !(unsorted && sorted) && seen.insert(note.id.clone())
        })
    });
    notes
}

fn act(
    desk: &Desk,
    pile: Pile,
    note: &NoteRef,
    deed: SortDeed,
    picks: StoredValue<Vec<(Pick, String)>>,
) {
    let notes = std::slice::from_ref(note);
    match deed {
        SortDeed::Pick(nth) => match picks.with_value(|picks| picks.get(nth).cloned()) {
            Some((Pick::Tag(_), _)) => desk.toggle_tag(notes, nth),
            Some((Pick::Cell(cell), _)) => desk.put(notes, &cell, &Place::Last),
            None => {}
        },
        SortDeed::Park => {
            let parking = desk.cells.with_value(|cells| cells.parking().id.clone());
            if note.view.with_untracked(|view| view.cell == parking) {
                desk.put_back(notes);
            } else {
                desk.put(notes, &parking, &Place::Last);
            }
        }
        SortDeed::Next => pile.turn(1),
        SortDeed::Previous => pile.turn(-1),
        SortDeed::Group => desk.ask(Asked::Gather(notes.to_vec())),
        SortDeed::Move => desk.ask(Asked::Move(notes.to_vec())),
        SortDeed::Aside => desk.set_aside(notes),
    }
}
