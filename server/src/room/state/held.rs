//! What revealed tables had written when they were last revealed, in a step where what they write
//! since then waits: that is what everyone else reads of their documents meanwhile.

use std::collections::BTreeMap;

use bordsvis_shared::board::{Content, Edit, Replica};
use bordsvis_shared::id::{Scope, TableNo};
use bordsvis_shared::method::MethodChange;
use bordsvis_shared::protocol::{RefusalReason, Tables, ToServer};
use bordsvis_shared::session::Role;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::Seat;
use super::board::Board;
use super::document::{Document, NOTHING_YET, SERVER};
use super::draft::{Broken, guarded};
use crate::room::entry::Body;

/// A document as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::room) struct Held {
    whole: Bytes,
    state_vector: Bytes,
}

/// The documents that are held back from everyone but their tables.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct AllHeld(BTreeMap<Scope, Held>);

impl Held {
    fn of(document: &Document) -> Result<Self, Broken> {
        Ok(Self {
            whole: document.encode()?,
            state_vector: document.state_vector().into(),
        })
    }

    /// How far the document went, as a v1 state vector.
    pub(in crate::room) fn state_vector(&self) -> &Bytes {
        &self.state_vector
    }

    /// What somebody with that v1 state vector lacks of it.
    pub fn diff(&self, state_vector: &[u8]) -> Result<Bytes, RefusalReason> {
        if state_vector == NOTHING_YET {
            return Ok(self.whole.clone());
        }
        let diff = guarded(|| {
            let replica = Replica::new(SERVER);
            let read = replica.apply_update(&self.whole);
            read.map(|()| replica.diff(state_vector).map(Bytes::from))
        });
        match diff {
            Ok(Ok(diff)) => diff.ok_or(RefusalReason::Malformed),
            Ok(Err(_)) | Err(Broken) => Err(RefusalReason::Unavailable),
        }
    }
}

impl AllHeld {
    /// Whether a document is held back from anybody.
    pub fn has(&self, scope: &Scope) -> bool {
        self.0.contains_key(scope)
    }

    /// What is no longer in a document is no longer read by anybody: a note that was taken down must not
    /// reach those who come later. Tells whether there was any.
    pub fn let_go(&mut self, scope: &Scope, now: &Content) -> Result<bool, Broken> {
        let Some(held) = self.0.get_mut(scope) else {
            return Ok(false);
        };
        guarded(|| {
            let replica = Replica::new(SERVER);
            replica.apply_update(&held.whole).map_err(|_| Broken)?;
            let then = replica.content().notes;
            let gone: Vec<_> = then
                .into_keys()
                .filter(|note| !now.notes.contains_key(note))
                .collect();
            for note in &gone {
                let note = note.clone();
                // What erases adds nothing, so that the state vector stays.
                replica.edit(&Edit::Erase { note }).map_err(|_| Broken)?;
            }
            if !gone.is_empty() {
                held.whole = replica.whole().into();
            }
            Ok(!gone.is_empty())
        })?
    }

    /// What somebody reads of a document instead of what it says now; `None` where they read that.
    pub fn from(&self, seat: &Seat, scope: &Scope) -> Option<&Held> {
        let held = self.0.get(scope)?;
        let own = |table: TableNo| seat.role == Role::Facilitator || seat.table == Some(table);
        let table = matches!(scope, Scope::Table(_, table) if own(*table));
        (!table).then_some(held)
    }

    /// Follows a command that has been carried out on the board, and tells whether it changed what
    /// anybody reads.
    pub fn follow(
        &mut self,
        command: &ToServer,
        board: &Board,
        documents: &BTreeMap<Scope, Document>,
    ) -> Result<bool, Broken> {
        let before = self.0.len();
        self.0.retain(|scope, _| is_held(board, scope));
        let mut changed = self.0.len() < before;
        let (step, shown) = match command {
            ToServer::Hold {
                step,
                holding: true,
            } => (step, &Tables::ALL),
            ToServer::Reveal {
                step,
                tables,
                revealed: true,
            } => (step, tables),
            _ => return Ok(changed),
        };
        let anew = matches!(command, ToServer::Reveal { .. });
        for table in board.tables().filter(|table| shown.has(*table)) {
            let scope = Scope::Table(step.clone(), table);
            if is_held(board, &scope) && (anew || !self.0.contains_key(&scope)) {
                let held = match documents.get(&scope) {
                    Some(document) => Held::of(document),
                    None => Held::of(&Document::default()),
                }?;
                changed |= self.0.insert(scope, held.clone()) != Some(held);
            }
        }
        Ok(changed)
    }
}

/// Whether an entry depends on what documents say at its place, such as one that holds them as they are
/// then: all that came before it must have been taken in.
pub(super) fn reads_documents(body: &Body, board: Option<&Board>) -> bool {
    let is_holding = |step| {
        let state = board.and_then(|board| board.progress.steps.get(step));
        state.is_some_and(|state| state.holding)
    };
    match body {
        Body::Command(ToServer::Hold { holding, .. }) => *holding,
        Body::Command(ToServer::Reveal { step, revealed, .. }) => *revealed && is_holding(step),
        Body::Command(ToServer::Method {
            change: MethodChange::RemoveStep { .. },
        }) => true,
        _ => false,
    }
}

fn is_held(board: &Board, scope: &Scope) -> bool {
    let Scope::Table(step, table) = scope else {
        return false;
    };
    let state = board.progress.steps.get(step);
    state.is_some_and(|state| state.holding && state.revealed.contains(table))
}
