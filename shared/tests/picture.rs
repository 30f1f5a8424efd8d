//! What a step shows of the documents at hand: clusters, merged notes, categories, notes taken down.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bordsvis_shared::board::{
    Arrangement, Cluster, Content, Note, PlacedNote, Placement, Position, Rank, arrange,
};
use bordsvis_shared::id::{Scope, TableNo};

fn position(at: &str) -> Position {
    let (cell, rank) = at.split_once(' ').unwrap();
    Position {
        cell: cell.parse().unwrap(),
        rank: rank.parse::<Rank>().unwrap(),
    }
}

fn note(at: &str) -> Arc<Note> {
    Arc::new(Note {
        text: String::new(),
        pos: position(at),
        by: String::new(),
        at: 0,
        tags: Default::default(),
        fields: Default::default(),
        lifted: false,
        from: Vec::new(),
        bin: None,
    })
}

fn placement() -> Placement {
    Placement {
        pos: None,
        cluster: None,
        tags: BTreeMap::new(),
        into: None,
    }
}

/// A step that is put together by and by.
#[derive(Default)]
struct Step(BTreeMap<Scope, Content>);

impl Step {
    fn document(&mut self, scope: &str) -> &mut Content {
        self.0.entry(scope.parse().unwrap()).or_default()
    }

    fn note(&mut self, scope: &str, id: &str, at: &str) -> &mut Self {
        let notes = &mut self.document(scope).notes;
        notes.insert(id.parse().unwrap(), note(at));
        self
    }

    fn placed(&mut self, id: &str, change: impl FnOnce(&mut Placement)) -> &mut Self {
        let placements = &mut self.document("now/plenary").placements;
        change(
            placements
                .entry(id.parse().unwrap())
                .or_insert_with(placement),
        );
        self
    }

    fn merged(&mut self, id: &str, into: &str) -> &mut Self {
        self.placed(id, |placement| placement.into = into.parse().ok())
    }

    fn gathered(&mut self, id: &str, cluster: &str) -> &mut Self {
        self.placed(id, |placement| placement.cluster = cluster.parse().ok())
    }

    fn cluster(&mut self, id: &str, at: &str) -> &mut Self {
        let cluster = Cluster {
            title: String::new(),
            pos: position(at),
        };
        let clusters = &mut self.document("now/plenary").clusters;
        clusters.insert(id.parse().unwrap(), cluster);
        self
    }

    fn arrange(&self) -> Arrangement {
        let step = "now".parse().unwrap();
        let cells = ["left", "right"];
        let parking = "parking".parse().unwrap();
        arrange(
            &step,
            &self.0,
            |cell| cells.contains(&cell.as_str()),
            &parking,
        )
    }

    /// The picture as a text: `cell: cluster[notes] notes`, and under a note in brackets what was
    /// merged into it.
    fn shown(&self) -> String {
        let notes = |notes: &[PlacedNote]| {
            let names = notes.iter().map(|note| {
                let merged: Vec<&str> = note.merged.iter().map(|note| note.id.as_str()).collect();
                match &merged[..] {
                    [] => note.id.to_string(),
                    merged => format!("{}({})", note.id, merged.join(" ")),
                }
            });
            names.collect::<Vec<_>>().join(" ")
        };
        let picture = self.arrange();
        let cells = picture.cells().into_iter().map(|cell| {
            let clusters = picture.clusters(cell).iter();
            let clusters = clusters.map(|c| format!("{}[{}]", c.id, notes(&c.notes)));
            let loose = notes(picture.loose(cell));
            let all = clusters.chain((!loose.is_empty()).then_some(loose));
            format!("{cell}: {}", all.collect::<Vec<_>>().join(" "))
        });
        cells.collect::<Vec<_>>().join("; ")
    }
}

/// Three notes of two tables.
fn step() -> Step {
    let mut step = Step::default();
    step.note("now/table/1", "a", "left 1")
        .note("now/table/1", "b", "left 2")
        .note("now/table/2", "c", "right 1");
    step
}

#[track_caller]
fn check(change: impl FnOnce(&mut Step), shown: &str) {
    let mut step = step();
    change(&mut step);
    assert_eq!(step.shown(), shown);
}

#[test]
fn a_cluster_holds_its_notes_wherever_they_lay() {
    check(|_| {}, "left: a b; right: c");
    check(
        |step| {
            step.cluster("k", "left 5")
                .gathered("c", "k")
                .gathered("b", "k");
        },
        "left: k[c b] a",
    );
    // Without notes it is still there, and without a cluster its notes are.
    check(
        |step| {
            step.cluster("k", "right 1").gathered("a", "gone");
        },
        "left: a b; right: k[] c",
    );
    check(
        |step| {
            step.cluster("k", "nowhere 1")
                .cluster("l", "right 2")
                .cluster("m", "right 1")
                .gathered("a", "k");
        },
        "left: b; parking: k[a]; right: m[] l[] c",
    );
}

#[test]
fn what_was_merged_is_shown_under_the_end_of_its_chain() {
    check(
        |step| {
            step.merged("a", "b").merged("b", "c");
        },
        "right: c(a b)",
    );
    // The cluster of the one that is shown counts.
    check(
        |step| {
            step.cluster("k", "left 1")
                .gathered("b", "k")
                .gathered("a", "l")
                .merged("a", "b");
        },
        "left: k[b(a)]; right: c",
    );
    check(
        |step| {
            step.merged("a", "gone").merged("b", "b");
        },
        "left: a b; right: c",
    );
    check(
        |step| {
            step.merged("b", "c").merged("c", "b").merged("a", "c");
        },
        "left: b(a c)",
    );
    // Into one that lies in the bin, or is not placed here.
    check(
        |step| {
            let thrown = &mut step.document("now/table/2").notes;
            thrown
                .values_mut()
                .for_each(|note| Arc::make_mut(note).bin = Some(1));
            step.note("before/table/1", "e", "left 1")
                .merged("a", "c")
                .merged("b", "e");
        },
        "left: a b",
    );
}

#[test]
fn a_cluster_says_how_many_tables_it_comes_from() {
    let tables = |change: &dyn Fn(&mut Step) -> &mut Step| {
        let mut step = step();
        step.cluster("k", "left 1")
            .gathered("a", "k")
            .gathered("b", "k");
        change(&mut step);
        let picture = step.arrange();
        let clusters = picture.clusters.values().flatten();
        let tables: Vec<TableNo> = clusters.flat_map(|c| c.tables.clone()).collect();
        tables
    };
    assert_eq!(tables(&|step| step), [TableNo(1)]);
    assert_eq!(tables(&|step| step.merged("c", "a")), [1, 2].map(TableNo));
    // What has been taken down is no longer said by its table.
    assert_eq!(
        tables(&|step| step.note("now/aside/2", "c", "right 1").merged("c", "a")),
        [TableNo(1)]
    );
}

#[test]
fn a_note_that_lies_in_both_its_documents_has_been_taken_down() {
    let mut step = step();
    step.note("now/aside/1", "a", "right 5");
    assert_eq!(step.shown(), "left: b; right: c a");
    let picture = step.arrange();
    let aside: Vec<_> = picture.notes().filter(|note| note.aside).collect();
    assert_eq!(aside.len(), 1);
    // Another table's paper is its own, whatever it is called.
    let mut step = self::step();
    step.note("now/aside/2", "a", "right 5");
    assert_eq!(step.arrange().notes().count(), 4);
}

#[test]
fn plenary_has_the_last_word_on_categories() {
    let mut step = step();
    let notes = &mut step.document("now/table/1").notes;
    for note in notes.values_mut() {
        Arc::make_mut(note).tags = ["risk".to_owned(), "factor".to_owned()].into();
    }
    step.placed("a", |placement| {
        let tags = [
            ("risk", false),
            ("both", true),
            ("never", false),
            ("factor", true),
        ];
        placement.tags = tags.map(|(tag, on)| (tag.to_owned(), on)).into();
    });
    let picture = step.arrange();
    let tags = |id: &str| -> Vec<String> {
        let note = picture.notes().find(|note| note.id.as_str() == id).unwrap();
        note.tags().iter().cloned().collect()
    };
    assert_eq!(tags("a"), ["both", "factor"]);
    assert_eq!(tags("b"), ["factor", "risk"]);
    assert!(tags("c").is_empty());
}

/// Ten boards' worth of notes, merged into one another in one chain that a foreign client made as long
/// as it could. Were each note to walk it, this would take minutes.
#[test]
fn twenty_thousand_notes_are_put_together_at_once() {
    const NOTES: usize = 20_000;
    let mut step = Step::default();
    let name = |n: usize| format!("n{n:05}");
    for n in 0..NOTES {
        let table = format!("now/table/{}", n % 25 + 1);
        step.note(&table, &name(n), "left 1");
        step.cluster(&format!("k{n}"), "right 1");
        if n % 2 == 0 {
            step.merged(&name(n), &name((n + 2) % NOTES));
        } else {
            step.gathered(&name(n), "k1");
        }
    }
    let start = Instant::now();
    let picture = step.arrange();
    let took = start.elapsed();
    assert_eq!(picture.notes().count(), NOTES);
    assert_eq!(picture.loose.values().flatten().count(), 1);
    assert!(took < Duration::from_secs(5), "it took {took:?}");
}
