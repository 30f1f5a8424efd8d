//! The verdicts that depend on what a document holds.

use bordsvis_server::room::scan::{AdmitError, Id, Known, ScanError, scan};
use bordsvis_shared::board::ROOTS;

use crate::stock_yjs;
use crate::write::{Holds, Spot, collected, item, structs, update};
use crate::yrs_document::{Server, exercise, scanned};

/// The id of the note, and of its text and tags, that [`server`] holds.
const NOTE: (u64, u32) = (1, 0);
const TEXT: (u64, u32) = (1, 1);
const TAGS: (u64, u32) = (1, 5);

/// A server that holds a note with the text `hej`, all of client 1.
fn server() -> Server {
    let mut server = Server::new();
    let structs = structs(
        1,
        0,
        vec![
            item(&Spot::Root("notes", Some("n")), &Holds::Map),
            item(&Spot::Type(NOTE, Some("text")), &Holds::YText),
            item(&Spot::Type(TEXT, None), &Holds::Text("hej")),
            item(&Spot::Type(NOTE, Some("tags")), &Holds::Map),
        ],
    );
    server.offer(&structs).unwrap();
    server
}

fn id(client: u32, clock: u32) -> Id {
    Id { client, clock }
}

/// What is refused changes nothing: [`Server::offer`] sees to that, and that yrs agrees.
#[track_caller]
fn check(server: &mut Server, update: &[u8], expected: Result<(), AdmitError>) {
    assert_eq!(server.offer(update), expected);
}

#[track_caller]
fn check_item(spot: &Spot, holds: &Holds, expected: Result<(), AdmitError>) {
    check(
        &mut server(),
        &structs(2, 0, vec![item(spot, holds)]),
        expected,
    );
}

fn key(parent: (u64, u32)) -> Spot {
    Spot::Type(parent, Some("k"))
}

fn after(left: (u64, u32)) -> Spot {
    Spot::Beside(Some(left), None)
}

#[test]
fn refuses_the_update_that_would_poison_a_document() {
    // yrs takes it, keeps most of it pending for client 7, which nobody knows, and panics at every
    // newcomer: what is pending is encoded and read again, and JSON content reads one string more
    // than it writes.
    let poison = stock_yjs::bytes(concat!(
        "0106170027010563617264730263300128000700017901770568656c6c6f280007000178017c0000005028000700",
        "017a0175027c3f8000007e0801056f72646572017f02633004010174076162f09f98806300"
    ));
    assert_eq!(
        scan(&poison, &ROOTS),
        Err(ScanError::UnknownRoot("cards".to_owned()))
    );
    // Were those its roots, its JSON would be refused, and without that, what is missing.
    let roots = ["cards", "order"];
    assert_eq!(
        scan(&poison, &roots),
        Err(ScanError::ForeignContent("JSON"))
    );
    let json_and_deletions = 16;
    let mut without = poison[..poison.len() - json_and_deletions].to_vec();
    without[1] -= 1;
    without.push(0);
    let admitted = Known::default().admit(&scan(&without, &roots).unwrap());
    assert_eq!(admitted, Err(AdmitError::Missing(id(7, 0))));
}

#[test]
fn refuses_what_builds_on_something_missing() {
    let missing = |client, clock| Err(AdmitError::Missing(id(client, clock)));
    let text = Holds::Text("a");
    check_item(&after((9, 4)), &text, missing(9, 4));
    check_item(&after((1, 6)), &text, missing(1, 6));
    check_item(&after((1, u32::MAX)), &text, missing(1, u32::MAX));
    check_item(&Spot::Beside(None, Some((9, 0))), &text, missing(9, 0));
    check_item(
        &Spot::Beside(Some((1, 2)), Some((1, 7))),
        &text,
        missing(1, 7),
    );
    check_item(&key((1, 6)), &Holds::Values(1), missing(1, 6));
    // Itself.
    check_item(&after((2, 0)), &text, missing(2, 0));
    check_item(&key((2, 0)), &Holds::Map, missing(2, 0));
}

#[test]
fn refuses_gaps() {
    let missing = |client, clock| Err(AdmitError::Missing(id(client, clock)));
    let typed =
        |client, clock| structs(client, clock, vec![item(&after((1, 4)), &Holds::Text("a"))]);
    check(&mut server(), &typed(1, 7), missing(1, 6));
    check(&mut server(), &typed(1, 6), Ok(()));
    check(&mut server(), &typed(2, 1), missing(2, 0));
    check(
        &mut server(),
        &structs(2, 1, vec![collected(1)]),
        missing(2, 0),
    );
}

#[test]
fn refuses_deletions_ahead_of_time() {
    let missing = |client, clock| Err(AdmitError::Missing(id(client, clock)));
    let deletion = |client, clock, length| update(&[], &[(client, vec![(clock, length)])]);
    check(&mut server(), &deletion(1, 4, 3), missing(1, 6));
    check(&mut server(), &deletion(1, 4, 2), Ok(()));
    check(&mut server(), &deletion(2, 0, 1), missing(2, 0));
    // Of what the same update brings.
    let typed = vec![item(&after((1, 4)), &Holds::Text("ab"))];
    let ahead = update(&[(2, 0, typed.clone())], &[(2, vec![(0, 3)])]);
    check(&mut server(), &ahead, missing(2, 2));
    let whole = update(&[(2, 0, typed)], &[(1, vec![(2, 1)]), (2, vec![(0, 2)])]);
    check(&mut server(), &whole, Ok(()));
}

#[test]
fn finds_what_comes_later_in_the_same_update() {
    let a = |after_b| item(&after((3, after_b)), &Holds::Text("a"));
    let b = |after_a| item(&after((2, after_a)), &Holds::Text("b"));
    let first = |spot| item(&spot, &Holds::Text("c"));
    // 2:0 ← 3:0 ← 2:1 ← 3:1 ← 2:2, whichever client comes first.
    let mut sections = [
        (2, 0, vec![first(after((1, 4))), a(0), a(1)]),
        (3, 0, vec![b(0), b(1)]),
    ];
    check(&mut server(), &update(&sections, &[]), Ok(()));
    sections.reverse();
    check(&mut server(), &update(&sections, &[]), Ok(()));
    // Each waits for the other.
    for sections in [
        [(2, 0, vec![a(0)]), (3, 0, vec![b(0)])],
        [
            (2, 0, vec![first(after((1, 4))), a(1), a(0)]),
            (3, 0, vec![b(2), b(0)]),
        ],
    ] {
        let admitted = server().offer(&update(&sections, &[]));
        assert!(
            matches!(admitted, Err(AdmitError::Missing(_))),
            "{admitted:?}"
        );
    }
}

#[test]
fn waits_through_a_long_chain_of_clients() {
    let clients = 2..=5_000;
    let link = |client: u64| match client {
        5_000 => item(&after((1, 4)), &Holds::Text("a")),
        _ => item(&after((client + 1, 0)), &Holds::Text("a")),
    };
    let sections: Vec<_> = clients
        .map(|client| (client, 0, vec![link(client)]))
        .collect();
    check(&mut server(), &update(&sections, &[]), Ok(()));
}

#[test]
fn passes_over_what_is_known() {
    // Whatever it says: in a text, beside nothing, and far too deep.
    let again = [
        item(&after((9, 9)), &Holds::Text("hej")),
        item(&key((9, 9)), &Holds::Map),
        collected(2),
    ];
    let mut server = server();
    check(&mut server, &structs(1, 0, again.to_vec()), Ok(()));
    let clients = |server: &Server, update: &[u8]| -> Vec<_> {
        scanned(update).new_clients(&server.known).collect()
    };
    assert!(clients(&server, &structs(1, 0, again.to_vec())).is_empty());

    let typed = item(&after((1, 4)), &Holds::Text("a"));
    let more = update(&[(1, 0, again.to_vec()), (2, 0, vec![typed])], &[]);
    assert_eq!(clients(&server, &more), [2]);
    check(&mut server, &more, Ok(()));
}

#[test]
fn takes_the_part_of_a_struct_that_is_unknown() {
    let mut server = Server::new();
    let list = Spot::Root("notes", None);
    check(
        &mut server,
        &structs(1, 0, vec![item(&list, &Holds::Text("😀"))]),
        Ok(()),
    );
    check(
        &mut server,
        &structs(1, 0, vec![item(&list, &Holds::Text("😀å😀"))]),
        Ok(()),
    );
    assert_eq!(server.known.clock(1), 5);
    // Its rest lies beside what is known of it, so it can't lie elsewhere.
    for elsewhere in [Spot::Root("clusters", None), Spot::Root("notes", Some("k"))] {
        let other = structs(1, 4, vec![item(&elsewhere, &Holds::Text("ab"))]);
        check(&mut server, &other, Err(AdmitError::Astray(id(1, 5))));
    }
    let inherited = structs(1, 4, vec![item(&after((1, 3)), &Holds::Text("ab"))]);
    check(&mut server, &inherited, Ok(()));
    check(&mut server, &structs(1, 4, vec![collected(3)]), Ok(()));
    exercise(&server.doc);
}

#[test]
fn refuses_types_that_nest_too_deep_in_one_update() {
    let chain = |levels: u32| {
        let root = Spot::Root("notes", Some("n"));
        let first = item(&root, &Holds::Map);
        let nested = (1..levels).map(|level| item(&key((2, level - 1)), &Holds::Map));
        structs(2, 0, std::iter::once(first).chain(nested).collect())
    };
    check(&mut server(), &chain(2), Ok(()));
    check(
        &mut server(),
        &chain(3),
        Err(AdmitError::TypeTooDeep(id(2, 2))),
    );
    check(
        &mut server(),
        &chain(500),
        Err(AdmitError::TypeTooDeep(id(2, 2))),
    );
}

#[test]
fn refuses_types_that_nest_too_deep_over_many_updates() {
    let too_deep = Err(AdmitError::TypeTooDeep(id(2, 0)));
    for nested in [Holds::Map, Holds::YText] {
        check_item(&key(NOTE), &nested, Ok(()));
        check_item(&key(TAGS), &nested, too_deep);
        check_item(&Spot::Type(TEXT, None), &nested, too_deep);
        // It shares the parent of what it lies beside.
        check_item(&after(TAGS), &nested, Ok(()));
        check_item(&after((1, 3)), &nested, too_deep);
        check_item(&Spot::Beside(None, Some((1, 3))), &nested, too_deep);
    }
    check_item(&key(TAGS), &Holds::Values(1), Ok(()));
}

#[test]
fn refuses_parents_that_hold_nothing() {
    let mut server = server();
    check(
        &mut server,
        &structs(2, 0, vec![item(&key(TAGS), &Holds::Values(1))]),
        Ok(()),
    );
    for parent in [(1, 2), (1, 4), (2, 0)] {
        let child = structs(3, 0, vec![item(&key(parent), &Holds::Values(1))]);
        let parent = id(parent.0 as u32, parent.1);
        check(&mut server, &child, Err(AdmitError::NotAType(parent)));
    }
}

#[test]
fn takes_in_what_lies_in_garbage_as_garbage() {
    let mut server = server();
    let garbage = vec![collected(1), item(&key(NOTE), &Holds::Deleted(1))];
    check(&mut server, &structs(2, 0, garbage), Ok(()));
    // However deep, since yrs collects each at once.
    let mut nested = vec![
        item(&key((2, 0)), &Holds::Map),
        item(&key((2, 1)), &Holds::Map),
    ];
    nested.extend((0..9).map(|level| item(&key((3, level)), &Holds::Map)));
    nested.push(item(&after((2, 0)), &Holds::Values(3)));
    check(&mut server, &structs(3, 0, nested), Ok(()));
    // Beside garbage and something that is none, it lies where that does.
    let beside = Spot::Beside(Some((2, 0)), Some((1, 3)));
    let typed = structs(
        4,
        0,
        vec![
            item(&beside, &Holds::Text("a")),
            item(&after((4, 0)), &Holds::Map),
        ],
    );
    check(&mut server, &typed, Err(AdmitError::TypeTooDeep(id(4, 1))));
    exercise(&server.doc);
}

#[test]
fn refuses_to_lie_in_two_places() {
    let text = Holds::Text("a");
    let between = |left, right| Spot::Beside(Some(left), Some(right));
    let astray = Err(AdmitError::Astray(id(2, 0)));
    check_item(&between((1, 2), (1, 3)), &text, Ok(()));
    check_item(&between((1, 2), TAGS), &text, astray);
    check_item(&between(NOTE, TAGS), &text, astray);
}

#[test]
fn refuses_several_values_of_a_key_unless_they_are_deleted_at_once() {
    let several = Err(AdmitError::SeveralValues(id(2, 0)));
    for values in [Holds::Values(2), Holds::Text("ab")] {
        check_item(&key(TAGS), &values, several);
        check_item(&after(TAGS), &values, several);
        check_item(&Spot::Type(TEXT, None), &values, Ok(()));
        let section = (2, 0, vec![item(&key(TAGS), &values)]);
        let deleting = |spans| update(std::slice::from_ref(&section), &[(2, spans)]);
        check(&mut server(), &deleting(vec![(0, 1)]), several);
        check(&mut server(), &deleting(vec![(0, 1), (1, 1)]), several);
        check(&mut server(), &deleting(vec![(0, 2)]), Ok(()));
    }
    check_item(&key(TAGS), &Holds::Text("😀"), several);
    check_item(&key(TAGS), &Holds::Deleted(2), Ok(()));
    check_item(&key(TAGS), &Holds::Text("a"), Ok(()));
}

#[test]
fn stays_small_and_survives_storage() {
    let mut server = server();
    for clock in 0..1_000u32 {
        let left = clock.checked_sub(1).map_or((1, 4), |last| (2, last));
        let typed = structs(2, clock, vec![item(&after(left), &Holds::Text("a"))]);
        server.known.admit(&scanned(&typed)).unwrap();
    }
    let stored = postcard::to_allocvec(&server.known).unwrap();
    assert!(stored.len() < 100, "{} bytes", stored.len());
    assert_eq!(
        postcard::from_bytes::<Known>(&stored).unwrap(),
        server.known
    );
}
