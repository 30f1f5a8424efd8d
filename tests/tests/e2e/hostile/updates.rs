//! Updates that no document takes.

use bordsvis_shared::protocol::RefusalReason::{ForeignClient, Malformed, Missing, TooLarge};
use bordsvis_shared::protocol::{MAX_FIRST_SYNC, MAX_FRAME, Message};
use bordsvis_tests::{note, random, table};

use super::{Arena, crafted};

#[tokio::test(flavor = "multi_thread")]
async fn hostile_updates_are_refused() {
    let mut arena = Arena::new().await;
    arena.works_on().await;
    let client = || u32::from_le_bytes(random());

    arena
        .refuses("poison", &crafted::poison("cards"), &[Malformed])
        .await;
    arena
        .refuses(
            "poison in a root that we know",
            &crafted::poison("notes"),
            &[Malformed],
        )
        .await;
    arena
        .refuses(
            "a root that we don't know",
            &crafted::entry(7, "cards", &[126]),
            &[Malformed],
        )
        .await;
    for depth in [9, 100, 30_000] {
        let what = format!("a value nested {depth} deep");
        arena
            .refuses(&what, &crafted::nested_values(7, depth), &[Malformed])
            .await;
    }
    let types = crafted::nested_types(client(), 500);
    arena
        .refuses(
            "types nested 500 deep",
            &crafted::merged(&types),
            &[Malformed],
        )
        .await;

    let too_large = 1 << 32;
    arena
        .refuses(
            "a client id of 33 bits",
            &crafted::entry(too_large, "notes", &[126]),
            &[Malformed],
        )
        .await;
    arena
        .refuses(
            "billions of structs",
            &crafted::billions_of_structs(),
            &[Malformed],
        )
        .await;

    let [first, second] = crafted::two(client(), [note("first"), note("second")]);
    arena.refuses("a gap", &second, &[Missing]).await;
    arena
        .refuses(
            "deletions ahead of time",
            &crafted::deletion(client(), 10),
            &[Missing],
        )
        .await;
    for length in [0, 1, first.len() / 2, first.len() - 1] {
        let what = format!("the first {length} bytes of an update");
        arena.refuses(&what, &first[..length], &[Malformed]).await;
    }
    let mut longer = first.clone();
    longer.push(0);
    arena
        .refuses("an update with a byte too many", &longer, &[Malformed])
        .await;
    for length in [1, 30, 1000] {
        let bytes: [u8; 1000] = random();
        // Beginning with many clients makes sure that the bytes are not an empty update.
        let bytes = [&[0xff], &bytes[..length]].concat();
        arena
            .refuses(&format!("random bytes {bytes:?}"), &bytes, &[Malformed])
            .await;
    }

    arena.server.kill().await;
    arena.server.restart().await;
    arena.neighbour.reconnect(&arena.server).await;
    arena.works_on().await;
    arena
        .refuses("poison, once more", &crafted::poison("notes"), &[Malformed])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nesting_built_up_over_many_updates_is_refused() {
    let mut arena = Arena::new().await;
    let mut attacker = arena.attacker().await;
    let levels = crafted::nested_types(u32::from_le_bytes(random()), 50);
    let mut refused = Vec::new();
    for level in levels {
        attacker
            .send(&arena.document, Message::Update(&level))
            .await;
        if let Err(refusal) = attacker.answer(&arena.document).await {
            refused.push(refusal.reason);
        }
    }
    // Whatever builds upon the first that is refused has nothing to build upon.
    assert_eq!(refused.first(), Some(&Malformed));
    assert!(
        refused[1..].iter().all(|reason| *reason == Missing),
        "{refused:?}"
    );
    assert!(
        refused.len() > 40,
        "{} levels were taken",
        50 - refused.len()
    );
    arena.works_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_in_the_name_of_another() {
    let mut arena = Arena::new().await;
    let victim_id = u32::from_le_bytes(random());
    let [first, second] = crafted::two(victim_id, [note("mine"), note("also mine")]);
    let mut victim = arena.attacker().await;
    victim.send(&arena.document, Message::Update(&first)).await;
    assert_eq!(victim.answer(&arena.document).await, Ok(()));

    // What the victim has not sent yet would be taken for something that is known already.
    let forged = crafted::continued(victim_id, &first, note("not theirs"));
    arena
        .refuses("a forged client id", &forged, &[ForeignClient])
        .await;
    victim.send(&arena.document, Message::Update(&second)).await;
    assert_eq!(victim.answer(&arena.document).await, Ok(()));
    arena.neighbour.sees(&table(1), "also mine").await;
    arena.works_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused() {
    let mut arena = Arena::new().await;
    let large = crafted::entry(7, "notes", &crafted::text(MAX_FRAME));
    let mut attacker = arena.attacker().await;
    attacker
        .send(&arena.document, Message::Update(&large))
        .await;
    let refusal = attacker
        .answer(&arena.document)
        .await
        .expect_err("it is too large");
    assert_eq!(refusal.reason, TooLarge);
    arena.works_on().await;

    // What a device gathered while it was offline may be larger, up to a limit of its own.
    let [gathered, too_much] = [MAX_FIRST_SYNC / 2, MAX_FIRST_SYNC].map(|length| {
        let value = crafted::text(length);
        crafted::entry(u64::from(u32::from_le_bytes(random())), "notes", &value)
    });
    attacker
        .send(&arena.document, Message::SyncStep2(&gathered))
        .await;
    assert_eq!(attacker.answer(&arena.document).await, Ok(()));
    attacker
        .send(&arena.document, Message::SyncStep2(&too_much))
        .await;
    let answer = attacker.answer(&arena.document).await;
    assert_eq!(answer.expect_err("it is too large").reason, TooLarge);
    arena.works_on().await;

    let huge = vec![0; 16 * 1024 * 1024];
    arena.rebuffs("a frame of 16 MiB", &huge).await;
}
