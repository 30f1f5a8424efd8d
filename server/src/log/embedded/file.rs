//! Opening the database file, so that it is either sound and whole or left exactly as it was.

use std::fs::{self, File};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use redb::backends::FileBackend;
use redb::{BackendError, Builder, Database, DatabaseError, StorageBackend, StorageError};

use super::store;

/// What redb may keep of the file in memory. Rooms hold what they need themselves; this serves
/// the upper pages of the trees and the entries just written.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// Why the store could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or a file in it can't be created, read or written.
    #[error("the data folder {} can't be used: {cause}", path.display())]
    Folder {
        /// The data folder.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// Another process has the store open.
    #[error("{} is in use by another process", path.display())]
    InUse {
        /// The data folder or the database.
        path: PathBuf,
    },
    /// Not a database, or not as it was written.
    #[error("the database {} is damaged and was left as it is ({reason}): restore it from a backup", path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// How it shows.
        reason: String,
    },
    /// Written by a program that keeps its data in another way.
    #[error("the database {} has format {found}, and this version of Bordsvis reads format {}: use the version that wrote it", path.display(), store::FORMAT)]
    Format {
        /// The database.
        path: PathBuf,
        /// The format it is in.
        found: u64,
    },
}

/// Opens the database. Every page is checked, after a crash and after a clean stop: a damaged file
/// is refused, never repaired in part.
pub(super) fn open(path: &Path) -> Result<Database, OpenError> {
    let folder = |cause| unusable(path, cause);
    let file = File::options().read(true).write(true).open(path);
    let file = file.map_err(folder)?;
    // redb would make a new database of it.
    if file.metadata().map_err(folder)?.len() == 0 {
        return Err(damaged(path, "it is empty"));
    }
    let backend = FileBackend::new(file).map_err(|error| refusal(path, error))?;
    let backend = CheckedFirst::new(backend);
    let database = builder()
        .set_check_integrity_on_open(true)
        .create_with_backend(backend.clone())
        .map_err(|error| refusal(path, error))?;
    match store::format(&database) {
        Ok(store::FORMAT) => {}
        Ok(found) => {
            let path = path.to_owned();
            return Err(OpenError::Format { path, found });
        }
        Err(error) => return Err(damaged(path, error)),
    }
    backend.trust().map_err(folder)?;
    Ok(database)
}

/// Creates the database if there is none: beside its place, and then moves it there, so that one in
/// its place is always whole.
pub(super) fn create(path: &Path) -> Result<(), OpenError> {
    let folder = |cause| unusable(path, cause);
    if path.try_exists().map_err(folder)? {
        return Ok(());
    }
    let new = path.with_extension("new");
    match fs::remove_file(&new) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        removed => removed.map_err(folder)?,
    }
    let refusal = |error| refusal(&new, error);
    let database = builder().create(&new).map_err(refusal)?;
    store::initialise(&database).map_err(|error| folder(io::Error::other(error)))?;
    database.close().map_err(refusal)?;
    fs::rename(&new, path).map_err(folder)?;
    // Otherwise a power cut could take the file away with all that was acknowledged.
    File::open(path.parent().unwrap_or(path))
        .and_then(|parent| parent.sync_all())
        .map_err(folder)
}

fn builder() -> Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_BYTES);
    builder
}

fn refusal(path: &Path, error: DatabaseError) -> OpenError {
    match error {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
            OpenError::InUse {
                path: path.to_owned(),
            }
        }
        DatabaseError::Storage(StorageError::Io(cause))
            if !matches!(
                cause.kind(),
                // No database at all, and one that ends too early.
                io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
            ) =>
        {
            unusable(path, cause)
        }
        error => damaged(path, error),
    }
}

fn unusable(path: &Path, cause: io::Error) -> OpenError {
    OpenError::Folder {
        path: path.parent().unwrap_or(path).to_owned(),
        cause,
    }
}

fn damaged(path: &Path, reason: impl ToString) -> OpenError {
    OpenError::Damaged {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// A database file that isn't written to before it is trusted. redb rewrites the header of a
/// database that was not closed before it checks the rest; here that waits until all is checked.
#[derive(Debug, Clone)]
struct CheckedFirst(Arc<Checked>);

#[derive(Debug)]
struct Checked {
    file: FileBackend,
    /// What is to be done once the file is trusted; `None` from then on.
    held: RwLock<Option<Vec<Held>>>,
}

#[derive(Debug)]
enum Held {
    Write(u64, Vec<u8>),
    Sync,
}

impl CheckedFirst {
    fn new(file: FileBackend) -> Self {
        let held = RwLock::new(Some(Vec::new()));
        Self(Arc::new(Checked { file, held }))
    }

    /// Does what was held back, in its order, which is what makes it safe against crashes.
    fn trust(&self) -> io::Result<()> {
        for held in self.held_mut().take().into_iter().flatten() {
            match held {
                Held::Write(offset, data) => self.0.file.write(offset, &data)?,
                Held::Sync => self.0.file.sync_data()?,
            }
        }
        Ok(())
    }

    fn held(&self) -> RwLockReadGuard<'_, Option<Vec<Held>>> {
        self.0.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn held_mut(&self) -> RwLockWriteGuard<'_, Option<Vec<Held>>> {
        self.0.held.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds the action back; false if the file is trusted, so that it is to be done at once.
    fn hold(&self, action: impl FnOnce() -> Held) -> bool {
        if self.held().is_none() {
            return false;
        }
        if let Some(held) = &mut *self.held_mut() {
            held.push(action());
        }
        true
    }
}

impl StorageBackend for CheckedFirst {
    fn len(&self) -> io::Result<u64> {
        self.0.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.file.read(offset, out)?;
        for held in self.held().iter().flatten() {
            if let Held::Write(at, data) = held {
                overlay(offset, out, *at, data);
            }
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        // Checking changes no length; what redb tries while it gives up a refused file is ignored.
        if self.held().is_some() {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        self.0.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        if self.hold(|| Held::Sync) {
            return Ok(());
        }
        self.0.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        if self.hold(|| Held::Write(offset, data.to_vec())) {
            return Ok(());
        }
        self.0.file.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.0.file.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.0.file.try_lock_range(start, end)
    }
}

/// Copies what `data`, written at `at`, puts into `out`, which was read at `offset`.
fn overlay(offset: u64, out: &mut [u8], at: u64, data: &[u8]) {
    let start = offset.max(at);
    let end = (offset + out.len() as u64).min(at + data.len() as u64);
    if start < end {
        let within = |base: u64| (start - base) as usize..(end - base) as usize;
        out[within(offset)].copy_from_slice(&data[within(at)]);
    }
}
