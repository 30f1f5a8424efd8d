//! The state of a board: what its log adds up to. Pure: entries in, effects out. It knows neither
//! tokio nor sockets, and reads no clock; whatever is decided here is decided the same on every node
//! that reads the same log, however the entries are cut into batches.

use std::collections::BTreeMap;

use bordsvis_shared::id::{ParticipantId, Scope, StepId, TableNo};
use bordsvis_shared::protocol::{Access, Refusal, RefusalReason};
use bordsvis_shared::session::{Role, Session};
use bytes::Bytes;

use super::entry::{Creation, Entry, TokenHash, UnknownRules};

/// What a board's log adds up to.
#[derive(Default)]
pub struct State {}

/// What follows from a batch of entries. A batch gives its effects in this order: first the session
/// if it changed, so that nobody is sent what was covered meanwhile; then the documents; then what
/// became of each entry, in the order of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The session or somebody's access to documents changed: send it, and look at every
    /// subscription anew. At most once for each batch.
    Session,
    /// What the batch changed in one document; at most once for each document. It is the fold's own
    /// update, never the received bytes.
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

/// Whom a token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who it is.
    pub participant: ParticipantId,
    /// What they may do.
    pub role: Role,
    /// The table that they sit at; none for facilitators and screens.
    pub table: Option<TableNo>,
    /// What they call themselves.
    pub name: Option<String>,
    /// The organisation that they come from.
    pub actor: Option<String>,
    /// How many people without a device of their own they write for.
    pub people: u8,
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
    pub fn from_checkpoint(_bytes: &[u8]) -> Result<Self, CheckpointError> {
        unimplemented!()
    }

    /// The whole state, encoded. Also what a document is rebuilt from should an entry break it, so
    /// the memory for the entries since then is let go of.
    ///
    /// # Errors
    /// [`CheckpointError::Damaged`] if a document can't be encoded: the older checkpoint must stay.
    pub fn to_checkpoint(&mut self) -> Result<Bytes, CheckpointError> {
        unimplemented!()
    }

    /// Takes in the next entries of the log, each with its place there. Repeats are dropped, without
    /// an effect.
    ///
    /// # Errors
    /// An entry follows rules that this program does not know. None of the batch has been taken in,
    /// and the board can't be served any longer.
    pub fn apply(&mut self, _batch: &[(u64, Entry)]) -> Result<Vec<Effect>, UnknownRules> {
        unimplemented!()
    }

    /// How the board was created; `None` before its first entry.
    pub fn created(&self) -> Option<&Creation> {
        unimplemented!()
    }

    /// Whether the board is closed, so that nobody can join or write.
    pub fn is_closed(&self) -> bool {
        unimplemented!()
    }

    /// Whom a token stands for.
    pub fn seat(&self, _token: &TokenHash) -> Option<&Seat> {
        unimplemented!()
    }

    /// Everyone who has a seat: facilitator and screen too.
    pub fn seats(&self) -> impl Iterator<Item = &Seat> {
        std::iter::empty()
    }

    /// The session as a participant may see it, with `join_url` and `epoch` left empty: what they
    /// are is not in the log.
    pub fn session(&self, _participant: &ParticipantId) -> Option<Session> {
        unimplemented!()
    }

    /// What a participant may do with a document.
    ///
    /// # Errors
    /// Why they may not even read it.
    pub fn access(
        &self,
        _participant: &ParticipantId,
        _scope: &Scope,
    ) -> Result<Access, RefusalReason> {
        unimplemented!()
    }

    /// How far a document goes, as a v1 state vector.
    pub fn state_vector(&self, _scope: &Scope) -> Vec<u8> {
        unimplemented!()
    }

    /// What somebody with that state vector lacks of a document, as a v1 update. For the empty state
    /// vector it is encoded once, however many ask before the next change.
    ///
    /// # Errors
    /// [`RefusalReason::Malformed`] if the state vector can't be read.
    pub fn diff(&self, _scope: &Scope, _state_vector: &[u8]) -> Result<Bytes, RefusalReason> {
        unimplemented!()
    }

    /// Whether an update would change a document, were it taken. What would not can be acknowledged
    /// without an entry, since that can never change. Bytes that can't be read are news.
    pub fn is_news(&self, _scope: &Scope, _update: &[u8]) -> bool {
        unimplemented!()
    }

    /// How many notes each table has in each step, from table 1, those in the bin left out. Steps in
    /// which nobody has written are not named.
    pub fn written(&self) -> BTreeMap<StepId, Vec<u32>> {
        unimplemented!()
    }

    /// How many people have ever joined each table, from table 1, those included whom others write
    /// for.
    pub fn joined(&self) -> &[u32] {
        unimplemented!()
    }
}
