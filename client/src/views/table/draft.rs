//! Drafts: notes that nobody else sees until their author puts them on the table.

use bordsvis_shared::id::CellId;
use leptos::{ev, html, prelude::*};

use super::here::{Here, Moved, list_of, use_here};
use super::personal::looks_personal;
use crate::board::Blocked;
use crate::drafts::{Draft, Pile};
use crate::focus::{ends_typing, focus_soon, show_soon};
use crate::language::texts;
use crate::parts::{Button, Icon, Look, Menu, MenuItem, Shape, Show};
use crate::random;
use crate::reactive::{effect, memo, state};
use crate::texts::Texts;

impl Here {
    /// The drafts meant for a cell. Parking has those too whose cell the step no longer has. Reactive.
    pub fn drafts_in(&self, cell: &CellId) -> Vec<Draft> {
        self.drafts.with(|pile| {
            let here = pile.drafts().iter();
            let here = here.filter(|draft| self.cell_of_draft(draft) == *cell);
            here.cloned().collect()
        })
    }

    /// The cell that a draft is shown in.
    pub fn cell_of_draft(&self, draft: &Draft) -> CellId {
        self.cells.with_value(|cells| {
            let cell = cells.get(&draft.cell);
            cell.unwrap_or_else(|| cells.parking()).id.clone()
        })
    }

    /// A draft, if it is there.
    pub fn draft(&self, number: u32) -> Option<Draft> {
        let of_number = |draft: &&Draft| draft.number == number;
        let find = |pile: &Pile| pile.drafts().iter().find(of_number).cloned();
        self.drafts.with_untracked(find)
    }

    /// Keeps a draft for a cell.
    pub fn add_draft(&self, cell: &CellId, text: &str) {
        let number = random::number();
        self.change_drafts(|pile| {
            pile.add(Draft {
                number,
                cell: cell.clone(),
                text: text.to_owned(),
            });
        });
        show_soon(card_of_draft(number));
    }

    /// Changes the drafts of this step.
    pub fn change_drafts(&self, change: impl FnOnce(&mut Pile)) {
        self.piles.change(&self.step_id(), change);
    }

    /// Puts a draft on the table.
    pub fn put_draft(&self, draft: &Draft) -> Result<(), Blocked> {
        let cell = self.cell_of_draft(draft);
        let note = self.picture.add(&cell, &draft.text)?;
        self.change_drafts(|pile| pile.remove(draft.number));
        self.mark(note);
        Ok(())
    }

    /// Throws a draft away, and offers to take that back.
    fn remove_draft(self, t: Texts, number: u32) {
        let Some(draft) = self.draft(number) else {
            return;
        };
        let cell = self.cell_of_draft(&draft);
        self.change_drafts(|pile| pile.remove(number));
        let back = move || self.change_drafts(|pile| pile.add(draft.clone()));
        let stands = move || self.draft(number).is_none();
        self.offers.offer(t, t.draft_removed(), back, stands);
        focus_soon([list_of(&cell)]);
    }
}

/// A draft in the list of its cell.
#[component]
pub fn DraftCard(number: u32) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let editing = state(false);
    let text = text_of(here, number);
    let open = memo(move || here.is_open());
    let items = move |()| {
        let edit = MenuItem::new(t.edit(), move || editing.set(true)).icon(Shape::Edit);
        let ask = move || {
            here.moving.set(Some(Moved::Draft(number)));
            here.asking_where.set(true);
        };
        let move_to = MenuItem::new(t.move_to(), ask).icon(Shape::Move);
        let remove = move || here.remove_draft(t, number);
        let remove = MenuItem::new(t.remove(), remove).icon(Shape::Remove);
        vec![edit, move_to, remove.danger()]
    };
    view! {
        <li id=card_of_draft(number)[1..].to_owned() class="note slip draft">
            {move || {
                if editing.get() {
                    view! { <Editor number editing /> }.into_any()
                } else {
                    view! { <p class="note-text">{text}</p> }.into_any()
                }
            }}
            <p class="note-marks">
                <span class="mark">
                    <Icon shape=Shape::Hidden />
                    <span>{t.draft()}</span>
                </span>
            </p>
            <Show when=move || !editing.get()>
                <Menu label=Signal::derive(move || t.draft_menu(&text.read())) items />
            </Show>
            <Show when=move || open.get() && !editing.get()>
                <PutDraft number />
            </Show>
        </li>
    }
}

/// Puts a draft on the table.
#[component]
pub fn PutDraft(number: u32) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let put = move || {
        if let Some(draft) = here.draft(number) {
            let cell = here.cell_of_draft(&draft);
            here.tell(t, here.put_draft(&draft));
            focus_soon([list_of(&cell)]);
        }
    };
    view! { <Button on_press=put>{t.put_on_table()}</Button> }
}

#[component]
fn Editor(number: u32, editing: RwSignal<bool>) -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let area = NodeRef::<html::Textarea>::new();
    let words = state(text_of(here, number).get_untracked());
    effect(move || {
        if let Some(area) = area.get() {
            let _ = area.focus();
        }
    });
    let personal = memo(move || words.with(|words| looks_personal(words)));
    let done = Callback::new(move |()| {
        editing.set(false);
        if words.with_untracked(|words| words.trim().is_empty()) {
            return here.remove_draft(t, number);
        }
        here.change_drafts(|pile| pile.rewrite(number, &words.get_untracked()));
        focus_soon([menu_of_draft(number)]);
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if ends_typing(&event) {
            event.prevent_default();
            done.run(());
        }
    };
    view! {
        <div class="note-editor">
            <textarea
                node_ref=area
                aria-label=t.edit_draft()
                rows="3"
                maxlength=bordsvis_shared::board::MAX_NOTE_TEXT.to_string()
                prop:value=words.get_untracked()
                on:input=move |event| {
                    let text = event_target_value(&event);
                    // A closed lid must not take it.
                    if !text.trim().is_empty() {
                        here.change_drafts(|pile| pile.rewrite(number, &text));
                    }
                    words.set(text);
                }
                on:keydown=on_key
            ></textarea>
            <p class="hint" role="status">{move || personal.get().then(|| t.looks_personal())}</p>
            <Button look=Look::Primary on_press=done>{t.done()}</Button>
        </div>
    }
}

fn text_of(here: Here, number: u32) -> Memo<String> {
    memo(move || {
        here.drafts.with(|pile| {
            let draft = pile.drafts().iter().find(|draft| draft.number == number);
            draft.map(|draft| draft.text.clone()).unwrap_or_default()
        })
    })
}

/// The selector of a draft's card.
fn card_of_draft(number: u32) -> String {
    format!("#draft-{number}")
}

/// The selector of the button of a draft's menu.
pub fn menu_of_draft(number: u32) -> String {
    format!("#draft-{number} .menu > button")
}
