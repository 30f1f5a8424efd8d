//! Frames that are none, and frames without end.

use bordsvis_shared::protocol::{MAX_ADDRESS, Message, RefusalReason};
use bordsvis_tests::{note, random, table};

use super::{Arena, crafted};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_frame_is_rebuffed() {
    let mut arena = Arena::new().await;
    let document = arena.document.clone();
    let frame = |kind: &[u8]| [&[document.len() as u8], document.as_bytes(), kind].concat();
    let long = "b".repeat(MAX_ADDRESS + 1);

    arena.rebuffs("nothing", &[]).await;
    arena.rebuffs("half a name", &frame(&[])[..10]).await;
    arena.rebuffs("a name alone", &frame(&[])).await;
    arena
        .rebuffs("a name that is no text", &[2, 0xff, 0xfe, 3])
        .await;
    arena.rebuffs("a name without end", &[0xff; 20]).await;
    let long = [&[0x81, 0x02], long.as_bytes(), &[3]].concat();
    arena.rebuffs("a name too long", &long).await;
    for kind in [4, 6, 11, 99] {
        arena
            .rebuffs(&format!("a message of type {kind}"), &frame(&[kind, 0]))
            .await;
    }
    arena
        .rebuffs("a sync message of type 3", &frame(&[0, 3, 0]))
        .await;
    arena
        .rebuffs("an update cut off", &frame(&[0, 2, 100, 1, 2]))
        .await;
    arena
        .rebuffs(
            "an update longer than memory",
            &frame(&[0, 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
        )
        .await;
    arena
        .rebuffs("a JSON text that is none", &frame(&[5, 2, b'{', b'!']))
        .await;
    let claims = crafted::billions_of_clients();
    let claims = [&[0, 0, claims.len() as u8], claims.as_slice()].concat();
    arena
        .rebuffs("a state vector of billions", &frame(&claims))
        .await;
    arena
        .rebuffs("a state vector cut off", &frame(&[0, 0, 2, 5, 1]))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn random_frames_harm_nobody() {
    let mut arena = Arena::new().await;
    let start = [&[arena.document.len() as u8], arena.document.as_bytes()].concat();
    for _ in 0..20 {
        let mut attacker = arena.attacker().await;
        for _ in 0..50 {
            let bytes: [u8; 64] = random();
            let length = usize::from(bytes[0] % 64);
            // Half of them are about the document that is open, as far as one can tell.
            let frame = match bytes[1] % 2 {
                0 => bytes[..length].to_vec(),
                _ => [&start[..], &[bytes[2] % 12], &bytes[..length]].concat(),
            };
            attacker.send_bytes(frame).await;
        }
        arena.works_on().await;
    }
}

/// Frames of the flood: a hundred times what a person at a keyboard brings about.
const FLOOD: usize = 3_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_one_leaves_its_neighbours_undisturbed() {
    let mut arena = Arena::new().await;
    let mut flooder = arena.attacker().await;
    let document = arena.document.clone();
    let flood = tokio::spawn(async move {
        for _ in 0..FLOOD {
            let update = crafted::two(u32::from_le_bytes(random()), [note("flood"), note("x")]);
            flooder.send(&document, Message::Update(&update[0])).await;
        }
        let mut saved = 0;
        for _ in 0..FLOOD {
            match flooder.answer(&document).await {
                Ok(()) => saved += 1,
                Err(refusal) => assert_eq!(refusal.reason, RefusalReason::Rate),
            }
        }
        saved
    });
    let mut at_table_2 = arena.workshop.participant(&arena.server, 2).await;
    at_table_2.open(&table(2)).await;
    for number in 0..20 {
        let text = format!("undisturbed {number}");
        arena.neighbour.save(&table(1), note(&text)).await;
        at_table_2.save(&table(2), note(&text)).await;
    }
    let saved = flood.await.expect("the flood ends");
    assert!(
        (100..FLOOD).contains(&saved),
        "{saved} of {FLOOD} updates were taken"
    );
    arena.works_on().await;
}
