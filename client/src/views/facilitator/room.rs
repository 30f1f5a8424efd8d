//! What surrounds the notes: the big screen, the tables, and how to join.

use bordsvis_shared::id::{StepId, TableNo};
use bordsvis_shared::protocol::{Tables, ToServer};
use bordsvis_shared::session::ScreenView;
use leptos::prelude::*;

use super::lead::use_command;
use super::session_now;
use crate::board::Board;
use crate::language::texts;
use crate::links;
use crate::parts::{Button, CopyButton, Dialog, Icon, Look, QrCode, Shape, TableBadge};
use crate::views::screen::OnScreen;

/// The right column.
#[component]
pub fn RoomColumn(board: Board, token: String, looking: RwSignal<StepId>) -> impl IntoView {
    let t = texts();
    let links_open = RwSignal::new(false);
    let close_open = RwSignal::new(false);
    let command = use_command(board);
    let closed = Memo::new(move |_| board.session.with(|session| session.closed));
    let cards = links::cards(&session_now(board).board, &token);
    view! {
        <section>
            <h2>{t.lead_screen_now()}</h2>
            <div class="lead-thumbnail" aria-hidden="true"><OnScreen board /></div>
            <ScreenChoices board looking />
        </section>
        <section>
            <h2>{t.lead_tables()}</h2>
            <TableList board looking />
        </section>
        <section class="lead-board">
            <Button icon=Shape::Screen on_press=move || links_open.set(true)>{t.lead_links()}</Button>
            <a class="button" href=cards target="_blank"><Icon shape=Shape::Print />{t.lead_cards()}</a>
            {move || {
                if closed.get() {
                    let open = move || command(ToServer::Close { closed: false });
                    view! { <Button on_press=open>{t.lead_reopen()}</Button> }.into_any()
                } else {
                    view! {
                        <Button look=Look::Quiet on_press=move || close_open.set(true)>
                            {t.lead_close_board()}
                        </Button>
                    }
                    .into_any()
                }
            }}
        </section>
        <Dialog title=t.lead_links() open=links_open>
            <JoinLinks board />
        </Dialog>
        <Dialog title=t.lead_close_board() open=close_open>
            <p>{t.lead_close_question()}</p>
            <div class="actions">
                <Button look=Look::Danger on_press=move || {
                    close_open.set(false);
                    command(ToServer::Close { closed: true });
                }>{t.lead_close_board()}</Button>
                <Button on_press=move || close_open.set(false)>{t.cancel()}</Button>
            </div>
        </Dialog>
    }
}

/// What the big screen may show of the step that the facilitator looks at.
#[component]
fn ScreenChoices(board: Board, looking: RwSignal<StepId>) -> impl IntoView {
    let t = texts();
    let command = use_command(board);
    let choices = move || {
        let step = looking.get();
        [
            (t.lead_screen_follow(), ScreenView::Follow),
            (t.lead_screen_join(), ScreenView::Join),
            (
                t.lead_screen_question(),
                ScreenView::Writing { step: step.clone() },
            ),
            (t.lead_screen_overview(), ScreenView::Overview { step }),
        ]
        .map(|(label, view)| {
            let chosen = view.clone();
            let pressed =
                Signal::derive(move || board.session.with(|session| session.screen.view == chosen));
            let show = move || command(ToServer::Screen { view: view.clone() });
            view! { <Button pressed on_press=show>{label}</Button> }
        })
        .collect_view()
    };
    view! {
        <div class="lead-screen-choices" role="group" aria-label=t.lead_screen_choose()>{choices}</div>
    }
}

/// The tables, with who is there, how much they wrote in the step, and whether it is shown.
#[component]
fn TableList(board: Board, looking: RwSignal<StepId>) -> impl IntoView {
    let t = texts();
    let numbers = Memo::new(move |_| {
        board
            .session
            .with(|s| s.table_numbers().collect::<Vec<_>>())
    });
    view! {
        <ul class="lead-tables">
            <For each=move || numbers.get() key=|table| table.0 let(table)>
                <li>
                    <TableRow board looking table />
                </li>
            </For>
        </ul>
    }
    .attr("aria-label", t.lead_tables())
}

#[component]
fn TableRow(board: Board, looking: RwSignal<StepId>, table: TableNo) -> impl IntoView {
    let t = texts();
    let command = use_command(board);
    let at = usize::from(table.0.saturating_sub(1));
    let about = Memo::new(move |_| {
        board.session.with(|session| {
            let table = session.table(table)?;
            Some((table.name.clone(), table.remote))
        })
    });
    let counts = Memo::new(move |_| {
        let step = looking.get();
        board.summary.with(|summary| {
            let here = summary.tables.get(at).map_or(0, |table| table.here);
            let notes = summary.written.get(&step).and_then(|tables| tables.get(at));
            (here, notes.copied().unwrap_or_default())
        })
    });
    let revealed = Memo::new(move |_| {
        let step = looking.get();
        board
            .session
            .with(|session| session.is_revealed(&step, table))
    });
    view! {
        <div class="lead-table">
            {move || {
                let (name, remote) = about.get().unwrap_or_default();
                view! {
                    <TableBadge table name />
                    {remote.then(|| view! { <span class="hint"><Icon shape=Shape::Remote />{t.remote()}</span> })}
                }
            }}
            <span class="hint">{move || { let (here, notes) = counts.get(); t.lead_table(here, notes) }}</span>
        </div>
        {move || {
            let revealed = revealed.get();
            let toggle = move || {
                let (step, tables) = (looking.get_untracked(), Tables::These(vec![table]));
                command(ToServer::Reveal { step, tables, revealed: !revealed });
            };
            let name = about.get().unwrap_or_default().0;
            view! {
                <Button on_press=toggle>
                    {if revealed { t.lead_hide() } else { t.lead_show() }}
                    <span class="unseen">{name}</span>
                </Button>
            }
        }}
    }
}

/// How to join: all together, and at each table.
#[component]
fn JoinLinks(board: Board) -> impl IntoView {
    let t = texts();
    let session = session_now(board);
    let link = |table: Option<TableNo>, name: String| {
        let url = match table {
            Some(table) => format!("{}/{table}", session.join_url),
            None => session.join_url.clone(),
        };
        view! {
            <li>
                <QrCode text=url.clone() label=name.clone() />
                <p>{name}</p>
                <CopyButton text=url />
            </li>
        }
    };
    let tables = session.table_numbers().filter_map(|table| {
        session
            .table(table)
            .map(|about| link(Some(table), about.name.clone()))
    });
    view! {
        <p class="code">{session.code.to_string()}</p>
        <ul class="lead-links">
            {link(None, t.lead_link_all().to_owned())}
            {tables.collect_view()}
        </ul>
    }
}
