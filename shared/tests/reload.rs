//! A page that is loaded again with unsaved edits: whatever happened in between, what was typed stands
//! there once.

use bordsvis_shared::board::{Edit, Position, Rank, Replica};
use bordsvis_shared::protocol::{Access, Message};
use bordsvis_shared::sync::{Document, Outgoing, Phase};

fn add(note: &str, text: &str) -> Edit {
    Edit::Add {
        note: note.parse().unwrap(),
        text: text.to_owned(),
        pos: Position {
            cell: "strengths".parse().unwrap(),
            rank: Rank::between(None, None, [1; Rank::RANDOM_BYTES]),
        },
        by: "p1".to_owned(),
        at: 0,
        tags: Default::default(),
        from: Vec::new(),
    }
}

fn set_text(base: &str, text: &str) -> Edit {
    Edit::SetText {
        note: "n".parse().unwrap(),
        base: base.to_owned(),
        text: text.to_owned(),
    }
}

fn text(replica: &Replica) -> String {
    replica.content().notes[&"n".parse().unwrap()].text.clone()
}

fn shown(document: &Document) -> String {
    document.content().notes[&"n".parse().unwrap()].text.clone()
}

/// A server with one note, and a copy of it as a device has stored it.
fn server_and_copy() -> (Replica, Vec<u8>) {
    let server = Replica::new(1);
    server.edit(&add("n", "Skolk")).unwrap();
    let copy = server.whole();
    (server, copy)
}

/// Connects a document to the server, and lets the server take what it answers.
fn meet(document: &mut Document, server: &Replica) {
    document.connected(|| unreachable!("nothing was refused"));
    let (whole, state_vector) = (server.whole(), server.state_vector());
    let answers = [
        Message::Authenticated(Access::ReadWrite),
        Message::SyncStep2(&whole),
        Message::SyncStep1(&state_vector),
    ];
    for answer in &answers {
        for outgoing in document.receive(answer, || unreachable!()).send {
            if let Outgoing::SyncStep2(update) = outgoing {
                server.apply_update(&update).unwrap();
            }
        }
    }
    document.receive(&Message::SyncStatus(true), || unreachable!());
    assert_eq!(document.unsaved().count(), 0);
}

#[test]
fn words_typed_offline_meet_those_of_others_once() {
    let (server, copy) = server_and_copy();
    let unsaved = vec![set_text("Skolk", "Skolk i nian")];
    let mut document = Document::new(2, Some(&copy), unsaved);
    assert_eq!(shown(&document), "Skolk i nian");
    document
        .edit(set_text("Skolk i nian", "Skolk i nian, mest"))
        .unwrap();
    assert_eq!(shown(&document), "Skolk i nian, mest");
    server.edit(&set_text("Skolk", "Ökat Skolk")).unwrap();
    meet(&mut document, &server);
    assert_eq!(shown(&document), "Ökat Skolk i nian, mest");
    assert_eq!(text(&server), "Ökat Skolk i nian, mest");
}

#[test]
fn words_whose_answer_was_lost_are_not_said_again() {
    let (server, copy) = server_and_copy();
    let edit = set_text("Skolk", "Skolk i nian");
    // An earlier visit sent them, and ended before it heard that they are saved.
    server.edit(&edit).unwrap();
    let mut document = Document::new(2, Some(&copy), vec![edit]);
    assert_eq!(shown(&document), "Skolk i nian");
    meet(&mut document, &server);
    assert_eq!(text(&server), "Skolk i nian");
}

#[test]
fn a_note_written_offline_is_there_before_and_after_the_server_is_heard() {
    let (server, copy) = server_and_copy();
    let mut document = Document::new(2, Some(&copy), Vec::new());
    document.edit(add("m", "Buller")).unwrap();
    assert_eq!(document.content().notes.len(), 2);
    assert!(
        document.to_store().is_none(),
        "a copy holds nothing unsaved"
    );
    meet(&mut document, &server);
    assert_eq!(document.phase(), Phase::Ready);
    assert_eq!(document.content().notes.len(), 2);
    assert_eq!(server.content().notes.len(), 2);
}
