//! How rooms come to life, and what of them survives.

use std::time::Duration;

use bordsvis_server::room::{RoomError, SeatWanted};
use bordsvis_shared::board::Replica;
use bordsvis_shared::id::TableNo;
use futures_util::future::join_all;
use tempfile::TempDir;

use crate::support::{Server, table};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_open_a_board_at_once_share_one_room() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let opened = join_all((0..60).map(|_| {
        let (rooms, board) = (server.rooms.clone(), board.board.clone());
        tokio::spawn(async move { rooms.open(&board).await.unwrap() })
    }))
    .await;
    let first = server.rooms.open(&board.board).await.unwrap();
    for room in opened {
        assert!(room.unwrap().is(&first));
    }
}

#[tokio::test]
async fn a_board_that_does_not_exist_is_not_found() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let nowhere = "nowhere".parse().unwrap();
    let opened = server.rooms.open(&nowhere).await;
    assert_eq!(opened.err(), Some(RoomError::NotFound));
    assert_eq!(
        server.rooms.find(&"K7P2XQ".parse().unwrap()).await,
        Ok(None)
    );
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
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
    let farewell = async {
        loop {
            if let Err(frame) = client.next_or_end().await {
                return frame;
            }
        }
    };
    let ((), farewell) = tokio::join!(server.stop(), farewell);
    assert_eq!(farewell.unwrap().code, 1001.into());

    let server = Server::start(&folder).await;
    assert_eq!(
        server.rooms.find(&board.code).await,
        Ok(Some(board.board.clone()))
    );
    let seen = Replica::new(8);
    let mut client = server.connect().await;
    client.open(&address, &token, &seen).await;
    assert_eq!(seen.content(), replica.content());
}

#[tokio::test]
async fn a_board_that_has_grown_is_checkpointed_and_one_that_nobody_has_open_is_let_go() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let address = table(&board, 1);
    let replica = Replica::new(7);
    let mut client = server.connect().await;
    client.open(&address, &token, &replica).await;
    let checkpoints = &server.metrics.checkpoints;
    let mut rounds = 0;
    while checkpoints.get() == 0 {
        client.write_large(&address, &replica, rounds).await;
        rounds += 1;
        assert!(rounds < 40, "no checkpoint");
    }
    client.write(&address, &replica, "kvar").await;
    assert_eq!(client.verdict().await, (true, None));
    drop(client);

    let before = checkpoints.get();
    for _ in 0..100 {
        if server.metrics.boards.get() == 0 && checkpoints.get() > before {
            break;
        }
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(5)).await;
        tokio::time::resume();
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(server.metrics.boards.get(), 0);
    assert_eq!(checkpoints.get(), before + 1);
    let seen = Replica::new(8);
    let mut client = server.connect().await;
    client.open(&address, &token, &seen).await;
    assert_eq!(seen.content(), replica.content());
}

#[tokio::test]
async fn who_joins_a_table_that_is_not_there_is_refused() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let room = server.rooms.open(&board.board).await.unwrap();
    let wanted = SeatWanted {
        table: TableNo(9),
        name: None,
        actor: None,
        people: 0,
    };
    assert!(matches!(
        room.join(wanted).await,
        Err(RoomError::Refused(_))
    ));
}
