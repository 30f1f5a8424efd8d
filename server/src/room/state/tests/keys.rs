//! Keys, codes, links to another device, and seats that are taken away.

use super::commands::session;
use super::*;
use crate::room::entry;

fn invite(world: &mut World, by: &str, name: &str) -> Verdict {
    let key = entry::NewKey {
        holder: holder(name),
        name: name.to_owned(),
    };
    world.tell(Some(by), Body::Invite(key))
}

fn remove(world: &mut World, by: &str, name: &str) -> Verdict {
    let participant = id(name);
    world.tell(Some(by), Body::Command(ToServer::Remove { participant }))
}

#[test]
fn a_second_facilitator_leads_until_their_key_is_revoked() {
    let mut world = World::new();
    assert_eq!(
        invite(&mut world, "anna", "anna2"),
        Err(RefusalReason::Forbidden)
    );
    assert_eq!(
        remove(&mut world, FACILITATOR, FACILITATOR),
        Err(RefusalReason::Last)
    );
    invite(&mut world, FACILITATOR, "helper").unwrap();
    world
        .tell(Some("helper"), Body::Command(lock(true)))
        .unwrap();
    assert_eq!(
        session(&world, "helper").you.name.as_deref(),
        Some("helper")
    );
    remove(&mut world, "helper", FACILITATOR).unwrap();
    assert_eq!(
        world.state.seat(&TokenHash::of(FACILITATOR)),
        Err(RefusalReason::Removed)
    );
    assert_eq!(world.command(lock(false)), Err(RefusalReason::Removed));
    assert_eq!(
        remove(&mut world, "helper", FACILITATOR),
        Err(RefusalReason::NotFound)
    );
}

#[test]
fn who_is_removed_neither_reads_nor_writes_and_leaves_what_they_wrote() {
    let mut world = World::new();
    world.send("anna", &table(1), &first_note(10, 1)).unwrap();
    assert_eq!(
        remove(&mut world, "bo", "anna"),
        Err(RefusalReason::Forbidden)
    );
    remove(&mut world, FACILITATOR, "anna").unwrap();
    let scope = table(1).parse().unwrap();
    assert_eq!(
        world.state.access(&id("anna"), &scope),
        Err(RefusalReason::Removed)
    );
    let more = Replica::new(11).edit(&add(2, "mer")).unwrap().unwrap();
    assert_eq!(
        world.send("anna", &table(1), &more),
        Err(RefusalReason::Removed)
    );
    assert_eq!(world.content(&table(1)).notes.len(), 1);
    assert_eq!(world.state.joined(), [1, 1, 0]);
    let state = read_back(world.state);
    assert_eq!(
        state.seat(&TokenHash::of("anna")),
        Err(RefusalReason::Removed)
    );
}

#[test]
fn a_link_takes_one_to_another_device_once() {
    let mut world = World::new();
    let ticket = |secret: &str, until| Body::Ticket {
        secret: TokenHash::of(secret),
        until,
    };
    let redeem = |secret: &str, token: &str| Body::Redeem {
        secret: TokenHash::of(secret),
        token: TokenHash::of(token),
    };
    world.tell(Some("anna"), ticket("link", 10)).unwrap();
    for by in [FACILITATOR, SCREEN] {
        let refused = world.tell(Some(by), ticket("other", 10));
        assert_eq!(refused, Err(RefusalReason::Forbidden));
    }
    world.now = 9;
    world.tell(None, redeem("link", "laptop")).unwrap();
    for token in ["anna", "laptop"] {
        let seat = world.state.seat(&TokenHash::of(token)).unwrap();
        assert_eq!(seat.participant, id("anna"));
    }
    assert_eq!(world.state.joined(), [2, 1, 0]);
    let twice = world.tell(None, redeem("link", "tablet"));
    assert_eq!(twice, Err(RefusalReason::Gone));
    world.tell(Some("anna"), ticket("late", 10)).unwrap();
    world.now = 10;
    let late = world.tell(None, redeem("late", "tablet"));
    assert_eq!(late, Err(RefusalReason::Gone));
    world.tell(Some("anna"), ticket("lost", 20)).unwrap();
    remove(&mut world, FACILITATOR, "anna").unwrap();
    let lost = world.tell(None, redeem("lost", "tablet"));
    assert_eq!(lost, Err(RefusalReason::Gone));
    assert_eq!(
        world.state.seat(&TokenHash::of("laptop")),
        Err(RefusalReason::Removed)
    );
}

#[test]
fn another_code_takes_the_place_of_the_first() {
    let mut world = World::new();
    let before = creation().code;
    let code = JoinCode::from_random([2; JoinCode::LENGTH]);
    assert!(world.state.has_code(&before));
    let stranger = world.tell(Some("anna"), Body::Code(code.clone()));
    assert_eq!(stranger, Err(RefusalReason::Forbidden));
    world
        .tell(Some(FACILITATOR), Body::Code(code.clone()))
        .unwrap();
    assert!(world.state.has_code(&code) && !world.state.has_code(&before));
    assert_eq!(session(&world, "anna").code, code);
}
