//! Which entries are being folded, in a file that outlives the process: an entry that kills the
//! process would, as the log comes first, kill it at every start.
//!
//! A board found in mid-fold at a start gets one strike: its entry is the *suspect*. That alone
//! tells little, since a process may be killed at any moment, and an acknowledged entry must not be
//! lost by it. The suspect's board is replayed entry by entry, so that the place noted is exact. If
//! the fold of the suspect returns, it is cleared; if the process dies in it again, it is
//! *convicted*.
//!
//! The file is never synced: it must survive the death of the process, not a power cut.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bordsvis_shared::id::{BoardId, MAX_RANDOM_ID};

use crate::log::Seq;

/// The length of a line, `<board> <folding> <suspect>`, filled up with spaces: an id, two numbers
/// of at most 20 digits, the spaces between and the line's end.
const LINE: usize = MAX_RANDOM_ID + 2 * 20 + 3;

/// The file. It is locked while it is open, and stands for the whole data folder in that.
#[derive(Debug)]
pub(super) struct Folding(Mutex<Lines>);

#[derive(Debug)]
struct Lines {
    file: File,
    /// A line is free again when its board is neither in mid-fold nor suspected, so there are
    /// only as many as there were boards in mid-fold at once.
    lines: Vec<Option<Line>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    board: BoardId,
    folding: Option<Seq>,
    suspect: Option<Seq>,
}

impl Folding {
    /// Opens the file, creating it if there is none; `None` if another process has it open.
    pub(super) fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        // What a power cut left of a line is no line.
        let lines = bytes.chunks(LINE).map(Line::read).collect();
        Ok(Some(Self(Mutex::new(Lines { file, lines }))))
    }

    /// The entries that killed the process twice in a row.
    pub(super) fn convicted(&self) -> Vec<(BoardId, Seq)> {
        let lines = self.lock();
        let lines = lines.lines.iter().flatten();
        lines
            .filter(|line| line.suspect.is_some() && line.suspect == line.folding)
            .filter_map(|line| Some((line.board.clone(), line.suspect?)))
            .collect()
    }

    /// Begins anew once the convicted are taken care of: what was being folded is the suspect now.
    pub(super) fn begin(&self) -> io::Result<()> {
        let mut lines = self.lock();
        for line in &mut lines.lines {
            *line = line.take().and_then(Line::at_start);
        }
        (0..lines.lines.len()).try_for_each(|index| lines.store(index))
    }

    /// Whether an entry of the board is suspected.
    pub(super) fn suspects(&self, board: &BoardId) -> bool {
        let lines = self.lock();
        let mut lines = lines.lines.iter().flatten();
        lines.any(|line| line.board == *board && line.suspect.is_some())
    }

    /// Notes what the board's fold is about to take, or that it is idle.
    pub(super) fn set(&self, board: &BoardId, seq: Option<Seq>) {
        // The board works without; only a fold that kills the process would go unnoticed.
        if let Err(error) = self.lock().set(board, seq) {
            tracing::warn!(%error, %board, "what is being folded could not be noted");
        }
    }

    /// Notes that no fold is running, and gives up the file.
    pub(super) fn close(&self) {
        let mut lines = self.lock();
        let boards: Vec<_> = lines.lines.iter().flatten().cloned().collect();
        let idle = boards
            .iter()
            .try_for_each(|line| lines.set(&line.board, None));
        if let Err(error) = idle.and_then(|()| lines.file.unlock()) {
            tracing::warn!(%error, "the next start may suspect an entry wrongly");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn set(&mut self, board: &BoardId, folding: Option<Seq>) -> io::Result<()> {
        let of_board = |line: &Option<Line>| line.as_ref().is_some_and(|l| l.board == *board);
        let index = match self.lines.iter().position(of_board) {
            Some(index) => index,
            None if folding.is_none() => return Ok(()),
            None => self.free(),
        };
        let line = self.lines[index].get_or_insert_with(|| Line {
            board: board.clone(),
            folding: None,
            suspect: None,
        });
        if line.folding == folding {
            return Ok(());
        }
        // Its fold has returned, or a checkpoint has made it needless.
        if line.folding == line.suspect || folding > line.suspect {
            line.suspect = None;
        }
        line.folding = folding;
        if line.folding.is_none() && line.suspect.is_none() {
            self.lines[index] = None;
        }
        self.store(index)
    }

    fn free(&mut self) -> usize {
        let free = self.lines.iter().position(Option::is_none);
        free.unwrap_or_else(|| {
            self.lines.push(None);
            self.lines.len() - 1
        })
    }

    fn store(&mut self, index: usize) -> io::Result<()> {
        let text = self.lines[index]
            .as_ref()
            .map_or_else(String::new, Line::text);
        let width = LINE - 1;
        self.file.seek(SeekFrom::Start((index * LINE) as u64))?;
        self.file.write_all(format!("{text:width$}\n").as_bytes())
    }
}

impl Line {
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = str::from_utf8(bytes).ok()?;
        let mut words = text.split_whitespace();
        let board = words.next()?.parse().ok()?;
        let mut seq = || words.next()?.parse().ok();
        let (folding, suspect): (Seq, Seq) = (seq()?, seq()?);
        Some(Self {
            board,
            folding: Some(folding).filter(|seq| *seq > 0),
            suspect: Some(suspect).filter(|seq| *seq > 0),
        })
    }

    fn text(&self) -> String {
        let [folding, suspect] = [self.folding, self.suspect].map(Option::unwrap_or_default);
        format!("{} {folding} {suspect}", self.board)
    }

    /// What is left of the line at a start.
    fn at_start(self) -> Option<Self> {
        let suspect = match (self.folding, self.suspect) {
            (None, suspect) => suspect,
            // Convicted.
            (folding, suspect) if folding == suspect => None,
            (folding, _) => folding,
        }?;
        Some(Self {
            board: self.board,
            folding: None,
            suspect: Some(suspect),
        })
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn board(name: &str) -> BoardId {
        name.parse().unwrap()
    }

    /// One life of the process, which ends by being killed: what is convicted at its start, whether
    /// the board is suspected then, and what it folds.
    fn life(data: &TempDir, folds: &[Option<Seq>]) -> (Vec<Seq>, bool) {
        let folding = Folding::open(&data.path().join("folding"))
            .unwrap()
            .unwrap();
        let convicted = folding.convicted();
        folding.begin().unwrap();
        let suspected = folding.suspects(&board("b"));
        for seq in folds {
            folding.set(&board("b"), *seq);
        }
        let convicted = convicted.into_iter().map(|(_, seq)| seq).collect();
        (convicted, suspected)
    }

    /// What a life folds, and what is convicted and whether the board is suspected at its start.
    type Life<'a> = (&'a [Option<Seq>], &'a [Seq], bool);

    #[track_caller]
    fn check(lives: &[Life<'_>]) {
        let data = tempfile::tempdir().unwrap();
        for (folds, convicted, suspected) in lives {
            let (was_convicted, was_suspected) = life(&data, folds);
            assert_eq!(
                (&was_convicted[..], was_suspected),
                (*convicted, *suspected)
            );
        }
    }

    #[test]
    fn only_the_same_entry_twice_in_a_row_is_convicted() {
        let (none, two, seven) = (None, Some(2), Some(7));
        // Twice; afterwards the slate is clean.
        check(&[
            (&[seven], &[], false),
            (&[two, seven], &[], true),
            (&[], &[7], false),
            (&[], &[], false),
        ]);
        // A life in which the board isn't opened is no acquittal.
        check(&[
            (&[seven], &[], false),
            (&[], &[], true),
            (&[seven], &[], true),
            (&[], &[7], false),
        ]);
        // Another entry takes its place.
        check(&[
            (&[seven], &[], false),
            (&[two], &[], true),
            (&[seven], &[], true),
            (&[], &[], true),
        ]);
        // Idle is nothing.
        check(&[
            (&[seven, none], &[], false),
            (&[seven, none], &[], false),
            (&[], &[], false),
        ]);
    }

    #[test]
    fn a_suspect_is_cleared_when_its_fold_returns_or_is_needless() {
        let (none, seven, eight, nine) = (None, Some(7), Some(8), Some(9));
        // It was the last entry, so nothing follows.
        check(&[
            (&[seven], &[], false),
            (&[seven, none], &[], true),
            (&[seven], &[], false),
            (&[], &[], true),
        ]);
        check(&[
            (&[seven], &[], false),
            (&[seven, eight], &[], true),
            (&[seven], &[], true),
            (&[], &[], true),
        ]);
        // A checkpoint includes it.
        check(&[
            (&[seven], &[], false),
            (&[nine, none], &[], true),
            (&[], &[], false),
        ]);
        // Idle before it came to it.
        check(&[
            (&[seven], &[], false),
            (&[none], &[], true),
            (&[seven], &[], true),
            (&[], &[7], false),
        ]);
    }

    #[test]
    fn boards_are_kept_apart_and_lines_used_again() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("folding");
        let folding = Folding::open(&path).unwrap().unwrap();
        for round in 1..100 {
            for name in ["one", "two", &"b".repeat(MAX_RANDOM_ID)] {
                folding.set(&board(name), Some(Seq::MAX - round));
            }
            folding.set(&board("one"), None);
            folding.set(&board("two"), None);
        }
        drop(folding);
        assert_eq!(std::fs::metadata(&path).unwrap().len(), 3 * LINE as u64);
        let folding = Folding::open(&path).unwrap().unwrap();
        folding.begin().unwrap();
        assert!(folding.suspects(&board(&"b".repeat(MAX_RANDOM_ID))));
        assert!(!folding.suspects(&board("one")));
    }

    #[test]
    fn what_a_power_cut_left_is_ignored() {
        let data = tempfile::tempdir().unwrap();
        std::fs::write(data.path().join("folding"), [0xff; LINE + 5]).unwrap();
        assert_eq!(life(&data, &[Some(7)]), (Vec::new(), false));
        assert_eq!(life(&data, &[]), (Vec::new(), true));
    }
}
