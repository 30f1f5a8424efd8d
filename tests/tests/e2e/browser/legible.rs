//! Whether the big screen can be read from the last row, in each of its ways, with 150 notes from 11
//! tables, among them what is longer than anybody should write.

use std::collections::BTreeSet;

use bordsvis_server::demo::samples;
use bordsvis_shared::board::{Edit, Position, Rank};
use bordsvis_shared::id::{CellId, ClusterId, NoteId, Scope, StepId, TableNo};
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::{Tables, TimerChange, ToServer};
use bordsvis_shared::session::{ScreenView, Table};
use bordsvis_tests::browser::{Browsers, Screen, Size};
use bordsvis_tests::{Device, Server, Workshop, random};
use serde_json::json;

/// How many notes each of the eleven tables writes in the first step, and in each of the others.
const FIRST: usize = 14;
const LATER: usize = 9;

/// What people write although they are told to be short, and the words of administrations.
const LONG: [&str; 4] = [
    "Krisberedskapssamordningsfunktionen saknar mandat i kommunledningsförvaltningen",
    "Rykten sprids snabbt i sociala medier, och de som har förtroende hos unga är inte där när det \
     händer, eftersom fritidsgårdarna stänger tidigt och fältgruppen bara arbetar på vardagar. Det \
     märks mest på sommaren och kring skolavslutningarna, då oron är störst och då vi har minst \
     personal i tjänst, trots att vi vet om det sedan flera år.",
    "Se https://www.exempelkommunen.se/trygghet-och-sakerhet/lagesbild/2026/underlag-till-workshop",
    "MÅNGA WORKSHOPPAR OM MAKTMISSBRUK MEN INGEN UPPFÖLJNING",
];

/// Clusters of the first cell, from many tables and few.
const CLUSTERS: [(&str, usize); 6] = [
    ("Språkhinder gör information svår att nå", 9),
    (
        "Unga saknar inflytande och vet inte vart de ska vända sig",
        11,
    ),
    ("Korttid", 1),
    ("Låg tilltro till myndigheter", 7),
    ("Kommunikationsplaneringsunderlag saknas helt", 4),
    ("Bostadsbrist", 3),
];

struct Board {
    facilitator: Device,
    screen: Screen,
    tables: Vec<Device>,
}

/// Fills a board and looks at it in every way.
pub async fn from_the_last_row(browsers: &Browsers) {
    let server = Server::start().await;
    let window = browsers.open("screen", Size::PROJECTOR).await;
    let language = window.language();
    let mut names: Vec<_> = (1..=10).map(|n| json!(format!("Bord {n}"))).collect();
    names.push(json!({"name": "Krisberedskapsgruppen, Norrköping", "remote": true}));
    let workshop = Workshop::create_as(
        &server,
        &json!({"title": "Sociala risker i länet", "method": "grund", "tables": names, "language": language}),
    )
    .await;
    window.go(&workshop.created.screen.url).await;
    let screen = Screen::at(&window, &workshop.created.code.to_string()).await;
    screen.inspect("legible-join").await;

    let facilitator = workshop.facilitator(&server).await;
    let mut tables = Vec::new();
    for number in 1..=11 {
        tables.push(workshop.participant(&server, number).await);
    }
    let mut board = Board {
        facilitator,
        screen,
        tables,
    };
    let [swot, conditions, measures] = ["swot", "conditions", "measures"].map(step);

    board
        .command(ToServer::Phase {
            step: swot.clone(),
            phase: Phase::Individual,
        })
        .await;
    let drafts = ToServer::Drafts {
        step: swot.clone(),
        some: true,
    };
    board.tables[0]
        .command(drafts)
        .await
        .expect("drafts can be told of");
    board.show(ScreenView::Writing { step: swot.clone() }).await;
    board
        .reads("1 av 11 bord har skrivit", "1 of 11 tables have written")
        .await;
    board.screen.inspect("legible-individual").await;
    board.seats(12).await;
    board.reads("Skanna", "Scan").await;
    board.screen.inspect("legible-joining").await;
    board.seats(1).await;
    board
        .command(ToServer::Phase {
            step: swot.clone(),
            phase: Phase::Table,
        })
        .await;
    let start = TimerChange::Start { seconds: 60 * 60 };
    board.command(ToServer::Timer { change: start }).await;

    let written = board.write(&swot, FIRST).await;
    board
        .reads("154 lappar från 11 bord", "154 notes from 11 tables")
        .await;
    board.screen.inspect("legible-writing").await;

    board.overviews(&swot, &written).await;
    let last = written.last().expect("something is written");
    board.pages(&swot, &last.0).await;
    board.presents(&swot).await;
    board.notes(&swot, &written).await;

    for (step, sv, en) in [
        (conditions, "Vad ser ni", "What do you see"),
        (measures, "Vad kan ni göra", "What can you do"),
    ] {
        board.write(&step, LATER).await;
        board.reveal(&step).await;
        board
            .show(ScreenView::Overview { step: step.clone() })
            .await;
        board.reads(sv, en).await;
        board.screen.inspect(&format!("legible-rows-{step}")).await;
    }
}

/// A note: where it lies, what it says and which it is.
type Note = (CellId, String, NoteId);

impl Board {
    async fn command(&mut self, command: ToServer) {
        let done = self.facilitator.command(command).await;
        done.expect("a facilitator may");
    }

    async fn show(&mut self, view: ScreenView) {
        self.command(ToServer::Screen { view }).await;
    }

    /// How many people are expected at the first table.
    async fn seats(&mut self, seats: u16) {
        let mut table = Table::named("Bord 1");
        table.seats = Some(seats);
        let number = TableNo(1);
        self.command(ToServer::ChangeTable { number, table }).await;
    }

    async fn reads(&self, sv: &str, en: &str) {
        let window = &self.screen.window;
        window.reads(window.says(sv, en)).await;
    }

    async fn reveal(&mut self, step: &StepId) {
        let (step, tables, revealed) = (step.clone(), Tables::ALL, true);
        let reveal = ToServer::Reveal {
            step,
            tables,
            revealed,
        };
        self.command(reveal).await;
    }

    /// Every table writes so many notes, cell by cell in turn.
    async fn write(&mut self, step: &StepId, notes: usize) -> Vec<Note> {
        let method = &self
            .facilitator
            .session
            .as_ref()
            .expect("it is told")
            .method;
        let cells = method.step(step).expect("a step").cells();
        let cells: Vec<CellId> = cells.map(|cell| cell.id).collect();
        let mut texts = samples::all()
            .iter()
            .map(|sample| sample.text.as_str())
            .cycle();
        let mut written = Vec::new();
        for (device, number) in self.tables.iter_mut().zip(1..) {
            device.open(&table(step, number)).await;
        }
        // In turn, so that notes of many tables lie together.
        for at in 0..notes {
            let cell = &cells[at % cells.len()];
            for (device, number) in self.tables.iter_mut().zip(1..) {
                let long = LONG.get(at).filter(|_| number == 1).copied();
                let text = long.or_else(|| texts.next()).unwrap_or_default();
                let note = NoteId::from_random(random());
                written.push((cell.clone(), text.to_owned(), note.clone()));
                let add = add(note, text, position(cell.clone()));
                device.edit(&table(step, number), add).await;
            }
        }
        for (device, number) in self.tables.iter_mut().zip(1..) {
            device.settled(&table(step, number)).await;
        }
        written
    }

    /// Before there are clusters, with them, and while something is told to everybody.
    async fn overviews(&mut self, step: &StepId, written: &[Note]) {
        self.reveal(step).await;
        let chosen = written
            .iter()
            .filter(|(_, text, _)| LONG[1..].contains(&text.as_str()));
        for (_, _, note) in chosen {
            let lift = Edit::Lift {
                note: note.clone(),
                lifted: true,
            };
            self.tables[0].save(&table(step, 1), lift).await;
        }
        self.show(ScreenView::Overview { step: step.clone() }).await;
        self.reads("lappar till", "more notes").await;
        self.screen.inspect("legible-overview").await;

        let plenary = Scope::Plenary(step.clone());
        self.facilitator.open(&plenary).await;
        let first = &written[0].0;
        let there: Vec<_> = written.iter().filter(|(cell, ..)| cell == first).collect();
        let mut left = there.into_iter();
        for (title, size) in CLUSTERS {
            let with: BTreeSet<_> = left
                .by_ref()
                .take(size)
                .map(|(_, _, note)| note.clone())
                .collect();
            let cluster = ClusterId::from_random(random());
            let make = Edit::Cluster {
                cluster: cluster.clone(),
                title: title.to_owned(),
                pos: position(first.clone()),
                with: with.clone(),
            };
            self.facilitator.edit(&plenary, make).await;
            for note in with {
                let gather = Edit::Gather {
                    note,
                    cluster: Some(cluster.clone()),
                };
                self.facilitator.edit(&plenary, gather).await;
            }
            if title == CLUSTERS[0].0 {
                self.facilitator.settled(&plenary).await;
                let (step, page) = (step.clone(), 0);
                self.show(ScreenView::Cluster {
                    step,
                    cluster,
                    page,
                })
                .await;
                self.reads(title, title).await;
                self.screen.inspect("legible-cluster").await;
            }
        }
        self.facilitator.settled(&plenary).await;
        self.show(ScreenView::Overview { step: step.clone() }).await;
        self.reads("Unga saknar inflytande", "Unga saknar inflytande")
            .await;
        self.screen.inspect("legible-clusters").await;
        let text =
            "Vi tar paus klockan tre. Kaffet står i foajén, och de som sitter på distans kan \
                    lämna kameran på. Vi ses här igen om en kvart."
                .to_owned();
        self.command(ToServer::Notice { text }).await;
        self.reads("Kaffet", "Kaffet").await;
        self.screen.inspect("legible-notice").await;
        let nothing = ToServer::Notice {
            text: String::new(),
        };
        self.command(nothing).await;
    }

    async fn pages(&mut self, step: &StepId, cell: &CellId) {
        for page in 0..3 {
            let (step, cell) = (step.clone(), cell.clone());
            self.show(ScreenView::Cell { step, cell, page }).await;
            let number = page + 1;
            self.reads(&format!("{number} av "), &format!("{number} of "))
                .await;
            self.screen.inspect(&format!("legible-cell-{number}")).await;
        }
    }

    async fn presents(&mut self, step: &StepId) {
        for (table, next) in [(1, "Bord 2"), (11, "Bord 1")] {
            let (step, table) = (step.clone(), TableNo(table));
            self.show(ScreenView::Present { step, table }).await;
            self.reads(&format!("Näst: {next}"), &format!("Next: {next}"))
                .await;
            self.screen
                .inspect(&format!("legible-present-{table}"))
                .await;
        }
        let (covered, tables, revealed) = (step.clone(), Tables::These(vec![TableNo(2)]), false);
        let cover = ToServer::Reveal {
            step: covered,
            tables,
            revealed,
        };
        self.command(cover).await;
        let (step, table) = (step.clone(), TableNo(2));
        self.show(ScreenView::Present {
            step: step.clone(),
            table,
        })
        .await;
        self.reads("Lapparna visas strax", "The notes are shown in a moment")
            .await;
        self.screen.inspect("legible-present-soon").await;
        self.reveal(&step).await;
    }

    async fn notes(&mut self, step: &StepId, written: &[Note]) {
        let over = TimerChange::Start { seconds: 1 };
        self.command(ToServer::Timer { change: over }).await;
        self.reads("Tiden är ute", "Time is up").await;
        let looked_at = written
            .iter()
            .filter(|(_, text, _)| LONG.contains(&text.as_str()));
        let short = written.last();
        for (number, (_, text, note)) in looked_at.chain(short).enumerate() {
            let (step, note) = (step.clone(), note.clone());
            self.show(ScreenView::Note { step, note }).await;
            let begins: String = text.chars().take(20).collect();
            self.reads(&begins, &begins).await;
            self.screen.inspect(&format!("legible-note-{number}")).await;
        }
    }
}

fn step(id: &str) -> StepId {
    id.parse().expect("a step")
}

fn table(step: &StepId, number: u16) -> Scope {
    Scope::Table(step.clone(), TableNo(number))
}

fn position(cell: CellId) -> Position {
    let rank = Rank::between(None, None, random());
    Position { cell, rank }
}

fn add(note: NoteId, text: &str, pos: Position) -> Edit {
    Edit::Add {
        note,
        text: text.to_owned(),
        pos,
        by: "test".to_owned(),
        at: 0,
        tags: Default::default(),
        from: Vec::new(),
    }
}
