//! Who may read and write what, and what clients hear when that changes.

use bordsvis_server::access::Token;
use bordsvis_server::rooms::CreatedBoard;
use bordsvis_shared::board::Replica;
use bordsvis_shared::id::TableNo;
use bordsvis_shared::protocol::{Access, Message, Tables, ToClient, ToServer};
use tempfile::TempDir;

use crate::support::{Client, Server, table};

fn reveal(revealed: bool) -> ToServer {
    ToServer::Reveal {
        step: "swot".parse().unwrap(),
        tables: Tables::These(vec![TableNo(1)]),
        revealed,
    }
}

fn lock(locked: bool) -> ToServer {
    ToServer::Lock {
        step: "swot".parse().unwrap(),
        locked,
        grace: None,
    }
}

/// A facilitator who has the board open.
async fn facilitator(server: &Server, board: &CreatedBoard) -> Client {
    let mut client = server.connect().await;
    let address = board.board.as_str();
    let replica = Replica::new(1);
    client.open(address, &board.facilitator, &replica).await;
    client
}

async fn done(client: &mut Client, board: &CreatedBoard, command: ToServer) {
    client.command(board, 5, command).await;
    client
        .until_told(|id, message| match message {
            ToClient::Done if id == Some(5) => Some(()),
            ToClient::Refused(refusal) => panic!("refused: {refusal:?}"),
            _ => None,
        })
        .await;
}

#[tokio::test]
async fn a_lock_is_heard_and_holds_until_it_is_taken_back() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let (mut client, address, replica) = server.seated(&board).await;
    let mut facilitator = facilitator(&server, &board).await;

    done(&mut facilitator, &board, lock(true)).await;
    let read_only = Message::Authenticated(Access::ReadOnly);
    client.expect(&address, read_only).await;
    client.write(&address, &replica, "för tidigt").await;
    let refused = (false, Some("locked".to_owned()));
    assert_eq!(client.verdict().await, refused);

    done(&mut facilitator, &board, lock(false)).await;
    let read_write = Message::Authenticated(Access::ReadWrite);
    client.expect(&address, read_write).await;
    // A client that went on from what was refused is asked for it.
    client.sync(&address, &replica).await;
    client.write(&address, &replica, "nu går det").await;
    assert_eq!(client.verdict().await, (true, None));
}

#[tokio::test]
async fn a_table_is_read_by_others_only_while_it_is_revealed() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let address = table(&board, 1);
    let writes = server.join(&board, 1).await;
    let reads = server.join(&board, 2).await;
    let replica = Replica::new(7);
    let mut author = server.connect().await;
    author.open(&address, &writes, &replica).await;
    author.write(&address, &replica, "hemligt").await;
    assert_eq!(author.verdict().await, (true, None));

    let mut other = server.connect().await;
    let seen = Replica::new(8);
    let denied = Message::PermissionDenied("not_revealed");
    other.send(&address, Message::Token(reads.as_str())).await;
    other.send(&address, Message::SyncStep1(&[0])).await;
    other.expect(&address, denied).await;
    other.write(&address, &Replica::new(9), "smuget").await;
    let refused = (false, Some("not_revealed".to_owned()));
    assert_eq!(other.verdict().await, refused);

    // It is asked for its token by itself, and is sent everything.
    let mut facilitator = facilitator(&server, &board).await;
    done(&mut facilitator, &board, reveal(true)).await;
    other.expect(&address, Message::TokenRequest).await;
    other.send(&address, Message::Token(reads.as_str())).await;
    let read_only = Message::Authenticated(Access::ReadOnly);
    other.expect(&address, read_only).await;
    other.sync(&address, &seen).await;
    assert_eq!(seen.content().notes.len(), 1);

    // Once it is covered again, nothing more comes.
    done(&mut facilitator, &board, reveal(false)).await;
    other.expect(&address, denied).await;
    other.expect(&address, Message::Close("not_revealed")).await;
    author.write(&address, &replica, "hemligt igen").await;
    assert_eq!(author.verdict().await, (true, None));
    other.send_raw(vec![9]).await;
    assert_eq!(other.next().await, [10]);
}

#[tokio::test]
async fn a_wrong_token_opens_nothing_and_a_right_one_does_later() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let other_board = server.board().await;
    let address = table(&board, 1);
    let foreign = server.join(&other_board, 1).await;
    let unauthorized = Message::PermissionDenied("unauthorized");
    let mut client = server.connect().await;
    for token in [&Token::draw(), &foreign] {
        client.send(&address, Message::Token(token.as_str())).await;
        client.send(&address, Message::SyncStep1(&[0])).await;
        client.expect(&address, unauthorized).await;
        client.write(&address, &Replica::new(9), "smuget").await;
        let refused = (false, Some("unauthorized".to_owned()));
        assert_eq!(client.verdict().await, refused);
    }
    let token = server.join(&board, 1).await;
    let replica = Replica::new(7);
    client.open(&address, &token, &replica).await;
    assert!(replica.content().notes.is_empty());
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let mut client = server.connect().await;
    for address in [
        "nosuchboard/swot/table/1".to_owned(),
        "no board at all".to_owned(),
        table(&board, 9),
        format!("{}/dance/table/1", board.board),
    ] {
        client.send(&address, Message::Token(token.as_str())).await;
        let denied = Message::PermissionDenied("not_found");
        client.expect(&address, denied).await;
    }
}

#[tokio::test]
async fn a_replica_of_another_epoch_is_turned_away() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let room = server.rooms.open(&board.board).await.unwrap();
    let epoch = room.session(&token.hash()).await.unwrap().epoch;
    let address = table(&board, 1);
    let mut client = server.connect().await;
    let stale = format!("{}#older", token.as_str());
    client.send(&address, Message::Token(&stale)).await;
    client
        .expect(&address, Message::PermissionDenied("epoch"))
        .await;
    let current = format!("{}#{epoch}", token.as_str());
    client.send(&address, Message::Token(&current)).await;
    let granted = Message::Authenticated(Access::ReadWrite);
    client.expect(&address, granted).await;
}

#[tokio::test]
async fn one_socket_takes_part_in_two_boards() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let mut client = server.connect().await;
    for _ in 0..2 {
        let board = server.board().await;
        let token = server.join(&board, 1).await;
        let address = table(&board, 1);
        let replica = Replica::new(7);
        client.open(&address, &token, &replica).await;
        client.write(&address, &replica, "här").await;
        assert_eq!(client.verdict().await, (true, None));
    }
}
