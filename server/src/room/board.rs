//! What is told of a board: what is in its state, and what only the server knows.

use bordsvis_shared::api::{Found, FoundTable};
use bordsvis_shared::id::ParticipantId;
use bordsvis_shared::protocol::{Presence, Summary};
use bordsvis_shared::session::Session;

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
}

impl Board {
    /// The session as a participant may see it.
    pub fn session(&self, state: &State, participant: &ParticipantId) -> Option<Session> {
        let session = state.session(participant)?;
        Some(Session {
            epoch: self.epoch.clone(),
            join_url: self.links.join(&session.code),
            ..session
        })
    }
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
    }
}
