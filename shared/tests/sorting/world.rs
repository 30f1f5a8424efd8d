//! Several who sort the same step, and what each of them has ever said.

use std::collections::{BTreeMap, BTreeSet};

use bordsvis_shared::board::{Change, Content, Edit, History, Position, Rank, Replica, Way};
use bordsvis_shared::id::{NoteId, Scope};

use crate::actor::{Actor, CELLS, other_side, scopes, step};
use crate::deeds::Deed;

pub const ACTORS: usize = 3;
/// An update that says nothing.
const NOTHING: [u8; 2] = [0, 0];

pub struct World {
    pub actors: Vec<Actor>,
    /// Who has ever said what of what.
    pub said: BTreeMap<((Scope, String), String), BTreeSet<usize>>,
    /// When notes were put on the table that have not been taken back yet.
    pub added: BTreeMap<NoteId, i64>,
    pub drawn: u32,
}

impl World {
    pub fn new() -> Self {
        let actor = |actor: usize| Actor {
            documents: scopes()
                .into_iter()
                .zip(1..)
                .map(|(scope, n)| (scope, Replica::new(actor as u32 * 100 + n)))
                .collect(),
            contents: scopes()
                .into_iter()
                .map(|s| (s, Content::default()))
                .collect(),
            history: History::default(),
            letter: char::from(b'a' + actor as u8),
        };
        Self {
            actors: (0..ACTORS).map(actor).collect(),
            said: BTreeMap::new(),
            added: BTreeMap::new(),
            drawn: 0,
        }
    }

    pub fn draw<T: std::str::FromStr>(&mut self, kind: &str) -> T {
        self.drawn += 1;
        let text = format!("{kind}{}", self.drawn);
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    pub fn position(&mut self, cell: usize) -> Position {
        self.drawn += 1;
        let mut random = [0; Rank::RANDOM_BYTES];
        random[..4].copy_from_slice(&self.drawn.to_le_bytes());
        Position {
            cell: CELLS[cell].parse().unwrap(),
            rank: Rank::between(None, None, random),
        }
    }

    /// Makes edits in one go, and gives how they can be taken back, as a client does.
    pub fn make(&mut self, actor: usize, edits: Vec<(Scope, Edit)>) -> Vec<Change> {
        self.drawn += 1;
        let now = i64::from(self.drawn);
        let contents = self.actors[actor].contents.clone();
        let inverses: Vec<_> = edits
            .iter()
            .map(|(scope, edit)| edit.inverse(&contents[scope], now))
            .collect();
        let before = self.actors[actor].facts();
        let mut changes = Vec::new();
        for ((scope, done), inverse) in edits.into_iter().zip(inverses) {
            let made = self.actors[actor].documents[&scope].edit(&done);
            self.actors[actor].read(&scope);
            if let (Edit::Add { note, .. }, Some(_)) = (&done, &inverse) {
                self.added.insert(note.clone(), now);
            }
            if made.is_ok() {
                changes.extend(inverse.map(|inverse| Change {
                    scope,
                    done,
                    inverse,
                }));
            }
        }
        for (fact, value) in self.actors[actor].facts() {
            if before.get(&fact) != Some(&value) {
                self.said.entry((fact, value)).or_default().insert(actor);
            }
        }
        changes
    }

    pub fn happen(&mut self, actor: usize, deed: Deed) {
        match deed {
            Deed::Turn(way) => return self.turn(actor, way),
            Deed::Hear(other) => return self.hear(actor, other),
            _ => {}
        }
        let edits = self.edits(actor, deed);
        let changes = self.make(actor, edits);
        self.actors[actor].history.record(&step(), changes);
    }

    /// Takes back, or does again; nothing that changes by it may be somebody else's work.
    pub fn turn(&mut self, actor: usize, way: Way) {
        let contents = self.actors[actor].contents.clone();
        let stands = |scope: &Scope, edit: &Edit| edit.stands(&contents[scope]);
        let Some((edits, _)) = self.actors[actor].history.take(way, &step(), stands) else {
            return;
        };
        let before = self.actors[actor].facts();
        let changes = self.make(actor, edits.clone());
        let after = self.actors[actor].facts();
        for (fact, old) in &before {
            let new = after.get(fact);
            let carried = || {
                // What was taken down or put up says the same on its other side.
                let other = (other_side(&fact.0), fact.1.clone());
                new.is_none() && after.get(&other) == Some(old)
            };
            if new != Some(old) && !carried() {
                let sayers = self.said.get(&(fact.clone(), old.clone()));
                let own = sayers.is_some_and(|sayers| sayers.contains(&actor));
                assert!(own, "{actor} took back {fact:?}, {old}, by {edits:?}");
            }
        }
        self.check_words(actor, &contents, &edits);
        if way == Way::Undo {
            self.check_members(actor, &contents, &edits);
            self.check_added(actor, &contents, &edits);
        }
        self.actors[actor].history.turned(way, &step(), changes);
    }

    pub fn hear(&mut self, actor: usize, other: usize) {
        for scope in scopes() {
            let known = self.actors[actor].documents[&scope].state_vector();
            let news = self.actors[other].documents[&scope].diff(&known).unwrap();
            if news == NOTHING {
                continue;
            }
            self.actors[actor].documents[&scope]
                .apply_update(&news)
                .unwrap();
            self.actors[actor].read(&scope);
        }
    }
}
