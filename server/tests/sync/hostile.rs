//! Clients that mean harm, or know no better: they are told why, and nobody else notices.

use bordsvis_shared::board::Replica;
use bordsvis_shared::protocol::{Access, Message};
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::Message as WsMessage;

use crate::support::{Server, note, table};

#[tokio::test]
async fn what_is_no_frame_closes_the_connection_with_a_reason() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let binary = |bytes: &[u8]| WsMessage::Binary(bytes.to_vec().into());
    for (message, code) in [
        (WsMessage::Text("hej".into()), 1003),
        (binary(b""), 1003),
        (binary(b"\x7fabc"), 1003),
        (binary(b"\x01b\x04"), 1003),
        (binary(&[b'a'; 2_200_000]), 1009),
    ] {
        let mut client = server.connect().await;
        client.send_message(message).await;
        let closed = client.next_or_end().await.unwrap_err().unwrap();
        assert_eq!(closed.code, code.into());
        assert!(!closed.reason.is_empty());
    }
}

#[tokio::test]
async fn what_only_the_server_says_closes_the_connection() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let address = table(&board, 1);
    let mut client = server.connect().await;
    client.open(&address, &token, &Replica::new(7)).await;
    let granted = Message::Authenticated(Access::ReadWrite);
    client.send(&address, granted).await;
    let closed = client.next_or_end().await.unwrap_err().unwrap();
    assert_eq!(closed.code, 1008.into());
}

#[tokio::test]
async fn bad_updates_are_refused_one_by_one() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let (mut client, address, replica) = server.seated(&board).await;
    let large = vec![0; 70_000];
    for (bytes, reason) in [
        (b"\xff\xff".as_slice(), "malformed"),
        (b"", "malformed"),
        (&large, "too_large"),
    ] {
        client.send(&address, Message::Update(bytes)).await;
        let refused = (false, Some(reason.to_owned()));
        assert_eq!(client.verdict().await, refused);
    }
    // What is missing can't be built upon.
    let other = Replica::new(9);
    other.edit(&note("ett")).unwrap();
    let gap = other.edit(&note("två")).unwrap().unwrap();
    client.send(&address, Message::Update(&gap)).await;
    let refused = (false, Some("missing".to_owned()));
    assert_eq!(client.verdict().await, refused);
    // It is asked for once; what is not given then is not asked for again.
    client.expect(&address, Message::SyncStep1(&[0])).await;
    client.send(&address, Message::SyncStep2(&gap)).await;
    assert_eq!(client.verdict().await, refused);
    client.send(&address, Message::QueryAwareness).await;
    client.expect(&address, Message::Awareness(&[0])).await;
    let whole = other.diff(&[0]).unwrap();
    client.send(&address, Message::SyncStep2(&whole)).await;
    assert_eq!(client.verdict().await, (true, None));

    client.write(&address, &replica, "helt").await;
    assert_eq!(client.verdict().await, (true, None));
}

#[tokio::test]
async fn a_flood_is_refused_and_neighbours_work_on() {
    const FLOOD: usize = 400;
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let address = table(&board, 1);
    let mut clients = Vec::new();
    for client in [7, 8] {
        let token = server.join(&board, 1).await;
        let replica = Replica::new(client);
        let mut connection = server.connect().await;
        connection.open(&address, &token, &replica).await;
        clients.push((connection, replica));
    }
    let (mut neighbour, replica) = clients.pop().unwrap();
    let (mut flooder, flood) = clients.pop().unwrap();
    for _ in 0..FLOOD {
        flooder.write(&address, &flood, "!").await;
    }
    neighbour.write(&address, &replica, "lugnt").await;
    assert_eq!(neighbour.verdict().await, (true, None));
    let mut refused = 0;
    for _ in 0..FLOOD {
        if let (false, Some(reason)) = flooder.verdict().await {
            // What came after the first refused update has nothing to build upon.
            assert!(["rate", "missing"].contains(&reason.as_str()), "{reason}");
            refused += 1;
        }
    }
    assert!((1..=FLOOD - 100).contains(&refused), "{refused} refused");
}

/// One thread serves all boards, and yrs compares each of what one client wrote at a spot with all that
/// the other did.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_board_that_is_hard_to_fold_holds_up_no_other() {
    const RIVALS: u32 = 6_000;
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let mut clients = Vec::new();
    for _ in 0..2 {
        let board = server.board().await;
        clients.push(server.seated(&board).await);
    }
    let (mut neighbour, elsewhere, replica) = clients.pop().unwrap();
    let (mut attacker, address, _) = clients.pop().unwrap();

    // A text, and then letters that all say to follow its first one.
    let text = b"\x01\x02\x01\x00\x27\x01\x05notes\x01n\x02\x04\x00\x01\x00\x01x\x00";
    attacker.send(&address, Message::Update(text)).await;
    assert_eq!(attacker.verdict().await, (true, None));
    let rivals = |client: u8, first_clock: u8| {
        let mut update = vec![1];
        update.extend([RIVALS as u8 | 0x80, (RIVALS >> 7) as u8]);
        update.extend([client, first_clock]);
        for _ in 0..RIVALS {
            update.extend(b"\x84\x01\x01\x01a");
        }
        update.push(0);
        update
    };
    attacker
        .send(&address, Message::Update(&rivals(1, 2)))
        .await;
    assert_eq!(attacker.verdict().await, (true, None));
    attacker
        .send(&address, Message::Update(&rivals(2, 0)))
        .await;
    attacker.send(&address, Message::QueryAwareness).await;
    tokio::select! {
        biased;
        verdict = attacker.verdict() => panic!("the neighbour waited for the attacker, who has {verdict:?}"),
        verdict = async {
            neighbour.write(&elsewhere, &replica, "lugnt").await;
            neighbour.verdict().await
        } => assert_eq!(verdict, (true, None)),
    }
}

#[tokio::test(start_paused = true)]
async fn a_stranger_is_shown_out_in_time() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let mut client = server.connect().await;
    let closed = client.next_or_end().await.unwrap_err().unwrap();
    assert_eq!(closed.code, 1008.into());
}
