//! The log: one ordered, durable sequence of entries for each board, and the checkpoints of what
//! they add up to. A log stores bytes and must not know what an entry says; [`Log`] is the contract
//! that every backend keeps, and `conformance` the story that holds it to it.

use std::error::Error;
use std::sync::Arc;

use async_trait::async_trait;
use bordsvis_shared::id::{BoardId, JoinCode};
use bytes::Bytes;

#[cfg(test)]
mod conformance;
pub mod embedded;
mod tail;

pub use tail::Tail;

/// The place of an entry within its board's log: counted from 1, without gaps.
pub type Seq = u64;

/// An entry at its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The entry's place.
    pub seq: Seq,
    /// The entry as it was appended.
    pub entry: Bytes,
}

/// The state of a board's fold after an entry, so that what came before needn't be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The last entry that the state includes.
    pub seq: Seq,
    /// The state as the fold encoded it.
    pub bytes: Bytes,
}

/// A board as it is stored, and what becomes of it.
#[derive(Debug)]
pub struct Opened {
    /// Changes when the board is restored or loses its log; replicas of another epoch are stale.
    pub epoch: String,
    /// The newest checkpoint. Without one the fold starts from nothing, before entry 1.
    pub checkpoint: Option<Checkpoint>,
    /// Every entry after the checkpoint.
    pub tail: Tail,
}

/// Where the entries of all boards are kept.
#[async_trait]
pub trait Log: Send + Sync + 'static {
    /// Creates a board with its first entry, claiming its id and its join code; all of it or none,
    /// and durable on return.
    ///
    /// # Errors
    /// [`LogError::BoardExists`] and [`LogError::CodeTaken`]: draw another one.
    async fn create(
        &self,
        board: &BoardId,
        code: &JoinCode,
        epoch: &str,
        first: Bytes,
    ) -> Result<(), LogError>;

    /// Lets another join code lead to a board too; durable on return.
    ///
    /// # Errors
    /// [`LogError::CodeTaken`]: draw another one.
    async fn claim(&self, board: &BoardId, code: &JoinCode) -> Result<(), LogError>;

    /// Lets a join code that leads to a board be anybody's again; durable on return.
    async fn release(&self, board: &BoardId, code: &JoinCode) -> Result<(), LogError>;

    /// The board that a join code leads to.
    async fn find(&self, code: &JoinCode) -> Result<Option<BoardId>, LogError>;

    /// Opens a board; `None` if there is no such board. It may be opened more than once: every
    /// [`Tail`] sees the same entries at the same places.
    async fn open(&self, board: &BoardId) -> Result<Option<Opened>, LogError>;

    /// Accepts an entry for writing. It is stored only once it appears on the board's tails, so
    /// nothing that depends on it may leave the house before. Entries appended one after the other
    /// appear in that order. If this or the tail fails instead, the entry may or may not be stored:
    /// reopening the board tells.
    ///
    /// An entry for a board that does not exist is dropped: there is no tail that could tell.
    async fn append(&self, board: &BoardId, entry: Bytes) -> Result<(), LogError>;

    /// Stores the fold's state after entry `seq`, durable on return. Does nothing unless it is newer
    /// than the newest one. The checkpoint before it and the entries since that one are kept, so a
    /// reader that lags behind finds what it needs; older ones are dropped.
    async fn checkpoint(&self, board: &BoardId, seq: Seq, bytes: Bytes) -> Result<(), LogError>;

    /// Says that the fold of the board is about to take the entry `seq` (of a batch, its first), or
    /// with `None` that it is idle. Cheap enough for every batch. A log that is told so can leave
    /// out an entry that kills the process each time it is folded; see
    /// [`embedded`](embedded::EmbeddedLog).
    fn folding(&self, board: &BoardId, seq: Option<Seq>);

    /// Stores what was accepted, ends all tails with [`LogError::Closed`] and lets go of the store.
    async fn shutdown(&self);
}

/// Why the log did not do what it was asked for.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LogError {
    /// Another board has this join code.
    #[error("the join code {0} is taken")]
    CodeTaken(JoinCode),
    /// There is a board with this id.
    #[error("the board {0} exists already")]
    BoardExists(BoardId),
    /// There is no board with this id.
    #[error("there is no board {0}")]
    NoBoard(BoardId),
    /// The reader of this tail took so long that the log stopped waiting for it.
    #[error("this reader of the log fell too far behind")]
    Behind,
    /// The log was shut down.
    #[error("the log is closed")]
    Closed,
    /// The store failed. What was to be written may or may not be stored.
    #[error("the store failed: {0}")]
    Store(#[source] Arc<dyn Error + Send + Sync>),
}

impl LogError {
    /// A failure of the store with its cause.
    pub(crate) fn store(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Store(Arc::new(cause))
    }
}
