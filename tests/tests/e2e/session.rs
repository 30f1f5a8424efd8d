//! Who is sent what, and when: what tables keep to themselves, what a lock and a reveal bring about,
//! and that every update is answered in its turn.

use bordsvis_shared::board::{Edit, Replica};
use bordsvis_shared::id::{Scope, TableNo};
use bordsvis_shared::protocol::{Access, Message, Presence, RefusalReason, Tables, ToServer};
use bordsvis_shared::sync::Phase;
use bordsvis_tests::{Device, Server, Wire, Workshop, note, post, random, step, table};
use serde_json::json;

fn reveal(tables: &[u16], revealed: bool) -> ToServer {
    let tables = tables.iter().copied().map(TableNo).collect();
    ToServer::Reveal {
        step: step(),
        tables: Tables::These(tables),
        revealed,
    }
}

fn lock(locked: bool) -> ToServer {
    ToServer::Lock {
        step: step(),
        locked,
        grace: None,
    }
}

/// Waits until everything that the server had to send about the board has come.
async fn caught_up(wire: &mut Wire, board: &str) {
    wire.send(board, Message::SyncStep1(&[0])).await;
    wire.wait("for the session", |at, message| match message {
        Message::Stateless(json) if at == board => json.contains("session").then_some(()),
        _ => None,
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_table_wrote_stays_there_until_it_is_revealed() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 3).await;
    let board = workshop.created.id.to_string();
    let (first, third) = (workshop.name(&table(1)), workshop.name(&table(3)));
    let seat = workshop.join(&server, 2).await;

    // Somebody at table 2 and the screen ask for what is not for them, also without having been let in.
    let mut strangers = Vec::new();
    for token in [&seat.token, &workshop.created.screen.token] {
        let mut wire = Wire::opened(&server, &board, token).await;
        for document in [&first, &third] {
            wire.send(document, Message::SyncStep1(&[0])).await;
            wire.send(document, Message::Token(token)).await;
            wire.wait("to be denied", |at, message| {
                (at == document && message == Message::PermissionDenied("not_revealed"))
                    .then_some(())
            })
            .await;
            wire.send(document, Message::SyncStep1(&[0])).await;
            wire.send(document, Message::QueryAwareness).await;
        }
        strangers.push((wire, token));
    }

    let mut facilitator = workshop.facilitator(&server).await;
    for (number, text) in [(1, "the secret of table 1"), (3, "the secret of table 3")] {
        let mut device = workshop.participant(&server, number).await;
        device.open(&table(number)).await;
        device.save(&table(number), note(text)).await;
    }
    for (stranger, _) in &mut strangers {
        caught_up(stranger, &board).await;
        assert!(!stranger.has_received(b"the secret"), "a secret is out");
        assert!(stranger.has_received(b"Bord 1"), "the record is empty");
    }

    facilitator.command(reveal(&[1], true)).await.unwrap();
    for (stranger, token) in &mut strangers {
        let at_first = |at: &str, message: Message, wanted: Message| {
            (at == first && message == wanted).then_some(())
        };
        stranger
            .wait("to be asked for the token", |at, message| {
                at_first(at, message, Message::TokenRequest)
            })
            .await;
        stranger.send(&first, Message::Token(token)).await;
        stranger
            .wait("to be let in", |at, message| {
                at_first(at, message, Message::Authenticated(Access::ReadOnly))
            })
            .await;
        let update = stranger
            .wait("for the content", |at, message| match message {
                Message::SyncStep2(update) if at == first => Some(update.to_vec()),
                _ => None,
            })
            .await;
        let replica = Replica::new(1);
        replica.apply_update(&update).expect("it is an update");
        assert_eq!(replica.content().notes.len(), 1);
        assert!(stranger.has_received(b"the secret of table 1"));
        stranger
            .wait("for the question back", |at, message| {
                (at == first && matches!(message, Message::SyncStep1(_))).then_some(())
            })
            .await;
    }

    facilitator.command(reveal(&[1], false)).await.unwrap();
    for (stranger, _) in &mut strangers {
        stranger
            .wait("to be denied again", |at, message| {
                (at == first && message == Message::PermissionDenied("not_revealed")).then_some(())
            })
            .await;
        stranger
            .wait("to see it closed", |at, message| {
                (at == first && matches!(message, Message::Close(_))).then_some(())
            })
            .await;
    }
    let mut device = workshop.participant(&server, 1).await;
    device.open(&table(1)).await;
    device.save(&table(1), note("covered again")).await;
    for (stranger, _) in &mut strangers {
        caught_up(stranger, &board).await;
        assert!(!stranger.has_received(b"covered again"));
        assert!(!stranger.has_received(b"the secret of table 3"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_plenary_made_of_a_step_comes_with_the_first_reveal() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let plenary = Scope::Plenary(step());
    let mut device = workshop.participant(&server, 1).await;
    device.client.open(plenary.clone()).await.unwrap();
    let phase = |wanted: Phase| {
        let plenary = plenary.clone();
        move |device: &Device| {
            let document = device.client.document(&plenary)?;
            (document.phase() == wanted).then(|| document.is_writable())
        }
    };
    let denied = Phase::Denied(RefusalReason::NotRevealed);
    device.until("plenary is denied", phase(denied)).await;
    let mut facilitator = workshop.facilitator(&server).await;
    facilitator.open(&plenary).await;
    facilitator.command(reveal(&[1], true)).await.unwrap();
    let writable = device.until("plenary is open", phase(Phase::Ready)).await;
    assert!(!writable, "plenary is arranged by facilitators");
    let Edit::Add { note: id, pos, .. } = note("placed") else {
        unreachable!("a new note is added")
    };
    let place = Edit::Place {
        note: id.clone(),
        pos: Some(pos),
    };
    facilitator.save(&plenary, place).await;
    device
        .until("the placement is here", |device| {
            device
                .content(&plenary)
                .placements
                .contains_key(&id)
                .then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_step_is_read_only_for_its_tables() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let document = workshop.name(&table(1));
    let token = workshop.join(&server, 1).await.token;
    let mut wire = Wire::opened(&server, &document, &token).await;
    let mut facilitator = workshop.facilitator(&server).await;
    facilitator.open(&table(1)).await;

    facilitator.command(lock(true)).await.unwrap();
    let stands = |wanted: Access| {
        let document = document.clone();
        move |at: &str, message: Message<'_>| {
            (at == document && message == Message::Authenticated(wanted)).then_some(())
        }
    };
    wire.wait("to be read-only", stands(Access::ReadOnly)).await;
    let replica = Replica::new(u32::from_le_bytes(random()));
    let update = replica.edit(&note("too late")).unwrap().unwrap();
    wire.send(&document, Message::Update(&update)).await;
    let refusal = wire.answer(&document).await.expect_err("it is locked");
    assert_eq!(refusal.reason, RefusalReason::Locked);
    facilitator.save(&table(1), note("the last word")).await;

    facilitator.command(lock(false)).await.unwrap();
    wire.wait("to be writable", stands(Access::ReadWrite)).await;
    wire.send(&document, Message::Update(&update)).await;
    assert_eq!(wire.answer(&document).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_summary_counts_people_and_notes() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 3).await;
    let mut facilitator = workshop.facilitator(&server).await;
    let mut first = workshop.participant(&server, 1).await;
    let mut second = workshop.participant(&server, 2).await;
    let also_second = workshop.participant(&server, 2).await;
    first.open(&table(1)).await;
    second.open(&table(2)).await;
    for text in ["one", "two", "three"] {
        second.save(&table(2), note(text)).await;
    }
    let binned = second.sees(&table(2), "two").await;
    let bin = Edit::Bin {
        note: binned,
        at: Some(1),
    };
    second.save(&table(2), bin).await;
    drop(also_second);

    let presence = |here, joined| Presence { here, joined };
    facilitator
        .until("the sums are right", |facilitator| {
            let summary = facilitator.summary.as_ref()?;
            let tables = [presence(1, 1), presence(1, 2), presence(0, 0)];
            let written = summary
                .written
                .get(&step())
                .is_some_and(|counts| *counts == [0, 2, 0]);
            (summary.tables == tables && written).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_closed_by_its_facilitator_takes_nothing_more() {
    let mut server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let document = workshop.name(&table(1));
    let token = workshop.join(&server, 1).await.token;
    let mut wire = Wire::opened(&server, &document, &token).await;
    let mut facilitator = workshop.facilitator(&server).await;
    let close = ToServer::Close { closed: true };
    facilitator.command(close).await.unwrap();
    let update = Replica::new(7).edit(&note("too late")).unwrap().unwrap();
    wire.send(&document, Message::Update(&update)).await;
    let refusal = wire.answer(&document).await.expect_err("it is closed");
    assert_eq!(refusal.reason, RefusalReason::Closed);

    // A stop in good order forgets nothing of it, and says good-bye.
    let stopped = server.stop().await;
    assert!(stopped.status.success(), "{stopped:?}");
    assert!(wire.closed().await.0.is_some(), "it closes with a code");
    server.restart().await;
    let join = json!({"code": workshop.created.code});
    let (status, answer) = post(&server, "/api/join", &join).await;
    assert_eq!(
        (status.as_u16(), &answer["error"]["code"]),
        (409, &"closed".into())
    );
}
