//! What the big screen shows, small, and the choice of it: apart from what the facilitator looks at.

use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::{ScreenView, Session};
use leptos::prelude::*;

use super::lead::{Lead, use_lead};
use crate::cells::Cells;
use crate::language::texts;
use crate::leading;
use crate::parts::{Button, Dialog, IconButton, Shape, Show, Stage};
use crate::reactive::{memo, state};
use crate::showing::{Showing, step_on_screen};
use crate::texts::Texts;
use crate::views::screen::on_screen;

/// The ways that the screen can show the step that one looks at. A note is chosen where it lies.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    Follow,
    Join,
    Writing,
    Overview,
    Cell,
    Present,
    Note,
}

/// The thumbnail, and what can be shown.
#[component]
pub fn ScreenChoice() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let board = lead.board;
    let view = memo(move || board.session.with(|session| session.screen.view.clone()));
    let words = memo(move || {
        board.session.with(|session| {
            let view = board.summary.with(|summary| session.on_screen(summary));
            words(t, session, &view)
        })
    });
    let picking = state(None);
    let open = state(false);
    let press = move |choice: Choice| match choice {
        Choice::Cell | Choice::Note => {
            picking.set(Some(choice));
            open.set(true);
        }
        Choice::Present if view.with_untracked(chosen) == choice => {}
        Choice::Present => present_first(&lead),
        Choice::Follow | Choice::Join | Choice::Writing | Choice::Overview => choose(&lead, choice),
    };
    let choices = [
        (Choice::Follow, t.lead_screen_follow()),
        (Choice::Join, t.lead_screen_join()),
        (Choice::Writing, t.lead_screen_writing()),
        (Choice::Overview, t.lead_screen_overview()),
        (Choice::Cell, t.lead_screen_a_cell()),
        (Choice::Present, t.lead_screen_present()),
        (Choice::Note, t.lead_screen_a_note()),
    ];
    let choices = choices.map(|(choice, title)| {
        let pressed = move || view.with(chosen) == choice;
        let opens = matches!(choice, Choice::Cell | Choice::Note).then_some("dialog");
        view! {
            <button
                class="button"
                type="button"
                aria-pressed=move || pressed().to_string()
                aria-haspopup=opens
                on:click=move |_| press(choice)
            >
                {title}
            </button>
        }
    });
    let small = on_screen(board, move |step, showing| {
        view! {
            <div class="lead-thumbnail" aria-hidden="true" inert>
                <Stage board step showing />
            </div>
            <Pages showing />
        }
    });
    let title = Signal::derive(move || match picking.get() {
        Some(Choice::Note) => t.lead_screen_a_note().to_owned(),
        _ => t.lead_screen_a_cell().to_owned(),
    });
    view! {
        <section class="lead-screen" aria-labelledby="lead-screen">
            <h2 id="lead-screen">{t.lead_screen_now()}</h2>
            <p class="lead-screen-words" role="status">{move || words.get()}</p>
            {small}
            <Presenting />
            <div class="lead-choices" role="group" aria-label=t.lead_screen_choose()>
                {choices}
            </div>
            <Dialog title open>
                {move || match picking.get() {
                    Some(Choice::Note) => view! { <p>{t.lead_screen_note_hint()}</p> }.into_any(),
                    _ => view! { <CellChoice open /> }.into_any(),
                }}
            </Dialog>
        </section>
    }
}

fn chosen(view: &ScreenView) -> Choice {
    match view {
        ScreenView::Follow => Choice::Follow,
        ScreenView::Join => Choice::Join,
        ScreenView::Writing { .. } => Choice::Writing,
        ScreenView::Overview { .. } => Choice::Overview,
        ScreenView::Cell { .. } | ScreenView::Cluster { .. } => Choice::Cell,
        ScreenView::Present { .. } => Choice::Present,
        ScreenView::Note { .. } => Choice::Note,
    }
}

/// Shows something of the step that the facilitator looks at.
fn choose(lead: &Lead, choice: Choice) {
    let step = lead.viewed.get_untracked();
    let view = match choice {
        Choice::Join => ScreenView::Join,
        Choice::Writing => ScreenView::Writing { step },
        Choice::Overview => ScreenView::Overview { step },
        Choice::Follow | Choice::Cell | Choice::Present | Choice::Note => ScreenView::Follow,
    };
    lead.command(ToServer::Screen { view });
}

/// Has the first table present the step that the facilitator looks at.
fn present_first(lead: &Lead) {
    let step = lead.viewed.get_untracked();
    let commands = lead.board.session.with_untracked(|session| {
        let first = session.presents_after(None)?;
        Some(leading::present(session, &step, first))
    });
    lead.commands(commands.unwrap_or_default());
}

/// Who presents, and who comes next.
#[component]
fn Presenting() -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let session = lead.board.session;
    let now = memo(
        move || match session.with(|session| session.screen.view.clone()) {
            ScreenView::Present { step, table } => Some((step, table)),
            _ => None,
        },
    );
    let next = memo(move || {
        let (_, table) = now.get()?;
        session.with(|session| session.presents_after(Some(table)))
    });
    let go = move || {
        let commands = now.get_untracked().zip(next.get_untracked());
        let commands = commands.map(|((step, _), next)| {
            session.with_untracked(|session| leading::present(session, &step, next))
        });
        lead.commands(commands.unwrap_or_default());
    };
    let name = move || {
        next.get()
            .map(|table| t.lead_present_next(&lead.table_name(table)))
    };
    view! {
        <Show when=move || next.get().is_some()>
            <Button icon=Shape::Right on_press=go>{name}</Button>
        </Show>
        <Show when=move || now.get().is_some() && next.get().is_none()>
            <p class="hint">{t.lead_present_last()}</p>
        </Show>
    }
}

/// The cells of the step that the facilitator looks at.
#[component]
fn CellChoice(open: RwSignal<bool>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let step = lead.viewed.get_untracked();
    let cells = lead.board.session.with_untracked(|session| {
        let step = session.method.step(&step)?;
        Some(Cells::of(step, t.language()).all().to_vec())
    });
    let rows = cells.unwrap_or_default().into_iter().map(|cell| {
        let step = step.clone();
        let show = move || {
            let (step, cell, page) = (step.clone(), cell.id.clone(), 0);
            let view = ScreenView::Cell { step, cell, page };
            lead.command(ToServer::Screen { view });
            open.set(false);
        };
        view! { <li><Button on_press=show>{cell.title.clone()}</Button></li> }
    });
    view! { <ul class="lead-cells-to-show">{rows.collect_view()}</ul> }
}

/// What is shown, in words.
pub fn words(t: Texts, session: &Session, view: &ScreenView) -> String {
    if session.screen.blanked {
        return t.lead_screen_blanked().to_owned();
    }
    let step = session.method.step(step_on_screen(view, session));
    let title = step.map(|step| step.title.get(t.language()));
    let what = match view {
        ScreenView::Follow | ScreenView::Join => return t.lead_screen_join().to_owned(),
        ScreenView::Writing { .. } => t.lead_screen_writing().to_owned(),
        ScreenView::Overview { .. } => t.lead_screen_overview().to_owned(),
        ScreenView::Note { .. } => t.lead_screen_a_note().to_owned(),
        ScreenView::Cluster { .. } => t.lead_screen_a_cluster().to_owned(),
        ScreenView::Present { table, .. } => {
            let table = session.table(*table);
            t.lead_screen_presents(table.map_or("", |table| &table.name))
        }
        ScreenView::Cell { cell, .. } => {
            let title = |cells: Cells| cells.get(cell).map(|cell| cell.title.clone());
            let cell = step.and_then(|step| title(Cells::of(step, t.language())));
            t.lead_screen_cell(&cell.unwrap_or_default())
        }
    };
    [Some(what.as_str()), title]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Turns the pages of a cell or a cluster that has several.
#[component]
fn Pages(showing: Signal<Showing>) -> impl IntoView {
    let (t, lead) = (texts(), use_lead());
    let pages = memo(move || {
        showing.with(|showing| match showing {
            Showing::Cell { page, pages, .. } => (*page, *pages),
            _ => (1, 1),
        })
    });
    let turn = move |by: i32| {
        let (page, pages) = pages.get_untracked();
        let wanted = page as i32 + by;
        let view = lead
            .board
            .session
            .with_untracked(|session| session.screen.view.clone());
        if (1..=pages as i32).contains(&wanted)
            && let Some(view) = turned(view, (wanted - 1) as u16)
        {
            lead.command(ToServer::Screen { view });
        }
    };
    let first = Signal::derive(move || pages.get().0 == 1);
    let last = Signal::derive(move || pages.get().0 == pages.get().1);
    view! {
        <div class="lead-pages" hidden=move || pages.get().1 < 2>
            <IconButton label=t.lead_screen_before() icon=Shape::Left off=first on_press=move || turn(-1) />
            <span role="status">{move || t.screen_page(pages.get().0, pages.get().1)}</span>
            <IconButton label=t.lead_screen_behind() icon=Shape::Right off=last on_press=move || turn(1) />
        </div>
    }
}

/// The same at another page, counted from 0; `None` for what has no pages.
fn turned(view: ScreenView, page: u16) -> Option<ScreenView> {
    match view {
        ScreenView::Cell { step, cell, .. } => Some(ScreenView::Cell { step, cell, page }),
        ScreenView::Cluster { step, cluster, .. } => Some(ScreenView::Cluster {
            step,
            cluster,
            page,
        }),
        _ => None,
    }
}
