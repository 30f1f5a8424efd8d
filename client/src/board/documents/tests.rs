use bordsvis_shared::board::{Position, Rank, Replica};
use bordsvis_shared::id::NoteId;
use bordsvis_shared::protocol::Access;

use super::*;

fn scope() -> Scope {
    "swot/table/1".parse().unwrap()
}

fn documents() -> Documents {
    let mut documents = Documents::new("b1".parse().unwrap(), "key".to_owned());
    documents.set_epoch("e1");
    documents
}

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

fn set_text(note: &str, base: &str, text: &str) -> Edit {
    Edit::SetText {
        note: note.parse().unwrap(),
        base: base.to_owned(),
        text: text.to_owned(),
    }
}

/// Answers as the server does to whom it lets read and write.
fn welcome(documents: &mut Documents, server: &Replica) -> Frames {
    let whole = server.whole();
    let state_vector = server.state_vector();
    let answers = [
        Message::Authenticated(Access::ReadWrite),
        Message::SyncStep2(&whole),
        Message::SyncStep1(&state_vector),
    ];
    answers
        .iter()
        .flat_map(|answer| documents.receive(&scope(), answer).send)
        .collect()
}

/// What stands in the frames, token and kind.
fn said(frames: &Frames) -> Vec<String> {
    let say = |frame: &Vec<u8>| match Frame::decode(frame).unwrap() {
        Frame::Document { message, .. } => match message {
            Message::Token(token) => token.to_owned(),
            Message::SyncStep1(_) => "step 1".to_owned(),
            Message::SyncStep2(_) => "step 2".to_owned(),
            Message::Update(_) => "update".to_owned(),
            Message::Close(_) => "close".to_owned(),
            other => panic!("{other:?} is for the server to say"),
        },
        ping => panic!("{ping:?} is for the socket"),
    };
    frames.iter().map(say).collect()
}

fn texts(documents: &mut Documents) -> Vec<String> {
    let content = documents.content(&scope()).unwrap();
    content
        .notes
        .values()
        .map(|note| note.text.clone())
        .collect()
}

#[test]
fn documents_wait_for_the_session_and_then_name_its_epoch() {
    let mut documents = documents();
    assert!(documents.open(scope(), None, Vec::new()).is_empty());
    assert_eq!(said(&documents.connected()), ["key#e1", "step 1"]);
    documents.disconnected();
    assert_eq!(said(&documents.connected()), ["key#e1", "step 1"]);
    let other = "swot/plenary".parse().unwrap();
    assert_eq!(
        said(&documents.open(other, None, Vec::new())),
        ["key#e1", "step 1"]
    );
    assert_eq!(said(&documents.close(&scope())), ["close"]);
    assert!(documents.close(&scope()).is_empty());
}

#[test]
fn under_another_epoch_only_the_unsaved_edits_remain() {
    let server = Replica::new(1);
    server.edit(&add("old", "Närhet")).unwrap();
    let mut documents = documents();
    documents.open(scope(), None, Vec::new());
    documents.connected();
    welcome(&mut documents, &server);
    documents.edit(vec![(scope(), add("new", "Skola"))], 0);
    assert_eq!(texts(&mut documents), ["Skola", "Närhet"]);

    documents.disconnected();
    documents.set_epoch("e2");
    assert_eq!(said(&documents.connected()), ["key#e2", "step 1"]);
    let restored = Replica::new(2);
    let answer = welcome(&mut documents, &restored);
    assert_eq!(said(&answer), ["step 2"]);
    assert_eq!(texts(&mut documents), ["Skola"]);
    let Ok(Frame::Document {
        message: Message::SyncStep2(update),
        ..
    }) = Frame::decode(&answer[0])
    else {
        panic!("the unsaved edit is not sent");
    };
    restored.apply_update(update).unwrap();
    assert_eq!(restored.content().notes.len(), 1);
}

#[test]
fn notes_stay_on_screen_while_a_document_is_fetched_anew() {
    let server = Replica::new(1);
    server.edit(&add("old", "Närhet")).unwrap();
    let mut documents = documents();
    documents.open(scope(), None, Vec::new());
    documents.connected();
    welcome(&mut documents, &server);
    documents.receive(&scope(), &Message::SyncStatus(true));
    documents.edit(vec![(scope(), add("new", "Skola"))], 0);
    let refused = documents.receive(&scope(), &Message::SyncStatus(false));
    assert_eq!(refused.refused.len(), 1);
    assert_eq!(said(&refused.send), ["close", "key#e1", "step 1"]);
    assert_eq!(documents.phase(&scope()), Some(Phase::Loading));
    assert!(texts(&mut documents).contains(&"Närhet".to_owned()));
    welcome(&mut documents, &server);
    assert_eq!(texts(&mut documents), ["Närhet"]);

    documents.receive(&scope(), &Message::PermissionDenied("not_revealed"));
    assert!(texts(&mut documents).is_empty());
}

#[test]
fn a_store_that_is_away_asks_for_a_new_connection_and_keeps_the_edits() {
    let mut documents = documents();
    documents.open(scope(), None, Vec::new());
    documents.connected();
    welcome(&mut documents, &Replica::new(1));
    documents.edit(vec![(scope(), add("new", "Skola"))], 0);
    let heard = documents.receive(&scope(), &Message::PermissionDenied("unavailable"));
    assert!(heard.reconnect && heard.refused.is_empty());
    assert!(documents.is_unsaved(&scope()));
}

#[test]
fn notes_that_have_not_changed_stay_the_very_same() {
    let server = Replica::new(1);
    server.edit(&add("a", "Närhet")).unwrap();
    server.edit(&add("b", "Skola")).unwrap();
    let mut documents = documents();
    documents.open(scope(), None, Vec::new());
    documents.connected();
    welcome(&mut documents, &server);
    let before = documents.content(&scope()).unwrap().notes.clone();
    let update = server
        .edit(&set_text("b", "Skola", "Skolan"))
        .unwrap()
        .unwrap();
    documents.receive(&scope(), &Message::Update(&update));
    let after = &documents.content(&scope()).unwrap().notes;
    let same = |name: &str| {
        let id: NoteId = name.parse().unwrap();
        Arc::ptr_eq(&before[&id], &after[&id])
    };
    assert!(same("a") && !same("b"));
}

#[test]
fn the_outbox_is_told_once_what_is_unsaved_and_once_that_it_is_saved() {
    let mut documents = documents();
    // It may hold what another tab left.
    documents.open(scope(), None, Vec::new());
    let told = |documents: &mut Documents| {
        let mut told = Vec::new();
        documents.unsaved_changed(|_, unsaved| told.push(unsaved.len()));
        told
    };
    assert_eq!(told(&mut documents), [0]);
    documents.connected();
    welcome(&mut documents, &Replica::new(1));
    assert!(told(&mut documents).is_empty());
    documents.receive(&scope(), &Message::SyncStatus(true));
    documents.edit(
        vec![(scope(), add("a", "Närhet")), (scope(), add("b", "Skola"))],
        0,
    );
    assert_eq!(documents.waiting().1, 2);
    assert!(documents.read_changed().iter().eq([&scope()]));
    assert_eq!(told(&mut documents), [2]);
    assert!(told(&mut documents).is_empty());
    assert!(
        documents.copies().is_empty(),
        "a copy holds nothing unsaved"
    );
    documents.receive(&scope(), &Message::SyncStatus(true));
    assert_eq!(told(&mut documents), [1]);
    documents.receive(&scope(), &Message::SyncStatus(true));
    assert_eq!(told(&mut documents), [0]);
    assert_eq!(documents.copies().len(), 1);
    assert!(documents.copies().is_empty());
    assert!(
        documents.read_changed().is_empty(),
        "what has been stored says what it said before"
    );
}

#[test]
fn an_action_gives_what_takes_it_back_and_what_failed() {
    let mut documents = documents();
    documents.open(scope(), None, Vec::new());
    documents.connected();
    welcome(&mut documents, &Replica::new(1));
    documents.edit(vec![(scope(), add("a", "Närhet"))], 0);
    let gone = set_text("gone", "", "Buller");
    let kept = set_text("a", "Närhet", "Nära");
    let made = documents.edit(vec![(scope(), gone), (scope(), kept)], 0);
    assert_eq!(made.send.len(), 1);
    assert!(matches!(made.failed, Some(EditError::NoSuchNote(_))));
    let [change] = &made.changes[..] else {
        panic!("{:?}", made.changes);
    };
    assert_eq!(change.inverse, set_text("a", "Nära", "Närhet"));
    documents.edit(vec![(scope(), change.inverse.clone())], 0);
    assert_eq!(texts(&mut documents), ["Närhet"]);
}

#[test]
fn what_a_dead_tab_left_is_made_beside_what_is_unsaved_here() {
    let mut documents = documents();
    documents.open(scope(), None, Vec::new());
    documents.connected();
    welcome(&mut documents, &Replica::new(1));
    documents.edit(vec![(scope(), add("a", "Närhet"))], 0);
    let frames = documents.adopt(
        &scope(),
        vec![add("b", "Skola"), set_text("b", "Skola", "Skolan")],
    );
    assert_eq!(said(&frames), ["close", "key#e1", "step 1"]);
    welcome(&mut documents, &Replica::new(1));
    assert_eq!(texts(&mut documents), ["Närhet", "Skolan"]);
    assert_eq!(documents.waiting().1, 3);
}
