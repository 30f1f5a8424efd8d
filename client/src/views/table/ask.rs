//! "Du har 3 utkast. Lägg på bordet?": drafts are asked for once the table writes together, and never
//! put there by themselves.

use leptos::prelude::*;

use super::draft::PutDraft;
use super::here::{Here, use_here};
use crate::drafts::Pile;
use crate::language::texts;
use crate::later::{Late, Later, late, wasm_split};
use crate::parts::{Button, Dialog, For, Look, Show};
use crate::reactive::{memo, state};
use crate::texts::Texts;

/// Asks; after "Inte nu" a small button stays.
#[component]
pub fn AskForDrafts() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let asks = memo(move || !here.drafts.with(Pile::is_empty) && here.is_open());
    let later = state(false);
    let choosing = state(false);
    // Whoever has been led back and forth is asked anew.
    Effect::new(move |before: Option<bool>| {
        let individual = here.is_individual();
        if before == Some(true) && !individual {
            later.set(false);
        }
        individual
    });
    view! {
        <div role="status">
            <Show when=move || asks.get()>
                <Later part=move || question(later, choosing) meanwhile=|| () />
            </Show>
        </div>
        <Dialog title=t.your_drafts() open=choosing>
            <Later part=choice />
        </Dialog>
    }
}

#[wasm_split(aside, fallible)]
fn question(later: RwSignal<bool>, choosing: RwSignal<bool>) -> Late {
    late(move || view! { <Question later choosing /> }.into_any())
}

#[component]
fn Question(later: RwSignal<bool>, choosing: RwSignal<bool>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let count = memo(move || here.drafts.with(|pile| pile.len()));
    let choose = move || choosing.set(true);
    let question = move || {
        view! {
            <p id="drafts-question">{move || t.ask_for_drafts(count.get())}</p>
            <div class="actions">
                <Button look=Look::Primary on_press=move || put_all(t, here)>{t.put_all()}</Button>
                <Button on_press=choose>{t.choose_drafts()}</Button>
                <Button look=Look::Quiet on_press=move || later.set(true)>{t.not_now()}</Button>
            </div>
        }
    };
    let reminder = move || {
        view! {
            <Button look=Look::Quiet on_press=choose>{move || t.your_drafts_count(count.get())}</Button>
        }
    };
    view! {
        <div class="drafts-asked" class:small=move || later.get()>
            <Show when=move || !later.get() fallback=reminder>
                {question}
            </Show>
        </div>
    }
}

#[wasm_split(aside, fallible)]
fn choice() -> Late {
    late(|| view! { <Choice /> }.into_any())
}

/// Each draft, to be put on the table by itself.
#[component]
fn Choice() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let none = memo(move || here.drafts.with(Pile::is_empty));
    view! {
        <p class="hint">{t.only_you_see()}</p>
        <ul class="slips">
            <For
                each=move || here.drafts.with(|pile| pile.drafts().to_vec())
                key=|draft| draft.number.to_string()
                let(draft)
            >
                <li class="slip draft-choice">
                    <p class="note-text">{draft.text.clone()}</p>
                    <p class="hint">{here.title(&here.cell_of_draft(&draft))}</p>
                    <PutDraft number=draft.number />
                </li>
            </For>
        </ul>
        <Show when=move || none.get()>
            <p>{t.no_drafts_left()}</p>
        </Show>
    }
}

fn put_all(t: Texts, here: Here) {
    let drafts = here.drafts.with_untracked(|pile| pile.drafts().to_vec());
    let count = drafts.len();
    let put = drafts.iter().try_for_each(|draft| here.put_draft(draft));
    if here.tell(t, put) {
        here.offers.say(t.drafts_put(count));
    }
}
