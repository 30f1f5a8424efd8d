//! What the room has appended and not yet read back from the log, and who waits for it.

use std::collections::HashMap;
use std::sync::Arc;

use bordsvis_shared::id::{BoardId, ParticipantId};
use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::entry::{Body, Entry, RULES};
use super::now;
use super::subscription::SubscriptionId;
use super::verdicts::Verdict;
use crate::access::random;
use crate::log::{Log, LogError};

/// Who waits to hear what became of an entry.
pub(super) enum Author {
    /// Whoever sent an update.
    Update(SubscriptionId),
    /// Whoever gave a command, with its number if they want to know.
    Command(SubscriptionId, Option<u32>),
    /// Whoever asked over HTTP.
    Asked(oneshot::Sender<Verdict>),
    /// The room itself.
    Room,
}

/// The entries on their way through the log.
pub(super) struct Appends {
    board: BoardId,
    log: Arc<dyn Log>,
    /// Tells this room's entries from those that others append.
    origin: u64,
    nonce: u64,
    waiting: HashMap<u64, Waiting>,
    /// The last entry of everyone who has some on their way.
    latest: HashMap<ParticipantId, u64>,
    line: Line,
}

struct Waiting {
    by: Option<ParticipantId>,
    author: Author,
    since: Instant,
    /// Given back when the entry has its answer; the room's own needs none.
    _space: Option<OwnedSemaphorePermit>,
}

/// Entries on their way to the log, one after the other. The queue needs no bound of its own: every
/// entry holds its space.
struct Line {
    entries: mpsc::UnboundedSender<Bytes>,
    task: JoinHandle<Result<(), LogError>>,
}

impl Appends {
    /// Nothing appended yet.
    pub fn new(board: BoardId, log: Arc<dyn Log>) -> Self {
        Self {
            line: Line::new(board.clone(), Arc::clone(&log)),
            board,
            log,
            origin: u64::from_le_bytes(random()),
            nonce: 0,
            waiting: HashMap::new(),
            latest: HashMap::new(),
        }
    }

    /// Appends an entry. Returns the number by which its verdict will come.
    pub fn append(
        &mut self,
        by: Option<ParticipantId>,
        body: Body,
        author: Author,
        space: impl Into<Option<OwnedSemaphorePermit>>,
    ) -> u64 {
        self.nonce += 1;
        let entry = Entry {
            rules: RULES,
            origin: self.origin,
            nonce: self.nonce,
            at: now(),
            by: by.clone(),
            body,
        };
        // It fails only when the log has failed, which `failed` tells.
        let _ = self.line.entries.send(entry.encode());
        if let Some(by) = &by {
            self.latest.insert(by.clone(), self.nonce);
        }
        let waiting = Waiting {
            by,
            author,
            since: Instant::now(),
            _space: space.into(),
        };
        self.waiting.insert(self.nonce, waiting);
        self.nonce
    }

    /// The log has spoken on an entry. Returns who waits for that and since when, if it is this
    /// room's.
    pub fn settle(&mut self, origin: u64, nonce: u64) -> Option<(Author, Instant)> {
        if origin != self.origin {
            return None;
        }
        let waiting = self.waiting.remove(&nonce)?;
        if let Some(by) = &waiting.by
            && self.latest.get(by) == Some(&nonce)
        {
            self.latest.remove(by);
        }
        Some((waiting.author, waiting.since))
    }

    /// The last entry that somebody has on its way.
    pub fn latest(&self, by: &ParticipantId) -> Option<u64> {
        self.latest.get(by).copied()
    }

    /// Whether nobody waits.
    pub fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Waits until the log takes no more entries, and says why. It is safe to drop.
    pub async fn failed(&mut self) -> LogError {
        match (&mut self.line.task).await {
            Ok(Err(error)) => error,
            Ok(Ok(())) => LogError::Closed,
            Err(error) => LogError::store(error),
        }
    }

    /// After a failure: what was not handed to the log yet never will be.
    pub fn cut(&mut self) {
        self.line.task.abort();
        self.line = Line::new(self.board.clone(), Arc::clone(&self.log));
    }

    /// Gives up all entries that were not found in the log when it was read again, in order.
    pub fn give_up(&mut self) -> Vec<(u64, Author)> {
        self.latest.clear();
        let mut lost: Vec<_> = self.waiting.drain().collect();
        lost.sort_unstable_by_key(|(nonce, _)| *nonce);
        lost.into_iter()
            .map(|(nonce, waiting)| (nonce, waiting.author))
            .collect()
    }

    /// Hands what is left to the log.
    pub async fn finish(self) {
        drop(self.line.entries);
        // Nobody waits for these any more.
        let _ = self.line.task.await;
    }
}

impl Line {
    fn new(board: BoardId, log: Arc<dyn Log>) -> Self {
        let (entries, mut queue) = mpsc::unbounded_channel();
        let task = tokio::spawn(async move {
            while let Some(entry) = queue.recv().await {
                log.append(&board, entry).await?;
            }
            Ok(())
        });
        Self { entries, task }
    }
}
