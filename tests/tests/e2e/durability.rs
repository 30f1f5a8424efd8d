//! What was acknowledged, and what anybody saw, survives the death of the process at any moment.

use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bordsvis_shared::board::Edit;
use bordsvis_shared::id::{NoteId, Scope};
use bordsvis_shared::protocol::{Tables, ToServer};
use bordsvis_tests::{DEADLINE, Device, Server, Workshop, note, random, step, table};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{Instant, interval_at, timeout};

const TABLES: u16 = 4;
const WRITERS: u16 = 20;
/// Twenty writers at this pace write fifty times a second.
const PACE: Duration = Duration::from_millis(400);
/// So long are the notes that the server is killed around checkpoints too, of which there is one
/// for every 256 KiB at least.
const TEXT: usize = 1_500;
/// How often the server is killed, unless `BORDSVIS_CRASHES` says otherwise.
const CRASHES: usize = 10;

/// The texts of notes.
type Texts = BTreeMap<(Scope, NoteId), String>;

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_takes_back_nothing_that_was_acknowledged_or_seen() {
    let mut server = Server::start().await;
    let workshop = Workshop::create(&server, TABLES).await;
    let mut facilitator = workshop.facilitator(&server).await;
    let reveal = ToServer::Reveal {
        step: step(),
        tables: Tables::ALL,
        revealed: true,
    };
    facilitator.command(reveal).await.expect("it is revealed");

    let mut observers = vec![facilitator, workshop.screen(&server).await];
    for observer in &mut observers {
        open_all(observer).await;
    }
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let scope = table(1 + number % TABLES);
        let mut device = workshop.participant(&server, 1 + number % TABLES).await;
        device.open(&scope).await;
        writers.push(Writer {
            device,
            scope,
            made: Vec::new(),
        });
    }

    for crash in 1..=crashes() {
        // Between a tenth of a second and a good second into the burst.
        let moment = 5 + usize::from(random::<1>()[0]) % 55;
        let saved = Arc::new(Progress::default());
        let writing = spawn_all(writers, |writer| writer.write(saved.clone()));
        let watching = spawn_all(observers, watch);
        saved.reach(moment).await;
        server.kill().await;
        writers = writing.join_all().await;
        observers = watching.join_all().await;

        server.restart().await;
        let found = texts(&reader(&workshop, &server).await);
        for writer in &writers {
            let saved = writer.texts(writer.saved());
            assert_kept(
                &found,
                &saved,
                &format!("acknowledged before crash {crash}"),
            );
        }
        for observer in &observers {
            let seen = texts(observer);
            assert_kept(&found, &seen, &format!("seen before crash {crash}"));
        }
        for device in writers.iter_mut().map(|writer| &mut writer.device) {
            device.reconnect(&server).await;
        }
        for observer in &mut observers {
            observer.reconnect(&server).await;
        }
    }

    let mut wanted = Texts::new();
    for writer in &mut writers {
        writer.device.settled(&writer.scope).await;
        assert_eq!(writer.device.refused, [], "nothing was refused");
        wanted.extend(writer.texts(&writer.made));
    }
    assert_eq!(texts(&reader(&workshop, &server).await), wanted);
    for observer in &mut observers {
        observer
            .until("all is seen", |observer| {
                (texts(observer) == wanted).then_some(())
            })
            .await;
    }
}

/// A participant who writes.
struct Writer {
    device: Device,
    scope: Scope,
    /// Every edit, in order; those not saved yet are the last.
    made: Vec<Edit>,
}

impl Writer {
    /// Writes at its pace until the connection is gone.
    async fn write(mut self, saved: Arc<Progress>) -> Self {
        let first = PACE * u32::from(random::<1>()[0]) / 256;
        let mut ticks = interval_at(Instant::now() + first, PACE);
        let mut known = self.saved().len();
        loop {
            let going_on = tokio::select! {
                _ = ticks.tick() => self.edit().await,
                next = self.device.next() => next,
            };
            saved.advance(self.saved().len() - known);
            known = self.saved().len();
            if going_on.is_err() {
                return self;
            }
        }
    }

    /// Puts a note on the table or, every fourth time, writes on in the last one.
    async fn edit(&mut self) -> anyhow::Result<()> {
        let count = self.made.len();
        let edit = match self.made.last() {
            Some(Edit::Add { note, text, .. }) if count % 4 == 3 => Edit::SetText {
                note: note.clone(),
                base: text.clone(),
                text: format!("{text}, and more"),
            },
            _ => note(&format!("note {count} {}", "a".repeat(TEXT))),
        };
        self.made.push(edit.clone());
        self.device.client.edit(&self.scope, edit).await
    }

    /// What has been acknowledged.
    fn saved(&self) -> &[Edit] {
        let document = self.device.client.document(&self.scope);
        let unsaved = document.expect("it is open").unsaved().count();
        &self.made[..self.made.len() - unsaved]
    }

    /// What edits of this writer add up to.
    fn texts(&self, edits: &[Edit]) -> Texts {
        let text = |edit: &Edit| match edit {
            Edit::Add { note, text, .. } | Edit::SetText { note, text, .. } => {
                ((self.scope.clone(), note.clone()), text.clone())
            }
            other => unreachable!("no writer makes {other:?}"),
        };
        edits.iter().map(text).collect()
    }
}

/// How many edits have been acknowledged in a burst.
#[derive(Default)]
struct Progress {
    count: AtomicUsize,
    changed: Notify,
}

impl Progress {
    fn advance(&self, by: usize) {
        self.count.fetch_add(by, Ordering::Relaxed);
        self.changed.notify_one();
    }

    async fn reach(&self, wanted: usize) {
        let count = || self.count.load(Ordering::Relaxed);
        let reached = timeout(DEADLINE, async {
            while count() < wanted {
                self.changed.notified().await;
            }
        });
        let reached = reached.await;
        assert!(reached.is_ok(), "{} of {wanted} edits were saved", count());
    }
}

fn crashes() -> usize {
    let said = env::var("BORDSVIS_CRASHES").ok();
    said.map_or(CRASHES, |said| {
        said.parse().expect("BORDSVIS_CRASHES is a number")
    })
}

fn spawn_all<T, F>(all: Vec<T>, task: impl Fn(T) -> F) -> JoinSet<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    all.into_iter().map(task).collect()
}

/// Takes what the server sends until the connection is gone.
async fn watch(mut observer: Device) -> Device {
    while observer.next().await.is_ok() {}
    observer
}

/// Somebody who comes afterwards, and knows nothing but what the server tells.
async fn reader(workshop: &Workshop, server: &Server) -> Device {
    let mut reader = workshop.facilitator(server).await;
    open_all(&mut reader).await;
    reader
}

async fn open_all(device: &mut Device) {
    for number in 1..=TABLES {
        device.open(&table(number)).await;
    }
}

fn texts(device: &Device) -> Texts {
    let scopes = (1..=TABLES).map(table);
    scopes
        .flat_map(|scope| {
            let notes = device.content(&scope).notes;
            notes
                .into_iter()
                .map(move |(id, note)| ((scope.clone(), id), note.text.clone()))
        })
        .collect()
}

/// Every text of `wanted` is there, or has been written on since.
fn assert_kept(found: &Texts, wanted: &Texts, what: &str) {
    for (note, text) in wanted {
        let kept = found.get(note).is_some_and(|found| found.starts_with(text));
        assert!(
            kept,
            "{what}: {note:?} {text:?}, found {:?}",
            found.get(note)
        );
    }
}
