//! However the log is cut into batches, and wherever a checkpoint is read in between, it adds up to
//! the same.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::draft::tests::BREAKS;
use super::*;
use crate::room::entry::UnknownRules;

#[test]
fn a_batch_has_one_update_for_each_document() {
    let mut world = World::new();
    let anna = Replica::new(10);
    let from = world.log.len();
    for n in 1..=3 {
        let bytes = anna.edit(&add(n, "text")).unwrap().unwrap();
        world.append(Some("anna"), update(&table(1), &bytes));
    }
    world.append(Some(FACILITATOR), Body::Command(reveal(1, true)));
    world.append(Some("cilla"), update(&table(2), &first_note(12, 1)));
    world.append(Some("cilla"), update(&table(2), &[0, 0]));
    let effects = world.state.apply(&world.log[from..]).unwrap();
    let [
        Effect::Session,
        Effect::Update { scope, update },
        Effect::Update { scope: other, .. },
        verdicts @ ..,
    ] = &effects[..]
    else {
        panic!("{effects:?}");
    };
    assert_eq!([scope, other].map(Scope::to_string), [table(1), table(2)]);
    let follower = Replica::new(2);
    follower.apply_update(update).unwrap();
    assert_eq!(follower.content(), anna.content());
    let saved = |n: usize| Effect::Saved {
        origin: 7,
        nonce: (from + 1 + n) as u64,
    };
    assert_eq!(verdicts, [0, 1, 2, 3, 4, 5].map(saved));
}

#[test]
fn a_lock_in_the_midst_of_a_batch_divides_it() {
    let mut world = World::new();
    let anna = Replica::new(10);
    let bytes = |n| anna.edit(&add(n, "text")).unwrap().unwrap();
    let from = world.log.len();
    let [first, second, third] = [bytes(1), bytes(2), bytes(3)];
    world.append(Some("anna"), update(&table(1), &first));
    world.append(Some(FACILITATOR), Body::Command(lock(true)));
    world.append(Some("anna"), update(&table(1), &second));
    world.append(Some(FACILITATOR), Body::Command(lock(false)));
    world.append(Some("anna"), update(&table(1), &third));
    let effects = world.state.apply(&world.log[from..]).unwrap();
    let verdicts: Vec<_> = verdicts(&effects).into_values().collect();
    assert_eq!(
        verdicts,
        [
            Ok(()),
            Ok(()),
            Err(RefusalReason::Locked),
            Ok(()),
            Err(RefusalReason::Missing)
        ]
    );
    assert_eq!(world.content(&table(1)).notes.len(), 1);
}

#[test]
fn repeats_are_dropped() {
    let mut world = World::new();
    world.send("anna", &table(1), &first_note(10, 1)).unwrap();
    let before = whole_picture(&world.state);
    let again: Vec<_> = world
        .log
        .iter()
        .map(|(seq, entry)| (seq + 100, entry.clone()))
        .collect();
    assert_eq!(world.state.apply(&again).unwrap(), []);
    assert_eq!(whole_picture(&world.state), before);
    // The same number of another origin is no repeat.
    let (seq, mut entry) = again[again.len() - 1].clone();
    entry.origin += 1;
    let effects = world.state.apply(&[(seq + 100, entry)]).unwrap();
    assert!(matches!(effects[..], [Effect::Saved { .. }]));
}

#[test]
fn rules_that_are_not_known_stop_the_fold() {
    let mut world = World::new();
    world.append(Some(FACILITATOR), Body::Command(lock(true)));
    world.append(Some(FACILITATOR), Body::Command(lock(false)));
    let batch = world.log.len() - 2;
    world.log[batch + 1].1.rules = RULES + 1;
    let before = whole_picture(&world.state);
    let stopped = world.state.apply(&world.log[batch..]);
    assert_eq!(stopped, Err(UnknownRules(RULES + 1)));
    assert_eq!(whole_picture(&world.state), before);
}

/// An entry that makes yrs panic is refused, alone or among others, and all others are taken.
#[test]
fn what_breaks_a_document_is_left_out() {
    let breaking = 13;
    let mut world = World::new();
    let [anna, bo] = [Replica::new(10), Replica::new(11)];
    let first = anna.edit(&add(1, "text")).unwrap().unwrap();
    world.send("anna", &table(1), &first).unwrap();
    let mut without = World::new();
    without.send("anna", &table(1), &first).unwrap();
    let second = anna.edit(&add(2, "text")).unwrap().unwrap();
    let other = bo.edit(&add(3, "text")).unwrap().unwrap();
    let culprit = first_note(breaking, 9);
    let batch = |world: &mut World, culprit: &[u8]| {
        let from = world.log.len();
        world.append(Some("anna"), update(&table(1), &second));
        world.append(Some("cilla"), update(&table(2), &first_note(12, 1)));
        world.append(Some(FACILITATOR), Body::Command(reveal(1, true)));
        world.append(Some("bo"), update(&table(1), culprit));
        world.append(Some("bo"), update(&table(1), &other));
        verdicts(&world.state.apply(&world.log[from..]).unwrap())
    };
    BREAKS.set(Some(breaking));
    for checkpoint in [false, true] {
        if checkpoint {
            world.state.to_checkpoint().unwrap();
        }
        let alone = world.send("bo", &table(1), &culprit);
        assert_eq!(alone, Err(RefusalReason::Malformed));
        without.send("bo", &table(1), &[]).unwrap_err();
        assert_eq!(whole_picture(&world.state), whole_picture(&without.state));
    }
    let with = batch(&mut world, &culprit);
    assert_eq!(with, batch(&mut without, &[]));
    assert_eq!(whole_picture(&world.state), whole_picture(&without.state));
    assert_eq!(world.content(&table(1)).notes.len(), 3);
    // Another node that reads the log comes to the same.
    let mut node = state(Limits::default());
    let effects = node.apply(&world.log).unwrap();
    assert_eq!(verdicts(&effects)[&(world.log.len() as u64)], Ok(()));
    assert_eq!(whole_picture(&node), whole_picture(&without.state));
    // A repeat is known as one, even after others had to be left out.
    let again = world.log.clone();
    assert_eq!(world.state.apply(&again).unwrap(), []);
    BREAKS.set(None);
}

/// One thing that somebody does.
#[derive(Debug, Clone)]
enum Event {
    Add(Author),
    Type(Author, Index, String),
    Bin(Author, Index),
    Place(Author, Index),
    /// An edit that is made and never sent, so that the next ones build upon what is missing.
    Lose(Author),
    /// All that somebody has, as after a reconnect.
    Resync(Author),
    /// Somebody fetches what the document holds.
    Fetch(Author),
    /// Somebody writes as another one.
    Forge(Author, Author),
    /// Somebody deletes a span without looking.
    Delete(Author, u8, u8, u8),
    /// Bytes with one of them changed.
    Garble(Author, Index, u8),
    Reveal(bool),
    Lock(bool),
    Close(bool),
    Join,
}

/// A person, and the table in whose document they write.
type Author = (usize, u16);

const AUTHORS: [&str; 4] = ["anna", "bo", "cilla", FACILITATOR];
/// Who writes where; one of them where she may not.
const WRITERS: [Author; 6] = [(0, 1), (1, 1), (2, 2), (3, 1), (3, 2), (2, 1)];

fn event() -> impl Strategy<Value = Event> {
    let author = || select(&WRITERS[..]);
    let index = any::<Index>;
    prop_oneof![
        6 => author().prop_map(Event::Add),
        4 => (author(), index(), "[a-cå😀]{0,6}").prop_map(|(a, n, text)| Event::Type(a, n, text)),
        2 => (author(), index()).prop_map(|(a, n)| Event::Bin(a, n)),
        2 => (author(), index()).prop_map(|(a, n)| Event::Place(a, n)),
        1 => author().prop_map(Event::Lose),
        2 => author().prop_map(Event::Resync),
        3 => author().prop_map(Event::Fetch),
        1 => (author(), author()).prop_map(|(a, as_other)| Event::Forge(a, as_other)),
        2 => (author(), 0..9u8, 0..40u8, 1..9u8)
            .prop_map(|(a, client, clock, length)| Event::Delete(a, client, clock, length)),
        1 => (author(), index(), any::<u8>()).prop_map(|(a, at, byte)| Event::Garble(a, at, byte)),
        1 => any::<bool>().prop_map(Event::Reveal),
        1 => prop::bool::weighted(0.4).prop_map(Event::Lock),
        1 => prop::bool::weighted(0.2).prop_map(Event::Close),
        1 => Just(Event::Join),
    ]
}

/// A board on which people do things, entry by entry.
struct Story {
    world: World,
    replicas: BTreeMap<Author, Replica>,
    clients: u32,
    drawn: u64,
}

impl Story {
    fn new() -> Self {
        let mut story = Self {
            world: World::with_limits(Limits {
                document_bytes: 1_500,
                board_bytes: 2_500,
                entries: 10,
                ..Limits::default()
            }),
            replicas: BTreeMap::new(),
            clients: 0,
            drawn: 0,
        };
        for author in WRITERS {
            let replica = story.fresh();
            story.replicas.insert(author, replica);
        }
        story
    }

    fn fresh(&mut self) -> Replica {
        self.clients += 1;
        Replica::new(self.clients)
    }

    fn draw(&mut self) -> u64 {
        self.drawn += 1;
        self.drawn
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Add(author) => {
                let n = self.draw();
                self.edit(author, &add(n, "text"));
            }
            Event::Type(author, nth, text) => {
                if let Some((note, base)) = self.pick(author, nth) {
                    self.edit(author, &Edit::SetText { note, base, text });
                }
            }
            Event::Bin(author, nth) => {
                if let Some((note, _)) = self.pick(author, nth) {
                    self.edit(author, &Edit::Bin { note, at: Some(1) });
                }
            }
            Event::Place(author, nth) => {
                if let Some((note, _)) = self.pick(author, nth) {
                    let n = self.draw() as u8;
                    let pos = Some(Position {
                        cell: "work".parse().unwrap(),
                        rank: Rank::between(None, None, [n; Rank::RANDOM_BYTES]),
                    });
                    self.edit(author, &Edit::Place { note, pos });
                }
            }
            Event::Lose(author) => {
                let n = self.draw();
                self.replicas[&author].edit(&add(n, "lost")).unwrap();
            }
            Event::Resync(author) => self.send(author, &self.replicas[&author].whole()),
            Event::Fetch((by, n)) => {
                let whole = self.world.state.diff(&scope(n), &[0]).unwrap();
                let replica = self.fresh();
                replica.apply_update(&whole).unwrap();
                self.replicas.insert((by, n), replica);
            }
            Event::Forge(author, other) => {
                let n = self.draw();
                let forged = self.replicas[&other].edit(&add(n, "forged"));
                self.send(author, &forged.unwrap().unwrap());
            }
            Event::Delete(author, client, clock, length) => {
                self.send(author, &[0, 1, client, 1, clock, length]);
            }
            Event::Garble(author, at, byte) => {
                let n = self.draw();
                let mut bytes = self.replicas[&author]
                    .edit(&add(n, "text"))
                    .unwrap()
                    .unwrap();
                let at = at.index(bytes.len());
                bytes[at] = byte;
                self.send(author, &bytes);
            }
            Event::Reveal(revealed) => drop(self.world.command(reveal(1, revealed))),
            Event::Lock(locked) => drop(self.world.command(lock(locked))),
            Event::Close(closed) => drop(self.world.close(closed)),
            Event::Join => {
                let name = format!("late-{}", self.draw());
                let _ = self.world.join(&name, 3, 0);
            }
        }
    }

    fn edit(&mut self, author: Author, edit: &Edit) {
        if let Ok(Some(bytes)) = self.replicas[&author].edit(edit) {
            self.send(author, &bytes);
        }
    }

    fn send(&mut self, (by, n): Author, bytes: &[u8]) {
        let _ = self.world.send(AUTHORS[by], &table(n), bytes);
    }

    fn pick(&self, author: Author, nth: Index) -> Option<(NoteId, String)> {
        let notes = self.replicas[&author].content().notes;
        let (note, content) = notes.iter().nth(nth.index(notes.len().max(1)))?;
        Some((note.clone(), content.text.clone()))
    }
}

fn scope(n: u16) -> Scope {
    table(n).parse().unwrap()
}

proptest! {
    #[test]
    fn batches_and_checkpoints_make_no_difference(
        events in vec(event(), 1..60),
        cuts in vec((1..20usize, any::<bool>()), 1..30),
    ) {
        let mut story = Story::new();
        for event in events {
            story.happen(event);
        }
        let World { state: by_one, log, .. } = story.world;
        let mut by_batch = state(by_one.limits.clone());
        let followers = [1, 2].map(|n| (scope(n), Replica::new(1_000)));
        let mut verdicts_by_batch = BTreeMap::new();
        let mut rest = &log[..];
        let mut cuts = cuts.into_iter().cycle();
        while !rest.is_empty() {
            let (length, checkpoint) = cuts.next().unwrap();
            let (batch, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            let effects = by_batch.apply(batch).unwrap();
            verdicts_by_batch.extend(verdicts(&effects));
            for effect in &effects {
                if let Effect::Update { scope, update } = effect {
                    let follower = followers.iter().find(|(of, _)| of == scope).unwrap();
                    follower.1.apply_update(update).unwrap();
                }
            }
            if checkpoint {
                by_batch = read_back(by_batch);
            }
        }
        prop_assert_eq!(whole_picture(&by_batch), whole_picture(&by_one));
        for (scope, follower) in followers {
            prop_assert_eq!(follower.content(), content(&by_one, &scope));
        }
        let mut one_by_one = state(by_one.limits.clone());
        for entry in &log {
            let effects = one_by_one.apply(std::slice::from_ref(entry)).unwrap();
            let nonce = entry.1.nonce;
            prop_assert_eq!(verdicts(&effects)[&nonce], verdicts_by_batch[&nonce], "{:?}", entry);
        }
        let replayed = by_batch.history.replay(&by_batch.limits);
        by_batch.contents = replayed;
        prop_assert_eq!(whole_picture(&by_batch), whole_picture(&by_one));
    }
}
