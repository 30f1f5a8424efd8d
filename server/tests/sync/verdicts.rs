//! Exactly one answer to each update, in order, and only when it is durable.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bordsvis_server::log::embedded::EmbeddedLog;
use bordsvis_server::log::{Log, LogError, Opened, Seq};
use bordsvis_shared::board::Replica;
use bordsvis_shared::id::{BoardId, JoinCode};
use bordsvis_shared::protocol::{Access, Message};
use bytes::Bytes;
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::support::{Server, table};

/// What a log does with what is appended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Well,
    Slow,
    Failing,
}

/// A log that can be held up, and can fail.
struct Moody {
    log: EmbeddedLog,
    mood: watch::Receiver<Mood>,
}

#[async_trait]
impl Log for Moody {
    async fn create(
        &self,
        board: &BoardId,
        code: &JoinCode,
        epoch: &str,
        first: Bytes,
    ) -> Result<(), LogError> {
        self.log.create(board, code, epoch, first).await
    }

    async fn claim(&self, board: &BoardId, code: &JoinCode) -> Result<(), LogError> {
        self.log.claim(board, code).await
    }

    async fn release(&self, board: &BoardId, code: &JoinCode) -> Result<(), LogError> {
        self.log.release(board, code).await
    }

    async fn find(&self, code: &JoinCode) -> Result<Option<BoardId>, LogError> {
        self.log.find(code).await
    }

    async fn open(&self, board: &BoardId) -> Result<Option<Opened>, LogError> {
        let mood = *self.mood.borrow();
        match mood {
            Mood::Failing => Err(LogError::Closed),
            _ => self.log.open(board).await,
        }
    }

    async fn append(&self, board: &BoardId, entry: Bytes) -> Result<(), LogError> {
        let mut mood = self.mood.clone();
        let mood = *mood.wait_for(|mood| *mood != Mood::Slow).await.unwrap();
        match mood {
            Mood::Failing => Err(LogError::Closed),
            _ => self.log.append(board, entry).await,
        }
    }

    async fn checkpoint(&self, board: &BoardId, seq: Seq, bytes: Bytes) -> Result<(), LogError> {
        self.log.checkpoint(board, seq, bytes).await
    }

    fn folding(&self, board: &BoardId, seq: Option<Seq>) {
        self.log.folding(board, seq);
    }

    async fn shutdown(&self) {
        self.log.shutdown().await;
    }
}

async fn moody(folder: &TempDir) -> (Server, watch::Sender<Mood>) {
    let (sender, mood) = watch::channel(Mood::Well);
    let log = EmbeddedLog::open(folder.path()).unwrap();
    let server = Server::on(Arc::new(Moody { log, mood })).await;
    (server, sender)
}

#[tokio::test]
async fn an_early_refusal_waits_for_its_turn() {
    let folder = TempDir::new().unwrap();
    let (server, mood) = moody(&folder).await;
    let board = server.board().await;
    let (mut client, address, replica) = server.seated(&board).await;

    mood.send_replace(Mood::Slow);
    client.write(&address, &replica, "en").await;
    client.send(&address, Message::Update(b"\xff\xff")).await;
    client.write(&address, &replica, "två").await;
    // The answer to a later question shows that the updates have been heard.
    client.send(&address, Message::QueryAwareness).await;
    client.expect(&address, Message::Awareness(&[0])).await;

    mood.send_replace(Mood::Well);
    assert_eq!(client.verdict().await, (true, None));
    let refused = (false, Some("malformed".to_owned()));
    assert_eq!(client.verdict().await, refused);
    assert_eq!(client.verdict().await, (true, None));
}

#[tokio::test]
async fn nobody_sees_what_is_not_durable() {
    let folder = TempDir::new().unwrap();
    let (server, mood) = moody(&folder).await;
    let board = server.board().await;
    let address = table(&board, 1);
    let mut clients = Vec::new();
    for client in [7, 8] {
        let token = server.join(&board, 1).await;
        let replica = Replica::new(client);
        let mut client = server.connect().await;
        client.open(&address, &token, &replica).await;
        clients.push((client, replica));
    }
    let (mut other, seen) = clients.pop().unwrap();
    let (mut author, replica) = clients.pop().unwrap();

    mood.send_replace(Mood::Slow);
    author.write(&address, &replica, "en").await;
    let early = timeout(Duration::from_millis(100), other.next()).await;
    assert!(early.is_err(), "something came: {early:?}");

    mood.send_replace(Mood::Well);
    other.until_notes(&address, &seen, 1).await;
    assert_eq!(author.verdict().await, (true, None));
}

/// A page that is loaded again would make once more what it does not find.
#[tokio::test]
async fn who_asks_is_told_also_what_they_have_on_its_way() {
    let folder = TempDir::new().unwrap();
    let (server, mood) = moody(&folder).await;
    let board = server.board().await;
    let address = table(&board, 1);
    let token = server.join(&board, 1).await;
    let neighbour = server.join(&board, 1).await;
    let replica = Replica::new(7);
    let mut before = server.connect().await;
    before.open(&address, &token, &replica).await;

    mood.send_replace(Mood::Slow);
    before.write(&address, &replica, "en").await;
    before.send(&address, Message::QueryAwareness).await;
    before.expect(&address, Message::Awareness(&[0])).await;
    drop(before);
    let mut after = server.connect().await;
    let question = Message::SyncStep1(&[0]);
    after.send(&address, Message::Token(token.as_str())).await;
    after.send(&address, question).await;
    after.send(&address, Message::QueryAwareness).await;
    let granted = Message::Authenticated(Access::ReadWrite);
    after.expect(&address, granted).await;
    after.expect(&address, Message::Awareness(&[0])).await;
    // Who has nothing on its way need not wait.
    let mut other = server.connect().await;
    other.open(&address, &neighbour, &Replica::new(8)).await;

    mood.send_replace(Mood::Well);
    let seen = Replica::new(9);
    after.sync(&address, &seen).await;
    assert_eq!(seen.content(), replica.content());
}

#[tokio::test]
async fn after_a_failure_of_the_store_the_room_goes_on_with_the_same_connections() {
    let folder = TempDir::new().unwrap();
    let (server, mood) = moody(&folder).await;
    let board = server.board().await;
    let (mut client, address, replica) = server.seated(&board).await;
    client.write(&address, &replica, "en").await;
    assert_eq!(client.verdict().await, (true, None));

    mood.send_replace(Mood::Failing);
    let lost = Replica::new(9);
    client.write(&address, &lost, "förlorad").await;
    let healed = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        mood.send_replace(Mood::Well);
    };
    let (verdict, ()) = tokio::join!(client.verdict(), healed);
    assert_eq!(verdict, (false, Some("unavailable".to_owned())));

    client.write(&address, &replica, "två").await;
    assert_eq!(client.verdict().await, (true, None));
}
