//! Joining: the right table, in two taps.

use bordsvis_shared::api::{Found, FoundTable};
use bordsvis_shared::id::{JoinCode, TableNo};
use bordsvis_shared::session::{Role, Table};
use leptos::{ev, prelude::*};

use super::{code::CodeForm, seat::SeatForm};
use crate::reactive::{memo, state, stored};
use crate::{
    api::{self, Failure},
    device,
    fetched::Fetched,
    joining,
    language::{texts, use_board_language},
    links::{self, Invitation},
    parts::{Button, Loading, Message, Notice, Page, TableBadge, Tone, page_title},
};

/// The page. Its fragment says which board, and at which table once that is chosen: so the
/// browser's own "back" leads back to the choice.
#[component]
pub fn JoinPage() -> impl IntoView {
    let t = texts();
    page_title(t.join_title());
    let read = || Invitation::read(&location().hash().unwrap_or_default());
    let invitation = state(read());
    let follow = window_event_listener(ev::hashchange, move |_| invitation.set(read()));
    on_cleanup(move || follow.remove());
    let code = memo(move || invitation.read().code());
    let table = Signal::derive(move || invitation.read().table);
    let content = move || match code.get() {
        Some(code) => view! { <Board code table /> }.into_any(),
        None => {
            let written = invitation.read_untracked().code.clone();
            let problem = (!written.is_empty()).then(|| t.failure_code());
            view! { <AskCode written problem /> }.into_any()
        }
    };
    view! { <Page class="narrow join">{content}</Page> }
}

#[component]
fn AskCode(written: String, problem: Option<&'static str>) -> impl IntoView {
    let t = texts();
    view! {
        <h1>{t.join_title()}</h1>
        <div class="slip home-code">
            {match problem {
                Some(problem) => view! { <CodeForm code=written problem /> }.into_any(),
                None => view! { <CodeForm /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Board(code: JoinCode, table: Signal<Option<TableNo>>) -> impl IntoView {
    let t = texts();
    let speak = use_board_language();
    let asked = code.clone();
    let found = Fetched::new(move || {
        let code = asked.clone();
        async move {
            let found = api::look_up(code.as_str()).await?;
            speak(found.language);
            Ok(found)
        }
    });
    move || match found.get() {
        None => view! { <Loading what=t.join_looking() /> }.into_any(),
        Some(Err(Failure::Refused { status: 404, .. })) => {
            let written = code.to_string();
            view! { <AskCode written problem=Some(t.failure_code()) /> }.into_any()
        }
        Some(Err(failure)) => view! {
            <h1>{t.join_title()}</h1>
            <Notice tone=Tone::Danger>
                <p>{failure.sentence(t)}</p>
                <div class="actions">
                    <Button on_press=move || found.again()>{t.try_again()}</Button>
                </div>
            </Notice>
        }
        .into_any(),
        Some(Ok(found)) if found.closed => view! {
            <Message title=t.join_closed() text=t.join_closed_text()>
                <a class="button" href="/">{t.to_start()}</a>
            </Message>
        }
        .into_any(),
        Some(Ok(found)) => view! { <Tables code=code.clone() found table /> }.into_any(),
    }
}

/// The choice of a table; or, once one is chosen or there is only one, the seat at it.
#[component]
fn Tables(code: JoinCode, found: Found, table: Signal<Option<TableNo>>) -> impl IntoView {
    let t = texts();
    page_title(&found.title);
    let only = (found.tables.len() == 1).then_some(TableNo(1));
    let (title, board) = (found.title.clone(), found.board.clone());
    let chosen = stored(found);
    view! {
        <h1 class="join-title">{title}</h1>
        {move || {
            let wanted = table.get().or(only);
            let found = chosen.get_value();
            match wanted.map(|wanted| joining::table(&found, wanted).map(|(_, name)| (wanted, name.to_owned()))) {
                Some(Some(table)) => {
                    let other = only.is_none();
                    view! { <SeatForm code=code.clone() found table other /> }.into_any()
                }
                missing => {
                    let open = found.tables.into_iter().zip(1..);
                    let open = open.filter(|(found, _)| !found.table.closed);
                    let rows = open.map(|(FoundTable { table, here }, number)| {
                        let number = TableNo(number);
                        view! {
                            <li>
                                <a
                                    class="slip join-row"
                                    href=links::join(code.as_str(), Some(number))
                                >
                                    <TableRow number table here />
                                </a>
                            </li>
                        }
                    });
                    view! {
                        {missing.map(|_| view! { <Notice tone=Tone::Warn>{t.failure_table()}</Notice> })}
                        <Seated board=board.clone() />
                        <h2>{t.join_table()}</h2>
                        <ul class="join-tables">{rows.collect_view()}</ul>
                    }
                    .into_any()
                }
            }
        }}
    }
}

/// A table to choose: its name, where it sits, and who is there.
#[component]
pub fn TableRow(
    number: TableNo,
    table: Table,
    /// How many are there now.
    here: u32,
    /// Whether one sits there oneself.
    #[prop(optional)]
    current: bool,
) -> impl IntoView {
    let t = texts();
    let place = [table.municipality, table.county].into_iter().flatten();
    let remote = table.remote.then(|| t.join_remote().to_owned());
    let about: Vec<_> = place.chain(remote).collect();
    let count = match current {
        true => t.join_you_sit_here().to_owned(),
        false => t.join_here(here),
    };
    view! {
        <span class="join-row-name">
            <TableBadge table=number name=table.name />
            {(!about.is_empty()).then(|| view! { <span class="hint">{about.join(" · ")}</span> })}
        </span>
        <span class="join-row-here">{count}</span>
    }
}

/// The way back to the seat that this device has already, so that nobody sits twice.
#[component]
pub fn Seated(board: bordsvis_shared::id::BoardId) -> impl IntoView {
    let t = texts();
    let seat = device::known(&board, Role::Participant)?;
    let (_, name) = seat.table?;
    Some(view! {
        <Notice tone=Tone::Info>
            <p>{t.join_seated(&name)}</p>
            <div class="actions">
                <a class="button primary" href=links::table(&board)>{t.join_continue(&name)}</a>
            </div>
        </Notice>
    })
}
