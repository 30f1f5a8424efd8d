//! What the stock provider sends, and what it must hear, frame by frame.

use bordsvis_shared::board::Replica;
use bordsvis_shared::protocol::{Access, Message, ToServer};
use tempfile::TempDir;

use crate::support::{Server, table};

const EMPTY_VECTOR: &[u8] = &[0];
const EMPTY_UPDATE: &[u8] = &[0, 0];

#[tokio::test]
async fn a_document_is_opened_as_the_stock_provider_does() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    // A session of the client's own, as with `sessionAwareness`, is answered verbatim.
    for address in [table(&board, 1), format!("{}\0x7", table(&board, 1))] {
        let mut client = server.connect().await;
        let mut auth = vec![address.len() as u8];
        auth.extend(address.as_bytes());
        auth.extend([2, 0, token.as_str().len() as u8]);
        auth.extend(token.as_str().as_bytes());
        auth.extend(b"\x054.8.0");
        client.send_raw(auth).await;
        client
            .send(&address, Message::SyncStep1(EMPTY_VECTOR))
            .await;

        let granted = Message::Authenticated(Access::ReadWrite);
        client.expect(&address, granted).await;
        client
            .expect(&address, Message::SyncStep2(EMPTY_UPDATE))
            .await;
        client
            .expect(&address, Message::SyncStep1(EMPTY_VECTOR))
            .await;

        client
            .send(&address, Message::SyncStep2(EMPTY_UPDATE))
            .await;
        client.expect(&address, Message::SyncStatus(true)).await;
    }
}

#[tokio::test]
async fn the_boards_own_document_is_empty_and_takes_part_all_the_same() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let mut client = server.connect().await;
    let replica = Replica::new(7);
    let address = board.board.as_str();
    let access = client.open(address, &board.screen, &replica).await;
    assert_eq!(access, Access::ReadOnly);
    assert!(replica.whole() == EMPTY_UPDATE);
}

#[tokio::test]
async fn pings_are_answered() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let mut client = server.connect().await;
    client.send_raw(vec![9]).await;
    assert_eq!(client.next().await, [10]);
}

#[tokio::test]
async fn what_comes_back_with_nothing_new_is_saved_without_an_entry() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let address = table(&board, 1);
    let replica = Replica::new(7);
    let mut client = server.connect().await;
    client.open(&address, &token, &replica).await;
    client.write(&address, &replica, "kvar").await;
    assert_eq!(client.verdict().await, (true, None));

    let mut facilitator = server.connect().await;
    let board_address = board.board.as_str();
    let nothing = Replica::new(8);
    facilitator
        .open(board_address, &board.facilitator, &nothing)
        .await;
    let lock = ToServer::Lock {
        step: "swot".parse().unwrap(),
        locked: true,
        grace: None,
    };
    facilitator.command(&board, 1, lock).await;
    facilitator
        .until_told(|id, _| id.filter(|id| *id == 1))
        .await;

    // Nobody may write any more; what is not new is saved all the same.
    let mut again = server.connect().await;
    let access = again.open(&address, &token, &replica).await;
    assert_eq!(access, Access::ReadOnly);
}
