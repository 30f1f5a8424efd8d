//! What the big screen shows, small, and the choice of it: apart from what the facilitator looks at.

use bordsvis_shared::protocol::ToServer;
use bordsvis_shared::session::{ScreenView, Session};
use leptos::prelude::*;

use super::lead::{Lead, use_lead};
use crate::cells::Cells;
use crate::language::texts;
use crate::parts::{IconButton, Shape, Stage};
use crate::reactive::memo;
use crate::showing::{Showing, step_on_screen};
use crate::texts::Texts;
use crate::views::screen::on_screen;

/// The choices that are always there; a cell and a note are chosen where they lie.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    Follow,
    Join,
    Writing,
    Overview,
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
    let choices = [
        (Choice::Follow, t.lead_screen_follow()),
        (Choice::Join, t.lead_screen_join()),
        (Choice::Writing, t.lead_screen_writing()),
        (Choice::Overview, t.lead_screen_overview()),
    ];
    let choices = choices.map(|(choice, title)| {
        let pressed = move || view.with(chosen) == Some(choice);
        view! {
            <button
                class="button"
                type="button"
                aria-pressed=move || pressed().to_string()
                on:click=move |_| choose(&lead, choice)
            >
                {title}
            </button>
        }
    });
    let small = on_screen(board, move |step, showing| {
        view! {
            <div class="lead-thumbnail" aria-hidden="true" inert>
                <Stage session=board.session step showing />
            </div>
            <Pages showing />
        }
    });
    view! {
        <section class="lead-screen" aria-labelledby="lead-screen">
            <h2 id="lead-screen">{t.lead_screen_now()}</h2>
            <p class="lead-screen-words" role="status">{move || words.get()}</p>
            {small}
            <div class="lead-choices" role="group" aria-label=t.lead_screen_choose()>
                {choices}
            </div>
        </section>
    }
}

fn chosen(view: &ScreenView) -> Option<Choice> {
    match view {
        ScreenView::Follow => Some(Choice::Follow),
        ScreenView::Join => Some(Choice::Join),
        ScreenView::Writing { .. } => Some(Choice::Writing),
        ScreenView::Overview { .. } => Some(Choice::Overview),
        ScreenView::Cell { .. }
        | ScreenView::Cluster { .. }
        | ScreenView::Present { .. }
        | ScreenView::Note { .. } => None,
    }
}

/// Shows something of the step that the facilitator looks at.
fn choose(lead: &Lead, choice: Choice) {
    let step = lead.viewed.get_untracked();
    let view = match choice {
        Choice::Follow => ScreenView::Follow,
        Choice::Join => ScreenView::Join,
        Choice::Writing => ScreenView::Writing { step },
        Choice::Overview => ScreenView::Overview { step },
    };
    lead.command(ToServer::Screen { view });
}

/// What is shown, in words.
fn words(t: Texts, session: &Session, view: &ScreenView) -> String {
    if session.screen.blanked {
        return t.lead_screen_blanked().to_owned();
    }
    let step = session.method.step(step_on_screen(view, session));
    let title = step.map(|step| step.title.get(t.language()));
    let what = match view {
        ScreenView::Follow | ScreenView::Join => return t.lead_screen_join().to_owned(),
        ScreenView::Writing { .. } => t.lead_screen_writing().to_owned(),
        ScreenView::Overview { .. } => t.lead_screen_overview().to_owned(),
        ScreenView::Note { .. } | ScreenView::Cluster { .. } | ScreenView::Present { .. } => {
            t.lead_screen_a_note().to_owned()
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

/// Turns the pages of a cell that has several.
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
        if let ScreenView::Cell { step, cell, .. } = view
            && (1..=pages as i32).contains(&wanted)
        {
            // Counted from 0 there.
            let page = (wanted - 1) as u16;
            let view = ScreenView::Cell { step, cell, page };
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
