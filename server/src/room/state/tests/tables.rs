//! Tables that come, change and close, and what those who sit at them say.

use bordsvis_shared::api::{MAX_PEOPLE, MAX_TABLES};

use super::commands::{change, session};
use super::*;

fn ask(world: &mut World, by: &str, command: ToServer) -> Verdict {
    world.tell(Some(by), Body::Command(command))
}

fn close_table(world: &mut World, number: u16, closed: bool) -> Verdict {
    let mut table = session(world, FACILITATOR).tables[usize::from(number) - 1].clone();
    table.closed = closed;
    let number = TableNo(number);
    world.command(ToServer::ChangeTable { number, table })
}

#[test]
fn tables_are_added_and_renamed_while_the_board_lives() {
    let mut world = World::new();
    let table = Table::named(" Bord på distans ");
    world.command(ToServer::AddTable { table }).unwrap();
    let tables = session(&world, "anna").tables;
    assert_eq!(tables.len(), TABLES + 1);
    assert_eq!(tables[TABLES].name, "Bord på distans");
    world.join("david", 4, 0).unwrap();
    world
        .send("david", &table_of(4), &first_note(30, 3))
        .unwrap();
    assert_eq!(world.state.written()[&step()], [0, 0, 0, 1]);
    let renamed = ToServer::ChangeTable {
        number: TableNo(4),
        table: Table::named("Härnösand"),
    };
    change(&mut world, renamed);
    let nameless = Table::named("  ");
    let nameless = world.command(ToServer::AddTable { table: nameless });
    assert_eq!(nameless, Err(RefusalReason::Malformed));
    for _ in TABLES + 1..MAX_TABLES {
        let table = Table::named("Bord");
        world.command(ToServer::AddTable { table }).unwrap();
    }
    let table = Table::named("Bord");
    let full = world.command(ToServer::AddTable { table });
    assert_eq!(full, Err(RefusalReason::Full));
}

#[test]
fn a_table_that_comes_late_is_shown_where_all_others_are() {
    let mut world = World::new();
    let add = |world: &mut World, name: &str| {
        let table = Table::named(name);
        world.command(ToServer::AddTable { table }).unwrap();
    };
    let revealed = |world: &World| session(world, "anna").steps[&step()].revealed.clone();
    world.reveal(1);
    add(&mut world, "Kiruna");
    assert_eq!(revealed(&world), [TableNo(1)].into());
    world
        .command(ToServer::Reveal {
            step: step(),
            tables: Tables::ALL,
            revealed: true,
        })
        .unwrap();
    add(&mut world, "Gällivare");
    assert_eq!(revealed(&world), [1, 2, 3, 4, 5].map(TableNo).into());
}

#[test]
fn a_step_that_begins_in_plenary_is_everybodys_from_the_start() {
    let method = "samverkan".parse().unwrap();
    let mut creation = creation();
    creation.method = method::find(&method).unwrap().clone();
    let world = World::created(creation, Limits::default());
    let steps = session(&world, FACILITATOR).steps;
    let revealed = |step: &str| steps[&step.parse().unwrap()].revealed.len();
    assert_eq!((revealed("matrix"), revealed("develop")), (0, TABLES));
}

fn table_of(n: u16) -> String {
    super::table(n)
}

#[test]
fn a_closed_table_is_joined_by_nobody_and_keeps_what_it_wrote() {
    let mut world = World::new();
    world
        .send("anna", &table_of(1), &first_note(10, 1))
        .unwrap();
    close_table(&mut world, 1, true).unwrap();
    assert_eq!(world.join("david", 1, 0), Err(RefusalReason::TableClosed));
    let more = Replica::new(11).edit(&add(2, "mer")).unwrap().unwrap();
    assert_eq!(
        world.send("anna", &table_of(1), &more),
        Err(RefusalReason::TableClosed)
    );
    assert_eq!(world.content(&table_of(1)).notes.len(), 1);
    world.reveal(1);
    close_table(&mut world, 2, true).unwrap();
    assert_eq!(close_table(&mut world, 3, true), Err(RefusalReason::Last));
    close_table(&mut world, 1, false).unwrap();
    world.send("anna", &table_of(1), &more).unwrap();
}

#[test]
fn one_changes_tables_by_oneself_and_leaves_what_one_wrote() {
    let mut world = World::new();
    world
        .send("anna", &table_of(1), &first_note(10, 1))
        .unwrap();
    let sit = |table| ToServer::Sit {
        table: TableNo(table),
    };
    ask(&mut world, "anna", sit(2)).unwrap();
    assert_eq!(session(&world, "anna").you.table, Some(TableNo(2)));
    let may = |scope: String| world.state.access(&id("anna"), &scope.parse().unwrap());
    assert_eq!(may(table_of(1)), Err(RefusalReason::NotRevealed));
    assert!(may(table_of(2)).is_ok());
    assert_eq!(world.content(&table_of(1)).notes.len(), 1);
    assert_eq!(world.state.joined(), [1, 2, 0]);
    assert_eq!(
        ask(&mut world, "anna", sit(9)),
        Err(RefusalReason::NotFound)
    );
    assert_eq!(
        ask(&mut world, FACILITATOR, sit(1)),
        Err(RefusalReason::Forbidden)
    );
    close_table(&mut world, 3, true).unwrap();
    assert_eq!(
        ask(&mut world, "anna", sit(3)),
        Err(RefusalReason::TableClosed)
    );
}

#[test]
fn those_without_a_device_count_through_who_writes_for_them() {
    let mut world = World::new();
    let people = |people| ToServer::People { people };
    ask(&mut world, "anna", people(6)).unwrap();
    assert_eq!(world.state.joined(), [8, 1, 0]);
    assert_eq!(session(&world, "anna").you.people, 6);
    ask(&mut world, "anna", people(2)).unwrap();
    assert_eq!(world.state.joined(), [4, 1, 0]);
    assert_eq!(
        ask(&mut world, "anna", people(MAX_PEOPLE + 1)),
        Err(RefusalReason::TooLarge)
    );
}

#[test]
fn a_table_says_that_it_is_done_and_raises_its_hand() {
    let mut world = World::new();
    let ready = |ready| ToServer::Ready {
        step: step(),
        ready,
    };
    ask(&mut world, "anna", ready(true)).unwrap();
    ask(&mut world, "bo", ready(true)).unwrap();
    let done = |world: &World| session(world, FACILITATOR).steps[&step()].ready.clone();
    assert_eq!(done(&world), [TableNo(1)].into());
    ask(&mut world, "bo", ready(false)).unwrap();
    assert!(done(&world).is_empty());
    let hand = |table: Option<u16>, raised| ToServer::Hand {
        table: table.map(TableNo),
        raised,
    };
    ask(&mut world, "cilla", hand(None, true)).unwrap();
    // Nobody raises another table's.
    ask(&mut world, "anna", hand(Some(3), true)).unwrap();
    let hands = |world: &World| session(world, FACILITATOR).hands;
    assert_eq!(hands(&world), [2, 1].map(TableNo));
    ask(&mut world, FACILITATOR, hand(Some(2), false)).unwrap();
    assert_eq!(hands(&world), [TableNo(1)]);
    assert_eq!(
        ask(&mut world, SCREEN, hand(None, true)),
        Err(RefusalReason::Forbidden)
    );
    world.close(true).unwrap();
    assert_eq!(
        ask(&mut world, "anna", hand(None, false)),
        Err(RefusalReason::Closed)
    );
}

#[test]
fn it_is_told_at_how_many_tables_somebody_has_drafts() {
    let mut world = World::new();
    let drafts = |some| ToServer::Drafts { step: step(), some };
    for by in ["anna", "bo", "cilla"] {
        ask(&mut world, by, drafts(true)).unwrap();
    }
    assert_eq!(world.state.drafting()[&step()], 2);
    ask(&mut world, "anna", drafts(false)).unwrap();
    assert_eq!(world.state.drafting()[&step()], 2);
    ask(&mut world, "bo", drafts(false)).unwrap();
    assert_eq!(world.state.drafting()[&step()], 1);
    let removed = id("cilla");
    world
        .command(ToServer::Remove {
            participant: removed,
        })
        .unwrap();
    assert!(world.state.drafting().is_empty());
}
