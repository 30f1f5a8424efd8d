//! The reading end of a board's log, the same for every backend: what was stored when the board was
//! opened, then what a [`Feed`] sends.

use std::collections::VecDeque;
use std::mem;
use std::sync::Arc;

use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::{LogError, Record};

/// How much may wait for the reader of a tail. A room gets only what it appended itself, and reads
/// all the time; one with this much ahead of it is stuck, and must not fill the memory. More than
/// any one commit holds, so that a reader that keeps up never meets it.
pub(super) const TAIL_BYTES: u32 = 64 * 1024 * 1024;
/// What an entry takes besides its bytes, so that empty ones count too.
pub(super) const ENTRY_OVERHEAD: usize = 64;

/// Every entry of a board after its checkpoint: first those that were stored when the board was
/// opened, then those that are stored from then on, in order, without gap or repeat. (Entries in
/// quarantine are left out.)
#[derive(Debug)]
pub struct Tail {
    stored: VecDeque<Record>,
    one_by_one: bool,
    live: mpsc::UnboundedReceiver<Delivery>,
    ended: Option<LogError>,
}

impl Tail {
    /// A tail that begins with the entries in `stored`, together or `one_by_one`, and goes on with
    /// what its feed sends.
    pub(super) fn new(stored: Vec<Record>, one_by_one: bool, live: Live) -> Self {
        Self {
            stored: stored.into(),
            one_by_one,
            live: live.0,
            ended: None,
        }
    }

    /// Whether everything that was stored when the board was opened has been delivered.
    pub fn caught_up(&self) -> bool {
        self.stored.is_empty()
    }

    /// Waits for the next entries, and returns all there are: at least one. Nothing is lost if the
    /// future is dropped.
    ///
    /// # Errors
    /// The tail has ended, for good: the board must be opened again.
    pub async fn next(&mut self) -> Result<Vec<Record>, LogError> {
        if self.one_by_one
            && let Some(record) = self.stored.pop_front()
        {
            return Ok(vec![record]);
        }
        if !self.stored.is_empty() {
            return Ok(mem::take(&mut self.stored).into());
        }
        if let Some(error) = &self.ended {
            return Err(error.clone());
        }
        let mut records = Vec::new();
        let mut delivery = self.live.recv().await;
        loop {
            match delivery {
                Some(Delivery::Records { records: more, .. }) => records.extend(more),
                Some(Delivery::End(error)) => self.ended = Some(error),
                None => self.ended = Some(LogError::Closed),
            }
            delivery = match self.live.try_recv() {
                _ if self.ended.is_some() => break,
                Ok(more) => Some(more),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => None,
            };
        }
        match &self.ended {
            Some(error) if records.is_empty() => Err(error.clone()),
            _ => Ok(records),
        }
    }
}

#[derive(Debug)]
enum Delivery {
    Records {
        records: Vec<Record>,
        /// The space that they take until they are read.
        _space: OwnedSemaphorePermit,
    },
    End(LogError),
}

/// The live half of a tail that is being opened.
#[derive(Debug)]
pub(super) struct Live(mpsc::UnboundedReceiver<Delivery>);

/// The writing end of a [`Tail`]. Dropping it ends the tail with [`LogError::Closed`].
#[derive(Debug)]
pub(super) struct Feed {
    sender: mpsc::UnboundedSender<Delivery>,
    space: Arc<Semaphore>,
}

impl Feed {
    pub(super) fn new() -> (Self, Live) {
        let (sender, receiver) = mpsc::unbounded_channel();
        let space = Arc::new(Semaphore::new(TAIL_BYTES as usize));
        (Self { sender, space }, Live(receiver))
    }

    /// Sends what has been stored. Returns whether the tail goes on: its reader may be gone, or so
    /// far behind that it was told to start over.
    pub(super) fn send(&self, records: &[Record]) -> bool {
        let bytes: usize = records
            .iter()
            .map(|record| record.entry.len() + ENTRY_OVERHEAD)
            .sum();
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let delivery = match self.space.clone().try_acquire_many_owned(bytes) {
            Ok(space) => Delivery::Records {
                records: records.to_vec(),
                _space: space,
            },
            Err(_) => Delivery::End(LogError::Behind),
        };
        let goes_on = matches!(delivery, Delivery::Records { .. });
        self.sender.send(delivery).is_ok() && goes_on
    }

    /// Ends the tail.
    pub(super) fn end(self, error: LogError) {
        // A reader that is gone needn't be told.
        let _ = self.sender.send(Delivery::End(error));
    }

    /// Whether the reader is gone.
    pub(super) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn record(seq: u64, bytes: usize) -> Record {
        let entry = Bytes::from(vec![0; bytes]);
        Record { seq, entry }
    }

    fn seqs(records: &[Record]) -> Vec<u64> {
        records.iter().map(|record| record.seq).collect()
    }

    #[tokio::test]
    async fn what_was_stored_comes_first_and_can_come_one_by_one() {
        for (one_by_one, batches) in [(false, vec![vec![1, 2]]), (true, vec![vec![1], vec![2]])] {
            let (feed, live) = Feed::new();
            assert!(feed.send(&[record(3, 0)]));
            assert!(feed.send(&[record(4, 0)]));
            let mut tail = Tail::new(vec![record(1, 0), record(2, 0)], one_by_one, live);
            for batch in batches {
                assert!(!tail.caught_up());
                assert_eq!(seqs(&tail.next().await.unwrap()), batch);
            }
            assert!(tail.caught_up());
            assert_eq!(seqs(&tail.next().await.unwrap()), [3, 4]);
        }
    }

    #[tokio::test]
    async fn the_end_comes_after_what_was_sent_and_stays() {
        let (feed, live) = Feed::new();
        let mut tail = Tail::new(Vec::new(), false, live);
        assert!(feed.send(&[record(1, 0)]));
        drop(feed);
        assert_eq!(seqs(&tail.next().await.unwrap()), [1]);
        for _ in 0..2 {
            assert!(matches!(tail.next().await, Err(LogError::Closed)));
        }
    }

    #[tokio::test]
    async fn a_reader_that_lags_is_told_so_and_one_that_reads_is_not() {
        let (feed, live) = Feed::new();
        let mut tail = Tail::new(Vec::new(), false, live);
        let half = TAIL_BYTES as usize / 2 - ENTRY_OVERHEAD;
        for seq in [1, 3] {
            assert!(feed.send(&[record(seq, half)]));
            assert!(feed.send(&[record(seq + 1, half)]));
            assert_eq!(seqs(&tail.next().await.unwrap()), [seq, seq + 1]);
        }
        assert!(feed.send(&[record(5, half)]));
        assert!(!feed.send(&[record(6, half + 1)]));
        assert_eq!(seqs(&tail.next().await.unwrap()), [5]);
        assert!(matches!(tail.next().await, Err(LogError::Behind)));
    }
}
