//! What is told of a board: what is in its state, and what only the server knows.

use std::collections::HashSet;
use std::sync::OnceLock;

use bordsvis_shared::api::{Found, FoundTable, People, Person};
use bordsvis_shared::id::ParticipantId;
use bordsvis_shared::protocol::{Envelope, Presence, Summary, ToClient};
use bordsvis_shared::session::{Role, Session};
use serde_json::Value;

use super::now;
use super::state::State;
use crate::links::Links;

/// What is told of a board besides its state.
pub(super) struct Board {
    /// See [`Session::epoch`].
    pub epoch: String,
    pub links: Links,
    /// The sums as they were last sent.
    pub summary: Summary,
    /// The last of the room's own entries that has its answer, so that the state includes it if
    /// anything does.
    pub settled: Option<u64>,
    /// What everyone is told alike of the session, encoded once after each change: 500 phones are
    /// told at every click of the facilitator.
    alike: OnceLock<String>,
}

impl Board {
    /// Nothing is known of it yet.
    pub fn new(links: Links) -> Self {
        Self {
            epoch: String::new(),
            links,
            summary: Summary::default(),
            settled: None,
            alike: OnceLock::new(),
        }
    }

    /// The session has changed.
    pub fn session_changed(&mut self) {
        self.alike.take();
    }

    /// The message that tells a participant the session, as JSON.
    pub fn session_message(&self, state: &State, participant: &ParticipantId) -> Option<String> {
        let you = serde_json::to_string(&state.you(participant)?);
        let you = you.expect("a text has no keys to fail on");
        let alike = match self.alike.get() {
            Some(alike) => alike,
            None => {
                let session = self.session(state, participant)?;
                self.alike.get_or_init(|| alike(session))
            }
        };
        Some(format!("{alike},\"now\":{},\"you\":{you}}}", now()))
    }

    /// The session as a participant may see it.
    pub fn session(&self, state: &State, participant: &ParticipantId) -> Option<Session> {
        let session = state.session(participant)?;
        Some(Session {
            epoch: self.epoch.clone(),
            join_url: self.links.join(&session.code),
            now: now(),
            ..session
        })
    }
}

/// A message with a session, but for what time it is, who its receiver is, and the bracket that ends
/// it.
fn alike(session: Session) -> String {
    let message = Envelope::new(ToClient::Session(Box::new(session)));
    let message = serde_json::to_value(message).expect("messages have text keys only");
    let Value::Object(mut fields) = message else {
        unreachable!("a message has fields")
    };
    fields.remove("now");
    fields.remove("you");
    let mut json = Value::Object(fields).to_string();
    json.pop();
    json
}

/// What somebody who has the code may know, with how many are at each table.
pub(super) fn found(state: &State, here: &[u32]) -> Option<Found> {
    let created = state.created()?;
    let actors = state.seats().filter_map(|seat| seat.actor.clone());
    let mut actors: Vec<_> = actors.collect();
    actors.sort_unstable();
    actors.dedup();
    let tables = created.tables.iter().zip(here);
    Some(Found {
        board: created.board.clone(),
        title: created.title.clone(),
        language: created.language,
        closed: state.is_closed(),
        tables: tables
            .map(|(table, here)| FoundTable {
                table: table.clone(),
                here: *here,
            })
            .collect(),
        actors,
    })
}

/// The sums over a board, with how many are at each table.
pub(super) fn sum_up(state: &State, here: &[u32]) -> Summary {
    let tables = here.iter().zip(state.joined());
    Summary {
        tables: tables
            .map(|(here, joined)| Presence {
                here: *here,
                joined,
            })
            .collect(),
        written: state.written(),
        drafting: state.drafting(),
    }
}

/// Everybody who has a seat, facilitators first, then table by table. The big screen is nobody.
pub(super) fn people(state: &State, here: &HashSet<&ParticipantId>) -> People {
    let seats = state.seats().filter(|seat| seat.role != Role::Screen);
    let mut people: Vec<_> = seats
        .map(|seat| Person {
            here: here.contains(&seat.participant),
            participant: seat.participant.clone(),
            role: seat.role,
            table: seat.table,
            name: seat.name.clone(),
            actor: seat.actor.clone(),
            people: seat.people,
        })
        .collect();
    people.sort_by(|a, b| (a.table, &a.name).cmp(&(b.table, &b.name)));
    People { people }
}
