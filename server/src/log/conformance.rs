//! What every [`Log`] must do, as one story that runs against each backend.

use std::sync::Arc;
use std::time::Duration;

use bordsvis_shared::id::{BoardId, JoinCode};
use bytes::Bytes;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::{Checkpoint, Log, LogError, Opened, Record, Seq, Tail};

/// What has not come by then will never come.
const NEVER: Duration = Duration::from_secs(30);

/// Tells the story. `reopen` opens the log on the same store each time; it was shut down before.
pub(super) async fn story(reopen: impl AsyncFn() -> Arc<dyn Log>) {
    let log = reopen().await;
    ids_and_codes_are_claimed_once(&*log).await;
    a_code_is_changed(&*log).await;
    entries_appear_in_order_without_gap(&*log).await;
    boards_do_not_mix(&*log).await;
    every_reader_sees_the_same(&log).await;
    checkpoints_only_go_forward(&*log).await;
    a_reader_behind_a_checkpoint_misses_nothing(&*log).await;
    an_unknown_board_is_none(&*log).await;

    let (id, code) = board("restart");
    before_the_restart(&*log, &id, &code).await;
    let mut tail = opened(&*log, &id).await.tail;
    log.shutdown().await;
    ends(&mut tail).await;
    assert!(matches!(log.find(&code).await, Err(LogError::Closed)));
    drop(log);

    let log = reopen().await;
    after_the_restart(&*log, &id, &code).await;
    log.shutdown().await;
}

async fn ids_and_codes_are_claimed_once(log: &dyn Log) {
    let (id, code) = board("claims");
    let (other_id, other_code) = board("claims2");
    log.create(&id, &code, "e1", entry(1)).await.unwrap();
    assert_eq!(log.find(&code).await.unwrap(), Some(id.clone()));
    assert_eq!(log.find(&other_code).await.unwrap(), None);

    let again = log.create(&id, &other_code, "e2", entry(2)).await;
    assert!(matches!(again, Err(LogError::BoardExists(taken)) if taken == id));
    let same_code = log.create(&other_id, &code, "e2", entry(2)).await;
    assert!(matches!(same_code, Err(LogError::CodeTaken(taken)) if taken == code));

    // What was refused left nothing behind.
    assert_eq!(log.find(&other_code).await.unwrap(), None);
    assert!(log.open(&other_id).await.unwrap().is_none());
    let mut opened = opened(log, &id).await;
    assert_eq!((opened.epoch.as_str(), opened.checkpoint), ("e1", None));
    assert_eq!(stored(&mut opened.tail).await, records(1..=1));
}

async fn a_code_is_changed(log: &dyn Log) {
    let (id, code) = board("recoded");
    let (other_id, other_code) = board("elsewhere");
    log.create(&id, &code, "e1", entry(1)).await.unwrap();
    log.create(&other_id, &other_code, "e1", entry(1))
        .await
        .unwrap();
    let taken = log.claim(&id, &other_code).await;
    assert!(matches!(taken, Err(LogError::CodeTaken(taken)) if taken == other_code));
    let (_, new) = board("newcode");
    log.claim(&id, &new).await.unwrap();
    for code in [&code, &new] {
        assert_eq!(log.find(code).await.unwrap(), Some(id.clone()));
    }
    log.release(&id, &code).await.unwrap();
    assert_eq!(log.find(&code).await.unwrap(), None);
    // Nobody lets go of what leads to another board.
    log.release(&id, &other_code).await.unwrap();
    assert_eq!(log.find(&other_code).await.unwrap(), Some(other_id));
    let (nowhere, code) = board("nowhere");
    let claimed = log.claim(&nowhere, &code).await;
    assert!(matches!(claimed, Err(LogError::NoBoard(id)) if id == nowhere));
}

async fn entries_appear_in_order_without_gap(log: &dyn Log) {
    let id = created(log, "order").await;
    let mut early = opened(log, &id).await.tail;
    append(log, &id, 2..=100).await;
    assert_eq!(read_to(&mut early, 100).await, records(1..=100));

    // Opened in the middle: what is stored, and then what comes, without a seam.
    append(log, &id, 101..=150).await;
    let mut late = opened(log, &id).await.tail;
    append(log, &id, 151..=200).await;
    assert_eq!(read_to(&mut late, 200).await, records(1..=200));
    assert!(late.caught_up());
    assert_eq!(read_to(&mut early, 200).await, records(101..=200));
}

async fn boards_do_not_mix(log: &dyn Log) {
    // The name of one begins the name of the other.
    let (one, two) = (created(log, "mix").await, created(log, "mixed").await);
    let (mut tail_one, mut tail_two) = (opened(log, &one).await.tail, opened(log, &two).await.tail);
    for n in 2..=20 {
        append(log, &one, n..=n).await;
        append(log, &two, n..=n).await;
    }
    assert_eq!(read_to(&mut tail_one, 20).await, records(1..=20));
    assert_eq!(read_to(&mut tail_two, 20).await, records(1..=20));
    log.checkpoint(&one, 10, state(10)).await.unwrap();
    log.checkpoint(&one, 20, state(20)).await.unwrap();
    let mut untouched = opened(log, &two).await;
    assert_eq!(untouched.checkpoint, None);
    assert_eq!(stored(&mut untouched.tail).await, records(1..=20));
}

async fn every_reader_sees_the_same(log: &Arc<dyn Log>) {
    let id = created(&**log, "readers").await;
    let mut tails = [
        opened(&**log, &id).await.tail,
        opened(&**log, &id).await.tail,
    ];
    let mut writers = JoinSet::new();
    for _ in 0..10 {
        let (log, id) = (Arc::clone(log), id.clone());
        writers.spawn(async move { append(&*log, &id, 1..=5).await });
    }
    writers.join_all().await;
    for tail in &mut tails {
        let seqs: Vec<Seq> = read_to(tail, 51).await.iter().map(|r| r.seq).collect();
        assert_eq!(seqs, (1..=51).collect::<Vec<_>>());
    }
    // One that goes away is no matter to the other.
    let [gone, mut left] = tails;
    drop(gone);
    append(&**log, &id, 52..=52).await;
    assert_eq!(read_to(&mut left, 52).await, records(52..=52));
}

async fn checkpoints_only_go_forward(log: &dyn Log) {
    let id = created(log, "checks").await;
    let mut tail = opened(log, &id).await.tail;
    append(log, &id, 2..=30).await;
    read_to(&mut tail, 30).await;
    // Beyond the end of the log there is nothing that a state could include.
    let (mut newest, mut expected) = (0, None);
    for seq in [20, 10, 20, 99, 25, 24, 30] {
        let bytes = Bytes::from(format!("the state at {seq} after {newest}"));
        log.checkpoint(&id, seq, bytes.clone()).await.unwrap();
        if seq > newest && seq <= 30 {
            newest = seq;
            expected = Some(Checkpoint { seq, bytes });
        }
        let mut opened = opened(log, &id).await;
        assert_eq!(opened.checkpoint, expected);
        assert_eq!(stored(&mut opened.tail).await, records(newest + 1..=30));
    }
    // Everything is in the checkpoint now, and the places go on where they were.
    append(log, &id, 31..=31).await;
    assert_eq!(read_to(&mut tail, 31).await, records(31..=31));
}

async fn a_reader_behind_a_checkpoint_misses_nothing(log: &dyn Log) {
    let id = created(log, "behind").await;
    let mut first = opened(log, &id).await.tail;
    append(log, &id, 2..=40).await;
    read_to(&mut first, 40).await;
    log.checkpoint(&id, 10, state(10)).await.unwrap();
    let mut behind = opened(log, &id).await;
    log.checkpoint(&id, 40, state(40)).await.unwrap();
    append(log, &id, 41..=50).await;
    assert_eq!(behind.checkpoint.unwrap().seq, 10);
    assert_eq!(read_to(&mut behind.tail, 50).await, records(11..=50));
}

async fn an_unknown_board_is_none(log: &dyn Log) {
    let (id, code) = board("nobody");
    assert!(log.open(&id).await.unwrap().is_none());
    let checkpoint = log.checkpoint(&id, 1, state(1)).await;
    assert!(matches!(checkpoint, Err(LogError::NoBoard(unknown)) if unknown == id));
    // Goes nowhere, and leaves the board to be created.
    log.append(&id, entry(1)).await.unwrap();
    log.create(&id, &code, "e1", entry(1)).await.unwrap();
    let mut tail = opened(log, &id).await.tail;
    assert_eq!(stored(&mut tail).await, records(1..=1));
}

async fn before_the_restart(log: &dyn Log, id: &BoardId, code: &JoinCode) {
    log.create(id, code, "e1", entry(1)).await.unwrap();
    let mut tail = opened(log, id).await.tail;
    append(log, id, 2..=60).await;
    read_to(&mut tail, 60).await;
    log.checkpoint(id, 20, state(20)).await.unwrap();
    log.checkpoint(id, 40, state(40)).await.unwrap();
}

async fn after_the_restart(log: &dyn Log, id: &BoardId, code: &JoinCode) {
    assert_eq!(log.find(code).await.unwrap().as_ref(), Some(id));
    let mut opened = opened(log, id).await;
    assert_eq!(opened.epoch, "e1");
    assert_eq!(opened.checkpoint.unwrap().bytes, state(40));
    assert_eq!(stored(&mut opened.tail).await, records(41..=60));
    append(log, id, 61..=61).await;
    assert_eq!(read_to(&mut opened.tail, 61).await, records(61..=61));
}

/// An id and a join code of its own for each name.
pub(super) fn board(name: &str) -> (BoardId, JoinCode) {
    let mut code = [0u8; JoinCode::LENGTH];
    for (i, byte) in name.bytes().enumerate() {
        let sum = &mut code[i % JoinCode::LENGTH];
        *sum = sum.wrapping_mul(7).wrapping_add(byte);
    }
    (name.parse().unwrap(), JoinCode::from_random(code))
}

/// A new board with its first entry.
pub(super) async fn created(log: &dyn Log, name: &str) -> BoardId {
    let (id, code) = board(name);
    log.create(&id, &code, "e1", entry(1)).await.unwrap();
    id
}

/// Opens a board that exists.
pub(super) async fn opened(log: &dyn Log, id: &BoardId) -> Opened {
    log.open(id).await.unwrap().expect("the board exists")
}

/// Appends [`entry`]s.
pub(super) async fn append(log: &dyn Log, id: &BoardId, seqs: impl Iterator<Item = Seq>) {
    for seq in seqs {
        log.append(id, entry(seq)).await.unwrap();
    }
}

/// Reads all that was stored when the board was opened.
pub(super) async fn stored(tail: &mut Tail) -> Vec<Record> {
    let mut records = Vec::new();
    while !tail.caught_up() {
        records.extend(tail.next().await.unwrap());
    }
    records
}

/// Reads up to a place, which nothing has followed yet.
pub(super) async fn read_to(tail: &mut Tail, seq: Seq) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    while records.last().is_none_or(|record| record.seq < seq) {
        let next = timeout(NEVER, tail.next()).await;
        records.extend(next.expect("nothing came").unwrap());
    }
    records
}

/// Checks that the tail ends as it does when the log is shut down.
async fn ends(tail: &mut Tail) {
    loop {
        match tail.next().await {
            Ok(_) => {}
            Err(LogError::Closed) => break,
            Err(error) => panic!("the tail ended with: {error}"),
        }
    }
}

/// The records of [`entry`]s.
pub(super) fn records(seqs: impl Iterator<Item = Seq>) -> Vec<Record> {
    let record = |seq| Record {
        seq,
        entry: entry(seq),
    };
    seqs.map(record).collect()
}

/// The entry that the tests append at a place. The hundredth is long and others empty.
pub(super) fn entry(seq: Seq) -> Bytes {
    let length = match seq % 100 {
        0 => 100_000,
        n if n % 10 == 0 => 0,
        n => n as usize,
    };
    Bytes::from(vec![seq as u8; length])
}

fn state(seq: Seq) -> Bytes {
    Bytes::from(format!("the state at {seq}"))
}
