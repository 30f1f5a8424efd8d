//! A board of two tables in the room and one elsewhere, shown in each of the ways.

use std::sync::Arc;

use bordsvis_shared::board::{Note, Placer, Position, Rank};
use bordsvis_shared::method;
use bordsvis_shared::protocol::Presence;
use bordsvis_shared::session::Notice;

use super::*;

mod alone;

struct Shows {
    session: Session,
    summary: Summary,
    arrangement: Arrangement,
}

/// What a cell holds.
#[derive(Default)]
struct Contents {
    clusters: Vec<PlacedCluster>,
    loose: Vec<PlacedNote>,
}

impl Shows {
    /// The preset, at its first step, with nothing written.
    fn new() -> Self {
        let method = method::find(&"grund".parse().unwrap()).unwrap();
        let session = serde_json::from_value(serde_json::json!({
            "board": "b1", "epoch": "e", "title": "Dagen", "language": "sv", "method": method,
            "record": {}, "code": "K7P2XQ", "join_url": "", "step": method.steps[0].id,
            "tables": [{"name": "Bord 1"}, {"name": "Bord 2"}, {"name": "Ort", "remote": true}],
            "steps": {}, "screen": {"view": "follow", "blanked": false}, "hands": [], "closed": false, "now": 0,
            "you": {"participant": "p1", "role": "screen", "table": null, "name": null, "actor": null, "people": 0},
        }))
        .unwrap();
        Self {
            session,
            summary: Summary::default(),
            arrangement: Arrangement::default(),
        }
    }

    fn step(&self) -> StepId {
        self.session.step.clone()
    }

    fn view(&mut self, view: impl FnOnce(StepId) -> ScreenView) -> Showing {
        self.session.screen.view = view(self.step());
        self.show()
    }

    fn show(&self) -> Showing {
        showing(
            &self.session,
            &self.summary,
            &self.arrangement,
            Language::Sv,
        )
    }

    fn overview(&mut self) -> Vec<Summed> {
        match self.view(|step| ScreenView::Overview { step }) {
            Showing::Overview {
                overview: Overview::Quadrants(cells),
                tilt: None,
            } => cells,
            other => panic!("no quadrants: {other:?}"),
        }
    }

    fn put(&mut self, cell: &str, contents: Contents) {
        let cell: CellId = cell.parse().unwrap();
        let Contents { clusters, loose } = contents;
        self.arrangement.clusters.insert(cell.clone(), clusters);
        self.arrangement.loose.insert(cell, loose);
    }

    fn reveal(&mut self, table: u16) {
        let step = self.step();
        let state = self.session.steps.entry(step).or_default();
        state.phase = Phase::Plenary;
        state.revealed.insert(TableNo(table));
    }

    fn notify(&mut self) {
        self.session.notice = Some(Notice {
            text: "Fika om fem minuter".to_owned(),
            at: 0,
        });
    }
}

/// Somewhere: tests say by themselves which cell holds what.
fn pos() -> Position {
    Position {
        cell: "strengths".parse().unwrap(),
        rank: Rank::between(None, None, [0; Rank::RANDOM_BYTES]),
    }
}

fn note(id: &str, table: u16, text: &str) -> PlacedNote {
    let pos = pos();
    PlacedNote {
        id: id.parse().unwrap(),
        step: "swot".parse().unwrap(),
        table: TableNo(table),
        merged: Vec::new(),
        pos: pos.clone(),
        placer: Placer::Author,
        aside: false,
        cluster: None,
        into: None,
        retagged: None,
        note: Arc::new(Note {
            text: text.to_owned(),
            pos,
            by: String::new(),
            at: 0,
            tags: Default::default(),
            fields: Default::default(),
            lifted: false,
            from: Vec::new(),
            bin: None,
        }),
    }
}

fn lifted(id: &str, table: u16, text: &str) -> PlacedNote {
    let mut entry = note(id, table, text);
    Arc::make_mut(&mut entry.note).lifted = true;
    entry
}

fn loose(notes: impl IntoIterator<Item = PlacedNote>) -> Contents {
    Contents {
        clusters: Vec::new(),
        loose: notes.into_iter().collect(),
    }
}

fn cluster(id: &str, title: &str, tables: u16, notes: Vec<PlacedNote>) -> PlacedCluster {
    PlacedCluster {
        id: id.parse().unwrap(),
        title: title.to_owned(),
        pos: pos(),
        tables: (1..=tables).map(TableNo).collect(),
        notes,
    }
}

fn texts(shown: &[Shown]) -> Vec<&str> {
    shown.iter().map(|shown| shown.text.text.as_str()).collect()
}

#[test]
fn nothing_is_shown_while_the_screen_is_blank() {
    let mut shows = Shows::new();
    shows.session.screen.blanked = true;
    assert_eq!(shows.show(), Showing::Blank);
}

#[test]
fn people_are_asked_in_until_all_are_there() {
    let mut shows = Shows::new();
    let joining = |shows: &mut Shows| match shows.view(|step| ScreenView::Writing { step }) {
        Showing::Writing { joining, .. } => joining,
        other => panic!("nobody writes: {other:?}"),
    };
    assert!(joining(&mut shows), "nobody has come");
    let one = Presence { here: 0, joined: 1 };
    shows.summary.tables = vec![one; 3];
    assert!(!joining(&mut shows), "somebody has come to each table");
    shows.session.tables[1].seats = Some(4);
    assert!(joining(&mut shows), "four are expected there");
    shows.session.tables[1].closed = true;
    assert!(!joining(&mut shows), "nobody is expected at a closed table");
}

#[test]
fn what_is_written_is_summed_without_a_text() {
    let mut shows = Shows::new();
    let step = shows.step();
    shows.summary.written = [(step.clone(), vec![7, 0, 3])].into();
    shows.summary.drafting = [(step.clone(), 2)].into();
    let written = |shows: &mut Shows| match shows.view(|step| ScreenView::Writing { step }) {
        Showing::Writing { written, .. } => written,
        other => panic!("nobody writes: {other:?}"),
    };
    assert_eq!(written(&mut shows), Written::Notes(10, 2));
    let state = shows.session.steps.entry(step).or_default();
    state.phase = Phase::Individual;
    assert_eq!(written(&mut shows), Written::Drafts(2, 3));
}

#[test]
fn before_there_are_clusters_what_tables_chose_comes_first() {
    let mut shows = Shows::new();
    let notes = (0..6).map(|n| note(&format!("n{n}"), 1, "Lappen"));
    let chosen = lifted("chosen", 2, "Vald");
    shows.put("strengths", loose(notes.chain([chosen])));
    let cell = shows.overview().remove(0);
    assert_eq!((cell.count, cell.more), (7, 3));
    assert_eq!(texts(&cell.shown)[0], "Vald");
    assert_eq!(cell.shown[0].by, By::Table(TableNo(2), "Bord 2".to_owned()));
    assert_eq!(shows.overview()[1].count, 0);
}

#[test]
fn the_clusters_of_most_tables_come_first_and_the_rest_is_counted() {
    let mut shows = Shows::new();
    let mut kept = note("a", 1, "Samma");
    kept.merged = vec![note("b", 2, "Samma sak")];
    let clusters = vec![
        cluster("few", "Få", 1, vec![note("c", 1, "En")]),
        cluster("many", "Många", 3, vec![kept, note("d", 3, "Till")]),
        cluster("empty", "Tom", 0, Vec::new()),
    ];
    let loose = (0..4).map(|n| note(&format!("n{n}"), 1, "Lös")).collect();
    shows.put("strengths", Contents { clusters, loose });
    let cell = shows.overview().remove(0);
    assert_eq!(texts(&cell.shown), ["Många", "Få", "Lös", "Lös"]);
    assert_eq!(cell.shown[0].by, By::Tables(3, 3));
    assert_eq!((cell.count, cell.more), (8, 2));
}

#[test]
fn a_table_that_left_counts_where_it_wrote() {
    let mut shows = Shows::new();
    let group = cluster("c", "Gemensamt", 1, vec![note("a", 1, "En")]);
    let contents = Contents {
        clusters: vec![group],
        loose: Vec::new(),
    };
    shows.put("strengths", contents);
    shows.session.tables[1].closed = true;
    let by = |shows: &mut Shows| shows.overview().remove(0).shown.remove(0).by;
    assert_eq!(by(&mut shows), By::Tables(1, 2));
    shows.summary.written = [(shows.step(), vec![1, 1, 0])].into();
    assert_eq!(by(&mut shows), By::Tables(1, 3));
}

#[test]
fn a_long_name_stands_beneath_its_note() {
    let mut shows = Shows::new();
    shows.session.tables[0].name = "Krisberedskapsgruppen i Norrköping".to_owned();
    shows.put(
        "strengths",
        loose([note("a", 1, "Ett"), note("b", 2, "Två")]),
    );
    let shown = shows.overview().remove(0).shown;
    assert_eq!([shown[0].beneath, shown[1].beneath], [true, false]);
}

#[test]
fn the_coverage_map_has_a_count_and_a_title_in_each_cell() {
    let mut shows = Shows::new();
    shows.session.step = "measures".parse().unwrap();
    let notes = [note("a", 1, "Fler vuxna på nätet"), note("b", 2, "Mer")];
    shows.put("education-proactive", loose(notes));
    let shown = shows.view(|step| ScreenView::Overview { step });
    let Showing::Overview {
        overview: Overview::Rows { columns, rows },
        tilt: None,
    } = shown
    else {
        panic!("no rows: {shown:?}");
    };
    assert_eq!(columns, ["Proaktivt", "Reaktivt"]);
    assert_eq!(rows.len(), 8);
    assert_eq!(rows[3].title.text, "Ekonomiska förutsättningar");
    let first = &rows[0].cells[0];
    assert_eq!((first.count, first.shown.len(), first.more), (2, 1, 1));
    assert_eq!(rows[0].cells[1].count, 0);
}

#[test]
fn a_step_that_has_lost_its_balance_says_so() {
    let mut shows = Shows::new();
    shows.session.step = "measures".parse().unwrap();
    let tilt = |shows: &mut Shows| match shows.view(|step| ScreenView::Overview { step }) {
        Showing::Overview { tilt, .. } => tilt,
        other => panic!("no overview: {other:?}"),
    };
    let notes = |count| loose((0..count).map(|n| note(&format!("n{n}"), 1, "Lapp")));
    shows.put("education-reactive", notes(4));
    let lost = tilt(&mut shows).unwrap();
    assert_eq!(lost.scarce, ("Proaktivt".to_owned(), 0));
    assert_eq!(lost.common, ("Reaktivt".to_owned(), 4));
    assert_eq!(lost.reminder.text, lost.reminder.whole);
    shows.put("democracy-proactive", notes(3));
    assert_eq!(tilt(&mut shows), None);
}

#[test]
fn a_page_holds_five_in_a_column_and_ends_where_it_should() {
    let mut shows = Shows::new();
    let notes = (0..23).map(|n| note(&format!("n{n}"), 1, "Kort"));
    shows.put("strengths", loose(notes));
    let page = |shows: &mut Shows, page: u16| {
        let shown = shows.view(|step| {
            let cell = "strengths".parse().unwrap();
            ScreenView::Cell { step, cell, page }
        });
        match shown {
            Showing::Cell {
                columns,
                page,
                pages,
                notes,
                ..
            } => (
                columns.iter().map(Vec::len).collect::<Vec<_>>(),
                page,
                pages,
                notes,
            ),
            other => panic!("no page: {other:?}"),
        }
    };
    assert_eq!(page(&mut shows, 0), (vec![5, 5], 1, 3, 23));
    assert_eq!(page(&mut shows, 2), (vec![3], 3, 3, 23));
    assert_eq!(page(&mut shows, 9), (vec![3], 3, 3, 23), "the last one");
    shows.put("strengths", Contents::default());
    assert_eq!(page(&mut shows, 1), (vec![], 1, 1, 0));
}

#[test]
fn a_notice_takes_room_and_nothing_is_cut() {
    let mut shows = Shows::new();
    let long = ["Långa beslutsvägar och otydligt ansvar"; 4].join(" ");
    shows.put(
        "strengths",
        loose((0..9).map(|n| note(&format!("n{n}"), 1, &long))),
    );
    let pages = |shows: &mut Shows| {
        let shown = shows.view(|step| {
            let (cell, page) = ("strengths".parse().unwrap(), 0);
            ScreenView::Cell { step, cell, page }
        });
        match shown {
            Showing::Cell { columns, pages, .. } => (columns[0].len(), pages),
            other => panic!("no page: {other:?}"),
        }
    };
    let before = (pages(&mut shows), shows.overview()[0].shown.len());
    shows.notify();
    let after = (pages(&mut shows), shows.overview()[0].shown.len());
    assert!(after.0.1 > before.0.1, "{before:?} {after:?}");
    assert!(after.1 <= before.1 && after.1 > 0);
}

#[test]
fn a_cluster_is_shown_with_all_its_notes() {
    let mut shows = Shows::new();
    let mut kept = note("a", 1, "Ett");
    kept.merged = vec![note("b", 2, "Två")];
    let clusters = vec![cluster("c", "Gemensamt", 2, vec![kept])];
    let loose = vec![note("d", 3, "Löst")];
    shows.put("threats", Contents { clusters, loose });
    let view = |cluster: &str| {
        let (cluster, page) = (cluster.parse().unwrap(), 0);
        move |step| ScreenView::Cluster {
            step,
            cluster,
            page,
        }
    };
    match shows.view(view("c")) {
        Showing::Cell {
            title,
            tables,
            columns,
            ..
        } => {
            assert_eq!(title.text, "Gemensamt");
            assert_eq!(tables, Some(By::Tables(2, 3)));
            assert_eq!(texts(&columns[0]), ["Ett", "Två"]);
        }
        other => panic!("no cluster: {other:?}"),
    }
    assert_eq!(shows.view(view("x")), Showing::Gone);
}
