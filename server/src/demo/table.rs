//! A simulated table: it writes, moves and lifts notes at a human pace, over a real WebSocket.

use std::collections::BTreeSet;
use std::time::Duration;

use bordsvis_shared::board::{Edit, Note, Position, Rank};
use bordsvis_shared::id::{BoardId, CellId, NoteId, Scope, StepId, TableNo};
use bordsvis_shared::method::Method;

use super::client::Client;
use super::samples::Sample;
use crate::access::random;
use crate::room::{SeatTaken, now};

/// The shortest and the longest pause between two things that a table does. Six tables of four
/// people write a note every few seconds between them.
const PAUSE: (Duration, Duration) = (Duration::from_secs(4), Duration::from_secs(14));

/// How long a table waits before it connects anew.
const RECONNECT: Duration = Duration::from_secs(2);

/// A table with what it has still to say.
pub struct SimulatedTable {
    url: String,
    board: BoardId,
    table: TableNo,
    seat: SeatTaken,
    method: Method,
    /// What is on the table when the first visitor comes.
    written: Vec<&'static Sample>,
    /// What is still to be written.
    unwritten: Vec<&'static Sample>,
}

impl SimulatedTable {
    /// A table that connects to the WebSocket at `url`. Of its samples, two thirds are written at
    /// once.
    pub fn new(
        url: String,
        board: BoardId,
        table: TableNo,
        seat: SeatTaken,
        method: Method,
        samples: Vec<&'static Sample>,
    ) -> Self {
        let mut written = samples;
        let unwritten = written.split_off(written.len() * 2 / 3);
        Self {
            url,
            board,
            table,
            seat,
            method,
            written,
            unwritten,
        }
    }

    /// Writes what is there from the start, then goes on for as long as the server runs.
    pub async fn run(mut self) {
        loop {
            if let Err(error) = self.sit().await {
                tracing::debug!(table = %self.table, %error, "a simulated table reconnects");
            }
            tokio::time::sleep(RECONNECT).await;
        }
    }

    async fn sit(&mut self) -> anyhow::Result<()> {
        let mut client = Client::connect(&self.url, &self.board, self.seat.token.as_str()).await?;
        for step in &self.method.steps {
            client.open_ready(self.scope(&step.id)).await?;
        }
        for sample in std::mem::take(&mut self.written) {
            self.write(&mut client, sample).await?;
        }
        loop {
            let pause = tokio::time::sleep(random_pause());
            tokio::pin!(pause);
            loop {
                tokio::select! {
                    happened = client.next() => {
                        happened?;
                    }
                    () = &mut pause => break,
                }
            }
            self.act(&mut client).await?;
        }
    }

    /// Does one thing: mostly writes a new note, sometimes moves or lifts one.
    async fn act(&mut self, client: &mut Client) -> anyhow::Result<()> {
        let chance = random::<1>()[0];
        if chance < 150
            && let Some(sample) = self.unwritten.pop()
        {
            return self.write(client, sample).await;
        }
        let step = &self.method.steps[usize::from(random::<1>()[0]) % self.method.steps.len()];
        let scope = self.scope(&step.id);
        let cells: Vec<CellId> = step.cells().map(|cell| cell.id).collect();
        let content = client.content(&scope);
        let writable = client
            .document(&scope)
            .is_some_and(|document| document.is_writable());
        let Some((note, old)) = pick(&content.notes).filter(|_| writable) else {
            return Ok(());
        };
        let edit = if chance.is_multiple_of(2) {
            Edit::Lift {
                note: note.clone(),
                lifted: !old.lifted,
            }
        } else {
            let cell = cells[usize::from(random::<1>()[0]) % cells.len()].clone();
            let pos = last(content.notes.values().map(|note| &**note), cell);
            Edit::Move {
                note: note.clone(),
                pos,
            }
        };
        client.edit(&scope, edit).await
    }

    async fn write(&self, client: &mut Client, sample: &Sample) -> anyhow::Result<()> {
        let scope = self.scope(&sample.cell.step);
        if !client
            .document(&scope)
            .is_some_and(|document| document.is_writable())
        {
            return Ok(());
        }
        let content = client.content(&scope);
        let add = Edit::Add {
            note: NoteId::from_random(random()),
            text: sample.text.clone(),
            pos: last(
                content.notes.values().map(|note| &**note),
                sample.cell.cell.clone(),
            ),
            by: self.seat.participant.to_string(),
            at: now(),
            tags: sample.tags.clone(),
            from: Vec::new(),
        };
        client.edit(&scope, add).await
    }

    fn scope(&self, step: &StepId) -> Scope {
        Scope::Table(step.clone(), self.table)
    }
}

/// The place behind all notes of a cell.
fn last<'a>(notes: impl Iterator<Item = &'a Note>, cell: CellId) -> Position {
    let ranks: BTreeSet<&Rank> = notes
        .filter(|note| note.pos.cell == cell)
        .map(|note| &note.pos.rank)
        .collect();
    let rank = Rank::between(ranks.last().copied(), None, random());
    Position { cell, rank }
}

fn pick<K, V>(entries: &std::collections::BTreeMap<K, V>) -> Option<(&K, &V)> {
    let index = usize::from(random::<1>()[0]).checked_rem(entries.len())?;
    entries.iter().nth(index)
}

fn random_pause() -> Duration {
    let (shortest, longest) = PAUSE;
    shortest + (longest - shortest).mul_f64(f64::from(random::<1>()[0]) / 255.0)
}
