//! Keys and codes: who may lead, how people join, and how they get from one device to another.

use bordsvis_shared::id::{JoinCode, ParticipantId};
use bordsvis_shared::protocol::{Refusal, RefusalReason};
use bordsvis_shared::session::Role;

use super::board::{Board, Ticket, set};
use super::limits::Limits;
use super::{Seat, refuse};
use crate::room::entry::{Holder, NewKey, TokenHash};

/// The most links to other devices that wait to be used. Of more, the oldest count no longer.
const MAX_TICKETS: usize = 1_000;

impl Board {
    /// Gives a key to another facilitator.
    pub fn invite(
        &mut self,
        by: Option<&ParticipantId>,
        key: &NewKey,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        self.check_leads(by)?;
        if self.seats.len() >= limits.seats {
            return Err(refuse(RefusalReason::Full, "the board has no seat left"));
        }
        let seat = Seat {
            name: Some(key.name.clone()),
            ..Seat::apart(&key.holder, Role::Facilitator)
        };
        self.seats.take(&key.holder, seat)
    }

    /// Changes the code to join by, and tells whether it was another.
    pub fn change_code(
        &mut self,
        by: Option<&ParticipantId>,
        code: &JoinCode,
    ) -> Result<bool, Refusal> {
        self.check_leads(by)?;
        Ok(set(&mut self.creation.code, code.clone()))
    }

    /// Gives a participant a link to another device.
    pub fn give_ticket(
        &mut self,
        by: Option<&ParticipantId>,
        secret: &TokenHash,
        until: i64,
        now: i64,
    ) -> Result<(), Refusal> {
        let seat = by.and_then(|by| self.seats.get(by));
        let Some(seat) = seat.filter(|seat| seat.role == Role::Participant) else {
            return Err(refuse(
                RefusalReason::Forbidden,
                "only participants move to another device; facilitators have keys",
            ));
        };
        let participant = seat.participant.clone();
        let tickets = &mut self.progress.tickets;
        tickets.retain(|ticket| ticket.until > now);
        if tickets.len() == MAX_TICKETS {
            tickets.remove(0);
        }
        tickets.push(Ticket {
            secret: secret.clone(),
            participant,
            until,
        });
        Ok(())
    }

    /// Lets another token stand for whoever was given the link, and makes the link worthless.
    pub fn redeem(
        &mut self,
        secret: &TokenHash,
        token: &TokenHash,
        now: i64,
    ) -> Result<(), Refusal> {
        let tickets = &mut self.progress.tickets;
        let known = tickets.iter().position(|ticket| ticket.secret == *secret);
        let Some(ticket) = known.map(|at| tickets.remove(at)) else {
            return Err(refuse(
                RefusalReason::Gone,
                "the link was used, or is too old: ask for a new one on the first device",
            ));
        };
        if ticket.until <= now {
            return Err(refuse(
                RefusalReason::Gone,
                "the link is too old: ask for a new one on the first device",
            ));
        }
        self.seats.add_token(&Holder {
            participant: ticket.participant,
            token: token.clone(),
        })
    }

    /// When the next lock takes effect whose grace has begun.
    pub fn next_due(&self) -> Option<i64> {
        let steps = self.progress.steps.values();
        steps.filter_map(|step| step.locks_at).min()
    }

    /// Locks what is to be locked by now, and tells whether there was anything.
    pub fn due(&mut self, now: i64) -> bool {
        let mut changed = false;
        for step in self.progress.steps.values_mut() {
            if step.locks_at.is_some_and(|due| due <= now) {
                step.locks_at = None;
                step.locked = true;
                changed = true;
            }
        }
        changed
    }
}
