use bordsvis_shared::board::ROOTS;
use yrs::{Map, MapPrelim, MapRef, Out, ReadTxn, Transact, WriteTxn};

use super::*;

/// Sends an update that must be refused, and leave everything as it was.
#[track_caller]
fn check_refused(world: &mut World, by: &str, bytes: &[u8], expected: RefusalReason) {
    let scope: Scope = table(1).parse().unwrap();
    let before = picture(&world.state, &scope);
    let effects = world.effects(Some(by), update(&table(1), bytes));
    assert!(
        matches!(&effects[..], [Effect::Refused { refusal, .. }] if refusal.reason == expected),
        "{effects:?} instead of {expected:?}"
    );
    assert_eq!(picture(&world.state, &scope), before);
}

/// Sends an update that says nothing new: it is taken, and leaves everything as it was.
#[track_caller]
fn check_old(world: &mut World, by: &str, bytes: &[u8]) {
    let scope: Scope = table(1).parse().unwrap();
    let before = picture(&world.state, &scope);
    assert!(!world.state.is_news(&scope, bytes));
    let effects = world.effects(Some(by), update(&table(1), bytes));
    assert!(matches!(effects[..], [Effect::Saved { .. }]), "{effects:?}");
    assert_eq!(picture(&world.state, &scope), before);
}

/// An update without structs, which deletes so many of a client's clocks.
fn deletion(client: u8, clock: u8, length: u8) -> Vec<u8> {
    vec![0, 1, client, 1, clock, length]
}

#[test]
fn what_is_taken_reaches_all_who_follow_the_document() {
    let mut world = World::new();
    let anna = Replica::new(10);
    let edits = [
        add(1, "fler lekplatser"),
        add(2, "belysning"),
        type_text(1, "fler lekplatser", "fler lekplatser i parken"),
        Edit::Bin {
            note: note(2),
            at: Some(1),
        },
    ];
    let follower = Replica::new(2);
    for edit in &edits {
        let bytes = anna.edit(edit).unwrap().unwrap();
        assert!(world.state.is_news(&table(1).parse().unwrap(), &bytes));
        let effects = world.effects(Some("anna"), update(&table(1), &bytes));
        let [Effect::Update { scope, update }, Effect::Saved { .. }] = &effects[..] else {
            panic!("{effects:?}");
        };
        assert_eq!(scope.to_string(), table(1));
        follower.apply_update(update).unwrap();
        assert_eq!(follower.content(), anna.content());
    }
    assert_eq!(world.content(&table(1)), anna.content());
    assert_eq!(world.state.written(), [(step(), vec![1, 0, 0])].into());
}

#[test]
fn who_has_a_part_is_sent_the_rest() {
    let mut world = World::new();
    let anna = Replica::new(10);
    let scope = table(1).parse().unwrap();
    let mut send = |n| {
        let bytes = anna.edit(&add(n, "text")).unwrap().unwrap();
        world.send("anna", &table(1), &bytes).unwrap();
        (world.state.state_vector(&scope), bytes)
    };
    let (early, first) = send(1);
    let (late, _) = send(2);
    let reader = Replica::new(2);
    let whole = world.state.diff(&scope, &[0]).unwrap();
    let rest = world.state.diff(&scope, &early).unwrap();
    assert!(rest.len() < whole.len());
    reader.apply_update(&first).unwrap();
    reader.apply_update(&rest).unwrap();
    assert_eq!(reader.content().notes.len(), 2);
    assert_eq!(world.state.diff(&scope, &late).unwrap()[..], [0, 0]);
    for unreadable in [&[][..], &[1, 10], &[255, 255, 255, 255, 15]] {
        assert_eq!(
            world.state.diff(&scope, unreadable),
            Err(RefusalReason::Malformed)
        );
    }
}

#[test]
fn what_says_nothing_new_is_saved_and_counts_for_nothing() {
    let mut world = World::new();
    let anna = Replica::new(10);
    for edit in [
        add(1, "text"),
        type_text(1, "text", "te"),
        Edit::Lift {
            note: note(1),
            lifted: true,
        },
        Edit::Lift {
            note: note(1),
            lifted: false,
        },
    ] {
        let bytes = anna.edit(&edit).unwrap().unwrap();
        world.send("anna", &table(1), &bytes).unwrap();
    }
    check_old(&mut world, "anna", &[0, 0]);
    check_old(&mut world, "anna", &anna.whole());
    check_old(&mut world, "bo", &anna.whole());
    // Nor does it matter whether one may write any longer.
    world.lock(true);
    check_old(&mut world, "anna", &anna.whole());
    let typed = anna.edit(&type_text(1, "te", "")).unwrap().unwrap();
    check_refused(&mut world, "anna", &typed, RefusalReason::Locked);
    check_refused(&mut world, "anna", &anna.whole(), RefusalReason::Locked);
}

/// Two who write under the same key make one value deleted that neither of them deletes.
#[test]
fn what_a_conflict_deleted_is_no_news_either() {
    let mut world = World::new();
    let [anna, bo] = [Replica::new(10), Replica::new(11)];
    let first = anna.edit(&add(1, "text")).unwrap().unwrap();
    bo.apply_update(&first).unwrap();
    world.send("anna", &table(1), &first).unwrap();
    for (name, replica, lifted) in [("anna", &anna, true), ("bo", &bo, false)] {
        let move_to = |n: u8| Edit::Move {
            note: note(1),
            pos: Position {
                cell: "work".parse().unwrap(),
                rank: Rank::between(None, None, [n; Rank::RANDOM_BYTES]),
            },
        };
        let bytes = replica.edit(&move_to(u8::from(lifted))).unwrap().unwrap();
        world.send(name, &table(1), &bytes).unwrap();
    }
    let whole = world.state.diff(&table(1).parse().unwrap(), &[0]).unwrap();
    world.lock(true);
    check_old(&mut world, "anna", &whole);
    world.lock(false);
    check_old(&mut world, "anna", &whole);
}

#[test]
fn nobody_writes_as_somebody_else() {
    let mut world = World::new();
    let anna = Replica::new(10);
    let first = anna.edit(&add(1, "text")).unwrap().unwrap();
    world.send("anna", &table(1), &first).unwrap();
    let forged = anna.edit(&add(2, "not hers")).unwrap().unwrap();
    check_refused(&mut world, "bo", &forged, RefusalReason::ForeignClient);
    check_refused(
        &mut world,
        FACILITATOR,
        &forged,
        RefusalReason::ForeignClient,
    );
    world.send("anna", &table(1), &forged).unwrap();
    // Her structs may come along with somebody else's own.
    let bo = Replica::new(11);
    bo.apply_update(&anna.whole()).unwrap();
    bo.edit(&add(3, "his")).unwrap();
    world.send("bo", &table(1), &bo.whole()).unwrap();
    assert_eq!(world.content(&table(1)).notes.len(), 3);
    // In another document the client id is anybody's.
    world.send("cilla", &table(2), &first_note(10, 1)).unwrap();
}

#[test]
fn an_update_brings_few_new_clients() {
    let mut world = World::new();
    let of_clients = |clients: std::ops::Range<u32>| {
        let merged = Replica::new(1);
        for client in clients {
            let bytes = first_note(client, u64::from(client));
            merged.apply_update(&bytes).unwrap();
        }
        merged.whole()
    };
    check_refused(
        &mut world,
        "anna",
        &of_clients(10..19),
        RefusalReason::ForeignClient,
    );
    world.send("anna", &table(1), &of_clients(10..18)).unwrap();
    world.send("anna", &table(1), &of_clients(10..26)).unwrap();
    assert_eq!(world.content(&table(1)).notes.len(), 16);
}

#[test]
fn what_builds_on_something_unknown_is_missing_it() {
    let mut world = World::new();
    let anna = Replica::new(10);
    let first = anna.edit(&add(1, "text")).unwrap().unwrap();
    let second = anna.edit(&add(2, "text")).unwrap().unwrap();
    check_refused(&mut world, "anna", &second, RefusalReason::Missing);
    let bo = Replica::new(11);
    bo.apply_update(&first).unwrap();
    let typed = bo.edit(&type_text(1, "text", "text!")).unwrap().unwrap();
    check_refused(&mut world, "bo", &typed, RefusalReason::Missing);
    check_refused(
        &mut world,
        "anna",
        &deletion(10, 0, 1),
        RefusalReason::Missing,
    );
    world.send("anna", &table(1), &first).unwrap();
    check_refused(
        &mut world,
        "anna",
        &deletion(10, 0, 100),
        RefusalReason::Missing,
    );
    world.send("anna", &table(1), &second).unwrap();
    world.send("bo", &table(1), &typed).unwrap();
    let content = world.content(&table(1));
    assert_eq!(content.notes[&note(1)].text, "text!");
    assert_eq!(content.notes.len(), 2);
}

#[test]
fn whoever_may_write_may_delete_what_others_wrote() {
    let mut world = World::new();
    world.send("anna", &table(1), &first_note(10, 1)).unwrap();
    world.send("bo", &table(1), &deletion(10, 0, 1)).unwrap();
    assert!(world.content(&table(1)).notes.is_empty());
    check_old(&mut world, "anna", &deletion(10, 0, 1));
    // What lies in it went with it.
    check_old(&mut world, "anna", &deletion(10, 1, 3));
}

#[test]
fn types_nest_only_so_deep_however_many_updates_it_takes() {
    let mut world = World::new();
    let replica = Replica::new(10);
    let nest = |path: usize| {
        let mut txn = replica.doc().transact_mut();
        let mut map: MapRef = txn.get_or_insert_map(ROOTS[0]);
        for _ in 0..path {
            let Some(Out::YMap(inner)) = map.get(&txn, "deeper") else {
                unreachable!()
            };
            map = inner;
        }
        map.insert(&mut txn, "deeper", MapPrelim::default());
        txn.encode_update_v1()
    };
    world.send("anna", &table(1), &nest(0)).unwrap();
    world.send("anna", &table(1), &nest(1)).unwrap();
    check_refused(&mut world, "anna", &nest(2), RefusalReason::Malformed);
    assert!(replica.doc().transact().get_map(ROOTS[0]).is_some());
}

#[test]
fn bytes_that_are_no_update_of_a_board_are_malformed() {
    let mut world = World::new();
    // yrs takes it, and then panics at everyone who wants to read the document.
    let poison = "0106170027010563617264730263300128000700017901770568656c6c6f280007000178017c00000050\
                  28000700017a0175027c3f8000007e0801056f72646572017f02633004010174076162f09f98806300";
    let poison: Vec<u8> = (0..poison.len() / 2)
        .map(|n| u8::from_str_radix(&poison[2 * n..2 * n + 2], 16).unwrap())
        .collect();
    let good = first_note(10, 1);
    for bytes in [
        &poison[..],
        &[],
        &[1],
        &[255; 100],
        &good[..good.len() - 1],
        &[&good[..], &[0]].concat(),
    ] {
        check_refused(&mut world, "anna", bytes, RefusalReason::Malformed);
    }
    world.send("anna", &table(1), &good).unwrap();
    assert_eq!(world.content(&table(1)).notes.len(), 1);
}

#[test]
fn a_document_fills_up() {
    let size = first_note(10, 1).len() as u64;
    let mut world = World::with_limits(Limits {
        document_bytes: 2 * size + 10,
        ..Limits::default()
    });
    let anna = Replica::new(10);
    let next = |n| anna.edit(&add(n, "text")).unwrap().unwrap();
    world.send("anna", &table(1), &next(1)).unwrap();
    world.send("anna", &table(1), &next(2)).unwrap();
    check_refused(&mut world, "anna", &next(3), RefusalReason::Full);
    let whole = world.state.diff(&table(1).parse().unwrap(), &[0]).unwrap();
    check_old(&mut world, "anna", &whole);
    world.send("cilla", &table(2), &first_note(12, 1)).unwrap();
}

#[test]
fn a_board_fills_up() {
    let size = first_note(10, 1).len() as u64;
    let mut world = World::with_limits(Limits {
        board_bytes: 2 * size + 10,
        ..Limits::default()
    });
    world.send("cilla", &table(2), &first_note(12, 1)).unwrap();
    world.send("bo", &table(1), &first_note(11, 1)).unwrap();
    check_refused(&mut world, "anna", &first_note(10, 1), RefusalReason::Full);
    world.state = read_back(world.state);
    check_refused(&mut world, "anna", &first_note(10, 1), RefusalReason::Full);
}

#[test]
fn a_document_holds_so_many_notes() {
    let mut world = World::with_limits(Limits {
        entries: 3,
        ..Limits::default()
    });
    let anna = Replica::new(10);
    let mut send = |edit: Edit| {
        let bytes = anna.edit(&edit).unwrap().unwrap();
        (world.send("anna", &table(1), &bytes), bytes)
    };
    for n in 1..=3 {
        send(add(n, "text")).0.unwrap();
    }
    send(type_text(1, "text", "other")).0.unwrap();
    let bin = Edit::Bin {
        note: note(1),
        at: Some(1),
    };
    send(bin).0.unwrap();
    assert_eq!(send(add(4, "text")).0, Err(RefusalReason::Full));
    // Placements have a count of their own.
    let placed = Replica::new(11);
    let place = Edit::Place {
        note: note(9),
        pos: Some(Position {
            cell: "work".parse().unwrap(),
            rank: Rank::between(None, None, [1; Rank::RANDOM_BYTES]),
        }),
    };
    let placed = placed.edit(&place).unwrap().unwrap();
    world.send("bo", &table(1), &placed).unwrap();
}
