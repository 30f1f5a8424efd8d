//! Where a note is written: what stands here is nobody else's until it is put on the table, and stays
//! over a reload. While everybody writes by themselves, it becomes a draft.

use bordsvis_shared::board::MAX_NOTE_TEXT;
use bordsvis_shared::id::CellId;
use leptos::{ev, html, prelude::*};

use super::here::use_here;
use super::keys::puts_on_table;
use super::personal::looks_personal;
use super::tools::Tools;
use crate::device::{self, Hint};
use crate::language::texts;
use crate::media::{TOUCH, media};
use crate::parts::{Button, Look, Notice, Show, Tone};
use crate::reactive::{effect, memo, state, stored};

/// The selector of the field.
pub const FIELD: &str = "#composer";
/// From so many characters on, the author is told that less is easier to read: about three lines on the
/// big screen.
const LONG: usize = 120;
/// From so many characters left on, one is told how many.
const NEARLY_FULL: usize = 200;

/// The field for a new note, and the button that puts it on the table or among one's drafts.
#[component]
pub fn Composer(cell: Memo<CellId>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let touch = media(TOUCH);
    let area = NodeRef::<html::Textarea>::new();
    let asking = state(false);
    let problem = state(None);
    let hint = state(!device::hint_shown(Hint::Conditions));
    keep_draft(cell);
    let words = here.words;
    let blank = memo(move || words.with(|words| words.trim().is_empty()));
    let write = move || {
        if let Some(area) = area.get_untracked() {
            let _ = area.focus();
        }
    };
    let put = move |anyway: bool| {
        let text = words.with_untracked(|words| words.trim().to_owned());
        if text.is_empty() {
            return write();
        }
        if !anyway && looks_personal(&text) {
            return asking.set(true);
        }
        let cell = cell.get_untracked();
        let put = if untrack(|| here.is_individual()) {
            here.add_draft(&cell, &text);
            Ok(())
        } else {
            let note = here.picture.add(&cell, &text);
            note.map(|note| here.mark(note))
        };
        match put {
            Ok(()) => {
                words.set(String::new());
                device::remember_hint(Hint::Conditions);
                hint.set(false);
                asking.set(false);
                problem.set(None);
                write();
            }
            Err(blocked) => problem.set(Some(t.blocked(blocked))),
        }
    };
    let on_input = move |event| {
        words.set(event_target_value(&event));
        asking.set(false);
        problem.set(None);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let ctrl = event.ctrl_key() || event.meta_key();
        let puts = puts_on_table(&event.key(), event.shift_key(), ctrl, touch.get_untracked());
        if puts && !event.is_composing() {
            event.prevent_default();
            put(false);
        }
    };
    let individual = memo(move || here.is_individual());
    let help = move || match (hint.get(), individual.get()) {
        (true, _) => t.describe_conditions(),
        (false, true) => t.only_you_see(),
        (false, false) => t.only_yours(),
    };
    let does = move || match individual.get() {
        true => t.add_draft(),
        false => t.put_on_table(),
    };
    let room = move || {
        let length = words.with(|words| words.encode_utf16().count());
        let left = (MAX_NOTE_TEXT as usize).saturating_sub(length);
        match length {
            _ if left <= NEARLY_FULL => Some(t.characters_left(left)),
            LONG.. => Some(t.short_is_better().to_owned()),
            _ => None,
        }
    };
    view! {
        <section class="composer" aria-label=t.write_note()>
            <label class="composer-to" for=&FIELD[1..]>
                {move || t.note_for(&here.title(&cell.read()))}
            </label>
            <textarea
                id=&FIELD[1..]
                node_ref=area
                rows="1"
                maxlength=MAX_NOTE_TEXT.to_string()
                placeholder=move || t.write_to(&here.label(&cell.read()))
                aria-describedby="composer-help"
                prop:value=move || words.get()
                on:input=on_input
                on:keydown=on_key
            ></textarea>
            <div class="composer-words">
                <p class="hint" id="composer-help" class:only-yours=move || !hint.get()>
                    {help}
                </p>
                <p class="hint" role="status">{room}</p>
            </div>
            <div role="alert">
                {move || problem.get().map(|problem| view! { <p class="error">{problem}</p> })}
                {move || {
                    asking.get().then(|| view! { <Notice tone=Tone::Warn>{t.looks_personal()}</Notice> })
                }}
            </div>
            // A press here must not close the keyboard on glass.
            <div class="composer-actions" on:mousedown=|event| event.prevent_default()>
                <Show when=move || !asking.get()>
                    <Tools />
                </Show>
                {move || {
                    if asking.get() {
                        let change = move || {
                            asking.set(false);
                            write();
                        };
                        view! {
                            <Button look=Look::Primary on_press=change>{t.change()}</Button>
                            <Button on_press=move || put(true)>{t.put_anyway()}</Button>
                        }
                        .into_any()
                    } else {
                        view! {
                            <Button look=Look::Primary off=blank on_press=move || put(false)>
                                {does}
                            </Button>
                        }
                        .into_any()
                    }
                }}
            </div>
        </section>
    }
}

/// Keeps what is being composed, for the cell that it is meant for. Words that have been begun go along
/// to the next cell that is chosen, unless something has been begun there before.
fn keep_draft(cell: Memo<CellId>) {
    let here = use_here();
    let drafts = stored(here.board.drafts());
    let step = here.step_id();
    Effect::new(move |before: Option<CellId>| {
        let cell = cell.get();
        drafts.with_value(|drafts| {
            let begun = drafts.get(&step, &cell);
            let words = here.words.get_untracked();
            match before {
                Some(before) if before != cell && begun.is_empty() => {
                    drafts.set(&step, &before, "");
                    drafts.set(&step, &cell, &words);
                }
                _ => here.words.set(begun),
            }
        });
        cell
    });
    let step = here.step_id();
    effect(move || {
        let words = here.words.get();
        let cell = cell.get_untracked();
        drafts.with_value(|drafts| drafts.set(&step, &cell, &words));
    });
}
