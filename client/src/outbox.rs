//! What this device keeps of one seat at one board, over a reload or a crash: the edits that are not
//! saved yet, copies of documents, texts that were refused, and the session. Everything here is said
//! in [`Edit`]s rather than updates, so that it can be made again on any replica.
//!
//! Every tab has an outbox of its own, guarded by a lock of the browser's that ends with the tab. A
//! tab that starts takes over the outboxes of those that are gone; two tabs never send one outbox.

use std::cell::RefCell;
use std::collections::BTreeSet;

use bordsvis_shared::board::Edit;
use bordsvis_shared::gather;
use bordsvis_shared::id::{BoardId, ParticipantId, Scope};
use bordsvis_shared::json;
use bordsvis_shared::protocol::RefusalReason;
use bordsvis_shared::session::Session;
use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::by_scope::ByScope;
use crate::drafts::Drafts;
use crate::keep::Keep;
use crate::lock::{self, Otherwise};
use crate::random;

// What is kept, as the names begin.
const COPY: &str = "copy";
const UNSAVED: &str = "unsaved";
const REFUSED: &str = "refused";

/// An edit that the server did not take, kept until its author has seen to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// Tells it from others.
    pub number: u32,
    /// The document.
    pub scope: Scope,
    /// What was to be done.
    pub edit: Edit,
    /// Why it was not.
    pub reason: RefusalReason,
}

impl Refused {
    /// The text that would have been lost, if there is one.
    pub fn text(&self) -> Option<&str> {
        self.edit.text()
    }

    /// Whether `edit` is more typing in the same note.
    pub fn goes_on(&self, scope: &Scope, edit: &Edit) -> bool {
        *scope == self.scope
            && matches!(edit, Edit::SetText { .. })
            && edit.target() == self.edit.target()
            && self.text().is_some()
    }

    /// Takes more typing: the text is then the one last typed.
    pub fn go_on(&mut self, more: Edit) {
        let Edit::SetText { text: more, .. } = more else {
            return;
        };
        match &mut self.edit {
            Edit::Add { text, .. } | Edit::SetText { text, .. } => *text = more,
            Edit::Put { whole, .. } => whole.text = more,
            _ => {}
        }
    }
}

/// The session that this device last saw with a token.
pub async fn session(keep: &Keep, board: &BoardId, token: &str) -> Option<Session> {
    read(keep.get(&session_name(board, token)).await?)
}

/// Keeps a session as the server has said it.
pub fn keep_session(keep: &Keep, board: &BoardId, token: &str, said: &str) {
    keep.put(&session_name(board, token), &said.into());
}

/// Forgets all that this device keeps of the seat that a token stands for, what is unsaved too.
pub async fn forget(board: BoardId, token: String) {
    let keep = Keep::open().await;
    let Some(session) = session(&keep, &board, &token).await else {
        return;
    };
    let participant = &session.you.participant;
    for kind in [COPY, UNSAVED, REFUSED] {
        keep.delete_all(&format!("{kind}/{}", seat(&board, participant)));
    }
    keep.delete(&session_name(&board, &token));
    Drafts::new(&board, participant).clear();
}

/// The outbox of one tab.
pub struct Outbox {
    keep: Keep,
    /// The middle of every name.
    seat: String,
    tab: String,
    /// The names under which tabs that are gone kept what this one has taken over. They go when it
    /// is kept as this tab's own: a crash in between leaves it twice, which does no harm.
    inherited: RefCell<Vec<(Scope, String)>>,
}

/// Unsaved edits, document by document.
pub type Unsaved = ByScope<Vec<Edit>>;

impl Outbox {
    /// Opens an outbox for this tab.
    pub async fn open(keep: Keep, board: &BoardId, participant: &ParticipantId) -> Self {
        let seat = seat(board, participant);
        let tab = format!("{:08x}", random::number());
        let inherited = RefCell::default();
        let outbox = Self {
            keep,
            seat,
            tab,
            inherited,
        };
        lock::claim(&outbox.lock_name(&outbox.tab), Otherwise::GiveUp).await;
        outbox
    }

    /// The other tabs of this seat that have, or left, something unsaved.
    pub async fn other_tabs(&self) -> BTreeSet<String> {
        let kept = self.keep.list(&self.unsaved_name("")).await;
        let tabs = kept.iter().filter_map(|(name, _)| name.split_once('/'));
        let tabs = tabs.map(|(tab, _)| tab.to_owned());
        gather(tabs.filter(|tab| *tab != self.tab))
    }

    /// Takes over what a tab left, once it is gone: now, or `otherwise`. `None` while it lives.
    pub async fn take_over(&self, tab: &str, otherwise: Otherwise) -> Option<Unsaved> {
        if !lock::claim(&self.lock_name(tab), otherwise).await {
            return None;
        }
        // Read only now: until its lock was free, somebody else may have taken it over.
        let prefix = self.unsaved_name(tab) + "/";
        let mut left = Unsaved::default();
        for (scope, edits) in self.keep.list(&prefix).await {
            let name = format!("{prefix}{scope}");
            if let (Ok(scope), Some(edits)) = (scope.parse::<Scope>(), read(edits)) {
                self.inherited.borrow_mut().push((scope.clone(), name));
                left.insert(scope, edits);
            }
        }
        Some(left)
    }

    /// Keeps the unsaved edits of a document, in place of those kept before and of those taken over.
    pub fn keep_unsaved(&self, scope: &Scope, unsaved: &[&Edit]) {
        let name = format!("{}/{scope}", self.unsaved_name(&self.tab));
        if unsaved.is_empty() {
            self.keep.delete(&name);
        } else {
            write(&self.keep, &name, &unsaved);
        }
        self.inherited.borrow_mut().retain(|(inherited, name)| {
            if inherited == scope {
                self.keep.delete(name);
            }
            inherited != scope
        });
    }

    /// The copy of a document, if there is one of this epoch.
    pub async fn copy(&self, scope: &Scope, epoch: &str) -> Option<Vec<u8>> {
        let copy: Array = self
            .keep
            .get(&self.copy_name(scope))
            .await?
            .dyn_into()
            .ok()?;
        let bytes: Uint8Array = copy.get(1).dyn_into().ok()?;
        (copy.get(0).as_string()? == epoch).then(|| bytes.to_vec())
    }

    /// Keeps a copy of a document.
    pub fn keep_copy(&self, scope: &Scope, epoch: &str, copy: &[u8]) {
        let copy = Array::of2(&epoch.into(), &Uint8Array::from(copy));
        self.keep.put(&self.copy_name(scope), &copy);
    }

    /// Forgets the copy of a document, such as one that may no longer be read.
    pub fn drop_copy(&self, scope: &Scope) {
        self.keep.delete(&self.copy_name(scope));
    }

    /// The refused edits of this seat, whichever tab made them.
    pub async fn refused(&self) -> Vec<Refused> {
        let kept = self.keep.list(&format!("{REFUSED}/{}", self.seat)).await;
        kept.into_iter()
            .filter_map(|(_, refused)| read(refused))
            .collect()
    }

    /// Keeps a refused edit.
    pub fn keep_refused(&self, refused: &Refused) {
        write(&self.keep, &self.refused_name(refused.number), refused);
    }

    /// Forgets a refused edit.
    pub fn drop_refused(&self, number: u32) {
        self.keep.delete(&self.refused_name(number));
    }

    fn lock_name(&self, tab: &str) -> String {
        format!("bordsvis/{}{tab}", self.seat)
    }

    fn unsaved_name(&self, tab: &str) -> String {
        format!("{UNSAVED}/{}{tab}", self.seat)
    }

    fn copy_name(&self, scope: &Scope) -> String {
        format!("{COPY}/{}{scope}", self.seat)
    }

    fn refused_name(&self, number: u32) -> String {
        format!("{REFUSED}/{}{number}", self.seat)
    }
}

/// What stands between the kind and the rest of every name.
fn seat(board: &BoardId, participant: &ParticipantId) -> String {
    format!("{board}/{participant}/")
}

fn session_name(board: &BoardId, token: &str) -> String {
    format!("session/{board}/{token}")
}

fn read<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    json::read(&value.as_string()?).ok()
}

fn write(keep: &Keep, name: &str, value: &impl Serialize) {
    if let Ok(json) = serde_json::to_string(value) {
        keep.put(name, &json.into());
    }
}
