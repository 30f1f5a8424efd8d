//! Several clients, one server that sometimes says no, and a network that comes and goes: whatever
//! happens in between, once everybody is connected and answered, all see the same, nothing that was
//! saved is missing, and nothing that was typed is lost without its author being told.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bordsvis_shared::board::{Content, Edit, Position, Rank, Replica};
use bordsvis_shared::id::NoteId;
use bordsvis_shared::protocol::{Access, Message, Refusal, RefusalReason};
use bordsvis_shared::sync::{Document, Outgoing, Phase};
use proptest::prelude::*;
use yrs::updates::decoder::Decode;
use yrs::{ReadTxn, Transact, Update};

const CLIENTS: usize = 3;

/// One thing that happens.
#[derive(Debug, Clone)]
enum Event {
    Add {
        client: usize,
        place: prop::sample::Index,
        text: String,
    },
    SetText {
        client: usize,
        note: prop::sample::Index,
        text: String,
    },
    Move {
        client: usize,
        note: prop::sample::Index,
        to: prop::sample::Index,
        cell: bool,
    },
    Bin {
        client: usize,
        note: prop::sample::Index,
    },
    Place {
        client: usize,
        note: prop::sample::Index,
        to: prop::sample::Index,
    },
    /// The server takes one message of a client.
    Serve {
        client: usize,
    },
    /// An update comes out of the server's log, and is decided.
    Decide,
    /// A client takes one message of the server.
    Hear {
        client: usize,
    },
    /// The server will refuse the next update of a client.
    Refuse {
        client: usize,
        passing: bool,
    },
    Disconnect {
        client: usize,
    },
    Connect {
        client: usize,
    },
    /// The page is loaded again: all that is left is what was stored and the unsaved edits.
    Reload {
        client: usize,
    },
}

fn event() -> impl Strategy<Value = Event> {
    let client = || 0..CLIENTS;
    let index = any::<prop::sample::Index>;
    prop_oneof![
        3 => (client(), index(), "[a-cå😀]{1,6}").prop_map(|(client, place, text)| Event::Add { client, place, text }),
        3 => (client(), index(), "[a-cå😀]{0,8}").prop_map(|(client, note, text)| Event::SetText { client, note, text }),
        2 => (client(), index(), index(), any::<bool>()).prop_map(|(client, note, to, cell)| Event::Move { client, note, to, cell }),
        1 => (client(), index()).prop_map(|(client, note)| Event::Bin { client, note }),
        1 => (client(), index(), index()).prop_map(|(client, note, to)| Event::Place { client, note, to }),
        6 => client().prop_map(|client| Event::Serve { client }),
        5 => Just(Event::Decide),
        6 => client().prop_map(|client| Event::Hear { client }),
        1 => (client(), any::<bool>()).prop_map(|(client, passing)| Event::Refuse { client, passing }),
        1 => client().prop_map(|client| Event::Disconnect { client }),
        1 => client().prop_map(|client| Event::Connect { client }),
        1 => client().prop_map(|client| Event::Reload { client }),
    ]
}

struct Client {
    document: Document,
    stored: Option<Vec<u8>>,
    connected: bool,
    /// Counts its connections: an answer never reaches a later one.
    connection: u32,
    to_server: VecDeque<Outgoing>,
    to_client: VecDeque<Reply>,
    refuse_next: Option<RefusalReason>,
    /// Notes whose addition was given back to its author.
    given_back: BTreeSet<NoteId>,
}

/// A message of the server, owned.
enum Reply {
    Authenticated,
    SyncStep1(Vec<u8>),
    SyncStep2(Vec<u8>),
    Update(Vec<u8>),
    Refused(RefusalReason),
    SyncStatus(bool),
}

struct Appended {
    client: usize,
    connection: u32,
    update: Vec<u8>,
    refuse: Option<RefusalReason>,
}

struct World {
    server: Replica,
    /// Updates on their way to being durable; a lost connection does not take them back.
    log: VecDeque<Appended>,
    clients: Vec<Client>,
    /// Every note that anybody put on the table.
    added: BTreeSet<NoteId>,
    drawn: u32,
}

impl World {
    fn new() -> Self {
        let client = |n| Client {
            document: Document::new(n, None, Vec::new()),
            stored: None,
            connected: false,
            connection: 0,
            to_server: VecDeque::new(),
            to_client: VecDeque::new(),
            refuse_next: None,
            given_back: BTreeSet::new(),
        };
        let mut world = Self {
            server: Replica::new(1),
            log: VecDeque::new(),
            clients: (10..).take(CLIENTS).map(client).collect(),
            added: BTreeSet::new(),
            drawn: 100,
        };
        (0..CLIENTS).for_each(|client| world.connect(client));
        world.settle();
        world
    }

    fn draw(&mut self) -> u32 {
        self.drawn += 1;
        self.drawn
    }

    /// Bytes that are drawn but once, as random ones are.
    fn random(&mut self) -> [u8; Rank::RANDOM_BYTES] {
        let mut rest = self.draw();
        std::array::from_fn(|_| {
            let digit = rest % 62;
            rest /= 62;
            digit as u8
        })
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Add {
                client,
                place,
                text,
            } => {
                let pos = self.position(client, "strengths", place);
                let note: NoteId = format!("n{}", self.draw()).parse().unwrap();
                let (by, at) = (format!("p{client}"), 0);
                let (tags, from) = Default::default();
                let edit = Edit::Add {
                    note: note.clone(),
                    text,
                    pos,
                    by,
                    at,
                    tags,
                    from,
                };
                if self.edit(client, edit) {
                    self.added.insert(note);
                }
            }
            Event::SetText { client, note, text } => {
                if let Some((note, base)) = self.pick(client, note) {
                    self.edit(client, Edit::SetText { note, base, text });
                }
            }
            Event::Move {
                client,
                note,
                to,
                cell,
            } => {
                if let Some((note, _)) = self.pick(client, note) {
                    let cell = if cell { "threats" } else { "strengths" };
                    let pos = self.position(client, cell, to);
                    self.edit(client, Edit::Move { note, pos });
                }
            }
            Event::Bin { client, note } => {
                if let Some((note, _)) = self.pick(client, note) {
                    self.edit(client, Edit::Bin { note, at: Some(1) });
                }
            }
            Event::Place { client, note, to } => {
                if let Some((note, _)) = self.pick(client, note) {
                    let pos = Some(self.position(client, "threats", to));
                    self.edit(client, Edit::Place { note, pos });
                }
            }
            Event::Serve { client } => self.serve(client),
            Event::Decide => self.decide(),
            Event::Hear { client } => self.hear(client),
            Event::Refuse { client, passing } => {
                let reason = if passing {
                    RefusalReason::Rate
                } else {
                    RefusalReason::Locked
                };
                self.clients[client].refuse_next = Some(reason);
            }
            Event::Disconnect { client } => self.disconnect(client),
            Event::Connect { client } => self.connect(client),
            Event::Reload { client } => {
                self.disconnect(client);
                let fresh = self.draw();
                let client = &mut self.clients[client];
                let unsaved = client.document.unsaved().cloned().collect();
                client.document = Document::new(fresh, client.stored.as_deref(), unsaved);
            }
        }
    }

    fn edit(&mut self, client: usize, edit: Edit) -> bool {
        let client = &mut self.clients[client];
        if !client.document.is_writable() {
            return false;
        }
        let outgoing = client
            .document
            .edit(edit)
            .expect("the note is there and the text short");
        client.to_server.extend(outgoing);
        true
    }

    fn pick(&self, client: usize, note: prop::sample::Index) -> Option<(NoteId, String)> {
        let notes = self.clients[client].document.content().notes;
        if notes.is_empty() {
            return None;
        }
        let (id, note) = notes.iter().nth(note.index(notes.len()))?;
        Some((id.clone(), note.text.clone()))
    }

    fn position(&mut self, client: usize, cell: &str, at: prop::sample::Index) -> Position {
        let content = self.clients[client].document.content();
        let mut ranks: Vec<Rank> = content.notes.values().map(|n| n.pos.rank.clone()).collect();
        ranks.sort();
        let at = at.index(ranks.len() + 1);
        let low = at.checked_sub(1).map(|before| &ranks[before]);
        let rank = Rank::between(low, ranks.get(at), self.random());
        Position {
            cell: cell.parse().unwrap(),
            rank,
        }
    }

    fn connect(&mut self, client: usize) {
        let fresh = self.draw();
        let client = &mut self.clients[client];
        if !client.connected {
            client.connected = true;
            client.connection += 1;
            client.to_server.extend(client.document.connected(|| fresh));
        }
    }

    fn disconnect(&mut self, client: usize) {
        let client = &mut self.clients[client];
        client.connected = false;
        client.to_server.clear();
        client.to_client.clear();
        client.document.disconnected();
    }

    /// The server takes the next message of a client, as the real one does.
    fn serve(&mut self, client: usize) {
        let Some(message) = self.clients[client].to_server.pop_front() else {
            return;
        };
        match message {
            Outgoing::Authenticate => {
                self.clients[client]
                    .to_client
                    .push_back(Reply::Authenticated);
            }
            Outgoing::Close => {}
            Outgoing::SyncStep1(known) => {
                let diff = self.server.diff(&known).unwrap();
                let known = self.server.state_vector();
                let replies = [Reply::SyncStep2(diff), Reply::SyncStep1(known)];
                self.clients[client].to_client.extend(replies);
            }
            Outgoing::SyncStep2(update) | Outgoing::Update(update) => {
                let connection = self.clients[client].connection;
                let refuse = self.clients[client].refuse_next.take();
                self.log.push_back(Appended {
                    client,
                    connection,
                    update,
                    refuse,
                });
            }
        }
    }

    fn decide(&mut self) {
        let Some(Appended {
            client,
            connection,
            update,
            refuse,
        }) = self.log.pop_front()
        else {
            return;
        };
        let refused = refuse.or(self.has_gap(&update).then_some(RefusalReason::Missing));
        if refused.is_none() {
            self.server.apply_update(&update).unwrap();
        }
        for (n, other) in self.clients.iter_mut().enumerate() {
            if n == client && other.connected && other.connection == connection {
                other.to_client.extend(refused.map(Reply::Refused));
                other
                    .to_client
                    .push_back(Reply::SyncStatus(refused.is_none()));
            } else if other.connected && refused.is_none() {
                other.to_client.push_back(Reply::Update(update.clone()));
            }
        }
    }

    /// Whether an update continues a client from further on than the server knows it.
    fn has_gap(&self, update: &[u8]) -> bool {
        let known = self.server.doc().transact().state_vector();
        let lower = Update::decode_v1(update).unwrap().state_vector_lower();
        lower
            .iter()
            .any(|(client, clock)| *clock > known.get(client))
    }

    fn hear(&mut self, client: usize) {
        let fresh = self.draw();
        let client = &mut self.clients[client];
        let Some(reply) = client.to_client.pop_front() else {
            return;
        };
        let message = match &reply {
            Reply::Refused(reason) => {
                let refusal = Refusal {
                    reason: *reason,
                    message: String::new(),
                };
                return client.document.receive_refusal(&refusal);
            }
            Reply::Authenticated => Message::Authenticated(Access::ReadWrite),
            Reply::SyncStep1(bytes) => Message::SyncStep1(bytes),
            Reply::SyncStep2(bytes) => Message::SyncStep2(bytes),
            Reply::Update(bytes) => Message::Update(bytes),
            Reply::SyncStatus(saved) => Message::SyncStatus(*saved),
        };
        let outcome = client.document.receive(&message, || fresh);
        client.to_server.extend(outcome.send);
        for refused in outcome.refused {
            let reason = refused.reason;
            assert_ne!(
                reason,
                RefusalReason::Missing,
                "what only follows a refusal is made again"
            );
            if let Edit::Add { note, .. } = refused.edit {
                client.given_back.insert(note);
            }
        }
        if let Some(copy) = client.document.to_store() {
            client.stored = Some(copy);
        }
    }

    /// Everybody connects, and everything is answered.
    fn settle(&mut self) {
        (0..CLIENTS).for_each(|client| self.connect(client));
        for _ in 0..10_000 {
            let waiting = |c: &Client| c.to_server.is_empty() && c.to_client.is_empty();
            if self.log.is_empty() && self.clients.iter().all(waiting) {
                return;
            }
            self.decide();
            for client in 0..CLIENTS {
                self.serve(client);
                self.hear(client);
            }
        }
        panic!("the clients and the server never come to rest");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn all_see_the_same_in_the_end(events in prop::collection::vec(event(), 1..120)) {
        let mut world = World::new();
        for event in events {
            world.happen(event);
        }
        world.settle();

        let server = world.server.content();
        for client in &world.clients {
            prop_assert_eq!(client.document.phase(), Phase::Ready);
            prop_assert_eq!(client.document.unsaved().count(), 0);
            prop_assert_eq!(&client.document.content(), &server);
        }
        let given_back: BTreeSet<_> =
            world.clients.iter().flat_map(|client| client.given_back.clone()).collect();
        for note in &world.added {
            let there = server.notes.contains_key(note);
            prop_assert!(there || given_back.contains(note), "{} was lost without a word", note);
        }
        prop_assert_eq!(equal_ranks(&server), 0);
    }
}

fn equal_ranks(content: &Content) -> usize {
    let mut seen = BTreeMap::new();
    for note in content.notes.values() {
        *seen.entry((&note.pos.cell, &note.pos.rank)).or_insert(0) += 1;
    }
    seen.values().filter(|count| **count > 1).count()
}
