//! The log of a single machine: one database file, written by one thread that commits in groups.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use async_trait::async_trait;
use bordsvis_shared::id::{BoardId, JoinCode};
use bytes::Bytes;
use redb::Database;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task;

use self::folding::Folding;
use self::store::{Change, Write};
use self::writer::{Answer, Open, Pending, Read, Request, Writer};
use super::tail::{ENTRY_OVERHEAD, TAIL_BYTES};
use super::{Log, LogError, Opened, Seq, Tail};

mod file;
mod folding;
mod store;
#[cfg(test)]
mod tests;
mod writer;

pub use self::file::OpenError;

/// How many requests may wait for the writer: far more than arrive during a commit on a slow disk.
/// Beyond it, those who ask wait.
const QUEUE_ENTRIES: usize = 4096;
/// How many bytes may wait for the writer; more than a commit can store while people notice no
/// delay. A single request that is larger takes all of it.
const QUEUE_BYTES: usize = 16 * 1024 * 1024;
const _: () = assert!(QUEUE_BYTES < TAIL_BYTES as usize, "a commit fits a tail");

/// A [`Log`] in the folder `data`: the database `bordsvis.redb`, and `folding`, which tells the next
/// start what was being folded when the process died. An entry that killed the process twice in a
/// row is put into quarantine: kept, but left out of the tails.
#[derive(Debug)]
pub struct EmbeddedLog {
    requests: mpsc::Sender<Request>,
    space: Arc<Semaphore>,
    folding: Arc<Folding>,
    commits: Arc<AtomicU64>,
}

impl EmbeddedLog {
    /// Opens the store in a folder, creating both if need be. Reads the whole database, to be sure
    /// that it is sound.
    ///
    /// # Errors
    /// One sentence that says what is in the way; the data are left untouched.
    pub fn open(data: &Path) -> Result<Self, OpenError> {
        Self::open_with(data, file::open)
    }

    /// How many transactions have been committed. Fewer than what was written, since a commit takes
    /// all that is waiting.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    fn open_with(
        data: &Path,
        open: impl Fn(&Path) -> Result<Database, OpenError> + Send + 'static,
    ) -> Result<Self, OpenError> {
        let path = || data.to_owned();
        let folder = |cause| OpenError::Folder {
            path: path(),
            cause,
        };
        fs::create_dir_all(data).map_err(folder)?;
        let folding = Folding::open(&data.join("folding"))
            .map_err(folder)?
            .ok_or_else(|| OpenError::InUse { path: path() })?;
        let database = data.join("bordsvis.redb");
        // Not when it is opened after a failure: one that has gone must not come back empty.
        file::create(&database)?;
        let open: Open = Box::new(move || open(&database));
        let database = open()?;
        let convicted = folding.convicted();
        if !convicted.is_empty() {
            store::quarantine(&database, &convicted)
                .map_err(|error| folder(io::Error::other(error)))?;
        }
        folding.begin().map_err(folder)?;

        let (requests, receiver) = mpsc::channel(QUEUE_ENTRIES);
        let log = Self {
            requests,
            space: Arc::new(Semaphore::new(QUEUE_BYTES)),
            folding: Arc::new(folding),
            commits: Arc::default(),
        };
        let (folding, commits) = (Arc::clone(&log.folding), Arc::clone(&log.commits));
        let writer = Writer::new(database, open, folding, commits);
        thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || writer.run(receiver))
            .map_err(folder)?;
        Ok(log)
    }

    async fn write(
        &self,
        board: &BoardId,
        change: Change,
        done: Option<Answer<()>>,
    ) -> Result<(), LogError> {
        let board = board.clone();
        let write = Write { board, change };
        let bytes = (write.len() + ENTRY_OVERHEAD).min(QUEUE_BYTES);
        let space = Arc::clone(&self.space);
        let _space = space
            .acquire_many_owned(bytes as u32)
            .await
            .map_err(|_| LogError::Closed)?;
        self.send(Request::Write(Pending {
            write,
            done,
            _space,
        }))
        .await
    }

    async fn write_and_wait(&self, board: &BoardId, change: Change) -> Result<(), LogError> {
        let (done, answer) = oneshot::channel();
        self.write(board, change, Some(done)).await?;
        answer.await.unwrap_or(Err(LogError::Closed))
    }

    async fn read<T>(&self, read: impl FnOnce(Answer<T>) -> Read) -> Result<T, LogError> {
        let (answer, answered) = oneshot::channel();
        self.send(Request::Read(read(answer))).await?;
        answered.await.unwrap_or(Err(LogError::Closed))
    }

    async fn send(&self, request: Request) -> Result<(), LogError> {
        let sent = self.requests.send(request).await;
        sent.map_err(|_| LogError::Closed)
    }
}

#[async_trait]
impl Log for EmbeddedLog {
    async fn create(
        &self,
        board: &BoardId,
        code: &JoinCode,
        epoch: &str,
        first: Bytes,
    ) -> Result<(), LogError> {
        let (code, epoch) = (code.clone(), epoch.to_owned());
        self.write_and_wait(board, Change::Create { code, epoch, first })
            .await
    }

    async fn claim(&self, board: &BoardId, code: &JoinCode) -> Result<(), LogError> {
        self.write_and_wait(board, Change::Claim(code.clone()))
            .await
    }

    async fn release(&self, board: &BoardId, code: &JoinCode) -> Result<(), LogError> {
        self.write_and_wait(board, Change::Release(code.clone()))
            .await
    }

    async fn find(&self, code: &JoinCode) -> Result<Option<BoardId>, LogError> {
        let snapshot = self.read(Read::Snapshot).await?;
        let code = code.clone();
        off_the_runtime(move || store::find(&snapshot, &code)).await
    }

    async fn open(&self, board: &BoardId) -> Result<Option<Opened>, LogError> {
        let follow = |answer| Read::Follow(board.clone(), answer);
        let (snapshot, live) = self.read(follow).await?;
        let loaded = {
            let board = board.clone();
            off_the_runtime(move || store::load(&snapshot, &board)).await?
        };
        let Some(stored) = loaded else {
            return Ok(None);
        };
        for seq in stored.quarantined {
            tracing::error!(%board, seq, "an entry in quarantine is left out");
        }
        let one_by_one = self.folding.suspects(board);
        Ok(Some(Opened {
            epoch: stored.epoch,
            checkpoint: stored.checkpoint,
            tail: Tail::new(stored.records, one_by_one, live),
        }))
    }

    async fn append(&self, board: &BoardId, entry: Bytes) -> Result<(), LogError> {
        self.write(board, Change::Append(entry), None).await
    }

    async fn checkpoint(&self, board: &BoardId, seq: Seq, bytes: Bytes) -> Result<(), LogError> {
        self.write_and_wait(board, Change::Checkpoint { seq, bytes })
            .await
    }

    fn folding(&self, board: &BoardId, seq: Option<Seq>) {
        self.folding.set(board, seq);
    }

    async fn shutdown(&self) {
        let (done, stopped) = oneshot::channel();
        // Either fails only when the writer has stopped already.
        if self.send(Request::Stop(done)).await.is_ok() {
            let _ = stopped.await;
        }
    }
}

/// Reads from the database on a thread that may wait for the disk.
async fn off_the_runtime<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, redb::Error> + Send + 'static,
) -> Result<T, LogError> {
    let read = task::spawn_blocking(read).await.map_err(LogError::store)?;
    read.map_err(LogError::store)
}
