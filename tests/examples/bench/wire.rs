//! Many at one table: what it costs the server to hand every edit to everyone, and how long it takes. Each edit is
//! on disk before anybody sees it.

use std::fs;
use std::time::{Duration, Instant};

use bordsvis_shared::board::Replica;
use bordsvis_shared::protocol::Message;
use bordsvis_tests::{Server, Wire, Workshop, note, random, table};
use tokio::task::JoinSet;
use tokio::time::{interval_at, sleep_until};

use super::figures::Percentiles;

/// How many are at the table: as many as it takes.
const CLIENTS: u32 = 500;
/// How many of them write, one note a second each.
const WRITERS: [u32; 3] = [100, 200, 400];
/// How often somebody writes.
const PACE: Duration = Duration::from_secs(1);
/// How many notes each writes.
const NOTES: u32 = 8;
/// How long the last of them may take to arrive, before whoever listens goes.
const AFTERWARDS: Duration = Duration::from_secs(3);
/// What stands in a note before the moment when it was sent, in microseconds with so many digits.
const SENT: &str = "sent:";
const DIGITS: usize = 12;
/// The system's unit of processor time.
const TICK: f64 = 0.01;

/// Prints for each number of writers what an edit costs and how long it takes.
pub async fn measure() {
    println!("\n{CLIENTS} connections to one document:\n");
    println!("| edits a second | delivered | server time for each, µs | p50, ms | p95, ms |");
    println!("|---|---|---|---|---|");
    for writers in WRITERS {
        measure_with(writers).await;
    }
}

async fn measure_with(writers: u32) {
    let server = Server::start().await;
    let workshop = Workshop::create(&server, 1).await;
    let address = workshop.name(&table(1));
    let mut wires = Vec::new();
    for _ in 0..CLIENTS {
        let token = workshop.join(&server, 1).await.token;
        let mut wire = Wire::opened(&server, &address, &token).await;
        // Whoever has asked what there is hears of what comes.
        wire.send(&address, Message::SyncStep1(&[0])).await;
        wires.push(wire);
    }
    let before = processor_time(&server);
    let start = Instant::now() + PACE;
    let mut clients = JoinSet::new();
    for (number, wire) in (0..).zip(wires) {
        // Spread over the second, as people are.
        let first = start + PACE * (number % writers) / writers;
        let notes = if number < writers { NOTES } else { 0 };
        let client = Client {
            wire,
            address: address.clone(),
            start,
            took: Vec::new(),
        };
        clients.spawn(client.take_part(first, notes));
    }
    let took = clients.join_all().await.concat();
    let delivered = took.len();
    let cost = match (before, processor_time(&server)) {
        (Some(before), Some(after)) => format!("{:.1}", (after - before) * 1e6 / delivered as f64),
        _ => "–".to_owned(),
    };
    let wanted = writers * NOTES * CLIENTS;
    println!(
        "| {writers} | {delivered} of {wanted} | {cost} | {} |",
        Percentiles::of(took)
    );
}

/// Somebody at the table, who hears what everyone writes.
struct Client {
    wire: Wire,
    address: String,
    /// What the moments in notes are counted from.
    start: Instant,
    /// How long each note took to come here, in milliseconds.
    took: Vec<f64>,
}

impl Client {
    /// Listens until all is written, and writes so many notes from `first` on.
    async fn take_part(mut self, first: Instant, notes: u32) -> Vec<f64> {
        let replica = Replica::new(u32::from_le_bytes(random()));
        let end = sleep_until((self.start + PACE * NOTES + AFTERWARDS).into());
        let mut pace = interval_at(first.into(), PACE);
        let mut written = 0;
        tokio::pin!(end);
        loop {
            tokio::select! {
                _ = pace.tick(), if written < notes => {
                    written += 1;
                    self.write(&replica).await;
                }
                received = self.wire.next() => {
                    let bytes = received.expect("the server keeps the connection");
                    self.listen(&bytes);
                    self.wire.forget();
                }
                () = &mut end => return self.took,
            }
        }
    }

    async fn write(&mut self, replica: &Replica) {
        let text = format!("{SENT}{:0DIGITS$}", self.start.elapsed().as_micros());
        let update = replica.edit(&note(&text)).expect("a note can be written");
        let update = update.expect("a new note changes the document");
        self.wire
            .send(&self.address, Message::Update(&update))
            .await;
    }

    /// Looks for the moments in whatever notes an update brings.
    fn listen(&mut self, bytes: &[u8]) {
        let now = self.start.elapsed().as_micros() as f64;
        let marks = bytes.windows(SENT.len() + DIGITS);
        for mark in marks.filter(|mark| mark.starts_with(SENT.as_bytes())) {
            let sent = str::from_utf8(&mark[SENT.len()..]).ok();
            let sent: Option<f64> = sent.and_then(|sent| sent.parse().ok());
            self.took
                .push((now - sent.expect("a moment follows")) / 1000.0);
        }
    }
}

/// How much processor time the server has taken, in seconds, where the system tells.
fn processor_time(server: &Server) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", server.id())).ok()?;
    // Behind the program's name, which may hold anything; see proc(5).
    let (_, behind) = stat.rsplit_once(')')?;
    let ticks = behind.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    Some(ticks * TICK)
}
