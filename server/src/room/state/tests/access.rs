use bordsvis_shared::protocol::Access;

use super::*;

const READS: &str = "reads";
const WRITES: &str = "writes";

/// What everybody may do with a document, in the order facilitator, anna (table 1), cilla (table 2)
/// and the big screen.
fn check(world: &World, scope: &str, expected: [&str; 4]) {
    let may = |name| match world.state.access(&id(name), &scope.parse().unwrap()) {
        Ok(Access::ReadWrite) => WRITES,
        Ok(Access::ReadOnly) => READS,
        Err(reason) => reason.as_str(),
    };
    assert_eq!(
        [FACILITATOR, "anna", "cilla", SCREEN].map(may),
        expected,
        "{scope}"
    );
}

#[test]
fn before_anything_is_revealed_tables_see_their_own() {
    let world = World::new();
    check(&world, "", [READS; 4]);
    check(
        &world,
        "swot/table/1",
        [WRITES, WRITES, "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "swot/table/2",
        [WRITES, "not_revealed", WRITES, "not_revealed"],
    );
    check(
        &world,
        "swot/plenary",
        [WRITES, "not_revealed", "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "swot/aside/1",
        [WRITES, READS, "forbidden", "forbidden"],
    );
}

#[test]
fn what_is_revealed_is_read_by_all_until_it_is_covered() {
    let mut world = World::new();
    world.reveal(1);
    check(&world, "swot/table/1", [WRITES, WRITES, READS, READS]);
    check(
        &world,
        "swot/table/2",
        [WRITES, "not_revealed", WRITES, "not_revealed"],
    );
    check(
        &world,
        "measures/table/1",
        [WRITES, WRITES, "not_revealed", "not_revealed"],
    );
    check(&world, "swot/plenary", [WRITES, READS, READS, READS]);
    check(
        &world,
        "measures/plenary",
        [WRITES, "not_revealed", "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "swot/aside/1",
        [WRITES, READS, "forbidden", "forbidden"],
    );
    world.command(reveal(1, false)).unwrap();
    check(
        &world,
        "swot/table/1",
        [WRITES, WRITES, "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "swot/plenary",
        [WRITES, "not_revealed", "not_revealed", "not_revealed"],
    );
}

#[test]
fn a_lock_stops_the_tables_and_a_close_stops_all() {
    let mut world = World::new();
    world.lock(true);
    check(
        &world,
        "swot/table/1",
        [WRITES, READS, "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "measures/table/1",
        [WRITES, WRITES, "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "swot/plenary",
        [WRITES, "not_revealed", "not_revealed", "not_revealed"],
    );
    world.lock(false);
    world.close(true).unwrap();
    check(
        &world,
        "swot/table/1",
        [READS, READS, "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "swot/plenary",
        [READS, "not_revealed", "not_revealed", "not_revealed"],
    );
    check(
        &world,
        "swot/aside/1",
        [READS, READS, "forbidden", "forbidden"],
    );
    world.close(false).unwrap();
    check(
        &world,
        "swot/table/1",
        [WRITES, WRITES, "not_revealed", "not_revealed"],
    );
}

#[test]
fn what_is_not_on_the_board_is_not_found() {
    let mut world = World::new();
    check(&world, "lunch/table/1", ["not_found"; 4]);
    check(&world, "lunch/plenary", ["not_found"; 4]);
    check(&world, "swot/table/4", ["not_found"; 4]);
    check(&world, "swot/aside/4", ["not_found"; 4]);
    let stranger = world.state.access(&id("stranger"), &Scope::Board);
    assert_eq!(stranger, Err(RefusalReason::Unauthorized));
    let before = State::new().access(&id("anna"), &Scope::Board);
    assert_eq!(before, Err(RefusalReason::NotFound));
    let stranger = world.send("stranger", &table(1), &first_note(10, 1));
    assert_eq!(stranger, Err(RefusalReason::Unauthorized));
    let nobody = world.tell(None, update(&table(1), &first_note(10, 1)));
    assert_eq!(nobody, Err(RefusalReason::Unauthorized));
}

/// Every way to be kept from writing has its own reason, and an update that says nothing new is
/// taken wherever its sender may read.
#[test]
fn updates_are_refused_by_what_may_be_done_at_that_moment() {
    let mut world = World::new();
    let check = |world: &mut World, by: &str, scope: &str, expected: Verdict| {
        let news = first_note(100 + u32::from(by.as_bytes()[0]), 1);
        assert_eq!(world.send(by, scope, &news), expected, "{by} in {scope}");
        let nothing = world.send(by, scope, &[0, 0]);
        let readable = world.state.access(&id(by), &scope.parse().unwrap());
        assert_eq!(nothing, readable.map(|_| ()), "{by} in {scope}");
    };
    use RefusalReason::*;
    check(&mut world, FACILITATOR, "", Err(Forbidden));
    check(&mut world, "anna", "", Err(Forbidden));
    check(&mut world, "cilla", &table(1), Err(NotRevealed));
    check(&mut world, "anna", "swot/plenary", Err(NotRevealed));
    check(&mut world, "anna", "swot/aside/1", Err(Forbidden));
    check(&mut world, "anna", "swot/aside/2", Err(Forbidden));
    check(&mut world, "anna", "lunch/table/1", Err(NotFound));
    world.reveal(1);
    check(&mut world, "cilla", &table(1), Err(Forbidden));
    check(&mut world, SCREEN, &table(1), Err(Forbidden));
    check(&mut world, "anna", "swot/plenary", Err(Forbidden));
    world.lock(true);
    check(&mut world, "anna", &table(1), Err(Locked));
    check(&mut world, FACILITATOR, &table(1), Ok(()));
    world.lock(false);
    world.close(true).unwrap();
    check(&mut world, "anna", &table(1), Err(Closed));
    check(&mut world, "bo", &table(1), Err(Closed));
    check(&mut world, FACILITATOR, "swot/plenary", Err(Closed));
    check(&mut world, "cilla", &table(1), Err(Forbidden));
    world.close(false).unwrap();
    check(&mut world, "anna", &table(1), Ok(()));
    check(&mut world, FACILITATOR, "swot/plenary", Ok(()));
    check(&mut world, FACILITATOR, "swot/aside/1", Ok(()));
}
