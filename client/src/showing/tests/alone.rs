//! What has the screen to itself, and what stands above it.

use bordsvis_shared::method::Text;

use super::*;

fn presented(shows: &mut Shows, table: u16) -> Presented {
    let table = TableNo(table);
    match shows.view(|step| ScreenView::Present { step, table }) {
        Showing::Present(presented) => presented,
        other => panic!("nobody presents: {other:?}"),
    }
}

#[test]
fn a_table_presents_the_three_that_it_chose() {
    let mut shows = Shows::new();
    let own = (0..4).map(|n| lifted(&format!("l{n}"), 1, "Vald"));
    let other = [note("o", 1, "Ovald"), lifted("x", 2, "Annans")];
    shows.put("strengths", loose(other));
    shows.put("threats", loose(own));
    assert_eq!(presented(&mut shows, 1).notes, None, "not shown yet");
    shows.reveal(1);
    let table = presented(&mut shows, 1);
    let notes = table.notes.unwrap();
    assert_eq!(notes.len(), 3);
    assert!(table.chosen);
    assert!(
        notes
            .iter()
            .all(|(note, cell)| note.text.text == "Vald" && cell == "Hot")
    );
    assert_eq!(table.next.as_deref(), Some("Bord 2"));
}

#[test]
fn a_table_that_chose_nothing_presents_its_first_notes_and_says_so() {
    let mut shows = Shows::new();
    let notes = (0..5).map(|n| note(&format!("n{n}"), 2, "Lapp"));
    shows.put("strengths", loose(notes));
    shows.reveal(2);
    let table = presented(&mut shows, 2);
    assert_eq!(
        (table.notes.map(|notes| notes.len()), table.chosen),
        (Some(3), false)
    );
    assert_eq!(table.next, None, "those elsewhere came first");
    assert_eq!(presented(&mut shows, 3).next.as_deref(), Some("Bord 1"));
    let table = TableNo(9);
    let gone = shows.view(|step| ScreenView::Present { step, table });
    assert_eq!(gone, Showing::Gone);
}

#[test]
fn a_table_presents_what_it_placed_in_this_step_after_what_it_wrote_there() {
    let mut shows = Shows::new();
    shows.session.step = "measures".parse().unwrap();
    shows.reveal(1);
    let mut said = |carried: PlacedNote, mut own: PlacedNote| {
        own.step = shows.step();
        shows.put("education-proactive", loose([carried, own]));
        let notes = presented(&mut shows, 1).notes.unwrap().into_iter();
        notes.map(|(note, _)| note.text.text).collect::<Vec<_>>()
    };
    let (chosen, other) = (lifted("a", 1, "Från SWOT"), note("a", 1, "Från SWOT"));
    let (own_chosen, own) = (lifted("b", 1, "Åtgärd"), note("b", 1, "Åtgärd"));
    assert_eq!(
        said(chosen.clone(), own_chosen.clone()),
        ["Åtgärd", "Från SWOT"]
    );
    assert_eq!(said(chosen, own.clone()), ["Från SWOT"]);
    assert_eq!(said(other.clone(), own_chosen), ["Åtgärd"]);
    assert_eq!(said(other.clone(), own), ["Åtgärd"]);
    shows.put("education-proactive", loose([other]));
    let placed = presented(&mut shows, 1).notes.unwrap();
    assert_eq!(placed[0].0.text.text, "Från SWOT");
}

#[test]
fn a_note_alone_is_large_and_says_where_it_belongs() {
    let mut shows = Shows::new();
    let long = ["Rykten sprids snabbt i sociala medier"; 20].join(" ");
    let clusters = vec![cluster("c", "Gemensamt", 1, vec![note("a", 1, "Kort")])];
    let loose = vec![note("b", 1, &long)];
    shows.put("threats", Contents { clusters, loose });
    let mut alone = |id: &str| {
        let note = id.parse().unwrap();
        match shows.view(|step| ScreenView::Note { step, note }) {
            Showing::Note { note, place } => (note.text, place),
            other => panic!("no note: {other:?}"),
        }
    };
    let (text, place) = alone("a");
    assert_eq!((text.size, place.as_str()), (80, "Hot · Gemensamt"));
    let (text, place) = alone("b");
    assert!((32..80).contains(&text.size));
    assert_eq!((text.text, place.as_str()), (long, "Hot"));
}

#[test]
fn whatever_the_question_it_stands_in_the_header() {
    let mut shows = Shows::new();
    shows.reveal(1);
    let step = shows.step();
    let header = |shows: &Shows, time| {
        let showing = shows.show();
        head(&shows.session, &step, &showing, time, Language::Sv)
    };
    let short = "Vad ser ni?".to_owned();
    let long = ["Vilka förutsättningar har ni att arbeta med sociala risker?"; 3].join(" ");
    for (question, time, size, whole) in [(&short, true, 44, true), (&long, true, 32, false)] {
        let text = question.clone();
        shows.session.method.steps[0].question = Text {
            sv: text.clone(),
            en: text,
        };
        let head = header(&shows, time);
        assert_eq!(head.title.size, size);
        assert_eq!(head.title.text == *question, whole, "{head:?}");
        assert_eq!(head.step.unwrap().text, "SWOT");
    }
    shows.session.screen.view = ScreenView::Join;
    let head = header(&shows, false);
    assert_eq!((head.title.text.as_str(), head.code), ("Dagen", false));
}
