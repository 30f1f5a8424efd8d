//! The documents that are open, and what is to be sent about them. Pure: neither socket nor store
//! nor signals.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use bordsvis_shared::board::{Change, Content, Edit, EditError, Target};
use bordsvis_shared::id::{BoardId, DocumentName, Scope};
use bordsvis_shared::protocol::{Credentials, Frame, Message, Refusal, RefusalReason};
use bordsvis_shared::sync::{Document, Outgoing, Phase, RefusedEdit};

use crate::by_scope::ByScope;
use crate::random;

/// Frames to send, in order.
pub type Frames = Vec<Vec<u8>>;

/// Says that nothing is known of a document.
const EMPTY_STATE_VECTOR: [u8; 1] = [0];

/// What came of a message.
#[derive(Debug, Default)]
pub struct Heard {
    /// What is to be sent.
    pub send: Frames,
    /// What its author gets back.
    pub refused: Vec<RefusedEdit>,
    /// The reason of a refusal that concerns the connection rather than the document: it has to be
    /// made anew.
    pub reconnect: bool,
}

/// What came of edits.
#[derive(Debug, Default)]
pub struct Made {
    /// What is to be sent.
    pub send: Frames,
    /// What can be taken back.
    pub changes: Vec<Change>,
    /// The first edit that could not be made, and why.
    pub failed: Option<EditError>,
}

/// All open documents of one board.
pub struct Documents {
    board: BoardId,
    token: String,
    /// The board's epoch; replicas belong to it.
    epoch: Option<String>,
    /// Whether documents are spoken of at once, or when the connection is ready for it.
    live: bool,
    open: ByScope<Open>,
}

struct Open {
    document: Document,
    /// What the document said when it was last read. It stays while the document is fetched anew.
    content: Content,
    /// Whether it may say something else by now.
    stale: bool,
    /// Whether the pictures that show it know what it said then.
    shown: bool,
    /// Whether the stored copy says the same.
    copied: bool,
    /// Whether it has been read at all, or is known to say nothing.
    known: bool,
    /// Whether the outbox says which of its edits are unsaved.
    kept: bool,
    /// Whether the outbox holds any of its edits.
    in_outbox: bool,
}

impl Documents {
    pub fn new(board: BoardId, token: String) -> Self {
        Self {
            board,
            token,
            epoch: None,
            live: false,
            open: ByScope::default(),
        }
    }

    /// What opens the board itself on a new connection. It names no epoch, as the session tells it;
    /// the board holds no notes, but whoever asks for them is sent the session.
    pub fn greeting(&self) -> Frames {
        let token = self.frame(&Scope::Board, Message::Token(&self.token));
        let question = Message::SyncStep1(&EMPTY_STATE_VECTOR);
        vec![token, self.frame(&Scope::Board, question)]
    }

    /// A message of our own, on the board itself.
    pub fn stateless(&self, json: &str) -> Vec<u8> {
        self.frame(&Scope::Board, Message::Stateless(json))
    }

    /// The epoch that the replicas belong to.
    pub fn epoch(&self) -> Option<&str> {
        self.epoch.as_deref()
    }

    /// Takes the board's epoch. If it is another than before, every document starts over with
    /// nothing but its unsaved edits.
    pub fn set_epoch(&mut self, epoch: &str) {
        if self.epoch.as_deref() == Some(epoch) {
            return;
        }
        if self.epoch.is_some() {
            for (_, open) in self.open.iter_mut() {
                let unsaved = open.document.unsaved().cloned().collect();
                open.document = Document::new(random::client(), None, unsaved);
                open.changed();
            }
        }
        self.epoch = Some(epoch.to_owned());
    }

    /// The connection is ready for documents.
    pub fn connected(&mut self) -> Frames {
        self.live = true;
        let scopes: Vec<Scope> = self.open.scopes().cloned().collect();
        scopes.iter().flat_map(|scope| self.start(scope)).collect()
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.live = false;
        for (_, open) in self.open.iter_mut() {
            open.document.disconnected();
        }
    }

    /// Opens a document, with the copy and the unsaved edits that the device has of it.
    pub fn open(&mut self, scope: Scope, stored: Option<&[u8]>, unsaved: Vec<Edit>) -> Frames {
        let open = Open {
            document: Document::new(random::client(), stored, unsaved),
            content: Content::default(),
            stale: true,
            shown: false,
            copied: true,
            known: false,
            kept: false,
            // What was taken over from another tab goes when it is kept as this one's.
            in_outbox: true,
        };
        self.open.insert(scope.clone(), open);
        self.start(&scope)
    }

    /// Gives an open document more unsaved edits. It starts over with them.
    pub fn adopt(&mut self, scope: &Scope, edits: Vec<Edit>) -> Frames {
        let Some(open) = self.open.get_mut(scope) else {
            return Frames::new();
        };
        let unsaved = open.document.unsaved().cloned().chain(edits).collect();
        open.document = Document::new(random::client(), None, unsaved);
        open.in_outbox = true;
        open.changed();
        let close = self.live.then_some(Outgoing::Close);
        let mut frames = self.frames(scope, close);
        frames.extend(self.start(scope));
        frames
    }

    /// Asks again for a document that was denied.
    pub fn ask_again(&mut self, scope: &Scope) -> Frames {
        match self.phase(scope) {
            Some(Phase::Denied(_)) => self.start(scope),
            _ => Frames::new(),
        }
    }

    /// Closes a document.
    pub fn close(&mut self, scope: &Scope) -> Frames {
        let closed = self.open.remove(scope).is_some();
        let close = || self.frame(scope, Message::Close(""));
        (closed && self.live).then(close).into_iter().collect()
    }

    /// Whether a document is open.
    pub fn is_open(&self, scope: &Scope) -> bool {
        self.open.get(scope).is_some()
    }

    /// The open documents.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.open.scopes()
    }

    /// Whether something can be shown of a document, be it that it may not be read.
    pub fn is_known(&self, scope: &Scope) -> bool {
        self.open.get(scope).is_some_and(|open| open.known)
    }

    /// How far a document is; `None` if it is not open.
    pub fn phase(&self, scope: &Scope) -> Option<Phase> {
        self.open.get(scope).map(|open| open.document.phase())
    }

    /// Whether the server lets one write in a document.
    pub fn is_writable(&self, scope: &Scope) -> bool {
        let open = self.open.get(scope);
        open.is_some_and(|open| open.document.is_writable())
    }

    /// Takes a message about a document.
    pub fn receive(&mut self, scope: &Scope, message: &Message) -> Heard {
        let Some(open) = self.open.get_mut(scope) else {
            return Heard::default();
        };
        let outcome = open.document.receive(message, random::client);
        if outcome.changed {
            open.changed();
        }
        let denied = match open.document.phase() {
            Phase::Denied(reason) => Some(reason),
            Phase::Loading | Phase::Ready => None,
        };
        Heard {
            reconnect: denied.is_some_and(RefusalReason::passes),
            refused: outcome.refused,
            send: self.frames(scope, outcome.send),
        }
    }

    /// Takes the reason of a document's next SyncStatus.
    pub fn receive_refusal(&mut self, scope: &Scope, refusal: &Refusal) {
        if let Some(open) = self.open.get_mut(scope) {
            open.document.receive_refusal(refusal);
        }
    }

    /// Makes edits that belong together. `now` is in milliseconds since 1970. No two of them may
    /// concern the same note in the same way.
    pub fn edit(&mut self, edits: Vec<(Scope, Edit)>, now: i64) -> Made {
        // All of them are told apart from what was before any of them.
        let inverses: Vec<Option<Edit>> = edits
            .iter()
            .map(|(scope, edit)| edit.inverse(self.content(scope)?, now))
            .collect();
        let mut made = Made::default();
        for ((scope, done), inverse) in edits.into_iter().zip(inverses) {
            let Some(open) = self.open.get_mut(&scope) else {
                continue;
            };
            match open.document.edit(done.clone()) {
                Ok(outgoing) => {
                    open.changed();
                    made.send.extend(self.frames(&scope, outgoing));
                    made.changes.extend(inverse.map(|inverse| Change {
                        scope,
                        done,
                        inverse,
                    }));
                }
                Err(error) => {
                    made.failed.get_or_insert(error);
                }
            }
        }
        made
    }

    /// What a document says at this moment.
    pub fn content(&mut self, scope: &Scope) -> Option<&Content> {
        let open = self.open.get_mut(scope)?;
        open.read();
        Some(&open.content)
    }

    /// Reads what has changed since the last call, and names those documents.
    pub fn read_changed(&mut self) -> BTreeSet<Scope> {
        let mut changed = BTreeSet::new();
        for (scope, open) in self.open.iter_mut() {
            open.read();
            if !std::mem::replace(&mut open.shown, true) {
                changed.insert(scope.clone());
            }
        }
        changed
    }

    /// What every document said when it was last read.
    pub fn contents(&self) -> impl Iterator<Item = (&Scope, &Content)> {
        self.open.iter().map(|(scope, open)| (scope, &open.content))
    }

    /// Whether a document has unsaved edits.
    pub fn is_unsaved(&self, scope: &Scope) -> bool {
        let open = self.open.get(scope);
        open.is_some_and(|open| open.document.unsaved().next().is_some())
    }

    /// All edits that are not saved, document by document.
    pub fn unsaved(&self) -> Vec<(Scope, Edit)> {
        let edits = self.open.iter().flat_map(|(scope, open)| {
            let unsaved = open.document.unsaved().cloned();
            unsaved.map(|edit| (scope.clone(), edit))
        });
        edits.collect()
    }

    /// Tells the unsaved edits of every document in which they may have changed since the last call.
    pub fn unsaved_changed(&mut self, mut keep: impl FnMut(&Scope, &[&Edit])) {
        for (scope, open) in self.open.iter_mut() {
            if !std::mem::replace(&mut open.kept, true) {
                let unsaved: Vec<&Edit> = open.document.unsaved().collect();
                if open.in_outbox || !unsaved.is_empty() {
                    keep(scope, &unsaved);
                }
                open.in_outbox = !unsaved.is_empty();
            }
        }
    }

    /// The notes and clusters that have unsaved edits, and how many such edits there are.
    pub fn waiting(&self) -> (HashSet<Target>, usize) {
        let edits = || {
            self.open
                .iter()
                .flat_map(|(_, open)| open.document.unsaved())
        };
        (edits().map(Edit::target).collect(), edits().count())
    }

    /// Copies to store, of the documents that have changed since the last call and are settled.
    pub fn copies(&mut self) -> Vec<(Scope, Vec<u8>)> {
        let changed = self.open.iter_mut().filter(|(_, open)| !open.copied);
        changed
            .filter_map(|(scope, open)| {
                let copy = open.document.to_store()?;
                open.copied = true;
                Some((scope.clone(), copy))
            })
            .collect()
    }

    fn start(&mut self, scope: &Scope) -> Frames {
        let Some(open) = self.open.get_mut(scope).filter(|_| self.live) else {
            return Frames::new();
        };
        let outgoing = open.document.connected(random::client);
        open.changed();
        self.frames(scope, outgoing)
    }

    fn frames(&self, scope: &Scope, outgoing: impl IntoIterator<Item = Outgoing>) -> Frames {
        let token = Credentials {
            token: &self.token,
            epoch: self.epoch.as_deref(),
        };
        let frame = |outgoing: Outgoing| match outgoing {
            Outgoing::Authenticate => self.frame(scope, Message::Token(&token.to_string())),
            Outgoing::SyncStep1(bytes) => self.frame(scope, Message::SyncStep1(&bytes)),
            Outgoing::SyncStep2(bytes) => self.frame(scope, Message::SyncStep2(&bytes)),
            Outgoing::Update(bytes) => self.frame(scope, Message::Update(&bytes)),
            Outgoing::Close => self.frame(scope, Message::Close("")),
        };
        outgoing.into_iter().map(frame).collect()
    }

    fn frame(&self, scope: &Scope, message: Message) -> Vec<u8> {
        let name = DocumentName {
            board: self.board.clone(),
            scope: scope.clone(),
        };
        let address = &name.to_string();
        Frame::Document { address, message }.encode()
    }
}

impl Open {
    fn changed(&mut self) {
        self.stale = true;
        self.copied = false;
        self.kept = false;
    }

    /// Reads the document if it may have changed. Notes that have not stay the very same, so that
    /// comparing them later costs nothing.
    fn read(&mut self) {
        if !std::mem::take(&mut self.stale) || self.document.phase() == Phase::Loading {
            return;
        }
        let mut content = self.document.content();
        for (id, note) in &mut content.notes {
            if let Some(old) = self.content.notes.get(id).filter(|old| *old == note) {
                *note = Arc::clone(old);
            }
        }
        // That an edit has been stored, for example, changes nothing of what is said.
        self.shown &= self.known && self.content == content;
        self.content = content;
        self.known = true;
    }
}

#[cfg(test)]
mod tests;
