//! The fold without tokio: a board with three tables, and people who ask for things.

use std::collections::BTreeMap;
use std::fmt::Debug;

use bordsvis_shared::board::{Content, Edit, Position, Rank, Replica};
use bordsvis_shared::id::{JoinCode, NoteId, ParticipantId, Scope, StepId, TableNo};
use bordsvis_shared::method::{self, Language};
use bordsvis_shared::protocol::{RefusalReason, Tables, ToServer};
use bordsvis_shared::session::{Record, Table};
use bytes::Bytes;
use yrs::StateVector;
use yrs::updates::decoder::Decode;

use super::contents::Contents;
use super::document::{Document, Ledger};
use super::history::History;
use super::limits::Limits;
use super::{Effect, State};
use crate::log::Seq;
use crate::room::entry::{Body, Creation, Entry, Holder, NewSeat, RULES, TokenHash};

mod access;
mod admission;
mod batches;
mod checkpoints;
mod commands;
mod holding;
mod keys;
mod leading;
mod tables;

/// Who is on the board, and at which table.
const SEATS: [(&str, u16); 3] = [("anna", 1), ("bo", 1), ("cilla", 2)];
const TABLES: usize = 3;
const FACILITATOR: &str = "facilitator";
const SCREEN: &str = "screen";
/// A method, its first step and a later one.
const METHOD: &str = "grund";
const STEP: &str = "swot";
const LATER_STEP: &str = "measures";

type Verdict = Result<(), RefusalReason>;

/// A board, and the log that it comes from.
struct World {
    state: State,
    log: Vec<(Seq, Entry)>,
    /// The clock of the node that appends.
    now: i64,
}

impl World {
    fn new() -> Self {
        Self::with_limits(Limits::default())
    }

    fn with_limits(limits: Limits) -> Self {
        let mut world = Self::created(creation(), limits);
        for (name, table) in SEATS {
            world.join(name, table, 0).unwrap();
        }
        world
    }

    /// A board at which nobody has sat down.
    fn created(creation: Creation, limits: Limits) -> Self {
        let mut world = Self {
            state: state(limits),
            log: Vec::new(),
            now: 0,
        };
        world.tell(None, Body::Create(Box::new(creation))).unwrap();
        world
    }

    /// Appends an entry, to be taken in together with others.
    fn append(&mut self, by: Option<&str>, body: Body) {
        let seq = self.log.len() as Seq + 1;
        let entry = Entry {
            rules: RULES,
            origin: 7,
            nonce: seq,
            at: self.now,
            by: by.map(id),
            body,
        };
        self.log.push((seq, entry));
    }

    /// Appends an entry and takes it in.
    fn effects(&mut self, by: Option<&str>, body: Body) -> Vec<Effect> {
        self.append(by, body);
        self.state.apply(&self.log[self.log.len() - 1..]).unwrap()
    }

    fn tell(&mut self, by: Option<&str>, body: Body) -> Verdict {
        let effects = self.effects(by, body);
        let verdicts = verdicts(&effects);
        assert_eq!(verdicts.len(), 1, "{effects:?}");
        verdicts.into_values().next().unwrap()
    }

    fn join(&mut self, name: &str, table: u16, people: u8) -> Verdict {
        self.tell(None, join(name, table, people))
    }

    fn command(&mut self, command: ToServer) -> Verdict {
        self.tell(Some(FACILITATOR), Body::Command(command))
    }

    fn reveal(&mut self, table: u16) {
        self.command(reveal(table, true)).unwrap();
    }

    fn lock(&mut self, locked: bool) {
        self.command(lock(locked)).unwrap();
    }

    fn close(&mut self, closed: bool) -> Verdict {
        self.command(ToServer::Close { closed })
    }

    fn send(&mut self, by: &str, scope: &str, bytes: &[u8]) -> Verdict {
        self.tell(Some(by), update(scope, bytes))
    }

    fn content(&self, scope: &str) -> Content {
        content(&self.state, &scope.parse().unwrap())
    }
}

fn state(limits: Limits) -> State {
    State {
        contents: Contents::new(limits.clone()),
        limits,
        ..State::default()
    }
}

/// The state as its checkpoint holds it, under the same limits.
fn read_back(mut state: State) -> State {
    let bytes = state.to_checkpoint().unwrap();
    State {
        contents: Contents::decode(&bytes, state.limits.clone()).unwrap(),
        history: History::since(bytes),
        limits: state.limits,
    }
}

fn content(state: &State, scope: &Scope) -> Content {
    let replica = Replica::new(1);
    let whole = state.diff(scope, &[0]).unwrap();
    replica.apply_update(&whole).unwrap();
    replica.content()
}

/// All that a document says and remembers, but for the bytes, which differ between identical runs.
fn picture(state: &State, scope: &Scope) -> (Content, StateVector, Option<Ledger>) {
    let ledger = state.contents.document(scope).map(Document::ledger);
    let state_vector = StateVector::decode_v1(&state.state_vector(scope)).unwrap();
    (content(state, scope), state_vector, ledger.cloned())
}

/// All that a board says and remembers.
fn whole_picture(state: &State) -> impl PartialEq + Debug + use<> {
    let documents = state.contents.documents();
    let documents = documents.map(|(scope, _)| (scope.clone(), picture(state, scope)));
    (
        documents.collect::<Vec<_>>(),
        state.session(&id(FACILITATOR)),
        state.seats().cloned().collect::<Vec<_>>(),
        state.written(),
    )
}

fn verdicts(effects: &[Effect]) -> BTreeMap<u64, Verdict> {
    let verdicts = effects.iter().filter_map(|effect| match effect {
        Effect::Saved { nonce, .. } => Some((*nonce, Ok(()))),
        Effect::Refused { nonce, refusal, .. } => Some((*nonce, Err(refusal.reason))),
        Effect::Session | Effect::Update { .. } => None,
    });
    verdicts.collect()
}

fn creation() -> Creation {
    let table = |n| Table::named(&format!("Bord {n}"));
    Creation {
        board: "board".parse().unwrap(),
        title: "Höstmöte".to_owned(),
        method: method::find(&METHOD.parse().unwrap()).unwrap().clone(),
        tables: (1..=TABLES).map(table).collect(),
        language: Language::Sv,
        record: Record::default(),
        code: JoinCode::from_random([1; JoinCode::LENGTH]),
        facilitator: holder(FACILITATOR),
        screen: holder(SCREEN),
    }
}

fn id(name: &str) -> ParticipantId {
    name.parse().unwrap()
}

fn holder(name: &str) -> Holder {
    Holder {
        participant: id(name),
        token: TokenHash::of(name),
    }
}

fn join(name: &str, table: u16, people: u8) -> Body {
    Body::Join(NewSeat {
        holder: holder(name),
        table: TableNo(table),
        name: Some(name.to_owned()),
        actor: None,
        people,
    })
}

fn step() -> StepId {
    STEP.parse().unwrap()
}

fn reveal(table: u16, revealed: bool) -> ToServer {
    ToServer::Reveal {
        step: step(),
        tables: Tables::These(vec![TableNo(table)]),
        revealed,
    }
}

fn lock(locked: bool) -> ToServer {
    let step = step();
    ToServer::Lock {
        step,
        locked,
        grace: None,
    }
}

fn update(scope: &str, bytes: &[u8]) -> Body {
    Body::Update {
        scope: scope.parse().unwrap(),
        update: Bytes::copy_from_slice(bytes),
    }
}

/// The document of a table in the first step.
fn table(n: u16) -> String {
    format!("{STEP}/table/{n}")
}

fn note(n: u64) -> NoteId {
    format!("note-{n}").parse().unwrap()
}

fn add(n: u64, text: &str) -> Edit {
    Edit::Add {
        note: note(n),
        text: text.to_owned(),
        pos: Position {
            cell: "social".parse().unwrap(),
            rank: Rank::between(None, None, [n as u8; Rank::RANDOM_BYTES]),
        },
        by: "anna".to_owned(),
        at: 0,
        tags: Default::default(),
        from: Vec::new(),
    }
}

fn type_text(n: u64, base: &str, text: &str) -> Edit {
    Edit::SetText {
        note: note(n),
        base: base.to_owned(),
        text: text.to_owned(),
    }
}

/// An update that adds a note to an empty document.
fn first_note(client: u32, n: u64) -> Vec<u8> {
    Replica::new(client).edit(&add(n, "text")).unwrap().unwrap()
}
