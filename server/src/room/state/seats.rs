//! Who has a seat at a board, and whom a token stands for.

use std::collections::BTreeMap;

use bordsvis_shared::id::{ParticipantId, TableNo};
use bordsvis_shared::protocol::{Refusal, RefusalReason};
use bordsvis_shared::session::Role;
use serde::{Deserialize, Serialize};

use super::refuse;
use crate::room::entry::{Holder, NewSeat, TokenHash};

/// Whom a token stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who it is.
    pub participant: ParticipantId,
    /// What they may do.
    pub role: Role,
    /// The table that they sit at; none for facilitators and screens.
    pub table: Option<TableNo>,
    /// What they call themselves.
    pub name: Option<String>,
    /// The organisation that they come from.
    pub actor: Option<String>,
    /// How many people without a device of their own they write for.
    pub people: u8,
}

/// Every seat of a board. Nobody gives theirs back; a facilitator may take one away.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Seats {
    by_participant: BTreeMap<ParticipantId, Seat>,
    /// Those of seats that were taken away stay, so that their holders can be told.
    tokens: BTreeMap<TokenHash, ParticipantId>,
}

impl Seats {
    pub fn take(&mut self, holder: &Holder, seat: Seat) -> Result<(), Refusal> {
        let Holder { participant, token } = holder;
        if self.by_participant.contains_key(participant) || self.tokens.contains_key(token) {
            return Err(refuse(
                RefusalReason::Forbidden,
                "the participant has a seat, or the token stands for another",
            ));
        }
        self.tokens.insert(token.clone(), participant.clone());
        self.by_participant.insert(participant.clone(), seat);
        Ok(())
    }

    /// Lets another token stand for a participant too.
    pub fn add_token(&mut self, holder: &Holder) -> Result<(), Refusal> {
        let Holder { participant, token } = holder;
        if !self.by_participant.contains_key(participant) || self.tokens.contains_key(token) {
            return Err(refuse(
                RefusalReason::Forbidden,
                "the participant has no seat, or the token stands for another",
            ));
        }
        self.tokens.insert(token.clone(), participant.clone());
        Ok(())
    }

    pub fn remove(&mut self, participant: &ParticipantId) {
        self.by_participant.remove(participant);
    }

    pub fn change(&mut self, participant: &ParticipantId, change: impl FnOnce(&mut Seat)) {
        if let Some(seat) = self.by_participant.get_mut(participant) {
            change(seat);
        }
    }

    pub fn get(&self, participant: &ParticipantId) -> Option<&Seat> {
        self.by_participant.get(participant)
    }

    /// The seat of a participant, or why they have none.
    pub fn held_by(&self, participant: &ParticipantId) -> Result<&Seat, RefusalReason> {
        let had_one = || self.tokens.values().any(|holder| holder == participant);
        self.get(participant).ok_or_else(|| match had_one() {
            true => RefusalReason::Removed,
            false => RefusalReason::Unauthorized,
        })
    }

    /// Whom a token stands for.
    pub fn of_token(&self, token: &TokenHash) -> Result<&Seat, RefusalReason> {
        let participant = self.tokens.get(token).ok_or(RefusalReason::Unauthorized)?;
        self.held_by(participant)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Seat> {
        self.by_participant.values()
    }

    pub fn len(&self) -> usize {
        self.by_participant.len()
    }

    /// How many people have joined a table, those included whom others write for.
    pub fn joined(&self, table: TableNo) -> u32 {
        let at_table = self.iter().filter(|seat| seat.table == Some(table));
        at_table.map(|seat| 1 + u32::from(seat.people)).sum()
    }
}

impl Seat {
    /// The seat of somebody who belongs to no table.
    pub(super) fn apart(holder: &Holder, role: Role) -> Self {
        Self {
            participant: holder.participant.clone(),
            role,
            table: None,
            name: None,
            actor: None,
            people: 0,
        }
    }

    pub(super) fn at_table(new: &NewSeat) -> Self {
        Self {
            participant: new.holder.participant.clone(),
            role: Role::Participant,
            table: Some(new.table),
            name: new.name.clone(),
            actor: new.actor.clone(),
            people: new.people,
        }
    }
}
