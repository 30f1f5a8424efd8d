//! What the page says of its own accord: news of others, and what the server did not take.

use gloo_timers::callback::Interval;
use js_sys::Date;
use leptos::prelude::*;

use super::news::News;
use crate::board::{Board, Picture, Refused};
use crate::cells::Cell;
use crate::focus::is_typing;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, CopyButton, For, Live, Look, Notice, Show, Tone, use_toasts};
use crate::reactive::{effect, memo, state, stored};

/// How often it is asked whether there is something to tell, in milliseconds.
const ASKING: u32 = 5_000;

/// Tells those who listen what others have written in the cells that a picture shows.
#[component]
pub fn NewsOf(picture: Picture, cells: Vec<Cell>) -> impl IntoView {
    let t = texts();
    let text = state(String::new());
    let news = stored(News::default());
    let cells: Vec<_> = cells.iter().map(|cell| picture.cell(&cell.id)).collect();
    let see = move || {
        let notes = cells.iter().flat_map(|notes| notes.get_untracked());
        let notes = notes.map(|note| (note.id.clone(), note.view.with_untracked(|view| view.own)));
        news.try_update_value(|news| news.see(notes));
    };
    let first = see.clone();
    effect(move || {
        if !picture.loading.get() {
            first();
        }
    });
    let ask = Interval::new(ASKING, move || {
        // Not at each change: all notes are looked at.
        if picture.loading.try_get_untracked() == Some(false) {
            see();
        }
        let told = news
            .try_update_value(|news| news.tell(Date::now(), is_typing()))
            .flatten();
        // Emptied in between, so that the same words are said again.
        text.try_set(told.map(|count| t.news(count)).unwrap_or_default());
    });
    StoredValue::new_local(ask);
    view! { <Live text /> }
}

/// The edits that the server did not take, with their texts to save.
#[component]
pub fn RefusedEdits(board: Board) -> impl IntoView {
    let any = memo(move || !board.refused.read().is_empty());
    view! {
        <Show when=move || any.get()>
            <Later part=move || refused_edits(board) meanwhile=|| () />
        </Show>
    }
}

#[wasm_split(aside, fallible)]
fn refused_edits(board: Board) -> Late {
    late(move || {
        view! {
            <For each=move || board.refused.get() key=|refused| refused.number.to_string() let(refused)>
                <RefusedEdit board refused />
            </For>
        }
        .into_any()
    })
}

#[component]
fn RefusedEdit(board: Board, refused: Refused) -> impl IntoView {
    let t = texts();
    let toasts = use_toasts();
    let number = refused.number;
    let again = move || {
        if let Err(blocked) = board.retry(number) {
            toasts.say(t.blocked(blocked));
        }
    };
    let text = refused.text().map(str::to_owned);
    let copy = text.clone().map(|text| view! { <CopyButton text /> });
    let words = [t.not_taken(), t.refused(refused.reason)].join(" ");
    view! {
        <Notice tone=Tone::Danger>
            <p>{words}</p>
            {match text {
                Some(text) => view! { <blockquote class="note-text">{text}</blockquote> }.into_any(),
                None => view! { <p>{t.refused_move()}</p> }.into_any(),
            }}
            <div class="actions">
                {copy}
                <Button on_press=again>{t.try_again()}</Button>
                <Button look=Look::Quiet on_press=move || board.dismiss(number)>{t.discard()}</Button>
            </div>
        </Notice>
    }
}
