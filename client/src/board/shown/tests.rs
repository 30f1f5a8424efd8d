use std::sync::atomic::{AtomicUsize, Ordering};

use bordsvis_shared::board::{Position, Rank};

use super::*;

fn placed(name: &str, cell: &str, text: &str) -> PlacedNote {
    let pos = Position {
        cell: cell.parse().unwrap(),
        rank: name.parse::<Rank>().unwrap(),
    };
    let note = Note {
        text: text.to_owned(),
        pos: pos.clone(),
        by: "me".to_owned(),
        at: 0,
        tags: Default::default(),
        fields: Default::default(),
        lifted: false,
        from: Vec::new(),
        bin: None,
    };
    PlacedNote {
        id: name.parse().unwrap(),
        step: "swot".parse().unwrap(),
        table: TableNo(1),
        note: Arc::new(note),
        pos,
        placer: Placer::Author,
        aside: false,
        cluster: None,
        into: None,
        retagged: None,
        merged: Vec::new(),
    }
}

fn arranged(notes: &[PlacedNote]) -> Rc<Arrangement> {
    Rc::new(arrangement(notes))
}

fn arrangement(notes: &[PlacedNote]) -> Arrangement {
    let mut arrangement = Arrangement::default();
    for note in notes {
        let cell = arrangement.loose.entry(note.pos.cell.clone());
        cell.or_default().push(note.clone());
    }
    arrangement
}

/// How often a signal was told.
fn count<T>(signal: ArcReadSignal<T>) -> impl Fn() -> usize
where
    T: Clone + Send + Sync + 'static,
{
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let memo = ArcMemo::new_with_compare(
        move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            signal.get();
        },
        |_, _| true,
    );
    move || {
        memo.get_untracked();
        runs.load(Ordering::Relaxed) - 1
    }
}

#[test]
fn only_what_differs_is_told() {
    let owner = Owner::new();
    owner.set();
    let mut shown = Shown::default();
    shown.ask();
    let (left, right) = ("strengths".parse().unwrap(), "threats".parse().unwrap());
    let (a, b, c) = (
        placed("a", "strengths", "Närhet"),
        placed("b", "strengths", "Skola"),
        placed("c", "threats", "Buller"),
    );
    shown.update(arranged(&[a.clone(), b.clone(), c.clone()]), "me");
    let note = |name: &str, shown: &Shown| count(shown.note(&name.parse().unwrap()).unwrap().view);
    let (note_a, note_b, note_c) = (note("a", &shown), note("b", &shown), note("c", &shown));
    let (left, right) = (count(shown.cell(&left)), count(shown.cell(&right)));
    let told = || [left(), right(), note_a(), note_b(), note_c()];
    assert_eq!(told(), [0; 5]);

    // Somebody types in a note.
    let b = placed("b", "strengths", "Skolan");
    shown.update(arranged(&[a.clone(), b.clone(), c.clone()]), "me");
    assert_eq!(told(), [0, 0, 0, 1, 0]);

    // A note waits for the network.
    shown.wait(&HashSet::from([Target::Note(c.id.clone())]));
    assert_eq!(told(), [0, 0, 0, 1, 1]);

    // A note moves to the other cell, where a signal has shown it all along.
    let moved = placed("b", "threats", "Skolan");
    shown.update(arranged(&[a.clone(), moved.clone(), c.clone()]), "me");
    assert_eq!(told(), [1, 1, 0, 2, 1]);

    // A note goes.
    shown.update(arranged(&[moved.clone(), c.clone()]), "me");
    assert_eq!(told(), [2, 1, 0, 2, 1]);
    assert_eq!(shown.note(&a.id), None);

    // A note is thrown away: it is in the bin, and in no cell.
    let bin = count(shown.bin());
    assert_eq!(bin(), 0);
    let mut note = Note::clone(&moved.note);
    note.bin = Some(1);
    let mut thrown = arrangement(&[c]);
    thrown.bin.push(PlacedNote {
        note: Arc::new(note),
        ..moved.clone()
    });
    shown.update(Rc::new(thrown), "me");
    assert_eq!((told(), bin()), ([2, 2, 0, 3, 1], 1));
    assert_eq!(shown.note(&moved.id), None);
}

#[test]
fn a_cluster_tells_apart_what_it_holds_and_what_it_is_called() {
    let owner = Owner::new();
    owner.set();
    let mut shown = Shown::default();
    shown.ask();
    let cell: CellId = "strengths".parse().unwrap();
    let (a, b) = (
        placed("a", "strengths", "Närhet"),
        placed("b", "strengths", "Skola"),
    );
    let in_cluster = |note: &PlacedNote| PlacedNote {
        cluster: Some("k".parse().unwrap()),
        ..note.clone()
    };
    let clustered = |title: &str, notes: &[&PlacedNote], loose: &[&PlacedNote]| {
        let loose: Vec<_> = loose.iter().map(|note| (*note).clone()).collect();
        let mut arrangement = arrangement(&loose);
        let cluster = PlacedCluster {
            id: "k".parse().unwrap(),
            title: title.to_owned(),
            pos: a.pos.clone(),
            notes: notes.iter().map(|note| in_cluster(note)).collect(),
            tables: [TableNo(1)].into(),
        };
        let clusters = arrangement.clusters.entry(cell.clone());
        clusters.or_default().push(cluster);
        Rc::new(arrangement)
    };
    shown.update(clustered("Nära", &[&a], &[&b]), "me");
    let cluster = shown.cluster(&"k".parse().unwrap()).unwrap();
    let (view, notes) = (count(cluster.view), count(cluster.notes));
    let (all, loose) = (count(shown.cell(&cell)), count(shown.loose(&cell)));
    let clusters = count(shown.clusters(&cell));
    let told = || [view(), notes(), all(), loose(), clusters()];
    assert_eq!(told(), [0; 5]);

    shown.update(clustered("Närhet", &[&a], &[&b]), "me");
    assert_eq!(told(), [1, 0, 0, 0, 0]);
    shown.update(clustered("Närhet", &[&a, &b], &[]), "me");
    assert_eq!(told(), [1, 1, 0, 1, 0]);
    // A merged note is no longer in the list of its cluster, but still in that of its cell.
    let mut root = a.clone();
    root.merged.push(b.clone());
    shown.update(clustered("Närhet", &[&root], &[]), "me");
    assert_eq!(told(), [1, 2, 0, 1, 0]);
    assert_eq!(shown.cell(&cell).get_untracked().len(), 2);
    shown.update(arranged(&[a.clone(), b.clone()]), "me");
    assert_eq!(told(), [1, 2, 0, 2, 1]);
    assert_eq!(shown.cluster(&"k".parse().unwrap()), None);
}

#[test]
fn who_asks_for_no_signals_has_the_arrangement_all_the_same() {
    let owner = Owner::new();
    owner.set();
    let mut shown = Shown::default();
    let a = placed("a", "strengths", "Närhet");
    shown.wait(&HashSet::from([Target::Note(a.id.clone())]));
    shown.update(arranged(std::slice::from_ref(&a)), "me");
    assert_eq!(shown.arrangement().notes().count(), 1);
    assert!(shown.notes.is_empty() && shown.cells.is_empty());
    // Whoever asks later sees what there is by then.
    shown.ask();
    let view = shown.note(&a.id).unwrap().view.get_untracked();
    assert!(view.own && !view.saved);
    shown.wait(&HashSet::new());
    assert!(shown.note(&a.id).unwrap().view.get_untracked().saved);
    let listed = shown.cell(&"strengths".parse().unwrap()).get_untracked();
    assert_eq!(listed.len(), 1);
}
