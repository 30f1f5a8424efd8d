//! What one can do about one's own seat: sit at another table, go on with another device, say for how
//! many people one writes.

use bordsvis_shared::api::{MAX_PEOPLE, Ticket};
use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::{RefusalReason, ToServer};
use bordsvis_shared::session::Table;
use leptos::{prelude::*, task::spawn_local};

use crate::api;
use crate::board::Board;
use crate::device::{self, Known};
use crate::fetched::Fetched;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{
    CopyButton, Dialog, Menu, MenuItem, Notice, QrCode, Shape, Stepper, Tone, use_toasts,
};
use crate::reactive::{effect, memo, state};
use crate::texts::Texts;
use crate::views::join::TableRow;

/// What one can be asked about one's seat.
#[derive(Clone, Copy, PartialEq)]
pub enum Question {
    /// At which table one sits.
    Table,
    /// How one goes on with another device.
    Device,
    /// For how many people one writes.
    People,
}

impl Question {
    fn title(self, t: Texts) -> &'static str {
        match self {
            Self::Table => t.join_table(),
            Self::Device => t.other_device(),
            Self::People => t.write_for_others(),
        }
    }
}

/// The question that is asked about one's seat, and whether it is.
#[derive(Clone, Copy)]
pub struct Own {
    question: RwSignal<Question>,
    open: RwSignal<bool>,
}

impl Own {
    pub fn new() -> Self {
        Self {
            question: state(Question::Table),
            open: state(false),
        }
    }

    /// Asks something.
    pub fn ask(self, question: Question) {
        self.question.set(question);
        self.open.set(true);
    }
}

/// Keeps what the device remembers of the seat true to the board.
pub fn remember_seat(board: Board, seat: &Known) {
    let seat = seat.clone();
    let now = memo(move || {
        board.session.with(|session| {
            let number = session.you.table?;
            Some((
                session.title.clone(),
                number,
                session.table(number)?.name.clone(),
            ))
        })
    });
    effect(move || {
        if let Some((title, table, name)) = now.get() {
            device::remember_board(Known {
                title,
                table: Some((table, name)),
                at: js_sys::Date::now(),
                ..seat.clone()
            });
        }
    });
}

/// The menu.
#[component]
pub fn OwnMenu(board: Board, seat: Known) -> impl IntoView {
    let t = texts();
    let own: Own = expect_context();
    let item =
        move |text, icon, question| MenuItem::new(text, move || own.ask(question)).icon(icon);
    let items = move |()| {
        let several = board
            .session
            .with_untracked(|session| session.tables.len() > 1);
        let change = several.then(|| item(t.join_other_table(), Shape::Move, Question::Table));
        let rest = [
            item(t.other_device(), Shape::Phone, Question::Device),
            item(t.write_for_others(), Shape::Add, Question::People),
        ];
        change.into_iter().chain(rest).collect::<Vec<_>>()
    };
    view! {
        <Menu label=t.your_seat() items />
        <Dialog title=Signal::derive(move || own.question.get().title(t).to_owned()) open=own.open>
            {
                let seat = seat.clone();
                view! { <Later part=move || asked(own, board, seat.clone()) /> }
            }
        </Dialog>
    }
}

#[wasm_split(aside, fallible)]
fn asked(own: Own, board: Board, seat: Known) -> Late {
    late(move || match own.question.get() {
        Question::Table => view! { <Tables board open=own.open /> }.into_any(),
        Question::Device => view! { <OtherDevice seat=seat.clone() /> }.into_any(),
        Question::People => view! { <People board /> }.into_any(),
    })
}

/// The tables as one chose among them on joining.
#[component]
fn Tables(board: Board, open: RwSignal<bool>) -> impl IntoView {
    let t = texts();
    let toasts = use_toasts();
    let problem = state(None::<RefusalReason>);
    let sit = Callback::new(move |(number, name): (TableNo, String)| {
        let answer = board.command(ToServer::Sit { table: number });
        spawn_local(async move {
            match answer.await {
                Ok(()) => {
                    open.try_set(false);
                    toasts.say(t.sits_at(&name));
                }
                Err(reason) => drop(problem.try_set(Some(reason))),
            }
        });
    });
    let rows = move || {
        let tables = board.session.with(|session| session.tables.clone());
        let own = board.session.with(|session| session.you.table);
        let row = |(table, number): (Table, u16)| {
            let number = TableNo(number);
            let here = board.summary.with(|summary| {
                let at = summary.tables.get(usize::from(number.0) - 1);
                at.map_or(0, |table| table.here)
            });
            let current = own == Some(number);
            let name = table.name.clone();
            view! {
                <li>
                    <button
                        class="slip join-row"
                        type="button"
                        aria-current=current.then_some("true")
                        on:click=move |_| {
                            if current {
                                open.set(false);
                            } else {
                                sit.run((number, name.clone()));
                            }
                        }
                    >
                        <TableRow number table here current />
                    </button>
                </li>
            }
        };
        let all = tables.into_iter().zip(1..);
        all.filter(|(table, _)| !table.closed)
            .map(row)
            .collect_view()
    };
    view! {
        <p class="hint">{t.sit_hint()}</p>
        {move || {
            problem
                .get()
                .map(|reason| view! { <Notice tone=Tone::Danger>{t.command_refused(reason)}</Notice> })
        }}
        <ul class="join-tables">{rows}</ul>
    }
}

/// The link that takes one to another device.
#[component]
fn OtherDevice(seat: Known) -> impl IntoView {
    let t = texts();
    let ticket = Fetched::new(move || {
        let seat = seat.clone();
        async move { api::ticket(&seat.board, &seat.token).await }
    });
    ticket.show(t.making_link(), move |ticket: Ticket| {
        view! {
            <p>{t.other_device_how()}</p>
            <div class="device-link">
                <QrCode text=ticket.url.clone() label=t.other_device() />
                <p class="hint">{t.link_lasts(ticket.minutes)}</p>
                <CopyButton text=ticket.url label=t.copy_link() />
            </div>
        }
        .into_any()
    })
}

/// For how many people one writes.
#[component]
fn People(board: Board) -> impl IntoView {
    let t = texts();
    let problem = state(None::<RefusalReason>);
    let people = memo(move || board.session.with(|session| u32::from(session.you.people)));
    let change = move |people: u32| {
        problem.set(None);
        let answer = board.command(ToServer::People {
            people: people as u8,
        });
        spawn_local(async move {
            if let Err(reason) = answer.await {
                problem.try_set(Some(reason));
            }
        });
    };
    view! {
        <Stepper
            label=t.join_people()
            value=people
            least=0u32
            most=u32::from(MAX_PEOPLE)
            on_change=change
        />
        {move || {
            problem
                .get()
                .map(|reason| view! { <Notice tone=Tone::Danger>{t.command_refused(reason)}</Notice> })
        }}
    }
}
