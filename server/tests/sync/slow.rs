//! Clients that read slowly, or not at all.

use bordsvis_shared::board::Replica;
use bordsvis_shared::protocol::{AwarenessState, Frame, Message};
use tempfile::TempDir;
use tokio::net::TcpSocket;

use crate::support::{Server, table};

#[tokio::test]
async fn a_slow_reader_is_sent_the_sum_of_what_it_missed() {
    const UPDATES: usize = 60;
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let address = table(&board, 1);

    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(8 * 1024).unwrap();
    let mut slow = server.connect_from(socket).await;
    let seen = Replica::new(8);
    slow.open(&address, &token, &seen).await;

    // One value, written over and over: what is missed adds up to much less than its updates.
    let mut author = server.connect().await;
    let replica = Replica::new(7);
    author.open(&address, &token, &replica).await;
    for round in 0..UPDATES {
        author.write_large(&address, &replica, round).await;
    }

    let (mut updates, mut sums) = (0, 0);
    while seen.state_vector() != replica.state_vector() {
        let bytes = slow.next().await;
        match Frame::decode(&bytes) {
            Ok(Frame::Document {
                message: Message::Update(update),
                ..
            }) => {
                updates += 1;
                seen.apply_update(update).unwrap();
            }
            Ok(Frame::Document {
                message: Message::SyncStep2(update),
                ..
            }) => {
                sums += 1;
                seen.apply_update(update).unwrap();
            }
            other => panic!("{other:?} came"),
        }
    }
    assert!(sums > 0 && updates + sums < UPDATES, "{updates} + {sums}");
    assert_eq!(seen.content(), replica.content());
}

#[tokio::test]
async fn who_asks_and_does_not_read_is_not_answered_for_ever() {
    const PRESENT: u32 = 20;
    const QUESTIONS: usize = 1_000;
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let address = table(&board, 1);
    let mut others = Vec::new();
    for client in 1..=PRESENT {
        let mut other = server.connect().await;
        other.open(&address, &token, &Replica::new(client)).await;
        let state = format!(r#"{{"name":"{}"}}"#, "x".repeat(2_000));
        let present = AwarenessState {
            client,
            clock: 1,
            state: &state,
        };
        let present = AwarenessState::encode(&[present]);
        other.send(&address, Message::Awareness(&present)).await;
        others.push(other);
    }

    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(8 * 1024).unwrap();
    let mut slow = server.connect_from(socket).await;
    let replica = Replica::new(100);
    slow.open(&address, &token, &replica).await;
    for _ in 0..QUESTIONS {
        slow.send(&address, Message::QueryAwareness).await;
    }
    // What others see of it shows that the questions have been heard.
    slow.write(&address, &replica, "en").await;
    others[0].until_notes(&address, &Replica::new(101), 1).await;

    let mut answers = 0;
    let saved = slow
        .until(|_, message| match message {
            Message::Awareness(_) => {
                answers += 1;
                None
            }
            Message::SyncStatus(saved) => Some(saved),
            _ => None,
        })
        .await;
    assert!(saved);
    assert!(
        answers < QUESTIONS / 4,
        "{answers} answers were kept for it"
    );
}
