//! Tables full of notes, for a facilitator's page to show.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use bordsvis_server::demo::samples;
use bordsvis_shared::board::{Edit, Position, Rank};
use bordsvis_shared::id::{CellId, NoteId, Scope};
use bordsvis_shared::protocol::{Tables, ToServer};
use bordsvis_tests::{Device, Server, Workshop, random, step, table};
use tokio::task::JoinSet;

/// A table with one phone, which writes what tables write.
pub struct Table {
    phone: Device,
    scope: Scope,
    /// How many samples it has written.
    written: usize,
    last: BTreeMap<CellId, Rank>,
}

/// Fills so many tables with so many notes each, and shows them all.
pub async fn fill(server: &Server, tables: u16, notes: usize) -> (Workshop, Vec<Table>) {
    let workshop = Workshop::create(server, tables).await;
    let mut full = Vec::new();
    for number in 1..=tables {
        let mut sat = Table::sit(&workshop, server, number).await;
        for _ in 0..notes {
            sat.write().await;
        }
        sat.settle().await;
        full.push(sat);
    }
    let reveal = ToServer::Reveal {
        step: step(),
        tables: Tables::ALL,
        revealed: true,
    };
    let mut facilitator = workshop.facilitator(server).await;
    let revealed = facilitator.command(reveal).await;
    revealed.expect("a facilitator may reveal");
    (workshop, full)
}

/// Seats so many more people at each table, who have it open and do nothing, for as long as what is
/// returned lives.
pub async fn crowd(
    workshop: &Workshop,
    server: &Server,
    tables: u16,
    people: usize,
) -> JoinSet<()> {
    let mut crowd = JoinSet::new();
    for number in 1..=tables {
        for _ in 0..people {
            let mut phone = workshop.participant(server, number).await;
            phone.open(&table(number)).await;
            crowd.spawn(async move { while phone.next().await.is_ok() {} });
        }
    }
    crowd
}

impl Table {
    async fn sit(workshop: &Workshop, server: &Server, number: u16) -> Self {
        let mut phone = workshop.participant(server, number).await;
        let scope = table(number);
        phone.open(&scope).await;
        Self {
            phone,
            scope,
            // Tables don't write the same in the same order.
            written: usize::from(number),
            last: BTreeMap::new(),
        }
    }

    /// Writes a note, last of the table's own in its cell.
    pub async fn write(&mut self) {
        let samples = samples::all().iter();
        let mut samples = samples.filter(|sample| sample.cell.step == step()).cycle();
        let sample = samples.nth(self.written).expect("there is always one more");
        self.written += 1;
        let cell = sample.cell.cell.clone();
        let rank = Rank::between(self.last.get(&cell), None, random());
        self.last.insert(cell.clone(), rank.clone());
        self.add(&sample.text, Position { cell, rank }).await;
    }

    /// Puts a note on the table; when, in milliseconds since 1970.
    pub async fn add(&mut self, text: &str, pos: Position) -> f64 {
        let add = Edit::Add {
            note: NoteId::from_random(random()),
            text: text.to_owned(),
            pos,
            by: "bench".to_owned(),
            at: 0,
            tags: Default::default(),
            from: Vec::new(),
        };
        let at = now();
        self.phone.edit(&self.scope, add).await;
        at
    }

    /// Waits until everything is saved.
    pub async fn settle(&mut self) {
        self.phone.settled(&self.scope).await;
    }
}

fn now() -> f64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("it is later than 1970").as_secs_f64() * 1000.0
}
