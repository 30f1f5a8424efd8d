//! What revealed tables write waits, where the facilitator wants that.

use super::*;

fn hold(holding: bool) -> ToServer {
    let step = step();
    ToServer::Hold { step, holding }
}

/// The notes that somebody is sent of the document of table 1.
fn reads(state: &State, name: &str) -> usize {
    let seat = state.seat_of(&id(name)).unwrap();
    let whole = state.diff_for(seat, &table(1).parse().unwrap(), &[0]);
    let replica = Replica::new(1);
    replica.apply_update(&whole.unwrap()).unwrap();
    replica.content().notes.len()
}

/// What the table itself, the facilitator, another table and the big screen read of it.
fn check(world: &World, expected: [usize; 4]) {
    let names = ["bo", FACILITATOR, "cilla", SCREEN];
    assert_eq!(names.map(|name| reads(&world.state, name)), expected);
}

fn write(world: &mut World, n: u64) {
    let update = Replica::new(10 + n as u32).edit(&add(n, "lapp")).unwrap();
    world.send("anna", &table(1), &update.unwrap()).unwrap();
}

#[test]
fn what_is_new_waits_until_the_table_is_revealed_anew() {
    let mut world = World::new();
    write(&mut world, 1);
    world.reveal(1);
    world.command(hold(true)).unwrap();
    write(&mut world, 2);
    check(&world, [2, 2, 1, 1]);
    // Whoever comes back with what they had is not sent it either.
    let seat = world.state.seat_of(&id("cilla")).unwrap();
    let scope = table(1).parse().unwrap();
    let known = world.state.held(&scope, seat).unwrap().state_vector();
    assert_eq!(
        world.state.diff_for(seat, &scope, known).unwrap()[..],
        [0, 0]
    );
    assert_eq!(
        world
            .state
            .held(&scope, world.state.seat_of(&id("anna")).unwrap()),
        None
    );

    // To begin to hold once more changes nothing.
    world.command(hold(true)).unwrap();
    check(&world, [2, 2, 1, 1]);
    let effects = world.effects(Some(FACILITATOR), Body::Command(reveal(1, true)));
    assert_eq!(effects[0], Effect::Session);
    check(&world, [2, 2, 2, 2]);
    write(&mut world, 3);
    check(&world, [3, 3, 2, 2]);
    let state = read_back(world.state);
    assert_eq!(reads(&state, "cilla"), 2);
    let mut world = World { state, ..world };
    world.command(hold(false)).unwrap();
    check(&world, [3, 3, 3, 3]);
}

#[test]
fn a_table_that_is_covered_is_held_no_longer() {
    let mut world = World::new();
    world.reveal(1);
    world.command(hold(true)).unwrap();
    write(&mut world, 1);
    check(&world, [1, 1, 0, 0]);
    world.command(reveal(1, false)).unwrap();
    let scope: Scope = table(1).parse().unwrap();
    let cilla = id("cilla");
    assert_eq!(
        world.state.access(&cilla, &scope),
        Err(RefusalReason::NotRevealed)
    );
    world.reveal(1);
    check(&world, [1, 1, 1, 1]);
}

/// However the log is cut, what comes before a command is held with it and what comes after is not.
#[test]
fn a_batch_is_held_as_its_entries_one_by_one() {
    let batch = |world: &mut World| {
        let note = |n: u64| {
            let update = Replica::new(10 + n as u32).edit(&add(n, "lapp")).unwrap();
            update_of(&update.unwrap())
        };
        world.append(Some("anna"), note(1));
        world.append(Some(FACILITATOR), Body::Command(reveal(1, true)));
        world.append(Some(FACILITATOR), Body::Command(hold(true)));
        world.append(Some("anna"), note(2));
        world.append(Some(FACILITATOR), Body::Command(reveal(1, true)));
        world.append(Some("anna"), note(3));
    };
    let mut at_once = World::new();
    let first = at_once.log.len();
    batch(&mut at_once);
    at_once.state.apply(&at_once.log[first..]).unwrap();
    let mut one_by_one = World::new();
    batch(&mut one_by_one);
    for entry in &one_by_one.log[first..] {
        one_by_one.state.apply(std::slice::from_ref(entry)).unwrap();
    }
    for world in [&at_once, &one_by_one] {
        check(world, [3, 3, 2, 2]);
    }
}

fn update_of(bytes: &[u8]) -> Body {
    update(&table(1), bytes)
}

/// Whoever comes later must not be sent what was taken down, though it was shown when the rest was.
#[test]
fn what_is_taken_down_is_held_no_longer() {
    let mut world = World::new();
    write(&mut world, 1);
    write(&mut world, 2);
    world.reveal(1);
    world.command(hold(true)).unwrap();
    write(&mut world, 3);
    check(&world, [3, 3, 2, 2]);
    let replica = Replica::new(50);
    let scope: Scope = table(1).parse().unwrap();
    let whole = world.state.diff(&scope, &[0]).unwrap();
    replica.apply_update(&whole).unwrap();
    let erased = replica.edit(&Edit::Erase { note: note(1) }).unwrap();
    let effects = world.effects(Some(FACILITATOR), update_of(&erased.unwrap()));
    assert_eq!(effects[0], Effect::Session, "those who read it are told");
    check(&world, [2, 2, 1, 1]);
    let seat = world.state.seat_of(&id("cilla")).unwrap();
    let held = world.state.held(&scope, seat).unwrap();
    let rest = world.state.diff_for(seat, &scope, held.state_vector());
    assert_ne!(rest.unwrap()[..], [0, 0], "it is told what has gone");
    world.reveal(1);
    check(&world, [2, 2, 2, 2]);
}
