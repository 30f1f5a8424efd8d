//! What a table says of itself, below its notes: that it is done, that it raises its hand; and what
//! those who are done early can do meanwhile.

use bordsvis_shared::id::TableNo;
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::ToServer;
use leptos::{prelude::*, task::spawn_local};

use super::here::{Here, use_here};
use crate::language::texts;
use crate::parts::{Button, Shape, Show, use_toasts};
use crate::reactive::memo;

/// How many notes a table is asked to lift: what it has time to present.
pub const LIFTED: usize = 3;

/// "Vi är klara" and "Räck upp handen".
#[component]
pub fn Done() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let toasts = use_toasts();
    let board = here.board;
    let table = memo(move || board.session.with(|session| session.you.table));
    let among = move |at: fn(&Here, TableNo) -> bool| {
        memo(move || table.get().is_some_and(|table| at(&here, table)))
    };
    let ready = among(|here, table| here.progress.with(|step| step.ready.contains(&table)));
    let raised = among(|here, table| {
        let session = &here.board.session;
        session.with(|session| session.hands.contains(&table))
    });
    let told = move |command: ToServer| {
        let answer = board.command(command);
        spawn_local(async move {
            if let Err(reason) = answer.await {
                toasts.say(t.command_refused(reason));
            }
        });
    };
    let say_ready = move || {
        let (step, ready) = (here.step_id(), !ready.get_untracked());
        told(ToServer::Ready { step, ready });
    };
    let say_hand = move || {
        let raised = !raised.get_untracked();
        told(ToServer::Hand {
            table: None,
            raised,
        });
    };
    let open = memo(move || !board.session.with(|session| session.closed));
    let waits = memo(move || ready.get() && here.is_open());
    view! {
        <Show when=move || open.get()>
            <div class="table-done">
                <div class="actions">
                    <Show when=move || here.can_write() || ready.get()>
                        <Button icon=Shape::Check pressed=ready on_press=say_ready>
                            {t.we_are_done()}
                        </Button>
                    </Show>
                    <Button icon=Shape::Hand on_press=say_hand>
                        {move || if raised.get() { t.lower_hand() } else { t.raise_hand() }}
                    </Button>
                </div>
                <div role="status">
                    <Show when=move || raised.get()>
                        <p class="hint">{t.hand_is_raised()}</p>
                    </Show>
                    <Show when=move || waits.get()>
                        <Meanwhile />
                    </Show>
                </div>
            </div>
        </Show>
    }
}

/// What there is to do while others still write.
#[component]
fn Meanwhile() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let lifted = memo(move || {
        here.picture.track();
        let cells = here.all_cells().into_iter();
        let notes = cells.flat_map(|cell| here.picture.cell(&cell.id).get_untracked());
        let lifted = notes.filter(|note| note.view.with_untracked(|view| view.note.lifted));
        lifted.count()
    });
    let empty = memo(move || {
        here.picture.track();
        here.cells.with_value(|cells| {
            let nothing = |cell: &&crate::cells::Cell| {
                let notes = here.picture.cell(&cell.id);
                notes.with_untracked(Vec::is_empty)
            };
            let own = cells.own();
            let empty = own.iter().find(nothing).filter(|_| own.len() > 1);
            empty.map(|cell| cell.title.clone())
        })
    });
    let before_plenary = move || here.progress.with(|step| step.phase != Phase::Plenary);
    let words = move || {
        let lift = before_plenary().then(|| t.meanwhile(lifted.get(), LIFTED));
        let empty = empty.get().map(|cell| t.cell_is_empty(&cell));
        let words: Vec<_> = lift.into_iter().chain(empty).collect();
        words.join(" ")
    };
    view! { <p class="meanwhile">{words}</p> }
}
