//! What the facilitator tells everybody, what the big screen has turned to, and where the room is for
//! those who have been away.

use std::cell::RefCell;
use std::sync::Arc;

use bordsvis_shared::id::BoardId;
use bordsvis_shared::session::{ScreenView, Session};
use js_sys::Date;
use leptos::{html, prelude::*};

use super::address::Address;
use super::going::Going;
use crate::board::Board;
use crate::cells::Cells;
use crate::device::{self, Known};
use crate::joining::{self, Whereabouts};
use crate::language::texts;
use crate::links;
use crate::measured::measured_below;
use crate::parts::{Icon, IconButton, Shape};
use crate::reactive::{memo, state};
use crate::texts::Texts;

/// Whoever comes back after so long a while, in milliseconds, is told where the room is: longer than
/// a phone sleeps between two looks.
const AWAY: f64 = 10.0 * 60.0 * 1_000.0;

thread_local! {
    /// When this device had which board open before. The page is drawn anew in the board's language, by when the
    /// device remembers that it is here.
    static BEFORE: RefCell<Option<(BoardId, f64)>> = const { RefCell::new(None) };
}

/// All of it, above what the page shows.
#[component]
pub fn Told(board: Board, going: Going, seat: Known) -> impl IntoView {
    let told = NodeRef::<html::Div>::new();
    measured_below(told, "--told");
    view! {
        <div class="table-told" node_ref=told>
            <Back board going seat />
            <Message board />
            <Spotlight board going />
        </div>
    }
}

/// The message to all, until somebody has read it on this device. A new one shows again.
#[component]
fn Message(board: Board) -> impl IntoView {
    let t = texts();
    let id = board
        .session
        .with_untracked(|session| session.board.clone());
    let read = state(device::notice_read(&id));
    let notice = memo(move || {
        let notice = board.session.with(|session| session.notice.clone())?;
        (read.get() != Some(notice.at)).then_some(notice)
    });
    let close = Callback::new(move |()| {
        if let Some(notice) = notice.get_untracked() {
            device::remember_notice(&id, notice.at);
            read.set(Some(notice.at));
        }
    });
    view! {
        <div role="status">
            {move || {
                notice.get().map(|notice| {
                    view! {
                        <div class="notice told">
                            <p>
                                <strong>{t.facilitator_says()}</strong>
                                " "
                                {notice.text}
                            </p>
                            <IconButton label=t.close() icon=Shape::Close on_press=close />
                        </div>
                    }
                })
            }}
        </div>
    }
}

/// What has been put on the big screen, with the way there; nobody is led to it by itself.
#[component]
fn Spotlight(board: Board, going: Going) -> impl IntoView {
    let t = texts();
    let closed = state(None::<ScreenView>);
    let view = memo(move || {
        let view = board.session.with(|session| {
            let lit = !session.screen.blanked && !session.closed;
            lit.then(|| session.screen.view.clone())
        })?;
        let reads = going.address.get() == Address::Screen;
        (!reads && closed.get().as_ref() != Some(&view)).then_some(view)
    });
    let words = memo(move || {
        let view = view.get()?;
        board.session.with(|session| on_screen(t, session, &view))
    });
    let close = move || closed.set(view.get_untracked());
    view! {
        <div role="status">
            {move || {
                words.get().map(|words| {
                    view! {
                        <div class="spotlight">
                            <Icon shape=Shape::Screen />
                            <p>{words}</p>
                            <a class="button quiet" href=going.screen_href()>{t.look()}</a>
                            <IconButton label=t.close() icon=Shape::Close on_press=close />
                        </div>
                    }
                })
            }}
        </div>
    }
}

/// What the big screen shows, where it shows one thing out of many.
fn on_screen(t: Texts, session: &Arc<Session>, view: &ScreenView) -> Option<String> {
    let what = match view {
        ScreenView::Note { .. } => t.a_note().to_owned(),
        ScreenView::Cluster { .. } => t.a_cluster().to_owned(),
        ScreenView::Cell { step, cell, .. } => {
            let cells = Cells::of(session.method.step(step)?, t.language());
            cells.get(cell)?.title.clone()
        }
        ScreenView::Present { table, .. } => t.presents(&session.table(*table)?.name),
        ScreenView::Follow
        | ScreenView::Join
        | ScreenView::Writing { .. }
        | ScreenView::Overview { .. } => return None,
    };
    Some(t.on_screen_now(&what))
}

/// Where the room is, for somebody who opens the page after a while.
#[component]
fn Back(board: Board, going: Going, seat: Known) -> impl IntoView {
    let t = texts();
    let before = BEFORE.with_borrow_mut(|before| match before {
        Some((board, at)) if *board == seat.board => *at,
        _ => before.insert((seat.board.clone(), seat.at)).1,
    });
    let away = Date::now() - before > AWAY;
    let late = board
        .session
        .with_untracked(|session| joining::whereabouts(session));
    let late = state(late.filter(|_| away));
    let done = move || {
        BEFORE.take();
        late.set(None);
    };
    move || {
        late.get().map(|late: Whereabouts| {
            view! {
                <div class="notice told">
                    <div class="notice-body">
                        <p>
                            <strong>{t.welcome_back()}</strong>
                            " "
                            {t.join_whereabouts(&late)}
                        </p>
                        <div class="actions">
                            <a
                                class="button"
                                href=links::table_reading(&seat.board)
                                on:click=move |_| done()
                            >
                                {t.join_read()}
                            </a>
                            <a
                                class="button primary"
                                href=links::table(&seat.board)
                                on:click=move |_| {
                                    going.replace(Address::CURRENT);
                                    done();
                                }
                            >
                                {t.join_write()}
                            </a>
                        </div>
                    </div>
                </div>
            }
        })
    }
}
