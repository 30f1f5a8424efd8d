//! The fold at work: takes what the log yields into the [`State`], contains what goes wrong there,
//! and knows when a checkpoint is due.
//!
//! Decoding hostile updates needs deep stacks; the threads of the server's runtime have them. And it
//! can take long: yrs places what many wrote at the same spot by comparing each with all others, so
//! that somebody who means harm can keep it busy for minutes. Other boards must not wait for that.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use bordsvis_shared::id::BoardId;
use bytes::Bytes;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::{block_in_place, spawn_blocking};

use super::entry::{Entry, EntryError};
use super::state::{Effect, State};
use crate::log::{Checkpoint, Log, LogError, Record, Seq};
use crate::metrics::Metrics;

/// How many bytes of entries are worth a checkpoint, at least: fewer are read in a blink.
const CHECKPOINT_AFTER: usize = 256 * 1024;

/// A board's state, and how far it goes.
pub(super) struct Fold {
    pub(super) state: State,
    board: BoardId,
    log: Arc<dyn Log>,
    metrics: Metrics,
    head: Seq,
    /// The bytes of the entries since the last checkpoint.
    since: usize,
    /// The bytes of the last checkpoint.
    checkpoint: usize,
}

/// Why the fold can't go on.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// The log can't be read; later it may.
    #[error(transparent)]
    Log(#[from] LogError),
    /// What is in the log can't be folded by this program.
    #[error("{0}")]
    Broken(String),
    /// The fold panicked. The state is worth nothing any more.
    #[error("the fold panicked in the batch from entry {0}")]
    Panicked(Seq),
}

/// A state to be stored.
pub(super) struct Snapshot {
    board: BoardId,
    log: Arc<dyn Log>,
    metrics: Metrics,
    seq: Seq,
    bytes: Bytes,
}

impl Fold {
    /// Begins with a checkpoint, or before the first entry.
    pub(super) fn new(
        board: BoardId,
        log: Arc<dyn Log>,
        metrics: Metrics,
        checkpoint: Option<&Checkpoint>,
    ) -> Result<Self, Fault> {
        let state = match checkpoint {
            Some(checkpoint) => State::from_checkpoint(&checkpoint.bytes)
                .map_err(|error| Fault::Broken(error.to_string()))?,
            None => State::new(),
        };
        Ok(Self {
            state,
            board,
            log,
            metrics,
            head: checkpoint.map_or(0, |checkpoint| checkpoint.seq),
            since: 0,
            checkpoint: checkpoint.map_or(0, |checkpoint| checkpoint.bytes.len()),
        })
    }

    /// Takes in what the log yields next.
    pub(super) fn take(&mut self, records: &[Record]) -> Result<Vec<Effect>, Fault> {
        let (Some(first), Some(last)) = (records.first(), records.last()) else {
            return Ok(Vec::new());
        };
        let batch = records.iter().map(decode).collect::<Result<Vec<_>, _>>()?;
        let begun = Instant::now();
        self.log.folding(&self.board, Some(first.seq));
        let applied = aside(|| catch_unwind(AssertUnwindSafe(|| self.state.apply(&batch))));
        self.log.folding(&self.board, None);
        self.metrics.folded(begun.elapsed());
        self.head = last.seq;
        self.since += records.iter().map(|r| r.entry.len()).sum::<usize>();
        applied
            .map_err(|_| Fault::Panicked(first.seq))?
            .map_err(|error| Fault::Broken(error.to_string()))
    }

    /// The state, if so much has come since the last checkpoint that a new one is due. It costs as
    /// much as the last one, so that checkpoints never cost more than what they save.
    pub(super) fn due_checkpoint(&mut self) -> Option<Snapshot> {
        if self.since < CHECKPOINT_AFTER.max(self.checkpoint) {
            return None;
        }
        self.checkpoint()
    }

    /// The state, if anything has come since the last checkpoint.
    pub(super) fn checkpoint(&mut self) -> Option<Snapshot> {
        if self.since == 0 {
            return None;
        }
        self.since = 0;
        match aside(|| self.state.to_checkpoint()) {
            Ok(bytes) => {
                self.checkpoint = bytes.len();
                Some(Snapshot {
                    board: self.board.clone(),
                    log: Arc::clone(&self.log),
                    metrics: self.metrics.clone(),
                    seq: self.head,
                    bytes,
                })
            }
            Err(error) => {
                tracing::error!(board = %self.board, %error, "no checkpoint could be made");
                None
            }
        }
    }
}

impl Snapshot {
    /// Stores the state, once it has been read back: what can't be read must not replace what can.
    pub(super) async fn store(self) {
        let bytes = self.bytes.clone();
        let read_back = spawn_blocking(move || State::from_checkpoint(&bytes).map(drop)).await;
        let (board, seq) = (&self.board, self.seq);
        match read_back {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                return tracing::error!(%board, seq, %error, "a checkpoint was dropped");
            }
            Err(error) => return tracing::error!(%board, seq, %error, "a checkpoint was dropped"),
        }
        match self.log.checkpoint(board, seq, self.bytes).await {
            Ok(()) => {
                self.metrics.checkpoints.inc();
            }
            Err(error) => tracing::warn!(%board, seq, %error, "a checkpoint was not stored"),
        }
    }
}

/// Does what may take long while another thread takes over the other tasks of this one.
fn aside<T>(work: impl FnOnce() -> T) -> T {
    match Handle::current().runtime_flavor() {
        // It has but one thread.
        RuntimeFlavor::CurrentThread => work(),
        _ => block_in_place(work),
    }
}

fn decode(record: &Record) -> Result<(Seq, Entry), Fault> {
    let broken = |error: EntryError| Fault::Broken(format!("entry {}: {error}", record.seq));
    Ok((record.seq, Entry::decode(&record.entry).map_err(broken)?))
}
