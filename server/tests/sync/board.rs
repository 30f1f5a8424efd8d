//! The board's own document: commands, the session and the sums, and who is present.

use bordsvis_shared::board::Replica;
use bordsvis_shared::id::StepId;
use bordsvis_shared::protocol::{
    AwarenessState, Message, RefusalReason, Summary, ToClient, ToServer,
};
use bordsvis_shared::session::Session;
use tempfile::TempDir;

use crate::support::{Server, table};

#[tokio::test]
async fn whoever_opens_the_board_is_told_the_session_and_the_sums() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 2).await;
    let mut client = server.connect().await;
    let address = board.board.as_str();
    client.send(address, Message::Token(token.as_str())).await;
    client.send(address, Message::SyncStep1(&[0])).await;
    let session = client
        .until_told(|_, message| match message {
            ToClient::Session(session) => Some(session),
            _ => None,
        })
        .await;
    assert_eq!(session.you.table.unwrap().0, 2);
    let join_url = format!("http://bordsvis.test/join#{}", board.code);
    assert_eq!(session.join_url, join_url);
    assert!(!session.epoch.is_empty());

    // Two people without a device of their own count too.
    let here = |summary: &Summary| {
        let tables = summary.tables.iter();
        tables.map(|table| (table.here, table.joined)).collect()
    };
    let here_at_last = |wanted: Vec<(u32, u32)>| {
        move |_: Option<u32>, message| match message {
            ToClient::Summary(summary) => {
                let now: Vec<_> = here(&summary);
                (now == wanted).then_some(())
            }
            _ => None,
        }
    };
    client.until_told(here_at_last(vec![(0, 0), (3, 3)])).await;

    // Somebody comes, writes and goes.
    let other = server.join(&board, 1).await;
    let document = table(&board, 1);
    let replica = Replica::new(8);
    let mut visitor = server.connect().await;
    visitor.open(&document, &other, &replica).await;
    visitor.write(&document, &replica, "en").await;
    client
        .until_told(|_, message| match message {
            ToClient::Summary(summary) => summary
                .written
                .get(&"swot".parse().unwrap())
                .is_some_and(|written| *written == [1, 0])
                .then_some(()),
            _ => None,
        })
        .await;
    drop(visitor);
    client.until_told(here_at_last(vec![(0, 3), (3, 3)])).await;

    let found = server.rooms.open(&board.board).await.unwrap();
    let found = found.found(&board.code).await.unwrap();
    let here: Vec<_> = found.tables.iter().map(|table| table.here).collect();
    assert_eq!(here, [0, 3]);
    assert_eq!(found.actors, ["Kommunen"]);
}

#[tokio::test]
async fn everyone_is_told_the_same_session_but_for_who_they_are() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let room = server.rooms.open(&board.board).await.unwrap();
    let address = board.board.as_str();
    let tokens = [server.join(&board, 1).await, server.join(&board, 2).await];
    let mut clients = Vec::new();
    for token in [&tokens[0], &tokens[1], &board.facilitator] {
        let mut client = server.connect().await;
        client.open(address, token, &Replica::new(7)).await;
        clients.push((client, token));
    }
    let step: StepId = "swot".parse().unwrap();
    for locked in [true, false] {
        let command = ToServer::Lock {
            step: step.clone(),
            locked,
            grace: None,
        };
        clients[2].0.command(&board, 1, command).await;
        for (client, token) in &mut clients {
            let told = client
                .until_told(|_, message| match message {
                    ToClient::Session(session) => {
                        (session.is_locked(&step) == locked).then_some(session)
                    }
                    _ => None,
                })
                .await;
            let asked = room.session(&token.hash()).await.unwrap();
            assert!(told.now > 0 && told.now <= asked.now);
            let now = told.now;
            assert_eq!(*told, Session { now, ..asked });
        }
    }
}

#[tokio::test]
async fn commands_are_answered_and_what_is_none_is_refused() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let mut client = server.connect().await;
    let address = board.board.as_str();
    let replica = Replica::new(7);
    client.open(address, &token, &replica).await;
    let go = ToServer::Go {
        step: "swot".parse().unwrap(),
    };
    client.command(&board, 3, go).await;
    let refused = |id: Option<u32>, message| match message {
        ToClient::Refused(refusal) => Some((id, refusal.reason)),
        _ => None,
    };
    let answer = client.until_told(refused).await;
    assert_eq!(answer, (Some(3), RefusalReason::Forbidden));
    for (json, number) in [
        ("{", None),
        (r#"{"type":"dance"}"#, None),
        (r#"{"type":"dance","id":4}"#, Some(4)),
        (r#"{"type":"go","id":5}"#, Some(5)),
        (r#"{"v":9,"type":"go","step":"swot","id":6}"#, Some(6)),
    ] {
        client.send(address, Message::Stateless(json)).await;
        let answer = client.until_told(refused).await;
        assert_eq!(answer, (number, RefusalReason::Malformed), "{json}");
    }
    let document = table(&board, 1);
    client.open(&document, &token, &replica).await;
    let command = r#"{"type":"go","step":"swot"}"#;
    client.send(&document, Message::Stateless(command)).await;
    let answer = client.until_told(refused).await;
    assert_eq!(answer, (None, RefusalReason::Malformed));
}

#[tokio::test]
async fn presence_is_seen_by_those_in_the_document_and_ends_with_the_connection() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&folder).await;
    let board = server.board().await;
    let token = server.join(&board, 1).await;
    let room = server.rooms.open(&board.board).await.unwrap();
    let session = room.session(&token.hash()).await.unwrap();
    let participant = session.you.participant;
    let address = table(&board, 1);
    let mut clients = Vec::new();
    for client in [7, 8] {
        let mut connection = server.connect().await;
        let replica = Replica::new(client);
        connection.open(&address, &token, &replica).await;
        clients.push(connection);
    }
    let mut watcher = clients.pop().unwrap();
    let mut present = clients.pop().unwrap();
    let state = |clock, state| {
        AwarenessState::encode(&[AwarenessState {
            client: 7,
            clock,
            state,
        }])
    };
    let here = r#"{"name":"A"}"#;
    present
        .send(&address, Message::Awareness(&state(1, here)))
        .await;
    // The server says who it is.
    let here = format!(r#"{{"name":"A","participant":"{participant}"}}"#);
    let here = state(1, &here);
    watcher.expect(&address, Message::Awareness(&here)).await;
    watcher.send(&address, Message::QueryAwareness).await;
    watcher.expect(&address, Message::Awareness(&here)).await;
    drop(present);
    let gone = state(1, "null");
    watcher.expect(&address, Message::Awareness(&gone)).await;
}
