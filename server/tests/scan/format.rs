//! The verdicts on the bytes alone.

use bordsvis_server::room::scan::{Body, Content, Id, MAX_ANY_DEPTH, MAX_CLOCK, ScanError, Spot};
use bordsvis_server::room::scan::{Parent, scan};
use bordsvis_shared::board::ROOTS;

use crate::stock_yjs;
use crate::write::{self, Holds, collected, item, number, raw, structs, text, update, value};

fn refusal(update: &[u8]) -> ScanError {
    scan(update, &ROOTS).unwrap_err()
}

fn in_notes(kind: u8, content: &[u8]) -> Vec<u8> {
    structs(1, 0, vec![raw(&note(), kind, content)])
}

fn note() -> write::Spot {
    write::Spot::Root("notes", Some("n"))
}

#[test]
fn reads_where_each_struct_lies_and_how_long_it_is() {
    let list = write::Spot::Root("clusters", None);
    let update = update(
        &[
            (
                u64::from(u32::MAX),
                3,
                vec![
                    item(&note(), &Holds::Map),
                    item(&write::Spot::Type((7, 1), None), &Holds::Text("é😀")),
                    item(&write::Spot::Beside(None, Some((7, 2))), &Holds::Values(2)),
                ],
            ),
            (7, 0, vec![collected(5), item(&list, &Holds::Deleted(9))]),
        ],
        &[(7, vec![(0, 1), (2, 3)])],
    );
    let scan = scan(&update, &ROOTS).unwrap();

    let id = |clock| Id { client: 7, clock };
    let under = |parent, entry| Spot::Under { parent, entry };
    let beside = Spot::Beside {
        left: None,
        right: Some(id(2)),
    };
    let item = |spot, content| Body::Item { spot, content };
    let found: Vec<_> = scan
        .sections
        .iter()
        .flat_map(|section| &section.structs)
        .map(|part| (part.start..part.end, part.body))
        .collect();
    assert_eq!(
        found,
        [
            (3..4, item(under(Parent::Root(0), true), Content::Type)),
            (
                4..7,
                item(under(Parent::Type(id(1)), false), Content::Value)
            ),
            (7..9, item(beside, Content::Value)),
            (0..5, Body::Collected),
            (5..14, item(under(Parent::Root(2), false), Content::Deleted)),
        ]
    );
    assert_eq!(scan.sections[0].client, u32::MAX);
    assert_eq!(scan.deletions[&7], [0..1, 2..5]);
}

#[test]
fn refuses_an_update_cut_off_anywhere_and_bytes_after_it() {
    for update in stock_yjs::UPDATES.map(stock_yjs::bytes) {
        for end in 0..update.len() {
            assert_eq!(refusal(&update[..end]), ScanError::Truncated);
        }
        assert_eq!(
            refusal(&[&update[..], &[0]].concat()),
            ScanError::TrailingBytes
        );
    }
}

#[test]
fn refuses_content_that_the_schema_has_no_use_for() {
    let names = [
        (0, "unknown"),
        (2, "JSON"),
        (3, "binary"),
        (5, "embed"),
        (6, "format"),
        (9, "document"),
        (10, "unknown"),
        (11, "move"),
        (12, "unknown"),
    ];
    for (kind, name) in names {
        assert_eq!(
            refusal(&in_notes(kind, &[])),
            ScanError::ForeignContent(name)
        );
    }
    for shared_type in [0, 3, 4, 5, 6, 7, 9, 15, 255] {
        let refusal = refusal(&in_notes(7, &[shared_type]));
        assert_eq!(refusal, ScanError::ForeignType(shared_type));
    }
}

#[test]
fn refuses_gaps_and_flags_without_meaning() {
    assert_eq!(refusal(&structs(1, 0, vec![vec![10, 3]])), ScanError::Gap);
    assert_eq!(
        refusal(&in_notes(0x14, &[1, b'a'])),
        ScanError::UnknownFlags(0x34)
    );
    // A parent is a root (1) or a type (0).
    assert_eq!(
        refusal(&structs(1, 0, vec![vec![4, 99]])),
        ScanError::UnknownFlags(99)
    );
}

#[test]
fn refuses_roots_that_are_not_the_schemas() {
    let long = "x".repeat(1000);
    for (name, told) in [
        ("cards", "cards"),
        ("", ""),
        ("note", "note"),
        (&long, &long[..40]),
    ] {
        let mut named = vec![8, 1];
        text(&mut named, name);
        named.extend([1, 120]);
        let refusal = refusal(&structs(1, 0, vec![named]));
        assert_eq!(refusal, ScanError::UnknownRoot(told.to_owned()));
    }
}

#[test]
fn refuses_values_that_nest_too_deep() {
    let nested = |levels| [[117, 1].repeat(levels), vec![126]].concat();
    assert!(scan(&value(&nested(MAX_ANY_DEPTH)), &ROOTS).is_ok());
    assert_eq!(
        refusal(&value(&nested(MAX_ANY_DEPTH + 1))),
        ScanError::AnyTooDeep
    );
    // 16 KB of it: yrs overflows a stack of 2 MB.
    assert_eq!(refusal(&value(&nested(8_000))), ScanError::AnyTooDeep);
    let maps = [118, 1, 1, b'k'].repeat(MAX_ANY_DEPTH + 1);
    assert_eq!(refusal(&value(&maps)), ScanError::AnyTooDeep);
}

#[test]
fn reads_every_kind_of_value() {
    let values: [&[u8]; 13] = [
        &[127],
        &[126],
        &[125, 0x41],
        &[125, 0xff, 0xff, 0xff, 0xff, 0x1f],
        &[124, 1, 2, 3, 4],
        &[123, 1, 2, 3, 4, 5, 6, 7, 8],
        &[122, 1, 2, 3, 4, 5, 6, 7, 8],
        &[121],
        &[120],
        &[119, 2, 0xc3, 0xa5],
        &[118, 2, 1, b'a', 120, 1, b'b', 117, 0],
        &[117, 2, 126, 118, 0],
        &[116, 2, 0xff, 0xff],
    ];
    for any in values {
        assert!(scan(&value(any), &ROOTS).is_ok(), "{any:?}");
    }
    assert_eq!(refusal(&value(&[115])), ScanError::UnknownAny(115));
}

#[test]
fn refuses_numbers_that_others_cannot_hold() {
    let mut wide = Vec::new();
    number(&mut wide, 1 << 32);
    // As a client of structs, of an origin and of deletions.
    let origin = [&[0x84][..], &wide, &[0, 1, b'a']].concat();
    for update in [
        structs(1 << 32, 0, vec![collected(1)]),
        structs(1, 0, vec![origin]),
        update(&[], &[(1 << 32, vec![(0, 1)])]),
    ] {
        assert_eq!(refusal(&update), ScanError::WideClient);
    }

    let last = MAX_CLOCK - 1;
    assert!(scan(&structs(1, last, vec![collected(1)]), &ROOTS).is_ok());
    for update in [
        structs(1, last, vec![collected(1), collected(1)]),
        structs(1, 1, vec![collected(u32::MAX)]),
        update(&[], &[(1, vec![(last, 2)])]),
        // How many structs there are, and how long a text is.
        [&[1][..], &wide].concat(),
        in_notes(4, &wide),
        // 2⁵³, as an integer value and as a count of values.
        value(&[125, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]),
        value(&[117, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]),
        // Integers that go on for longer than 64 bits.
        value(&[&[125][..], &[0xff; 20]].concat()),
        vec![0x80; 20],
    ] {
        assert_eq!(refusal(&update), ScanError::TooLarge);
    }
}

#[test]
fn takes_no_length_at_its_word() {
    let many = [0xff, 0xff, 0xff, 0xff, 0x0f];
    for lie in [
        many.to_vec(),
        [&[1][..], &many, &[1, 0]].concat(),
        [&[0][..], &many].concat(),
        [&[0, 1, 1][..], &many].concat(),
        in_notes(4, &many),
        in_notes(8, &many),
        value(&[&[117][..], &many].concat()),
        value(&[&[118][..], &many].concat()),
        value(&[&[116][..], &many].concat()),
    ] {
        // What follows an item is read as though it belonged to it.
        let refusal = refusal(&lie);
        let found_out = matches!(refusal, ScanError::Truncated | ScanError::UnknownAny(0));
        assert!(found_out, "{lie:?}: {refusal}");
    }
}

#[test]
fn refuses_texts_that_are_not_utf8() {
    assert_eq!(refusal(&in_notes(4, &[1, 0xff])), ScanError::NotUtf8);
    // Half of a surrogate pair.
    assert_eq!(
        refusal(&value(&[119, 3, 0xed, 0xa0, 0x80])),
        ScanError::NotUtf8
    );
}

#[test]
fn refuses_what_holds_nothing() {
    for empty in [
        structs(1, 0, vec![]),
        structs(1, 0, vec![collected(0)]),
        in_notes(1, &[0]),
        in_notes(4, &[0]),
        in_notes(8, &[0]),
        update(&[], &[(1, vec![(0, 0)])]),
    ] {
        assert_eq!(refusal(&empty), ScanError::Empty);
    }
    assert!(scan(&update(&[], &[]), &ROOTS).is_ok());
}

#[test]
fn refuses_what_is_out_of_order_or_said_twice() {
    let twice = update(
        &[(1, 0, vec![collected(1)]), (1, 1, vec![collected(1)])],
        &[],
    );
    assert_eq!(refusal(&twice), ScanError::RepeatedClient(1));
    let twice = update(&[], &[(1, vec![(0, 1)]), (1, vec![(1, 1)])]);
    assert_eq!(refusal(&twice), ScanError::RepeatedClient(1));
    for spans in [vec![(2, 1), (0, 1)], vec![(0, 2), (1, 2)]] {
        assert_eq!(
            refusal(&update(&[], &[(1, spans)])),
            ScanError::UnorderedDeletions
        );
    }
}
