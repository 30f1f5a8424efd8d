//! The one thread that writes. It takes all that is waiting, writes it in one transaction, and tells
//! the tails once that is on disk. Boards are opened between two transactions, so a snapshot and the
//! tail that follows it fit together without gap or overlap.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bordsvis_shared::id::BoardId;
use redb::{Database, ReadTransaction, ReadableDatabase};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};

use super::QUEUE_ENTRIES;
use super::file::OpenError;
use super::folding::Folding;
use super::store::{self, Change, Outcome, Write};
use crate::log::tail::{Feed, Live};
use crate::log::{LogError, Record};

/// The shortest time from one commit to the next. A commit costs about as much for one entry as for
/// a hundred, so on a disk that is faster than the load batches must be given the time to form; an
/// entry that comes alone does not wait.
const COMMIT_PACE: Duration = Duration::from_millis(4);

/// Something the writer is asked for, and where it answers.
#[derive(Debug)]
pub(super) enum Request {
    /// To write.
    Write(Pending),
    /// To let what has been written be read.
    Read(Read),
    /// To stop.
    Stop(oneshot::Sender<()>),
}

/// Something to be written.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) write: Write,
    /// Told when it is durable; an appended entry has the tails for that.
    pub(super) done: Option<Answer<()>>,
    /// The space that it takes in the queue.
    pub(super) _space: OwnedSemaphorePermit,
}

/// Something to be read.
#[derive(Debug)]
pub(super) enum Read {
    /// Everything written so far.
    Snapshot(Answer<ReadTransaction>),
    /// The same, and what is appended to the board from there on.
    Follow(BoardId, Answer<(ReadTransaction, Live)>),
}

/// Where an answer goes. Nobody may wait for it any more, which is no matter.
pub(super) type Answer<T> = oneshot::Sender<Result<T, LogError>>;

/// Opens the database, at the start and after it has failed.
pub(super) type Open = Box<dyn Fn() -> Result<Database, OpenError> + Send>;

/// The state of the writer's thread.
pub(super) struct Writer {
    open: Open,
    /// `None` after a failure, until the next request.
    database: Option<Database>,
    feeds: HashMap<BoardId, Vec<Feed>>,
    /// Held as long as the database is open, since it stands for the data folder.
    folding: Arc<Folding>,
    commits: Arc<AtomicU64>,
}

impl Writer {
    /// A writer to the database that `open` has opened.
    pub(super) fn new(
        database: Database,
        open: Open,
        folding: Arc<Folding>,
        commits: Arc<AtomicU64>,
    ) -> Self {
        Self {
            open,
            database: Some(database),
            feeds: HashMap::new(),
            folding,
            commits,
        }
    }

    /// Does what it is asked for until it is told to stop, or nobody is left to ask.
    pub(super) fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        let mut waiting = Vec::new();
        let mut stop = None;
        while stop.is_none() && requests.blocking_recv_many(&mut waiting, QUEUE_ENTRIES) > 0 {
            let begun = Instant::now();
            let mut writes = Vec::new();
            let mut reads = Vec::new();
            for request in waiting.drain(..) {
                match request {
                    Request::Write(pending) => writes.push(pending),
                    Request::Read(read) => reads.push(read),
                    Request::Stop(done) => stop = Some(done),
                }
            }
            let wrote = !writes.is_empty();
            if wrote {
                self.write(writes);
            }
            for read in reads {
                self.read(read);
            }
            if wrote && stop.is_none() {
                thread::sleep(COMMIT_PACE.saturating_sub(begun.elapsed()));
            }
        }
        if let Some(Err(error)) = self.database.map(Database::close) {
            tracing::error!(%error, "the database was not closed cleanly; it will be checked");
        }
        if let Some(stop) = stop {
            self.folding.close();
            let _ = stop.send(());
        }
    }

    fn write(&mut self, writes: Vec<Pending>) {
        let written = self.database().and_then(|database| {
            let writes = writes.iter().map(|pending| &pending.write);
            store::commit(database, writes).map_err(LogError::store)
        });
        match written {
            Ok(outcomes) => {
                self.commits.fetch_add(1, Ordering::Relaxed);
                self.tell(writes, outcomes);
            }
            Err(error) => {
                tracing::error!(%error, writes = writes.len(), "nothing could be written");
                // redb goes on after a failure only when it is opened anew.
                self.database = None;
                self.fail(writes, &error);
            }
        }
    }

    fn tell(&mut self, writes: Vec<Pending>, outcomes: Vec<Outcome>) {
        let mut appended: HashMap<BoardId, Vec<Record>> = HashMap::new();
        for (Pending { write, done, .. }, outcome) in writes.into_iter().zip(outcomes) {
            match (write.change, done, outcome) {
                (Change::Append(entry), _, Ok(seq)) => {
                    let records = appended.entry(write.board).or_default();
                    records.push(Record { seq, entry });
                }
                (_, Some(done), outcome) => {
                    let _ = done.send(outcome.map(drop));
                }
                (_, None, outcome) => tracing::error!(?outcome, "an entry was dropped"),
            }
        }
        for (board, records) in appended {
            if let Some(feeds) = self.feeds.get_mut(&board) {
                feeds.retain(|feed| feed.send(&records));
            }
        }
    }

    /// Ends the tails of every board that had something in a failed commit: its entries may or may
    /// not be stored, and reading the board again tells.
    fn fail(&mut self, writes: Vec<Pending>, error: &LogError) {
        for Pending { write, done, .. } in writes {
            for feed in self.feeds.remove(&write.board).into_iter().flatten() {
                feed.end(error.clone());
            }
            if let Some(done) = done {
                let _ = done.send(Err(error.clone()));
            }
        }
    }

    fn read(&mut self, read: Read) {
        let snapshot = self
            .database()
            .and_then(|database| database.begin_read().map_err(LogError::store));
        match read {
            Read::Snapshot(answer) => {
                let _ = answer.send(snapshot);
            }
            Read::Follow(board, answer) => {
                let _ = answer.send(snapshot.map(|snapshot| (snapshot, self.follow(board))));
            }
        }
    }

    fn follow(&mut self, board: BoardId) -> Live {
        self.feeds.retain(|_, feeds| {
            feeds.retain(|feed| !feed.is_closed());
            !feeds.is_empty()
        });
        let (feed, live) = Feed::new();
        self.feeds.entry(board).or_default().push(feed);
        live
    }

    fn database(&mut self) -> Result<&Database, LogError> {
        if self.database.is_none() {
            self.database = Some((self.open)().map_err(LogError::store)?);
        }
        Ok(self.database.as_ref().expect("just opened"))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io;
    use std::ops::Bound;
    use std::path::Path;
    use std::sync::atomic::AtomicBool;

    use redb::backends::FileBackend;
    use redb::{BackendError, StorageBackend};

    use super::*;
    use crate::log::conformance::{
        append, board, created, entry, opened, read_to, records, stored,
    };
    use crate::log::embedded::EmbeddedLog;
    use crate::log::{Log, Seq};

    #[tokio::test]
    async fn a_failed_commit_ends_the_tails_concerned_and_the_store_goes_on() {
        let data = tempfile::tempdir().unwrap();
        let broken = Arc::new(AtomicBool::new(false));
        let open = {
            let broken = Arc::clone(&broken);
            move |path: &Path| {
                let file = File::options().read(true).write(true).open(path);
                let disk = Disk {
                    file: FileBackend::new(file.unwrap()).unwrap(),
                    broken: Arc::clone(&broken),
                };
                let database = redb::Builder::new().create_with_backend(disk);
                database.map_err(|error| OpenError::Folder {
                    path: path.to_owned(),
                    cause: io::Error::other(error),
                })
            }
        };
        let log = EmbeddedLog::open_with(data.path(), open).unwrap();
        let (hit, spared) = (created(&log, "hit").await, created(&log, "spared").await);
        let mut hit_tail = opened(&log, &hit).await.tail;
        let mut spared_tail = opened(&log, &spared).await.tail;
        assert_eq!(read_to(&mut hit_tail, 1).await, records(1..=1));

        broken.store(true, Ordering::Relaxed);
        append(&log, &hit, 2..=2).await;
        assert!(matches!(hit_tail.next().await, Err(LogError::Store(_))));
        // While the disk is away, everything is refused.
        assert!(matches!(log.open(&hit).await, Err(LogError::Store(_))));
        let (id, code) = board("refused");
        let refused = log.create(&id, &code, "e1", entry(1)).await;
        assert!(matches!(refused, Err(LogError::Store(_))));

        broken.store(false, Ordering::Relaxed);
        let mut hit_tail = opened(&log, &hit).await.tail;
        let before = stored(&mut hit_tail).await.len() as Seq;
        append(&log, &hit, before + 1..=before + 1).await;
        let next = read_to(&mut hit_tail, before + 1).await;
        assert_eq!(next, records(before + 1..=before + 1));
        append(&log, &spared, 2..=2).await;
        assert_eq!(read_to(&mut spared_tail, 2).await, records(1..=2));
        log.shutdown().await;
    }

    /// A disk that can break.
    #[derive(Debug)]
    struct Disk {
        file: FileBackend,
        broken: Arc<AtomicBool>,
    }

    impl Disk {
        fn file(&self) -> io::Result<&FileBackend> {
            match self.broken.load(Ordering::Relaxed) {
                true => Err(io::Error::other("the disk is broken")),
                false => Ok(&self.file),
            }
        }
    }

    impl StorageBackend for Disk {
        fn len(&self) -> io::Result<u64> {
            self.file()?.len()
        }

        fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
            self.file()?.read(offset, out)
        }

        fn set_len(&self, len: u64) -> io::Result<()> {
            self.file()?.set_len(len)
        }

        fn sync_data(&self) -> io::Result<()> {
            self.file()?.sync_data()
        }

        fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
            self.file()?.write(offset, data)
        }

        fn close(&self) -> io::Result<()> {
            self.file.close()
        }

        fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
            self.file.try_lock_range(start, end)
        }
    }
}
