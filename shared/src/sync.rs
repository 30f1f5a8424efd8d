//! One document as a client holds it: its replica, the edits that are not saved yet, and what the
//! server has still to answer. Pure: messages in, messages out.
//!
//! An edit is on screen at once and *unsaved* until the server says that it is durable. A refusal
//! forks the replica, since what was written after it builds upon what was refused; the document is
//! then fetched anew under a fresh client id, and the edits that were not refused are made again.

use std::collections::VecDeque;

use crate::board::{Content, Edit, EditError, Replica};
use crate::protocol::{Access, Message, Refusal, RefusalReason};

/// How often an edit is made again after refusals that pass by themselves, before its author is
/// asked. Each try comes after a full sync, so a third one will not help.
const MAX_TRIES: u8 = 3;

/// The client of what is only shown. What it writes is never sent.
const AHEAD: u32 = 0;

/// A message to send about the document, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    /// The token is to be sent, and before anything else.
    Authenticate,
    /// See [`Message::SyncStep1`].
    SyncStep1(Vec<u8>),
    /// See [`Message::SyncStep2`].
    SyncStep2(Vec<u8>),
    /// See [`Message::Update`].
    Update(Vec<u8>),
    /// See [`Message::Close`].
    Close,
}

/// An edit that the server did not take, given back to its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedEdit {
    /// The edit.
    pub edit: Edit,
    /// Why.
    pub reason: RefusalReason,
}

/// What became of a message from the server.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What is to be sent, in order.
    pub send: Vec<Outgoing>,
    /// Edits to offer back to their author.
    pub refused: Vec<RefusedEdit>,
    /// Whether the content, or what is saved of it, may have changed.
    pub changed: bool,
}

/// How far a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is known of it yet.
    Loading,
    /// It can be read and, if the server allows, written.
    Ready,
    /// It may not be read.
    Denied(RefusalReason),
}

/// A document of which this client holds a replica.
pub struct Document {
    replica: Replica,
    /// What is shown until the server has been heard: the replica with the unsaved edits. They are
    /// made in the replica itself only then. Some may have been saved by an earlier visit, or meet
    /// what others have changed, and words that come from two clients stand there twice.
    ahead: Option<Replica>,
    phase: Phase,
    access: Access,
    /// Whether the server has been told, on this connection, how far the replica goes; from then on
    /// edits are sent as they are made.
    handshaken: bool,
    /// Whether the server has sent this replica all that it had.
    synced: bool,
    unsaved: VecDeque<Unsaved>,
    /// Edits to be made again, before the other unsaved ones, once the document is fetched anew.
    again: Vec<Unsaved>,
    /// What each of the coming SyncStatus answers: that many of the unsaved edits.
    awaiting: VecDeque<usize>,
    /// The reason that came before a SyncStatus that says no.
    reason: Option<RefusalReason>,
    /// Set by a refusal until the document is fetched anew.
    forked: bool,
}

struct Unsaved {
    edit: Edit,
    tries: u8,
}

impl Document {
    /// A document that writes as `client`: with what an earlier visit stored of it, if anything, and
    /// the edits that were not saved then. A stored copy holds nothing that is not saved.
    pub fn new(client: u32, stored: Option<&[u8]>, unsaved: Vec<Edit>) -> Self {
        let mut document = Self {
            replica: Replica::new(client),
            ahead: None,
            phase: Phase::Loading,
            access: Access::ReadOnly,
            handshaken: false,
            synced: false,
            again: Vec::new(),
            unsaved: unsaved
                .into_iter()
                .map(|edit| Unsaved { edit, tries: 0 })
                .collect(),
            awaiting: VecDeque::new(),
            reason: None,
            forked: false,
        };
        if stored.is_some_and(|stored| document.replica.apply_update(stored).is_ok()) {
            document.phase = Phase::Ready;
            // Until the server says otherwise, the device may go on where it left.
            document.access = Access::ReadWrite;
            for edit in document.unsaved().cloned().collect::<Vec<_>>() {
                // One that the copy is too old for is seen once the server has been heard.
                let _ = document.make_ahead(&edit);
            }
        }
        document
    }

    /// How far the document is.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether edits can be made now.
    pub fn is_writable(&self) -> bool {
        self.phase == Phase::Ready && self.access == Access::ReadWrite
    }

    /// What the document says, unsaved edits included; nothing while it may not be read.
    pub fn content(&self) -> Content {
        if self.phase == Phase::Ready {
            self.ahead.as_ref().unwrap_or(&self.replica).content()
        } else {
            Content::default()
        }
    }

    /// The edits that are not saved yet, oldest first.
    pub fn unsaved(&self) -> impl Iterator<Item = &Edit> {
        self.again
            .iter()
            .chain(&self.unsaved)
            .map(|unsaved| &unsaved.edit)
    }

    /// A copy to store for the next visit; `None` while it would hold anything unsaved.
    pub fn to_store(&self) -> Option<Vec<u8>> {
        let settled = self.unsaved().next().is_none() && !self.forked;
        (settled && self.phase == Phase::Ready).then(|| self.replica.whole())
    }

    /// Starts over on a new connection.
    pub fn connected(&mut self, fresh_client: impl FnOnce() -> u32) -> Vec<Outgoing> {
        self.handshaken = false;
        self.awaiting.clear();
        if self.forked {
            self.start_afresh(fresh_client());
        }
        self.opening()
    }

    /// The connection is gone; edits can still be made.
    pub fn disconnected(&mut self) {
        self.handshaken = false;
        self.awaiting.clear();
    }

    /// Makes an edit: on screen at once, and sent if the connection allows. An edit that changes
    /// nothing is not kept.
    pub fn edit(&mut self, edit: Edit) -> Result<Option<Outgoing>, EditError> {
        let made = if self.synced {
            self.replica.edit(&edit)
        } else {
            self.make_ahead(&edit)
        };
        let Some(update) = made? else {
            return Ok(None);
        };
        self.unsaved.push_back(Unsaved { edit, tries: 0 });
        let send = self.handshaken && !self.forked;
        if send {
            self.awaiting.push_back(1);
        }
        Ok(send.then_some(Outgoing::Update(update)))
    }

    /// Takes a message from the server. Where the server's bytes can't be read, the document is
    /// fetched anew.
    pub fn receive(&mut self, message: &Message, fresh_client: impl FnOnce() -> u32) -> Outcome {
        let mut outcome = Outcome {
            changed: true,
            ..Outcome::default()
        };
        match message {
            Message::Authenticated(access) => self.access = *access,
            Message::TokenRequest => {
                self.start_afresh(fresh_client());
                outcome.send = vec![Outgoing::Authenticate];
            }
            Message::SyncStep2(update) | Message::Update(update) => {
                // What comes while forked belongs to the replica that is about to be dropped.
                if self.forked {
                    return Outcome::default();
                }
                if self.replica.apply_update(update).is_err() {
                    self.forked = true;
                    self.refetch_if_answered(fresh_client, &mut outcome);
                } else if matches!(message, Message::SyncStep2(_)) && !self.synced {
                    self.phase = Phase::Ready;
                    self.synced = true;
                    self.make_unsaved(&mut outcome);
                }
            }
            Message::SyncStep1(state_vector) => {
                // Before the server has been heard, the diff would lack the unsaved edits; it may
                // have asked before the document was fetched anew.
                let ready = self.synced && !self.forked;
                let diff = self.replica.diff(state_vector).filter(|_| ready);
                if let Some(diff) = diff {
                    self.handshaken = true;
                    // What was sent before has an answer of its own to come.
                    let sent: usize = self.awaiting.iter().sum();
                    self.awaiting
                        .push_back(self.unsaved.len().saturating_sub(sent));
                    outcome.send = vec![Outgoing::SyncStep2(diff)];
                }
            }
            Message::SyncStatus(saved) => {
                self.answered(*saved, &mut outcome);
                self.refetch_if_answered(fresh_client, &mut outcome);
            }
            Message::PermissionDenied(reason) => self.denied(reason, &mut outcome),
            Message::Close(_) => {
                self.handshaken = false;
                self.awaiting.clear();
                if self.phase == Phase::Ready {
                    self.phase = Phase::Loading;
                }
            }
            Message::Awareness(_)
            | Message::QueryAwareness
            | Message::Token(_)
            | Message::Stateless(_) => outcome.changed = false,
        }
        outcome
    }

    /// Takes the reason of the SyncStatus that comes next.
    pub fn receive_refusal(&mut self, refusal: &Refusal) {
        self.reason = Some(refusal.reason);
    }

    fn opening(&self) -> Vec<Outgoing> {
        vec![
            Outgoing::Authenticate,
            Outgoing::SyncStep1(self.replica.state_vector()),
        ]
    }

    fn answered(&mut self, saved: bool, outcome: &mut Outcome) {
        let Some(count) = self.awaiting.pop_front() else {
            return;
        };
        let reason = self.reason.take().unwrap_or(RefusalReason::Malformed);
        if saved {
            self.unsaved.drain(..count.min(self.unsaved.len()));
            return;
        }
        // What was refused for want of something is only in the wake of what was refused before it.
        self.forked = true;
        for mut unsaved in self.unsaved.drain(..count.min(self.unsaved.len())) {
            unsaved.tries += 1;
            if reason.passes() && unsaved.tries < MAX_TRIES {
                self.again.push(unsaved);
            } else {
                outcome.refused.push(RefusedEdit {
                    edit: unsaved.edit,
                    reason,
                });
            }
        }
    }

    /// Once everything sent from the forked replica has its answer, fetches the document anew.
    fn refetch_if_answered(&mut self, fresh_client: impl FnOnce() -> u32, outcome: &mut Outcome) {
        if self.forked && self.awaiting.is_empty() {
            self.start_afresh(fresh_client());
            outcome.send.push(Outgoing::Close);
            outcome.send.extend(self.opening());
        }
    }

    fn start_afresh(&mut self, client: u32) {
        self.replica = Replica::new(client);
        self.ahead = None;
        self.phase = Phase::Loading;
        self.handshaken = false;
        self.synced = false;
        self.forked = false;
        self.awaiting.clear();
        self.reason = None;
        for unsaved in self.again.drain(..).rev() {
            self.unsaved.push_front(unsaved);
        }
    }

    fn denied(&mut self, reason: &str, outcome: &mut Outcome) {
        let reason = RefusalReason::named(reason).unwrap_or(RefusalReason::Forbidden);
        self.handshaken = false;
        self.awaiting.clear();
        self.phase = Phase::Denied(reason);
        self.access = Access::ReadOnly;
        self.forked = true;
        if !reason.passes() {
            let unsaved = self.again.drain(..).chain(self.unsaved.drain(..));
            outcome.refused.extend(unsaved.map(|u| RefusedEdit {
                edit: u.edit,
                reason,
            }));
        }
    }

    /// Makes an edit in what is shown until the server has been heard.
    fn make_ahead(&mut self, edit: &Edit) -> Result<Option<Vec<u8>>, EditError> {
        let ahead = self.ahead.get_or_insert_with(|| {
            let ahead = Replica::new(AHEAD);
            // Its own bytes are always taken.
            let _ = ahead.apply_update(&self.replica.whole());
            ahead
        });
        ahead.edit(edit)
    }

    /// Makes the unsaved edits in the replica; for those that an earlier visit saved, nothing
    /// changes. What can't be made, since its note is gone, goes back to its author.
    fn make_unsaved(&mut self, outcome: &mut Outcome) {
        self.ahead = None;
        for unsaved in std::mem::take(&mut self.unsaved) {
            let reason = match self.replica.edit(&unsaved.edit) {
                Ok(_) => {
                    self.unsaved.push_back(unsaved);
                    continue;
                }
                Err(EditError::NoSuchNote(_) | EditError::NoSuchCluster(_)) => {
                    RefusalReason::NotFound
                }
                Err(EditError::TooLong) => RefusalReason::TooLarge,
            };
            outcome.refused.push(RefusedEdit {
                edit: unsaved.edit,
                reason,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Position, Rank};

    fn add(note: &str) -> Edit {
        Edit::Add {
            note: note.parse().unwrap(),
            text: note.to_owned(),
            pos: Position {
                cell: "strengths".parse().unwrap(),
                rank: Rank::between(None, None, [0; Rank::RANDOM_BYTES]),
            },
            by: String::new(),
            at: 0,
            tags: Default::default(),
            from: Vec::new(),
        }
    }

    /// A document that is open for writing.
    fn open() -> Document {
        let mut document = Document::new(1, None, Vec::new());
        document.connected(|| 1);
        for message in [
            Message::Authenticated(Access::ReadWrite),
            Message::SyncStep2(&[0, 0]),
            Message::SyncStep1(&[0]),
            Message::SyncStatus(true),
        ] {
            document.receive(&message, || 1);
        }
        document
    }

    /// A server that asks for what a refused update builds upon does so while the client, told of
    /// the refusal, has begun anew.
    #[test]
    fn a_question_to_a_replica_that_is_gone_is_not_answered() {
        let mut document = open();
        document.edit(add("a")).unwrap();
        document.receive_refusal(&Refusal {
            reason: RefusalReason::Missing,
            message: String::new(),
        });
        document.receive(&Message::SyncStatus(false), || 2);

        let asked = document.receive(&Message::SyncStep1(&[0]), || 2);
        assert_eq!(asked.send, []);
        document.receive(&Message::SyncStep2(&[0, 0]), || 2);
        let asked = document.receive(&Message::SyncStep1(&[0]), || 2);
        assert!(matches!(asked.send[..], [Outgoing::SyncStep2(_)]));
        assert_eq!(document.unsaved().collect::<Vec<_>>(), [&add("a")]);
        document.receive(&Message::SyncStatus(true), || 2);
        assert_eq!(document.unsaved().count(), 0);
    }

    #[test]
    fn an_edit_is_saved_by_its_own_answer_when_the_server_asks_in_between() {
        let mut document = open();
        document.edit(add("a")).unwrap();
        document.receive(&Message::SyncStep1(&[0]), || 1);
        document.edit(add("b")).unwrap();
        for unsaved in [1, 1, 0] {
            document.receive(&Message::SyncStatus(true), || 1);
            assert_eq!(document.unsaved().count(), unsaved);
        }
    }
}
