//! The cells of the step that the facilitator looks at, with their notes as slips.

use bordsvis_shared::id::{CellId, NoteId, StepId, TableNo};
use bordsvis_shared::method::{Cell, Layout, Step, parking};
use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::ScreenView;
use leptos::prelude::*;

use super::History;
use super::lead::use_command;
use super::note::{NoteSlip, Reading};
use crate::board::{Board, NoteRef, Picture, Place};
use crate::language::texts;
use crate::parts::{Button, IconButton, Live, Loading, Shape, Toasts, use_toasts};
use crate::showing::{Entry, pages};
use crate::texts::Texts;

/// What the components of a step share.
#[derive(Clone, Copy)]
pub struct Here {
    /// The board.
    pub board: Board,
    /// The step, as it is shown.
    pub picture: Picture,
    /// The step, as the method has it.
    pub step: StoredValue<Step>,
    /// Whether what has not been shown is covered.
    pub covered: RwSignal<bool>,
    /// The note that is being dragged.
    pub dragged: RwSignal<Option<NoteId>>,
    /// The note that is to have the focus when it is drawn.
    pub focus: RwSignal<Option<NoteId>>,
    /// What is said to those who listen.
    pub said: RwSignal<String>,
    /// The texts of the page: a handler of events can't ask for them any more.
    pub t: Texts,
    /// Where messages appear, likewise.
    pub toasts: Toasts,
}

impl Here {
    /// Every cell of the step, parking last, with its title.
    pub fn cells(&self) -> Vec<(CellId, String)> {
        let language = self.t.language();
        let parked = (
            parking().id.clone(),
            parking().title.get(language).to_owned(),
        );
        self.step.with_value(|step| {
            let cells = step
                .cells()
                .map(|cell| (cell.id.clone(), cell.title(language)));
            cells.chain([parked]).collect()
        })
    }

    /// Moves a note, keeps the focus on it and says so.
    pub fn move_note(&self, note: &NoteRef, cell: &CellId, place: &Place) {
        match self
            .picture
            .move_notes(std::slice::from_ref(note), cell, place)
        {
            Ok(()) => {
                let title = self.cells().into_iter().find(|(id, _)| id == cell);
                self.said.set(
                    self.t
                        .lead_moved(&title.map(|(_, title)| title).unwrap_or_default()),
                );
                self.focus.set(Some(note.id.clone()));
            }
            Err(_) => self.toasts.say(self.t.lead_blocked()),
        }
    }
}

/// The step.
#[component]
pub fn StepCells(board: Board, picture: Picture, covered: RwSignal<bool>) -> impl IntoView {
    let t = texts();
    let language = t.language();
    let id = picture.step();
    let Some(step) = board
        .session
        .with_untracked(|session| session.method.step(&id).cloned())
    else {
        return ().into_any();
    };
    let title = step.title.get(language).to_owned();
    let question = step.question.get(language).to_owned();
    let here = Here {
        board,
        picture,
        step: StoredValue::new(step.clone()),
        covered,
        dragged: RwSignal::new(None),
        focus: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        t,
        toasts: use_toasts(),
    };
    provide_context(here);
    let only = RwSignal::new(None::<TableNo>);
    let uncovered = Signal::derive(move || !covered.get());
    let nothing = Memo::new(move |_| {
        board
            .summary
            .with(|summary| summary.written.values().flatten().all(|count| *count == 0))
    });
    view! {
        <header class="lead-step-head">
            <div>
                <h2>{title}</h2>
                <p>{question}</p>
            </div>
            <div class="lead-tools">
                <History picture />
                <TableFilter board only />
                <Button pressed=uncovered on_press=move || covered.update(|covered| *covered = !*covered)>
                    {t.lead_uncover()}
                </Button>
            </div>
        </header>
        {move || picture.loading.get().then(|| view! { <Loading what=t.lead_loading() /> })}
        {move || nothing.get().then(|| view! { <Nobody board /> })}
        <Cells step id only />
        <Live text=here.said />
    }
    .into_any()
}

/// What to do while nobody has written.
#[component]
fn Nobody(board: Board) -> impl IntoView {
    let t = texts();
    let code = move || board.session.with(|session| session.code.to_string());
    view! {
        <div class="slip lead-nobody">
            <p>{t.lead_empty_board()}</p>
            <p class="code">{code}</p>
        </div>
    }
}

#[component]
fn TableFilter(board: Board, only: RwSignal<Option<TableNo>>) -> impl IntoView {
    let t = texts();
    let tables = move || {
        board.session.with(|session| {
            let names = session.tables.iter().map(|table| table.name.clone());
            names
                .enumerate()
                .map(|(at, name)| (at + 1, name))
                .collect::<Vec<_>>()
        })
    };
    let choose = move |value: String| only.set(value.parse().ok().map(TableNo));
    view! {
        <label class="lead-filter">
            <span class="unseen">{t.lead_filter()}</span>
            <select on:change=move |event| choose(event_target_value(&event))>
                <option value="">{t.lead_all_tables()}</option>
                {move || {
                    tables()
                        .into_iter()
                        .map(|(number, name)| view! { <option value=number.to_string()>{name}</option> })
                        .collect_view()
                }}
            </select>
        </label>
    }
}

#[component]
fn Cells(step: Step, id: StepId, only: RwSignal<Option<TableNo>>) -> impl IntoView {
    let t = texts();
    let language = t.language();
    let cell = |cell: Cell| {
        let title = cell.title(language);
        view! { <CellBox step=id.clone() cell=cell.id title only /> }
    };
    let cells: Vec<Cell> = step.cells().collect();
    let class = match &step.layout {
        Layout::Cells { cells } if cells.len() <= 4 => "lead-cells quadrants",
        Layout::Cells { .. } => "lead-cells",
        Layout::Grid { .. } => "lead-cells pairs",
    };
    let parked = parking().title.get(language).to_owned();
    view! {
        <div class=class>
            {cells.into_iter().map(cell).collect_view()}
            <CellBox step=id.clone() cell=parking().id.clone() title=parked only />
        </div>
    }
}

#[component]
fn CellBox(
    step: StepId,
    cell: CellId,
    title: String,
    only: RwSignal<Option<TableNo>>,
) -> impl IntoView {
    let t = texts();
    let here: Here = expect_context();
    let command = use_command(here.board);
    let notes = here.picture.cell(&cell);
    let count = {
        let notes = notes.clone();
        move || notes.with(Vec::len)
    };
    let empty = {
        let notes = notes.clone();
        move || notes.with(Vec::is_empty)
    };
    let shown = move || {
        let only = only.get();
        let of_table = |note: &&NoteRef| only.is_none_or(|table| note.table == table);
        notes.with(|notes| notes.iter().filter(of_table).cloned().collect::<Vec<_>>())
    };
    let label = title.clone();
    let over = RwSignal::new(false);
    let drop_cell = cell.clone();
    let show = {
        let (step, cell) = (step.clone(), cell.clone());
        move |page| {
            let (step, cell) = (step.clone(), cell.clone());
            command(ToServer::Screen {
                view: ScreenView::Cell { step, cell, page },
            });
        }
    };
    let paging = Paging {
        board: here.board,
        step,
        cell: cell.clone(),
        notes: here.picture.cell(&cell),
    };
    let (first, paged) = (show.clone(), show);
    view! {
        <section
            class="lead-cell"
            class:over=over
            aria-label=label
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                if let Some(note) = here.dragged.get_untracked().and_then(|id| here.picture.note(&id)) {
                    here.move_note(&note, &drop_cell, &Place::Last);
                }
            }
        >
            <header>
                <h3>{title}</h3>
                <span class="lead-count">{count}</span>
                <PageTurns paging turn=Callback::new(paged) />
                <IconButton label=t.lead_screen_cell() icon=Shape::Screen on_press=move || first(0) />
            </header>
            <ul>
                <For each=shown key=|note| note.id.clone() let(note)>
                    <NoteSlip note cell=cell.clone() reading=Reading::of(here) />
                </For>
            </ul>
            {move || empty().then(|| view! { <p class="hint">{t.lead_empty_cell()}</p> })}
        </section>
    }
}

/// Which pages of a cell there are on the big screen.
struct Paging {
    board: Board,
    step: StepId,
    cell: CellId,
    notes: ArcReadSignal<Vec<NoteRef>>,
}

/// Turns the pages, while the big screen shows this cell and has more than one.
#[component]
fn PageTurns(paging: Paging, turn: Callback<u16>) -> impl IntoView {
    let t = texts();
    let Paging {
        board,
        step,
        cell,
        notes,
    } = paging;
    let on_screen = Memo::new(move |_| {
        board.session.with(|session| match &session.screen.view {
            ScreenView::Cell {
                step: s,
                cell: c,
                page,
            } if *s == step && *c == cell => Some(*page),
            _ => None,
        })
    });
    let count = Memo::new(move |_| {
        let session = board.session.get();
        let shown = |note: &&NoteRef| session.is_revealed(&note.step, note.table);
        let entry = |note: &NoteRef| Entry {
            id: note.id.clone(),
            table: note.table,
            note: note.view.with(|view| view.note.clone()),
        };
        let notes: Vec<Entry> = notes.with(|notes| notes.iter().filter(shown).map(entry).collect());
        pages(&notes) as u16
    });
    move || {
        let page = on_screen.get().filter(|_| count.get() > 1)?;
        let last = count.get() - 1;
        Some(view! {
            <IconButton label=t.lead_screen_back() icon=Shape::Left off=Signal::derive(move || page == 0)
                on_press=move || turn.run(page.saturating_sub(1)) />
            <span class="hint">{t.screen_page(usize::from(page) + 1, usize::from(last) + 1)}</span>
            <IconButton label=t.lead_screen_on() icon=Shape::Right off=Signal::derive(move || page >= last)
                on_press=move || turn.run(page + 1) />
        })
    }
}
