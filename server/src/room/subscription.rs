//! One document as one connection has it open: what it may do there, how far it was sent, and which
//! answers it waits for.

use std::mem;

use bordsvis_shared::id::{Scope, TableNo};
use bordsvis_shared::protocol::{
    Access, Envelope, Frame, Message, Refusal, RefusalReason, ToClient,
};
use bordsvis_shared::session::Role;
use bytes::Bytes;

use super::board::Board;
use super::input::{Address, Wants};
use super::outbox::Outbox;
use super::refusal;
use super::state::{Held, Seat, State};
use super::verdicts::Verdicts;
use crate::metrics::Metrics;

/// Tells the subscriptions of a room apart; never used twice.
pub(super) type SubscriptionId = u64;

/// A document that a connection has opened.
pub(super) struct Subscription {
    pub outbox: Outbox,
    pub address: Address,
    pub scope: Scope,
    pub seat: Seat,
    pub standing: Standing,
    pub reach: Reach,
    /// What it reads of the document, where the rest is held back from it.
    pub held: Option<Held>,
    pub verdicts: Verdicts,
    /// Whether it was asked what it has, since an update was refused, and nothing was saved since. A
    /// client that goes on from what was refused needs that once; one that is broken, never again.
    pub asked_again: bool,
    /// What it is to be sent besides the document.
    pub owed: Owed,
}

/// Whether it may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It may.
    Open(Access),
    /// It may not, and why; the client is asked for its token again when it may.
    Denied(RefusalReason),
    /// It may again, and the client was asked for its token.
    Asked,
}

/// How far the client was sent the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    /// It has not asked yet, and is sent nothing.
    Nothing,
    /// It knows, or is being sent, everything.
    All,
    /// It is slow: it is sent what is missing from this state vector when it has drained, as the
    /// answer to its question if it asked one.
    Behind {
        state_vector: Bytes,
        question: Option<Question>,
    },
}

/// A client that asks how far the document goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Question {
    /// The last entry that its participant had on its way then, perhaps over another connection.
    /// The answer includes it: a page that was loaded again makes what it does not find there once
    /// more, as another client, and its words would stand there twice.
    pub after: Option<u64>,
}

/// Messages of which only the newest counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Owed {
    pub session: bool,
    pub summary: bool,
    /// What the client has that is not saved.
    pub question: bool,
}

impl Owed {
    /// What whoever opens the board is told.
    pub const WELCOME: Self = Self {
        session: true,
        summary: true,
        question: false,
    };
}

impl Subscription {
    /// Who counts as present by it, and where: the participant and those they write for.
    pub fn heads(&self) -> Option<(TableNo, u32)> {
        let table = self.seat.table?;
        let present = matches!(self.standing, Standing::Open(_));
        (present && self.seat.role == Role::Participant)
            .then_some((table, 1 + u32::from(self.seat.people)))
    }

    /// Whether its client is sent what happens.
    pub fn follows(&self) -> bool {
        matches!(self.standing, Standing::Open(_)) && self.reach != Reach::Nothing
    }

    /// Sends a message about the document.
    pub fn send(&self, message: Message) {
        self.outbox.push(encode(&self.address, message));
    }

    /// Sends one of our own messages.
    pub fn tell(&self, id: Option<u32>, message: ToClient) {
        let envelope = Envelope {
            id,
            ..Envelope::new(message)
        };
        self.send(Message::Stateless(&envelope.to_json()));
    }

    /// Says no to a command.
    pub fn refuse(&self, id: Option<u32>, refusal: Refusal, metrics: &Metrics) {
        metrics.refused(refusal.reason);
        self.tell(id, ToClient::Refused(refusal));
    }

    /// Gives the answers that may be given. What was refused but may be taken later is asked for:
    /// the stock client goes on from it, and all that follows would lack it.
    pub fn answer(&mut self, metrics: &Metrics) {
        while let Some(verdict) = self.verdicts.next() {
            let saved = verdict.is_ok();
            if let Err(refusal) = verdict {
                if refusal.reason.passes() && !self.asked_again {
                    self.owed.question = true;
                    self.asked_again = true;
                }
                self.refuse(None, refusal, metrics);
            } else {
                self.asked_again = false;
            }
            self.send(Message::SyncStatus(saved));
        }
    }

    /// Sends what the client lacks, unless the connection is slow or what it asks for is on its way.
    /// Returns whether that is done.
    pub fn catch_up(&mut self, state: &State, board: &Board) -> bool {
        if !self.follows() {
            return true;
        }
        if self.outbox.is_full() || self.asks_too_early(board) {
            return false;
        }
        if let Reach::Behind {
            state_vector,
            question,
        } = mem::replace(&mut self.reach, Reach::All)
        {
            self.sync(state, &state_vector, question.is_some());
        }
        let owed = mem::take(&mut self.owed);
        if owed.session
            && let Some(json) = board.session_message(state, &self.seat.participant)
        {
            self.send(Message::Stateless(&json));
        }
        if owed.summary {
            self.tell(None, ToClient::Summary(board.summary.clone()));
        }
        if owed.question {
            self.ask(state);
        }
        true
    }

    fn asks_too_early(&self, board: &Board) -> bool {
        match self.reach {
            Reach::Behind {
                question: Some(Question { after }),
                ..
            } => after > board.settled,
            _ => false,
        }
    }

    /// Sends what is missing from a state vector, and as the answer to a question asks back.
    fn sync(&self, state: &State, state_vector: &[u8], asked: bool) {
        match state.diff_for(&self.seat, &self.scope, state_vector) {
            Ok(diff) => self.send(Message::SyncStep2(&diff)),
            Err(reason) => {
                let refusal = refusal(reason, "the state vector can't be read");
                return self.tell(None, ToClient::Refused(refusal));
            }
        }
        if asked {
            self.ask(state);
        }
    }

    fn ask(&self, state: &State) {
        self.send(Message::SyncStep1(&state.state_vector(&self.scope)));
    }
}

/// A frame about a document.
pub(super) fn encode(address: &str, message: Message) -> Bytes {
    Frame::Document { address, message }.encode().into()
}

/// Says no to whoever wants to open a document.
pub(crate) fn deny(outbox: &Outbox, address: &str, reason: RefusalReason) {
    outbox.push(encode(address, Message::PermissionDenied(reason.as_str())));
}

/// Says no to what is said about a document that is not open.
pub(crate) fn turn_away(outbox: &Outbox, address: &str, wants: Wants) {
    if wants == Wants::Nothing {
        return;
    }
    let reason = RefusalReason::Unauthorized;
    let refusal = refusal(reason, "the document is not open: send a token first");
    let json = Envelope::new(ToClient::Refused(refusal)).to_json();
    outbox.push(encode(address, Message::Stateless(&json)));
    if wants == Wants::Status {
        outbox.push(encode(address, Message::SyncStatus(false)));
    }
}
