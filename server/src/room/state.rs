//! The state of a board: what its log adds up to. Pure: entries in, effects out. It knows neither
//! tokio nor sockets, and reads no clock; whatever is decided here is decided the same on every node
//! that reads the same log, however the entries are cut into batches.

use std::collections::BTreeMap;
use std::fmt::Display;

use bordsvis_shared::board::ROOTS;
use bordsvis_shared::id::{JoinCode, ParticipantId, Scope, StepId, TableNo};
use bordsvis_shared::protocol::{Access, Refusal, RefusalReason};
use bordsvis_shared::session::{Session, You};
use bytes::Bytes;

use super::entry::{Body, Creation, Entry, TokenHash, UnknownRules, check_rules};
use super::scan::scan;
use crate::log::Seq;
use board::Board;
use contents::Contents;
use document::Document;
use draft::Broken;
use history::History;
use limits::Limits;

pub(super) use held::Held;
pub use seats::Seat;

mod access;
mod board;
mod commands;
mod contents;
mod document;
mod draft;
mod held;
mod history;
mod keys;
mod limits;
mod seats;
#[cfg(test)]
mod tests;

/// What a board's log adds up to.
#[derive(Default)]
pub struct State {
    contents: Contents,
    history: History,
    limits: Limits,
}

/// What follows from a batch of entries. A batch gives its effects in this order: first the session
/// if it changed, so that nobody is sent what was covered meanwhile; then the documents, each at most
/// once; then what became of each entry, in the order of the log. Where a command depends on what the
/// documents said before it, what comes before it in the batch gives its effects first, in the same
/// order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The session or somebody's access to documents changed: send it, and look at every
    /// subscription anew.
    Session,
    /// What the batch changed in one document. It is the fold's own update, never the received bytes.
    Update {
        /// Which document.
        scope: Scope,
        /// The change, in the v1 encoding.
        update: Bytes,
    },
    /// An entry was taken.
    Saved {
        /// Who appended it.
        origin: u64,
        /// Which of theirs.
        nonce: u64,
    },
    /// An entry was refused: it changed nothing.
    Refused {
        /// Who appended it.
        origin: u64,
        /// Which of theirs.
        nonce: u64,
        /// Why.
        refusal: Refusal,
    },
}

/// A checkpoint that no state can be made of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It follows rules that this program does not know.
    #[error(transparent)]
    Rules(#[from] UnknownRules),
    /// It is damaged.
    #[error("the checkpoint is damaged: {0}")]
    Damaged(String),
}

impl State {
    /// The state before the first entry.
    pub fn new() -> Self {
        Self::default()
    }

    /// The state that a checkpoint holds.
    ///
    /// # Errors
    /// See [`CheckpointError`].
    pub fn from_checkpoint(bytes: &Bytes) -> Result<Self, CheckpointError> {
        let limits = Limits::default();
        Ok(Self {
            contents: Contents::decode(bytes, limits.clone())?,
            history: History::since(bytes.clone()),
            limits,
        })
    }

    /// The whole state, encoded; what it is read back from should an entry break a document. Until
    /// the next one, the memory of all entries that are taken in is kept for that purpose.
    ///
    /// # Errors
    /// [`CheckpointError::Damaged`] if a document can't be encoded: the older checkpoint must stay.
    pub fn to_checkpoint(&mut self) -> Result<Bytes, CheckpointError> {
        let bytes = Bytes::from(self.contents.encode()?);
        self.history = History::since(bytes.clone());
        Ok(bytes)
    }

    /// Takes in the next entries of the log, each with its place there. Repeats are dropped, without
    /// an effect.
    ///
    /// # Errors
    /// An entry follows rules that this program does not know. None of the batch has been taken in,
    /// and the board can't be served any longer.
    pub fn apply(&mut self, batch: &[(Seq, Entry)]) -> Result<Vec<Effect>, UnknownRules> {
        for (_, entry) in batch {
            check_rules(entry.rules)?;
        }
        Ok(match self.contents.apply(batch) {
            Ok(effects) => {
                self.history.push(batch);
                effects
            }
            Err(Broken) => self.apply_one_by_one(batch),
        })
    }

    /// Takes in a batch that breaks a document, but for the entries that do. Which these are can't
    /// depend on how the log was cut into batches.
    fn apply_one_by_one(&mut self, batch: &[(Seq, Entry)]) -> Vec<Effect> {
        self.contents = self.history.replay(&self.limits);
        let mut effects = Vec::new();
        for (seq, entry) in batch {
            let entry = [(*seq, entry.clone())];
            match self.contents.apply(&entry) {
                Ok(more) => {
                    effects.extend(more);
                    self.history.push(&entry);
                }
                Err(Broken) => {
                    self.contents = self.history.replay(&self.limits);
                    effects.push(self.leave_out(entry));
                }
            }
        }
        effects
    }

    /// Refuses an entry that breaks a document; all that remains of it is that it was there.
    fn leave_out(&mut self, [(seq, entry)]: [(Seq, Entry); 1]) -> Effect {
        let Entry { origin, nonce, .. } = entry;
        let body = Body::Update {
            scope: Scope::Board,
            update: Bytes::new(),
        };
        let hollow = [(seq, Entry { body, ..entry })];
        self.contents
            .apply(&hollow)
            .expect("no bytes, no update, nothing to break");
        self.history.push(&hollow);
        Effect::Refused {
            origin,
            nonce,
            refusal: refuse(RefusalReason::Malformed, "the update breaks the document"),
        }
    }

    /// How the board was created; `None` before its first entry.
    pub fn created(&self) -> Option<&Creation> {
        Some(&self.contents.board()?.creation)
    }

    /// Whether the board is closed, so that nobody can join or write.
    pub fn is_closed(&self) -> bool {
        self.contents.board().is_some_and(Board::is_closed)
    }

    /// Whom a token stands for.
    ///
    /// # Errors
    /// [`RefusalReason::Unauthorized`], or [`RefusalReason::Removed`] where the seat was taken away.
    pub fn seat(&self, token: &TokenHash) -> Result<&Seat, RefusalReason> {
        let board = self.contents.board().ok_or(RefusalReason::NotFound)?;
        board.seats.of_token(token)
    }

    /// Whether the board is joined by that code.
    pub fn has_code(&self, code: &JoinCode) -> bool {
        self.contents
            .board()
            .is_some_and(|board| board.has_code(code))
    }

    /// When the next thing is due that needs an entry of its own, in milliseconds since 1970.
    pub fn next_due(&self) -> Option<i64> {
        self.contents.board()?.next_due()
    }

    /// At how many tables somebody has drafts, step by step.
    pub fn drafting(&self) -> BTreeMap<StepId, u32> {
        self.contents
            .board()
            .map(Board::drafting)
            .unwrap_or_default()
    }

    /// The seat of a participant.
    pub fn seat_of(&self, participant: &ParticipantId) -> Option<&Seat> {
        self.contents.board()?.seats.get(participant)
    }

    /// Everyone who has a seat: facilitator and screen too.
    pub fn seats(&self) -> impl Iterator<Item = &Seat> {
        let board = self.contents.board();
        board.into_iter().flat_map(|board| board.seats.iter())
    }

    /// The session as a participant may see it, with `join_url` and `epoch` left empty: what they
    /// are is not in the log.
    pub fn session(&self, participant: &ParticipantId) -> Option<Session> {
        self.contents.board()?.session(participant)
    }

    /// What of a session is different for each participant.
    pub fn you(&self, participant: &ParticipantId) -> Option<You> {
        self.contents.board()?.you(participant)
    }

    /// What a participant may do with a document.
    ///
    /// # Errors
    /// Why they may not even read it.
    pub fn access(
        &self,
        participant: &ParticipantId,
        scope: &Scope,
    ) -> Result<Access, RefusalReason> {
        // What is due has an entry of its own, at which everybody is told.
        let permission = self.contents.permission(participant, scope, i64::MIN);
        permission.map(Access::from)
    }

    /// How far a document goes, as a v1 state vector.
    pub fn state_vector(&self, scope: &Scope) -> Vec<u8> {
        match self.contents.document(scope) {
            Some(document) => document.state_vector(),
            None => Document::default().state_vector(),
        }
    }

    /// What whoever has that seat reads of a document while the rest is held back from them.
    pub(super) fn held(&self, scope: &Scope, seat: &Seat) -> Option<&Held> {
        self.contents.held().from(seat, scope)
    }

    /// What somebody with that state vector lacks of a document, as a v1 update. For the empty state
    /// vector it is encoded once, however many ask before the next change.
    ///
    /// # Errors
    /// [`RefusalReason::Malformed`] if the state vector can't be read, and
    /// [`RefusalReason::Unavailable`] if the document can't.
    pub fn diff(&self, scope: &Scope, state_vector: &[u8]) -> Result<Bytes, RefusalReason> {
        match self.contents.document(scope) {
            Some(document) => document.diff(state_vector),
            None => Document::default().diff(state_vector),
        }
    }

    /// The same, of what the holder of a seat may read of it.
    ///
    /// # Errors
    /// See [`Self::diff`].
    pub fn diff_for(
        &self,
        seat: &Seat,
        scope: &Scope,
        state_vector: &[u8],
    ) -> Result<Bytes, RefusalReason> {
        match self.contents.held().from(seat, scope) {
            Some(held) => held.diff(state_vector),
            None => self.diff(scope, state_vector),
        }
    }

    /// Whether an update would change a document, were it taken. What would not can be acknowledged
    /// without an entry, since that can never change. Bytes that can't be read are news.
    pub fn is_news(&self, scope: &Scope, update: &[u8]) -> bool {
        let Ok(scan) = scan(update, &ROOTS) else {
            return true;
        };
        let news = match self.contents.document(scope) {
            Some(document) => document.is_news(&scan),
            None => Document::default().is_news(&scan),
        };
        news.unwrap_or(true)
    }

    /// How many notes each table has in each step, from table 1, those in the bin left out. Steps in
    /// which nobody has written are not named.
    pub fn written(&self) -> BTreeMap<StepId, Vec<u32>> {
        let tables = self.created().map_or(0, |created| created.tables.len());
        let mut written = BTreeMap::new();
        for (scope, document) in self.contents.documents() {
            if let Scope::Table(step, TableNo(table)) = scope {
                let counts = written
                    .entry(step.clone())
                    .or_insert_with(|| vec![0; tables]);
                counts[usize::from(*table) - 1] = document.written();
            }
        }
        written
    }

    /// How many people have ever joined each table, from table 1, those included whom others write
    /// for.
    pub fn joined(&self) -> Vec<u32> {
        let board = self.contents.board().into_iter();
        board
            .flat_map(|board| board.tables().map(|table| board.seats.joined(table)))
            .collect()
    }
}

/// Why an entry was not taken in.
#[derive(Debug)]
enum Stop {
    /// It is refused, and has changed nothing.
    Refused(Refusal),
    /// It passed every check, and broke its document all the same.
    Broken,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Broken> for Stop {
    fn from(_: Broken) -> Self {
        Self::Broken
    }
}

fn refuse(reason: RefusalReason, message: impl Display) -> Refusal {
    Refusal {
        reason,
        message: message.to_string(),
    }
}
