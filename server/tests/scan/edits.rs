//! Everything that a client of ours does passes the scanner.

use bordsvis_shared::board::{Edit, Note, Position, Rank, Replica};

use crate::yrs_document::Server;

#[test]
fn every_edit_is_admitted() {
    let note = |n: &str| n.parse().unwrap();
    let cluster = || "k1".parse().unwrap();
    let tag = || "risk".to_owned();
    let pos = |random| Position {
        cell: "strengths".parse().unwrap(),
        rank: Rank::between(None, None, [random; Rank::RANDOM_BYTES]),
    };
    let whole = Note {
        text: "Skolk".to_owned(),
        pos: pos(1),
        by: "anna".to_owned(),
        at: 1,
        tags: [tag()].into(),
        fields: [("status".to_owned(), "planned".to_owned())].into(),
        lifted: true,
        from: vec![note("n0")],
        bin: Some(1),
    };
    let place_tag = |on| Edit::PlaceTag {
        note: note("n1"),
        tag: tag(),
        on,
    };
    let gather = |to| Edit::Gather {
        note: note("n1"),
        cluster: to,
    };
    let merge = |into| Edit::Merge {
        note: note("n1"),
        into,
    };
    let edits = [
        Edit::Add {
            note: note("n1"),
            text: "Skol".to_owned(),
            pos: pos(1),
            by: "anna".to_owned(),
            at: 1,
            tags: [tag()].into(),
            from: vec![note("n0")],
        },
        Edit::Put {
            note: note("n2"),
            whole,
        },
        Edit::SetText {
            note: note("n1"),
            base: "Skol".to_owned(),
            text: "Skolk".to_owned(),
        },
        Edit::Move {
            note: note("n1"),
            pos: pos(2),
        },
        Edit::Lift {
            note: note("n1"),
            lifted: true,
        },
        Edit::Tag {
            note: note("n1"),
            tag: tag(),
            on: false,
        },
        Edit::Bin {
            note: note("n1"),
            at: Some(1),
        },
        Edit::Place {
            note: note("n1"),
            pos: Some(pos(3)),
        },
        Edit::Cluster {
            cluster: cluster(),
            title: tag(),
            pos: pos(1),
            with: [note("n1")].into(),
        },
        gather(Some(cluster())),
        merge(Some(note("n2"))),
        place_tag(Some(true)),
        place_tag(Some(false)),
        place_tag(None),
        merge(None),
        gather(None),
        Edit::TitleCluster {
            cluster: cluster(),
            title: "Skola".to_owned(),
        },
        Edit::MoveCluster {
            cluster: cluster(),
            pos: pos(4),
        },
        Edit::Dissolve { cluster: cluster() },
        Edit::Erase { note: note("n1") },
        Edit::Erase { note: note("n2") },
    ];
    let (author, mut server) = (Replica::new(1), Server::new());
    for edit in edits {
        let update = author.edit(&edit).unwrap();
        let update = update.unwrap_or_else(|| panic!("{edit:?} changes nothing"));
        assert_eq!(server.offer(&update), Ok(()), "{edit:?}");
    }
}
