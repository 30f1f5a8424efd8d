//! How boards lie in the database: its tables, and what each kind of write does to them.

use std::ops::RangeInclusive;

use bordsvis_shared::id::{BoardId, JoinCode};
use bytes::Bytes;
use redb::{
    Database, ReadTransaction, ReadableDatabase, ReadableTable, Table, TableDefinition,
    WriteTransaction,
};

use crate::log::{Checkpoint, LogError, Record, Seq};

/// The version of all that follows. Raise it with every change that this code can't read.
pub(super) const FORMAT: u64 = 1;

/// `format` → [`FORMAT`].
const META: TableDefinition<&str, u64> = TableDefinition::new("meta");
/// Board → epoch.
const BOARDS: TableDefinition<&str, &str> = TableDefinition::new("boards");
/// Join code → board.
const CODES: TableDefinition<&str, &str> = TableDefinition::new("codes");
/// Board and place → entry.
const ENTRIES: Places = TableDefinition::new("entries");
/// Board and the last entry included → state: the newest and the one before it.
const CHECKPOINTS: Places = TableDefinition::new("checkpoints");
/// Board and place → entry: those that killed the process again and again. A copy, since the place
/// stays taken and the log is trimmed.
const QUARANTINE: Places = TableDefinition::new("quarantine");

type Key = (&'static str, Seq);
type Places = TableDefinition<'static, Key, &'static [u8]>;
type Result<T> = std::result::Result<T, redb::Error>;

/// Something to be written for a board.
#[derive(Debug)]
pub(super) struct Write {
    pub(super) board: BoardId,
    pub(super) change: Change,
}

#[derive(Debug)]
pub(super) enum Change {
    Create {
        code: JoinCode,
        epoch: String,
        first: Bytes,
    },
    Append(Bytes),
    Checkpoint {
        seq: Seq,
        bytes: Bytes,
    },
    Claim(JoinCode),
    Release(JoinCode),
}

impl Write {
    /// How many bytes it carries.
    pub(super) fn len(&self) -> usize {
        match &self.change {
            Change::Create { first: bytes, .. }
            | Change::Append(bytes)
            | Change::Checkpoint { bytes, .. } => bytes.len(),
            Change::Claim(code) | Change::Release(code) => code.as_str().len(),
        }
    }
}

/// The place that was written, or why it was not.
pub(super) type Outcome = std::result::Result<Seq, LogError>;

/// Makes an empty database.
pub(super) fn initialise(database: &Database) -> Result<()> {
    let transaction = begin(database)?;
    transaction.open_table(META)?.insert("format", FORMAT)?;
    // So that they can be read before anything is written.
    transaction.open_table(QUARANTINE)?;
    Tables::open(&transaction)?;
    Ok(transaction.commit()?)
}

/// The format of a database.
pub(super) fn format(database: &Database) -> Result<u64> {
    let meta = database.begin_read()?.open_table(META)?;
    let format = meta.get("format")?;
    // No format ever had this number.
    Ok(format.map_or(0, |format| format.value()))
}

/// Writes all of it in one durable transaction, or fails and writes nothing.
pub(super) fn commit<'a>(
    database: &Database,
    writes: impl Iterator<Item = &'a Write>,
) -> Result<Vec<Outcome>> {
    let transaction = begin(database)?;
    let mut tables = Tables::open(&transaction)?;
    let outcomes = writes
        .map(|write| tables.write(write))
        .collect::<Result<Vec<_>>>()?;
    drop(tables);
    transaction.commit()?;
    Ok(outcomes)
}

/// The board that a join code leads to.
pub(super) fn find(snapshot: &ReadTransaction, code: &JoinCode) -> Result<Option<BoardId>> {
    let board = snapshot.open_table(CODES)?.get(code.as_str())?;
    // What isn't an id is no board.
    Ok(board.and_then(|board| board.value().parse().ok()))
}

/// A board as it lies in the database.
pub(super) struct Stored {
    pub(super) epoch: String,
    pub(super) checkpoint: Option<Checkpoint>,
    /// The entries after the checkpoint, without those in quarantine.
    pub(super) records: Vec<Record>,
    /// The places left out.
    pub(super) quarantined: Vec<Seq>,
}

/// Reads a board.
pub(super) fn load(snapshot: &ReadTransaction, board: &BoardId) -> Result<Option<Stored>> {
    let board = board.as_str();
    let Some(epoch) = snapshot.open_table(BOARDS)?.get(board)? else {
        return Ok(None);
    };
    let newest = snapshot
        .open_table(CHECKPOINTS)?
        .range(from(board, 0))?
        .next_back();
    let checkpoint = newest.transpose()?.map(|(key, bytes)| Checkpoint {
        seq: key.value().1,
        bytes: Bytes::copy_from_slice(bytes.value()),
    });
    let next = checkpoint
        .as_ref()
        .map_or(1, |checkpoint| checkpoint.seq + 1);

    let mut quarantined = Vec::new();
    for place in snapshot.open_table(QUARANTINE)?.range(from(board, next))? {
        quarantined.push(place?.0.value().1);
    }
    let mut records = Vec::new();
    for place in snapshot.open_table(ENTRIES)?.range(from(board, next))? {
        let (key, entry) = place?;
        let seq = key.value().1;
        if !quarantined.contains(&seq) {
            let entry = Bytes::copy_from_slice(entry.value());
            records.push(Record { seq, entry });
        }
    }
    Ok(Some(Stored {
        epoch: epoch.value().to_owned(),
        checkpoint,
        records,
        quarantined,
    }))
}

/// Puts entries into quarantine.
pub(super) fn quarantine(database: &Database, places: &[(BoardId, Seq)]) -> Result<()> {
    let transaction = begin(database)?;
    {
        let entries = transaction.open_table(ENTRIES)?;
        let mut quarantine = transaction.open_table(QUARANTINE)?;
        for (board, seq) in places {
            let key = (board.as_str(), *seq);
            if let Some(entry) = entries.get(key)? {
                quarantine.insert(key, entry.value())?;
            }
        }
    }
    Ok(transaction.commit()?)
}

/// A write transaction, durable when it commits ([`redb::Durability::Immediate`], the default). It
/// commits in two phases: with one, damage to the last commit can't be told from a power cut in its
/// middle, and the store would open without acknowledged entries.
fn begin(database: &Database) -> Result<WriteTransaction> {
    let mut transaction = database.begin_write()?;
    transaction.set_two_phase_commit(true);
    Ok(transaction)
}

/// The tables that a board is written to.
struct Tables<'t> {
    boards: Table<'t, &'static str, &'static str>,
    codes: Table<'t, &'static str, &'static str>,
    entries: Table<'t, Key, &'static [u8]>,
    checkpoints: Table<'t, Key, &'static [u8]>,
}

impl<'t> Tables<'t> {
    fn open(transaction: &'t WriteTransaction) -> Result<Self> {
        Ok(Self {
            boards: transaction.open_table(BOARDS)?,
            codes: transaction.open_table(CODES)?,
            entries: transaction.open_table(ENTRIES)?,
            checkpoints: transaction.open_table(CHECKPOINTS)?,
        })
    }

    fn write(&mut self, write: &Write) -> Result<Outcome> {
        let board = &write.board;
        match &write.change {
            Change::Create { code, epoch, first } => self.create(board, code, epoch, first),
            Change::Append(entry) => self.append(board, entry),
            Change::Checkpoint { seq, bytes } => self.checkpoint(board, *seq, bytes),
            Change::Claim(code) => self.claim(board, code),
            Change::Release(code) => self.release(board, code),
        }
    }

    fn create(
        &mut self,
        board: &BoardId,
        code: &JoinCode,
        epoch: &str,
        first: &[u8],
    ) -> Result<Outcome> {
        if self.boards.get(board.as_str())?.is_some() {
            return Ok(Err(LogError::BoardExists(board.clone())));
        }
        if self.codes.get(code.as_str())?.is_some() {
            return Ok(Err(LogError::CodeTaken(code.clone())));
        }
        self.boards.insert(board.as_str(), epoch)?;
        self.codes.insert(code.as_str(), board.as_str())?;
        self.entries.insert((board.as_str(), 1), first)?;
        Ok(Ok(1))
    }

    fn claim(&mut self, board: &BoardId, code: &JoinCode) -> Result<Outcome> {
        let Some(head) = last(&self.entries, board.as_str())? else {
            return Ok(Err(LogError::NoBoard(board.clone())));
        };
        if self.codes.get(code.as_str())?.is_some() {
            return Ok(Err(LogError::CodeTaken(code.clone())));
        }
        self.codes.insert(code.as_str(), board.as_str())?;
        Ok(Ok(head))
    }

    fn release(&mut self, board: &BoardId, code: &JoinCode) -> Result<Outcome> {
        let Some(head) = last(&self.entries, board.as_str())? else {
            return Ok(Err(LogError::NoBoard(board.clone())));
        };
        let leads = self.codes.get(code.as_str())?;
        if leads.is_some_and(|leads| leads.value() == board.as_str()) {
            self.codes.remove(code.as_str())?;
        }
        Ok(Ok(head))
    }

    fn append(&mut self, board: &BoardId, entry: &[u8]) -> Result<Outcome> {
        let Some(head) = last(&self.entries, board.as_str())? else {
            return Ok(Err(LogError::NoBoard(board.clone())));
        };
        self.entries.insert((board.as_str(), head + 1), entry)?;
        Ok(Ok(head + 1))
    }

    fn checkpoint(&mut self, board: &BoardId, seq: Seq, bytes: &[u8]) -> Result<Outcome> {
        let Some(head) = last(&self.entries, board.as_str())? else {
            return Ok(Err(LogError::NoBoard(board.clone())));
        };
        let board = board.as_str();
        let previous = last(&self.checkpoints, board)?.unwrap_or(0);
        if (previous + 1..=head).contains(&seq) {
            self.checkpoints.insert((board, seq), bytes)?;
            let older = (board, 0)..(board, previous);
            self.checkpoints.retain_in(older, |_, _| false)?;
            let covered = (board, 0)..=(board, previous);
            self.entries.retain_in(covered, |_, _| false)?;
        }
        Ok(Ok(seq))
    }
}

/// The last place that a board takes in a table. Every board has an entry: the first comes with its
/// creation, and the last survives every trimming. So no counter need be written with each entry.
fn last(table: &impl ReadableTable<Key, &'static [u8]>, board: &str) -> Result<Option<Seq>> {
    let last = table.range(from(board, 0))?.next_back().transpose()?;
    Ok(last.map(|(key, _)| key.value().1))
}

/// All places of a board from `seq` on.
fn from(board: &str, seq: Seq) -> RangeInclusive<(&str, Seq)> {
    (board, seq)..=(board, Seq::MAX)
}

#[cfg(test)]
mod tests {
    use redb::backends::InMemoryBackend;

    use super::*;

    fn database() -> (Database, BoardId) {
        let database = redb::Builder::new()
            .create_with_backend(InMemoryBackend::new())
            .unwrap();
        initialise(&database).unwrap();
        let board: BoardId = "b7k2".parse().unwrap();
        let first = Bytes::from_static(b"1");
        let create = Change::Create {
            code: JoinCode::from_random([0; JoinCode::LENGTH]),
            epoch: "e1".to_owned(),
            first,
        };
        write(&database, &board, create);
        for n in 2..=9 {
            write(
                &database,
                &board,
                Change::Append(Bytes::from(format!("{n}"))),
            );
        }
        (database, board)
    }

    fn write(database: &Database, board: &BoardId, change: Change) {
        let board = board.clone();
        let outcomes = commit(database, [Write { board, change }].iter()).unwrap();
        assert!(
            outcomes.iter().all(std::result::Result::is_ok),
            "{outcomes:?}"
        );
    }

    fn seqs(database: &Database, table: Places) -> Vec<Seq> {
        let table = database.begin_read().unwrap().open_table(table).unwrap();
        let places = table.iter().unwrap();
        places.map(|place| place.unwrap().0.value().1).collect()
    }

    #[test]
    fn the_previous_checkpoint_and_what_follows_it_are_kept() {
        let (database, board) = database();
        for (seq, checkpoints, entries) in [
            (3, vec![3], 1..=9),
            (5, vec![3, 5], 4..=9),
            (9, vec![5, 9], 6..=9),
        ] {
            let bytes = Bytes::from_static(b"state");
            write(&database, &board, Change::Checkpoint { seq, bytes });
            assert_eq!(seqs(&database, CHECKPOINTS), checkpoints);
            assert_eq!(seqs(&database, ENTRIES), entries.collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_in_quarantine_is_kept_when_the_log_is_trimmed() {
        let (database, board) = database();
        let nowhere = (board.clone(), 99);
        quarantine(&database, &[(board.clone(), 4), nowhere]).unwrap();
        let stored = load(&database.begin_read().unwrap(), &board)
            .unwrap()
            .unwrap();
        assert_eq!((stored.records.len(), stored.quarantined), (8, vec![4]));

        for seq in [8, 9] {
            let bytes = Bytes::from_static(b"state");
            write(&database, &board, Change::Checkpoint { seq, bytes });
        }
        assert_eq!(seqs(&database, ENTRIES), [9]);
        let table = database
            .begin_read()
            .unwrap()
            .open_table(QUARANTINE)
            .unwrap();
        assert_eq!(
            table.get((board.as_str(), 4)).unwrap().unwrap().value(),
            b"4"
        );
        assert_eq!(seqs(&database, QUARANTINE), [4]);
    }
}
