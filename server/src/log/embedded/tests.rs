//! What is particular to the embedded log: one process, one file, and what happens when either dies.

use std::fs;
use std::path::PathBuf;

use redb::{ReadableDatabase, TableDefinition};
use tempfile::TempDir;

use super::*;
use crate::log::conformance::{self, append, created, opened, read_to, records, stored};

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What a process that is killed now would leave. Nothing may be on its way to the disk.
fn killed(data: &TempDir) -> TempDir {
    let left = folder();
    for file in ["bordsvis.redb", "folding"] {
        fs::copy(data.path().join(file), left.path().join(file)).unwrap();
    }
    left
}

fn database(data: &TempDir) -> PathBuf {
    data.path().join("bordsvis.redb")
}

#[tokio::test]
async fn it_does_what_every_log_does() {
    let data = folder();
    let open = || EmbeddedLog::open(data.path()).unwrap();
    let reopen = async || Arc::new(open()) as Arc<dyn Log>;
    conformance::story(reopen).await;
}

#[tokio::test]
async fn what_appeared_is_there_after_a_kill() {
    let data = folder();
    let log = EmbeddedLog::open(data.path()).unwrap();
    let id = created(&log, "kill").await;
    let mut tail = opened(&log, &id).await.tail;
    for (begin, end) in [(2, 2), (3, 30), (31, 200)] {
        append(&log, &id, begin..=end).await;
        read_to(&mut tail, end).await;
        let left = killed(&data);
        let left = EmbeddedLog::open(left.path()).unwrap();
        let mut tail = opened(&left, &id).await.tail;
        assert_eq!(stored(&mut tail).await, records(1..=end));
    }
}

#[tokio::test]
async fn many_entries_take_few_commits() {
    let data = folder();
    let log = EmbeddedLog::open(data.path()).unwrap();
    let id = created(&log, "group").await;
    let mut tail = opened(&log, &id).await.tail;
    let before = log.commits();
    append(&log, &id, 2..=1000).await;
    read_to(&mut tail, 1000).await;
    let commits = log.commits() - before;
    assert!((1..=500).contains(&commits), "{commits} commits");
}

#[tokio::test]
async fn a_second_process_is_refused_until_the_first_has_stopped() {
    let data = folder();
    let first = EmbeddedLog::open(data.path()).unwrap();
    let second = EmbeddedLog::open(data.path()).unwrap_err();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    // The database by itself is guarded too, against a process that came by another way.
    let direct = file::open(&database(&data)).unwrap_err();
    assert!(matches!(direct, OpenError::InUse { .. }), "{direct}");
    first.shutdown().await;
    EmbeddedLog::open(data.path()).unwrap();
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let data = folder();
    let file = data.path().join("file");
    fs::write(&file, "").unwrap();
    let error = EmbeddedLog::open(&file.join("data")).unwrap_err();
    assert!(matches!(error, OpenError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("file/data"), "{error}");
    // And a database that has gone does not come back empty.
    let error = file::open(&database(&data)).unwrap_err();
    assert!(matches!(error, OpenError::Folder { .. }), "{error}");
    assert!(!database(&data).exists());
}

#[tokio::test]
async fn an_interrupted_first_start_is_no_obstacle() {
    let data = folder();
    fs::write(data.path().join("bordsvis.new"), "half").unwrap();
    EmbeddedLog::open(data.path()).unwrap();
}

/// Damage all over the file, after a clean stop and after a kill: either it hits nothing that counts, or
/// the database is refused and not a byte of it is changed.
#[tokio::test]
async fn a_damaged_database_is_refused_and_left_as_it_is() {
    let data = folder();
    let log = EmbeddedLog::open(data.path()).unwrap();
    let id = created(&log, "damage").await;
    let mut tail = opened(&log, &id).await.tail;
    for n in 1..=6 {
        append(&log, &id, n * 50 - 48..=n * 50 + 1).await;
        read_to(&mut tail, n * 50 + 1).await;
    }
    let left_by_kill = fs::read(database(&data)).unwrap();
    log.shutdown().await;
    let left_by_stop = fs::read(database(&data)).unwrap();

    for sound in [left_by_kill, left_by_stop] {
        let mut refused = 0;
        for damaged in damages(&sound) {
            fs::write(database(&data), &damaged).unwrap();
            match file::open(&database(&data)) {
                Ok(database) => {
                    let snapshot = database.begin_read().unwrap();
                    let stored = store::load(&snapshot, &id).unwrap().unwrap();
                    assert_eq!(stored.records, records(1..=301));
                }
                Err(error) => {
                    assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
                    assert!(fs::read(database(&data)).unwrap() == damaged, "{error}");
                    refused += 1;
                }
            }
        }
        assert!(refused > 30, "only {refused} were refused");
    }
}

fn damages(sound: &[u8]) -> Vec<Vec<u8>> {
    let mut damages = vec![
        Vec::new(),
        b"no database".to_vec(),
        [sound, &[0; 4096]].concat(),
    ];
    // The header closely, the rest with wide strides.
    let body = (320..sound.len()).step_by(sound.len() / 40);
    for at in (0..320).step_by(8).chain(body) {
        let mut damaged = sound.to_vec();
        damaged[at] ^= 0xff;
        damages.push(damaged);
    }
    for end in [
        1,
        100,
        4096,
        20_000,
        (sound.len() / 2) & !4095,
        sound.len() - 4096,
    ] {
        damages.push(sound[..end].to_vec());
    }
    damages
}

#[tokio::test]
async fn another_format_is_refused_and_left_as_it_is() {
    let data = folder();
    EmbeddedLog::open(data.path()).unwrap().shutdown().await;
    let path = database(&data);
    let database = file::open(&path).unwrap();
    let transaction = database.begin_write().unwrap();
    let meta = TableDefinition::<&str, u64>::new("meta");
    transaction
        .open_table(meta)
        .unwrap()
        .insert("format", 7)
        .unwrap();
    transaction.commit().unwrap();
    database.close().unwrap();
    let before = fs::read(&path).unwrap();
    let error = EmbeddedLog::open(data.path()).unwrap_err();
    assert!(
        matches!(error, OpenError::Format { found: 7, .. }),
        "{error}"
    );
    assert!(fs::read(&path).unwrap() == before);
}

/// The batches in which a board's stored entries come.
async fn replayed(log: &EmbeddedLog, id: &BoardId) -> Vec<Vec<Seq>> {
    let mut tail = opened(log, id).await.tail;
    let mut batches = Vec::new();
    while !tail.caught_up() {
        let batch = tail.next().await.unwrap();
        log.folding(id, Some(batch[0].seq));
        batches.push(batch.iter().map(|record| record.seq).collect());
    }
    log.folding(id, None);
    batches
}

#[tokio::test]
async fn an_entry_that_kills_twice_is_quarantined() {
    let data = folder();
    let log = EmbeddedLog::open(data.path()).unwrap();
    let id = created(&log, "poison").await;
    append(&log, &id, 2..=5).await;
    assert_eq!(replayed(&log, &id).await, [[1, 2, 3, 4, 5]]);

    // It dies in a batch that begins with entry 2; the culprit is entry 4.
    log.folding(&id, Some(2));
    let data = killed(&data);
    let log = EmbeddedLog::open(data.path()).unwrap();
    let mut tail = opened(&log, &id).await.tail;
    for seq in 1..=4 {
        assert_eq!(tail.next().await.unwrap(), records(seq..=seq));
        log.folding(&id, Some(seq));
    }
    // The replay was exact: that is its first strike, and it is still there.
    let data = killed(&data);
    let log = EmbeddedLog::open(data.path()).unwrap();
    let mut tail = opened(&log, &id).await.tail;
    for seq in 1..=4 {
        assert_eq!(tail.next().await.unwrap(), records(seq..=seq));
        log.folding(&id, Some(seq));
    }
    // And that its second.
    let data = killed(&data);
    let log = EmbeddedLog::open(data.path()).unwrap();
    assert_eq!(replayed(&log, &id).await, [[1, 2, 3, 5]]);

    // It stays out, its place stays taken, and its bytes are kept.
    append(&log, &id, 6..=6).await;
    log.shutdown().await;
    let log = EmbeddedLog::open(data.path()).unwrap();
    assert_eq!(replayed(&log, &id).await, [[1, 2, 3, 5, 6]]);
}

#[tokio::test]
async fn kills_at_different_moments_quarantine_nothing() {
    let mut data = folder();
    let log = EmbeddedLog::open(data.path()).unwrap();
    let id = created(&log, "innocent").await;
    append(&log, &id, 2..=3).await;
    assert_eq!(replayed(&log, &id).await, [[1, 2, 3]]);
    log.shutdown().await;
    // Between the kills in mid-fold of entry 2, its fold returned each time.
    for _ in 0..3 {
        let log = EmbeddedLog::open(data.path()).unwrap();
        replayed(&log, &id).await;
        log.folding(&id, Some(2));
        data = killed(&data);
    }
    let log = EmbeddedLog::open(data.path()).unwrap();
    assert_eq!(replayed(&log, &id).await, [[1], [2], [3]]);
    // Suspected no longer; so another kill, while idle, leaves no trace.
    let data = killed(&data);
    let log = EmbeddedLog::open(data.path()).unwrap();
    assert_eq!(replayed(&log, &id).await, [[1, 2, 3]]);
}

#[tokio::test]
async fn a_stop_in_mid_fold_is_no_strike() {
    let data = folder();
    let log = EmbeddedLog::open(data.path()).unwrap();
    let id = created(&log, "stop").await;
    append(&log, &id, 2..=3).await;
    log.folding(&id, Some(2));
    log.shutdown().await;
    let log = EmbeddedLog::open(data.path()).unwrap();
    assert_eq!(replayed(&log, &id).await, [[1, 2, 3]]);
}
