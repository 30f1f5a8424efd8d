//! Typing in a note that lies on the table, together with others. What is typed is sent in small
//! batches; what others type comes in around the caret.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use bordsvis_shared::board::{Change, Edit, MAX_NOTE_TEXT};
use bordsvis_shared::id::{NoteId, Scope, StepId};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use super::core::Core;
use super::edits::reason;
use super::merge::merge;
use super::scopes::Blocked;
use super::shown::{NoteRef, NoteView};
use crate::listening::Listening;
use crate::reactive::effect;

/// How long typing is gathered before it is sent, in milliseconds: several keys for whoever types
/// fast, and nothing that others feel.
const BATCH: u32 = 150;
/// How long to wait while the document is being fetched anew, in milliseconds.
const TRY_AGAIN: u32 = 500;

struct Typing {
    core: Weak<Core>,
    area: HtmlTextAreaElement,
    step: StepId,
    scope: Scope,
    note: NoteId,
    view: ArcReadSignal<NoteView>,
    /// What the area and the note both said when they last met.
    base: RefCell<String>,
    /// Whether a character is being put together, which must not be disturbed.
    composing: Cell<bool>,
    batch: RefCell<Option<Timeout>>,
    /// What has been typed since the area was last left: one action.
    changes: RefCell<Vec<Change>>,
}

/// Starts to type in a note, until the owner goes.
pub fn start(core: &Rc<Core>, step: StepId, note: &NoteRef, area: HtmlTextAreaElement) {
    let text = note.view.with_untracked(|view| view.note.text.clone());
    area.set_value(&text);
    // Longer texts would be refused; a paste stops here, where it is seen.
    let _ = area.set_attribute("maxlength", &MAX_NOTE_TEXT.to_string());
    let typing = Rc::new(Typing {
        core: Rc::downgrade(core),
        area,
        step,
        scope: note.lies_in(),
        note: note.id.clone(),
        view: note.view.clone(),
        base: RefCell::new(text),
        composing: Cell::new(false),
        batch: RefCell::default(),
        changes: RefCell::default(),
    });
    let listening = StoredValue::new_local(typing.listen());
    let follow = Rc::clone(&typing);
    effect(move || {
        follow.view.track();
        follow.hear();
    });
    let leave = StoredValue::new_local(typing);
    on_cleanup(move || {
        leave.try_with_value(|typing| typing.leave());
        listening.dispose();
    });
}

impl Typing {
    fn listen(self: &Rc<Self>) -> [Listening; 5] {
        let on = |event, act: fn(&Rc<Self>)| {
            let typing = Rc::clone(self);
            Listening::to(self.area.clone(), event, move || act(&typing))
        };
        let leave = Rc::clone(self);
        [
            on("input", |typing| typing.send_in(BATCH)),
            on("blur", |typing| typing.leave()),
            on("compositionstart", |typing| typing.composing.set(true)),
            on("compositionend", |typing| {
                typing.composing.set(false);
                typing.hear();
                typing.send_in(0);
            }),
            Listening::to(window(), "pagehide", move || leave.leave()),
        ]
    }

    /// Takes in what the note says by now.
    fn hear(&self) {
        let theirs = self.view.with_untracked(|view| view.note.text.clone());
        if self.composing.get() || *self.base.borrow() == theirs {
            return;
        }
        let ours = self.area.value();
        let caret = |at: Result<Option<u32>, _>| at.ok().flatten().unwrap_or_default();
        let selection = [self.area.selection_start(), self.area.selection_end()].map(caret);
        let merged = merge(&self.base.borrow(), &ours, &theirs, selection);
        if merged.text != ours {
            self.area.set_value(&merged.text);
            let [start, end] = merged.selection;
            let _ = self.area.set_selection_range(start, end);
        }
        self.base.replace(theirs);
    }

    fn send_in(self: &Rc<Self>, delay: u32) {
        if self.composing.get() || self.batch.borrow().is_some() {
            return;
        }
        let typing = Rc::clone(self);
        let send = Timeout::new(delay, move || {
            typing.batch.take();
            if typing.send() == Err(Blocked::Loading) {
                typing.send_in(TRY_AGAIN);
            }
        });
        self.batch.replace(Some(send));
    }

    /// Sends what has been typed since the last time.
    fn send(&self) -> Result<(), Blocked> {
        let text = self.area.value();
        let core = self.core.upgrade().ok_or(Blocked::Closed)?;
        let Some(edit) = self.edit(&text) else {
            return Ok(());
        };
        let (changes, result) = core.edit(vec![(self.scope.clone(), edit)]);
        if result.is_ok() {
            self.base.replace(text);
            self.changes.borrow_mut().extend(changes);
        }
        result
    }

    /// Sends the last of it, and counts all of it as one action. What can't be sent is given back.
    fn leave(&self) {
        self.batch.take();
        let result = self.send();
        let Some(core) = self.core.upgrade() else {
            return;
        };
        let changes = self.changes.take();
        if !changes.is_empty() {
            core.desk.borrow_mut().history.record(&self.step, changes);
            core.draw_soon();
        }
        let text = self.area.value();
        if let (Err(blocked), Some(edit)) = (result, self.edit(&text)) {
            core.give_back(self.scope.clone(), edit, reason(blocked));
            self.base.replace(text);
        }
    }

    fn edit(&self, text: &str) -> Option<Edit> {
        let base = self.base.borrow();
        (*base != text).then(|| Edit::SetText {
            note: self.note.clone(),
            base: base.clone(),
            text: text.to_owned(),
        })
    }
}
