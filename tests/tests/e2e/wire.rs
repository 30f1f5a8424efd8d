//! The wire protocol, as programs that are not ours rely on it.

use std::collections::BTreeMap;

use bordsvis_shared::board::{MAX_NOTE_TEXT, Replica};
use bordsvis_shared::protocol::{Access, Frame, MAX_FRAME, Message, RefusalReason};
use bordsvis_tests::{Server, Wire, Workshop, note, random, table};

#[tokio::test(flavor = "multi_thread")]
async fn every_update_is_answered_once_and_in_its_turn() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let document = workshop.name(&table(1));
    let token = workshop.join(&server, 1).await.token;
    let mut wire = Wire::opened(&server, &document, &token).await;
    let replica = Replica::new(u32::from_le_bytes(random()));
    let too_large = vec![0; MAX_FRAME];
    let garbage = [0xff; 8];

    let mut wanted = Vec::new();
    for _ in 0..10 {
        let good = replica.edit(&note("good")).unwrap().unwrap();
        // What is refused at once must wait for what is still on its way to the disk.
        let burst: [(&[u8], Result<(), RefusalReason>); 4] = [
            (&good, Ok(())),
            (&garbage, Err(RefusalReason::Malformed)),
            (&[0, 0], Ok(())),
            (&too_large, Err(RefusalReason::TooLarge)),
        ];
        for (update, verdict) in burst {
            wire.send(&document, Message::Update(update)).await;
            wanted.push(verdict);
        }
        // What is known already needs no entry, and is saved all the same.
        wire.send(&document, Message::SyncStep2(&good)).await;
        wanted.push(Ok(()));
    }
    let mut answers = Vec::new();
    for _ in 0..wanted.len() {
        let answer = wire.answer(&document).await;
        answers.push(answer.map_err(|refusal| refusal.reason));
    }
    assert_eq!(answers, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wire_is_that_of_the_stock_provider() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let token = workshop.join(&server, 1).await.token;
    // A session in the address and a version behind the token, as the provider may send them.
    let address = format!("{}\0session", workshop.name(&table(1)));
    let mut wire = Wire::connect(&server).await;
    let mut bytes = Frame::Document {
        address: &address,
        message: Message::Token(&token),
    }
    .encode();
    bytes.extend(b"\x054.8.0");
    wire.send_bytes(bytes).await;
    wire.send(&address, Message::SyncStep1(&[0])).await;
    let mut steps = Vec::new();
    while steps.len() < 3 {
        let kind = wire
            .wait("for the first sync", |at, message| {
                assert_eq!(at, address, "the address is answered verbatim");
                match message {
                    Message::Authenticated(Access::ReadWrite) => Some("authenticated"),
                    Message::SyncStep2(_) => Some("step 2"),
                    Message::SyncStep1(_) => Some("step 1"),
                    _ => None,
                }
            })
            .await;
        steps.push(kind);
    }
    assert_eq!(steps, ["authenticated", "step 2", "step 1"]);
    wire.send(&address, Message::SyncStep2(&[0, 0])).await;
    assert_eq!(wire.answer(&address).await, Ok(()));

    // The board's own document has no content.
    let board = workshop.created.id.to_string();
    wire.send(&board, Message::Token(&token)).await;
    wire.send(&board, Message::SyncStep1(&[0])).await;
    let content = wire
        .wait("for the board's content", |at, message| match message {
            Message::SyncStep2(update) if at == board => Some(update.to_vec()),
            _ => None,
        })
        .await;
    assert_eq!(content, [0, 0]);
    wire.send(&board, Message::Update(&[0, 0])).await;
    assert_eq!(wire.answer(&board).await, Ok(()));
    let update = Replica::new(7).edit(&note("not here")).unwrap().unwrap();
    wire.send(&board, Message::Update(&update)).await;
    wire.answer(&board)
        .await
        .expect_err("the board holds no notes");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_shows_no_token_is_hung_up_on() {
    let server = Server::start().await;
    let mut silent = Wire::connect(&server).await;
    let closed = silent.closed().await;
    assert!(closed.0.is_some(), "the server says why");
}

/// So many notes make one update of some 56 KB, and so many such updates more than the sockets
/// between server and client hold.
const NOTES: usize = 28;
const UPDATES: usize = 60;

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_reader_is_sent_the_sum_of_what_it_missed() {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 2).await;
    let facilitator = &workshop.created.facilitator.token;
    let mut slow = Wire::connect_narrow(&server).await;
    let mut wanted = BTreeMap::new();
    for number in [1, 2] {
        let document = workshop.name(&table(number));
        slow.open(&document, facilitator).await;
        slow.send(&document, Message::SyncStep1(&[0])).await;
        wanted.insert(document, Replica::new(1));
    }

    for (number, (document, replica)) in (1..).zip(&wanted) {
        let token = workshop.join(&server, number).await.token;
        let mut writer = Wire::connect(&server).await;
        writer.open(document, &token).await;
        let author = Replica::new(u32::from_le_bytes(random()));
        for _ in 0..UPDATES {
            let edits = [(); NOTES].map(|()| note(&"a".repeat(MAX_NOTE_TEXT as usize)));
            let updates = edits.map(|edit| author.edit(&edit).unwrap().unwrap());
            let update = yrs::merge_updates_v1(updates).unwrap();
            writer.send(document, Message::Update(&update)).await;
            assert_eq!(writer.answer(document).await, Ok(()));
            replica.apply_update(&update).unwrap();
        }
    }

    let received: BTreeMap<_, _> = wanted
        .keys()
        .map(|name| (name.clone(), Replica::new(2)))
        .collect();
    let mut frames = 0;
    slow.wait("for everything", |at, message| {
        if let Message::SyncStep2(update) | Message::Update(update) = message {
            received[at].apply_update(update).expect("it is an update");
            frames += 1;
        }
        let complete = |(name, wanted): (&String, &Replica)| {
            received[name].state_vector() == wanted.state_vector()
        };
        wanted.iter().all(complete).then_some(())
    })
    .await;
    for (document, replica) in &wanted {
        assert!(
            received[document].content() == replica.content(),
            "{document} differs"
        );
    }
    assert!(frames < 2 * UPDATES, "it was sent every update by itself");
}
