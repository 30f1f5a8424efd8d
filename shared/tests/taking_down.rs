//! "Ta ner": a note leaves the document that everyone reads, whole and without a trace of what it said,
//! and comes back the same.

use bordsvis_shared::board::{Content, Edit, EditError, Note, Position, Rank, Replica};
use bordsvis_shared::id::NoteId;

const SECRET: &str = "Huset vid torget";

fn id() -> NoteId {
    "n1".parse().unwrap()
}

fn position(cell: &str, random: u8) -> Position {
    Position {
        cell: cell.parse().unwrap(),
        rank: Rank::between(None, None, [random; Rank::RANDOM_BYTES]),
    }
}

/// A note with everything that a note can have.
fn whole() -> Note {
    Note {
        text: SECRET.to_owned(),
        pos: position("strengths", 1),
        by: "p1".to_owned(),
        at: 1_700_000_000_000,
        tags: ["risk".to_owned()].into(),
        fields: [("status".to_owned(), "planned".to_owned())].into(),
        lifted: true,
        from: vec!["n0".parse().unwrap()],
        bin: Some(7),
    }
}

fn note(replica: &Replica) -> Option<Note> {
    let Content { notes, .. } = replica.content();
    notes.get(&id()).map(|note| Note::clone(note))
}

fn says(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn a_note_is_carried_over_whole_and_back() {
    let (table, aside) = (Replica::new(1), Replica::new(2));
    let put = Edit::Put {
        note: id(),
        whole: whole(),
    };
    table.edit(&put).unwrap();
    let erase = Edit::Erase { note: id() };
    let back = erase.inverse(&table.content(), 0).unwrap();
    assert_eq!(back, put);
    aside.edit(&put).unwrap();
    table.edit(&erase).unwrap();
    assert_eq!((note(&table), note(&aside)), (None, Some(whole())));

    aside
        .edit(&put.inverse(&Content::default(), 0).unwrap())
        .unwrap();
    table.edit(&back).unwrap();
    assert_eq!((note(&table), note(&aside)), (Some(whole()), None));
    // Made twice, as after a lost answer.
    assert_eq!(table.edit(&back), Ok(None));
    aside.edit(&erase).unwrap();
    assert_eq!(aside.edit(&erase), Ok(None));
}

#[test]
fn nothing_of_an_erased_note_is_sent_anew() {
    let (leader, table, late) = (Replica::new(1), Replica::new(2), Replica::new(3));
    let note = whole();
    let pos = note.pos.clone();
    let add = Edit::Add {
        note: id(),
        text: "Huset".to_owned(),
        pos,
        by: note.by,
        at: note.at,
        tags: note.tags,
        from: note.from,
    };
    let mut sent = vec![table.edit(&add).unwrap().unwrap()];
    let typed = Edit::SetText {
        note: id(),
        base: "Huset".to_owned(),
        text: SECRET.to_owned(),
    };
    sent.extend(table.edit(&typed).unwrap());
    for update in &sent {
        leader.apply_update(update).unwrap();
    }
    assert!(says(&leader.whole(), "Huset"));
    let erased = leader.edit(&Edit::Erase { note: id() }).unwrap().unwrap();
    // While the leader takes it down, the table goes on typing in it.
    let more = Edit::SetText {
        note: id(),
        base: SECRET.to_owned(),
        text: format!("{SECRET} igen"),
    };
    let more = table.edit(&more).unwrap().unwrap();
    table.apply_update(&erased).unwrap();
    leader.apply_update(&more).unwrap();
    late.apply_update(&leader.whole()).unwrap();
    for replica in [&leader, &table, &late] {
        let bytes = replica.whole();
        for text in ["Huset", "torget", "igen", "risk", "p1"] {
            assert!(!says(&bytes, text), "{text} is still told");
        }
        assert_eq!(replica.content(), Content::default());
    }
}

#[test]
fn edits_that_a_device_kept_before_are_read() {
    let kept = r#"{"add":{"note":"n1","text":"Skolk","pos":{"cell":"threats","rank":"V1"},"by":"p","at":1}}"#;
    let edit: Edit = serde_json::from_str(kept).unwrap();
    assert_eq!(edit.text(), Some("Skolk"));
    let cluster =
        r#"{"cluster":{"cluster":"k1","title":"Skola","pos":{"cell":"threats","rank":"V1"}}}"#;
    assert!(serde_json::from_str::<Edit>(cluster).is_ok());
    let put = Edit::Put {
        note: id(),
        whole: whole(),
    };
    let json = serde_json::to_string(&put).unwrap();
    assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), put);
}

#[test]
fn what_can_not_be_made_says_why_and_changes_nothing() {
    let replica = Replica::new(1);
    let cluster = |n: &str| n.parse().unwrap();
    let make = |title: &str| Edit::Cluster {
        cluster: cluster("k1"),
        title: title.to_owned(),
        pos: position("threats", 1),
        with: Default::default(),
    };
    let title = |title: &str| Edit::TitleCluster {
        cluster: cluster("k1"),
        title: title.to_owned(),
    };
    let long = "å".repeat(81);
    let gone = Err(EditError::NoSuchCluster(cluster("k1")));
    assert_eq!(replica.edit(&title("Skola")), gone);
    let moved = Edit::MoveCluster {
        cluster: cluster("k1"),
        pos: position("threats", 2),
    };
    assert_eq!(replica.edit(&moved), gone);
    assert_eq!(replica.edit(&make(&long)), Err(EditError::TooLong));
    assert!(replica.edit(&make(&long[2..])).is_ok());
    assert_eq!(replica.edit(&title(&long)), Err(EditError::TooLong));
    assert_eq!(replica.edit(&make("Skola")), Ok(None));
    assert_eq!(replica.edit(&title(&long[2..])), Ok(None));
    let tag = Edit::Tag {
        note: id(),
        tag: "risk".to_owned(),
        on: true,
    };
    assert_eq!(replica.edit(&tag), Err(EditError::NoSuchNote(id())));
}
